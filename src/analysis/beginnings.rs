//! What words begin with: a look at the first two letters tells of most words that they are not what is looked for.

use crate::kazakh::alphabet::{lower, repaired};

/// The letters that words with certain keys begin with.
#[derive(Debug, Clone)]
pub(super) struct Beginnings {
    /// A bit for each letter that any other may follow, of the block U+0400–U+04FF: its UTF-8 begins with one of four bytes.
    any: [u64; 4],
    /// A bit for each pair of letters of that block; some pairs share one.
    pairs: [u64; 64],
}

/// Stems with forms that begin otherwise, and what these begin with; all other forms of a stem of three letters or more begin with its first
/// two. From the irregular forms of the lexicon, against which a test holds them.
const BEGIN_OTHERWISE: [(&str, &[&str]); 12] = [
    ("бұл", &["мұ"]),
    ("мұндай", &["бұ"]),
    ("мұнша", &["бұ"]),
    ("мұншама", &["бұ"]),
    ("мұншалық", &["бұ"]),
    ("мұншалықты", &["бұ"]),
    ("қыл", &["ғы"]),
    ("ғана", &["қа"]),
    ("да", &["т"]),
    ("ма", &["б", "п"]),
    ("мен", &["ма", "бе", "пе"]),
    ("сен", &["са"]),
];

/// Letters of Roman numerals, which have Latin letters in their keys.
const NUMERALS: [char; 2] = ['і', 'х'];

impl Default for Beginnings {
    /// Those of no key.
    fn default() -> Self {
        let mut none = Self { any: [0; 4], pairs: [0; 64] };
        NUMERALS.into_iter().for_each(|letter| none.insert(letter, None));
        none
    }
}

impl Beginnings {
    /// Adds what the forms of a stem begin with.
    pub(super) fn of_forms(&mut self, stem: &str) {
        let mut letters = stem.chars();
        if let Some(first) = letters.next() {
            // The second letter of a short stem is its last, which may change.
            let second = letters.next().filter(|_| letters.next().is_some());
            self.insert(first, second);
        }
        if let Some((_, beginnings)) = BEGIN_OTHERWISE.iter().find(|(of, _)| *of == stem) {
            beginnings.iter().for_each(|beginning| self.of_key(beginning));
        }
    }

    /// Adds what words of an exact form begin with.
    pub(super) fn of_key(&mut self, key: &str) {
        let mut letters = key.chars();
        if let Some(first) = letters.next() {
            self.insert(first, letters.next());
        }
    }

    fn insert(&mut self, first: char, second: Option<char>) {
        for first in spellings(first).filter_map(place) {
            match second {
                None => self.any[first / 64] |= 1 << (first % 64),
                Some(second) => {
                    for pair in spellings(second).filter_map(place).map(|second| pair(first, second)) {
                        self.pairs[pair / 64] |= 1 << (pair % 64);
                    }
                }
            }
        }
    }

    /// Whether a word, read by its letters, may have one of the keys. What is more than Cyrillic letters always may.
    pub(super) fn may_be(&self, word: &str) -> bool {
        let place = |lead: u8, trail: u8| usize::from(lead & 3) << 6 | usize::from(trail & 0x3F);
        let is_in = |set: &[u64], at: usize| set[at / 64] & 1 << (at % 64) != 0;
        let word = word.as_bytes();
        let (first, second) = match *word {
            [0xD0..=0xD3, _] => (place(word[0], word[1]), None),
            [0xD0..=0xD3, _, 0xD0..=0xD3, _, ..] => (place(word[0], word[1]), Some(place(word[2], word[3]))),
            _ => return true,
        };
        is_in(&self.any, first)
            || second.is_some_and(|second| is_in(&self.pairs, pair(first, second)))
            || !word.chunks(2).all(|letter| matches!(letter, [0xD0..=0xD3, _]))
    }
}

/// Where a letter stands in its block.
fn place(letter: char) -> Option<usize> {
    (letter as usize).checked_sub(0x400).filter(|at| *at < 256)
}

/// The bit of two places.
const fn pair(first: usize, second: usize) -> usize {
    (first << 5 ^ second) & 0xFFF
}

/// The letters that stand for one in texts.
fn spellings(letter: char) -> impl Iterator<Item = char> {
    let others =
        ['\u{4C7}', '\u{4C8}', '\u{4C9}', '\u{4CA}'].into_iter().filter(move |&c| repaired(lower(c)) == letter);
    letter.to_uppercase().chain([letter]).chain(others)
}

#[cfg(test)]
mod tests {
    use super::super::keys::Keys;
    use super::*;
    use proptest::prelude::*;

    fn keys(word: &str) -> Keys {
        Keys::new(word, &crate::kazakh::Stemmer::new(), &mut String::new())
    }

    fn of(keys: &Keys) -> [Beginnings; 2] {
        let (mut by_stem, mut by_exact) = (Beginnings::default(), Beginnings::default());
        by_stem.of_forms(&keys.stem);
        by_exact.of_key(&keys.exact);
        [by_stem, by_exact]
    }

    fn rows(file: &str) -> impl Iterator<Item = (&str, &str)> {
        file.lines().filter(|row| !row.starts_with('#')).filter_map(|row| {
            let mut fields = row.split('\t');
            Some((fields.next()?, fields.next()?))
        })
    }

    #[test]
    fn no_irregular_form_is_passed_over() {
        let mut needed = std::collections::HashSet::new();
        for (form, lemma) in rows(include_str!("../kazakh/data/irregular.tsv")) {
            needed.insert((lemma, form.chars().next()));
            assert!(of(&keys(form)).iter().all(|beginnings| beginnings.may_be(form)), "{form}");
        }
        for (lemma, beginnings) in BEGIN_OTHERWISE {
            let is_needed = |beginning: &&str| needed.contains(&(lemma, beginning.chars().next()));
            assert!(beginnings.iter().all(is_needed), "a row that no form needs: {lemma}");
        }
    }

    /// What an ending does to the last letter of a stem.
    const CHANGES: [(&str, &str); 7] =
        [("", ""), ("қ", "ғ"), ("к", "г"), ("п", "б"), ("п", "у"), ("й", "я"), ("ы", "")];

    #[test]
    fn no_form_of_the_lexicon_is_passed_over() {
        let files = [
            (include_str!("../kazakh/data/nouns.tsv"), ["ы", "і", "ға", "нің"]),
            (include_str!("../kazakh/data/verbs.tsv"), ["ып", "іп", "ады", "еді"]),
        ];
        for (file, endings) in files {
            for ((stem, _), ending) in rows(file).step_by(7).flat_map(|row| endings.map(|ending| (row, ending))) {
                for (last, changed) in CHANGES {
                    let Some(rest) = stem.strip_suffix(last) else { continue };
                    let form = format!("{rest}{changed}{ending}");
                    assert!(of(&keys(&form)).iter().all(|beginnings| beginnings.may_be(&form)), "{form}");
                }
            }
        }
    }

    #[test]
    fn what_begins_otherwise_is_passed_over() {
        for beginnings in of(&keys("ауыл")) {
            for (word, expected, why) in [
                ("аулының", true, "its stem"),
                ("АУЛЫНЫҢ", true, "its stem in upper case"),
                ("адамға", false, "another second letter"),
                ("әкімге", false, "another letter"),
                ("Қала", false, "another letter in upper case"),
                ("ой-ауыл", true, "a compound, whose parts have keys of their own"),
                ("a\u{443}ыл", true, "a look-alike at the beginning"),
                ("т\u{AD}ау", true, "more than letters"),
                ("ХІІ", true, "a Roman numeral"),
                ("2025", true, "a number"),
                ("", true, "nothing"),
            ] {
                assert_eq!(beginnings.may_be(word), expected, "{word}: {why}");
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
            for beginnings in of(&keys(&word)) {
                prop_assert!(beginnings.may_be(&word), "{}", word);
            }
        }
    }
}
