//! Words with their lemmas, as the sets have them.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use izde::kazakh::alphabet::{cyrillic_look_alike, is_cyrillic};

use crate::half;

/// A word of a set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word {
    pub form: String,
    /// Part of speech, as the set names it.
    pub class: String,
    pub lemma: String,
}

impl Word {
    fn new(form: &str, class: &str, lemma: &str) -> Self {
        Self { form: form.to_lowercase(), class: class.to_owned(), lemma: lemma.to_lowercase() }
    }

    /// Whether form and lemma are one word of Cyrillic letters.
    fn is_plain(&self) -> bool {
        [&self.form, &self.lemma].iter().all(|text| !text.is_empty() && text.chars().all(is_cyrillic))
    }
}

fn read(files: &[PathBuf]) -> anyhow::Result<String> {
    let read = |file: &PathBuf| fs::read_to_string(file).with_context(|| file.display().to_string());
    Ok(files.iter().map(read).collect::<Result<Vec<_>, _>>()?.join("\n"))
}

/// The running words of treebanks in CoNLL-U: those of sentences of the development half, save punctuation. A word that is written together with others
/// (`3-4`) counts once, with part of speech and lemma of its first part. A line of three fields (word, part of speech, lemma) is taken as it is.
pub fn ud(files: &[PathBuf]) -> anyhow::Result<Vec<Word>> {
    let mut words = vec![];
    let mut is_ours = false;
    // The form of a range, until its first part has come; and the last number of the range.
    let mut range: Option<String> = None;
    let mut last = 0;
    for line in read(files)?.lines() {
        if let Some(sentence) = line.strip_prefix("# sent_id = ") {
            is_ours = half::has(&format!("ud-ktb:{}", sentence.trim()));
            (range, last) = (None, 0);
            continue;
        }
        match line.split('\t').collect::<Vec<_>>()[..] {
            [form, class, lemma] => words.push(Word::new(form, class, lemma)),
            [id, form, lemma, class, ..] if is_ours => {
                if let Some((_, end)) = id.split_once('-') {
                    range = Some(form.to_owned());
                    last = end.parse()?;
                } else if let Ok(id) = id.parse::<usize>() {
                    if let Some(whole) = range.take() {
                        words.push(Word::new(&whole, class, lemma));
                    } else if id > last {
                        words.push(Word::new(form, class, lemma));
                    }
                }
            }
            _ => {}
        }
    }
    words.retain(|word| word.class != "PUNCT" && word.is_plain());
    Ok(words)
}

/// The forms of paradigms (lemma, form, features): those of lemmas of the development half, each row once, without forms of several words and rows of verbs
/// that are no words.
pub fn unimorph(files: &[PathBuf]) -> anyhow::Result<Vec<Word>> {
    let mut rows = BTreeSet::new();
    for line in read(files)?.lines() {
        let [lemma, form, features] = line.split('\t').collect::<Vec<_>>()[..] else { continue };
        let class = features.split(';').next().unwrap_or_default();
        let mut word = Word::new(form, class, lemma);
        if class == "V" {
            // The verbs were typed with some Latin letters.
            word.form = word.form.chars().map(cyrillic).collect();
            word.lemma = word.lemma.chars().map(cyrillic).collect();
        }
        let is_ours = word.is_plain() && half::has(&format!("unimorph:{}", word.lemma));
        if is_ours && (class != "V" || is_verb(&word.form, features)) {
            rows.insert((word, features.to_owned()));
        }
    }
    Ok(rows.into_iter().map(|(word, _)| word).collect())
}

fn cyrillic(letter: char) -> char {
    cyrillic_look_alike(letter).unwrap_or(letter)
}

/// Whether a row of a verb is a word. The tables build some forms by a wrong rule, whatever the verb: negatives of the present, the habitual and the perfect
/// (`барамайды` for `бармайды`, `азайтпатын`, `азайтпағанмын`), `-мыз` after `н` (`азайтқанмыз` for `азайтқанбыз`), and imperatives of stems in a vowel
/// (`аяқтаыңыз` for `аяқтаңыз`).
fn is_verb(form: &str, features: &str) -> bool {
    let has = |feature| features.split(';').any(|other| other == feature);
    let is_participle = has("PRF") || has("PROG") && has("PST");
    let is_wrong_negative = has("NEG") && (has("PRS") || is_participle);
    let is_wrong_person = has("PL") && has("1") && is_participle;
    let before_ng = form.rsplit_once('ң').map_or("", |(before, _)| before);
    let vowels = before_ng.chars().rev().take_while(|&letter| "аәеёиоөуұүыіэюя".contains(letter)).count();
    let is_wrong_imperative = has("IMP") && !has("NEG") && vowels > 1;
    !(is_wrong_negative || is_wrong_person || is_wrong_imperative)
}
