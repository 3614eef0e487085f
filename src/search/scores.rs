//! What the passages of a segment score.

use tantivy::{DocId, Result};

use super::answer::Place;
use super::bits::Bits;
use super::highlight::MatchKind;
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
    /// Scores by one alternative, and by the best of those before; zero between alternatives.
    one: Vec<f32>,
    best: Vec<f32>,
}

impl Scores {
    /// Scores the passages of a set.
    pub(super) fn fill(&mut self, scene: Scene, among: &Bits) -> Result<()> {
        let passages = scene.segment.passages() as usize;
        for scores in [&mut self.of, &mut self.one, &mut self.best] {
            if scores.len() < passages {
                scores.resize(passages, 0.0);
            }
        }
        among.iter().for_each(|doc| self.of[doc as usize] = 0.0);
        for leaves in alternatives(scene.planned) {
            if let [leaf] = leaves[..] {
                each_score(scene, leaf, among, |doc, score| self.of[doc as usize] += score)?;
                continue;
            }
            let mut touched = vec![];
            for leaf in leaves {
                let before = touched.len();
                each_score(scene, leaf, among, |doc, score| {
                    let sum = &mut self.one[doc as usize];
                    if *sum == 0.0 {
                        touched.push(doc);
                    }
                    *sum += score;
                })?;
                for &doc in &touched[before..] {
                    let score = std::mem::take(&mut self.one[doc as usize]);
                    let best = &mut self.best[doc as usize];
                    *best = best.max(score);
                }
            }
            for doc in touched {
                self.of[doc as usize] += std::mem::take(&mut self.best[doc as usize]);
            }
        }
        Ok(())
    }

    /// The score of a passage that was scored last.
    pub(super) fn of(&self, doc: DocId) -> f32 {
        self.of[doc as usize]
    }
}

/// A part of a score.
#[derive(Debug)]
pub(super) struct Part<'p> {
    pub(super) leaf: &'p Leaf,
    pub(super) kind: MatchKind,
    pub(super) term: &'p str,
    pub(super) place: Place,
    pub(super) frequency: f32,
    pub(super) passages: u64,
    pub(super) weight: f32,
    pub(super) score: f32,
}

/// The parts that make up the score of a passage, in the order they are added.
pub(super) fn parts(scene: Scene<'_>, doc: DocId) -> Result<Vec<Part<'_>>> {
    let mut all = vec![];
    let mut among = Bits::none(scene.segment.passages());
    among.insert(doc);
    let norm = scene.statistics.norm(scene.segment, doc);
    for leaves in alternatives(scene.planned) {
        let mut best: (f32, Vec<Part>) = (0.0, vec![]);
        for leaf in leaves {
            let mut parts = vec![];
            match &leaf.source {
                Source::Word { keys, .. } => {
                    for key in keys {
                        key.each_among(scene.number, scene.segment, &among, |_, frequency, place| {
                            let (score, term) = (key.score(frequency, norm), &key.term);
                            let (kind, passages, weight) = (key.kind, key.passages, key.weight);
                            parts.push(Part { leaf, kind, term, place, frequency, passages, weight, score });
                        })?;
                    }
                }
                Source::Listed(listed) => listed.each_among(scene.number, &among, |_, frequency, place| {
                    let (score, term) = (listed.score(frequency, norm), &listed.term);
                    let (kind, passages, weight) = (listed.kind, listed.passages, listed.weight);
                    parts.push(Part { leaf, kind, term, place, frequency, passages, weight, score });
                }),
            }
            let score = parts.iter().map(|part| part.score).sum();
            if score > best.0 {
                best = (score, parts);
            }
        }
        all.extend(best.1);
    }
    Ok(all)
}

/// The leaves that are evidence: alone, or together with the others that say the same.
fn alternatives(planned: &Planned) -> Vec<Vec<&Leaf>> {
    let mut groups: Vec<Vec<&Leaf>> = vec![];
    for leaf in planned.leaves.iter().filter(|leaf| leaf.is_scored) {
        match groups.iter_mut().find(|group| leaf.alternatives.is_some() && group[0].alternatives == leaf.alternatives)
        {
            Some(group) => group.push(leaf),
            None => groups.push(vec![leaf]),
        }
    }
    groups
}

/// Calls `found` with passages of a set and what a leaf adds to their scores, more than once where several of its keys do.
fn each_score(scene: Scene, leaf: &Leaf, among: &Bits, mut found: impl FnMut(DocId, f32)) -> Result<()> {
    let Scene { number, segment, statistics, .. } = scene;
    match &leaf.source {
        Source::Word { keys, .. } => {
            for key in keys {
                key.each_among(number, segment, among, |doc, frequency, _| {
                    found(doc, key.score(frequency, statistics.norm(segment, doc)));
                })?;
            }
        }
        Source::Listed(listed) => listed.each_among(number, among, |doc, frequency, _| {
            found(doc, listed.score(frequency, statistics.norm(segment, doc)));
        }),
    }
    Ok(())
}
