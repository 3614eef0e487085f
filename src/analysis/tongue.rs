//! In what language and script each word of a stretch of text is, by all of its words together.
//!
//! A word alone often fits two languages (`он`, `министр`), and Latin letters may be Kazakh, English or a name. So the words of a sentence are
//! weighed together: for Cyrillic letters by the cheapest way through the sentence, where going over from one language to the other costs; for
//! others by whether lexicon and grammar have the words that stand side by side.

use super::segment::{Segments, is_apostrophe};
use super::stretch::{Member, ends_sentence};
use super::voice::{Letters, NAT, RUSSIAN_FORM};
use super::worker::Worker;
use crate::kazakh::alphabet::{is_cyrillic, is_latin};
use crate::kazakh::script::{Script, is_small_english};

/// How a word is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(super) enum Tongue {
    /// As its letters say: Kazakh in Cyrillic letters, English in Latin ones.
    #[default]
    ByLetters,
    /// Russian.
    Russian,
    /// Kazakh in another script.
    Kazakh(Script),
}

/// To begin a sentence in Russian: as much as one word of Russian form is worth, so that one alone is a name or a loan.
const BEGIN: u32 = RUSSIAN_FORM as u32;
/// To go over to the other language within a sentence, and to do so at a quotation mark, a bracket or a colon. That is paid twice where Kazakh goes
/// on after a Russian quotation.
const OVER: u32 = 3 * NAT as u32;
const OVER_AT_MARK: u32 = 5 * NAT as u32 / 4;

/// Latin words side by side that may be Kazakh in a sentence of Cyrillic ones; fewer are a name.
const QUOTED: usize = 3;
/// Words of a text that decide on its Latin alphabet.
const SAMPLE: usize = 40;

/// Finds the Russian words of a stretch.
pub(super) fn find_russian(members: &mut [Member]) {
    // What the cheapest way to each word costs when it is Kazakh, and when it is Russian; whether one came over from the other is kept in a bit each.
    let mut costs = [0, BEGIN];
    let mut came_over: Vec<[bool; 2]> = Vec::with_capacity(members.len());
    for (at, member) in members.iter().enumerate() {
        let over = if member.after_mark { OVER_AT_MARK } else { OVER };
        let mut came = [false; 2];
        if at > 0 {
            let [kazakh, russian] = costs;
            came = [russian + over < kazakh, kazakh + over < russian];
            costs = [kazakh.min(russian + over), russian.min(kazakh + over)];
        }
        costs[0] += u32::from(member.voice.kazakh);
        costs[1] += u32::from(member.voice.russian);
        came_over.push(came);
    }
    let mut language = usize::from(costs[1] < costs[0]);
    for (member, came) in members.iter_mut().zip(came_over).rev() {
        if language == 1 && member.voice.letters == Letters::Cyrillic {
            member.tongue = Tongue::Russian;
        }
        language ^= usize::from(came[language]);
    }
}

/// Finds the Kazakh words of a stretch that are written in other scripts.
pub(super) fn find_other_scripts(members: &mut [Member], text: &str, worker: &mut Worker) {
    let is_cyrillic = |member: &Member| member.voice.letters == Letters::Cyrillic;
    let least = if members.iter().any(is_cyrillic) { QUOTED } else { 1 };
    for run in members.chunk_by_mut(|a, b| side_by_side(a.voice.letters, b.voice.letters)) {
        let Some(letters) = run.iter().map(|member| member.voice.letters).find(|letters| *letters != Letters::Other)
        else {
            continue;
        };
        let words: Vec<&str> =
            run.iter().filter(|m| m.voice.letters == letters).filter_map(|m| m.span.of(text)).collect();
        let script = match letters {
            Letters::Latin if words.len() >= least && !is_english(&words) => worker.alphabet_of(text),
            Letters::Arabic => Some((Script::Arabic, false)),
            _ => None,
        };
        let is_kazakh =
            |&(script, all): &(Script, bool)| worker.converter().over_foreign(&words, script, all && least == 1) > 0.0;
        let Some((script, _)) = script.filter(is_kazakh) else { continue };
        for member in run.iter_mut().filter(|member| member.voice.letters == letters) {
            member.tongue = Tongue::Kazakh(script);
            if matches!(script, Script::Latin2017 | Script::Informal) {
                // Words of these end in apostrophes; in other alphabets they are quotation marks.
                let apostrophe = text[member.span.end..].chars().next().filter(|&c| is_apostrophe(c));
                member.span.end += apostrophe.map_or(0, char::len_utf8);
            }
        }
    }
}

/// Whether words of these letters belong to one run; numbers belong to any.
fn side_by_side(one: Letters, other: Letters) -> bool {
    one == other
        || one == Letters::Other && other != Letters::Cyrillic
        || other == Letters::Other && one != Letters::Cyrillic
}

/// Whether words that stand together are an English sentence.
pub(super) fn is_english(words: &[&str]) -> bool {
    let small = words.iter().filter(|word| is_small_english(word)).count();
    small * 6 >= words.len() && small > 0
}

/// The Latin alphabet in which a text is Kazakh, as far as it is in Latin letters at all; and whether most of it is.
pub(super) fn latin_alphabet(text: &str, worker: &mut Worker) -> Option<(Script, bool)> {
    let mut sample: Vec<&str> = vec![];
    for sentence in text.split(ends_sentence) {
        let words = || Segments::new(sentence).filter_map(|span| span.of(sentence));
        let latin: Vec<&str> = words().filter(|word| word.contains(is_latin)).collect();
        // A few among others are names.
        if latin.len() >= QUOTED && latin.len() * 4 > words().count() && !is_english(&latin)
            || latin.len() == words().count()
        {
            sample.extend(latin);
        }
        if sample.len() >= SAMPLE {
            break;
        }
    }
    sample.truncate(SAMPLE);
    if sample.is_empty() || is_english(&sample) {
        return None;
    }
    let count = |class: fn(char) -> bool| text.chars().filter(|&c| class(c)).count();
    let script = worker.converter().latin_alphabet(&sample)?;
    Some((script, count(is_latin) > count(is_cyrillic)))
}
