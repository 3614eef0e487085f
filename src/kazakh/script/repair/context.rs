//! What the words of a query tell of one another.

use super::Typed;
use crate::kazakh::alphabet::{is_kazakh_only, is_latin};
use crate::kazakh::script::{Script, is_small_english, plausible, reading_in};

/// One of so many Latin words must be a small one of English for them to be English.
const ENGLISH: usize = 6;

/// What the words of a query tell of one another.
#[derive(Debug, Clone, Copy)]
pub(super) struct Context {
    /// Somebody who typed a Kazakh letter has a keyboard with all of them.
    pub(super) has_kazakh_letters: bool,
    /// Capitals mean something.
    has_small_words: bool,
    /// Words of Latin letters are English.
    is_english: bool,
}

/// A word's place in its query.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub(super) context: Context,
    is_first: bool,
}

impl Context {
    pub(super) fn of(words: &[Typed<'_>]) -> Self {
        let latin: Vec<&str> =
            words.iter().filter(|word| word.form.chars().all(is_latin)).map(|word| word.form).collect();
        // Some are words of Kazakh, too: `at`, `is`.
        let is_kazakh =
            |word: &str| reading_in(word, Script::Informal).is_some_and(|pattern| !plausible(&pattern).is_empty());
        let small = latin.iter().filter(|word| is_small_english(word) && !is_kazakh(word)).count();
        Self {
            has_kazakh_letters: words.iter().any(|word| word.raw.contains(is_kazakh_only)),
            has_small_words: words.iter().any(|word| first_letter(word.raw).is_some_and(char::is_lowercase)),
            is_english: small > 0 && small * ENGLISH >= latin.len() && latin.len() > 1,
        }
    }

    pub(super) const fn place(self, at: usize) -> Place {
        Place { context: self, is_first: at == 0 }
    }
}

impl Place {
    /// Whether the word is written like a name.
    pub(super) fn is_name(self, typed: Typed<'_>) -> bool {
        !self.is_first && self.context.has_small_words && first_letter(typed.raw).is_some_and(char::is_uppercase)
    }

    /// Whether the word is written like an abbreviation, perhaps with a suffix after a hyphen: `БҰҰ-ның`.
    pub(super) fn is_abbreviation(self, typed: Typed<'_>) -> bool {
        let mut letters = typed.raw.split('-').next().unwrap_or_default().chars().filter(|c| c.is_alphanumeric());
        let is_short = (2..=4).contains(&letters.clone().count());
        self.context.has_small_words && is_short && letters.all(char::is_uppercase)
    }

    /// Whether the word is one of an English sentence.
    pub(super) fn is_english(self, typed: Typed<'_>) -> bool {
        self.context.is_english && typed.form.chars().all(is_latin)
    }
}

fn first_letter(word: &str) -> Option<char> {
    word.chars().find(|c| c.is_alphanumeric())
}
