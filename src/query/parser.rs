//! From words and signs to the tree. `NOT` binds tightest, then `AND`, then `OR`, then standing side by side.

use super::clause::{Clause, Field};
use super::lexer::{Lexeme, lexemes, quoted};
use super::{DEEPEST, MOST_LEAVES, Notice};
use crate::analysis::segment::is_ignorable;
use crate::error::{Error, Result};
use crate::span::Span;

/// Notices that are still of use; somebody who pasted a program does not read a thousand.
const MOST_NOTICES: usize = 20;

/// Reads a query that has a letter or digit.
pub(super) fn parse(text: &str) -> Result<(Clause, Vec<Span>, Vec<Notice>)> {
    let (lexemes, notices) = lexemes(text)?;
    let mut parser = Parser {
        text,
        lexemes: lexemes.into_iter().peekable(),
        end: 0,
        places: vec![],
        notices,
        depth: 0,
        open: 0,
        field: None,
    };
    let clause = parser.bag()?;
    let whole = Span::new(text.len() - text.trim_start().len(), text.trim_end().len());
    let Some(clause) = clause else {
        return Err(
            parser.error(whole, "there is nothing to look for but signs; write \\ before one that is meant as a word")
        );
    };
    if clause.is_exclusion() {
        return Err(parser.error(whole, "the query only says what must not be there; add what to look for"));
    }
    Ok((clause, parser.places, in_order(parser.notices)))
}

/// Takes a text that has a letter or digit as words.
pub(super) fn literal(text: &str) -> Result<(Clause, Vec<Span>)> {
    let (mut words, mut places, mut at) = (vec![], vec![], 0);
    for piece in text.split_inclusive(char::is_whitespace) {
        let word = piece.trim_end();
        if has_word(word) {
            words.push(Clause::word(word));
            places.push(Span::new(at, at + word.len()));
        }
        at += piece.len();
    }
    if let Some(place) = places.get(MOST_LEAVES) {
        return Err(too_many(text, *place));
    }
    // There is one, or the text had no letter.
    let clause = if words.len() == 1 { words.remove(0) } else { Clause::Bag(words) };
    Ok((clause, places))
}

/// Whether the analysis finds a word in a text.
pub(super) fn has_word(text: &str) -> bool {
    text.contains(is_letter)
}

/// Whether the analysis takes a character for a letter or digit.
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_ignorable(c)
}

fn too_many(text: &str, span: Span) -> Error {
    let reason = format!("the query has more than {MOST_LEAVES} words and phrases; search for some of them");
    Error::BadQuery { query: text.to_owned(), span, reason }
}

fn in_order(mut notices: Vec<Notice>) -> Vec<Notice> {
    notices.sort_by_key(|notice| notice.span);
    if let Some(first) = notices.get(MOST_NOTICES) {
        let message = format!("{} more places like these", notices.len() - MOST_NOTICES);
        let more = Notice { span: first.span, message };
        notices.truncate(MOST_NOTICES);
        notices.push(more);
    }
    notices
}

/// A group of clauses; one alone is itself.
fn group(mut clauses: Vec<Clause>, of: fn(Vec<Clause>) -> Clause) -> Option<Clause> {
    if clauses.len() > 1 { Some(of(clauses)) } else { clauses.pop() }
}

struct Parser<'t> {
    text: &'t str,
    lexemes: std::iter::Peekable<std::vec::IntoIter<(Lexeme, Span)>>,
    /// Where the last lexeme ended.
    end: usize,
    places: Vec<Span>,
    notices: Vec<Notice>,
    /// How many parentheses and exclusions we are in.
    depth: usize,
    /// How many parentheses we are in.
    open: usize,
    /// The field we are in.
    field: Option<Field>,
}

impl Parser<'_> {
    fn error(&self, span: Span, reason: impl Into<String>) -> Error {
        Error::BadQuery { query: self.text.to_owned(), span, reason: reason.into() }
    }

    fn notice(&mut self, span: Span, message: impl Into<String>) {
        self.notices.push(Notice { span, message: message.into() });
    }

    fn next(&mut self) -> Option<(Lexeme, Span)> {
        let next = self.lexemes.next();
        self.end = next.as_ref().map_or(self.end, |(_, span)| span.end);
        next
    }

    fn next_is(&mut self, lexeme: &Lexeme) -> bool {
        self.lexemes.peek().is_some_and(|(next, _)| next == lexeme)
    }

    /// From where the next lexeme begins.
    fn here(&mut self) -> usize {
        self.lexemes.peek().map_or(self.text.len(), |(_, span)| span.start)
    }

    fn is_operand_next(&mut self) -> bool {
        !matches!(self.lexemes.peek(), None | Some((Lexeme::Close | Lexeme::Or | Lexeme::And, _)))
    }

    fn stray(&mut self, span: Span) {
        let sign = span.of(self.text).unwrap_or_default();
        self.notice(
            span,
            format!("«{sign}» was passed over: it needs something to look for beside it; as a word it is \\{sign}"),
        );
    }

    /// Clauses side by side, up to the end or the parenthesis that closes them.
    fn bag(&mut self) -> Result<Option<Clause>> {
        let mut clauses = vec![];
        loop {
            if self.is_operand_next() {
                clauses.extend(self.any()?);
            } else if self.open > 0 && self.next_is(&Lexeme::Close) {
                break;
            } else if let Some((sign, span)) = self.next() {
                match sign {
                    Lexeme::Close => self.notice(span, "«)» was passed over: nothing was opened before it"),
                    _ => self.stray(span),
                }
            } else {
                break;
            }
        }
        Ok(group(clauses, Clause::Bag))
    }

    /// Whether an operator follows, and after it something it could join.
    fn joins(&mut self, operator: &Lexeme) -> bool {
        while self.next_is(operator) {
            let span = self.next().map_or_else(Span::default, |(_, span)| span);
            if self.is_operand_next() {
                return true;
            }
            self.stray(span);
        }
        false
    }

    fn any(&mut self) -> Result<Option<Clause>> {
        let start = self.here();
        let (mut clauses, mut places, mut is_mixed) = (vec![], vec![], false);
        loop {
            let from = self.here();
            let (clause, is_all) = self.all()?;
            if let Some(clause) = clause {
                clauses.push(clause);
                places.push(Span::new(from, self.end));
            }
            is_mixed |= is_all;
            if !self.joins(&Lexeme::Or) {
                break;
            }
        }
        if clauses.len() > 1 {
            let exclusion = clauses.iter().position(Clause::is_exclusion).and_then(|at| places.get(at));
            if let Some(&place) = exclusion {
                return Err(
                    self.error(place, "an exclusion cannot be one side of OR: put it outside, as in (a OR b) -c")
                );
            }
        }
        is_mixed &= clauses.len() > 1;
        let clause = group(clauses, Clause::Any);
        if let Some(clause) = clause.as_ref().filter(|_| is_mixed) {
            self.notice(
                Span::new(start, self.end),
                format!("AND binds more tightly than OR: read as {}", quoted(&clause.to_string())),
            );
        }
        Ok(clause)
    }

    /// Also says whether there was an `AND`.
    fn all(&mut self) -> Result<(Option<Clause>, bool)> {
        let mut clauses = vec![];
        loop {
            clauses.extend(self.operand()?);
            if !self.joins(&Lexeme::And) {
                break;
            }
        }
        let is_all = clauses.len() > 1;
        Ok((group(clauses, Clause::All), is_all))
    }

    fn operand(&mut self) -> Result<Option<Clause>> {
        let Some((lexeme, span)) = self.next() else { return Ok(None) };
        match lexeme {
            Lexeme::Leaf(leaf) => self.leaf(leaf, span).map(Some),
            Lexeme::Not => self.exclusion(span),
            Lexeme::Field(field) => self.within(field, span),
            Lexeme::Open => self.parenthesis(span),
            // Only asked for where an operand is next.
            Lexeme::Close | Lexeme::Or | Lexeme::And => Ok(None),
        }
    }

    fn leaf(&mut self, leaf: Clause, span: Span) -> Result<Clause> {
        if self.places.len() == MOST_LEAVES {
            return Err(too_many(self.text, span));
        }
        if self.field.is_some() && matches!(leaf, Clause::Dates(_)) {
            return Err(self.field_in_field(span));
        }
        self.places.push(span);
        Ok(leaf)
    }

    /// Whether an operand of a sign follows; it must touch `-` and a field, since what stood there may have been passed over.
    fn has_operand(&mut self, sign: Span) -> bool {
        let touches = self.here() == sign.end || sign.of(self.text) == Some("NOT");
        let has_operand = touches && self.is_operand_next();
        if !has_operand {
            self.stray(sign);
        }
        has_operand
    }

    fn exclusion(&mut self, span: Span) -> Result<Option<Clause>> {
        if !self.has_operand(span) {
            return Ok(None);
        }
        self.enter(span)?;
        let clause = self.operand()?;
        self.depth -= 1;
        if clause.as_ref().is_some_and(Clause::is_exclusion) {
            let place = Span::new(span.start, self.end);
            return Err(self.error(place, "this is excluded twice; ask for it, or exclude it once"));
        }
        Ok(clause.map(Clause::without))
    }

    fn within(&mut self, field: Field, span: Span) -> Result<Option<Clause>> {
        if self.field.is_some() {
            return Err(self.field_in_field(span));
        }
        if !self.has_operand(span) {
            return Ok(None);
        }
        self.field = Some(field);
        let clause = self.operand()?;
        self.field = None;
        Ok(clause.map(|clause| clause.within(field)))
    }

    fn field_in_field(&self, span: Span) -> Error {
        let field = self.field.map_or("", Field::name);
        self.error(span, format!("a field cannot stand inside {field}:; put it beside it"))
    }

    fn parenthesis(&mut self, span: Span) -> Result<Option<Clause>> {
        self.enter(span)?;
        self.open += 1;
        let clause = self.bag()?;
        self.open -= 1;
        self.depth -= 1;
        if self.next_is(&Lexeme::Close) {
            self.next();
        } else {
            self.notice(span, "«(» is not closed: the group was taken to reach to the end");
        }
        if clause.is_none() {
            self.notice(Span::new(span.start, self.end), "parentheses without a word between them were passed over");
        }
        Ok(clause)
    }

    fn enter(&mut self, span: Span) -> Result<()> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.error(span, format!("parentheses and exclusions stand more than {DEEPEST} deep here")));
        }
        Ok(())
    }
}
