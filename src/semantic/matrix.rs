//! Matrices, at rest in steps of one byte and in use as numbers.

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

    /// The matrix in numbers, where the scales are those of its columns.
    pub fn matrix(&self) -> Matrix {
        let values = self.steps.iter().zip(self.scales.iter().cycle());
        let values = values.map(|(steps, scale)| f32::from(*steps) * scale).collect();
        Matrix { columns: self.columns, values }
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

/// A matrix in numbers, row after row.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    /// Numbers in a row.
    pub columns: usize,
    /// All rows, one after the other.
    pub values: Vec<f32>,
}

/// Rows of the matrix that are taken together: sums stay in registers four times as long.
const TOGETHER: usize = 4;

impl Matrix {
    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.values.len() / self.columns.max(1)
    }

    /// The product of `input`, whose rows are as long as this matrix has rows, with the matrix.
    ///
    /// Missing numbers count as 0. The matrix is read once for all rows of the input.
    pub fn product(&self, input: &[f32]) -> Vec<f32> {
        let (inner, columns) = (self.rows().max(1), self.columns.max(1));
        let mut out = vec![0.0; input.len() / inner * columns];
        for (block, rows) in self.values.chunks(TOGETHER * columns).enumerate() {
            for (values, sums) in input.chunks_exact(inner).zip(out.chunks_exact_mut(columns)) {
                let start = block * TOGETHER;
                add_scaled(sums, values.get(start..inner.min(start + TOGETHER)).unwrap_or(&[]), rows);
            }
        }
        out
    }
}

/// Adds each row, scaled by its value, to the sums.
fn add_scaled(sums: &mut [f32], values: &[f32], rows: &[f32]) {
    let columns = sums.len();
    if let (&[a, b, c, d], true) = (values, rows.len() == TOGETHER * columns) {
        let (first, rest) = rows.split_at(columns);
        let (second, rest) = rest.split_at(columns);
        let (third, fourth) = rest.split_at(columns);
        let weights = first.iter().zip(second).zip(third.iter().zip(fourth));
        for (sum, ((first, second), (third, fourth))) in sums.iter_mut().zip(weights) {
            *sum += (a * first + b * second) + (c * third + d * fourth);
        }
    } else {
        for (value, row) in values.iter().zip(rows.chunks_exact(columns.max(1))) {
            sums.iter_mut().zip(row).for_each(|(sum, weight)| *sum += value * weight);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_what_the_school_teaches() {
        // Five rows: four together and one left over.
        let matrix = Matrix { columns: 2, values: (1..=10).map(|n| n as f32).collect() };
        assert_eq!(
            matrix.product(&[1.0, 0.0, 2.0, 0.0, 3.0, 0.0, 1.0, 0.0, 1.0, 0.0]),
            [38.0, 44.0, 10.0, 12.0]
        );
    }

    #[test]
    fn rounding_keeps_values_within_half_a_step_and_far_ones_whole() {
        let values = [0.1, -0.2, 0.3, 90.0, 0.0, 0.25];
        for (kept, value) in Steps::by_column(&values, 1, 0.01).matrix().values.iter().zip(values) {
            assert!((kept - value).abs() <= 90.0 / 127.0 / 2.0 + 1e-6, "{kept} for {value}");
        }
    }
}
