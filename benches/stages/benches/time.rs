//! How long each stage takes: `cargo bench --bench time`.

use std::hint::black_box;

use criterion::{Criterion, criterion_group, criterion_main};
use kaito::find;
use stages::{Stages, decide, open, prove, start, write};

fn stages(criterion: &mut Criterion) {
    let ready = Stages::prepared();
    criterion.bench_function("start", |bench| bench.iter(start));
    criterion.bench_function("open", |bench| bench.iter(|| open(black_box(&ready.bytes))));
    criterion.bench_function("layout", |bench| bench.iter(|| find(black_box(&ready.workbook), None)));
    criterion
        .bench_function("matching", |bench| bench.iter(|| ready.matcher.rank(black_box(&ready.queries))));
    criterion.bench_function("decide", |bench| {
        bench.iter(|| decide(&ready.matcher, &ready.questions, &ready.matches))
    });
    criterion
        .bench_function("write", |bench| bench.iter(|| write(&ready.workbook, black_box(&ready.decisions))));
    criterion.bench_function("prove", |bench| bench.iter(|| prove(black_box(&ready))));
}

criterion_group!(benches, stages);
criterion_main!(benches);
