//! Running text to tokens: the analysis of izde beside tantivy's `default` analyzer.

mod common;

use common::documents;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use izde::analysis::{Analyzer, Worker};
use tantivy::tokenizer::{TokenStream, TokenizerManager};

/// Little enough that a worker remembers every word of it.
const PASSAGES: usize = 100;

fn analysis(criterion: &mut Criterion) {
    let text: String = documents(PASSAGES).into_iter().map(|document| document.text + "\n").collect();
    let mut warm = Analyzer::new().worker();
    let mut default = TokenizerManager::default().get("default").expect("tantivy knows its default tokenizer");
    let mut by_default = || {
        let (mut stream, mut count) = (default.token_stream(&text), 0);
        while stream.advance() {
            count += 1;
        }
        count
    };
    let mut group = criterion.benchmark_group("analysis");
    group.throughput(Throughput::Elements(count(&mut warm, &text)));
    group.bench_function("izde, every word known", |bencher| bencher.iter(|| count(&mut warm, &text)));
    group.bench_function("izde, no word known", |bencher| {
        bencher.iter(|| count(&mut Analyzer::new().worker(), &text));
    });
    group.throughput(Throughput::Elements(by_default()));
    group.bench_function("tantivy, default", |bencher| bencher.iter(&mut by_default));
    group.finish();
}

fn count(worker: &mut Worker, text: &str) -> u64 {
    let (mut tokens, mut count) = (worker.tokens(text), 0);
    while tokens.next().is_some() {
        count += 1;
    }
    count
}

criterion_group!(benches, analysis);
criterion_main!(benches);
