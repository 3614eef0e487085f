//! From the text of a query to its words and signs.

mod field;
mod phrase;

use super::Notice;
use super::clause::{Clause, Field};
use super::parser::{has_word, is_letter};
use crate::analysis::segment;
use crate::error::Result;
use crate::span::Span;

pub(super) use field::field_before_colon;
pub(super) use phrase::closing_quote;

/// A word or sign of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    Open,
    Close,
    Or,
    And,
    Not,
    /// A field, which touches its value.
    Field(Field),
    /// A word, exact form, prefix, phrase or period.
    Leaf(Clause),
}

/// A lexeme and where it stands.
pub(super) type Placed = (Lexeme, Span);

/// The lexemes of a query with their places, and what is to be said about the rest.
pub(super) fn lexemes(text: &str) -> Result<(Vec<Placed>, Vec<Notice>)> {
    let last = ['»', '”', '“'].map(|quote| (quote, text.rfind(quote)));
    let mut lexer = Lexer { text, at: 0, last, lexemes: vec![], notices: vec![] };
    while let Some(c) = lexer.next_char() {
        lexer.lexeme(c)?;
    }
    Ok((lexer.lexemes, lexer.notices))
}

/// What was typed, in a message.
pub(super) fn quoted(typed: &str) -> String {
    match typed.char_indices().nth(60) {
        Some((end, _)) => format!("«{}…»", &typed[..end]),
        None => format!("«{typed}»"),
    }
}

/// Whether a character ends whatever stands before it.
fn parts(c: char) -> bool {
    c.is_whitespace() || matches!(c, '(' | ')' | '|' | '"')
}

/// Whether there is a letter or digit before the first sign that parts words and has no `\` before it.
fn begins_word(text: &str) -> bool {
    let mut is_escaped = false;
    for c in text.chars() {
        if is_letter(c) || parts(c) && !is_escaped {
            return is_letter(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    false
}

/// Marks of a sentence, which nobody looks for.
fn is_punctuation(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…' | '–' | '—' | '»' | '”' | '“')
}

struct Lexer<'t> {
    text: &'t str,
    at: usize,
    /// Where each closing quote stands for the last time.
    last: [(char, Option<usize>); 3],
    lexemes: Vec<Placed>,
    notices: Vec<Notice>,
}

/// A run of characters without signs that part it, as [`Lexer::run`] reads it.
struct Run {
    text: String,
    span: Span,
    /// Stars at its end; they are not in `text`.
    stars: usize,
    /// Whether there is a star elsewhere.
    inner_star: bool,
    /// Whether a `\` took a sign as it is.
    escaped: bool,
}

impl Lexer<'_> {
    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn next_char(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn notice(&mut self, span: Span, message: String) {
        self.notices.push(Notice { span, message });
    }

    fn push(&mut self, lexeme: Lexeme, start: usize) {
        self.lexemes.push((lexeme, Span::new(start, self.at)));
    }

    fn sign(&mut self, lexeme: Lexeme) {
        self.at += 1;
        self.push(lexeme, self.at - 1);
    }

    /// Whether a quote opens here that is closed somewhere.
    fn opens_quote(&self, at: usize, c: char) -> bool {
        let is_closed = |close| self.last.iter().any(|&(quote, last)| quote == close && last > Some(at));
        c == '"' || closing_quote(c).is_some_and(|closing| closing.iter().any(|&close| is_closed(close)))
    }

    /// Whether the lexeme before touches this place.
    fn touches(&self, is: fn(&Lexeme) -> bool) -> bool {
        self.lexemes.last().is_some_and(|(lexeme, span)| span.end == self.at && is(lexeme))
    }

    fn lexeme(&mut self, c: char) -> Result<()> {
        let after = &self.rest()[c.len_utf8()..];
        // A run of hyphens is a dash.
        let operand = if c == '-' { after.strip_prefix('=').unwrap_or(after) } else { after };
        let opening = operand.chars().next().filter(|&c| c == '(' || self.opens_quote(self.at + 1, c));
        let is_operator = matches!(c, '-' | '=') && (opening.is_some() || begins_word(operand));
        let is_exclusion = is_operator && !operand.starts_with('-');
        match c {
            _ if c.is_whitespace() => self.at += c.len_utf8(),
            '(' => self.sign(Lexeme::Open),
            ')' => self.sign(Lexeme::Close),
            '|' => self.sign(Lexeme::Or),
            // «Болашақ»-тың: what is quoted has a suffix.
            '-' if is_operator && opening.is_none() && self.touches(is_closed) => {
                let run = self.run();
                let what = run.span.of(self.text).unwrap_or_default();
                self.notice(
                    run.span,
                    format!("{} was passed over as a suffix; with a space before it, it excludes", quoted(what)),
                );
            }
            '-' if is_exclusion => self.sign(Lexeme::Not),
            '=' if after.starts_with('(') => {
                self.needless_equals();
                self.at += 2;
                self.push(Lexeme::Open, self.at - 2);
            }
            '=' if opening.is_some() => {
                self.needless_equals();
                self.phrase(opening.unwrap_or('"'), self.at + 1);
            }
            '=' if is_operator => {
                self.at += 1;
                let run = self.run();
                self.exact(run);
            }
            '"' if self.ends_word() && !after.contains('"') && !after.starts_with(char::is_alphanumeric) => {
                self.at += 1;
                let span = Span::new(self.at - 1, self.at);
                self.notice(span, "«\"» was passed over: no quote was opened before it".to_owned());
            }
            _ if self.opens_quote(self.at, c) => self.phrase(c, self.at),
            _ => self.word_or_field()?,
        }
        Ok(())
    }

    /// Whether a word or its punctuation stands right before this place.
    fn ends_word(&self) -> bool {
        self.touches(|lexeme| matches!(lexeme, Lexeme::Leaf(Clause::Word(_) | Clause::Exact(_) | Clause::Prefix(_))))
    }

    fn needless_equals(&mut self) {
        let message = "«=» was passed over: it stands before a word; quotes mean exact forms without it";
        self.notice(Span::new(self.at, self.at + 1), message.to_owned());
    }

    /// Reads up to the next sign that parts words.
    fn run(&mut self) -> Run {
        let start = self.at;
        let mut run = Run { text: String::new(), span: Span::default(), stars: 0, inner_star: false, escaped: false };
        while let Some(c) = self.next_char() {
            if parts(c) || self.at > start && self.opens_quote(self.at, c) {
                break;
            }
            self.at += c.len_utf8();
            if c == '*' {
                run.stars += 1;
                continue;
            }
            run.inner_star |= run.stars > 0;
            run.text.extend(std::iter::repeat_n('*', std::mem::take(&mut run.stars)));
            if c == '\\' {
                run.escaped = true;
                run.text.push(self.escaped());
            } else {
                run.text.push(c);
            }
        }
        run.span = Span::new(start, self.at);
        run
    }

    /// The character after a `\`.
    fn escaped(&mut self) -> char {
        let Some(c) = self.next_char() else {
            self.notice(Span::new(self.at - 1, self.at), "«\\» at the end has nothing to escape".to_owned());
            return '\\';
        };
        self.at += c.len_utf8();
        c
    }

    fn exact(&mut self, run: Run) {
        if run.stars > 0 || run.inner_star {
            self.notice(run.span, "«*» was taken as text: «=» asks for one form only".to_owned());
        }
        let Run { text, span, stars, .. } = run;
        self.lexemes
            .push((Lexeme::Leaf(Clause::Exact(text + &"*".repeat(stars))), Span::new(span.start - 1, span.end)));
    }

    /// A word, a prefix, or an operator that is a word.
    fn word(&mut self) {
        let is_operand = self.touches(|lexeme| matches!(lexeme, Lexeme::Not | Lexeme::Field(_)));
        let run = self.run();
        let typed = run.span.of(self.text).unwrap_or_default();
        let lexeme = match typed {
            "OR" if !is_operand => Lexeme::Or,
            "AND" if !is_operand => Lexeme::And,
            "NOT" if !is_operand => Lexeme::Not,
            _ if !has_word(&run.text) => {
                if is_operand || !typed.chars().all(is_punctuation) {
                    self.notice(run.span, format!("{} was passed over: it has no letter or digit", quoted(typed)));
                }
                return;
            }
            _ => {
                self.tell_signs(&run, typed);
                let is_prefix = run.stars > 0 && run.prefix_fault().is_none();
                Lexeme::Leaf(if is_prefix { Clause::Prefix(run.text) } else { Clause::Word(run.text) })
            }
        };
        self.lexemes.push((lexeme, run.span));
    }

    /// Says which signs of a word mean nothing where they stand.
    fn tell_signs(&mut self, run: &Run, typed: &str) {
        if let Some(quote) = typed.chars().next().filter(|&c| closing_quote(c).is_some()) {
            let span = Span::new(run.span.start, run.span.start + quote.len_utf8());
            self.notice(span, format!("«{quote}» is not closed and was taken for punctuation"));
        }
        let mut tell = |message: &str| self.notice(run.span, format!("{} was taken as text: {message}", quoted(typed)));
        if typed.starts_with("--") {
            tell("one «-» excludes, two do not");
        }
        if !run.escaped && looks_fuzzy(&run.text) {
            tell("«~» is read after quotes only");
        }
        if run.inner_star {
            tell("«*» is read at the end of a word only");
        } else if let Some(fault) = run.prefix_fault().filter(|_| run.stars > 0) {
            tell(fault);
        }
    }
}

impl Run {
    /// Why it is not the beginning of a word.
    fn prefix_fault(&self) -> Option<&'static str> {
        let letters = self.text.chars().filter(|&c| is_letter(c)).count();
        match segment::count(&self.text) {
            1 if letters < 2 => Some("«*» needs at least two letters before it"),
            1 => None,
            _ => Some("«*» needs one word before it"),
        }
    }
}

/// Whether a lexeme is the end of something quoted or in parentheses.
fn is_closed(lexeme: &Lexeme) -> bool {
    matches!(lexeme, Lexeme::Close | Lexeme::Leaf(Clause::Phrase { .. }))
}

/// `сөз~`, `сөз~2`: so other programs look for what is spelt alike.
fn looks_fuzzy(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.ends_with('~') && text.len() - before.len() < 3
}
