//! An embedder's use: an index in memory, many threads, documents in any order.

use std::thread;

use izde::search::Sort;
use izde::{Document, Error, Index, Request, Searcher};
use proptest::prelude::*;

use crate::texts::{LONG, many};

/// Documents that share words, among them some of exactly the same text, whose scores must tie.
fn documents() -> Vec<Document> {
    let mut documents: Vec<_> = many(60, 1)
        .lines()
        .enumerate()
        .map(|(n, line)| {
            let text = serde_json::from_str::<serde_json::Value>(line).expect("JSON")["text"].to_string();
            let date = format!("2025-{:02}", n % 12 + 1).parse().ok();
            Document { date, ..Document::new(format!("id{n:02}"), text) }
        })
        .collect();
    documents.push(Document { title: Some("Ескі диірмен".to_owned()), ..Document::new("ұзын", LONG) });
    documents.push(Document::new("егіз", LONG));
    documents
}

/// An index of batches of documents, each a commit.
fn index<'d>(batches: impl IntoIterator<Item = Vec<&'d Document>>, threads: usize) -> Index {
    let index = Index::in_memory().expect("an index");
    for batch in batches {
        let mut writer = index.writer_with_threads(threads).expect("a writer");
        for document in batch {
            writer.add(document).expect("added");
        }
        writer.commit().expect("committed");
    }
    index
}

const QUERIES: [&str; 5] = ["диірмен көпір", "ауыл", "нұсқа1 өзен бұлақ", "хат жазу", "доңғалақ"];

/// Everything a reader sees of the answers, scores apart.
fn places(searcher: &Searcher, sort: Sort) -> Vec<(usize, Vec<(String, u32)>)> {
    let answers = QUERIES.map(|query| searcher.search(&Request::new(query).limit(500).sort(sort)).expect("an answer"));
    let place = |hit: &izde::search::Hit| (hit.document.id.clone(), hit.passage.number);
    answers.iter().map(|answer| (answer.passages, answer.hits.iter().map(place).collect())).collect()
}

fn scores(searcher: &Searcher) -> Vec<f32> {
    let answers = QUERIES.map(|query| searcher.search(&Request::new(query).limit(500)).expect("an answer"));
    answers.iter().flat_map(|answer| answer.hits.iter().map(|hit| hit.score)).collect()
}

#[test]
fn answers_do_not_depend_on_order_threads_or_segments() {
    let documents = documents();
    let forward: Vec<&Document> = documents.iter().collect();
    let backward: Vec<&Document> = documents.iter().rev().collect();
    let searcher = |index: &Index| Searcher::new(index).expect("a searcher");
    let expected = searcher(&index([forward.clone()], 1));
    for (what, other) in [
        ("backwards", index([backward.clone()], 1)),
        ("four threads", index([forward.clone()], 4)),
        ("four threads, backwards", index([backward.clone()], 4)),
        ("a commit for each ten", index(backward.chunks(10).map(<[_]>::to_vec), 1)),
        ("a commit for each", index(forward.chunks(1).map(<[_]>::to_vec), 2)),
    ] {
        let other = searcher(&other);
        for sort in [Sort::Score, Sort::Date] {
            assert_eq!(places(&other, sort), places(&expected, sort), "{what}, {sort:?}");
        }
        assert_eq!(scores(&other), scores(&expected), "{what}");
    }
}

#[test]
fn equal_scores_are_ordered_by_document_and_passage() {
    let text = ["Тақтадағы бір сөйлем."; 3].join("\n\n");
    let found = |ids: [&str; 3]| {
        let documents: Vec<_> = ids.map(|id| Document::new(id, text.as_str())).into();
        let index = index(documents.chunks(1).map(|one| one.iter().collect()), 1);
        let answer = Searcher::new(&index).and_then(|searcher| searcher.search(&Request::new("тақта"))).expect("hits");
        answer.hits.iter().map(|hit| (hit.document.id.clone(), hit.passage.number)).collect::<Vec<_>>()
    };
    let expected = found(["а", "б", "в"]);
    assert!(!expected.is_empty() && expected.chunk_by(|a, b| a.0 == b.0).all(<[_]>::is_sorted));
    for ids in [["а", "в", "б"], ["б", "а", "в"], ["б", "в", "а"], ["в", "а", "б"], ["в", "б", "а"]] {
        assert_eq!(found(ids), expected, "{ids:?}");
    }
}

#[test]
fn a_searcher_is_shared_by_threads() {
    let documents = documents();
    let searcher = Searcher::new(&index([documents.iter().collect()], 1)).expect("a searcher");
    let expected = places(&searcher, Sort::Score);
    thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| places(&searcher, Sort::Score))).collect();
        for one in threads {
            assert_eq!(one.join().expect("no panic"), expected);
        }
    });
}

#[test]
fn a_document_can_be_replaced_and_removed() {
    let index = Index::in_memory().expect("an index");
    let mut writer = index.writer().expect("a writer");
    writer.add(&Document::new("1", "Қызғалдақ гүлдеді.")).expect("added");
    writer.add(&Document::new("1", "Бәйшешек гүлдеді.")).expect("replaced before it was committed");
    writer.add(&Document::new("2", "Раушан гүлдеді.")).expect("added");
    writer.commit().expect("committed");
    let found = |query: &str| Searcher::new(&index)?.search(&Request::new(query)).map(|answer| answer.passages);
    assert_eq!((found("қызғалдақ").ok(), found("бәйшешек").ok(), found("гүлдеу").ok()), (Some(0), Some(1), Some(2)));
    let mut writer = index.writer().expect("a writer");
    assert!(writer.remove("1").expect("removed") && !writer.remove("3").expect("not there"));
    drop(writer);
    assert_eq!(found("бәйшешек").ok(), Some(1), "nothing happens without a commit");
    let mut writer = index.writer().expect("a writer");
    writer.remove("1").expect("removed");
    writer.commit().expect("committed");
    assert_eq!((found("бәйшешек").ok(), found("раушан").ok()), (Some(0), Some(1)));
}

#[test]
fn what_is_no_query_or_document_is_an_error() {
    let index = Index::in_memory().expect("an index");
    let searcher = Searcher::new(&index).expect("a searcher");
    assert!(index.is_empty().unwrap());
    let asked = |query: &str| searcher.search(&Request::new(query));
    assert!(matches!(asked(" "), Err(Error::EmptyQuery { .. })));
    assert!(matches!(asked(&"ә".repeat(1 << 19)), Err(Error::QueryTooLong { bytes: 1_048_576, .. })));
    assert_eq!(asked("сөз").expect("an answer").passages, 0);
    let mut writer = index.writer().expect("a writer");
    assert!(matches!(writer.add(&Document::new("1", " \n ")), Err(Error::EmptyDocument { .. })));
    assert!(matches!(writer.add(&Document::new("", "Мәтін.")), Err(Error::EmptyDocument { .. })));
    assert!(matches!(index.writer(), Err(Error::IndexLocked { .. })), "one writer at a time");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Highlights are words of the document: in order, apart, with no letter of a word left outside.
    #[test]
    fn highlights_are_whole_words(
        text in "([аәбықғ]{1,3}[ \\-.,«»\n\u{AD}\u{301}]{1,2}|кітап(тар)?(ы)? ?|\\PC{1,3}){1,30}",
        query in "(кітап|[аәбықғ]{1,3})( [аәбықғ]{1,2})?",
    ) {
        prop_assume!(!text.trim().is_empty());
        let index = Index::in_memory().expect("an index");
        let mut writer = index.writer().expect("a writer");
        writer.add(&Document::new("1", text.clone())).expect("added");
        writer.commit().expect("committed");
        let answer = Searcher::new(&index).expect("a searcher").search(&Request::new(query)).expect("an answer");
        for hit in &answer.hits {
            prop_assert_eq!(hit.passage.span.of(&text), Some(hit.passage.text.as_str()));
            let mut end = hit.passage.span.start;
            for highlight in &hit.highlights {
                let span = highlight.span;
                prop_assert!(end <= span.start && span.end <= hit.passage.span.end && !span.is_empty());
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                let before = text[..span.start].chars().next_back();
                let after = text[span.end..].chars().next();
                prop_assert!(!before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric));
                end = span.end;
            }
        }
    }
}
