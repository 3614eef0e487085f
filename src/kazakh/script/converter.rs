//! Whole texts from any script to any other.

use std::collections::HashMap;

use super::guess::{FOREIGN, guess};
use super::language::plausible;
use super::reading::{is_arabic, reading_in};
use super::signs::{is_shifted, key_letter};
use super::table::{ARABIC_MARKS, COLUMNS, HAMZA, HAMZA_LETTERS};
use super::{Script, from_cyrillic};
use crate::kazakh::alphabet::{is_apostrophe, is_cyrillic, is_kazakh_only, is_latin};

/// Words of a text that decide on its script.
const SAMPLE: usize = 24;
/// What a word costs that neither lexicon nor grammar knows, and each of its letters, in nats.
const UNKNOWN: f32 = 8.0;
const UNKNOWN_LETTER: f32 = 2.3;
/// What a word costs that has signs of no letter in a script, in nats.
const IMPOSSIBLE: f32 = 40.0;
/// Share of known words that makes a text Kazakh, and one that was typed in the wrong layout: chance makes words of keys, too (`the` is
/// `еру`).
const KNOWN: f32 = 0.33;
const KNOWN_KEYS: f32 = 0.66;
/// Words remembered.
const REMEMBERED: usize = 1 << 16;

/// Reads a text of some script as Cyrillic; without `from` the script is detected. What is not Kazakh stays.
///
/// ```
/// use izde::kazakh::script::to_cyrillic;
///
/// assert_eq!(to_cyrillic("Qazaqstan Respublikasynyñ Prezidentı", None), "Қазақстан Республикасының Президенті");
/// assert_eq!(to_cyrillic("اۋىل اكىمى", None), "ауыл әкімі");
/// ```
#[must_use]
pub fn to_cyrillic(text: &str, from: Option<Script>) -> String {
    Converter::new().to_cyrillic(text, from)
}

/// The script of a text; `None` when it is not Kazakh by lexicon and grammar.
///
/// Texts that several scripts would spell alike, as short ones are, get the commonest of these.
#[must_use]
pub fn detect(text: &str) -> Option<Script> {
    Converter::new().detect(text)
}

/// What a word of a script is.
#[derive(Debug, Clone)]
pub(super) enum Read {
    /// A word by lexicon and grammar, in Cyrillic letters, and what the reading costs in nats.
    Known(String, f32),
    /// The likeliest spelling of a word that is none.
    Guessed(String),
    /// No word; how it is spelt has not been asked.
    Unknown,
    /// It has signs of no letter in the script, or is foreign.
    Impossible,
}

/// Converts texts, and remembers the words it has read.
#[derive(Debug, Clone, Default)]
pub struct Converter {
    words: HashMap<(Script, String), Read>,
}

impl Converter {
    /// A converter that has read nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Writes a text in another script; see [`convert`](super::convert).
    pub fn convert(&mut self, text: &str, from: Option<Script>, to: Script) -> String {
        let Some(from) = from.or_else(|| self.detect(text)) else { return text.to_owned() };
        from_cyrillic(&self.to_cyrillic(text, Some(from)), to)
    }

    /// Reads a text as Cyrillic; see [`to_cyrillic`].
    pub fn to_cyrillic(&mut self, text: &str, from: Option<Script>) -> String {
        let Some(from) = from.or_else(|| self.detect(text)) else { return text.to_owned() };
        if from == Script::Cyrillic {
            return text.to_owned();
        }
        let mut written = String::with_capacity(text.len() * 2);
        for (piece, is_word) in pieces(text, from) {
            if !is_word {
                let mark = |c| ARABIC_MARKS.iter().find(|(_, mark)| *mark == c).map_or(c, |&(mark, _)| mark);
                if from == Script::Arabic {
                    written.extend(piece.chars().map(mark))
                } else {
                    written.push_str(piece)
                }
                continue;
            }
            match self.spell(piece, from) {
                Some(word) if from == Script::LatinKeys => written.extend(with_shift(&word, piece)),
                Some(word) => written.push_str(&cased(&word, piece)),
                None => written.push_str(piece),
            }
        }
        written
    }

    /// The script of a text; see [`detect`].
    pub fn detect(&mut self, text: &str) -> Option<Script> {
        let count = |class: fn(char) -> bool| text.chars().filter(|&c| class(c)).count();
        let (cyrillic, latin, arabic) = (count(is_cyrillic), count(is_latin), count(is_arabic));
        if cyrillic + latin + arabic == 0 {
            return None;
        }
        let candidates: Vec<Script> = if arabic >= cyrillic.max(latin) {
            vec![Script::Arabic]
        } else if cyrillic >= latin {
            if text.contains(is_kazakh_only) {
                return Some(Script::Cyrillic);
            }
            vec![Script::Cyrillic, Script::RussianKeys]
        } else {
            // The commonest first: of equals the first wins.
            let others = COLUMNS.into_iter().filter(|&script| script != Script::Latin2021);
            [Script::Latin2021].into_iter().chain(others).chain([Script::LatinKeys]).collect()
        };
        let mut best: Option<(Script, f32)> = None;
        for script in candidates {
            let words: Vec<&str> = pieces(text, script)
                .filter(|(piece, is_word)| *is_word && piece.chars().nth(1).is_some())
                .map(|(piece, _)| piece)
                .collect();
            let sample: Vec<_> = words.iter().take(SAMPLE).map(|word| self.read(word, script)).collect();
            let known = sample.iter().filter(|read| matches!(read, Read::Known(..))).count();
            let cost: f32 = sample.iter().zip(&words).map(|(read, word)| read.cost(word)).sum();
            let enough = if script == Script::LatinKeys { KNOWN_KEYS } else { KNOWN };
            if known > 0 && known as f32 >= enough * sample.len() as f32 && best.is_none_or(|(_, least)| cost < least) {
                best = Some((script, cost));
            }
        }
        best.map(|(script, _)| script)
    }

    /// A word of a script in Cyrillic letters and the case it was written in; `None` for one that is foreign, or has signs of no letter there.
    pub(crate) fn word(&mut self, word: &str, script: Script) -> Option<String> {
        self.spell(word, script).map(|spelt| cased(&spelt, word))
    }

    /// What a word is.
    pub(super) fn read(&mut self, word: &str, script: Script) -> Read {
        let key = (script, word.to_owned());
        if let Some(read) = self.words.get(&key) {
            return read.clone();
        }
        if self.words.len() >= REMEMBERED {
            self.words.clear();
        }
        let mut read = likeliest(word, script);
        if script == Script::LatinKeys && word.contains('-') && !matches!(read, Read::Known(..)) {
            read = self.halves(word).unwrap_or(read);
        }
        self.words.insert(key, read.clone());
        read
    }

    /// Reads a pair whose hyphen is one and not the key of `ө`.
    fn halves(&mut self, word: &str) -> Option<Read> {
        let (mut words, mut total) = (vec![], 0.0);
        for half in word.split('-') {
            let Read::Known(word, cost) = self.read(half, Script::LatinKeys) else { return None };
            words.push(word);
            total += cost;
        }
        Some(Read::Known(words.join("-"), total))
    }

    /// The likeliest spelling of a word; `None` where it has signs of no letter in the script.
    fn spell(&mut self, word: &str, script: Script) -> Option<String> {
        match self.read(word, script) {
            Read::Known(word, _) | Read::Guessed(word) => Some(word),
            Read::Impossible => None,
            Read::Unknown => {
                let read = guessed(word, script);
                self.words.insert((script, word.to_owned()), read.clone());
                if let Read::Guessed(word) = read { Some(word) } else { None }
            }
        }
    }
}

impl Read {
    /// How unlikely the word is as Kazakh, in nats.
    pub(super) fn cost(&self, word: &str) -> f32 {
        match self {
            Self::Known(_, cost) => *cost,
            Self::Impossible => IMPOSSIBLE,
            _ => UNKNOWN + UNKNOWN_LETTER * word.chars().count() as f32,
        }
    }
}

/// How a word is spelt that lexicon and grammar do not know. In Cyrillic letters it stays; in Latin ones it stays if it is foreign.
fn guessed(word: &str, script: Script) -> Read {
    let Some(pattern) = reading_in(word, script).filter(|_| script != Script::RussianKeys) else {
        return Read::Guessed(word.to_lowercase());
    };
    let is_foreign = |guessed: &str, cost| word.is_ascii() && cost > FOREIGN * guessed.chars().count() as f32;
    match guess(&pattern) {
        Some((guessed, cost)) if !is_foreign(&guessed, cost) => Read::Guessed(guessed),
        _ => Read::Impossible,
    }
}

fn likeliest(word: &str, script: Script) -> Read {
    let Some(pattern) = reading_in(word, script) else {
        // Nothing to repair in Cyrillic letters is no fault.
        return if matches!(script, Script::RussianKeys | Script::Cyrillic) { Read::Unknown } else { Read::Impossible };
    };
    match plausible(&pattern).into_iter().next() {
        Some(best) => {
            let cost = best.cost();
            Read::Known(best.word, cost)
        }
        None => Read::Unknown,
    }
}

/// A text in pieces, in turn words of a script and what stands between them.
fn pieces(text: &str, script: Script) -> impl Iterator<Item = (&str, bool)> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let is_word = belongs(first, ' ', script);
        let mut before = ' ';
        let end = rest
            .char_indices()
            .find(|&(_, c)| {
                let differs = belongs(c, before, script) != is_word;
                before = c;
                differs
            })
            .map_or(rest.len(), |(at, _)| at);
        // Only one alphabet has words that end in an apostrophe; elsewhere it is a quotation's.
        let ends_word = matches!(script, Script::Latin2017 | Script::LatinKeys) || !is_word;
        let end = if ends_word { end } else { rest[..end].trim_end_matches(is_apostrophe).len() };
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some((piece, is_word))
    })
}

/// Whether a character is part of a word of the script, after the one before it.
fn belongs(c: char, before: char, script: Script) -> bool {
    let is_mark = matches!(c, '\u{0300}'..='\u{036F}' | '\u{00AD}' | '\u{200B}'..='\u{200F}') && before.is_alphabetic();
    is_mark
        || match script {
            Script::LatinKeys => key_letter(c).is_some(),
            Script::Arabic => {
                is_arabic(c) || matches!(c, HAMZA | '\u{0640}') || HAMZA_LETTERS.iter().any(|(joined, _)| *joined == c)
            }
            Script::Cyrillic | Script::RussianKeys => is_cyrillic(c),
            _ => {
                is_latin(c)
                    || c == 'ə'
                    || c == 'Ə'
                    || is_apostrophe(c) && before.is_alphabetic()
                    || matches!(c, '\u{02B9}' | '\u{02BA}') && before.is_alphabetic()
            }
        }
}

/// A word typed key for key: Shift makes a capital, and what the reading did not take for a letter stays.
fn with_shift<'w>(word: &'w str, typed: &'w str) -> impl Iterator<Item = char> + 'w {
    let tail = typed.chars().skip(word.chars().count());
    let letters = word.chars().zip(typed.chars());
    let capital = |(letter, key): (char, char)| if is_shifted(key) { upper(letter) } else { letter };
    letters.map(capital).chain(tail)
}

fn upper(c: char) -> char {
    c.to_uppercase().next().unwrap_or(c)
}

/// The case of what was typed.
fn cased(word: &str, typed: &str) -> String {
    let mut letters = typed.chars().filter(|c| c.is_alphabetic());
    if !letters.next().is_some_and(char::is_uppercase) {
        return word.to_owned();
    }
    let all = letters.clone().next().is_some() && letters.all(char::is_uppercase);
    if all {
        return word.to_uppercase();
    }
    let mut letters = word.chars();
    letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
}
