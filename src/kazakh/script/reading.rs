//! The patterns of a typed word: one for each family of ways to have typed it.

use unicode_normalization::UnicodeNormalization;

use super::Script;
use super::builder::Builder;
use super::pattern::{Label, Pattern, Repair, code};
use super::signs::{ARABIC_SIGNS, LATIN_SIGNS, LONGEST_SIGN, Meaning, Signs, key_letter};
use super::table::{ALSO_RUSSIAN, COLUMNS, HAMZA, HAMZA_LETTERS, MISREAD, RUSSIAN};
use crate::kazakh::alphabet::{
    cyrillic_look_alike, is_apostrophe, is_cyrillic, is_kazakh_only, is_latin, lower, number, repaired,
};

/// What a word costs for having been typed some way, in nats: rough negative logarithms of how often people do.
mod cost {
    /// On a Russian keyboard: the commonest of all.
    pub(super) const RUSSIAN: f32 = 1.5;
    /// On a Russian keyboard, though other Kazakh letters are there.
    pub(super) const HALF_RUSSIAN: f32 = 4.0;
    pub(super) const DIGIT_ROW: f32 = 1.0;
    pub(super) const LOOK_ALIKES: f32 = 0.5;
    /// A word that is Latin through and through, and not Latin.
    pub(super) const ALL_LOOK_ALIKES: f32 = 3.0;
    /// More than one of these at a time.
    pub(super) const SEVERAL: f32 = 5.0;
    pub(super) const LATIN_KEYS: f32 = 2.5;
    /// A digit or hyphen that was meant, though a letter has its key.
    pub(super) const KEY_ITSELF: f32 = 1.0;
    /// In the order of the columns.
    pub(super) const LATIN: [f32; 7] = [1.2, 1.1, 1.0, 0.9, 1.0, 1.2, 1.0];
    pub(super) const MIXED_LATIN: f32 = 5.0;
    /// How much dearer what the alphabet does not say becomes where the alphabet is known.
    pub(super) const STRICT: f32 = 3.0;
    pub(super) const ARABIC: f32 = 0.5;
    /// ь or ъ that a script leaves out.
    pub(super) const SILENT: f32 = 0.3;
    /// An apostrophe that is none of the word's, or a quotation mark whose key a letter has.
    pub(super) const QUOTE: f32 = 4.0;
    /// A hamza that is missing, or one too many.
    pub(super) const HAMZA: f32 = 2.0;
    /// A back vowel beside letters of front words: loans do that.
    pub(super) const DISHARMONY: f32 = 1.5;
}

/// Every way to read a word as Kazakh in Cyrillic letters that is not just the word as it stands: a pattern for each family of ways,
/// the likeliest first. None for a word that can only be read as it stands.
///
/// The word goes in as it was typed, between two spaces: in the wrong layout, `;fyf` and `-yth` are words. Case matters little, but `I`,
/// `İ`, `ı` and `i` are four signs to Latin alphabets.
#[must_use]
pub fn readings(word: &str) -> Vec<Pattern> {
    let letters: Vec<char> = plain(word);
    let has = |class: fn(char) -> bool| letters.iter().any(|&c| class(c));
    let patterns = if has(is_arabic) {
        vec![arabic(&letters)]
    } else if has(is_cyrillic) {
        vec![cyrillic(&letters)]
    } else if has(is_latin) || has(|c| matches!(c, 'ə' | ';' | '[' | ']' | '`' | '=')) {
        vec![latin(&letters, None), keys(word), look_alikes(&letters)]
    } else {
        vec![]
    };
    patterns.into_iter().flatten().collect()
}

/// A word that is known to be written in a script, as a pattern of what it may stand for. `None` where it has signs of no letter there.
#[must_use]
pub fn reading_in(word: &str, script: Script) -> Option<Pattern> {
    let letters: Vec<char> = plain(word);
    match script {
        Script::Arabic => arabic(&letters),
        Script::LatinKeys => keys(word),
        Script::RussianKeys => cyrillic(&letters),
        Script::Cyrillic => as_it_stands(&letters),
        _ => latin(&letters, script.column()),
    }
}

/// The word composed, in lower case, with one kind of apostrophe; capital `I` stays, for it is the capital of two letters.
fn plain(word: &str) -> Vec<char> {
    let is_mark = |c: &char| !matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{0640}');
    let small = |c| match c {
        'I' | 'ı' => c,
        c if is_apostrophe(c) => '\'',
        'Ə' => 'ə',
        c => lower(c),
    };
    word.nfc().filter(is_mark).map(small).collect()
}

/// Whether a character is a letter of Arabic script.
pub(crate) const fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{06D5}')
}

/// The part of a typed word that is one: without brackets, quotes and full stops around it. `leads` and `ends` say what else it may
/// begin and end with.
fn trimmed(letters: &[char], leads: fn(char) -> bool, ends: fn(char) -> bool) -> &[char] {
    let start = letters.iter().position(|&c| c.is_alphanumeric() || leads(c)).unwrap_or(0);
    let end = letters.iter().rposition(|&c| c.is_alphanumeric() || ends(c)).map_or(0, |at| at + 1);
    letters.get(start..end).unwrap_or_default()
}

const fn never(_: char) -> bool {
    false
}

fn as_it_stands(letters: &[char]) -> Option<Pattern> {
    let letters = trimmed(letters, never, never);
    let mut builder = Builder::new(letters.len() + 1, vec![(Repair::Script(Script::Cyrillic), 0.0)]);
    for (at, &c) in letters.iter().enumerate() {
        builder.arc(at, Label::Letter(code(repaired(c))?), at + 1, 1, 0.0);
    }
    builder.accept(letters.len());
    builder.build()
}

/// Cyrillic letters, perhaps with digits or letters of other alphabets among them.
fn cyrillic(letters: &[char]) -> Option<Pattern> {
    const KEYBOARD: u16 = 1;
    const DIGIT: u16 = 2;
    const LOOK: u16 = 4;
    const ALL: u16 = 15;
    let is_key = |c| matches!(c, '=' | '-');
    let letters = trimmed(letters, is_key, is_key);
    let is_kazakh = letters.iter().any(|&c| is_kazakh_only(c));
    let ways = vec![
        (Repair::Script(Script::RussianKeys), if is_kazakh { cost::HALF_RUSSIAN } else { cost::RUSSIAN }),
        (Repair::DigitRow, cost::DIGIT_ROW),
        (Repair::LookAlikes, cost::LOOK_ALIKES),
        (Repair::Script(Script::RussianKeys), cost::SEVERAL),
    ];
    const SEVERAL: u16 = 8;
    let mut builder = Builder::new(letters.len() + 1, ways);
    let mut is_new = false;
    for (at, &c) in letters.iter().enumerate() {
        let mut add = |c: char, ways, cost| {
            if let Some(letter) = code(c) {
                builder.arc(at, Label::Letter(letter), at + 1, ways, cost);
            }
        };
        let mut other = |meant: char, ways, cost| {
            add(meant, ways | SEVERAL, cost);
            is_new = true;
        };
        for &(meant, _) in RUSSIAN.iter().filter(|(_, typed)| *typed == c) {
            other(meant, KEYBOARD, 0.0);
        }
        for &(meant, _, cost) in ALSO_RUSSIAN.iter().filter(|(_, typed, _)| *typed == c) {
            other(meant, KEYBOARD, cost);
        }
        match c {
            '0'..='9' | '=' | '-' | '_' | '+' => {
                if let Some(meant) = key_letter(c) {
                    other(meant, DIGIT, 0.0);
                }
                add(c, ALL, 1.0);
            }
            c if is_latin(c) => {
                for meant in looks_like(c) {
                    other(meant, LOOK, 0.0);
                }
            }
            c => match MISREAD.iter().find(|(seen, _)| *seen == c) {
                Some(&(_, meant)) => other(meant, LOOK, 0.0),
                None => add(repaired(c), ALL, 0.0),
            },
        }
    }
    // At its ends a hyphen may be one.
    if letters.first().is_some_and(|&c| is_key(c)) {
        builder.arc(0, Label::Nothing, 1, ALL, cost::KEY_ITSELF);
    }
    if let [before @ .., last] = letters
        && is_key(*last)
    {
        builder.arc(before.len(), Label::Nothing, letters.len(), ALL, cost::KEY_ITSELF);
    }
    builder.accept(letters.len());
    if is_new { builder.build() } else { None }
}

/// The Cyrillic letters that a Latin one looks like, in either case of it.
fn looks_like(latin: char) -> impl Iterator<Item = char> {
    let also = match latin {
        'h' => Some('н'),
        'y' => Some('ү'),
        'b' => Some('ь'),
        'ı' | 'I' => Some('і'),
        _ => None,
    };
    cyrillic_look_alike(latin).into_iter().chain(also)
}

/// A Latin word of which every letter looks like a Cyrillic one.
fn look_alikes(letters: &[char]) -> Option<Pattern> {
    let letters = trimmed(letters, never, never);
    let mut builder = Builder::new(letters.len() + 1, vec![(Repair::LookAlikes, cost::ALL_LOOK_ALIKES)]);
    for (at, &c) in letters.iter().enumerate() {
        for meant in looks_like(c).filter_map(code) {
            builder.arc(at, Label::Letter(meant), at + 1, 1, 0.0);
        }
    }
    builder.accept(letters.len());
    builder.build()
}

/// The keys of the Kazakh layout under the US one; the Kazakh letters may be missing besides.
fn keys(word: &str) -> Option<Pattern> {
    let letters: Vec<char> = word.chars().collect();
    let is_part = |c: &char| key_letter(*c).is_some() || c.is_alphabetic();
    let start = letters.iter().position(is_part)?;
    let letters = &letters[start..=letters.iter().rposition(is_part)?];
    let ways =
        [cost::LATIN_KEYS, cost::LATIN_KEYS + cost::RUSSIAN].map(|cost| (Repair::Script(Script::LatinKeys), cost));
    let mut builder = Builder::new(letters.len() + 1, ways.to_vec());
    for (at, &c) in letters.iter().enumerate() {
        let meant = key_letter(c)?;
        builder.arc(at, Label::Letter(code(meant)?), at + 1, 3, 0.0);
        for &(kazakh, _) in RUSSIAN.iter().filter(|(_, typed)| *typed == meant) {
            builder.arc(at, Label::Letter(code(kazakh)?), at + 1, 2, 0.0);
        }
        if let Some(same) = Some(c).filter(|c| c.is_ascii_digit() || *c == '-').and_then(code) {
            builder.arc(at, Label::Letter(same), at + 1, 3, cost::KEY_ITSELF);
        }
    }
    // What stands before the first letter or after the last may be a key or punctuation.
    let first = letters.iter().position(|c| c.is_alphanumeric()).unwrap_or(0);
    (0..first).for_each(|at| builder.arc(at, Label::Nothing, at + 1, 3, cost::QUOTE));
    let word = letters.iter().rposition(|c| c.is_alphanumeric()).map_or(0, |at| at + 1);
    (word.max(1)..=letters.len()).for_each(|end| builder.accept(end));
    builder.build()
}

/// Adds what the signs at every place may mean, and the letters that may have been left out.
fn spell(builder: &mut Builder, letters: &[char], signs: &Signs, meant: impl Fn(&Meaning) -> Option<(u16, f32)>) {
    for at in 0..letters.len() {
        for length in 1..=LONGEST_SIGN.min(letters.len() - at) {
            let sign: String = letters[at..at + length].iter().collect();
            for meaning in signs.of(&sign) {
                if let Some((ways, cost)) = meant(meaning) {
                    builder.path(at, &meaning.letters, at + length, ways, cost);
                }
            }
        }
        if let Some(same) = Some(letters[at]).filter(|&c| c == '-' || c.is_ascii_digit()).and_then(code) {
            builder.arc(at, Label::Letter(same), at + 1, u16::MAX, 0.0);
        }
        if at > 0 {
            for &letter in &signs.silent {
                builder.arc(at, Label::Letter(letter), at, u16::MAX, cost::SILENT);
            }
        }
    }
    for &letter in &signs.silent {
        builder.arc(letters.len(), Label::Letter(letter), letters.len(), u16::MAX, cost::SILENT);
    }
}

/// Latin letters: of one alphabet, or of any and of several.
fn latin(letters: &[char], column: Option<usize>) -> Option<Pattern> {
    const MIXED: u16 = 1 << COLUMNS.len();
    let letters = trimmed(letters, never, |c| c == '\'');
    let mut ways: Vec<_> =
        COLUMNS.iter().zip(cost::LATIN).map(|(&script, cost)| (Repair::Script(script), cost)).collect();
    ways.push((Repair::MixedLatin, cost::MIXED_LATIN));
    let mut builder = Builder::new(letters.len() + 1, ways);
    spell(&mut builder, letters, &LATIN_SIGNS, |meaning| match column {
        None => Some((meaning.ways | MIXED, meaning.cost)),
        // Who names the alphabet means it.
        Some(column) => (meaning.ways >> column & 1 == 1).then_some((1 << column, meaning.cost * cost::STRICT)),
    });
    builder.accept(letters.len());
    // A mark after the word: the apostrophe of a quotation.
    if let [before @ .., '\''] = letters {
        builder.arc(before.len(), Label::Nothing, letters.len(), u16::MAX, cost::QUOTE);
    }
    builder.build()
}

/// Arabic letters, with what the hamza says of the vowels.
fn arabic(letters: &[char]) -> Option<Pattern> {
    let letters: Vec<char> = trimmed(letters, never, never).to_vec();
    let mut has_hamza = false;
    let mut signs = Vec::with_capacity(letters.len());
    for c in letters {
        match HAMZA_LETTERS.iter().find(|(joined, _)| *joined == c) {
            Some(&(_, letter)) => {
                has_hamza = true;
                signs.push(letter);
            }
            None if matches!(c, HAMZA | 'ء') => has_hamza = true,
            // The same letter on Persian and Uyghur keyboards.
            None if c == 'ک' => signs.push('ك'),
            None => signs.push(c),
        }
    }
    let tells_front = signs.iter().any(|c| matches!(c, 'ك' | 'گ' | 'ە'));
    let harmony = |letters: &[u8]| -> f32 {
        let any =
            |list: [char; 3]| letters.iter().any(|letter| list.into_iter().filter_map(number).any(|l| l == *letter));
        let (is_front, is_back) = (any(['ө', 'ү', 'і']) || any(['ә'; 3]), any(['о', 'ұ', 'ы']));
        match (has_hamza, tells_front) {
            (true, _) if is_back => cost::HAMZA,
            (false, false) if is_front => cost::HAMZA,
            (false, true) if is_back => cost::DISHARMONY,
            _ => 0.0,
        }
    };
    let mut builder = Builder::new(signs.len() + 1, vec![(Repair::Script(Script::Arabic), cost::ARABIC)]);
    spell(&mut builder, &signs, &ARABIC_SIGNS, |meaning| Some((1, meaning.cost + harmony(&meaning.letters))));
    builder.accept(signs.len());
    builder.build()
}
