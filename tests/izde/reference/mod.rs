//! The searcher against a slow and obvious one, which reads every passage for every query: `collection` cuts and analyses, `tree` finds, `score`
//! weighs, `answer` puts in order. `random` makes what both are asked.

mod answer;
mod collection;
mod random;
mod score;
mod tree;

use izde::query::Query;
use izde::search::{Answer, Evidence};
use izde::{Document, Index, Searcher};
use proptest::prelude::*;

use crate::texts::LONG;
use answer::{Asked, Hit};
use collection::Collection;

/// How far two scores of one passage may be apart, beside their size.
const TOLERANCE: f32 = 1e-4;

fn searcher(documents: &[Document]) -> Searcher {
    let index = Index::in_memory().expect("an index");
    let mut writer = index.writer_with_threads(1).expect("a writer");
    for document in documents {
        writer.add(document).expect("added");
    }
    writer.commit().expect("committed");
    Searcher::new(&index).expect("a searcher")
}

/// The same documents by another way: the last first, a commit after every few, by several threads, after others that were replaced or removed.
fn searcher_over_worn_index(documents: &[Document], threads: usize) -> Searcher {
    let index = Index::in_memory().expect("an index");
    let writer = || index.writer_with_threads(threads).expect("a writer");
    let mut first = writer();
    for document in documents {
        let before = Document::new(document.id.clone(), format!("Бұрынғы ауылдық мәтін. {}", document.text));
        first.add(&before).expect("added");
        first.add(&Document::new(format!("gone-{}", document.id), document.text.repeat(2))).expect("added");
    }
    first.commit().expect("committed");
    for some in documents.rchunks(3) {
        let mut writer = writer();
        for document in some.iter().rev() {
            writer.add(document).expect("replaced");
            assert!(writer.remove(&format!("gone-{}", document.id)).expect("removed"));
        }
        writer.commit().expect("committed");
    }
    Searcher::new(&index).expect("a searcher")
}

fn hits(answer: &Answer) -> Vec<Hit> {
    let hit = |hit: &izde::search::Hit| Hit {
        rank: hit.rank,
        document: hit.document.id.clone(),
        number: hit.passage.number,
        score: hit.score,
        has_all: hit.has_all,
        of_document: hit.of_document,
    };
    answer.hits.iter().map(hit).collect()
}

fn are_near(one: f32, other: f32) -> bool {
    (one - other).abs() <= TOLERANCE * one.abs().max(other.abs())
}

fn compare(searcher: &Searcher, collection: &Collection, asked: &Asked) -> Result<(), TestCaseError> {
    let Some(expected) = answer::answer(collection, asked) else {
        prop_assert!(searcher.search(&asked.request()).is_err(), "{:?} is no query", asked.query);
        return Ok(());
    };
    let answer = searcher.search(&asked.request()).expect("an answer");
    let told_of_query = Query::parse(&asked.query).expect("a query").notices().len();
    let told = answer.notices.iter().filter(|notice| !notice.starts_with("did you mean")).count();
    prop_assert_eq!(told > told_of_query, expected.is_second_best, "{:?}", answer.notices);
    let counts = (answer.passages, answer.passages_with_all, answer.documents);
    prop_assert_eq!(counts, (expected.passages, expected.with_all, expected.documents), "counts of {}", asked.query);
    let found = hits(&answer);
    let without_scores = |hits: &[Hit]| hits.iter().map(|hit| Hit { score: 0.0, ..hit.clone() }).collect::<Vec<_>>();
    prop_assert_eq!(without_scores(&found), without_scores(&expected.hits), "{:#?} {:#?}", found, expected.hits);
    for (one, other) in found.iter().zip(&expected.hits) {
        prop_assert!(are_near(one.score, other.score), "{:?} {one:?} {other:?}", asked.query);
    }
    Ok(())
}

#[test]
fn on_real_text_both_give_the_same_answers() {
    let seed = include_str!("../../../corpus/2025-11-28-toqaev-auyl-akimderi.txt");
    let documents = [
        Document { title: Some("Ауыл әкімдері".to_owned()), ..Document::new("seed", seed) },
        Document::new("long", LONG),
    ];
    let (searcher, collection) = (searcher(&documents), Collection::new(&documents));
    for query in [
        "ауыл әкімі",
        "ой",
        "пікір-талас",
        "2334 80",
        "диірменнің тасы",
        "халық сайлау",
        "Қасым-Жомарт",
        "\"ауыл әкімі\"~3 -қала",
        "(ауыл OR қала) халық* title:әкім",
        "ауыл әкімдері халық үшін қандай жұмыс атқаруы керек",
        "жоққы",
    ] {
        compare(&searcher, &collection, &Asked::new(query)).unwrap_or_else(|error| panic!("{query}: {error}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn on_random_text_both_give_the_same_answers(
        documents in random::documents(30),
        asked in prop::collection::vec(random::asked(), 1..12),
    ) {
        let (searcher, collection) = (searcher(&documents), Collection::new(&documents));
        for asked in &asked {
            compare(&searcher, &collection, asked)?;
        }
    }

    #[test]
    fn what_explains_a_score_adds_up_to_it(
        documents in random::documents(30),
        asked in prop::collection::vec(random::asked(), 1..12),
    ) {
        let searcher = searcher(&documents);
        for asked in &asked {
            let Ok(answer) = searcher.search(&asked.request().explain(true)) else { continue };
            for hit in &answer.hits {
                let sum: f32 = hit.evidence.iter().map(|part: &Evidence| part.score).sum();
                prop_assert!(are_near(sum, hit.score), "{:?}: {sum} is not {}: {:#?}", asked, hit.score, hit.evidence);
                prop_assert!(hit.evidence.iter().all(|part| part.score > 0.0 && part.frequency > 0));
            }
        }
    }

    #[test]
    fn how_an_index_came_about_does_not_show(
        documents in random::documents(12),
        asked in prop::collection::vec(random::asked(), 1..6),
        threads in 1..4usize,
    ) {
        let (fresh, worn) = (searcher(&documents), searcher_over_worn_index(&documents, threads));
        for asked in &asked {
            let (Ok(one), Ok(other)) = (fresh.search(&asked.request()), worn.search(&asked.request())) else { continue };
            prop_assert_eq!(hits(&one), hits(&other), "{}", &asked.query);
            let counts = |answer: &Answer| (answer.passages, answer.passages_with_all, answer.documents);
            prop_assert_eq!((counts(&one), &one.notices), (counts(&other), &other.notices));
        }
    }
}
