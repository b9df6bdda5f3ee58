//! Matrices in steps of one byte: row after row at rest, column after column in use.

use super::lanes::{TOGETHER, products};

/// Rows of small whole numbers; a value is its number of steps times the scale of its line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Steps {
    /// Numbers in a row.
    pub columns: usize,
    /// All rows, one after the other.
    pub steps: Vec<i8>,
    /// One scale per row or one per column, as the use of the matrix says.
    pub scales: Vec<f32>,
}

impl Steps {
    /// Rounds values so that one step is `step` standard deviations of their row.
    pub fn by_row(values: &[f32], columns: usize, step: f32) -> Self {
        let rows = values.chunks_exact(columns.max(1));
        let scales: Vec<f32> = rows.clone().map(|row| scale(row.iter().copied(), step)).collect();
        let steps = rows
            .zip(&scales)
            .flat_map(|(row, scale)| row.iter().map(|value| rounded(*value, *scale)))
            .collect();
        Self { columns, steps, scales }
    }

    /// Rounds values so that one step is `step` standard deviations of their column.
    pub fn by_column(values: &[f32], columns: usize, step: f32) -> Self {
        let column = |index: usize| values.iter().skip(index).step_by(columns.max(1)).copied();
        let scales: Vec<f32> = (0..columns).map(|index| scale(column(index), step)).collect();
        let steps = values.iter().zip(scales.iter().cycle()).map(|(value, scale)| rounded(*value, *scale));
        Self { columns, steps: steps.collect(), scales }
    }

    /// The steps of a row; empty where there is none.
    pub fn row(&self, index: usize) -> &[i8] {
        let start = index.saturating_mul(self.columns);
        self.steps.get(start..start.saturating_add(self.columns)).unwrap_or(&[])
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.steps.len() / self.columns.max(1)
    }

    /// The blocks of `rows` rows each, beside each other, where the scales are those of the columns.
    #[must_use]
    pub(super) fn beside(&self, rows: usize) -> Self {
        let blocks = self.rows() / rows.max(1);
        let row = |row: usize| (0..blocks).map(move |block| self.row(block * rows + row));
        let steps = (0..rows).flat_map(row).collect::<Vec<_>>().concat();
        Self { columns: self.columns * blocks, steps, scales: self.scales.repeat(blocks) }
    }

    /// The matrix to multiply with, where the scales are those of its columns.
    pub fn matrix(&self) -> Matrix {
        let (rows, columns) = (self.rows(), self.columns.max(1));
        // Columns are multiplied in pairs.
        let mut steps = vec![0; rows * self.columns.next_multiple_of(2)];
        // A few columns at a time, so that what is written stays near.
        for (group, columns_of) in steps.chunks_mut(rows.max(1) * TURNED).enumerate() {
            for (row, numbers) in self.steps.chunks_exact(columns).enumerate() {
                let numbers = numbers.iter().skip(group * TURNED);
                for (place, number) in columns_of.iter_mut().skip(row).step_by(rows.max(1)).zip(numbers) {
                    *place = *number;
                }
            }
        }
        Matrix { rows, steps, scales: self.scales.clone() }
    }
}

/// The size of a step over some values; never 0, so that dividing by it is safe.
fn scale(values: impl Iterator<Item = f32> + Clone, step: f32) -> f32 {
    let count = values.clone().count().max(1) as f32;
    let mean = values.clone().sum::<f32>() / count;
    let variance = values.clone().map(|value| (value - mean).powi(2)).sum::<f32>() / count;
    // The largest value must fit a byte, however far out it lies.
    let largest = values.fold(0.0, |largest: f32, value| largest.max(value.abs()));
    (variance.sqrt() * step).max(largest / f32::from(i8::MAX)).max(f32::MIN_POSITIVE)
}

fn rounded(value: f32, scale: f32) -> i8 {
    // The cast saturates.
    (value / scale).round() as i8
}

/// A matrix to multiply with: its steps stand column after column, an even number of them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    rows: usize,
    steps: Vec<i8>,
    scales: Vec<f32>,
}

/// Columns that are brought together at a time.
const TURNED: usize = 32;

/// The largest number of an input's line becomes this many steps: finer than the weights are known, and small enough
/// that the sum over 1,280 of them fits 32 bits.
const FINEST: f32 = 16_383.0;

impl Matrix {
    /// The product of `input`, whose lines are as long as this matrix has rows, with the matrix.
    ///
    /// Both are multiplied as whole numbers; an input of `n` lines gives `n` lines as long as the matrix has columns.
    pub fn product(&self, input: &[f32]) -> Vec<f32> {
        let (rows, columns) = (self.rows.max(1), self.scales.len());
        let (numbers, sizes) = in_steps(input, rows);
        let lines: Vec<&[i16]> = numbers.chunks_exact(rows).collect();
        let mut out = vec![0.0; lines.len() * columns];
        let mut sums = Vec::with_capacity(columns + 1);
        let blocks = lines.chunks(TOGETHER).zip(sizes.chunks(TOGETHER));
        for ((lines, sizes), out) in blocks.zip(out.chunks_mut(TOGETHER * columns.max(1))) {
            sums.clear();
            for (first, second) in self.steps.chunks_exact(2 * rows).map(|pair| pair.split_at(rows)) {
                sums.extend_from_slice(&products([first, second], lines));
            }
            for (line, (size, cells)) in sizes.iter().zip(out.chunks_exact_mut(columns.max(1))).enumerate() {
                for (cell, (sums, scale)) in cells.iter_mut().zip(sums.iter().zip(&self.scales)) {
                    *cell = sums[line % TOGETHER] as f32 * (scale * size);
                }
            }
        }
        out
    }
}

/// Lines of numbers as steps, and the size of a step in each line.
fn in_steps(input: &[f32], length: usize) -> (Vec<i16>, Vec<f32>) {
    let mut steps = Vec::with_capacity(input.len());
    let mut sizes = Vec::with_capacity(input.len() / length);
    for line in input.chunks_exact(length) {
        let largest = line.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
        let per_value = FINEST / largest;
        steps.extend(line.iter().map(|value| (value * per_value).round_ties_even() as i16));
        sizes.push(largest / FINEST);
    }
    (steps, sizes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_what_the_school_teaches() {
        let steps = Steps { columns: 3, steps: (1..=15).collect(), scales: vec![1.0, 0.5, 2.0] };
        // Five lines: four together and one left over.
        let input: Vec<f32> = (0..25).map(|index| (index * index % 7) as f32 - 3.0).collect();
        let found = steps.matrix().product(&input);
        for (line, found) in input.chunks(5).zip(found.chunks(3)) {
            for (column, (found, scale)) in found.iter().zip(&steps.scales).enumerate() {
                let weights = steps.steps.iter().skip(column).step_by(3);
                let sum: f32 = line.iter().zip(weights).map(|(a, b)| a * f32::from(*b)).sum();
                assert!((found - sum * scale).abs() < 0.005, "{found} for {}", sum * scale);
            }
        }
    }

    #[test]
    fn rounding_keeps_values_within_half_a_step_and_far_ones_whole() {
        let values = [0.1, -0.2, 0.3, 90.0, 0.0, 0.25];
        let Steps { steps, scales, .. } = Steps::by_column(&values, 1, 0.01);
        for (kept, value) in steps.iter().map(|steps| f32::from(*steps) * scales[0]).zip(values) {
            assert!((kept - value).abs() <= 90.0 / 127.0 / 2.0 + 1e-6, "{kept} for {value}");
        }
    }
}
