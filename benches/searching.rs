//! Time of one query: izde beside plain tantivy.
//!
//! izde finds each word in all its inflections, scores three keys in text and title, counts passages and documents, and
//! makes ten hits ready to read, highlights and all. Plain tantivy finds the words as typed in one field, scores them,
//! counts the passages, and fetches ten stored documents. `IZDE_BENCH_PASSAGES` sets the number of passages, 20,000
//! without it.

mod common;

use std::time::{Duration, Instant};

use common::plain::{Plain, cut};
use criterion::{Criterion, criterion_group, criterion_main};
use izde::analysis::{Analyzer, Worker};
use izde::query::{self, Query};
use izde::search::Request;
use izde::search::{Marker, Relatives};
use izde::{Index, Searcher};
use tantivy::TantivyDocument;
use tantivy::collector::{Count, TopDocs};

/// Queries of each kind: enough that no single one decides.
const QUERIES: usize = 100;

fn searching(criterion: &mut Criterion) {
    let passages = std::env::var("IZDE_BENCH_PASSAGES").map_or(20_000, |n| n.parse().expect("a number of passages"));
    let documents = common::documents(passages);
    let index = Index::in_memory().unwrap();
    let mut writer = index.writer().unwrap();
    for document in &documents {
        writer.add(document).unwrap();
    }
    writer.commit().unwrap();
    let izde = Searcher::new(&index).unwrap();
    let plain = Plain::same_schema(None);
    plain.fill(&cut(&documents));
    let searcher = plain.searcher();
    let kinds = [
        ("ауыл әкімі", vec!["ауыл әкімі".to_owned()]),
        ("one word", common::queries(1, QUERIES)),
        ("two words", common::queries(2, QUERIES)),
        ("twelve words", common::queries(12, QUERIES)),
    ];
    for (kind, queries) in kinds {
        let mean = |counts: Vec<usize>| counts.iter().sum::<usize>() / counts.len();
        let by_izde = queries.iter().map(|query| izde.search(&Request::new(query)).unwrap().passages).collect();
        let by_plain = queries.iter().map(|query| searcher.search(&plain.any_of(query), &Count).unwrap()).collect();
        println!("{kind}: {} passages found by izde, {} by plain tantivy (mean)", mean(by_izde), mean(by_plain));

        let fetch_plain = |query: &String| {
            let (found, _) =
                searcher.search(&plain.any_of(query), &(TopDocs::with_limit(10).order_by_score(), Count)).unwrap();
            let fetched: Vec<TantivyDocument> = found.iter().map(|&(_, at)| searcher.doc(at).unwrap()).collect();
            fetched.len()
        };
        let [p50, p99] = percentiles(&queries, &|query| izde.search(&Request::new(query)).unwrap().hits.len());
        let [plain_p50, plain_p99] = percentiles(&queries, &fetch_plain);
        println!("{kind}: izde p50 {p50:?}, p99 {p99:?}; plain tantivy p50 {plain_p50:?}, p99 {plain_p99:?}");

        let mut group = criterion.benchmark_group(format!("searching/{passages}/{kind}"));
        let mut next = queries.iter().cycle();
        let mut run = |name: &str, search: &dyn Fn(&str) -> usize| {
            group.bench_function(name, |bencher| bencher.iter(|| search(next.next().expect("a cycle has no end"))));
        };
        // The whole, and without the hits: found, scored and counted alone.
        run("izde", &|query| izde.search(&Request::new(query)).unwrap().hits.len());
        run("izde, as typed", &|query| izde.search(&Request::new(query).as_typed(true)).unwrap().hits.len());
        run("izde, no hits", &|query| izde.search(&Request::new(query).limit(0)).unwrap().passages);
        let top = || TopDocs::with_limit(10).order_by_score();
        run("plain tantivy", &|query| {
            let (found, count) = searcher.search(&plain.any_of(query), &(top(), Count)).unwrap();
            let fetched = found.iter().map(|&(_, at)| searcher.doc::<TantivyDocument>(at).unwrap());
            count + fetched.count()
        });
        // What izde does, by tantivy's own means: words in text or title, counted, the ten hits with their words marked.
        run("plain tantivy, title and marks, too", &|query| {
            let query = plain.any_of_in_both(query);
            let (found, count) = searcher.search(&query, &(top(), Count)).unwrap();
            let marker = plain.marker(&searcher, &query);
            let hit = |at| plain.marks(&marker, &searcher.doc(at).unwrap());
            count + found.iter().map(|&(_, at)| hit(at)).sum::<usize>()
        });
        run("plain tantivy, no hits", &|query| {
            let (found, count) = searcher.search(&plain.any_of(query), &(top(), Count)).unwrap();
            found.len() + count
        });
        // Without the count, tantivy may pass over what cannot be among the ten.
        run("plain tantivy, no hits, no count", &|query| searcher.search(&plain.any_of(query), &top()).unwrap().len());
        group.finish();
    }
}

/// The middle and the ninety-ninth of a hundred times, of queries that come one after the other, ten rounds of all.
fn percentiles(queries: &[String], search: &dyn Fn(&String) -> usize) -> [Duration; 2] {
    let mut times: Vec<_> = (0..10)
        .flat_map(|_| queries)
        .map(|query| {
            let begun = Instant::now();
            std::hint::black_box(search(query));
            begun.elapsed()
        })
        .collect();
    times.sort();
    [times[times.len() / 2], times[times.len() * 99 / 100]]
}

/// Marking the words of a query in ten passages, alone.
fn highlighting(criterion: &mut Criterion) {
    let documents = common::documents(10);
    let query = query::analyze(&Query::parse("ауыл әкімі").unwrap(), &mut Analyzer::new().worker());
    let marker = Marker::new(&query, Relatives::Likely, true);
    let mark = |worker: &mut Worker| {
        documents.iter().map(|document| marker.passage(&document.text, true, worker).len()).sum::<usize>()
    };
    let mut warm = Analyzer::new().worker();
    let mut group = criterion.benchmark_group("highlighting ten passages");
    group.bench_function("every word known", |bencher| bencher.iter(|| mark(&mut warm)));
    group.bench_function("no word known", |bencher| bencher.iter(|| mark(&mut Analyzer::new().worker())));
    group.finish();
}

criterion_group!(benches, searching, highlighting);
criterion_main!(benches);
