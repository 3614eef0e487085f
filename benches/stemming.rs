//! Words a second: the stemmer of izde beside the Snowball stemmer for Russian, the nearest there is in
//! `rust-stemmers`; over every word once, and over running text, where frequent words come again and again.

mod common;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use izde::kazakh::Stemmer;
use rust_stemmers::Algorithm;

fn stemming(criterion: &mut Criterion) {
    let sentences = common::sentences();
    compare(criterion, "stemming, every word once", &common::distinct_words(&sentences));
    compare(criterion, "stemming, running text", &common::running_words(&sentences));
}

fn compare(criterion: &mut Criterion, name: &str, words: &[String]) {
    let mut group = criterion.benchmark_group(name);
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
