//! The searcher against a slow and obvious one: read every passage word by word and see whether a stem of the
//! query is there.

use std::collections::BTreeSet;

use izde::analysis::{Analyzer, Kind, Worker};
use izde::corpus::passage::passages;
use izde::{Document, Index, Request, Searcher};
use proptest::prelude::*;

use crate::texts::LONG;

/// Stems of the words of a text; the halves of a pair each, without the pair.
fn stems(text: &str, worker: &mut Worker) -> BTreeSet<String> {
    let mut stems = BTreeSet::new();
    let mut tokens = worker.tokens(text);
    while let Some(token) = tokens.next() {
        if token.kind != Kind::Compound {
            stems.insert(token.stem.to_owned());
        }
    }
    stems
}

/// Every passage with a word of the query, and whether it has all of them, its document's title counted; a title alone counts for the first
/// passage of its document.
fn obvious(documents: &[Document], query: &str) -> BTreeSet<(String, u32, bool)> {
    let mut worker = Analyzer::new().worker();
    let asked = stems(query, &mut worker);
    let mut found = BTreeSet::new();
    for document in documents {
        let title = stems(document.title.as_deref().unwrap_or_default(), &mut worker);
        for passage in passages(&document.text) {
            let text = passage.span.of(&document.text).expect("a passage is in its text");
            let there = stems(text, &mut worker);
            let by_title = passage.number == 1 && !asked.is_disjoint(&title);
            if by_title || !asked.is_disjoint(&there) {
                let has_all = asked.is_subset(&there.union(&title).cloned().collect());
                found.insert((document.id.clone(), passage.number, has_all));
            }
        }
    }
    found
}

fn compare(documents: &[Document], query: &str, threads: usize) -> Result<(), TestCaseError> {
    let index = Index::in_memory().expect("an index");
    let mut writer = index.writer_with_threads(threads).expect("a writer");
    for document in documents {
        writer.add(document).expect("added");
    }
    writer.commit().expect("committed");
    let searcher = Searcher::new(&index).expect("a searcher");
    let answer = searcher.search(&Request::new(query).as_typed(true).limit(10_000)).expect("an answer");
    let expected = obvious(documents, query);
    // Without any match the searcher falls back on words that begin alike, and says so.
    if !answer.notices.is_empty() {
        prop_assert!(expected.is_empty(), "{query}: {expected:?} were overlooked");
        return Ok(());
    }
    let found: BTreeSet<_> =
        answer.hits.iter().map(|hit| (hit.document.id.clone(), hit.passage.number, hit.has_all)).collect();
    prop_assert_eq!(found.len(), answer.hits.len(), "a passage came twice");
    prop_assert_eq!(answer.passages, expected.len());
    prop_assert_eq!(answer.passages_with_all, expected.iter().filter(|(_, _, all)| *all).count());
    let documents: BTreeSet<_> = expected.iter().map(|(id, _, _)| id).collect();
    prop_assert_eq!(answer.documents, documents.len());
    prop_assert_eq!(found, expected, "{}", query);
    Ok(())
}

#[test]
fn on_real_text_both_find_the_same_passages() {
    let seed = include_str!("../../corpus/2025-11-28-toqaev-auyl-akimderi.txt");
    let documents = [
        Document { title: Some("Ауыл әкімдері".to_owned()), ..Document::new("seed", seed) },
        Document::new("long", LONG),
    ];
    for query in
        ["ауыл әкімі", "ой", "пікір-талас", "2334 80", "диірменнің тасы", "жоқ", "халық сайлау", "Қасым-Жомарт"]
    {
        compare(&documents, query, 1).unwrap_or_else(|error| panic!("{error}"));
    }
}

const WORD: &str = "(ауыл|көл|ой-пікір|кітап|жол|сөз|25)(дар|дер|тар|лар)?(ы|і|дың|ға|-нан)?";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn on_random_text_both_find_the_same_passages(
        texts in prop::collection::vec((prop::option::of(WORD), prop::collection::vec(WORD, 1..40), 1..9usize), 1..8),
        query in prop::collection::vec(WORD, 1..4),
        threads in 1..3usize,
    ) {
        let document = |(n, (title, words, times)): (usize, (Option<String>, Vec<String>, usize))| {
            // Long paragraphs, so that documents have several passages.
            let paragraph = format!("{}.\n\n", words.join(" "));
            Document { title, ..Document::new(n.to_string(), paragraph.repeat(times)) }
        };
        let documents: Vec<_> = texts.into_iter().enumerate().map(document).collect();
        let query = query.join(" ");
        // More words are a question, which related words answer, too.
        prop_assume!(stems(&query, &mut Analyzer::new().worker()).len() <= 3);
        compare(&documents, &query, threads)?;
    }
}
