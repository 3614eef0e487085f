//! What speaks for a word as it was typed.

use super::context::Place;
use super::{Typed, Vocabulary, rarity};
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::{is_cyrillic, is_kazakh_only, is_latin};
use crate::kazakh::lexicon::Class;
use crate::kazakh::script::{Script, guess, plausible, reading_in};

/// A form that the index does not have, of a stem that it has.
pub(super) const NO_FORM: f32 = 2.0;
/// A word of which the index has not even the stem.
pub(super) const NO_STEM: f32 = 5.0;
/// That a word is one which neither the index nor the language has, beside what its letters cost; and that a name is.
const UNKNOWN: f32 = 3.0;
const UNKNOWN_NAME: f32 = 1.0;
/// That a word is of another language, and each of its letters: any letter is as good as another there.
const FOREIGN: f32 = 1.0;
const FOREIGN_LETTER: f32 = 3.3;

/// Whether a word is no word that could be meant otherwise: a numeral, a number with its suffix, an initial, English.
pub(super) fn is_fixed(typed: Typed<'_>, place: Place) -> bool {
    let mut letters = typed.form.chars().filter(|c| c.is_alphanumeric());
    let is_initial = letters.next().is_some_and(is_cyrillic) && letters.next().is_none();
    is_initial || is_numeral(typed.raw) || is_number(typed.form) || place.is_english(typed)
}

/// Whether a word is a Roman numeral, or several joined by hyphens: `XIV-XV`. Typed in small letters it may be a word.
fn is_numeral(raw: &str) -> bool {
    let is_sign = |c: char| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C' | 'D' | 'M' | 'І' | 'Х' | '-');
    let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
    word.chars().nth(1).is_some() && word.chars().all(is_sign)
}

/// Whether a form is a number, perhaps with a suffix in Cyrillic letters after a hyphen: `1990`, `1985-1991`, `400-ден`. Another number is another number.
fn is_number(form: &str) -> bool {
    let suffix = form.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.' | '-' | '%'));
    let number = &form[..form.len() - suffix.len()];
    form.starts_with(|c: char| c.is_ascii_digit())
        && (suffix.is_empty() || number.ends_with(['-', '%']) && suffix.chars().all(is_cyrillic))
}

/// Whether a form is a word of the language.
pub(super) fn is_word(form: &str) -> bool {
    Stemmer::new().known_stem(form, &mut String::new()).is_some()
}

/// Whether a form is a word of the language that is neither a name nor an abbreviation.
pub(super) fn is_common_word(form: &str) -> bool {
    let stemmer = Stemmer::new();
    let mut buffer = String::new();
    let classes = stemmer.known_stem(form, &mut buffer).map(|stem| stemmer.classes(stem));
    let is_proper = |class| {
        matches!(
            class,
            Class::Place
                | Class::FirstName
                | Class::FamilyName
                | Class::Organisation
                | Class::Name
                | Class::Abbreviation
        )
    };
    classes.is_some_and(|classes| !classes.is_some_and(|classes| classes.iter().any(is_proper)))
}

/// How rare a word is as it stands, if it is one of the language.
pub(super) fn rarity_in_language(form: &str) -> Option<f32> {
    let pattern = reading_in(form, Script::Cyrillic)?;
    plausible(&pattern).first().map(|found| found.rarity)
}

/// Whether lexicon and grammar have a word as it stands, or each part of it; a word that is made of one of theirs is as good.
pub(super) fn stands(form: &str) -> bool {
    let stemmer = Stemmer::new();
    let is_known = |word: &str| {
        let (mut one, mut other) = (String::new(), String::new());
        let is_derived = |stem: &str, root: &str| stem != root && stemmer.classes(root).is_some();
        is_word(word) || {
            let stem = stemmer.stem(word, &mut one);
            is_derived(stem, stemmer.root(stem, &mut other))
        }
    };
    is_known(form) || form.contains('-') && form.split('-').all(is_known)
}

/// How unlikely a word is as it stands, though the index does not have its form: as a word of the language, or by its stem.
pub(super) fn as_typed(form: &str, vocabulary: &impl Vocabulary) -> f32 {
    let mut buffer = String::new();
    let stem = vocabulary.stem(Stemmer::new().stem(form, &mut buffer));
    let as_word = rarity_in_language(form).map(|rarity| rarity + if stem > 0 { NO_FORM } else { NO_STEM });
    let by_stem = (stem > 0).then(|| rarity(stem, vocabulary) + NO_FORM);
    as_word.into_iter().chain(by_stem).fold(f32::INFINITY, f32::min)
}

/// What a word costs on top of its rarity for not standing in the index.
pub(super) fn unseen(word: &str, vocabulary: &impl Vocabulary) -> f32 {
    let mut buffer = String::new();
    if vocabulary.stem(Stemmer::new().stem(word, &mut buffer)) > 0 { NO_FORM } else { NO_STEM }
}

/// How unlikely it is that a word is one which neither the index nor the language has: a name, a rare word, a foreign one.
pub(super) fn as_unknown(typed: Typed<'_>, place: Place) -> f32 {
    match guess::letters(typed.form) {
        Some(letters) => letters + if place.is_name(typed) { UNKNOWN_NAME } else { UNKNOWN },
        None => FOREIGN + FOREIGN_LETTER * typed.form.chars().count() as f32,
    }
}

/// Whether a word that the index has is certainly what was meant: it has letters that only Kazakh keyboards have.
pub(super) fn is_certain(typed: Typed<'_>) -> bool {
    typed.raw.contains(is_kazakh_only) && !typed.raw.contains(is_latin)
}
