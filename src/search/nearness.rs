//! Words that stand side by side in the query, near one another in a passage.

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, Result};

use super::answer::Place;
use super::keys::Key;
use super::leaf::{Leaf, Source};
use super::plan::Planned;
use super::scores::Scene;
use super::weights::{NEAR_WORDS, NEARNESS, NEARNESS_K1, REVERSED};

/// Neighbouring words of a query, each with its key.
struct Pair<'p> {
    words: [(&'p Leaf, &'p Key); 2],
}

/// What nearness adds to the scores of passages of one segment, given in rising order.
pub(super) fn scores(scene: Scene, passages: &[DocId]) -> Result<Vec<f32>> {
    let mut scores = vec![0.0; passages.len()];
    for pair in pairs(scene.planned) {
        let Some(mut words) = pair.open(scene)? else { continue };
        for (&doc, score) in passages.iter().zip(&mut scores) {
            *score += pair.score(scene, doc, &mut words);
        }
    }
    Ok(scores)
}

/// What each pair of words adds to the score of a passage, as far as it does.
pub(super) fn parts<'p>(scene: Scene<'p>, doc: DocId) -> Result<Vec<(&'p Leaf, &'p Leaf, f32)>> {
    let mut parts = vec![];
    for pair in pairs(scene.planned) {
        let Some(mut words) = pair.open(scene)? else { continue };
        let score = pair.score(scene, doc, &mut words);
        if score > 0.0 {
            parts.push((pair.words[0].0, pair.words[1].0, score));
        }
    }
    Ok(parts)
}

fn pairs(planned: &Planned) -> Vec<Pair<'_>> {
    let words: Vec<_> = planned
        .leaves
        .iter()
        .filter_map(|leaf| match &leaf.source {
            Source::Word { keys, .. } if leaf.has_neighbours => Some((leaf, &keys[0])),
            _ => None,
        })
        .collect();
    words.windows(2).map(|pair| Pair { words: [pair[0], pair[1]] }).collect()
}

impl Pair<'_> {
    /// The postings of both words in the texts of a segment; `None` where one of them is nowhere.
    fn open(&self, scene: Scene) -> Result<Option<[SegmentPostings; 2]>> {
        let open = |key: &Key| -> Result<Option<SegmentPostings>> {
            let Some((field, info)) = key.in_texts(scene.number) else { return Ok(None) };
            let option = IndexRecordOption::WithFreqsAndPositions;
            Ok(Some(scene.segment.index(field).read_postings_from_terminfo(info, option)?))
        };
        let [(_, one), (_, other)] = self.words;
        Ok(open(one)?.zip(open(other)?).map(|(one, other)| [one, other]))
    }

    fn score(&self, scene: Scene, doc: DocId, words: &mut [SegmentPostings; 2]) -> f32 {
        let mut positions = [vec![], vec![]];
        for (word, positions) in words.iter_mut().zip(&mut positions) {
            let reached = if word.doc() < doc { word.seek(doc) } else { word.doc() };
            if reached != doc {
                return 0.0;
            }
            word.append_positions_with_offset(0, positions);
        }
        let [first, second] = &positions;
        let near: f32 = first.iter().map(|&at| nearest(at, second)).sum();
        let [(_, one), (_, other)] = self.words;
        let norm = NEARNESS_K1 * scene.statistics.norm(Place::Passage, scene.segment, doc) / super::weights::K1;
        NEARNESS * one.idf.min(other.idf) * near / (near + norm)
    }
}

/// How near the nearest of some places, in rising order, is to one: 1 right after it, less the farther away, 0 beyond [`NEAR_WORDS`].
fn nearest(at: u32, places: &[u32]) -> f32 {
    let next = places.partition_point(|&place| place <= at);
    let near = |place: Option<&u32>, weight: f32| match place {
        Some(&place) if (1..=NEAR_WORDS).contains(&place.abs_diff(at)) => weight / (place.abs_diff(at) as f32).sqrt(),
        _ => 0.0,
    };
    let before = places[..next].iter().rev().find(|&&place| place < at);
    near(places.get(next), 1.0).max(near(before, REVERSED))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_word_is_nearer_than_the_one_before_and_far_ones_are_not_near() {
        assert_eq!(nearest(5, &[1, 6, 9]), 1.0);
        assert_eq!(nearest(5, &[4, 9]), REVERSED);
        assert_eq!(nearest(5, &[9]), 0.5);
        assert_eq!(nearest(5, &[5, 20]), 0.0);
    }
}
