//! What a score is made of.

use tantivy::{DocId, Result};

use super::answer::{Evidence, Place};
use super::bits::Bits;
use super::highlight::MatchKind;
use super::leaf::{Leaf, Source};
use super::nearness;
use super::scores::{Scene, alternatives};

/// The parts of a passage's score; they add up to it.
pub(super) fn evidence(scene: Scene, doc: DocId, with_nearness: bool) -> Result<Vec<Evidence>> {
    let mut among = Bits::none(scene.segment.passages());
    among.insert(doc);
    let mut all = vec![];
    for leaves in alternatives(scene.planned) {
        let mut best: (f32, Vec<Evidence>) = (0.0, vec![]);
        for leaf in leaves {
            let parts = of_leaf(scene, leaf, doc, &among)?;
            let score = parts.iter().map(|part| part.score).sum();
            if score > best.0 {
                best = (score, parts);
            }
        }
        all.extend(best.1);
    }
    if with_nearness {
        for (first, second, score) in nearness::parts(scene, doc)? {
            let term = format!("{} {}", first.surface, second.surface);
            let (kind, place) = (MatchKind::Near, Place::Passage);
            all.push(Evidence { word: term.clone(), kind, term, place, frequency: 1, passages: 0, weight: 1.0, score });
        }
    }
    Ok(all)
}

fn of_leaf(scene: Scene, leaf: &Leaf, doc: DocId, among: &Bits) -> Result<Vec<Evidence>> {
    let mut parts = vec![];
    for place in Place::ALL {
        let norm = scene.statistics.norm(place, scene.segment, doc);
        match &leaf.source {
            Source::Word { keys, .. } => {
                for key in keys {
                    let mut found = vec![];
                    key.each_among(place, scene.number, scene.segment, among, |_, term, frequency| {
                        found.push((&key.terms[term], frequency));
                    })?;
                    let weighed = |&(term, frequency): &(&super::keys::KeyTerm, u32)| term.weight * frequency as f32;
                    let sum: f32 = found.iter().map(weighed).sum();
                    // Each term's share of what they score together.
                    let score = |one: f32| key.score(place, sum, norm) * one / sum;
                    parts.extend(found.iter().map(|part| {
                        let (term, frequency) = *part;
                        let (word, score) = (leaf.surface.clone(), score(weighed(part)));
                        let (kind, weight, passages) = (term.kind, term.weight, term.passages.round() as u64);
                        Evidence { word, kind, term: term.text.clone(), place, frequency, passages, weight, score }
                    }));
                }
            }
            Source::Listed(listed) => listed.each_among(place, scene.number, among, |_, frequency| {
                let (word, score) = (leaf.surface.clone(), listed.score(place, frequency, norm));
                let (kind, term, passages) = (listed.kind, listed.term.clone(), listed.passages);
                parts.push(Evidence { word, kind, term, place, frequency, passages, weight: 1.0, score });
            }),
        }
    }
    Ok(parts)
}
