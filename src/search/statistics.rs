//! What a whole index knows that scoring needs.

use tantivy::DocId;
use tantivy::fieldnorm::FieldNormReader;

use super::segments::Segment;
use super::weights::{B, K1, TITLE};

/// Counts and means over the passages of an index that are not deleted, so that they depend on what is in the index and not on how it came
/// there.
#[derive(Debug, Clone)]
pub(super) struct Statistics {
    /// Passages.
    pub(super) passages: f32,
    /// What BM25 sets against a frequency in a passage of no length.
    base: f32,
    /// What the length of a text and of a title adds to that, by the byte a segment keeps for it.
    texts: Box<[f32; 256]>,
    titles: Box<[f32; 256]>,
}

impl Statistics {
    pub(super) fn of(segments: &[Segment]) -> Self {
        let (mut passages, mut tokens) = (0_u64, 0.0_f64);
        for segment in segments {
            for doc in segment.alive() {
                let (text, title) = segment.lengths(doc);
                passages += 1;
                tokens += f64::from(length(text)) + f64::from(TITLE * length(title));
            }
        }
        let mean = (tokens / passages.max(1) as f64).max(1.0) as f32;
        let by_byte = |weight: f32| Box::new(std::array::from_fn(|byte| K1 * B * weight * length(byte as u8) / mean));
        Self { passages: passages as f32, base: K1 * (1.0 - B), texts: by_byte(1.0), titles: by_byte(TITLE) }
    }

    /// The length of a passage with its title, as BM25 sees it.
    #[inline]
    pub(super) fn norm(&self, segment: &Segment, doc: DocId) -> f32 {
        let (text, title) = segment.lengths(doc);
        self.base + self.texts[usize::from(text)] + self.titles[usize::from(title)]
    }
}

/// Tokens of a text, as far as the byte kept for them tells.
fn length(byte: u8) -> f32 {
    FieldNormReader::id_to_fieldnorm(byte) as f32
}

/// How much a key says that `having` of `all` passages have: BM25's, never negative.
pub(super) fn idf(having: f32, all: f32) -> f32 {
    (1.0 + (all - having + 0.5).max(0.5) / (having + 0.5)).ln()
}
