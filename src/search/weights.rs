//! Every number of the ranking, with the measurement behind it.
//!
//! Measured with nDCG@10 on the dev data, 129 Akorda and 268 KazQAD questions, here always in this order; what each part adds, with p-values, stands in
//! `docs/quality.md`.

/// BM25 of texts: how soon more occurrences of a word stop counting more. From 1.6 to 2.0 little changes (+.002, +.001).
pub const K1: f32 = 1.6;

/// BM25 of texts: how much a long passage must hold a word more often than a short one. Passages are of like length: from .4 to .9 little changes
/// (.001, .012).
pub const B: f32 = 0.75;

/// What a title adds, beside what the text does. Without titles −.011, −.024.
pub const TITLE: f32 = 0.7;
/// BM25 of titles: they hardly repeat a word, and a long one is no worse than a short one.
pub const TITLE_K1: f32 = 1.2;
/// See [`TITLE_K1`].
pub const TITLE_B: f32 = 0.3;

/// Weight of what a word means: its stem and the stems related to it, added up as one word before BM25 sees them. Without it −.032, −.018.
pub const STEM: f32 = 1.0;
/// What an occurrence of a related stem counts beside one of the stem: a word that may stand for it, …
pub const SAME: f32 = 0.7;
/// … a word of its family, …
pub const FAMILY: f32 = 0.6;
/// … one that is close. Without the thesaurus −.024, +.001.
pub const NEAR: f32 = 0.35;
/// … and a stem of which one is the beginning of the other: relatives that no list has. Worth .003, .001; a reader who types `әкім` expects `әкімшілік`.
pub const BEGINNING: f32 = 0.3;
/// Letters that the shorter of two such stems has at least.
pub const BEGINNING_LETTERS: usize = 4;
/// The most frequent so many of such stems are looked up; more change no figure.
pub const MOST_BEGINNINGS: usize = 4;
/// … and any other that begins with the same five letters, which forgives the stemmer its mistakes and stands in for what the thesaurus lacks: with the
/// thesaurus worth +.001, +.003, without it +.037, +.011. It counts the less the more frequent it is beside the word: `қазақ` must not drown `қазақпарат`.
pub const ALIKE: f32 = 0.5;
/// The most frequent so many of such stems are looked up.
pub const MOST_ALIKE: usize = 16;

/// What a word counts that was put in place of the typed one, written the other way …
pub const REPAIRED: f32 = 0.9;
/// … or with a slip.
pub const FUZZY: f32 = 0.8;

/// Weight of the exact form, in texts: a nudge for the form that was typed, which people who type two words expect. Questions do not tell: .2 gives −.006, +.003, .3
/// +.002, −.003.
pub const EXACT: f32 = 0.25;

/// Weight of two neighbouring words of the query standing near one another: who types a name expects it. Questions gain .007, .002.
pub const NEARNESS: f32 = 0.25;
/// BM25 of nearness.
pub const NEARNESS_K1: f32 = 2.0;
/// So many words apart is near.
pub const NEAR_WORDS: u32 = 8;
/// What two words near one another count in the wrong order.
pub const REVERSED: f32 = 0.8;
/// Nearness is looked at for so many of the best documents. More give the same figures.
pub const MOST_NEAR: usize = 20;
