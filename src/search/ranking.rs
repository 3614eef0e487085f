//! The best of many passages, in a fixed order.

use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap};

use tantivy::DocId;

/// A passage on its way to the top: of one segment, until its document's id is known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Candidate {
    /// What counts before the score: whether it holds all words, or its day.
    pub(super) first: i64,
    pub(super) score: f32,
    /// Number of its document's id in the segment, in alphabetical order of the ids.
    pub(super) document: u64,
    /// Number of the passage in its document.
    pub(super) number: u64,
    pub(super) doc: DocId,
    pub(super) has_all: bool,
}

impl Candidate {
    /// The better one is `Greater`. Equal scores are ordered by document id and passage number, so that the order never depends on how
    /// the index was built.
    fn compare(&self, other: &Self) -> Ordering {
        let by_worth = self.first.cmp(&other.first).then(self.score.total_cmp(&other.score));
        by_worth.then(other.document.cmp(&self.document)).then(other.number.cmp(&self.number))
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

/// Keeps the best so many candidates of one segment.
pub(super) struct Best {
    limit: usize,
    heap: BinaryHeap<Worst>,
    /// The best of each document, if each may come once.
    by_document: Option<HashMap<u64, Candidate>>,
}

impl Best {
    pub(super) fn new(limit: usize, one_per_document: bool) -> Self {
        Self { limit, heap: BinaryHeap::new(), by_document: one_per_document.then(HashMap::new) }
    }

    pub(super) fn offer(&mut self, candidate: Candidate) {
        match &mut self.by_document {
            Some(best) => {
                let held = best.entry(candidate.document).or_insert(candidate);
                if candidate.compare(held) == Ordering::Greater {
                    *held = candidate;
                }
            }
            None => self.push(candidate),
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
    pub(super) fn into_candidates(mut self) -> Vec<Candidate> {
        for (_, candidate) in self.by_document.take().into_iter().flatten() {
            self.push(candidate);
        }
        self.heap.into_iter().map(|Worst(candidate)| candidate).collect()
    }
}

/// Orders candidates of several segments, the best first; `id` gives the document id of each.
pub(super) fn order<T>(candidates: &mut [(Candidate, String, T)]) {
    candidates.sort_by(|(a, a_id, _), (b, b_id, _)| {
        let by_worth = b.first.cmp(&a.first).then(b.score.total_cmp(&a.score));
        by_worth.then_with(|| a_id.cmp(b_id)).then(a.number.cmp(&b.number))
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn candidate(first: i64, score: f32, document: u64, number: u64) -> Candidate {
        Candidate { first, score, document, number, doc: 0, has_all: false }
    }

    proptest! {
        #[test]
        fn the_best_are_those_a_sort_puts_first(
            rows in prop::collection::vec((0..3i64, 0..5u8, 0..6u64, 0..4u64), 0..60),
            limit in 0..10usize,
            once in any::<bool>(),
        ) {
            let all: Vec<_> = rows.iter().map(|&(f, s, d, n)| candidate(f, f32::from(s), d, n)).collect();
            let mut best = Best::new(limit, once);
            all.iter().for_each(|&c| best.offer(c));
            let mut kept = best.into_candidates();
            kept.sort_by(|a, b| b.compare(a));
            let mut sorted = all.clone();
            sorted.sort_by(|a, b| b.compare(a));
            if once {
                let mut seen = std::collections::HashSet::new();
                sorted.retain(|c| seen.insert(c.document));
            }
            sorted.truncate(limit);
            prop_assert_eq!(kept, sorted);
        }
    }
}
