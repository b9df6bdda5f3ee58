//! How many instructions each stage takes under valgrind, which the noise of a machine does not move.
//! What a stage was given is handed back, so that its end is not counted.

use std::hint::black_box;

use gungraun::{library_benchmark, library_benchmark_group, main};
use kaito::{Decision, Filled, Match, Matcher, Proof, Question, Workbook, find};
use stages::Stages;

#[library_benchmark]
fn start() -> Matcher {
    black_box(stages::start())
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn open(ready: Stages) -> (Stages, Workbook) {
    let made = black_box(stages::open(&ready.bytes));
    (ready, made)
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn layout(ready: Stages) -> (Stages, Vec<Question>) {
    let made = black_box(find(&ready.workbook, None));
    (ready, made)
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn matching(ready: Stages) -> (Stages, Vec<Match>) {
    let made = black_box(ready.matcher.rank(&ready.queries));
    (ready, made)
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn decide(ready: Stages) -> (Stages, Vec<Decision>) {
    let made = black_box(stages::decide(&ready.matcher, &ready.questions, &ready.matches));
    (ready, made)
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn write(ready: Stages) -> (Stages, Filled) {
    let made = black_box(stages::write(&ready.workbook, &ready.decisions));
    (ready, made)
}

#[library_benchmark]
#[bench::questions(Stages::prepared())]
fn prove(ready: Stages) -> (Stages, Proof) {
    let made = black_box(stages::prove(&ready));
    (ready, made)
}

library_benchmark_group!(
    name = stages_of_a_fill,
    benchmarks = [start, open, layout, matching, decide, write, prove]
);
main!(library_benchmark_groups = stages_of_a_fill);
