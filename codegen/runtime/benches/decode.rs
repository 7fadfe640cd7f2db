//! What a megabyte of each list costs to read, in criterion's terms; `ratios` compares the two readers.

mod support;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use support::lists::lists;

fn decode(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("decode");
    for list in lists() {
        group.throughput(Throughput::Bytes(list.json.len() as u64));
        for (name, read) in [("generated", list.generated), ("types", list.types), ("derived", list.derived)] {
            group.bench_with_input(BenchmarkId::new(name, list.name), &list.json, |bench, json| {
                bench.iter(|| read(json));
            });
        }
    }
}

criterion_group!(benches, decode);
criterion_main!(benches);
