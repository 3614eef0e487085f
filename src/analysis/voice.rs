//! What a word says of the language it stands in, before its neighbours are heard.

use super::russian::{ENDINGS, SMALL_WORDS};
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::{is_cyrillic, is_kazakh_only, is_latin};
use crate::kazakh::script::is_arabic;

/// What a word is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    Cyrillic,
    Latin,
    Arabic,
    /// Digits, or letters that no language of ours has.
    Other,
}

/// How a word speaks of its language. Costs are eighths of a nat: what it costs to take the word for one of that language, the likelier language
/// being free. They were set by what newsroom text has: one word of Russian form in a Kazakh sentence is a name or a loan, two are a quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Voice {
    pub(super) letters: Letters,
    pub(super) kazakh: u8,
    pub(super) russian: u8,
    /// Whether lexicon and grammar have it.
    pub(super) is_known: bool,
}

/// A nat.
pub(super) const NAT: u8 = 8;
/// No Russian word has letters that only Kazakh has.
pub(super) const NEVER: u8 = 30 * NAT;
/// A preposition or pronoun of Russian that Kazakh does not have; a word that Kazakh does not have, with an ending of Russian.
pub(super) const RUSSIAN_FORM: u8 = 15 * NAT / 8;
/// The same with an ending of two letters, which is often chance.
const SHORT_ENDING: u8 = 3 * NAT / 2;
/// One of a single letter, which may be a formula's; a capital is an initial or a numeral's.
const ONE_LETTER: u8 = 5 * NAT / 4;
/// A word of the Kazakh lexicon with an ending, and without one: loans are in both languages.
pub(super) const KAZAKH_ENDING: u8 = 4 * NAT;
const KAZAKH_STEM: u8 = NAT;
/// Letters that no ending has by chance.
const ENDING_LETTERS: usize = 2;

impl Voice {
    /// The voice of a word, given its exact form.
    pub(super) fn of(word: &str, exact: &str, stemmer: &Stemmer, buffer: &mut String) -> Self {
        let letters = exact.chars().find_map(|c| match c {
            c if is_cyrillic(c) => Some(Letters::Cyrillic),
            c if is_latin(c) => Some(Letters::Latin),
            c if is_arabic(c) => Some(Letters::Arabic),
            _ => None,
        });
        let letters = letters.unwrap_or(Letters::Other);
        let neutral = Self { letters, kazakh: 0, russian: 0, is_known: false };
        if letters != Letters::Cyrillic {
            return neutral;
        }
        let stem = stemmer.known_stem(exact, buffer);
        let is_known = stem.is_some();
        if exact.contains(is_kazakh_only) {
            return Self { russian: NEVER, is_known, ..neutral };
        }
        if SMALL_WORDS.contains(&exact) {
            let kazakh = match exact.chars().nth(1) {
                Some(_) => RUSSIAN_FORM,
                None if word.contains(char::is_lowercase) => ONE_LETTER,
                None => 0,
            };
            return Self { kazakh, is_known, ..neutral };
        }
        match stem {
            Some(stem) if stem.chars().count() + ENDING_LETTERS <= exact.chars().count() => {
                Self { russian: KAZAKH_ENDING, is_known, ..neutral }
            }
            Some(_) => Self { russian: KAZAKH_STEM, is_known, ..neutral },
            None => {
                let ending = ENDINGS.iter().find(|ending| exact.ends_with(*ending) && exact.len() > ending.len() + 2);
                let kazakh = ending.map_or(0, |ending| if ending.len() > 4 { RUSSIAN_FORM } else { SHORT_ENDING });
                Self { kazakh, ..neutral }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn voice(word: &str) -> Voice {
        Voice::of(word, word, &Stemmer::new(), &mut String::new())
    }

    #[test]
    fn words_speak_for_their_language() {
        for word in ["министерство", "иностранных", "для", "которые", "экологии"]
        {
            assert!(voice(word).kazakh > voice(word).russian, "{word}");
        }
        for word in ["әкім", "адамдар", "балалардың", "министрлер", "отбасы", "айтылды"]
        {
            assert!(voice(word).russian > voice(word).kazakh, "{word}");
        }
        for word in ["лавров", "он", "президент", "В"] {
            let Voice { kazakh, russian, .. } = voice(word);
            assert!(kazakh.abs_diff(russian) <= NAT, "{word} may be either");
        }
    }
}
