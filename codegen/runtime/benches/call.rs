//! What a call costs, in criterion's terms; `ratios` compares the two callers.

mod support;

use criterion::{Criterion, criterion_group, criterion_main};
use std::time::Instant;
use support::calls::Calls;

fn call(criterion: &mut Criterion) {
    let calls = Calls::new();
    let mut group = criterion.benchmark_group("call");
    let timed = |run: &dyn Fn()| {
        let begin = Instant::now();
        run();
        begin.elapsed()
    };
    group.bench_function("generated", |bench| bench.iter_custom(|count| timed(&|| calls.generated(count))));
    group.bench_function("by hand", |bench| bench.iter_custom(|count| timed(&|| calls.by_hand(count))));
}

criterion_group!(benches, call);
criterion_main!(benches);
