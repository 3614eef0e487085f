//! What a search gives back.

use std::time::Duration;

use super::highlight::{Highlight, MatchKind};
use crate::corpus::Document;
use crate::query::Respelling;
use crate::span::Span;

/// The answer to a [`Request`](super::Request).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Answer {
    /// The query as it was typed.
    pub query: String,
    /// Passages that match, those of copies counted, too: for a query of words, those that have at least one of them, in any inflection.
    pub passages: usize,
    /// Of these, the passages that have all words, in their text or in their document's title.
    pub passages_with_all: usize,
    /// Documents the passages are from.
    pub documents: usize,
    /// How long the search took, from the query's text to the last highlight.
    pub took: Duration,
    /// What the reader should know about how the query was understood, a sentence each.
    pub notices: Vec<String>,
    /// Words of the index to offer instead of those that it does not have; none when something was found by the words themselves.
    pub offered: Vec<String>,
    /// Whether passages with all words stand before the others, whatever their scores.
    pub all_first: bool,
    /// The hits asked for, in order.
    pub hits: Vec<Hit>,
}

/// Most copies of a document that a hit names.
pub const MOST_COPIES: usize = 10;

/// A passage that answers.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Hit {
    /// Its place, from 1; the place of its document where [`Request::passages`](super::Request::passages) asked for several of each.
    pub rank: usize,
    /// How well it fits: the sum of its evidence. Comparable within one answer only.
    pub score: f32,
    /// Whether the passage has all words of the query, in its text or in its document's title.
    pub has_all: bool,
    /// Whether the passage has every word as it was typed, though the index made one of them doubtful; such passages come first.
    pub is_as_typed: bool,
    /// How the least sure of its words stands for what was typed; `None` when all that are there were typed so.
    pub respelling: Option<Respelling>,
    /// How many passages of its document match.
    pub of_document: usize,
    /// Documents found that are copies of this one and are not shown themselves, without their texts: the earliest first, at most
    /// [`MOST_COPIES`]. They hold what was asked for, too, and pass all its conditions.
    pub copies: Vec<Document>,
    /// How many of these there are in all.
    pub total_copies: usize,
    /// The document, without its text.
    pub document: Document,
    /// The passage.
    pub passage: PassageText,
    /// The words that matched, in order, without overlap; spans in the document's text.
    pub highlights: Vec<Highlight>,
    /// The words of the title that matched; spans in the title.
    pub title_highlights: Vec<Highlight>,
    /// What the score is made of; empty unless asked for.
    pub evidence: Vec<Evidence>,
}

/// A passage with its text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PassageText {
    /// Number in its document, from 1.
    pub number: u32,
    /// Where it stands in the document's text.
    pub span: Span,
    /// The text.
    pub text: String,
}

/// Where a word was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the text of the passage.
    Passage,
    /// In the title of its document.
    Title,
}

impl Place {
    /// Both of them.
    pub const ALL: [Self; 2] = [Self::Passage, Self::Title];
}

/// One part of a score: a query word found through one of its keys.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Evidence {
    /// The query word, as typed first.
    pub word: String,
    /// Through which key.
    pub kind: MatchKind,
    /// The key.
    pub term: String,
    /// Where.
    pub place: Place,
    /// How often.
    pub frequency: u32,
    /// Passages of the index with this key, in text or title.
    pub passages: u64,
    /// What an occurrence counts beside one of the word itself.
    pub weight: f32,
    /// What it adds to the score.
    pub score: f32,
}
