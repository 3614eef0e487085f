//! How much of a text the lexicon covers: the share of running words by class, and the commonest stems it does not have.
//!
//! Run it with: cargo run --release --no-default-features --example coverage -- [--list N] FILE...
//!
//! A file is plain text, or JSON lines of which `title` and `text` are read. A running word is a token of the analysis; of a compound
//! the whole counts if the lexicon has it, else each part. The classes, the first that fits:
//!
//! * number: begins with a digit, or a Roman numeral;
//! * lexicon, name or abbreviation of the lexicon: the lexicon has the stem that the stemmer gives;
//! * abbreviation: two or more letters, all of them capitals, in a line that is not all capitals; or a single letter with its dot (`Қ.`, `ж.`);
//! * name: an unknown stem that is written with a capital more often than not where the sentence does not ask for one, that is, after
//!   another word of the sentence and not right after an opening quote, which begins titles. So it is judged by all its forms in all files;
//! * foreign: unknown, in Latin letters, or in letters that only loans are spelt with (`ц`, `щ`, `э` …) and without any Kazakh one;
//! * unknown: the rest. The share that counts as unknown is foreign and unknown together.

use std::collections::HashMap;
use std::env;
use std::error::Error;
use std::fs;

use izde::analysis::{Analyzer, Kind, Token};
use izde::kazakh::alphabet::{is_cyrillic, is_kazakh_only, is_latin};
use izde::kazakh::{Class, Stemmer};

const CLASSES: [&str; 8] = [
    "lexicon",
    "name of the lexicon",
    "abbreviation of the lexicon",
    "number",
    "abbreviation",
    "name",
    "foreign",
    "unknown",
];
const LEXICON: usize = 0;
const LISTED_NAME: usize = 1;
const LISTED_ABBREVIATION: usize = 2;
const NUMBER: usize = 3;
const ABBREVIATION: usize = 4;
const NAME: usize = 5;
const FOREIGN: usize = 6;
const UNKNOWN: usize = 7;

/// An unknown stem over all files.
#[derive(Default)]
struct Stem {
    /// Times in each file.
    times: Vec<usize>,
    /// Inside a sentence: with a capital, and at all.
    capital: usize,
    inside: usize,
    forms: Vec<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut files: Vec<String> = env::args().skip(1).collect();
    let mut list = 100;
    if files.first().is_some_and(|flag| flag == "--list") {
        list = files.get(1).ok_or("--list takes a number")?.parse()?;
        files.drain(..2);
    }
    let mut counts = vec![[0; CLASSES.len()]; files.len()];
    let mut stems: HashMap<String, Stem> = HashMap::new();
    for (number, file) in files.iter().enumerate() {
        for line in fs::read_to_string(file)?.lines() {
            for text in texts(line) {
                read(&text, number, &mut counts, &mut stems);
            }
        }
    }
    for (stem, found) in &stems {
        for (number, times) in found.times.iter().enumerate() {
            counts[number][class(stem, found)] += times;
        }
    }
    for (file, counts) in files.iter().zip(&counts) {
        let total: usize = counts.iter().sum();
        let share = |count: usize| 100.0 * count as f64 / total.max(1) as f64;
        println!("{file}: {total} running words, {:.2} % unknown", share(counts[FOREIGN] + counts[UNKNOWN]));
        for (class, &count) in CLASSES.iter().zip(counts) {
            println!("    {:6.2} %  {class}", share(count));
        }
    }
    for wanted in [UNKNOWN, FOREIGN, NAME] {
        println!("{}:", CLASSES[wanted]);
        let mut found: Vec<_> = stems.iter().filter(|(stem, found)| class(stem, found) == wanted).collect();
        found.sort_by_key(|(stem, found)| (usize::MAX - found.times.iter().sum::<usize>(), *stem));
        for (stem, found) in found.iter().take(list) {
            println!("{}\t{stem}\t{}", found.times.iter().sum::<usize>(), found.forms.join(" "));
        }
    }
    Ok(())
}

/// Counts the words of a text; those that the lexicon does not have go into `stems`, to be judged at the end.
fn read(text: &str, file: usize, counts: &mut [[usize; CLASSES.len()]], stems: &mut HashMap<String, Stem>) {
    let stemmer = Stemmer::new();
    let files = counts.len();
    let shouted = !text.contains(char::is_lowercase);
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(text);
    let mut end = 0;
    let mut first = true;
    while let Some(token) = tokens.next() {
        let start = token.span.start;
        first |= text
            .get(end..start)
            .is_some_and(|gap| gap.contains(['.', '!', '?', '…', ':', '«', '“', '"', '\n', '–', '—']));
        if start < end {
            // A part of a compound that was counted whole.
            continue;
        }
        if token.kind == Kind::Compound && stemmer.classes(token.stem).is_none() {
            continue;
        }
        let word = &text[start..token.span.end];
        end = token.span.end;
        let inside = !std::mem::take(&mut first);
        if let Some(class) = known(word, token, &stemmer) {
            counts[file][class] += 1;
            continue;
        }
        let base: Vec<char> = word.split('-').next().unwrap_or(word).chars().collect();
        let capitals = base.iter().all(|c| c.is_uppercase());
        if base.len() == 1 && text[end..].starts_with('.') || base.len() > 1 && capitals && !shouted {
            counts[file][ABBREVIATION] += 1;
            first = false;
            end += usize::from(text[end..].starts_with('.'));
            continue;
        }
        let stem = stems.entry(token.stem.to_owned()).or_default();
        stem.times.resize(files, 0);
        stem.times[file] += 1;
        if inside {
            stem.inside += 1;
            stem.capital += usize::from(base.first().is_some_and(|c| c.is_uppercase()));
        }
        if stem.forms.len() < 3 && !stem.forms.iter().any(|form| form == word) {
            stem.forms.push(word.to_owned());
        }
    }
}

/// The class of a word that needs no guess.
fn known(word: &str, token: Token<'_>, stemmer: &Stemmer) -> Option<usize> {
    let roman = || word.split('-').next().is_some_and(|w| w.chars().all(|c| "IVXLCMІХ".contains(c)));
    if token.kind == Kind::Number || token.exact.starts_with(char::is_numeric) || roman() {
        return Some(NUMBER);
    }
    let classes = stemmer.classes(token.stem)?;
    let names = [Class::Place, Class::FirstName, Class::FamilyName, Class::Organisation, Class::Name];
    Some(if classes.iter().all(|class| names.contains(&class)) {
        LISTED_NAME
    } else if classes.has(Class::Abbreviation) {
        LISTED_ABBREVIATION
    } else {
        LEXICON
    })
}

/// The class of an unknown stem.
fn class(stem: &str, found: &Stem) -> usize {
    if 2 * found.capital > found.inside {
        NAME
    } else if stem.contains(is_latin)
        || stem.contains(['ё', 'ф', 'ц', 'ч', 'щ', 'ъ', 'ь', 'э', 'в']) && !stem.contains(is_kazakh_only)
        || !stem.contains(is_cyrillic)
    {
        FOREIGN
    } else {
        UNKNOWN
    }
}

/// What is to be read of a line: `title` and `text` of a JSON object, else the line.
fn texts(line: &str) -> Vec<String> {
    if !line.starts_with('{') {
        return vec![line.to_owned()];
    }
    ["title", "text"].iter().filter_map(|name| field(line, name)).collect()
}

/// A string of a JSON object, its escapes undone.
fn field(line: &str, name: &str) -> Option<String> {
    let (_, rest) = line.split_once(&format!("\"{name}\":"))?;
    let mut value = String::new();
    let mut chars = rest.trim_start().strip_prefix('"')?.chars();
    loop {
        value.push(match chars.next()? {
            '"' => return Some(value),
            '\\' => match chars.next()? {
                'n' | 'r' => '\n',
                't' => ' ',
                'u' => {
                    let code: String = chars.by_ref().take(4).collect();
                    char::from_u32(u32::from_str_radix(&code, 16).ok()?).unwrap_or(' ')
                }
                escaped => escaped,
            },
            plain => plain,
        });
    }
}
