//! Stems of Russian and English words, by the Snowball algorithms.

use unicode_normalization::UnicodeNormalization;
use waken_snowball::{Algorithm, stem};

use super::segment::is_mark;

/// What stands after the stem of a Russian word: it is no word (`министерств-`), and must not be taken for a Kazakh one. Snowball leaves `бол-` of
/// `боли`, and `бол` is the commonest verb of Kazakh.
const RUSSIAN: char = '-';

/// The stem of a Russian word, of its exact form: `министерства` → `министерств-`.
pub(super) fn russian(exact: &str) -> Box<str> {
    // The algorithm knows no ё, and texts mostly write е.
    let mut written = stem(Algorithm::Russian, &exact.replace('ё', "е")).into_owned();
    // It takes the -ов of surnames in the nominative and leaves it in the other cases.
    if written.ends_with("ов") || written.ends_with("ев") {
        written = stem(Algorithm::Russian, &written).into_owned();
    }
    written.push(RUSSIAN);
    written.into()
}

/// The stem of an English word, of its exact form, without accents: `companies` → `compani`, `café` → `cafe`.
pub(super) fn english(exact: &str) -> Box<str> {
    if exact.is_ascii() {
        return stem(Algorithm::English, exact).into();
    }
    let folded: String = exact.nfd().filter(|&c| !is_mark(c)).collect();
    stem(Algorithm::English, &folded).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        for forms in [
            ["министерство", "министерствами"],
            ["иностранных", "иностранная"],
            ["учёный", "ученого"],
            ["лавров", "лаврова"],
        ] {
            assert_eq!(russian(forms[0]), russian(forms[1]));
        }
        for forms in [["companies", "company"], ["cafés", "cafe"], ["running", "runs"]] {
            assert_eq!(english(forms[0]), english(forms[1]));
        }
    }

    proptest! {
        #[test]
        fn no_word_is_too_odd(word in "\\PC{0,12}|[а-яё]{0,30}|[a-z']{0,30}") {
            prop_assert!(!russian(&word).is_empty());
            prop_assert!(english(&word).len() <= word.nfd().collect::<String>().len() + 1);
        }
    }
}
