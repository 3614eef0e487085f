//! The keys of one word: exact form and stem; and the words inside a compound.

use std::ops::Range;

use super::foreign;
use super::normalize::exact_key;
use super::numeral::roman;
use super::segment::{is_hyphen, is_ignorable};
use super::token::Kind;
use crate::kazakh::Stemmer;
use crate::kazakh::alphabet::{is_cyrillic, is_latin};

/// Letters that the stems of words have in common at their beginning when they are likely to be relatives (`мемлекет`, `мемлекеттік`). Four bring many
/// strangers together, six miss relatives; see `docs/quality.md`.
pub const ALIKE_LETTERS: usize = 5;

/// Particles that a hyphen joins to any word without changing what it means.
const CLITICS: [&str; 6] = ["ақ", "ау", "ай", "мыс", "міс", "ды"];

/// What makes an ordinal or a collective of a number; a number keeps one key with and without it, and whatever follows it (`3-еуінің`).
const NUMERALS: [&str; 8] = ["шы", "ші", "ншы", "нші", "ыншы", "інші", "ау", "еу"];

/// The keys of a word.
#[derive(Debug, Clone)]
pub(super) struct Keys {
    pub(super) kind: Kind,
    pub(super) exact: Box<str>,
    pub(super) stem: Box<str>,
    /// The parts of a compound, each with its byte range in the word.
    pub(super) parts: Vec<(Range<usize>, Keys)>,
}

impl Keys {
    /// Finds the keys of a word as it stands in a text.
    pub(super) fn new(word: &str, stemmer: &Stemmer, buffer: &mut String) -> Self {
        let mut exact = String::new();
        exact_key(word, &mut exact);
        if word.contains(is_hyphen) || is_domain(&exact) {
            if let Some(base) = without_suffix(word, &exact, stemmer) {
                let Self { kind, stem, .. } = Self::simple(base, stemmer, buffer);
                return Self::with(kind, exact, stem);
            }
            return Self::compound(word, exact, stemmer, buffer);
        }
        Self::of_exact(word, exact, stemmer, buffer)
    }

    /// Finds the keys of a Russian word; a compound has those of Russian words in it.
    pub(super) fn of_russian(word: &str, stemmer: &Stemmer, buffer: &mut String) -> Self {
        let mut keys = Self::new(word, stemmer, buffer);
        keys.make_russian();
        keys
    }

    fn make_russian(&mut self) {
        self.parts.iter_mut().for_each(|(_, part)| part.make_russian());
        if self.exact.contains(is_cyrillic) {
            self.stem = foreign::russian(&self.exact);
        }
    }

    /// Finds the keys of a Kazakh word in another script; `spell` gives a part of it in Cyrillic letters, if it can be read so.
    pub(super) fn of_other_script(
        word: &str,
        mut spell: impl FnMut(&str) -> Option<String>,
        stemmer: &Stemmer,
        buffer: &mut String,
    ) -> Self {
        let mut exact = String::new();
        exact_key(word, &mut exact);
        if is_domain(&exact) {
            return Self::new(word, stemmer, buffer);
        }
        // Where each part begins in the word, and in its spelling.
        let (mut spelt, mut places, mut start) = (String::new(), vec![], 0);
        for part in word.split_inclusive(is_hyphen) {
            let bare = part.trim_end_matches(is_hyphen);
            places.push((spelt.len(), start..start + bare.len()));
            start += part.len();
            let is_word = bare.contains(char::is_alphabetic) && roman(bare, &bare.to_lowercase()).is_none();
            match spell(bare).filter(|_| is_word) {
                Some(word) => spelt.push_str(&word),
                None => spelt.push_str(bare),
            }
            spelt.push_str(if part.len() > bare.len() { "-" } else { "" });
        }
        let mut keys = Self::new(&spelt, stemmer, buffer);
        for (range, _) in &mut keys.parts {
            if let Some((_, place)) = places.iter().find(|(spelt, _)| *spelt == range.start) {
                *range = place.clone();
            }
        }
        keys
    }

    fn with(kind: Kind, exact: String, stem: Box<str>) -> Self {
        Self { kind, exact: exact.into(), stem, parts: vec![] }
    }

    /// A word that is no compound.
    fn simple(word: &str, stemmer: &Stemmer, buffer: &mut String) -> Self {
        let mut exact = String::new();
        exact_key(word, &mut exact);
        Self::of_exact(word, exact, stemmer, buffer)
    }

    fn of_exact(word: &str, exact: String, stemmer: &Stemmer, buffer: &mut String) -> Self {
        if let Some(number) = roman(word, &exact) {
            return Self::with(Kind::Number, exact, number.to_string().into());
        }
        let kind = kind(&exact);
        let stem = match kind {
            Kind::Number => exact.trim_end_matches('%').into(),
            _ if exact.contains(is_latin) && !exact.contains(is_cyrillic) => foreign::english(&exact),
            _ => stemmer.stem(&exact, buffer).into(),
        };
        Self::with(kind, exact, stem)
    }

    /// Words joined by hyphens, or by the dots of a domain: the whole carries its inflection on the last one.
    fn compound(word: &str, exact: String, stemmer: &Stemmer, buffer: &mut String) -> Self {
        let mut parts = vec![];
        let mut start = 0;
        for part in word.split(|c| is_hyphen(c) || c == '.' && is_domain(&exact)) {
            let range = start..start + part.len();
            start = range.end + word[range.end..].chars().next().map_or(0, char::len_utf8);
            let mut keys = Self::simple(part, stemmer, buffer);
            if !keys.exact.is_empty() {
                keys.kind = Kind::Part;
                parts.push((range, keys));
            }
        }
        let stem = match (stemmer.known_stem(&exact, buffer), exact.rsplit_once('-')) {
            (Some(stem), _) => stem.into(),
            (None, Some((before, _))) if parts.len() > 1 => {
                format!("{before}-{}", parts.last().map_or("", |(_, keys)| &keys.stem)).into()
            }
            _ => exact.as_str().into(),
        };
        Self { parts, ..Self::with(Kind::Compound, exact, stem) }
    }
}

/// What a stem has in common with stems that begin alike: its first [`ALIKE_LETTERS`]; `None` for one that has fewer letters.
///
/// ```
/// use izde::analysis::beginning;
///
/// assert_eq!(beginning("мемлекеттік"), Some("мемле"));
/// assert_eq!(beginning("ауыл"), None);
/// ```
#[must_use]
pub fn beginning(stem: &str) -> Option<&str> {
    let (last, letter) = stem.char_indices().nth(ALIKE_LETTERS - 1)?;
    Some(&stem[..last + letter.len_utf8()])
}

/// `akorda.kz`: who looks for `akorda` means it, too.
fn is_domain(exact: &str) -> bool {
    exact.contains('.') && exact.contains(is_latin)
}

fn kind(exact: &str) -> Kind {
    if exact.starts_with(char::is_numeric) && !exact.contains(char::is_alphabetic) { Kind::Number } else { Kind::Word }
}

/// The word before a hyphen, where what follows is not a word but its suffix or a particle: `ҚР-ның`, `80-нен`, `Facebook-тің`, `сол-ақ`.
fn without_suffix<'w>(word: &'w str, exact: &str, stemmer: &Stemmer) -> Option<&'w str> {
    let (base, _) = word.rsplit_once(is_hyphen)?;
    let (_, suffix) = exact.rsplit_once('-')?;
    if CLITICS.contains(&suffix) {
        return Some(base);
    }
    let letters = || base.chars().filter(|&c| !is_ignorable(c));
    let is_number = letters().all(|c| !c.is_alphabetic());
    let is_abbreviation = letters().nth(1).is_some() && letters().all(|c| !c.is_lowercase());
    let is_foreign = letters().any(is_latin);
    let foreign_to_suffixes = is_number || is_abbreviation || is_foreign;
    let is_ending = |letters: &str| letters.is_empty() || stemmer.is_ending(letters);
    let makes_numeral = || NUMERALS.iter().filter_map(|numeral| suffix.strip_prefix(numeral)).any(is_ending);
    let is_suffix = is_ending(suffix) || foreign_to_suffixes && makes_numeral();
    (is_suffix && (foreign_to_suffixes || stemmer.classes(suffix).is_none())).then_some(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(word: &str) -> Keys {
        Keys::new(word, &Stemmer::new(), &mut String::new())
    }

    /// Rows: word, stem, why.
    #[test]
    fn numbers_and_abbreviations_drop_their_suffix() {
        for (word, stem, why) in [
            ("ҚР-ның", "қр", "abbreviation"),
            ("ЮНЕСКО-ның", "юнеско", "abbreviation read as a word"),
            ("80-нен", "80", "number"),
            ("2334-і", "2334", "possessive of a number"),
            ("5-ші", "5", "ordinal"),
            ("ХХІ-ші", "21", "Roman ordinal"),
            ("XIII", "13", "Roman numeral"),
            ("25%", "25", "percent"),
            ("Facebook-тің", "facebook", "foreign word"),
            ("сол-ақ", "сол", "particle"),
            ("ой-пікірлерді", "ой-пікір", "pair"),
            ("Қасым-Жомартқа", "қасым-жомарт", "double name"),
        ] {
            assert_eq!(&*keys(word).stem, stem, "{why}");
        }
    }

    #[test]
    fn a_compound_knows_where_its_parts_are() {
        for (word, expected) in [
            ("мұң\u{2011}мұқтажын", [("мұң", "мұң"), ("мұқтажын", "мұқтаж")]),
            ("Akorda.kz", [("Akorda", "akorda"), ("kz", "kz")]),
        ] {
            let keys = keys(word);
            assert_eq!(keys.kind, Kind::Compound);
            let parts: Vec<_> = keys.parts.iter().map(|(range, keys)| (&word[range.clone()], &*keys.stem)).collect();
            assert_eq!(parts, expected);
        }
    }

    #[test]
    fn stems_of_five_letters_and_more_have_a_beginning() {
        for (stem, expected) in [("мемлекеттік", Some("мемле")), ("кітап", Some("кітап")), ("ауыл", None), ("", None)]
        {
            assert_eq!(beginning(stem), expected, "{stem}");
        }
    }
}
