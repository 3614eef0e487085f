//! From Cyrillic to the other scripts: by table, letter for letter.

use super::Script;
use super::table::{ARABIC, ARABIC_MARKS, HAMZA, KEYS, LATIN, RUSSIAN};
use crate::kazakh::alphabet::{is_cyrillic, lower, repaired};

/// Vowels that a hamza marks, and letters that tell as much without one.
const FRONT: [char; 4] = ['ә', 'ө', 'ү', 'і'];
const TELLS_FRONT: [char; 4] = ['к', 'г', 'е', 'э'];

/// Writes a Cyrillic text in another script. What is no Cyrillic letter stays, and so does case where the script has it.
///
/// ```
/// use izde::kazakh::script::{Script, from_cyrillic};
///
/// assert_eq!(from_cyrillic("Шымкент қаласы", Script::Latin2018), "Shymkent qalasy");
/// assert_eq!(from_cyrillic("ауыл әкімі", Script::Arabic), "اۋىل اكىمى");
/// ```
#[must_use]
pub fn from_cyrillic(text: &str, to: Script) -> String {
    match to {
        Script::Cyrillic => text.to_owned(),
        Script::Arabic => arabic(text),
        Script::RussianKeys => text.chars().map(on_russian_keys).collect(),
        Script::LatinKeys => text.chars().map(on_latin_keys).collect(),
        // Every other script has a column.
        _ => to.column().map_or_else(|| text.to_owned(), |column| latin(text, column, to)),
    }
}

fn latin(text: &str, column: usize, to: Script) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_upper = |at: Option<usize>| at.and_then(|at| letters.get(at)).is_some_and(|c| c.is_uppercase());
    let is_letter = |at: usize| letters.get(at).is_some_and(|c| c.is_alphabetic());
    let mut written = String::with_capacity(text.len());
    for (at, &c) in letters.iter().enumerate() {
        let small = repaired(lower(c));
        let Some((_, signs)) = LATIN.iter().find(|(letter, _)| *letter == small) else {
            written.push(c);
            continue;
        };
        let mut signs = signs[column].chars();
        if !c.is_uppercase() {
            written.extend(signs);
            continue;
        }
        let all = if is_letter(at + 1) { is_upper(Some(at + 1)) } else { is_upper(at.checked_sub(1)) };
        written.extend(signs.next().map(|sign| upper(sign, to)));
        written.extend(signs.map(|sign| if all { upper(sign, to) } else { sign }));
    }
    written
}

/// The capital of a Latin sign. Alphabets that have `ı` keep the dot of `i`.
fn upper(sign: char, script: Script) -> char {
    match sign {
        'ı' => 'I',
        'i' if matches!(script, Script::Latin2018 | Script::Latin2021 | Script::QazAqparat) => 'İ',
        sign => sign.to_uppercase().next().unwrap_or(sign),
    }
}

fn arabic(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let end = rest.find(|c| !is_cyrillic(c)).unwrap_or(rest.len());
        if end > 0 {
            arabic_word(&rest[..end], &mut written);
            rest = &rest[end..];
        } else {
            written.push(ARABIC_MARKS.iter().find(|(mark, _)| *mark == c).map_or(c, |&(_, arabic)| arabic));
            rest = &rest[c.len_utf8()..];
        }
    }
    written
}

fn arabic_word(word: &str, written: &mut String) {
    let word: Vec<char> = word.chars().map(|c| repaired(lower(c))).collect();
    let has = |letters: [char; 4]| word.iter().any(|c| letters.contains(c));
    if has(FRONT) && !has(TELLS_FRONT) {
        written.push(HAMZA);
    }
    let mut before = ' ';
    for &c in &word {
        let signs = match (before, c) {
            // One sign for both: қазақия, ресмий.
            ('и', 'я') => "ا",
            ('и', 'й') => "",
            _ => ARABIC.iter().find(|(letter, _)| letter.starts_with(c)).map_or("", |&(_, signs)| signs),
        };
        written.push_str(signs);
        before = c;
    }
}

fn on_russian_keys(c: char) -> char {
    let small = lower(c);
    match RUSSIAN.iter().find(|(letter, _)| *letter == small) {
        Some(&(_, typed)) if c.is_uppercase() => typed.to_uppercase().next().unwrap_or(typed),
        Some(&(_, typed)) => typed,
        None => c,
    }
}

fn on_latin_keys(c: char) -> char {
    let small = lower(c);
    match KEYS.iter().find(|(letter, ..)| *letter == small) {
        Some(&(_, _, shifted)) if c.is_uppercase() => shifted,
        Some(&(_, key, _)) => key,
        None => c,
    }
}
