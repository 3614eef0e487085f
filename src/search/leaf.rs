//! The leaves of a plan: a word with its keys, or the passages that a phrase or a prefix was found in.

use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
use super::keys::{Key, saturated};
use super::segments::Segment;
use super::statistics::{Statistics, idf};
use super::weights;
use crate::query::Respelling;

/// Something to look for, found in an index.
#[derive(Debug)]
pub(super) struct Leaf {
    /// As it was typed first.
    pub(super) surface: String,
    /// Number of the alternatives it is one of: of these only the best counts.
    pub(super) alternatives: Option<usize>,
    /// Whether it is looked for, and not excluded.
    pub(super) is_wanted: bool,
    /// Whether it adds to scores; what only asks does not.
    pub(super) is_scored: bool,
    /// Whether it is a word of content that the query has side by side with others.
    pub(super) has_neighbours: bool,
    /// How it was put in place of what was typed, if it was.
    pub(super) respelling: Option<Respelling>,
    pub(super) source: Source,
}

/// By what a word finds passages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum FoundBy {
    /// By its stem: so it is with words that are looked for.
    Stem,
    /// By whatever speaks for it: so it is with questions, and where the stems are nowhere.
    AnyKey,
}

#[derive(Debug)]
pub(super) enum Source {
    /// A word: its stem with those that begin alike and what is related to it, then its forms. All of them add to scores.
    Word { keys: Vec<Key>, found_by: FoundBy },
    /// A phrase or a prefix.
    Listed(Listed),
}

/// What was found by going through postings beforehand: the passages of each segment, and how often they have it in text and title.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) kind: MatchKind,
    /// As it was looked up.
    pub(super) term: String,
    idf: f32,
    /// Passages of the index that have it.
    pub(super) passages: u64,
    places: Vec<[Vec<(DocId, u32)>; 2]>,
}

impl Leaf {
    /// The passages of a segment that have it in their text, and those that have it in their title.
    pub(super) fn passages(&self, number: usize, segment: &Segment) -> Result<[Bits; 2]> {
        let mut sets = [Bits::none(segment.passages()), Bits::none(segment.passages())];
        match &self.source {
            Source::Word { keys, found_by } => {
                let keys = if *found_by == FoundBy::Stem { &keys[..1] } else { keys };
                for key in keys {
                    let terms = if *found_by == FoundBy::AnyKey { key.terms.len() } else { key.own() };
                    key.passages(terms, number, segment, &mut sets)?;
                }
            }
            Source::Listed(listed) => {
                for (set, list) in sets.iter_mut().zip(&listed.places[number]) {
                    list.iter().for_each(|&(doc, _)| set.insert(doc));
                }
            }
        }
        Ok(sets)
    }
}

impl Leaf {
    /// The passages that have the word itself, in their text and in their title, whatever else finds it.
    pub(super) fn own_passages(&self, number: usize, segment: &Segment) -> Result<[Bits; 2]> {
        let mut sets = [Bits::none(segment.passages()), Bits::none(segment.passages())];
        match &self.source {
            Source::Word { keys, .. } => keys[0].passages(keys[0].own(), number, segment, &mut sets)?,
            Source::Listed(_) => return self.passages(number, segment),
        }
        Ok(sets)
    }
}

impl Listed {
    /// A list for each segment; rarity is taken over all passages of the index.
    pub(super) fn new(
        kind: MatchKind,
        term: String,
        places: Vec<[Vec<(DocId, u32)>; 2]>,
        segments: &[Segment],
        statistics: &Statistics,
    ) -> Self {
        let mut passages = 0;
        for (segment, [text, title]) in segments.iter().zip(&places) {
            let mut set = Bits::none(segment.passages());
            text.iter().chain(title).for_each(|&(doc, _)| set.insert(doc));
            segment.keep_alive(&mut set);
            passages += set.count() as u64;
        }
        Self { kind, term, idf: idf(passages as f32, statistics.passages), passages, places }
    }

    /// Calls `found` with every passage of `among` that has it in a place, in order, and with how often.
    pub(super) fn each_among(&self, place: Place, number: usize, among: &Bits, mut found: impl FnMut(DocId, u32)) {
        let list = &self.places[number][place as usize];
        list.iter().filter(|&&(doc, _)| among.contains(doc)).for_each(|&(doc, freq)| found(doc, freq));
    }

    /// What it adds to the score of a passage.
    pub(super) fn score(&self, place: Place, frequency: u32, norm: f32) -> f32 {
        saturated(weights::STEM * self.idf, place, frequency as f32, norm)
    }
}
