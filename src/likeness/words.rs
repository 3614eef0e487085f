//! The words of a text, as likeness compares them.

use std::sync::LazyLock;

use super::{SEED, mixed};
use crate::kazakh::alphabet::{latin_look_alike, lower, repaired};

/// A word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Word {
    /// Hash of its letters.
    pub(super) hash: u64,
    pub(super) kind: Kind,
}

/// What a word may be exchanged for in another notice of one pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Plain,
    /// With a capital where a sentence begins: perhaps a name.
    First,
    /// With a capital elsewhere.
    Name,
    /// With a digit.
    Number,
}

/// Bytes of the shortest words that many texts have, on average.
const BYTES_OF_WORD: usize = 10;

/// Adds the words of a text: runs of letters and digits (`2,5` is one), whatever stands between them. Case, stress marks, soft hyphens and letters that look
/// like those of the other alphabet make no difference, so that neither does another editor's keyboard.
pub(super) fn add_words(text: &str, words: &mut Vec<Word>) {
    let common: &[Sign] = &COMMON;
    let sign = |c: char| common.get(c as usize).copied().unwrap_or_else(|| Sign::of(c));
    words.reserve(text.len() / BYTES_OF_WORD);
    // Hash and last letter of the word at hand; no letter between words.
    let (mut hash, mut last) = (SEED, None);
    let mut kind = Kind::Plain;
    let mut begins = true;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let letter = match sign(c) {
            Sign::Letter { folded, is_upper } => {
                if last.is_none() {
                    kind = match (is_upper, begins) {
                        (true, true) => Kind::First,
                        (true, false) => Kind::Name,
                        (false, _) => Kind::Plain,
                    };
                }
                folded
            }
            Sign::Digit => {
                kind = Kind::Number;
                c
            }
            Sign::Ignored => continue,
            // `2,5` is one number.
            Sign::Other
                if matches!(c, ',' | '.')
                    && last.is_some_and(char::is_numeric)
                    && chars.clone().next().is_some_and(|next| matches!(sign(next), Sign::Digit)) =>
            {
                c
            }
            Sign::Other => {
                if last.take().is_some() {
                    words.push(Word { hash, kind });
                    hash = SEED;
                }
                begins |= matches!(c, '.' | '!' | '?' | '…' | ':' | '\n' | '«' | '“' | '"');
                continue;
            }
        };
        hash = mixed(hash.rotate_left(23) ^ u64::from(letter));
        last = Some(letter);
        begins = false;
    }
    if last.is_some() {
        words.push(Word { hash, kind });
    }
}

/// What a character is to a word.
#[derive(Clone, Copy)]
enum Sign {
    Letter {
        folded: char,
        is_upper: bool,
    },
    Digit,
    /// Stress marks, soft hyphens.
    Ignored,
    Other,
}

/// The signs of the Latin and Cyrillic letters and all before them: to ask Unicode for each makes sketches five times as dear.
static COMMON: LazyLock<Vec<Sign>> = LazyLock::new(|| ('\0'..='\u{52F}').map(Sign::of).collect());

impl Sign {
    fn of(c: char) -> Self {
        match c {
            '\u{AD}' | '\u{300}'..='\u{36F}' => Self::Ignored,
            c if c.is_numeric() => Self::Digit,
            c if c.is_alphanumeric() => Self::Letter { folded: folded(c), is_upper: c.is_uppercase() },
            _ => Self::Other,
        }
    }
}

fn folded(c: char) -> char {
    match repaired(lower(c)) {
        // Decomposed they lose their marks.
        'й' => 'и',
        'ё' => 'e',
        c => latin_look_alike(c).unwrap_or(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<Word> {
        let mut words = vec![];
        add_words(text, &mut words);
        words
    }

    #[test]
    fn what_editors_exchange_makes_no_difference() {
        let hashes = |text| words(text).into_iter().map(|word| word.hash).collect::<Vec<_>>();
        for (one, other) in [
            ("«Ауыл» – әкімі, деді", "\"ауыл\" - ӘКІМІ деді"),
            ("йод", "и\u{306}од"),
            ("за\u{301}мок сөз\u{AD}дер", "замок сөздер"),
            ("бередi кəрі", "береді кәрі"),
        ] {
            assert_eq!(hashes(one), hashes(other), "{one}");
        }
        assert_ne!(hashes("ауыл әкімі"), hashes("әкімі ауыл"));
    }

    #[test]
    fn names_and_numbers_are_told_from_other_words() {
        use Kind::{First, Name, Number, Plain};
        let kinds = |text| words(text).into_iter().map(|word| word.kind).collect::<Vec<_>>();
        assert_eq!(kinds("Бүгін Асқар Әлиев 25-жиынды ашты."), [First, Name, Name, Number, Plain, Plain]);
        assert_eq!(kinds("Ол: «Келдім. Көрдім», – деді"), [First, First, First, Plain]);
        assert_eq!(kinds("COVID19 2,5 28.11.2025, 7."), [Number; 4]);
    }
}
