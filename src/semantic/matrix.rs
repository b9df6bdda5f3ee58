//! Matrices in steps of one byte: row after row at rest, in tiles in use.

use bytes::Bytes;

use super::lanes::{COLUMNS, LINES, Pair, ROWS, TILE, Tile, products};

/// Rows of small whole numbers; a value is its number of steps times the scale of its line.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Steps {
    /// Numbers in a row.
    pub columns: usize,
    /// All rows, one after the other; each byte is a signed number.
    pub steps: Bytes,
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
        let row = self.steps.get(start..start.saturating_add(self.columns));
        bytemuck::cast_slice(row.unwrap_or(&[]))
    }

    /// Number of rows.
    pub fn rows(&self) -> usize {
        self.steps.len() / self.columns.max(1)
    }

    /// The blocks of `rows` rows each, beside each other, where the scales are those of the columns.
    #[must_use]
    pub fn beside(&self, rows: usize) -> Self {
        let blocks = self.rows() / rows.max(1);
        let row = |row: usize| (0..blocks).flat_map(move |block| self.row(block * rows + row));
        let steps = (0..rows).flat_map(row).map(|step| *step as u8).collect();
        Self { columns: self.columns * blocks, steps, scales: self.scales.repeat(blocks) }
    }

    /// The matrix to multiply with, where the scales are those of its columns.
    pub fn matrix(&self) -> Matrix {
        let step = |row: usize, column: usize| self.row(row).get(column).copied().unwrap_or(0);
        Matrix::from_steps(self.rows(), self.scales.clone(), step)
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

fn rounded(value: f32, scale: f32) -> u8 {
    // The first cast saturates.
    (value / scale).round() as i8 as u8
}

/// A matrix to multiply with. Its steps stand in tiles of two rows and eight columns, those of the same
/// columns one below the other; zeros fill the last ones.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Matrix {
    rows: usize,
    tiles: Bytes,
    scales: Vec<f32>,
}

/// The largest number of an input's line becomes this many steps: finer than the weights are known, and small enough
/// that the sum over 1,280 of them fits 32 bits.
const FINEST: f32 = 16_383.0;

impl Matrix {
    /// A matrix of so many rows, with a column for each scale; `step` tells the step in a row and column.
    pub fn from_steps(rows: usize, scales: Vec<f32>, step: impl Fn(usize, usize) -> i8) -> Self {
        let inside = |row, column| if row < rows && column < scales.len() { step(row, column) } else { 0 };
        let tile = |row, column| (0..TILE).map(move |at| (row + at % ROWS, column + at / ROWS));
        let places = (0..scales.len())
            .step_by(COLUMNS)
            .flat_map(|column| (0..rows).step_by(ROWS).flat_map(move |row| tile(row, column)));
        let tiles = places.map(|(row, column)| inside(row, column) as u8).collect();
        Self { rows, tiles, scales }
    }

    /// A matrix as [`Matrix::tiles`] and [`Matrix::scales`] tell it; none where their lengths do not fit.
    pub(super) fn from_tiles(rows: usize, tiles: Bytes, scales: Vec<f32>) -> Option<Self> {
        let expected = scales.len().div_ceil(COLUMNS).checked_mul(rows.div_ceil(ROWS))?.checked_mul(TILE);
        (expected == Some(tiles.len())).then_some(Self { rows, tiles, scales })
    }

    /// Rows and columns.
    pub fn shape(&self) -> (usize, usize) {
        (self.rows, self.scales.len())
    }

    /// All tiles, as bytes.
    pub(super) fn tiles(&self) -> &Bytes {
        &self.tiles
    }

    /// The scale of each column.
    pub fn scales(&self) -> &[f32] {
        &self.scales
    }

    /// The steps of a column; empty where there is none.
    pub fn column(&self, index: usize) -> Vec<i8> {
        let blocks = self.blocks().nth(index / COLUMNS).unwrap_or_default().iter();
        let steps = blocks.filter_map(|tile| tile.as_chunks::<ROWS>().0.get(index % COLUMNS));
        steps.flatten().copied().take(self.rows).collect()
    }

    /// The tiles of the same columns, block after block.
    fn blocks(&self) -> impl Iterator<Item = &[Tile]> {
        bytemuck::cast_slice(&self.tiles).chunks_exact(self.rows.div_ceil(ROWS).max(1))
    }

    /// The product of `input`, whose lines are as long as this matrix has rows, with the matrix.
    ///
    /// Both are multiplied as whole numbers; an input of `n` lines gives `n` lines as long as the matrix has columns.
    pub fn product(&self, input: &[f32]) -> Vec<f32> {
        let columns = self.scales.len().max(1);
        let (pairs, sizes) = in_steps(input, self.rows);
        let lines: Vec<&[Pair]> = pairs.chunks_exact(self.rows.div_ceil(ROWS).max(1)).collect();
        let mut out = vec![0.0; lines.len() * self.scales.len()];
        let together = lines.chunks(LINES).zip(sizes.chunks(LINES));
        for ((lines, sizes), out) in together.zip(out.chunks_mut(LINES * columns)) {
            // Fewer than four lines are as many as four.
            let four = [0, 1, 2, 3].map(|at| lines.get(at).or(lines.last()).copied().unwrap_or_default());
            for (block, (tiles, scales)) in self.blocks().zip(self.scales.chunks(COLUMNS)).enumerate() {
                let sums = products(tiles, four);
                for ((line, size), sums) in out.chunks_exact_mut(columns).zip(sizes).zip(sums) {
                    let cells = line.get_mut(block * COLUMNS..).unwrap_or_default();
                    for (cell, (sum, scale)) in cells.iter_mut().zip(sums.into_iter().zip(scales)) {
                        *cell = sum as f32 * (scale * size);
                    }
                }
            }
        }
        out
    }
}

/// Lines of numbers as steps, two by two, and the size of a step in each line.
fn in_steps(input: &[f32], length: usize) -> (Vec<Pair>, Vec<f32>) {
    let length = length.max(1);
    let mut pairs = Vec::with_capacity(input.len() / length * length.div_ceil(ROWS));
    let mut sizes = Vec::with_capacity(input.len() / length);
    for line in input.chunks_exact(length) {
        let largest = line.iter().fold(f32::MIN_POSITIVE, |largest, value| largest.max(value.abs()));
        let per_value = FINEST / largest;
        let step = |value: f32| (value * per_value).round_ties_even() as i16;
        let (twos, rest) = line.as_chunks::<ROWS>();
        pairs.extend(twos.iter().map(|two| two.map(step)));
        pairs.extend(rest.first().map(|last| [step(*last), 0]));
        sizes.push(largest / FINEST);
    }
    (pairs, sizes)
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
        for (kept, value) in steps.iter().map(|steps| f32::from(*steps as i8) * scales[0]).zip(values) {
            assert!((kept - value).abs() <= 90.0 / 127.0 / 2.0 + 1e-6, "{kept} for {value}");
        }
    }
}
