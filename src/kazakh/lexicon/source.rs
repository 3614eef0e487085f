//! The TSV files of the lexicon: read, checked, compiled. Only the generator needs this; the program carries the compiled form.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::{Class, Flag};
use crate::kazakh::{alphabet, artefact, automaton};

/// Stem files in the order of their claim on a word, each with the cost of its first line in nats: how rare a running word of that file
/// is before its rank in the file counts.
const STEMS: [(&str, f64); 5] =
    [("function.tsv", 1.5), ("nouns.tsv", 2.5), ("verbs.tsv", 2.5), ("adjectives.tsv", 3.0), ("names.tsv", 4.5)];

/// What `rare` adds to the cost, in nats.
const RARE: f64 = 3.0;

/// What the files say of one string of letters.
#[derive(Default)]
pub(in crate::kazakh) struct Word {
    classes: u32,
    flags: u8,
    nominal: Option<f64>,
    verb: Option<f64>,
    form_of: Option<String>,
    voice_of: Option<String>,
}

/// Reads all files; the error lists every mistake with file and line.
pub(in crate::kazakh) fn read() -> Result<BTreeMap<Vec<u8>, Word>, Vec<String>> {
    let mut words: BTreeMap<Vec<u8>, Word> = BTreeMap::new();
    let mut mistakes = vec![];
    for (file, first) in STEMS {
        each_line(file, &mut mistakes, |rank, cells| {
            let &[stem, class, flags] = cells else { return Err("a line is lemma, class, flags".into()) };
            let (class, _) = *Class::ALL.iter().find(|(_, mark)| *mark == class).ok_or("no such class")?;
            let word = words.entry(numbers(stem)?).or_default();
            if word.classes & 1 << class as u32 != 0 {
                return Err("the word has this class already".into());
            }
            word.classes |= 1 << class as u32;
            // Zipf's law: the cost grows with the logarithm of the rank.
            let mut cost = first + (rank as f64 + 3.0).ln();
            for flag in flags.split(',').filter(|f| !f.is_empty()) {
                let (flag, _) = *Flag::ALL.iter().find(|(_, mark)| *mark == flag).ok_or("no such flag")?;
                if flag == Flag::Rare {
                    cost += RARE;
                } else {
                    word.flags |= 1 << flag as u8;
                }
            }
            let slot = if class == Class::Verb { &mut word.verb } else { &mut word.nominal };
            *slot = Some(slot.map_or(cost, |old| old.min(cost)));
            Ok(())
        });
    }
    for (file, voice) in [("irregular.tsv", false), ("verbs-voice.tsv", true)] {
        each_line(file, &mut mistakes, |rank, cells| {
            let &[form, lemma, what] = cells else { return Err("a line is form, lemma, what it is".into()) };
            numbers(lemma)?;
            let word = words.entry(numbers(form)?).or_default();
            if voice {
                // A causative has another meaning and another subject: өлтір is not өл.
                if !what.ends_with("causative") {
                    word.voice_of.get_or_insert_with(|| lemma.to_owned());
                }
                word.classes |= 1 << Class::Verb as u32;
                word.verb.get_or_insert(4.5 + (rank as f64 + 3.0).ln());
            } else {
                word.form_of.get_or_insert_with(|| lemma.to_owned());
            }
            Ok(())
        });
    }
    if mistakes.is_empty() { Ok(words) } else { Err(mistakes) }
}

/// Hands each data line of a file to `take`, with its rank from 0; what `take` finds wrong is noted with file and line.
fn each_line(file: &str, mistakes: &mut Vec<String>, mut take: impl FnMut(usize, &[&str]) -> Result<(), String>) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/kazakh/data").join(file);
    let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let data = text.lines().enumerate().filter(|(_, line)| !line.starts_with('#') && !line.is_empty());
    for (rank, (at, line)) in data.enumerate() {
        if let Err(what) = take(rank, &line.split('\t').collect::<Vec<_>>()) {
            mistakes.push(format!("{file}, line {}: {what}: {line}", at + 1));
        }
    }
}

fn numbers(word: &str) -> Result<Vec<u8>, String> {
    let letters = word.chars().map(|c| alphabet::number(c).ok_or(format!("{c:?} is no Kazakh letter"))).collect();
    if word.is_empty() { Err("an empty word".into()) } else { letters }
}

/// Compiles what [`read`] gave.
pub(in crate::kazakh) fn compile(words: &BTreeMap<Vec<u8>, Word>) -> Vec<u8> {
    let lemmas: std::collections::BTreeSet<&str> =
        words.values().flat_map(|w| [&w.form_of, &w.voice_of]).flatten().map(String::as_str).collect();
    let lemmas: Vec<&str> = lemmas.into_iter().collect();
    let number = |lemma: &str| lemmas.binary_search(&lemma).expect("every lemma was collected above") as u64;
    let eighths = |cost: Option<f64>| ((cost.unwrap_or(31.0) * 8.0).round() as u64).min(255);
    let mut numbers: BTreeMap<u64, u32> = BTreeMap::new();
    let mut entries = vec![];
    let mut automaton = BTreeMap::new();
    for (letters, word) in words {
        let mut value = u64::from(word.classes) | u64::from(word.flags) << 18;
        value |= eighths(word.nominal) << 25 | eighths(word.verb) << 33;
        match (&word.form_of, &word.voice_of) {
            (Some(lemma), _) => value |= 1 << 41 | number(lemma) << 43,
            (None, Some(lemma)) => value |= 1 << 42 | number(lemma) << 43,
            (None, None) => {}
        }
        let number = *numbers.entry(value).or_insert_with(|| {
            entries.push(value);
            entries.len() as u32 - 1
        });
        automaton.insert(letters.clone(), number);
    }
    let entries: Vec<u8> = entries.into_iter().flat_map(u64::to_le_bytes).collect();
    artefact::pack(&[&automaton::compile(&automaton), &entries, lemmas.join("\n").as_bytes()])
}

/// The thesaurus is not compiled yet; until something reads it, this keeps it readable.
#[test]
fn the_thesaurus_is_well_formed() {
    let mut mistakes = vec![];
    each_line("thesaurus.tsv", &mut mistakes, |_, cells| {
        let &[kind, members] = cells else { return Err("a line is kind, members".into()) };
        if !["same", "near", "family", "kind"].contains(&kind) {
            return Err("no such kind".into());
        }
        let mut members: Vec<&str> = members.split(", ").collect();
        for word in members.iter().flat_map(|member| member.split(' ')) {
            numbers(word)?;
        }
        members.sort_unstable();
        let count = members.len();
        members.dedup();
        if count < 2 || members.len() < count { Err("fewer than two members, or one twice".into()) } else { Ok(()) }
    });
    assert!(mistakes.is_empty(), "{}", mistakes.join("\n"));
}
