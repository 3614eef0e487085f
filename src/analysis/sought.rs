//! Passing over words that cannot be what is looked for, without a look at their keys.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::beginnings::Beginnings;
use super::keys::{Keys, beginning};
use super::voice::Voice;

/// Keys that are looked for in a text, as hints of four bytes: a word without any of the hints has none of the keys.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    stems: Vec<u32>,
    forms: Vec<u32>,
    /// What a word with one of them begins with.
    beginnings: Beginnings,
    everything: bool,
}

/// The hint of no key. It stands where a flag would make each word remembered a third larger, and the processor's cache holds fewer.
const ANY: u32 = 0;

/// The hints of a word, kept where it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints {
    /// [`ANY`] for a word with parts, which is never passed over.
    stem: u32,
    form: u32,
    pub(super) voice: Voice,
}

impl Sought {
    /// Nothing is passed over.
    #[must_use]
    pub fn everything() -> Self {
        Self { everything: true, ..Self::default() }
    }

    /// Adds a stem, and so all that begin alike.
    pub fn stem(&mut self, stem: &str) {
        self.stems.push(hint(stem));
        self.beginnings.of_forms(stem);
    }

    /// Adds an exact form.
    pub fn exact(&mut self, exact: &str) {
        self.forms.push(hint(exact));
        self.beginnings.of_key(exact);
    }

    /// Whether a word that is read by its letters begins otherwise than all that is sought.
    pub(super) fn passes_over(&self, word: &str) -> bool {
        !self.everything && !self.beginnings.may_be(word)
    }

    /// Whether a word may have one of the keys.
    pub(super) fn may_be(&self, hints: Hints) -> bool {
        self.everything || hints.stem == ANY || self.stems.contains(&hints.stem) || self.forms.contains(&hints.form)
    }
}

impl Hints {
    pub(super) fn of(keys: &Keys, voice: Voice) -> Self {
        let is_simple = keys.parts.is_empty() && !keys.exact.is_empty();
        let stem = if is_simple { hint(&keys.stem) } else { ANY };
        Self { stem, form: hint(&keys.exact), voice }
    }
}

/// The same in every worker for keys that begin alike.
fn hint(key: &str) -> u32 {
    (FixedState::default().hash_one(beginning(key).unwrap_or(key)) as u32).max(ANY + 1)
}
