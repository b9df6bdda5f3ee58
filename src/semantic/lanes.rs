//! What is computed many numbers at a time: exact, so that every machine comes to the same.

/// Columns of a matrix that are multiplied at a time.
pub(super) const COLUMNS: usize = 8;
/// Rows of a matrix that are multiplied at a time.
pub(super) const ROWS: usize = 2;
/// Lines of numbers that are multiplied together.
pub(super) const LINES: usize = 4;

/// Numbers in a tile.
pub(super) const TILE: usize = COLUMNS * ROWS;

/// The numbers of [`COLUMNS`] columns in [`ROWS`] rows; those of a column stand beside each other.
pub(super) type Tile = [i8; TILE];
/// The numbers of a line that meet a tile.
pub(super) type Pair = [i16; ROWS];

/// The products of lines with [`COLUMNS`] columns, whose tiles stand one below the other: each tile is read once.
///
/// The sums wrap around where they do not fit 32 bits.
pub(super) fn products(tiles: &[Tile], [a, b, c, d]: [&[Pair]; LINES]) -> [[i32; COLUMNS]; LINES] {
    // Each sum has a name, so that all of them stay in registers.
    let [mut left_a, mut left_b, mut left_c, mut left_d] = [four::NONE; LINES];
    let [mut right_a, mut right_b, mut right_c, mut right_d] = [four::NONE; LINES];
    for (tile, ((a, b), (c, d))) in tiles.iter().zip(a.iter().zip(b).zip(c.iter().zip(d))) {
        let (left, right) = four::halves(tile);
        let (a, b, c, d) = (four::repeated(*a), four::repeated(*b), four::repeated(*c), four::repeated(*d));
        left_a = four::added(left_a, left, a);
        left_b = four::added(left_b, left, b);
        left_c = four::added(left_c, left, c);
        left_d = four::added(left_d, left, d);
        right_a = four::added(right_a, right, a);
        right_b = four::added(right_b, right, b);
        right_c = four::added(right_c, right, c);
        right_d = four::added(right_d, right, d);
    }
    [(left_a, right_a), (left_b, right_b), (left_c, right_c), (left_d, right_d)].map(four::beside)
}

/// The highest of some numbers; the lowest that there is where there are none.
pub(super) fn highest(numbers: &[f32]) -> f32 {
    let (fours, rest) = numbers.as_chunks();
    let four = fours.iter().fold(four::LOWEST, four::higher);
    four::each(four).iter().chain(rest).copied().fold(f32::MIN, f32::max)
}

/// Four numbers in one value; the compiler does not find `dot` by itself.
#[cfg(target_arch = "wasm32")]
mod four {
    use std::arch::wasm32::{
        f32x4, f32x4_pmax, i16x8_extend_high_i8x16, i16x8_extend_low_i8x16, i32x4, i32x4_add,
        i32x4_dot_i16x8, i32x4_splat, v128,
    };

    use super::{COLUMNS, Pair, Tile};

    pub(super) const NONE: v128 = i32x4(0, 0, 0, 0);

    #[inline]
    pub(super) fn halves(tile: &Tile) -> (v128, v128) {
        let tile = bytemuck::cast(*tile);
        (i16x8_extend_low_i8x16(tile), i16x8_extend_high_i8x16(tile))
    }

    #[inline]
    pub(super) fn repeated(pair: Pair) -> v128 {
        i32x4_splat(bytemuck::cast(pair))
    }

    #[inline]
    pub(super) fn added(sums: v128, half: v128, pair: v128) -> v128 {
        i32x4_add(sums, i32x4_dot_i16x8(half, pair))
    }

    #[inline]
    pub(super) fn beside(halves: (v128, v128)) -> [i32; COLUMNS] {
        bytemuck::cast([halves.0, halves.1])
    }

    pub(super) const LOWEST: v128 = f32x4(f32::MIN, f32::MIN, f32::MIN, f32::MIN);

    #[inline]
    pub(super) fn higher(one: v128, other: &[f32; 4]) -> v128 {
        f32x4_pmax(one, bytemuck::cast(*other))
    }

    pub(super) fn each(four: v128) -> [f32; 4] {
        bytemuck::cast(four)
    }
}

/// The same in plain Rust.
#[cfg(not(target_arch = "wasm32"))]
mod four {
    use super::{COLUMNS, Pair, ROWS, Tile};

    const HALF: usize = COLUMNS / 2;

    pub(super) const NONE: [i32; HALF] = [0; HALF];

    #[inline]
    pub(super) fn halves(tile: &Tile) -> ([i16; HALF * ROWS], [i16; HALF * ROWS]) {
        let [left, right]: [[i8; HALF * ROWS]; 2] = bytemuck::cast(*tile);
        (left.map(i16::from), right.map(i16::from))
    }

    #[inline]
    pub(super) fn repeated(pair: Pair) -> [i16; HALF * ROWS] {
        bytemuck::cast([pair; HALF])
    }

    #[inline]
    pub(super) fn added(
        mut sums: [i32; HALF],
        half: [i16; HALF * ROWS],
        pair: [i16; HALF * ROWS],
    ) -> [i32; HALF] {
        let (halves, pairs): ([Pair; HALF], [Pair; HALF]) = (bytemuck::cast(half), bytemuck::cast(pair));
        for (sum, ([a, b], [x, y])) in sums.iter_mut().zip(halves.into_iter().zip(pairs)) {
            let products = i32::from(a) * i32::from(x) + i32::from(b) * i32::from(y);
            *sum = sum.wrapping_add(products);
        }
        sums
    }

    #[inline]
    pub(super) fn beside((left, right): ([i32; HALF], [i32; HALF])) -> [i32; COLUMNS] {
        bytemuck::cast([left, right])
    }

    pub(super) const LOWEST: [f32; 4] = [f32::MIN; 4];

    #[inline]
    pub(super) fn higher(one: [f32; 4], other: &[f32; 4]) -> [f32; 4] {
        [0, 1, 2, 3].map(|at| if other[at] > one[at] { other[at] } else { one[at] })
    }

    pub(super) fn each(four: [f32; 4]) -> [f32; 4] {
        four
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_each_column_with_each_line() {
        let tiles: Vec<Tile> =
            (0..5).map(|row| std::array::from_fn(|at| ((row * 16 + at) * 29 % 255) as i8)).collect();
        let line = |seed: i32| -> Vec<Pair> {
            (0..5).map(|row| [2 * row, 2 * row + 1].map(|at| (at * seed % 30_011 - 15_000) as i16)).collect()
        };
        let lines = [line(7_919), line(104_729), line(31), line(2)];
        let found = products(&tiles, [0, 1, 2, 3].map(|at| lines[at].as_slice()));
        for (line, found) in lines.iter().zip(found) {
            for (column, found) in found.into_iter().enumerate() {
                let both = |(tile, pair): (&Tile, &Pair)| -> i32 {
                    (0..ROWS).map(|row| i32::from(tile[column * ROWS + row]) * i32::from(pair[row])).sum()
                };
                assert_eq!(found, tiles.iter().zip(line).map(both).sum::<i32>(), "column {column}");
            }
        }
    }

    #[test]
    fn the_highest_is_found_wherever_it_stands() {
        let mut numbers = vec![-0.5; 11];
        assert_eq!(highest(&numbers), -0.5);
        for place in 0..numbers.len() {
            numbers[place] = place as f32;
            assert_eq!(highest(&numbers), numbers[place]);
        }
        assert_eq!(highest(&[]), f32::MIN);
    }
}
