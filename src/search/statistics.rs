//! What a whole index knows that scoring needs.

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use super::answer::Place;
use super::segments::Segment;
use super::weights::{B, K1, TITLE_B, TITLE_K1};

/// Counts and means over the passages of an index that are not deleted, so that they depend on what is in the index and not on how it came
/// there.
#[derive(Debug, Clone)]
pub(super) struct Statistics {
    /// Passages.
    pub(super) passages: f32,
    /// What BM25 sets against a frequency, in texts and in titles, by the byte that a segment keeps for a length.
    norms: [Box<[f32; 256]>; 2],
}

impl Statistics {
    pub(super) fn of(segments: &[Segment]) -> Self {
        let (mut passages, mut tokens) = (0_u64, [0_u64; 2]);
        for segment in segments {
            for doc in segment.alive() {
                passages += 1;
                tokens[0] += u64::from(length(segment.length(Place::Passage, doc)));
                tokens[1] += u64::from(length(segment.length(Place::Title, doc)));
            }
        }
        let norms = |tokens: u64, k1: f32, b: f32| {
            let mean = (tokens as f32 / passages.max(1) as f32).max(1.0);
            Box::new(std::array::from_fn(|byte| k1 * (1.0 - b + b * length(byte as u8) as f32 / mean)))
        };
        let norms = [norms(tokens[0], K1, B), norms(tokens[1], TITLE_K1, TITLE_B)];
        Self { passages: passages as f32, norms }
    }

    /// The length of a passage or its title, as BM25 sees it.
    #[inline]
    pub(super) fn norm(&self, place: Place, segment: &Segment, doc: DocId) -> f32 {
        self.norms[place as usize][usize::from(segment.length(place, doc))]
    }
}

/// Tokens of a text, as far as the byte kept for them tells.
fn length(byte: u8) -> u32 {
    FieldNormReader::id_to_fieldnorm(byte)
}

/// How much a key says that `having` of `all` passages have: BM25's, never negative.
pub(super) fn idf(having: f32, all: f32) -> f32 {
    (1.0 + (all - having + 0.5).max(0.5) / (having + 0.5)).ln()
}
