//! What the analysis hands out.

use crate::span::Span;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A word, a name, an abbreviation; with the suffix that a hyphen joins to it (`ҚР-ның`).
    Word,
    /// A number; with its percent sign or suffix (`2,5`, `25%`, `80-нен`).
    Number,
    /// Words joined by hyphens (`ой-пікірлерді`) or the dots of a domain (`akorda.kz`); its parts follow, the first at the same position.
    Compound,
    /// One of the words of a [`Compound`](Self::Compound).
    Part,
}

/// A word of a text with its keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token<'a> {
    /// Where it stands in the text, in bytes.
    pub span: Span,
    /// Its number among the words of the text, from 0. A compound shares the number of its first part.
    pub position: usize,
    /// What it is.
    pub kind: Kind,
    /// The word as it was written, normalised: case, script and spelling of the letters.
    pub exact: &'a str,
    /// The word without inflection.
    pub stem: &'a str,
}
