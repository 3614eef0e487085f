//! Every number of the ranking, with the measurement behind it.
//!
//! Measured with nDCG@10 on the dev data (129 Akorda and 268 KazQAD questions); the tables are in `docs/quality.md`.

/// BM25: how soon more occurrences of a word stop counting more. 2.0 beats the usual 1.2 on both sets, by .008 and .002.
pub const K1: f32 = 2.0;

/// BM25: how much a long passage must hold a word more often than a short one. Passages are of like length: from .4 to .9
/// little changes (.002 and .005).
pub const B: f32 = 0.75;

/// A word in the title counts as so many in the passage. Akorda would like less, KazQAD more.
pub const TITLE: f32 = 1.0;

/// Weight of the exact form: a nudge for the form that was typed, among passages that hold the word equally. Questions do not profit
/// from it (0 and .1 differ by less than .004), people who type two words expect it.
pub const EXACT: f32 = 0.05;

/// Weight of the stem, which is what a word is found by.
pub const STEM: f32 = 1.0;

/// Weight of the coarse key. Without it nDCG@10 falls by .04 on Akorda and .01 on KazQAD; from .8 to 1.5 it hardly matters.
pub const COARSE: f32 = 1.0;
