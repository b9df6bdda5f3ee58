//! The directions in which vectors differ most, by subspace iteration.

use super::super::svm::Random;

/// Rounds of the iteration: the space it finds hardly turns any more.
const ROUNDS: usize = 60;

/// The mean of the rows.
pub fn mean(values: &[f32], width: usize) -> Vec<f32> {
    let mut sums = vec![0.0_f64; width];
    for row in values.chunks_exact(width) {
        sums.iter_mut().zip(row).for_each(|(sum, value)| *sum += f64::from(*value));
    }
    let count = (values.len() / width).max(1) as f64;
    sums.iter().map(|sum| (sum / count) as f32).collect()
}

/// The `count` principal axes of centred rows: a row of `count` numbers for each number of a row.
pub fn principal(centred: &[f32], width: usize, count: usize) -> Vec<f32> {
    let spread = covariance(centred, width);
    let mut random = Random(7);
    let mut axes: Vec<Vec<f64>> =
        (0..count).map(|_| (0..width).map(|_| random.below(2001) as f64 - 1000.0).collect()).collect();
    for _ in 0..ROUNDS {
        orthonormal(&mut axes);
        axes = axes.iter().map(|axis| spread.iter().map(|row| dot(row, axis)).collect()).collect();
    }
    orthonormal(&mut axes);
    (0..width).flat_map(|row| axes.iter().map(move |axis| axis[row] as f32)).collect()
}

fn covariance(centred: &[f32], width: usize) -> Vec<Vec<f64>> {
    let mut spread = vec![vec![0.0_f64; width]; width];
    for row in centred.chunks_exact(width) {
        for (value, line) in row.iter().zip(&mut spread) {
            line.iter_mut().zip(row).for_each(|(sum, other)| *sum += f64::from(value * other));
        }
    }
    spread
}

/// Makes the vectors perpendicular to each other, with length 1.
fn orthonormal(axes: &mut [Vec<f64>]) {
    for index in 0..axes.len() {
        let (known, rest) = axes.split_at_mut(index);
        let axis = &mut rest[0];
        for other in known.iter() {
            let along = dot(axis, other);
            axis.iter_mut().zip(other).for_each(|(value, other)| *value -= along * other);
        }
        let length = dot(axis, axis).sqrt().max(f64::MIN_POSITIVE);
        axis.iter_mut().for_each(|value| *value /= length);
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
