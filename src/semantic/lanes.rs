//! Products of whole numbers, eight at a time: exact, so that every machine comes to the same.

/// Numbers that are multiplied at a time.
const LANES: usize = 8;
/// Lines of numbers that are multiplied together.
pub(super) const TOGETHER: usize = 4;

/// The sum of the products of two lines that are as long.
fn product(weights: &[i8], numbers: &[i16]) -> i32 {
    let ((weights, rest), (numbers, others)) = (weights.as_chunks(), numbers.as_chunks());
    let next =
        |sums, (w, n): (&[i8; LANES], &[i16; LANES])| sums::added(sums, sums::widened(w), sums::loaded(n));
    let sums = weights.iter().zip(numbers).fold(sums::NONE, next);
    sums::total(sums).wrapping_add(rest_product(rest, others))
}

/// [`product`] of two lines of weights with each of up to [`TOGETHER`] lines, all as long: each is read once.
pub(super) fn products(weights: [&[i8]; 2], numbers: &[&[i16]]) -> [[i32; TOGETHER]; 2] {
    let &[a, b, c, d] = numbers else {
        return weights
            .map(|weights| [0, 1, 2, 3].map(|at| numbers.get(at).map_or(0, |line| product(weights, line))));
    };
    let [(first, first_rest), (second, second_rest)] = weights.map(|line| line.as_chunks());
    let [(a, a_rest), (b, b_rest), (c, c_rest), (d, d_rest)] = [a, b, c, d].map(|line| line.as_chunks());
    // Each sum has a name, so that all of them stay in registers.
    let [mut first_a, mut first_b, mut first_c, mut first_d] = [sums::NONE; TOGETHER];
    let [mut second_a, mut second_b, mut second_c, mut second_d] = [sums::NONE; TOGETHER];
    let lines = a.iter().zip(b).zip(c.iter().zip(d));
    for ((first, second), ((a, b), (c, d))) in first.iter().zip(second).zip(lines) {
        let (first, second) = (sums::widened(first), sums::widened(second));
        let (a, b, c, d) = (sums::loaded(a), sums::loaded(b), sums::loaded(c), sums::loaded(d));
        first_a = sums::added(first_a, first, a);
        first_b = sums::added(first_b, first, b);
        first_c = sums::added(first_c, first, c);
        first_d = sums::added(first_d, first, d);
        second_a = sums::added(second_a, second, a);
        second_b = sums::added(second_b, second, b);
        second_c = sums::added(second_c, second, c);
        second_d = sums::added(second_d, second, d);
    }
    let found = [[first_a, first_b, first_c, first_d], [second_a, second_b, second_c, second_d]];
    let mut totals = found.map(|found| found.map(sums::total));
    if first_rest.is_empty() {
        return totals;
    }
    for (totals, weights) in totals.iter_mut().zip([first_rest, second_rest]) {
        for (total, rest) in totals.iter_mut().zip([a_rest, b_rest, c_rest, d_rest]) {
            *total = total.wrapping_add(rest_product(weights, rest));
        }
    }
    totals
}

fn rest_product(weights: &[i8], numbers: &[i16]) -> i32 {
    let products = weights.iter().zip(numbers).map(|(w, n)| i32::from(*w) * i32::from(*n));
    products.fold(0, i32::wrapping_add)
}

/// Four sums in one value; the compiler does not find `dot` by itself.
#[cfg(target_arch = "wasm32")]
mod sums {
    use std::arch::wasm32::{
        i16x8_extend_low_i8x16, i32x4, i32x4_add, i32x4_dot_i16x8, i32x4_extract_lane as lane, i64x2, v128,
    };

    use super::LANES;

    pub(super) const NONE: v128 = i32x4(0, 0, 0, 0);

    #[inline]
    pub(super) fn widened(weights: &[i8; LANES]) -> v128 {
        i16x8_extend_low_i8x16(i64x2(bytemuck::cast(*weights), 0))
    }

    #[inline]
    pub(super) fn loaded(numbers: &[i16; LANES]) -> v128 {
        bytemuck::cast(*numbers)
    }

    #[inline]
    pub(super) fn added(sums: v128, weights: v128, numbers: v128) -> v128 {
        i32x4_add(sums, i32x4_dot_i16x8(weights, numbers))
    }

    pub(super) fn total(sums: v128) -> i32 {
        [lane::<0>(sums), lane::<1>(sums), lane::<2>(sums), lane::<3>(sums)]
            .iter()
            .fold(0, |a, b| a.wrapping_add(*b))
    }
}

/// Sums as above, in plain Rust.
#[cfg(not(target_arch = "wasm32"))]
mod sums {
    use super::LANES;

    pub(super) const NONE: [i32; LANES] = [0; LANES];

    #[inline]
    pub(super) fn widened(weights: &[i8; LANES]) -> [i32; LANES] {
        weights.map(i32::from)
    }

    #[inline]
    pub(super) fn loaded(numbers: &[i16; LANES]) -> [i32; LANES] {
        numbers.map(i32::from)
    }

    #[inline]
    pub(super) fn added(
        mut sums: [i32; LANES],
        weights: [i32; LANES],
        numbers: [i32; LANES],
    ) -> [i32; LANES] {
        for (sum, (weight, number)) in sums.iter_mut().zip(weights.iter().zip(numbers)) {
            *sum = sum.wrapping_add(weight * number);
        }
        sums
    }

    pub(super) fn total(sums: [i32; LANES]) -> i32 {
        sums.into_iter().fold(0, i32::wrapping_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_of_each_line_whatever_the_length() {
        let weights: Vec<i8> = (0..37).map(|n| (n * 29 % 255 - 127) as i8).collect();
        let line = |seed: i32| (0..37).map(|n| (n * seed % 30_011 - 15_000) as i16).collect::<Vec<_>>();
        let lines = [line(7_919), line(104_729), line(31), line(2)];
        for length in [0, 1, 7, 8, 9, 16, 37] {
            let weights = &weights[..length];
            let plain = |line: &Vec<i16>| -> i32 {
                weights.iter().zip(line).map(|(w, n)| i32::from(*w) * i32::from(*n)).sum()
            };
            let [a, b, c, d] = &lines;
            let others: Vec<i8> = weights.iter().map(|weight| weight / 3).collect();
            let short = [a, b, c, d].map(|line| &line[..length]);
            let [found, of_others] = products([weights, &others], &short);
            assert_eq!(found, [a, b, c, d].map(plain), "{length} numbers");
            assert_eq!(of_others, short.map(|line| product(&others, line)), "{length} numbers");
            assert_eq!(products([weights, &others], &short[..2])[0], [plain(a), plain(b), 0, 0]);
            assert_eq!(product(weights, &a[..length]), plain(a), "{length} numbers");
        }
    }
}
