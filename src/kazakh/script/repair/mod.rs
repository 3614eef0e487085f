//! What a query most likely meant, given the words of an index.
//!
//! All costs are in nats and on one scale: how unlikely the word is, plus how unlikely it is that who meant it typed this. Words of one query
//! were typed in one way, so the way that explains all of them best is made cheaper for each. A word stays as it was typed when that is the
//! likeliest ([`belief`]).

mod belief;
mod context;
mod slip;
mod way;
mod word;

use context::Context;
use way::Way;
use word::Word;

use super::pattern::{Pattern, Repair};

/// The words of an index.
pub trait Vocabulary {
    /// How many running words there are.
    fn total(&self) -> u64;
    /// How often a form stands; 0 for one that is not there.
    fn form(&self, form: &str) -> u64;
    /// How often words of a stem stand.
    fn stem(&self, stem: &str) -> u64;
    /// Hands every form that a pattern accepts to `found`, with how often it stands.
    fn search(&self, pattern: &Pattern, found: &mut dyn FnMut(&str, u64));
}

/// A word of a query.
#[derive(Debug, Clone, Copy)]
pub struct Typed<'q> {
    /// As it was typed, from space to space.
    pub raw: &'q str,
    /// Its form as the index would hold it.
    pub form: &'q str,
}

/// What a word most likely meant.
#[derive(Debug, Clone, PartialEq)]
pub struct Repaired {
    /// The word in Cyrillic letters, in lower case.
    pub word: String,
    /// How it differs from what was typed.
    pub repair: Repair,
    /// How often it stands in the index; 0 where only its stem does.
    pub frequency: u64,
    /// How unlikely it is that this was meant, in nats.
    pub cost: f32,
}

/// What each word of a query most likely meant, from the words of the index, or else from stems of the index with endings of the grammar;
/// `None` for a word that stays as it was typed.
#[must_use]
pub fn repair(words: &[Typed<'_>], vocabulary: &impl Vocabulary) -> Vec<Option<Repaired>> {
    let context = Context::of(words);
    let looked_up: Vec<_> =
        words.iter().enumerate().map(|(at, &word)| Word::look_up(word, context.place(at), vocabulary)).collect();
    let way = Way::common(&looked_up, context);
    looked_up.iter().map(|word| word.choose(way, vocabulary).filter(|meant| word.needs(meant))).collect()
}

/// How unlikely a word of the index is, in nats.
fn rarity(count: u64, vocabulary: &impl Vocabulary) -> f32 {
    (vocabulary.total().max(count) as f32 / count.max(1) as f32).ln()
}
