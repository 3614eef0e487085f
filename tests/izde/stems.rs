//! Golden stems, and what holds for every word.
//!
//! `tests/data/stem/*.tsv` has a row for each claim: word, stem, reason. A verb's stem is bare, transparent voice
//! forms go to the base
//! verb (`жазылған` → `жаз`), derivations stay whole (`мемлекеттік`).

use std::fs;
use std::path::Path;

use izde::analysis::{Analyzer, Kind};
use izde::kazakh::Stemmer;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

/// The stem of a text of one word.
fn stem(word: &str) -> String {
    let mut worker = Analyzer::new().worker();
    let stem = worker.tokens(word).next().map(|token| token.stem.to_owned());
    stem.unwrap_or_else(|| panic!("{word:?} has no word"))
}

#[test]
fn golden_stems() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stem");
    let (mut rows, mut wrong) = (0, vec![]);
    for file in fs::read_dir(folder).expect("the golden stems").flatten() {
        let content = fs::read_to_string(file.path()).expect("a file");
        for (number, row) in content.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#')) {
            let place = format!("{}:{}", file.file_name().to_string_lossy(), number + 1);
            let fields: Vec<_> = row.split('\t').collect();
            let [word, expected, reason] = fields[..] else { panic!("{place}: not word, stem, reason: {row:?}") };
            let found = stem(word);
            if found != expected {
                wrong.push(format!("{place}: {word} → {found}, not {expected} ({reason})"));
            }
            rows += 1;
        }
    }
    assert!(wrong.is_empty(), "{} of {rows} wrong:\n{}", wrong.len(), wrong.join("\n"));
    assert!(rows >= 100, "only {rows} rows");
}

/// Choosing skips what cannot win; listing the readings skips nothing.
#[test]
fn the_stem_is_that_of_the_first_reading() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/stem");
    let (stemmer, mut buffer) = (Stemmer::new(), String::new());
    let mut count = 0;
    for file in fs::read_dir(folder).expect("the golden stems").flatten() {
        let content = fs::read_to_string(file.path()).expect("a file");
        let words = content.lines().filter_map(|row| row.split('\t').next()).map(str::to_lowercase);
        for word in words {
            if let Some(first) = stemmer.readings(&word).first() {
                assert_eq!(stemmer.stem(&word, &mut buffer), first.stem, "{word}");
                count += 1;
            }
        }
    }
    assert!(count >= 100, "only {count} words");
}

/// Letters with endings of all kinds, so that the endings automaton has work to do.
const WORD: &str =
    "[абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшыіэюяә]{1,8}(лар|дер|ымыз|ының|ға|ке|дан|мен|ып|ған|атын|у|й|қ){0,3}";

proptest! {
    #[test]
    fn a_word_has_a_stem(word in WORD) {
        let mut buffer = String::new();
        let found = Stemmer::new().stem(&word, &mut buffer).to_owned();
        prop_assert!(!found.is_empty());
        prop_assert!(found.chars().count() <= word.chars().count() + 1, "{} is longer than {}", found, word);
        let readings = Stemmer::new().readings(&word);
        prop_assert_eq!(&readings[0].stem, &found, "the first reading is the one chosen");
        prop_assert!(readings.windows(2).all(|pair| pair[0].cost <= pair[1].cost));
    }

    #[test]
    fn no_text_makes_the_stemmer_panic(text in "\\PC{0,30}|[а-яіңғүұқөһә\\-' ]{0,60}") {
        let mut buffer = String::new();
        let found = Stemmer::new().stem(&text, &mut buffer).to_owned();
        prop_assert_eq!(found.is_empty(), text.is_empty());
        let readings = Stemmer::new().readings(&text);
        prop_assert!(readings.iter().all(|reading| !reading.stem.is_empty()));
        let is_known = Stemmer::new().is_ending(&text) || Stemmer::new().classes(&text).is_some();
        prop_assert!(!is_known || !readings.is_empty(), "what is known can be read");
    }

    #[test]
    fn spelling_and_case_do_not_matter(word in WORD) {
        let expected = stem(&word);
        prop_assert_eq!(&stem(&word.nfd().collect::<String>()), &expected, "decomposed");
        let mut letters = word.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        prop_assert_eq!(&stem(&(first + letters.as_str())), &expected, "at the beginning of a sentence");
        // ХХ and ІІ in capitals are Roman numerals.
        if word.chars().any(|c| !matches!(c, 'х' | 'і')) {
            prop_assert_eq!(&stem(&word.to_uppercase()), &expected, "in capitals");
        }
    }

    #[test]
    fn every_token_with_a_letter_has_keys(text in "[А-Яа-яәғқңөұүһіa-zA-Z0-9 .,'-]{0,40}") {
        let mut worker = Analyzer::new().worker();
        let mut tokens = worker.tokens(&text);
        while let Some(token) = tokens.next() {
            prop_assert!(!token.stem.is_empty() && !token.exact.is_empty() && !token.coarse.is_empty());
            let is_number = token.span.of(&text).is_some_and(|word| word.chars().all(|c| !c.is_alphabetic()));
            prop_assert!(token.kind != Kind::Number || is_number || text.contains('-'));
        }
    }
}
