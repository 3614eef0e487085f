//! A query of ten words repaired over a vocabulary of a million forms. The promise is 5 ms.

mod common;

use std::collections::BTreeSet;

use criterion::{Criterion, criterion_group, criterion_main};
use izde::kazakh::script::{Pattern, Script, Typed, Vocabulary, from_cyrillic, repair};
use tantivy_fst::{IntoStreamer, Map, Streamer};

const FORMS: usize = 1_000_000;

struct Forms(Map<Vec<u8>>);

impl Forms {
    /// The forms of the text, and beginnings of its words with one or two ends of others, up to a million.
    fn new(words: &BTreeSet<String>) -> Self {
        let halves = |word: &String| {
            let at = word.char_indices().nth(word.chars().count() / 2).map_or(0, |(at, _)| at);
            (word[..at].to_owned(), word[at..].to_owned())
        };
        let (beginnings, ends): (BTreeSet<_>, BTreeSet<_>) = words.iter().map(halves).unzip();
        let mut forms = words.clone();
        'all: for tail in std::iter::once("").chain(ends.iter().map(String::as_str)) {
            for beginning in &beginnings {
                for end in &ends {
                    forms.insert(format!("{beginning}{end}{tail}"));
                    if forms.len() >= FORMS {
                        break 'all;
                    }
                }
            }
        }
        let counted = forms.into_iter().map(|form| if words.contains(&form) { (form, 10) } else { (form, 1) });
        Self(Map::from_iter(counted).expect("a set gives its words in order"))
    }
}

impl Vocabulary for Forms {
    fn total(&self) -> u64 {
        10 * FORMS as u64
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

fn repairing(criterion: &mut Criterion) {
    let words: BTreeSet<String> = common::distinct_words(&common::sentences())
        .into_iter()
        .filter(|word| word.chars().count() >= 5 && word.chars().all(|c| izde::kazakh::alphabet::number(c).is_some()))
        .collect();
    let query: Vec<String> = words.iter().step_by(words.len() / 10).take(10).cloned().collect();
    let forms = Forms::new(&words);
    println!("{} forms", forms.0.len());
    let swapped = |word: &String| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.swap(2, 3);
        letters.into_iter().collect::<String>()
    };
    let written = |script| query.iter().map(|word| from_cyrillic(word, script)).collect::<Vec<_>>();
    let ways = [
        ("as it is", query.clone()),
        ("Russian keyboard", written(Script::RussianKeys)),
        ("Latin 2021", written(Script::Latin2021)),
        ("Latin, informal", written(Script::Informal)),
        ("Arabic", written(Script::Arabic)),
        ("wrong layout", written(Script::LatinKeys)),
        ("a slip in each word", query.iter().map(swapped).collect()),
    ];
    let mut group = criterion.benchmark_group("repair of ten words");
    for (way, query) in ways {
        let typed: Vec<Typed<'_>> = query.iter().map(|word| Typed { raw: word, form: word }).collect();
        group.bench_function(way, |bencher| bencher.iter(|| repair(&typed, &forms)));
    }
    group.finish();
}

criterion_group!(benches, repairing);
criterion_main!(benches);
