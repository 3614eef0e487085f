//! Text that was misread before it came to us: `ауыл јкімі Ќазаќстан` is KZ-1048 that somebody read as windows-1251.
//!
//! A text is repaired only if it has no Kazakh letter as it stands, writing it back and reading it rightly loses nothing, and what comes out is Kazakh
//! by its letters. Correct Macedonian or Serbian has none of ы and і, Ukrainian has no ы, Belarusian nothing but ў, which would come out as ұ, and Russian with a foreign name in it has too few such letters.

use std::fmt;

use super::{Encoding, SAMPLE};
use crate::corpus::beginning;

/// What was written, and as what it was read.
const MISREADINGS: [(Encoding, Encoding); 6] = [
    (Encoding::KZ_1048, Encoding::WINDOWS_1251),
    (Encoding::PT154, Encoding::WINDOWS_1251),
    (Encoding::UTF_8, Encoding::WINDOWS_1251),
    (Encoding::UTF_8, WINDOWS_1252),
    (Encoding::KZ_1048, WINDOWS_1252),
    (Encoding::PT154, WINDOWS_1252),
];

const WINDOWS_1252: Encoding = Encoding(super::Kind::Web(encoding_rs::WINDOWS_1252));

const KAZAKH: &str = "әғқңөұүһӘҒҚҢӨҰҮҺ";
/// Fewest Kazakh letters, in number and of a hundred Cyrillic ones: texts have 10 to 15.
const FEWEST: usize = 3;
const FEWEST_OF_100: usize = 4;
/// Fewest of ы and і of a hundred: Kazakh has 13, Russian 2.
const FEWEST_VOWELS_OF_100: usize = 3;

/// A wrong turn that can be undone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::corpus) struct Misreading {
    written: Encoding,
    read: Encoding,
}

/// How a document's parts were misread, if they were. All of a document is judged together: `Ќазаќстан` alone tells little.
pub(in crate::corpus) fn misreading<'a>(parts: impl Iterator<Item = &'a str> + Clone) -> Option<Misreading> {
    // Nearly every text has a Kazakh letter in its first words and costs nothing here.
    if parts.clone().any(|part| part.contains(|c: char| !c.is_ascii() && KAZAKH.contains(c))) {
        return None;
    }
    let is_suspect = |c: char| ('\u{80}'..='\u{FF}').contains(&c) && c.is_alphabetic() || is_foreign(c);
    if !parts.clone().any(|part| part.contains(is_suspect)) {
        return None;
    }
    let whole = parts.map(sample).collect::<Vec<_>>().join("\n");
    MISREADINGS
        .into_iter()
        .map(|(written, read)| Misreading { written, read })
        .find(|misreading| misreading.undo(&whole).is_some_and(|text| is_kazakh(&text)))
}

/// A few pages of a text, up to a space: what was misread must not be cut.
fn sample(text: &str) -> &str {
    let start = beginning(text, SAMPLE);
    if start.len() == text.len() { text } else { start.rsplit_once([' ', '\n']).map_or(start, |(start, _)| start) }
}

impl Misreading {
    /// The text as it was written; `None` when this is not how it was misread.
    pub(in crate::corpus) fn undo(self, text: &str) -> Option<String> {
        if self.written == Encoding::UTF_8 {
            return String::from_utf8(self.read.encode(text)?).ok();
        }
        let table = |encoding: Encoding| (0x80..=0xFF).flat_map(move |byte| encoding.decode(&[byte]).chars().next());
        let (from, to): (Vec<char>, Vec<char>) = (table(self.read).collect(), table(self.written).collect());
        // A character that the wrong encoding has not was put in later, and stays.
        let right = |c| from.iter().position(|&other| other == c).and_then(|at| to.get(at).copied()).unwrap_or(c);
        Some(text.chars().map(|c| if c.is_ascii() { c } else { right(c) }).collect())
    }
}

impl fmt::Display for Misreading {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} misread as {}", self.written, self.read)
    }
}

/// Cyrillic letters that stand in neither Kazakh nor Russian.
fn is_foreign(c: char) -> bool {
    ('\u{400}'..='\u{4FF}').contains(&c) && !matches!(c, 'А'..='я' | 'Ё' | 'ё' | 'І' | 'і') && !KAZAKH.contains(c)
}

/// Whether a text is Kazakh by how many of its letters are.
pub(super) fn is_kazakh(text: &str) -> bool {
    let (mut letters, mut kazakh, mut own, mut vowels, mut y) = (0, 0, 0, 0, 0);
    for c in text.chars().filter(|c| ('\u{400}'..='\u{4FF}').contains(c)) {
        if is_foreign(c) {
            return false;
        }
        letters += 1;
        kazakh += usize::from(KAZAKH.contains(c));
        own += usize::from("қңәғөүҚҢӘҒӨҮ".contains(c));
        y += usize::from("ыЫ".contains(c));
        vowels += usize::from("ыіЫІ".contains(c));
    }
    own > 0
        && y > 0
        && kazakh >= FEWEST
        && kazakh * 100 >= letters * FEWEST_OF_100
        && vowels * 100 >= letters * FEWEST_VOWELS_OF_100
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn repaired(text: &str) -> Option<String> {
        misreading(std::iter::once(text)).and_then(|misreading| misreading.undo(text))
    }

    const TEXT: &str = "Ауыл әкімі Қазақстанның өңірлерін аралап, ғалымдармен жүздесті. Ұлттық «жоба» – №1.";

    /// Rows: as it was misread, as it was written.
    #[test]
    fn misread_texts_are_repaired() {
        assert_eq!(repaired("ауыл јкімі Ќазаќстан").as_deref(), Some("ауыл әкімі Қазақстан"));
        for (written, read) in MISREADINGS {
            let misread = read.decode(&written.encode(TEXT).unwrap());
            assert_eq!(repaired(&misread).as_deref(), Some(TEXT), "{written} as {read}: {misread}");
        }
        let later = "ауыл јкімі → Ќазаќстан 😀";
        assert_eq!(repaired(later).as_deref(), Some("ауыл әкімі → Қазақстан 😀"));
    }

    #[test]
    fn long_texts_are_judged_by_their_beginning() {
        let long = format!("{TEXT} ").repeat(2000);
        let misread = WINDOWS_1252.decode(long.as_bytes());
        assert_eq!(repaired(&misread).as_deref(), Some(long.as_str()));
    }

    /// Correct texts of other languages that have the same letters; written for this test.
    #[test]
    fn correct_texts_are_left_alone() {
        for text in [
            TEXT,
            "Ќе одиме во Скопје со ќерката на Ѓорѓи. Ѕвездата свети, јазикот е наш и ќе се зборува.",
            "Ќерката и јас ќе купиме нови книги. Ѕидот е нов, куќата е стара.",
            "Љубав и ћутање: Ђорђе је чекао Џемала у кући.",
            "Ћутке је јео јабуку.",
            "Її голова Євген Ґудзь повідомив, що є проблеми з водою. Ґанок, ґрунт, їжак, єдність.",
            "Ўсе людзі ў вёсцы ведаюць яго. Воўк і заяц ішлі ў лес.",
            "Посол Северной Македонии Ќосев встретился с аkimом. Мы были рады видеть его в городе.",
            "Ñandú, élève, größer, naïve",
            "Татарча: әни, өй, үзең.",
            "ѕ",
            "",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_with_a_kazakh_letter_is_never_touched(text in "\\PC{0,40}", at in 0..9usize) {
            let letter = "әғқңөұүһҚ".chars().nth(at).unwrap();
            prop_assert_eq!(repaired(&format!("{text}{letter}")), None);
        }
    }
}
