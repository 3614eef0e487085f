//! What the passages of a segment score.

use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::keys::Key;
use super::leaf::{Leaf, Source};
use super::plan::Planned;
use super::segments::Segment;
use super::statistics::Statistics;

/// Where scores are taken: a segment, its number, and what the index knows.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    pub(super) planned: &'a Planned,
    pub(super) number: usize,
    pub(super) segment: &'a Segment,
    pub(super) statistics: &'a Statistics,
}

/// A score for each passage of a segment; only those that were scored last mean anything.
#[derive(Debug, Default)]
pub(super) struct Scores {
    of: Vec<f32>,
    /// By one alternative, and by the best of those before.
    one: Sums,
    best: Sums,
    /// Occurrences of the terms of one key.
    occurrences: Sums,
}

/// A number for each passage; zero but while it is worked with.
#[derive(Debug, Default)]
struct Sums {
    of: Vec<f32>,
    touched: Vec<DocId>,
}

impl Scores {
    /// Scores the passages of a set.
    pub(super) fn fill(&mut self, scene: Scene, among: &Bits) -> Result<()> {
        let passages = scene.segment.passages() as usize;
        let Self { of, one, best, occurrences } = self;
        for sums in [&mut *of, &mut one.of, &mut best.of, &mut occurrences.of] {
            if sums.len() < passages {
                sums.resize(passages, 0.0);
            }
        }
        among.iter().for_each(|doc| of[doc as usize] = 0.0);
        for leaves in alternatives(scene.planned) {
            if let [leaf] = leaves[..] {
                each_score(scene, leaf, among, occurrences, |doc, score| of[doc as usize] += score)?;
                continue;
            }
            for leaf in leaves {
                each_score(scene, leaf, among, occurrences, |doc, score| one.add(doc, score))?;
                one.take(|doc, score| best.raise(doc, score));
            }
            best.take(|doc, score| of[doc as usize] += score);
        }
        Ok(())
    }

    /// The score of a passage that was scored last.
    #[inline]
    pub(super) fn of(&self, doc: DocId) -> f32 {
        self.of[doc as usize]
    }
}

impl Sums {
    #[inline]
    fn slot(&mut self, doc: DocId) -> &mut f32 {
        let sum = &mut self.of[doc as usize];
        if *sum == 0.0 {
            self.touched.push(doc);
        }
        sum
    }

    #[inline]
    fn add(&mut self, doc: DocId, more: f32) {
        *self.slot(doc) += more;
    }

    fn raise(&mut self, doc: DocId, to: f32) {
        let sum = self.slot(doc);
        *sum = sum.max(to);
    }

    /// Hands every number that was touched to `taken`, and leaves zeros.
    fn take(&mut self, mut taken: impl FnMut(DocId, f32)) {
        for doc in self.touched.drain(..) {
            // One that was touched twice before it was more than zero comes twice, the second time as zero.
            let sum = std::mem::take(&mut self.of[doc as usize]);
            if sum != 0.0 {
                taken(doc, sum);
            }
        }
    }
}

/// The leaves that are evidence: alone, or together with the others that say the same.
pub(super) fn alternatives(planned: &Planned) -> Vec<Vec<&Leaf>> {
    let mut groups: Vec<Vec<&Leaf>> = vec![];
    for leaf in planned.leaves.iter().filter(|leaf| leaf.is_scored) {
        let same = |group: &&mut Vec<&Leaf>| leaf.alternatives.is_some() && group[0].alternatives == leaf.alternatives;
        match groups.iter_mut().find(same) {
            Some(group) => group.push(leaf),
            None => groups.push(vec![leaf]),
        }
    }
    groups
}

/// Calls `found` with passages of a set and what a leaf adds to their scores, once for each of its keys and places that does.
fn each_score(
    scene: Scene,
    leaf: &Leaf,
    among: &Bits,
    occurrences: &mut Sums,
    mut found: impl FnMut(DocId, f32),
) -> Result<()> {
    for place in Place::ALL {
        match &leaf.source {
            Source::Word { keys, .. } => {
                for key in keys {
                    each_score_of_key(scene, key, place, among, occurrences, &mut found)?;
                }
            }
            Source::Listed(listed) => listed.each_among(place, scene.number, among, |doc, frequency| {
                found(doc, listed.score(place, frequency, scene.statistics.norm(place, scene.segment, doc)));
            }),
        }
    }
    Ok(())
}

fn each_score_of_key(
    scene: Scene,
    key: &Key,
    place: Place,
    among: &Bits,
    occurrences: &mut Sums,
    found: &mut impl FnMut(DocId, f32),
) -> Result<()> {
    let Scene { number, segment, statistics, .. } = scene;
    if key.terms.len() == 1 {
        let weight = key.terms[0].weight;
        return key.each_among(place, number, segment, among, |doc, _, frequency| {
            found(doc, key.score(place, weight * frequency as f32, statistics.norm(place, segment, doc)));
        });
    }
    key.each_among(place, number, segment, among, |doc, term, frequency| {
        occurrences.add(doc, key.terms[term].weight * frequency as f32);
    })?;
    occurrences.take(|doc, frequency| {
        found(doc, key.score(place, frequency, statistics.norm(place, segment, doc)));
    });
    Ok(())
}
