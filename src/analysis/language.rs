//! In what language a text is.

use super::segment::is_apostrophe;
use super::stretch::{Member, Stretches};
use super::tongue::Tongue;
use super::voice::{KAZAKH_ENDING, Letters};
use super::worker::Worker;
use crate::kazakh::script::is_small_english;

/// A long text is judged by so many bytes at its beginning, its middle and its end.
const SLICE: usize = 1500;
/// Share of words that must be of the language: in a Kazakh text the lexicon has nine of ten; of languages akin to it it has a third.
const MOST: f32 = 0.7;
/// Share of the small words that every English sentence has.
const SMALL: f32 = 0.15;

impl Worker {
    /// The language of a text as an ISO 639 code: `kk` (in any script), `ru` or `en`; `None` for another, for a text that is in several, and for one
    /// that is too short to tell.
    pub fn language(&mut self, text: &str) -> Option<&'static str> {
        let mut count = Count::default();
        for slice in slices(text) {
            if let Some(at) = self.record(slice) {
                self.recorded(at).iter().for_each(|member| count.take(member, slice));
                continue;
            }
            let (mut stretches, mut members) = (Stretches::new(slice, None), vec![]);
            loop {
                stretches.next(&mut members, self, None);
                if members.is_empty() {
                    break;
                }
                members.iter().for_each(|member| count.take(member, slice));
            }
        }
        let Count { words, kazakh, surely_kazakh, russian, english, small } = count;
        let is_most = |count: usize| count > 1 && count as f32 >= MOST * words as f32;
        if is_most(kazakh) && surely_kazakh > 0 {
            Some("kk")
        } else if is_most(russian) {
            Some("ru")
        } else if is_most(english) && small as f32 >= SMALL * words as f32 {
            Some("en")
        } else {
            None
        }
    }
}

/// How many words of a text are what.
#[derive(Debug, Default)]
struct Count {
    words: usize,
    kazakh: usize,
    surely_kazakh: usize,
    russian: usize,
    english: usize,
    /// Small words that every English sentence has.
    small: usize,
}

impl Count {
    fn take(&mut self, member: &Member, text: &str) {
        self.words += usize::from(member.voice.letters != Letters::Other);
        match (member.tongue, member.voice.letters) {
            (Tongue::Kazakh(_), _) => {
                self.kazakh += 1;
                self.surely_kazakh += 1;
            }
            (Tongue::Russian, _) => self.russian += 1,
            (Tongue::ByLetters, Letters::Cyrillic) if member.voice.is_known => {
                self.kazakh += 1;
                self.surely_kazakh += usize::from(member.voice.russian >= KAZAKH_ENDING);
            }
            (Tongue::ByLetters, Letters::Latin) => {
                self.english += 1;
                let word = text.get(member.span.start..member.span.end).unwrap_or_default();
                let word = word.split(is_apostrophe).next().unwrap_or_default();
                self.small += usize::from(is_small_english(word));
            }
            _ => {}
        }
    }
}

/// The parts of a text that it is judged by.
fn slices(text: &str) -> Vec<&str> {
    if text.len() <= 3 * SLICE {
        return vec![text];
    }
    let boundary = |at: usize| (at..=text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len());
    [0, (text.len() - SLICE) / 2, text.len() - SLICE]
        .into_iter()
        .map(|start| &text[boundary(start)..boundary(start + SLICE)])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::Analyzer;

    /// Rows: text, language, why.
    #[test]
    fn languages_are_told() {
        for (text, expected, why) in [
            ("Бүгін ауыл әкімдері халықпен кездесті.", Some("kk"), "Kazakh"),
            ("Bügın auyl äkımderı halyqpen kezdestı.", Some("kk"), "Kazakh in Latin letters"),
            ("بۇگىن اۋىل اكىمدەرى حالىقپەن كەزدەستى", Some("kk"), "Kazakh in Arabic letters"),
            ("Сегодня акимы сельских округов встретились с жителями.", Some("ru"), "Russian"),
            ("The mayors of the villages met with people today.", Some("en"), "English"),
            ("Сергей Лавров", None, "a name"),
            ("Kaspi Bank", None, "another"),
            ("2025", None, "a number"),
            ("Бүгін әкімдер халықпен кездесті. Сегодня акимы встретились с жителями сельских округов.", None, "both"),
            ("Der Minister sprach gestern im Parlament über die Lage im Land.", None, "German"),
            ("Бишкекте жаңы китепкана ачылды, окурмандар көп келишти деди директору.", None, "Kyrgyz"),
            ("Міністр вчора повідомив про нові школи та їхніх учителів.", None, "Ukrainian"),
        ] {
            assert_eq!(Analyzer::new().worker().language(text), expected, "{why}");
            let long = format!("{text}\n").repeat(200);
            assert_eq!(Analyzer::new().worker().language(&long), expected, "{why}, a long text");
        }
    }
}
