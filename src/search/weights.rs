//! Every number of the ranking, with the measurement behind it.
//!
//! Measured with nDCG@10 on the dev data (129 Akorda and 268 KazQAD questions); the tables are in `docs/quality.md`.

/// BM25 of texts: how soon more occurrences of a word stop counting more. From 1.6 to 2.0 Akorda gains .005 and KazQAD .002; 1.6 because no kind of
/// question falls with it.
pub const K1: f32 = 1.6;

/// BM25 of texts: how much a long passage must hold a word more often than a short one. Passages are of like length: from .4 to .9 little changes
/// (.002 and .005).
pub const B: f32 = 0.75;

/// What a title adds, beside what the text does. A field of its own is worth .012 on Akorda against one that is added up with the text.
pub const TITLE: f32 = 0.7;
/// BM25 of titles: they hardly repeat a word, and a long one is no worse than a short one.
pub const TITLE_K1: f32 = 1.2;
/// See [`TITLE_K1`].
pub const TITLE_B: f32 = 0.3;

/// Weight of what a word means: its stem and the stems related to it, added up as one word before BM25 sees them.
pub const STEM: f32 = 1.0;
/// What an occurrence of a related stem counts beside one of the stem: a word that may stand for it, …
pub const SAME: f32 = 0.7;
/// … a word of its family, …
pub const FAMILY: f32 = 0.6;
/// … one that is close. Without the thesaurus Akorda loses .014, KazQAD .002.
pub const NEAR: f32 = 0.35;
/// … and a stem of which one is the beginning of the other: relatives that no list has. Worth .005 and .003.
pub const BEGINNING: f32 = 0.3;
/// Letters that the shorter of two such stems has at least.
pub const BEGINNING_LETTERS: usize = 4;
/// The most frequent so many of such stems are looked up; more change no figure.
pub const MOST_BEGINNINGS: usize = 4;

/// What a word counts that was put in place of the typed one, written the other way …
pub const REPAIRED: f32 = 0.9;
/// … or with a slip.
pub const FUZZY: f32 = 0.8;

/// Weight of the coarse key, in texts and titles. It forgives the stemmer its mistakes: without it Akorda loses .025, KazQAD .011.
pub const COARSE: f32 = 1.0;

/// Weight of the exact form, in texts: a nudge for the form that was typed. Worth .004 on Akorda and nothing on KazQAD; people who type two words
/// expect it.
pub const EXACT: f32 = 0.3;

/// Weight of two neighbouring words of the query standing near one another. Questions hardly profit (.002 and −.001), people who type a name do.
pub const NEARNESS: f32 = 0.25;
/// BM25 of nearness.
pub const NEARNESS_K1: f32 = 2.0;
/// So many words apart is near.
pub const NEAR_WORDS: u32 = 8;
/// What two words near one another count in the wrong order.
pub const REVERSED: f32 = 0.8;
/// Nearness is looked at for so many of the best documents. More give the same figures.
pub const MOST_NEAR: usize = 20;
