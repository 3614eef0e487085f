//! Kazakh in other scripts: golden rows for every letter and rule, and the way there and back.
//!
//! `tests/data/script/*.tsv` has a file for each script with rows of Cyrillic, written, reason, and `typed.tsv` with what people type.

use std::fs;
use std::path::Path;

use izde::analysis::normalize::exact_key;
use izde::kazakh::script::{
    Converter, Pattern, Script, Typed, Vocabulary, convert, detect, from_cyrillic, readings, repair, slips, to_cyrillic,
};
use proptest::prelude::*;
use tantivy_fst::{IntoStreamer, Streamer};

use crate::desk::Desk;

/// The rows of a golden file: its place, and three fields.
fn rows(name: &str) -> Vec<(String, [String; 3])> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/script").join(name).with_extension("tsv");
    let content = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = content.lines().enumerate().filter(|(_, row)| !row.is_empty() && !row.starts_with('#'));
    let fields = |(number, row): (usize, &str)| {
        let place = format!("{name}:{}", number + 1);
        let fields: Vec<_> = row.split('\t').map(str::to_owned).collect();
        let fields = fields.try_into().unwrap_or_else(|_| panic!("{place}: not three fields: {row:?}"));
        (place, fields)
    };
    rows.map(fields).collect()
}

fn assert_none(wrong: &[String]) {
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_letter_and_rule_both_ways() {
    let mut converter = Converter::new();
    let mut wrong = vec![];
    for (script, name) in Script::ALL.into_iter().filter(|(script, _)| *script != Script::Cyrillic) {
        let rows = rows(name);
        assert!(rows.iter().filter(|(_, [letter, ..])| letter.chars().count() == 1).count() >= 42, "{name}: letters");
        for (place, [cyrillic, written, reason]) in rows {
            let found = from_cyrillic(&cyrillic, script);
            if found != written {
                wrong.push(format!("{place}: {cyrillic} → {found}, not {written} ({reason})"));
            }
            let back = converter.to_cyrillic(&written, Some(script));
            let expected = if script == Script::Arabic { cyrillic.to_lowercase() } else { cyrillic.clone() };
            if cyrillic.chars().nth(1).is_some() && back != expected {
                wrong.push(format!("{place}: {written} → {back}, not {expected} ({reason})"));
            }
        }
    }
    assert_none(&wrong);
}

#[test]
fn what_people_type_is_understood() {
    let mut converter = Converter::new();
    let mut wrong = vec![];
    for (place, [typed, expected, reason]) in rows("typed") {
        let found = converter.convert(&typed, None, Script::Cyrillic);
        if found != expected {
            wrong.push(format!("{place}: {typed} → {found}, not {expected} ({reason})"));
        }
    }
    assert_none(&wrong);
}

#[test]
fn convert_takes_arguments_or_lines() {
    let desk = Desk::new();
    desk.izde("convert --to latin2021 Ауыл әкімі").done().is("Auyl äkımı\n");
    desk.izde("convert --to cyrillic --from latin2018 Bilik").done().is("Білік\n");
    desk.izde("convert --to arabic").stdin("ауыл\r\n\nAuyl äkımı").done().is("اۋىل\r\n\nاۋىل اكىمى");
    desk.izde("convert --to klingon ауыл").fails().tells(&["latin2021"]);
    desk.izde("convert --to latin2021").stdin(b"\xFF".as_slice()).fails().tells(&["line 1", "not UTF-8"]);
}

#[test]
fn a_script_is_detected_by_its_signs_and_words() {
    for (text, script) in [
        ("Aýyl ákimi keldi", Some(Script::Latin2018)),
        ("Auyl äkımı keldı", Some(Script::Latin2021)),
        ("ауыл акими келди", Some(Script::RussianKeys)),
        ("fesk 2r3v3", Some(Script::LatinKeys)),
        ("اۋىل", Some(Script::Arabic)),
        ("қала", Some(Script::Cyrillic)),
        ("the mayor of the village", None),
        ("2025", None),
        ("", None),
    ] {
        assert_eq!(detect(text), script, "{text}");
    }
}

/// Walks a pattern over a word as a dictionary would.
fn accepts(pattern: &Pattern, word: &str) -> bool {
    let mut state = pattern.start();
    for byte in word.bytes() {
        if !pattern.can_match(&state) {
            return false;
        }
        state = pattern.accept(&state, byte);
    }
    pattern.is_match(&state)
}

const LETTERS: &str = "[абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщыіэюяә]{1,12}";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever a word becomes in a script, the word is among its readings.
    #[test]
    fn a_written_word_can_be_read_as_itself(word in LETTERS) {
        for (script, name) in Script::ALL.into_iter().filter(|(script, _)| *script != Script::Cyrillic) {
            let written = from_cyrillic(&word, script);
            // Digits and full stops alone are numbers.
            if !written.contains(char::is_alphabetic) {
                continue;
            }
            let is_read = written == word || readings(&written).iter().any(|pattern| accepts(pattern, &word));
            prop_assert!(is_read, "{}: {} as {}", name, word, written);
        }
    }

    /// What the automaton accepts has a cost, and nothing else has.
    #[test]
    fn accepted_and_weighed_are_the_same(typed in "[a-zа-яіңғ0-9'-]{1,8}", word in "[аәеиійсшкқ]{1,8}") {
        let patterns = readings(&typed).into_iter().chain(slips(&typed, 1)).chain(slips(&typed, 2));
        for pattern in patterns {
            for word in [&word, &typed] {
                prop_assert_eq!(accepts(&pattern, word), pattern.spelt(word).is_some(), "{} for {}", word, typed);
            }
        }
    }

    #[test]
    fn a_slip_of_a_letter_is_forgiven(word in LETTERS, at in 0_usize..12, letter in "[а-яіңғ]", how in 0..4) {
        let mut letters: Vec<char> = word.chars().collect();
        let at = at % letters.len();
        let letter = letter.chars().next().expect("a letter");
        match how {
            0 => letters[at] = letter,
            1 => letters.insert(at, letter),
            2 => _ = letters.remove(at),
            _ => letters.swap(at, at.saturating_sub(1)),
        }
        let typed: String = letters.into_iter().collect();
        if let Some(pattern) = slips(&typed, 1) {
            prop_assert!(accepts(&pattern, &word), "{} for {}", typed, word);
        }
    }

    #[test]
    fn no_text_makes_the_conversion_panic_or_grow(text in "\\PC{0,30}|[a-zäñışğ'а-яә ا-ۇ,.;\\[-]{0,30}") {
        for (script, _) in Script::ALL {
            for from in [None, Some(script)] {
                let found = convert(&text, from, script);
                prop_assert!(found.len() <= 8 * text.len() + 8);
            }
        }
        prop_assert_eq!(convert(&text, Some(Script::Cyrillic), Script::Cyrillic), text.clone());
        prop_assert!(to_cyrillic("", None).is_empty());
    }
}

/// A small index.
struct Words(tantivy_fst::Map<Vec<u8>>);

impl Words {
    fn new() -> Self {
        let mut counts: Vec<_> = rows("vocabulary").into_iter().map(|(_, [form, count, _])| (form, count)).collect();
        counts.sort();
        let count = |(form, count): (String, String)| (form, count.parse().expect("a count"));
        Self(tantivy_fst::Map::from_iter(counts.into_iter().map(count)).expect("sorted words"))
    }
}

impl Vocabulary for Words {
    fn total(&self) -> u64 {
        20_000
    }

    fn form(&self, form: &str) -> u64 {
        self.0.get(form).unwrap_or(0)
    }

    fn stem(&self, stem: &str) -> u64 {
        self.form(stem)
    }

    fn search(&self, pattern: &Pattern, found: &mut dyn FnMut(&str, u64)) {
        let mut forms = self.0.search(pattern).into_stream();
        while let Some((form, count)) = forms.next() {
            found(std::str::from_utf8(form).expect("a form"), count);
        }
    }
}

/// A query as it is understood.
fn understood(query: &str, words: &Words) -> String {
    let mut key = String::new();
    let typed: Vec<&str> = query.split(' ').collect();
    let forms = typed.iter().map(|word| {
        exact_key(word, &mut key);
        key.clone()
    });
    let forms: Vec<String> = forms.collect();
    let typed: Vec<Typed<'_>> = typed.iter().zip(&forms).map(|(raw, form)| Typed { raw, form }).collect();
    let repaired = repair(&typed, words).into_iter().zip(&forms);
    let meant: Vec<_> =
        repaired.map(|(repaired, form)| repaired.map_or(form.clone(), |repaired| repaired.word)).collect();
    meant.join(" ")
}

#[test]
fn a_query_is_repaired_by_the_words_of_the_index() {
    let words = Words::new();
    let mut wrong = vec![];
    for (place, [typed, expected, reason]) in rows("repair") {
        let found = understood(&typed, &words);
        if found != expected {
            wrong.push(format!("{place}: {typed} → {found}, not {expected} ({reason})"));
        }
    }
    assert_none(&wrong);
}
