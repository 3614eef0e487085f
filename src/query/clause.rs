//! The tree of a query, and how it is written.

use std::fmt::{self, Write};

use super::lexer::{closing_quote, field_before_colon};
use super::period::Period;

/// What a query asks for.
///
/// Made by reading a text, or from its constructors. [`Display`](fmt::Display) writes it so that reading gives it back. That holds for
/// what reading can give: groups have at least two items, every text has a letter or digit, nothing is excluded twice, and a field holds no
/// other field. [`Query::build`](super::Query::build) brings any clause into that form or says why there is none.
///
/// ```
/// use izde::query::{Clause, Field, Query};
///
/// let office = Clause::any([Clause::word("әкім"), Clause::near("ауыл басшысы", 3)]);
/// let clause = Clause::bag([office, Clause::word("қала").without(), Clause::word("сайлау").within(Field::Title)]);
/// assert_eq!(clause.to_string(), r#"(әкім OR "ауыл басшысы"~3) -қала title:сайлау"#);
/// assert_eq!(Query::parse(&clause.to_string())?.clause(), &clause);
/// # Ok::<(), izde::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Clause {
    /// A word in any inflection, as it was typed, with the punctuation that touches it. Two words when only a sign parts them (`сөз/сөз`).
    Word(String),
    /// `=әкімі`: a word in this form only.
    Exact(String),
    /// `әкімд*`: all words that begin so. Without the star.
    Prefix(String),
    /// `"ауыл әкімі"`: words that stand together. Without the quotes.
    Phrase {
        /// The words.
        text: String,
        /// In which forms, and how near.
        forms: Forms,
    },
    /// Clauses side by side: the words are evidence, everything else is required.
    Bag(Vec<Clause>),
    /// Clauses joined by `AND`: all of them.
    All(Vec<Clause>),
    /// Clauses joined by `OR` or `|`: at least one of them.
    Any(Vec<Clause>),
    /// `-сөз`, `NOT сөз`: passages without it.
    Not(Box<Clause>),
    /// `title:сөз`: only there.
    In(Field, Box<Clause>),
    /// `date:2025-11..2026-02`: documents of these dates.
    Dates(Period),
}

/// In which forms and how near the words of a phrase stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Forms {
    /// `"…"`: as written, side by side.
    AsWritten,
    /// `"…"~3`: in any inflection, in this order.
    Inflected {
        /// So many other words may stand between them, in all: 0 for `"…"~`.
        between: u32,
    },
}

/// What of a document a clause is held to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Field {
    /// The title.
    Title,
    /// Who speaks. A filter: adds nothing to the score.
    Speaker,
    /// Where the document is from. A filter.
    Source,
    /// The code of its language, as the document has it. A filter.
    Lang,
}

impl Field {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Title, Self::Speaker, Self::Source, Self::Lang];

    /// Its name in a query, without the colon.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Speaker => "speaker",
            Self::Source => "source",
            Self::Lang => "lang",
        }
    }

    /// Whether it only lets documents through, or not.
    #[must_use]
    pub const fn is_filter(self) -> bool {
        !matches!(self, Self::Title)
    }
}

impl Clause {
    /// A word in any inflection.
    pub fn word(text: impl Into<String>) -> Self {
        Self::Word(text.into())
    }

    /// A word in this form only.
    pub fn exact(text: impl Into<String>) -> Self {
        Self::Exact(text.into())
    }

    /// All words that begin so; at least two letters.
    pub fn prefix(text: impl Into<String>) -> Self {
        Self::Prefix(text.into())
    }

    /// These forms in this order, side by side.
    pub fn phrase(text: impl Into<String>) -> Self {
        Self::Phrase { text: text.into(), forms: Forms::AsWritten }
    }

    /// These words in any inflection, in this order, with up to so many others between them, in all.
    pub fn near(text: impl Into<String>, between: u32) -> Self {
        Self::Phrase { text: text.into(), forms: Forms::Inflected { between } }
    }

    /// Clauses side by side.
    pub fn bag(clauses: impl IntoIterator<Item = Self>) -> Self {
        Self::Bag(clauses.into_iter().collect())
    }

    /// All of these.
    pub fn all(clauses: impl IntoIterator<Item = Self>) -> Self {
        Self::All(clauses.into_iter().collect())
    }

    /// At least one of these.
    pub fn any(clauses: impl IntoIterator<Item = Self>) -> Self {
        Self::Any(clauses.into_iter().collect())
    }

    /// Passages without it.
    #[must_use]
    pub fn without(self) -> Self {
        Self::Not(Box::new(self))
    }

    /// Only in this field.
    #[must_use]
    pub fn within(self, field: Field) -> Self {
        Self::In(field, Box::new(self))
    }

    /// Whether it only says what must not be there.
    #[must_use]
    pub fn is_exclusion(&self) -> bool {
        match self {
            Self::Not(_) => true,
            Self::In(_, clause) => clause.is_exclusion(),
            Self::Bag(clauses) | Self::All(clauses) => clauses.iter().all(Self::is_exclusion),
            _ => false,
        }
    }

    fn is_group(&self) -> bool {
        matches!(self, Self::Bag(_) | Self::All(_) | Self::Any(_))
    }
}

impl fmt::Display for Clause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Word(text) => write_word(text, f),
            Self::Exact(text) => {
                f.write_char('=')?;
                write_word(text, f)
            }
            Self::Prefix(text) => {
                write_word(text, f)?;
                f.write_char('*')
            }
            Self::Phrase { text, forms } => {
                write_phrase(text, f)?;
                match forms {
                    Forms::AsWritten => Ok(()),
                    Forms::Inflected { between: 0 } => f.write_char('~'),
                    Forms::Inflected { between } => write!(f, "~{between}"),
                }
            }
            Self::Bag(clauses) => write_joined(clauses, " ", f),
            Self::All(clauses) => write_joined(clauses, " AND ", f),
            Self::Any(clauses) => write_joined(clauses, " OR ", f),
            Self::Not(clause) => {
                f.write_char('-')?;
                write_operand(clause, f)
            }
            Self::In(field, clause) => {
                write!(f, "{}:", field.name())?;
                write_operand(clause, f)
            }
            Self::Dates(period) => write!(f, "date:{period}"),
        }
    }
}

fn write_joined(clauses: &[Clause], joint: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, clause) in clauses.iter().enumerate() {
        if at > 0 {
            f.write_str(joint)?;
        }
        write_operand(clause, f)?;
    }
    Ok(())
}

fn write_operand(clause: &Clause, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if clause.is_group() { write!(f, "({clause})") } else { write!(f, "{clause}") }
}

/// Writes a word with `\` before whatever would be read as something else.
fn write_word(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if matches!(text, "OR" | "AND" | "NOT") {
        f.write_char('\\')?;
    }
    let colon = field_before_colon(text).map(|(name, _)| name.len());
    for (at, c) in text.char_indices() {
        let is_sign =
            matches!(c, '\\' | '(' | ')' | '|' | '"' | '*') || c.is_whitespace() || closing_quote(c).is_some();
        if is_sign || at == 0 && matches!(c, '-' | '=' | '~') || Some(at) == colon {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    Ok(())
}

fn write_phrase(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '\\' | '"' | '*') {
            f.write_char('\\')?;
        }
        f.write_char(c)?;
    }
    f.write_char('"')
}
