//! The best of many documents by their best passages, in a fixed order.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use tantivy::DocId;

use crate::query::Respelling;

/// A passage on its way to the top.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// What counts before the score: whether it holds all words, and how sure these are; or its day.
    pub(super) first: i64,
    pub(super) score: f32,
    /// Number of its segment.
    pub(super) segment: u32,
    /// Number of its document in the segment.
    pub(super) document: u32,
    /// Day of its document, the last there is without a date.
    pub(super) day: i64,
    /// Hash of its document's id.
    pub(super) id_hash: u64,
    pub(super) doc: DocId,
    pub(super) has_all: bool,
    /// Whether it has every word as it was typed, though one was read again.
    pub(super) is_as_typed: bool,
    /// How its least sure word stands for what was typed.
    pub(super) respelling: Option<Respelling>,
    /// Whether the score knows how near the words stand to one another.
    pub(super) is_refined: bool,
}

impl Candidate {
    /// The better one is `Greater`. Those that are worth the same are ordered by date, the earliest first, the hash of their document's id, then by
    /// passage: so the order never depends on how the index was built, and of copies the oldest comes first.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let by_worth = self.first.cmp(&other.first).then(self.score.total_cmp(&other.score));
        let by_date = other.day.cmp(&self.day);
        by_worth.then(by_date).then(other.id_hash.cmp(&self.id_hash)).then(other.doc.cmp(&self.doc))
    }
}

/// A candidate with the order reversed: a heap of these has the worst on top.
struct Worst(Candidate);

impl PartialEq for Worst {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Worst {}
impl PartialOrd for Worst {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Worst {
    fn cmp(&self, other: &Self) -> Ordering {
        other.0.compare(&self.0)
    }
}

/// Keeps the best so many documents of one segment, each by its best passage; passages are offered in their order in the segment.
pub(super) struct Best {
    limit: usize,
    heap: BinaryHeap<Worst>,
    /// The best passage of the document at hand: its passages come one after the other.
    current: Option<Candidate>,
}

impl Best {
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, heap: BinaryHeap::new(), current: None }
    }

    /// What a candidate of this `first` must score at least to be kept; `None` when no score helps it.
    pub(super) fn least_score(&self, first: i64) -> Option<f32> {
        if self.limit == 0 {
            return None;
        }
        match self.heap.peek() {
            Some(Worst(worst)) if self.heap.len() >= self.limit => match first.cmp(&worst.first) {
                Ordering::Less => None,
                Ordering::Equal => Some(worst.score),
                Ordering::Greater => Some(0.0),
            },
            _ => Some(0.0),
        }
    }

    pub(super) fn offer(&mut self, candidate: Candidate) {
        match &mut self.current {
            Some(held) if held.document == candidate.document => {
                if candidate.compare(held) == Ordering::Greater {
                    *held = candidate;
                }
            }
            current => {
                if let Some(done) = current.replace(candidate) {
                    self.push(done);
                }
            }
        }
    }

    fn push(&mut self, candidate: Candidate) {
        if self.heap.len() < self.limit {
            self.heap.push(Worst(candidate));
        } else if let Some(mut worst) = self.heap.peek_mut()
            && candidate.compare(&worst.0) == Ordering::Greater
        {
            *worst = Worst(candidate);
        }
    }

    /// The candidates kept, in no order.
    pub(super) fn into_candidates(mut self) -> impl Iterator<Item = Candidate> {
        if let Some(last) = self.current.take() {
            self.push(last);
        }
        self.heap.into_iter().map(|Worst(candidate)| candidate)
    }
}

/// Puts candidates in order, the best first, and keeps `limit` of them.
pub(super) fn order(candidates: &mut Vec<Candidate>, limit: usize) {
    candidates.sort_unstable_by(|a, b| b.compare(a));
    candidates.truncate(limit);
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_best_are_those_a_sort_puts_first(
            rows in prop::collection::vec((0..3i64, 0..5u8, 0..6u32), 0..60),
            limit in 0..10usize,
        ) {
            let mut rows = rows;
            rows.sort_by_key(|&(_, _, document)| document);
            let all: Vec<_> = rows.iter().zip(0..).map(|(&(first, score, document), doc)| {
                Candidate { first, score: f32::from(score), segment: 0, document, day: i64::from(document % 2), id_hash: u64::from(document % 3), doc, has_all: false, is_as_typed: false, respelling: None, is_refined: false }
            }).collect();
            let mut best = Best::new(limit);
            for &candidate in &all {
                if best.least_score(candidate.first).is_some_and(|least| candidate.score >= least) {
                    best.offer(candidate);
                }
            }
            let mut kept: Vec<_> = best.into_candidates().collect();
            order(&mut kept, limit);
            let mut sorted = all.clone();
            sorted.sort_by(|a, b| b.compare(a));
            let mut seen = std::collections::HashSet::new();
            sorted.retain(|c| seen.insert(c.document));
            sorted.truncate(limit);
            prop_assert_eq!(kept, sorted);
        }
    }
}
