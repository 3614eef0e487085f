//! Distinct words a second: the stemmer of izde beside the Snowball stemmer for Russian, the nearest there is in
//! `rust-stemmers`.

mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use izde::kazakh::Stemmer;
use rust_stemmers::Algorithm;

fn stemming(criterion: &mut Criterion) {
    let words = common::distinct_words(&common::sentences());
    let mut group = criterion.benchmark_group("stemming");
    group.throughput(Throughput::Elements(words.len() as u64));
    let (izde, mut buffer) = (Stemmer::new(), String::new());
    group.bench_function("izde", |bencher| {
        bencher.iter(|| words.iter().map(|word| izde.stem(word, &mut buffer).len()).sum::<usize>());
    });
    let snowball = rust_stemmers::Stemmer::create(Algorithm::Russian);
    group.bench_function("rust-stemmers, Russian", |bencher| {
        bencher.iter(|| words.iter().map(|word| snowball.stem(word).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, stemming);
criterion_main!(benches);
