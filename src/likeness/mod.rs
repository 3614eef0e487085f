//! Copies of one text: wire news that several sources print, speeches published again.
//!
//! Two documents are copies when at least [`LEAST_SHARED`] of what they say three words by three is in both (the Jaccard index of their shingles,
//! estimated by MinHash), and when hardly a number or name that stands between the same words has been exchanged: notices of one pattern say
//! the same of something else. Of few words all must be the same. A [`Sketch`] is what is kept of a document to tell so.
//!
//! What became less than half of another text, or stands in the middle of a far longer one, is not recognised. The figures are in
//! `docs/quality.md`, and `examples/likeness` measures them.

mod sketch;
mod words;

pub(crate) use sketch::LONGEST;
pub use sketch::{FEWEST_SAME_WORDS, FEWEST_WORDS, LEAST_SHARED, Resemblance, SAME_FACTS, Sketch};

/// Of all hashes here: sketches of one text are the same everywhere.
const SEED: u64 = 0x697A_6465;

/// A hash whose bits all depend on all bits of another one, by multiplication with a large odd number.
const fn mixed(hash: u64) -> u64 {
    let product = hash as u128 * 0x9E37_79B9_7F4A_7C15;
    (product as u64) ^ (product >> 64) as u64
}
