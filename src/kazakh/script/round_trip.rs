//! There and back over the lexicon: how often a stem that was written in a script is read as another word.

use super::pattern::character;
use super::{Converter, Script, from_cyrillic};
use crate::kazakh::Stemmer;

/// Rows: script; most stems in a hundred that may come back as another word. These are real ambiguities: the script writes both words alike
/// and the other one is more frequent (`ал` and `әл` on a Russian keyboard), the word has an ъ or ь that the script leaves out, or it is a foreign
/// name that looks like one there, too (`ford`).
const AMBIGUOUS: [(Script, f32); 10] = [
    (Script::Latin2017Digraphs, 0.8),
    (Script::Latin2017, 0.4),
    (Script::Latin2018, 0.4),
    (Script::Latin2021, 0.5),
    (Script::QazAqparat, 0.3),
    (Script::Bgn, 0.2),
    (Script::Informal, 3.5),
    (Script::Arabic, 1.5),
    (Script::RussianKeys, 3.0),
    (Script::LatinKeys, 0.7),
];

/// One stem in this many is tried.
const STRIDE: usize = 23;

#[test]
fn stems_come_back_as_they_were() {
    let mut stems = vec![];
    Stemmer::new().lexicon().stems(|stem| stems.push(stem.iter().map(|&letter| character(letter)).collect::<String>()));
    let sample: Vec<_> = stems.iter().step_by(STRIDE).filter(|stem| !stem.contains('-')).collect();
    assert!(sample.len() > 500, "{} stems", sample.len());
    let (mut shares, mut wrong) = (String::new(), vec![]);
    for (script, most) in AMBIGUOUS {
        let mut converter = Converter::new();
        let differs = |stem: &&&String| converter.to_cyrillic(&from_cyrillic(stem, script), Some(script)) != ***stem;
        let others: Vec<_> = sample.iter().filter(differs).copied().collect();
        let share = others.len() as f32 * 100.0 / sample.len() as f32;
        shares += &format!("{} {share:.2} %, ", script.name());
        if share > most {
            wrong.push(format!("{}: {share:.2} % of {}, not {most}: {others:?}", script.name(), sample.len()));
        }
    }
    assert!(wrong.is_empty(), "{shares}of these too many:\n{}", wrong.join("\n"));
}
