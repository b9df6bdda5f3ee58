//! The encoder: embeddings, three branches of convolutions over neighbouring pieces, and dense layers on their mean.

use std::collections::{BTreeSet, HashMap};

use super::branch::{BRANCH, Branch, Convolution, Shares};
use super::matrix::{Matrix, Steps};

/// Numbers of an embedding, and of a sentence vector.
pub const WIDTH: usize = 512;
/// Pieces that each branch looks at, and how many of them stand before the piece itself.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Numbers of a piece after its branches.
const FEATURES: usize = WIDTH + WINDOWS.len() * BRANCH;
/// Pieces that are kept: the words of some hundred questions, 13 kB each.
const KEPT: usize = 2_000;
/// Keeps a division by a spread of 0 finite; the encoder was trained with it.
const EPSILON: f32 = 1e-12;

/// Rows and columns of the matrices, in the order of [`Network::new`].
pub const MATRICES: [(usize, usize); 14] = [
    (WIDTH, WINDOWS.len() * BRANCH),
    (BRANCH, 2 * BRANCH),
    (BRANCH, 2 * BRANCH),
    (BRANCH, 3 * BRANCH),
    (BRANCH, 3 * BRANCH),
    (BRANCH, 5 * BRANCH),
    (BRANCH, 5 * BRANCH),
    (FEATURES, WIDTH),
    (WIDTH, 320),
    (WIDTH, 320),
    (320, 320),
    (320, WIDTH),
    (320, WIDTH),
    (WIDTH, WIDTH),
];

/// Lengths of the vectors, in the order of [`Network::new`].
pub const VECTORS: [usize; 13] = [
    WIDTH,
    WINDOWS.len() * BRANCH,
    WINDOWS.len() * BRANCH,
    WINDOWS.len() * BRANCH,
    BRANCH,
    BRANCH,
    BRANCH,
    BRANCH,
    BRANCH,
    BRANCH,
    FEATURES,
    FEATURES,
    WIDTH,
];

/// The encoder's weights.
#[derive(Debug)]
pub struct Network {
    /// Embeddings of the pieces, as differences from `mean`.
    table: Steps,
    mean: Vec<f32>,
    project: Layer,
    project_norm: Norm,
    branches: Vec<Branch>,
    norm: Norm,
    pool: Layer,
    dense: Vec<Matrix>,
}

#[derive(Debug)]
struct Layer {
    weights: Matrix,
    bias: Vec<f32>,
}

/// Scales numbers to mean 0 and spread 1, then by learned factors.
#[derive(Debug)]
struct Norm {
    factor: Vec<f32>,
    offset: Vec<f32>,
}

/// What the first layer of each branch has made of pieces: words and headings that questions of a workbook share.
#[derive(Debug, Default)]
pub struct Seen(HashMap<u32, Vec<Shares>>);

impl Network {
    /// An encoder over its embeddings, matrices ([`MATRICES`]) and vectors ([`VECTORS`]): mean embedding; projection's
    /// bias, factor, offset; two biases for each window; factor and offset before pooling; pooling's bias.
    ///
    /// None where a shape is another.
    pub fn new(table: Steps, matrices: Vec<Matrix>, vectors: Vec<Vec<f32>>) -> Option<Self> {
        let shaped = matrices.iter().map(Matrix::shape).eq(MATRICES);
        let long = vectors.iter().map(Vec::len).eq(VECTORS);
        if !shaped || !long || table.columns != WIDTH {
            return None;
        }
        let (mut matrices, mut vectors) = (matrices.into_iter(), vectors.into_iter());
        let mean = vectors.next()?;
        let project = Layer { weights: matrices.next()?, bias: vectors.next()? };
        let project_norm = Norm { factor: vectors.next()?, offset: vectors.next()? };
        let branch = |window| {
            let mut convolution = || Some(Convolution::new(matrices.next()?, vectors.next()?));
            Some(Branch::new(window, convolution()?, convolution()?))
        };
        let branches = WINDOWS.into_iter().map(branch).collect::<Option<_>>()?;
        let norm = Norm { factor: vectors.next()?, offset: vectors.next()? };
        let pool = Layer { weights: matrices.next()?, bias: vectors.next()? };
        let dense = matrices.collect();
        Some(Self { table, mean, project, project_norm, branches, norm, pool, dense })
    }

    /// The sentence vectors of texts in pieces: [`WIDTH`] numbers of length 1 each, whatever has been `seen` before and
    /// whichever texts come together.
    pub fn encode(&self, texts: &[Vec<u32>], seen: &mut Seen) -> Vec<Vec<f32>> {
        self.learn(texts, seen);
        let seen = &seen.0;
        let output =
            |(index, branch): (usize, &Branch)| branch.apply(texts, |piece| seen.get(piece)?.get(index));
        let outputs: Vec<_> = self.branches.iter().enumerate().map(output).collect();
        let features = |(index, pieces): (usize, &Vec<u32>)| {
            self.features(pieces, outputs.iter().filter_map(|texts| texts.get(index)))
        };
        let sums = texts.iter().enumerate().map(features).collect::<Vec<_>>().concat();
        let mut pooled = self.pool.weights.product(&sums);
        for (pooled, pieces) in pooled.chunks_exact_mut(WIDTH).zip(texts) {
            let count = pieces.len().max(1) as f32;
            for (pooled, bias) in pooled.iter_mut().zip(&self.pool.bias) {
                *pooled = (*pooled + count * bias) / count.sqrt();
            }
        }
        self.finish(&pooled).chunks_exact(WIDTH).map(<[f32]>::to_vec).collect()
    }

    /// The sum over a text's pieces of what is known of each: its embedding, and what every branch makes of it.
    fn features<'o>(&self, pieces: &[u32], outputs: impl Iterator<Item = &'o Vec<f32>> + Clone) -> Vec<f32> {
        let mut sum = vec![0.0; FEATURES];
        let mut features = Vec::with_capacity(FEATURES);
        for (index, piece) in pieces.iter().enumerate() {
            features.clear();
            features.extend(self.embedding(*piece));
            for output in outputs.clone() {
                features.extend(output.chunks_exact(BRANCH).nth(index).unwrap_or_default());
            }
            self.norm.apply(&mut features);
            sum.iter_mut().zip(&features).for_each(|(sum, feature)| *sum += feature);
        }
        sum
    }

    /// Computes what every branch makes of the pieces that it has not met yet.
    fn learn(&self, texts: &[Vec<u32>], seen: &mut Seen) {
        if seen.0.len() > KEPT {
            seen.0.clear();
        }
        let unknown = texts.iter().flatten().copied().filter(|piece| !seen.0.contains_key(piece));
        let new: BTreeSet<u32> = unknown.collect();
        let mut embedded = Vec::with_capacity(new.len() * WIDTH);
        new.iter().for_each(|piece| embedded.extend(self.embedding(*piece)));
        let mut projected = self.project.apply(&embedded);
        self.project_norm.apply(&mut projected);
        let branches = self.branches.iter().enumerate();
        let mut made: Vec<_> =
            branches.map(|(index, branch)| branch.shares(&part(&projected, index)).into_iter()).collect();
        let shares = |piece| (piece, made.iter_mut().filter_map(Iterator::next).collect());
        seen.0.extend(new.into_iter().map(shares));
    }

    fn embedding(&self, piece: u32) -> impl Iterator<Item = f32> {
        let scale = self.table.scales.get(piece as usize).copied().unwrap_or(0.0);
        let row = self.table.row(piece as usize);
        // A piece without a row is the mean piece.
        let row = if row.is_empty() { &[0; WIDTH] } else { row };
        row.iter().zip(&self.mean).map(move |(steps, mean)| f32::from(*steps) * scale + mean)
    }

    /// The dense layers over lines of [`WIDTH`] numbers, two of them with a second path around.
    fn finish(&self, pooled: &[f32]) -> Vec<f32> {
        let [enter, around, second, third, past, last] = &self.dense[..] else {
            return Vec::new();
        };
        let first = positive(enter.product(pooled));
        let middle = positive(added(around.product(pooled), &second.product(&first)));
        let inner = positive(third.product(&middle));
        let mut vector = added(past.product(&middle), &last.product(&inner));
        vector.iter_mut().for_each(|value| *value = value.tanh());
        vector.chunks_exact_mut(WIDTH).for_each(unit);
        vector
    }
}

impl Layer {
    fn apply(&self, input: &[f32]) -> Vec<f32> {
        let mut out = self.weights.product(input);
        for row in out.chunks_exact_mut(self.bias.len().max(1)) {
            row.iter_mut().zip(&self.bias).for_each(|(value, bias)| *value += bias);
        }
        out
    }
}

impl Norm {
    fn apply(&self, values: &mut [f32]) {
        let width = self.factor.len().max(1);
        for row in values.chunks_exact_mut(width) {
            let mean = sum(row, |value| value) / width as f32;
            let variance = sum(row, |value| (value - mean).powi(2)) / width as f32;
            let scale = (variance + EPSILON).sqrt().recip();
            for (value, (factor, offset)) in row.iter_mut().zip(self.factor.iter().zip(&self.offset)) {
                *value = (*value - mean) * scale * factor + offset;
            }
        }
    }
}

/// The sum over a row, whose length is a multiple of 8; in eight sums, so that they are added at once.
fn sum(row: &[f32], of: impl Fn(f32) -> f32) -> f32 {
    let (eights, _) = row.as_chunks::<8>();
    let mut sums = [0.0; 8];
    for eight in eights {
        sums.iter_mut().zip(eight).for_each(|(sum, value)| *sum += of(*value));
    }
    sums.iter().sum()
}

/// The numbers of one branch, piece after piece.
fn part(projected: &[f32], branch: usize) -> Vec<f32> {
    let own = projected.chunks_exact(BRANCH).skip(branch).step_by(WINDOWS.len());
    own.collect::<Vec<_>>().concat()
}

fn positive(mut values: Vec<f32>) -> Vec<f32> {
    values.iter_mut().for_each(|value| *value = value.max(0.0));
    values
}

fn added(mut values: Vec<f32>, others: &[f32]) -> Vec<f32> {
    values.iter_mut().zip(others).for_each(|(value, other)| *value += other);
    values
}

/// Scales a vector to length 1.
pub(super) fn unit(vector: &mut [f32]) {
    let length = vector.iter().map(|value| value * value).sum::<f32>().sqrt().max(EPSILON);
    vector.iter_mut().for_each(|value| *value /= length);
}
