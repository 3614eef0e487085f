//! From text to tokens: the one analysis that indexing, querying and highlighting share.
//!
//! [`segment`] finds the words, [`normalize`] turns each into its exact key, the [`Stemmer`](crate::kazakh::Stemmer) adds the stem, and a
//! [`Worker`] hands them out as [`Token`]s. Spans are byte ranges of the text as it was given: nothing moves them.
//!
//! ```
//! use izde::analysis::Analyzer;
//!
//! let mut worker = Analyzer::new().worker();
//! let mut tokens = worker.tokens("Ауыл әкімдерінің ой-пікірі");
//! let mut stems = vec![];
//! while let Some(token) = tokens.next() {
//!     stems.push(token.stem.to_owned());
//! }
//! assert_eq!(stems, ["ауыл", "әкім", "ой-пікір", "ой", "пікір"]);
//! ```

mod beginnings;
mod foreign;
mod keys;
mod language;
mod learnt;
#[cfg(feature = "tokenizer")]
mod lent;
pub mod normalize;
mod numeral;
mod record;
mod russian;
pub mod segment;
mod setting;
mod sought;
mod stretch;
mod token;
mod tongue;
mod voice;
mod worker;

pub use crate::kazakh::Role;
pub use crate::kazakh::thesaurus::Relation;
pub use keys::{ALIKE_LETTERS, beginning};
#[cfg(feature = "tokenizer")]
pub(crate) use lent::Lent;
pub use setting::Setting;
pub use sought::Sought;
pub use token::{Kind, Token};
#[cfg(feature = "tokenizer")]
pub(crate) use worker::Walk;
pub use worker::{Analyzer, Tokens, Worker};

/// Bump when the keys of some word change in a way the fingerprint's sample could miss. 1: izde 0.1; 2: words are read by their neighbourhood,
/// Roman numerals are numbers.
pub const VERSION: u32 = 2;

/// A text whose keys tell two analyses apart: one word for each rule. The index stores a hash of its tokens.
pub const FINGERPRINT_SAMPLE: &str = include_str!("fingerprint.txt");
