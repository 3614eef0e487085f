//! The leaves of a plan: a word with its keys, or the passages that a phrase or a prefix was found in.

use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
use super::keys::{Key, merge};
use super::segments::Segment;
use super::statistics::{Statistics, idf};
use super::weights;

/// Something to look for, found in an index.
#[derive(Debug)]
pub(super) struct Leaf {
    /// As it was typed first.
    pub(super) surface: String,
    /// Number of the alternatives it is one of: of these only the best counts.
    pub(super) alternatives: Option<usize>,
    /// Whether it is evidence, or only excludes.
    pub(super) is_scored: bool,
    pub(super) source: Source,
}

#[derive(Debug)]
pub(super) enum Source {
    /// A word; the first `finding` of its keys find passages, the others only add to their scores.
    Word { keys: Vec<Key>, finding: usize },
    /// A phrase or a prefix.
    Listed(Listed),
}

/// What was found by going through postings beforehand: the passages of each segment, and how often they have it in text and title.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) kind: MatchKind,
    /// As it was looked up.
    pub(super) term: String,
    pub(super) weight: f32,
    idf: f32,
    /// Passages of the index that have it.
    pub(super) passages: u64,
    places: Vec<[Vec<(DocId, u32)>; 2]>,
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
        let idf = idf(passages as f32, statistics.passages);
        Self { kind, term, weight: weights::STEM, idf, passages, places }
    }

    /// What it adds to the score of a passage.
    pub(super) fn score(&self, frequency: f32, norm: f32) -> f32 {
        self.weight * self.idf * frequency / (frequency + norm)
    }
}

impl Leaf {
    /// The passages of a segment that have it in their text, and those that have it in their title.
    pub(super) fn passages(&self, number: usize, segment: &Segment) -> Result<[Bits; 2]> {
        let mut sets = [Bits::none(segment.passages()), Bits::none(segment.passages())];
        match &self.source {
            Source::Word { keys, finding } => {
                for key in &keys[..*finding] {
                    key.passages(number, segment, &mut sets)?;
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

impl Listed {
    /// As [`Key::each_among`].
    pub(super) fn each_among(&self, number: usize, among: &Bits, found: impl FnMut(DocId, f32, Place)) {
        let [text, title] = &self.places[number];
        let kept = |list: &Vec<(DocId, u32)>| list.iter().copied().filter(|&(doc, _)| among.contains(doc)).collect();
        merge(kept(text), kept(title), found);
    }
}
