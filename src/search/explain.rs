//! What a score is made of.

use tantivy::{DocId, Result};

use super::answer::Evidence;
use super::scores::{Part, Scene, parts};

/// The parts of a passage's score; they add up to it.
pub(super) fn evidence(scene: Scene, doc: DocId) -> Result<Vec<Evidence>> {
    let told = |part: Part| Evidence {
        word: part.leaf.surface.clone(),
        kind: part.kind,
        term: part.term.to_owned(),
        place: part.place,
        frequency: part.frequency,
        passages: part.passages,
        weight: part.weight,
        score: part.score,
    };
    Ok(parts(scene, doc)?.into_iter().map(told).collect())
}
