//! MB of text a second, from documents in memory to a committed index in memory, in one thread: izde beside plain
//! tantivy.

mod common;

use common::plain::{Plain, cut};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use izde::Index;

const PASSAGES: usize = 2_000;

fn indexing(criterion: &mut Criterion) {
    let documents = common::documents(PASSAGES);
    let passages = cut(&documents);
    assert_eq!(passages.len(), PASSAGES, "izde cuts the passages that were made");
    let mut group = criterion.benchmark_group("indexing");
    group.throughput(Throughput::Bytes(common::bytes(&documents))).sample_size(15);
    group.bench_function("izde", |bencher| {
        bencher.iter(|| {
            let index = Index::in_memory().unwrap();
            let mut writer = index.writer().unwrap();
            for document in &documents {
                writer.add(document).unwrap();
            }
            writer.commit().unwrap();
            index
        });
    });
    let shapes = [
        ("plain tantivy, same schema", Plain::same_schema as fn(_) -> _),
        ("plain tantivy, one field", Plain::one_field),
    ];
    for (name, shape) in shapes {
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                let plain: Plain = shape(None);
                plain.fill(&passages);
                plain
            });
        });
    }
    group.finish();
}

criterion_group!(benches, indexing);
criterion_main!(benches);
