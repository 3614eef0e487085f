//! Passing over words that cannot be what is looked for, without a look at their keys.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::keys::{self, Keys};
use super::voice::Voice;

/// Keys that are looked for in a text, as hints of four bytes: a word without any of the hints has none of the keys.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    stems: Vec<u32>,
    coarse: Vec<u32>,
    everything: bool,
}

/// The hints of a word, kept where it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints {
    stem: u32,
    coarse: u32,
    /// Whether it is a word without parts; others are never passed over.
    is_simple: bool,
    pub(super) voice: Voice,
}

impl Sought {
    /// Nothing is passed over.
    #[must_use]
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Adds a stem.
    pub fn stem(&mut self, stem: &str) {
        self.stems.push(hint(stem));
    }

    /// Adds the coarse key of an exact form, and so all words that have it.
    pub fn exact(&mut self, exact: &str) {
        self.coarse.push(hint(keys::coarse(exact)));
    }

    /// Whether a word may have one of the keys.
    pub(super) fn may_be(&self, hints: Hints) -> bool {
        self.everything || !hints.is_simple || self.stems.contains(&hints.stem) || self.coarse.contains(&hints.coarse)
    }
}

impl Hints {
    pub(super) fn of(keys: &Keys, voice: Voice) -> Self {
        let is_simple = keys.parts.is_empty() && !keys.exact.is_empty();
        Self { stem: hint(&keys.stem), coarse: hint(keys.coarse()), is_simple, voice }
    }
}

/// The same for equal keys, in every worker.
fn hint(key: &str) -> u32 {
    FixedState::default().hash_one(key) as u32
}
