//! One spelling for each word: the exact key.
//!
//! Works on one word at a time, after the text was segmented, so it never moves a span. The original is what is stored and shown.

use unicode_normalization::UnicodeNormalization;

use super::segment::{is_apostrophe, is_hyphen, is_ignorable, is_mark};
use crate::kazakh::alphabet::{
    cyrillic_look_alike, is_cyrillic, is_kazakh_only, is_latin, latin_look_alike, lower, repaired,
};

/// Longest key in bytes; what is longer (a pasted blob without spaces) is cut there.
pub const LONGEST_KEY: usize = 255;

/// Writes the exact key of a word into `key`, whose old content is lost.
///
/// Composed (NFC), lower case by Kazakh rules, without soft hyphens and stress marks, hyphens and apostrophes of one kind each, letters of
/// other alphabets that only look right repaired; a word that mixes scripts gets one script. The key may be empty.
///
/// ```
/// let mut key = String::new();
/// izde::analysis::normalize::exact_key("Кəрi", &mut key); // a schwa from another alphabet and a Latin i
/// assert_eq!(key, "кәрі");
/// ```
pub fn exact_key(word: &str, key: &mut String) {
    key.clear();
    let plain = |c: char| c.is_ascii() || matches!(c, '\u{0400}'..='\u{0482}' | '\u{048A}'..='\u{04FF}');
    if word.chars().all(plain) {
        key.extend(word.chars().map(|c| repaired(lower(c))));
    } else {
        for c in word.nfc().filter(|&c| !is_ignorable(c) && !is_mark(c)) {
            key.push(match c {
                c if is_hyphen(c) => '-',
                c if is_apostrophe(c) => '\'',
                c => repaired(lower(c)),
            });
        }
    }
    if is_roman_in_cyrillic(word) || mixes_scripts(key) {
        let parts: Vec<String> = key.split('-').map(|part| one_script(part, is_roman_in_cyrillic(word))).collect();
        *key = parts.join("-");
    }
    if key.len() > LONGEST_KEY {
        let end = (0..=LONGEST_KEY).rev().find(|&at| key.is_char_boundary(at)).unwrap_or(0);
        key.truncate(end);
    }
}

fn mixes_scripts(key: &str) -> bool {
    key.bytes().any(|b| b.is_ascii_alphabetic()) && key.contains(is_cyrillic)
}

/// A Roman numeral typed with the Cyrillic letters that look like it: `ХХІ`, `ІІІ`. They are keyed as `XXI`, `III`.
fn is_roman_in_cyrillic(word: &str) -> bool {
    let numeral = word.split_once('-').map_or(word, |(numeral, _suffix)| numeral);
    numeral.chars().nth(1).is_some() && numeral.chars().all(|c| matches!(c, 'І' | 'Х'))
}

/// Brings the letters of a word (or part of one) into one script, if those of one script all look like letters of the other.
///
/// The script that has letters of its own wins; where both could (`СССР` typed with a Latin C), a Kazakh search engine reads Cyrillic.
fn one_script(part: &str, roman: bool) -> String {
    let translate = |from: fn(char) -> bool, look: fn(char) -> Option<char>| -> Option<String> {
        part.chars().map(|c| if from(c) { look(c) } else { Some(c) }).collect()
    };
    let to_latin = || translate(is_cyrillic, latin_look_alike);
    let of = |script: fn(char) -> bool| part.chars().filter(|&c| script(c)).count();
    if roman && part.chars().all(|c| matches!(c, 'і' | 'х')) {
        return to_latin().unwrap_or_else(|| part.to_owned());
    }
    let (cyrillic, latin) = (of(is_cyrillic), of(is_latin));
    if cyrillic == 0 || latin == 0 {
        return part.to_owned();
    }
    let is_own = |c| latin_look_alike(c).is_none() && is_cyrillic(c) || is_kazakh_only(c) && c != 'і' && c != 'һ';
    let to_cyrillic = translate(is_latin, cyrillic_look_alike);
    match to_cyrillic {
        Some(whole) if part.contains(is_own) || cyrillic >= latin => whole,
        to_cyrillic => to_latin().or(to_cyrillic).unwrap_or_else(|| part.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn key(word: &str) -> String {
        let mut key = String::new();
        exact_key(word, &mut key);
        key
    }

    /// Rows: word, key, why.
    #[test]
    fn one_spelling_for_each_word() {
        for (word, expected, why) in [
            ("Әкімдерінің", "әкімдерінің", "case"),
            ("и\u{306}од", "йод", "decomposed й"),
            ("бередi", "береді", "Latin i in a Cyrillic word"),
            ("кəрі", "кәрі", "schwa of another alphabet"),
            ("таӈ", "таң", "ң of another alphabet"),
            ("айдаhарлар", "айдаһарлар", "Latin h for һ"),
            ("сөз\u{AD}дер", "сөздер", "soft hyphen"),
            ("за\u{301}мок", "замок", "stress mark"),
            ("ҚР\u{2011}ның", "қр-ның", "hyphen that does not break"),
            ("a\u{2019}kim", "a'kim", "typographic apostrophe"),
            ("ІІІ", "iii", "Roman numeral in Cyrillic letters"),
            ("ХХІ-ші", "xxi-ші", "Roman numeral with a suffix"),
            ("XV", "xv", "Roman numeral in Latin letters"),
            ("ХV", "xv", "Roman numeral in both"),
            ("Іс", "іс", "a word, not a numeral"),
            ("ВАQ.KZ", "baq.kz", "Cyrillic ВА in a Latin name"),
            ("IT-компания", "it-компания", "each part has its own script"),
            ("Iстанбул", "істанбул", "capital Latin I"),
            ("İZDE", "izde", "one class of i"),
        ] {
            assert_eq!(key(word), expected, "{why}");
        }
    }

    #[test]
    fn a_blob_is_cut_at_a_letter() {
        assert_eq!(key(&"ә".repeat(1000)).len(), LONGEST_KEY - 1);
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(word in "\\PC{0,20}|[а-яёәғқңөұүһіА-ЯЁӘІХa-zA-Z\u{301}\u{306}'-]{0,12}") {
            let once = key(&word);
            prop_assert_eq!(key(&once), once.clone());
        }

        #[test]
        fn composed_and_decomposed_upper_and_lower_meet(word in "[а-яёәғқңөұүһі]{1,12}") {
            let decomposed: String = word.nfd().collect();
            prop_assert_eq!(key(&decomposed), word.clone());
            prop_assert_eq!(key(&word.to_uppercase()).to_lowercase(), key(&word.to_uppercase()));
        }
    }
}
