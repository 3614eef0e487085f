//! Highlights against a slow and obvious marker, which looks at every word of a text for everything a query asks.

use std::collections::BTreeSet;

use izde::analysis::{Analyzer, Kind};
use izde::query::{self, Forms, Group, Node, Query};
use izde::search::{Marker, Relatives};
use proptest::prelude::*;

/// A word of a text with its keys.
struct Word {
    span: (usize, usize),
    position: usize,
    is_compound: bool,
    exact: String,
    stem: String,
}

fn words(text: &str) -> Vec<Word> {
    let mut worker = Analyzer::new().worker();
    let mut tokens = worker.tokens(text);
    let mut words = vec![];
    while let Some(token) = tokens.next() {
        let [exact, stem] = [token.exact, token.stem].map(str::to_owned);
        let (span, is_compound) = ((token.span.start, token.span.end), token.kind == Kind::Compound);
        words.push(Word { span, position: token.position, is_compound, exact, stem });
    }
    words
}

/// One is the other with something after it, its last letter aside.
fn look_related(one: &str, other: &str) -> bool {
    let shared = one.chars().zip(other.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(other.chars().count());
    shared >= 4 && shared + usize::from(shorter > 5) >= shorter
}

/// Their first five letters are the same.
fn begin_alike(one: &str, other: &str) -> bool {
    let letters = |stem: &str| stem.chars().take(5).collect::<Vec<_>>();
    letters(one).len() == 5 && letters(one) == letters(other)
}

/// Spans of what a group asks for in a passage.
fn obvious(group: &Group, words: &[Word], found: &mut BTreeSet<(usize, usize)>) {
    let single = || words.iter().filter(|word| !word.is_compound);
    for node in group.optional.iter().chain(&group.required) {
        match node {
            Node::Group(group) => obvious(group, words, found),
            Node::Word(asked) if asked.field.is_none() => found.extend(
                single()
                    .filter(|word| {
                        asked.stem == word.stem
                            || asked.other_stem.as_ref() == Some(&word.stem)
                            || asked.related.iter().any(|(stem, _)| *stem == word.stem)
                            || asked.forms.iter().any(|form| form.exact == word.exact)
                            || begin_alike(&asked.stem, &word.stem) && look_related(&asked.stem, &word.stem)
                    })
                    .map(|word| word.span),
            ),
            Node::Prefix(asked) if asked.field.is_none() => {
                found.extend(words.iter().filter(|word| word.exact.starts_with(&asked.exact)).map(|word| word.span));
            }
            Node::Phrase(asked) if asked.field.is_none() => {
                let between = match asked.forms {
                    Forms::AsWritten => 0,
                    Forms::Inflected { between } => between as usize,
                };
                let fits = |at: usize, word: &Word| {
                    asked.positions[at].exact == word.exact
                        || asked.forms != Forms::AsWritten
                            && (asked.positions[at].stem == word.stem
                                || asked.positions[at].other_stem.as_ref() == Some(&word.stem))
                };
                for first in single().filter(|word| fits(0, word)) {
                    let mut stretch = vec![first];
                    for at in 1..asked.positions.len() {
                        let last = stretch[at - 1].position;
                        let Some(next) = single().find(|word| word.position > last && fits(at, word)) else { break };
                        stretch.push(next);
                    }
                    let reach = stretch[stretch.len() - 1].position - first.position + 1;
                    if stretch.len() == asked.positions.len() && reach - stretch.len() <= between {
                        found.extend(stretch.iter().map(|word| word.span));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Of spans that overlap one is made.
fn merged(spans: BTreeSet<(usize, usize)>) -> Vec<(usize, usize)> {
    let mut merged: Vec<(usize, usize)> = vec![];
    for (start, end) in spans {
        match merged.last_mut().filter(|last| start < last.1) {
            Some(last) => last.1 = last.1.max(end),
            None => merged.push((start, end)),
        }
    }
    merged
}

const WORD: &str = "(ауыл|әкім|әкімдік|мемлекет|мемлекеттік|ой-пікір|пікір|халық|халқы|қала|25|Akorda\\.kz)(дар|дер|тар|лар)?(ы|і|дың|ға)?";
const GAP: &str = " |, |\n| – |\\. ";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_is_marked_is_what_an_obvious_marker_marks(
        text in prop::collection::vec((WORD, GAP), 1..25),
        query in prop::collection::vec(
            prop_oneof![
                WORD.prop_map(|word| word),
                (WORD, WORD).prop_map(|(one, other)| format!("\"{one} {other}\"")),
                (WORD, WORD, 0..3u8).prop_map(|(one, other, between)| format!("\"{one} {other}\"~{between}")),
                "[а-яі]{2,4}".prop_map(|letters| format!("{letters}*")),
                WORD.prop_map(|word| format!("={word}")),
                WORD.prop_map(|word| format!("-{word}")),
                WORD.prop_map(|word| format!("title:{word}")),
                (WORD, WORD).prop_map(|(one, other)| format!("({one} OR {other})")),
            ],
            1..5,
        ),
    ) {
        let text: String = text.iter().flat_map(|(word, gap)| [word.as_str(), gap.as_str()]).collect();
        let Ok(query) = Query::parse(&query.join(" ")) else { return Ok(()) };
        let mut worker = Analyzer::new().worker();
        let asked = query::analyze(&query, &mut worker);
        let mut expected = BTreeSet::new();
        obvious(&asked, &words(&text), &mut expected);
        let marker = Marker::new(&asked, Relatives::Likely, true);
        // The second time the worker knows the words and passes over what cannot match, then also what begins otherwise.
        let by_letters = worker.is_by_letters(&text);
        for by_letters in [false, false, by_letters] {
            let marks = marker.passage(&text, by_letters, &mut worker);
            let spans: Vec<_> = marks.iter().map(|mark| (mark.span.start, mark.span.end)).collect();
            prop_assert_eq!(&spans, &merged(expected.clone()), "{} in {:?}", query.text(), &text);
        }
    }
}
