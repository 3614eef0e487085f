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
    /// The parts of compounds, and how many these are in all.
    parts: Vec<Vec<(Range<usize>, Keys)>>,
    all_parts: usize,
}

/// Where the letters of a word and its keys are. Small, so that many fit into the processor's cache.
#[derive(Debug, Clone)]
struct Entry {
    word: Stretch,
    exact: Stretch,
    stem: Stretch,
    /// Number of its parts, from 1; 0 of a word that is no compound.
    parts: u32,
    tongue: Tongue,
    kind: Kind,
}

/// A stretch of the letters, in bytes.
#[derive(Debug, Clone, Copy)]
struct Stretch {
    start: u32,
    length: u32,
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
        let parts = self.all_parts * size_of::<(Range<usize>, Keys)>();
        self.letters.len() + self.words.len() * size_of::<Entry>() + parts
    }

    /// Forgets all.
    pub(super) fn clear(&mut self) {
        self.letters.clear();
        self.words.clear();
        self.parts.clear();
        self.all_parts = 0;
    }

    /// Whether a word is this one, in this language.
    #[inline]
    pub(super) fn is(&self, at: u32, word: &str, tongue: Tongue) -> bool {
        let entry = &self.words[at as usize];
        entry.tongue == tongue && self.letters(entry.word) == word
    }

    /// The word that was learnt as the `at`th.
    #[inline]
    pub(super) fn get(&self, at: u32) -> Word<'_> {
        let entry = &self.words[at as usize];
        let parts = (entry.parts as usize).checked_sub(1).and_then(|number| self.parts.get(number));
        let (exact, stem) = (self.letters(entry.exact), self.letters(entry.stem));
        Word { kind: entry.kind, exact, stem, parts: parts.map_or(&[], Vec::as_slice) }
    }

    /// Adds a word with its keys; its number.
    pub(super) fn add(&mut self, word: &str, tongue: Tongue, keys: Keys) -> u32 {
        let word = self.put(word, self.letters.len());
        let exact = self.put(&keys.exact, word.start as usize);
        let stem = self.put(&keys.stem, exact.start as usize);
        let mut parts = 0;
        if !keys.parts.is_empty() {
            self.all_parts += keys.parts.len();
            self.parts.push(keys.parts);
            parts = self.parts.len() as u32;
        }
        self.words.push(Entry { word, exact, stem, parts, tongue, kind: keys.kind });
        self.words.len() as u32 - 1
    }

    /// Where a key stands: at a place, if that begins like it, or else at the end of all letters.
    fn put(&mut self, key: &str, place: usize) -> Stretch {
        let stands_there = self.letters.get(place..).is_some_and(|letters| letters.starts_with(key));
        let start = if stands_there { place } else { self.letters.len() };
        if start == self.letters.len() {
            self.letters.push_str(key);
        }
        // Nobody has so many letters; who has gets words without keys, and no panic.
        let [start, length] = [start, key.len()].map(|bytes| u32::try_from(bytes).unwrap_or(u32::MAX));
        Stretch { start, length }
    }

    #[inline]
    fn letters(&self, stretch: Stretch) -> &str {
        let start = stretch.start as usize;
        self.letters.get(start..start + stretch.length as usize).unwrap_or_default()
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
