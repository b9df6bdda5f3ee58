//! A branch of the encoder: two convolutions over neighbouring pieces.
//!
//! A convolution adds up what its matrix makes of each piece in a window. What the first one's makes of a piece depends
//! on the piece and its place alone. Questions of one workbook repeat words and headings, so it is kept: the numbers are
//! the same, whatever was asked before.

use std::collections::HashMap;

use super::matrix::Matrix;

/// Numbers that a branch computes for each piece.
pub const BRANCH: usize = 256;
/// Pieces in the widest window.
const WIDEST: usize = 5;
/// Stands in a window for what is before or behind the text.
const OUTSIDE: u32 = u32::MAX;

/// Two convolutions over a window of pieces.
#[derive(Debug)]
pub struct Branch {
    window: usize,
    before: usize,
    first: Convolution,
    second: Convolution,
}

/// A layer: for a line of [`BRANCH`] numbers its matrix gives as many for each place in the window.
#[derive(Debug)]
pub struct Convolution {
    weights: Matrix,
    bias: Vec<f32>,
}

/// The numbers of a piece, and what a convolution makes of them for each place in its window.
#[derive(Debug)]
pub struct Shares(Vec<f32>);

impl Branch {
    /// A branch whose windows have so many pieces, and so many of them before the piece itself.
    pub fn new((window, before): (usize, usize), first: Convolution, second: Convolution) -> Self {
        Self { window, before, first, second }
    }

    /// What the first layer makes of pieces, whose numbers stand line after line.
    pub fn shares(&self, numbers: &[f32]) -> Vec<Shares> {
        self.first.shares(numbers)
    }

    /// For each text [`BRANCH`] numbers a piece, from the pieces' [`shares`](Self::shares).
    pub fn apply<'s>(&self, texts: &[Vec<u32>], known: impl Fn(&u32) -> Option<&'s Shares>) -> Vec<Vec<f32>> {
        let (mut met, mut numbers) = (HashMap::new(), Vec::new());
        for pieces in texts {
            let shares: Vec<_> = pieces.iter().map(&known).collect();
            for (at, window) in self.windows(pieces).enumerate() {
                let next = met.len();
                if *met.entry(window).or_insert(next) == next {
                    self.first.sum(self.around(&shares, at), self.before, &mut numbers);
                }
            }
        }
        let made = self.second.shares(&numbers);
        let text = |pieces: &Vec<u32>| {
            let number = |window| met.get(&window).and_then(|number| made.get(*number));
            let shares: Vec<_> = self.windows(pieces).map(number).collect();
            let mut out = Vec::with_capacity(pieces.len() * BRANCH);
            (0..pieces.len()).for_each(|at| self.second.sum(self.around(&shares, at), self.before, &mut out));
            out
        };
        texts.iter().map(text).collect()
    }

    /// The window around each piece of a text.
    fn windows(&self, pieces: &[u32]) -> impl Iterator<Item = [u32; WIDEST]> {
        (0..pieces.len()).map(|at| {
            let mut window = [OUTSIDE; WIDEST];
            for (piece, place) in window.iter_mut().take(self.window).zip(at..) {
                let inside = place.checked_sub(self.before).and_then(|place| pieces.get(place));
                *piece = inside.copied().unwrap_or(OUTSIDE);
            }
            window
        })
    }

    /// The shares of the pieces in the window around a place, none where the text has ended.
    fn around<'s>(
        &self,
        shares: &[Option<&'s Shares>],
        at: usize,
    ) -> impl Iterator<Item = Option<&'s Shares>> {
        let inside = |place: usize| place.checked_sub(self.before).and_then(|place| shares.get(place));
        (at..at + self.window).map(move |place| inside(place).copied().flatten())
    }
}

impl Convolution {
    /// A layer from its matrix, in which [`BRANCH`] columns for each place of a window stand beside each other.
    pub fn new(weights: Matrix, bias: Vec<f32>) -> Self {
        Self { weights, bias }
    }

    /// What becomes of lines of numbers.
    fn shares(&self, numbers: &[f32]) -> Vec<Shares> {
        let made = self.weights.product(numbers);
        let lines = numbers.chunks_exact(BRANCH);
        let made = made.chunks_exact((made.len() / lines.len().max(1)).max(1));
        lines.zip(made).map(|(own, made)| Shares([own, made].concat())).collect()
    }

    /// Adds to `out` the sum over a window, its negative part cut off, and the numbers of the piece at `middle`.
    fn sum<'s>(&self, window: impl Iterator<Item = Option<&'s Shares>>, middle: usize, out: &mut Vec<f32>) {
        let start = out.len();
        out.extend(&self.bias);
        let sum = out.get_mut(start..).unwrap_or_default();
        let mut own: &[f32] = &[];
        for (place, shares) in window.enumerate() {
            let Some(Shares(shares)) = shares else { continue };
            own = if place == middle { shares } else { own };
            let share = shares.chunks_exact(BRANCH).nth(place + 1).unwrap_or_default();
            sum.iter_mut().zip(share).for_each(|(sum, share)| *sum += share);
        }
        sum.iter_mut().zip(own).for_each(|(sum, own)| *sum = sum.max(0.0) + own);
    }
}
