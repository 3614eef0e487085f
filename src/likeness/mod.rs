//! Copies of one text: wire news that several sources print, speeches published again.

mod sketch;
mod words;

pub(crate) use sketch::LONGEST;
pub use sketch::{FEWEST_SAME_WORDS, FEWEST_WORDS, Resemblance, Sketch};

/// Of all hashes here: sketches of one text are the same everywhere.
const SEED: u64 = 0x697A_6465;
