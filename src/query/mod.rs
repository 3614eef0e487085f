//! What a person typed, understood: a tree of words, phrases, operators and fields, then the keys to look them up by.
//!
//! [`Query::parse`] reads a text into a [`Clause`]; [`analyze`] runs its words through the analysis and sorts them by what they are for. The
//! language is described in `docs/query-language.md`.
//!
//! ```
//! use izde::query::Query;
//!
//! let query = Query::parse("сайлау OR дауыс AND \"ауыл әкімі")?;
//! assert_eq!(query.to_string(), "сайлау OR (дауыс AND \"ауыл әкімі\")");
//! let notices: Vec<_> = query.notices().iter().map(|notice| notice.message.as_str()).collect();
//! assert!(notices[0].contains("AND binds") && notices[1].contains("not closed"));
//! # Ok::<(), izde::Error>(())
//! ```

mod analyze;
mod analyzed;
mod clause;
mod lexer;
mod parser;
mod period;
mod respell;

use std::fmt;
use std::str::FromStr;

pub use analyze::{analyze, analyze_strictly};
pub use analyzed::{Form, Group, Joint, Node, Phrase, Position, Prefix, Respelling, Word};
pub use clause::{Clause, Field, Forms};
pub use period::Period;

use self::respell::Respelt;
pub(crate) use self::respell::{TypedForm, TypedLeaf};
use crate::error::{Error, Result};
use crate::span::Span;

/// Longest query izde answers, in bytes: a few pages of text. What is longer was pasted by mistake.
pub const LONGEST_QUERY: usize = 16 << 10;

/// Most words, phrases and other leaves of a query: more than a text of that length has.
pub const MOST_LEAVES: usize = 2000;

/// How deep parentheses and exclusions may stand in one another.
pub const DEEPEST: usize = 50;

/// Most words that `~` lets stand between those of a phrase.
pub const MOST_BETWEEN: u32 = 100;

/// A query: a tree, where its leaves were typed, and what should be said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    text: String,
    clause: Clause,
    places: Vec<Span>,
    /// By leaf: how its word was put in place of the typed one; short or empty where none was.
    respelt: Vec<Option<Respelt>>,
    notices: Vec<Notice>,
}

/// What whoever typed the query should know: how something in it was read, or that it was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Notice {
    /// Where, in bytes of the query.
    pub span: Span,
    /// A sentence for a person.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`] without a letter or digit, [`Error::QueryTooLong`] beyond [`LONGEST_QUERY`], [`Error::BadQuery`] for what cannot
    /// be answered: only exclusions, an exclusion in `OR`, a date that is none, a field in a field, more than [`DEEPEST`] or
    /// [`MOST_LEAVES`]. Everything else is read somehow, and a [`Notice`] says how.
    pub fn parse(text: &str) -> Result<Self> {
        measure(text)?;
        let (clause, places, notices) = parser::parse(text)?;
        Ok(Self { text: text.to_owned(), clause, places, respelt: vec![], notices })
    }

    /// Takes a text as words and nothing else: no sign in it is an operator.
    ///
    /// # Errors
    /// [`Error::EmptyQuery`] without a letter or digit, [`Error::QueryTooLong`] beyond [`LONGEST_QUERY`], [`Error::BadQuery`] for more than
    /// [`MOST_LEAVES`] words.
    pub fn literal(text: &str) -> Result<Self> {
        measure(text)?;
        let (clause, places) = parser::literal(text)?;
        Ok(Self { text: text.to_owned(), clause, places, respelt: vec![], notices: vec![] })
    }

    /// A query of a clause; its text is the clause written out.
    ///
    /// # Errors
    /// As [`parse`](Self::parse).
    pub fn build(clause: &Clause) -> Result<Self> {
        Self::parse(&clause.to_string())
    }

    /// The query as it was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The tree.
    #[must_use]
    pub const fn clause(&self) -> &Clause {
        &self.clause
    }

    /// Where the leaves of the tree (words, exact forms, prefixes, phrases, dates) were typed, in their order.
    #[must_use]
    pub fn places(&self) -> &[Span] {
        &self.places
    }

    /// What should be said about it, in the order of the places.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }
}

fn measure(text: &str) -> Result<()> {
    if text.len() > LONGEST_QUERY {
        return Err(Error::QueryTooLong { bytes: text.len(), limit: LONGEST_QUERY });
    }
    if !parser::has_word(text) {
        return Err(Error::EmptyQuery { query: text.chars().take(80).collect() });
    }
    Ok(())
}

impl fmt::Display for Query {
    /// Writes the tree: spelt one way, whatever way it was typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.clause.fmt(f)
    }
}

impl FromStr for Query {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

#[cfg(test)]
mod tests;
