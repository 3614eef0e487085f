//! Whether words of another script that stand together are Kazakh or foreign.

use super::Script;
use super::converter::{Converter, Read};
use super::table::COLUMNS;
use crate::kazakh::Stemmer;

/// What a letter costs in a word of another language, and such a word, in nats: any letter is as good as another.
const LETTER: f32 = 3.3;
const WORD: f32 = 1.0;
/// What one of the words costs that every English sentence has.
const SMALL: f32 = 3.0;
/// That Kazakh is written in this script and not in Cyrillic, in nats.
const RARE: f32 = 6.0;
/// Shares of words that lexicon and grammar must have, and that must show it: by an ending, or a sign that only Kazakh has. Names and loans are in
/// every language; nine words of ten of a Kazakh text are known, and half of them have endings.
const KNOWN: f32 = 0.6;
const SHOWN: f32 = 0.2;

/// Words that every English sentence has; some are Kazakh in Latin letters, too (`in`, `on`, `men`).
#[rustfmt::skip]
const SMALL_WORDS: [&str; 64] = [
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not", "he",
    "his", "are", "this", "or", "from", "at", "which", "but", "have", "an", "had", "they", "you", "were", "their",
    "one", "all", "we", "can", "her", "has", "there", "been", "if", "more", "when", "will", "would", "who", "so", "no",
    "she", "its", "our", "about", "into", "than", "them", "only", "some", "what", "your", "how", "i", "my", "do",
];

/// Whether a word, in whatever case, is one that every English sentence has.
pub(crate) fn is_small_english(word: &str) -> bool {
    SMALL_WORDS.iter().any(|small| word.eq_ignore_ascii_case(small))
}

impl Converter {
    /// The Latin alphabet in which words that stand together are Kazakh; `None` when they are likelier to be of another language.
    pub(crate) fn latin_alphabet(&mut self, words: &[&str]) -> Option<Script> {
        // The commonest first: of equals the first wins.
        let others = COLUMNS.into_iter().filter(|&script| script != Script::Latin2021);
        let mut best = (None, 0.0);
        for script in [Script::Latin2021].into_iter().chain(others) {
            let gain = self.over_foreign(words, script, false);
            if gain > best.1 {
                best = (Some(script), gain);
            }
        }
        best.0
    }

    /// How much likelier words that stand together are Kazakh in a script than of another language, in nats; not above 0 if they are not.
    /// Where Kazakh in this script is expected, as in a text of it, less speaks for it.
    pub(crate) fn over_foreign(&mut self, words: &[&str], script: Script, is_expected: bool) -> f32 {
        let (mut gain, mut known, mut shown) = (if is_expected { 0.0 } else { -RARE }, 0.0, 0.0);
        for word in words {
            let read = self.read(word, script);
            gain += cost(word) - read.cost(word);
            if let Read::Known(meant, _) = &read {
                known += 1.0;
                shown += if has_own_sign(word) || is_inflected(meant) { 1.0 } else { 0.0 };
            }
        }
        let all = words.len() as f32;
        if is_expected || known >= KNOWN * all && shown >= SHOWN * all { gain } else { 0.0 }
    }
}

/// How unlikely a word is as one of another language, in nats.
fn cost(word: &str) -> f32 {
    if is_small_english(word) { SMALL } else { WORD + LETTER * word.chars().count() as f32 }
}

/// Whether a word has a sign that English has not.
fn has_own_sign(word: &str) -> bool {
    let mut letters = word.chars().peekable();
    while let Some(c) = letters.next() {
        if !c.is_ascii() || matches!(c, 'q' | 'Q') && !matches!(letters.peek(), Some('u' | 'U')) {
            return true;
        }
    }
    false
}

/// Whether a word has an ending, of more than a letter: nothing has one by chance.
fn is_inflected(word: &str) -> bool {
    let mut buffer = String::new();
    let stem = Stemmer::new().known_stem(word, &mut buffer).map(|stem| stem.chars().count());
    stem.is_some_and(|stem| stem + 1 < word.chars().count())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows: words, in which alphabet they are Kazakh, why.
    #[test]
    fn kazakh_in_latin_letters_is_told_from_other_languages() {
        use Script::{Informal, Latin2017, Latin2018, Latin2021};
        for (text, expected, why) in [
            ("Auyl äkımı halyqpen kezdestı", Some(Latin2021), "the draft of 2021"),
            ("Aýyl ákimi halyqpen kezdesti", Some(Latin2018), "the decree of 2018"),
            ("Ay'yl a'kimi halyqpen kezdesti", Some(Latin2017), "the decree of 2017"),
            ("Zhana mektep oqushylary", Some(Informal), "letters as they come"),
            ("Qazaqstan", Some(Latin2021), "one word with a sign of its own"),
            ("The men in black saw the sun", None, "English that has words like Kazakh ones"),
            ("Kaspi Bank", None, "a name of two words that are Kazakh, too"),
            ("Der Minister sprach im Parlament über die Lage", None, "German"),
            ("Cumhurbaşkanı toplantıda yeni projeleri açıkladı", None, "Turkish"),
            ("Bugin elimizde jana zhyl meiramy", Some(Informal), "more than one way to write a letter"),
            ("International Monetary Fund", None, "a name"),
        ] {
            let words: Vec<_> = text.split(' ').collect();
            assert_eq!(Converter::new().latin_alphabet(&words), expected, "{why}");
        }
    }
}
