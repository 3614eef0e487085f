//! How often passages have what made them match.

use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
use super::leaf::Source;
use super::matching::Walk;
use super::plan::{Plan, Planned};
use super::segments::Segment;

/// For each passage of a segment how often its text has what was looked for; zero for those not in `found`.
pub(super) fn occurrences(planned: &Planned, number: usize, segment: &Segment, found: &Bits) -> Result<Vec<u32>> {
    let (walk, occurrences) = (Walk::new(planned, number, segment), vec![0; segment.passages() as usize]);
    let mut said = Said { planned, number, segment, walk, counted: vec![], occurrences };
    said.add(&planned.root, found)?;
    Ok(said.occurrences)
}

struct Said<'a> {
    planned: &'a Planned,
    number: usize,
    segment: &'a Segment,
    walk: Walk<'a>,
    /// What was counted, and in which passages: what a query says twice was not said twice in the text.
    counted: Vec<(MatchKind, &'a str, Bits)>,
    occurrences: Vec<u32>,
}

impl<'a> Said<'a> {
    /// Adds what a part of the plan has in some passages.
    fn add(&mut self, plan: &'a Plan, among: &Bits) -> Result<()> {
        match plan {
            Plan::Group { required, optional, .. } => {
                // A group that is not there as a whole is not why a passage matches, even if a word of it stands there.
                let mut here = self.walk.evaluate(plan)?.found;
                here.intersect(among);
                required.iter().chain(optional).try_for_each(|plan| self.add(plan, &here))
            }
            Plan::Leaf(leaf) => self.add_leaf(*leaf, among),
            Plan::Dates(_) | Plan::Term(..) => Ok(()),
        }
    }

    fn add_leaf(&mut self, leaf: usize, among: &Bits) -> Result<()> {
        let leaf = &self.planned.leaves[leaf];
        if !leaf.is_wanted {
            return Ok(());
        }
        let (kind, term) = match &leaf.source {
            Source::Word { keys, .. } => (MatchKind::Stem, keys[0].terms[0].text.as_str()),
            Source::Listed(listed) => (listed.kind, listed.term.as_str()),
        };
        let known = self.counted.iter().position(|(known, text, _)| (*known, *text) == (kind, term));
        let known = known.unwrap_or_else(|| {
            self.counted.push((kind, term, Bits::none(self.segment.passages())));
            self.counted.len() - 1
        });
        let (counted, occurrences) = (&mut self.counted[known].2, &mut self.occurrences);
        let mut count = |doc: DocId, frequency: u32| {
            if !counted.contains(doc) {
                counted.insert(doc);
                occurrences[doc as usize] += frequency;
            }
        };
        match &leaf.source {
            // Its other keys and terms are akin, and not the word.
            Source::Word { keys, .. } => {
                let own = keys[0].own();
                let mut said = std::collections::BTreeMap::new();
                keys[0].each_among(Place::Passage, self.number, self.segment, among, |doc, term, frequency| {
                    if term < own {
                        *said.entry(doc).or_default() += frequency;
                    }
                })?;
                said.into_iter().for_each(|(doc, frequency)| count(doc, frequency));
                Ok(())
            }
            Source::Listed(listed) => {
                listed.each_among(Place::Passage, self.number, among, count);
                Ok(())
            }
        }
    }
}
