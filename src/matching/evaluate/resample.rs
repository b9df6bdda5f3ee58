//! Bootstrap: what the figures would be on other questions of the same kind.

use super::{Intervals, Outcome, rates};
use crate::order;

/// Draws; their 2.5th and 97.5th percentile no longer move in the second digit.
const DRAWS: usize = 1_000;
/// Draws below the lower end, and as many above the upper one.
const TAIL: usize = DRAWS / 40;

/// The intervals of the six shares; `sorted` has the most confident outcome first.
pub(super) fn intervals(sorted: &[&Outcome]) -> Intervals {
    let mut random = Random(1);
    let mut drawn: [Vec<f64>; 6] = Default::default();
    for _ in 0..DRAWS {
        let mut weights = vec![0; sorted.len()];
        for _ in sorted {
            if let Some(weight) = weights.get_mut(random.below(sorted.len())) {
                *weight += 1;
            }
        }
        drawn.iter_mut().zip(rates(sorted, &weights)).for_each(|(all, rate)| all.push(rate));
    }
    let [hit1, hit5, auto_precision, auto_coverage, coverage_at_1, coverage_at_5] = drawn.map(middle);
    Intervals { hit1, hit5, auto_precision, auto_coverage, coverage_at_1, coverage_at_5 }
}

fn middle(mut drawn: Vec<f64>) -> (f64, f64) {
    order::sort_by(&mut drawn, f64::total_cmp);
    let at = |index: usize| drawn.get(index).copied().unwrap_or(0.0);
    (at(TAIL), at(DRAWS - 1 - TAIL))
}

/// A fixed sequence: the same questions give the same intervals (Knuth's multiplicative generator).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (((self.0 >> 33) * bound as u64) >> 31) as usize
    }
}
