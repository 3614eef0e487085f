//! Passing over words that cannot be what is looked for, without a look at their keys.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::keys::{self, Keys};
use super::voice::Voice;
use crate::kazakh::alphabet::{lower, repaired};

/// Keys that are looked for in a text, as hints of four bytes: a word without any of the hints has none of the keys.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    stems: Vec<u32>,
    coarse: Vec<u32>,
    /// Which letters of [`CYRILLIC`] they begin with.
    firsts: [u64; 4],
    everything: bool,
}

/// Stems with forms that begin otherwise, and the letters of these; all other forms begin with the letter of their stem. From the irregular
/// forms of the lexicon, against which a test holds them.
const BEGIN_OTHERWISE: [(&str, &[char]); 11] = [
    ("бұл", &['м']),
    ("мұндай", &['б']),
    ("мұнша", &['б']),
    ("мұншама", &['б']),
    ("мұншалық", &['б']),
    ("мұншалықты", &['б']),
    ("қыл", &['ғ']),
    ("ғана", &['қ']),
    ("да", &['т']),
    ("ма", &['б', 'п']),
    ("мен", &['б', 'п']),
];

/// The block of Cyrillic letters, whose UTF-8 begins with one of four bytes.
const CYRILLIC: u32 = 0x400;

/// The hint of no key. It stands where a flag would make each word remembered a third larger, and the processor's cache holds fewer.
const ANY: u32 = 0;

/// The hints of a word, kept where it is looked up.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints {
    /// [`ANY`] for a word with parts, which is never passed over.
    stem: u32,
    coarse: u32,
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
        self.first(stem.chars().next());
        if let Some((_, letters)) = BEGIN_OTHERWISE.iter().find(|(of, _)| *of == stem) {
            letters.iter().for_each(|letter| self.first(Some(*letter)));
        }
    }

    /// Adds the coarse key of an exact form, and so all words that have it.
    pub fn exact(&mut self, exact: &str) {
        self.coarse.push(hint(keys::coarse(exact)));
        self.first(exact.chars().next());
    }

    fn first(&mut self, letter: Option<char>) {
        if let Some((word, bit)) = letter.and_then(place) {
            self.firsts[word] |= bit;
        }
    }

    /// Whether a word that is read by its letters begins otherwise than all that is sought. Only for words of nothing but Cyrillic letters,
    /// of which the first letter in lower case is that of the keys.
    pub(super) fn passes_over(&self, word: &str) -> bool {
        let is_cyrillic = |pair: &[u8]| matches!(pair, [0xD0..=0xD3, _]);
        let Some(first) = word.chars().next().map(|c| repaired(lower(c))) else { return false };
        !self.everything
            && place(first).is_some_and(|(word, bit)| self.firsts[word] & bit == 0)
            // They may be a Roman numeral, which has other letters in its keys.
            && !matches!(first, 'і' | 'х')
            && word.as_bytes().chunks(2).all(is_cyrillic)
    }

    /// Whether a word may have one of the keys.
    pub(super) fn may_be(&self, hints: Hints) -> bool {
        self.everything || hints.stem == ANY || self.stems.contains(&hints.stem) || self.coarse.contains(&hints.coarse)
    }
}

/// Where a letter of [`CYRILLIC`] has its bit.
fn place(c: char) -> Option<(usize, u64)> {
    let at = (c as u32).checked_sub(CYRILLIC).filter(|at| *at < 256)?;
    Some((at as usize / 64, 1 << (at % 64)))
}

impl Hints {
    pub(super) fn of(keys: &Keys, voice: Voice) -> Self {
        let is_simple = keys.parts.is_empty() && !keys.exact.is_empty();
        let stem = if is_simple { hint(&keys.stem) } else { ANY };
        Self { stem, coarse: hint(keys.coarse()), voice }
    }
}

/// The same for equal keys, in every worker.
fn hint(key: &str) -> u32 {
    (FixedState::default().hash_one(key) as u32).max(ANY + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(word: &str) -> Keys {
        Keys::new(word, &crate::kazakh::Stemmer::new(), &mut String::new())
    }

    fn of(keys: &Keys) -> [Sought; 2] {
        let (mut by_stem, mut by_beginning) = (Sought::default(), Sought::default());
        by_stem.stem(&keys.stem);
        by_beginning.exact(&keys.exact);
        [by_stem, by_beginning]
    }

    #[test]
    fn irregular_forms_are_never_passed_over() {
        let rows = include_str!("../kazakh/data/irregular.tsv").lines().filter(|row| !row.starts_with('#'));
        let mut otherwise: Vec<(&str, char)> = vec![];
        for row in rows {
            let mut fields = row.split('\t');
            let (Some(form), Some(lemma)) = (fields.next(), fields.next()) else { continue };
            let letter = form.chars().next().unwrap();
            if !lemma.starts_with(letter) {
                otherwise.push((lemma, letter));
            }
            assert!(of(&keys(form)).iter().all(|sought| !sought.passes_over(form)), "{form}");
        }
        let is_needed = |&(lemma, letters): &(&str, &[char])| letters.iter().all(|&c| otherwise.contains(&(lemma, c)));
        assert!(BEGIN_OTHERWISE.iter().all(is_needed), "a row that no form needs");
    }

    #[test]
    fn what_begins_otherwise_is_passed_over() {
        let [by_stem, by_beginning] = of(&keys("ауыл"));
        for sought in [by_stem, by_beginning] {
            for (word, expected, why) in [
                ("аулының", false, "its stem"),
                ("Адамға", false, "the same letter in upper case"),
                ("әкімге", true, "another letter"),
                ("Қала", true, "another letter in upper case"),
                ("ой-ауыл", false, "a compound, whose parts have keys of their own"),
                ("a\u{443}ыл", false, "a look-alike at the beginning"),
                ("т\u{AD}ау", false, "more than letters"),
                ("ХІІ", false, "a Roman numeral"),
                ("2025", false, "a number"),
                ("", false, "nothing"),
            ] {
                assert_eq!(sought.passes_over(word), expected, "{word}: {why}");
            }
        }
    }

    proptest! {
        #[test]
        fn no_word_is_passed_over_that_has_the_key(
            word in "[Ѐ-ӿ]{1,6}|[А-Яа-яӘәҒғҚқҢңӨөҰұҮүҺһІі]{1,8}|[ІХіх]{1,5}",
            ending in "|(лар|дер|ы|ға|нің|мен|дан|ба|ушы)",
        ) {
            let word = word + &ending;
            for sought in of(&keys(&word)) {
                prop_assert!(!sought.passes_over(&word), "{}", word);
            }
        }
    }
}
