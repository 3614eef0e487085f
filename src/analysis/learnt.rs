//! The words a worker remembers, each with its keys.

use std::ops::Range;

use super::keys::Keys;
use super::token::Kind;
use super::tongue::Tongue;

/// Words with their keys, in order. All letters stand in one text, those of a word with its keys side by side: what one text says is rarely in the
/// processor's cache when the next one is read, so a word should be one look at memory. Most words are their own exact form, and most stems are its
/// beginning: then they are no more than a length.
#[derive(Debug, Clone, Default)]
pub(super) struct Learnt {
    letters: String,
    words: Vec<Entry>,
}

#[derive(Debug, Clone)]
struct Entry {
    /// Where its letters begin; the ranges are from there.
    start: usize,
    word: Range<u32>,
    exact: Range<u32>,
    stem: Range<u32>,
    tongue: Tongue,
    kind: Kind,
    parts: Box<[(Range<usize>, Keys)]>,
}

/// A word that was learnt.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'l> {
    pub(super) kind: Kind,
    pub(super) exact: &'l str,
    pub(super) stem: &'l str,
    /// The parts of a compound, each with its byte range in the word.
    pub(super) parts: &'l [(Range<usize>, Keys)],
}

impl Learnt {
    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// Bytes that they take, about.
    pub(super) fn bytes(&self) -> usize {
        self.letters.len() + self.words.len() * size_of::<Entry>()
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
    }

    /// Whether a word is this one, in this language.
    #[inline]
    pub(super) fn is(&self, at: u32, word: &str, tongue: Tongue) -> bool {
        let entry = &self.words[at as usize];
        entry.tongue == tongue && self.letters(entry, &entry.word) == word
    }

    /// The word that was learnt as the `at`th.
    #[inline]
    pub(super) fn get(&self, at: u32) -> Word<'_> {
        let entry = &self.words[at as usize];
        let (exact, stem) = (self.letters(entry, &entry.exact), self.letters(entry, &entry.stem));
        Word { kind: entry.kind, exact, stem, parts: &entry.parts }
    }

    /// Adds a word with its keys; its number.
    pub(super) fn add(&mut self, word: &str, tongue: Tongue, keys: Keys) -> u32 {
        let start = self.letters.len();
        let mut put = |key: &str, within: Range<u32>| {
            let all = &self.letters[start..];
            // Whatever it begins like stands there already.
            if all[within.start as usize..].starts_with(key) {
                return within.start..within.start + key.len() as u32;
            }
            let at = all.len() as u32;
            self.letters.push_str(key);
            at..at + key.len() as u32
        };
        let word = put(word, 0..0);
        let exact = put(&keys.exact, word.clone());
        let stem = put(&keys.stem, exact.clone());
        self.words.push(Entry { start, word, exact, stem, tongue, kind: keys.kind, parts: keys.parts.into() });
        self.words.len() as u32 - 1
    }

    #[inline]
    fn letters(&self, entry: &Entry, range: &Range<u32>) -> &str {
        let range = entry.start + range.start as usize..entry.start + range.end as usize;
        self.letters.get(range).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::kazakh::Stemmer;

    proptest! {
        #[test]
        fn words_are_as_they_were_learnt(words in prop::collection::vec("[а-яәғқңөұүһіА-Я-]{1,12}|\\PC{0,8}", 1..20)) {
            let mut learnt = Learnt::default();
            let keys = |word: &str| Keys::new(word, &Stemmer::new(), &mut String::new());
            for (word, number) in words.iter().zip(0..) {
                prop_assert_eq!(learnt.add(word, Tongue::ByLetters, keys(word)), number);
            }
            for (word, number) in words.iter().zip(0..) {
                let (found, keys) = (learnt.get(number), keys(word));
                prop_assert!(learnt.is(number, word, Tongue::ByLetters) && !learnt.is(number, word, Tongue::Russian));
                prop_assert_eq!((found.exact, found.stem, found.kind), (&*keys.exact, &*keys.stem, keys.kind));
                prop_assert_eq!(found.parts.len(), keys.parts.len());
            }
        }
    }
}
