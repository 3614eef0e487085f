//! Which passages have the words of a query as they were typed, and which only those put in their place.
//!
//! A word that was read again may have been meant as it stood. Where the index has it so, both are looked for, and whoever has all words as they were
//! typed comes first: weights alone cannot say that, since a rare word counts more than a frequent one.

use std::collections::BTreeMap;

use tantivy::{DocId, Result};

use super::bits::Bits;
use super::plan::Planned;
use super::segments::Segment;
use crate::query::Respelling;

/// Passages of a segment by how sure their words are.
pub(super) struct Certainty {
    /// With every word as it was typed.
    as_typed: Bits,
    /// With a word that was read again, and with one guessed from a slip.
    repaired: Bits,
    fuzzy: Bits,
}

impl Certainty {
    /// `None` where nothing was put in place of what was typed.
    pub(super) fn of(planned: &Planned, number: usize, segment: &Segment) -> Result<Option<Self>> {
        if planned.leaves.iter().all(|leaf| leaf.respelling.is_none()) {
            return Ok(None);
        }
        let none = || Bits::none(segment.passages());
        let [mut repaired, mut fuzzy] = [none(), none()];
        // Words as they were typed; alternatives are one word.
        let mut typed: BTreeMap<(bool, usize), Bits> = BTreeMap::new();
        for (at, leaf) in planned.leaves.iter().enumerate().filter(|(_, leaf)| leaf.is_scored) {
            let mut passages = none();
            leaf.own_passages(number, segment)?.iter().for_each(|of_place| passages.unite(of_place));
            let word = typed.entry(leaf.alternatives.map_or((false, at), |group| (true, group))).or_insert_with(none);
            match leaf.respelling {
                None => word.unite(&passages),
                Some(Respelling::Repaired) => repaired.unite(&passages),
                Some(Respelling::Fuzzy) => fuzzy.unite(&passages),
            }
        }
        let mut as_typed = Bits::of(segment.passages(), |_| true);
        typed.values().for_each(|passages| as_typed.intersect(passages));
        Ok(Some(Self { as_typed, repaired, fuzzy }))
    }

    /// Whether a passage has every word as it was typed.
    pub(super) fn is_as_typed(&self, doc: DocId) -> bool {
        self.as_typed.contains(doc)
    }

    /// How the least sure word of a passage stands for what was typed.
    pub(super) fn respelling(&self, doc: DocId) -> Option<Respelling> {
        if self.is_as_typed(doc) {
            None
        } else if self.fuzzy.contains(doc) {
            Some(Respelling::Fuzzy)
        } else {
            self.repaired.contains(doc).then_some(Respelling::Repaired)
        }
    }
}
