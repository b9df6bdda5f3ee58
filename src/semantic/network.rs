//! The encoder: embeddings, three branches of convolutions over neighbouring pieces, and dense layers on their mean.

use super::matrix::{Matrix, Steps};

/// Numbers of an embedding, and of a sentence vector.
pub const WIDTH: usize = 512;
/// Numbers that a branch computes for each piece.
const BRANCH: usize = 256;
/// Pieces that each branch looks at, and how many of them stand before the piece itself.
const WINDOWS: [(usize, usize); 3] = [(2, 0), (3, 1), (5, 2)];
/// Numbers of a piece after its branches.
const FEATURES: usize = WIDTH + WINDOWS.len() * BRANCH;
/// Keeps a division by a spread of 0 finite; the encoder was trained with it.
const EPSILON: f32 = 1e-12;

/// Rows and columns of the matrices, in the order of [`Network::new`].
pub const MATRICES: [(usize, usize); 14] = [
    (WIDTH, WINDOWS.len() * BRANCH),
    (2 * BRANCH, BRANCH),
    (2 * BRANCH, BRANCH),
    (3 * BRANCH, BRANCH),
    (3 * BRANCH, BRANCH),
    (5 * BRANCH, BRANCH),
    (5 * BRANCH, BRANCH),
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

/// Two convolutions over a window of pieces.
#[derive(Debug)]
struct Branch {
    window: usize,
    before: usize,
    first: Layer,
    second: Layer,
}

impl Network {
    /// An encoder over its embeddings, matrices ([`MATRICES`]) and vectors ([`VECTORS`]): mean embedding; projection's
    /// bias, factor, offset; two biases for each window; factor and offset before pooling; pooling's bias.
    ///
    /// None where a shape is another.
    pub fn new(table: Steps, matrices: Vec<Steps>, vectors: Vec<Vec<f32>>) -> Option<Self> {
        let fits = |matrix: &Steps, shape: &(usize, usize)| (matrix.rows(), matrix.columns) == *shape;
        let shaped =
            matrices.len() == MATRICES.len() && matrices.iter().zip(&MATRICES).all(|(m, s)| fits(m, s));
        let long = vectors.iter().map(Vec::len).eq(VECTORS);
        if !shaped || !long || table.columns != WIDTH {
            return None;
        }
        let mut matrices = matrices.iter().map(Steps::matrix);
        let mut vectors = vectors.into_iter();
        let mean = vectors.next()?;
        let project = Layer { weights: matrices.next()?, bias: vectors.next()? };
        let project_norm = Norm { factor: vectors.next()?, offset: vectors.next()? };
        let mut layer = || Some(Layer { weights: matrices.next()?, bias: vectors.next()? });
        let branch = |(window, before)| Some(Branch { window, before, first: layer()?, second: layer()? });
        let branches = WINDOWS.into_iter().map(branch).collect::<Option<_>>()?;
        let norm = Norm { factor: vectors.next()?, offset: vectors.next()? };
        let pool = Layer { weights: matrices.next()?, bias: vectors.next()? };
        Some(Self { table, mean, project, project_norm, branches, norm, pool, dense: matrices.collect() })
    }

    /// The sentence vector of a text's pieces: [`WIDTH`] numbers of length 1.
    pub fn encode(&self, pieces: &[u32]) -> Vec<f32> {
        let embedded: Vec<f32> = pieces.iter().flat_map(|piece| self.embedding(*piece)).collect();
        let mut projected = self.project.apply(&embedded);
        self.project_norm.apply(&mut projected);
        let outputs: Vec<Vec<f32>> = self
            .branches
            .iter()
            .enumerate()
            .map(|(index, branch)| branch.apply(&part(&projected, index)))
            .collect();
        let mut sum = vec![0.0; FEATURES];
        for (index, embedding) in embedded.chunks_exact(WIDTH).enumerate() {
            let mut features = embedding.to_vec();
            for output in &outputs {
                features.extend(output.iter().skip(index * BRANCH).take(BRANCH));
            }
            self.norm.apply(&mut features);
            sum.iter_mut().zip(features).for_each(|(sum, feature)| *sum += feature);
        }
        let count = pieces.len().max(1) as f32;
        let mut pooled = self.pool.weights.product(&sum);
        for (pooled, bias) in pooled.iter_mut().zip(&self.pool.bias) {
            *pooled = (*pooled + count * bias) / count.sqrt();
        }
        self.finish(&pooled)
    }

    fn embedding(&self, piece: u32) -> impl Iterator<Item = f32> {
        let scale = self.table.scales.get(piece as usize).copied().unwrap_or(0.0);
        let steps = self.table.row(piece as usize).iter().map(|steps| f32::from(*steps));
        // A piece without a row is the mean piece.
        let steps = steps.chain(std::iter::repeat(0.0));
        steps.zip(&self.mean).map(move |(steps, mean)| steps * scale + mean)
    }

    /// The dense layers, two of them with a second path around.
    fn finish(&self, pooled: &[f32]) -> Vec<f32> {
        let [enter, around, second, third, past, last] = &self.dense[..] else {
            return Vec::new();
        };
        let first = positive(enter.product(pooled));
        let middle = positive(added(around.product(pooled), &second.product(&first)));
        let inner = positive(third.product(&middle));
        let mut vector = added(past.product(&middle), &last.product(&inner));
        vector.iter_mut().for_each(|value| *value = value.tanh());
        unit(&mut vector);
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
            let mean = row.iter().sum::<f32>() / width as f32;
            let variance = row.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / width as f32;
            let scale = (variance + EPSILON).sqrt().recip();
            for (value, (factor, offset)) in row.iter_mut().zip(self.factor.iter().zip(&self.offset)) {
                *value = (*value - mean) * scale * factor + offset;
            }
        }
    }
}

impl Branch {
    fn apply(&self, input: &[f32]) -> Vec<f32> {
        let first = self.convolve(&self.first, input);
        self.convolve(&self.second, &first)
    }

    /// What the layer makes of each window, its negative part cut off, added to the input.
    fn convolve(&self, layer: &Layer, input: &[f32]) -> Vec<f32> {
        let after = self.window - 1 - self.before;
        let outside = |pieces: usize| std::iter::repeat_n(0.0, pieces * BRANCH);
        let padded: Vec<f32> =
            outside(self.before).chain(input.iter().copied()).chain(outside(after)).collect();
        let windows: Vec<f32> =
            padded.windows(self.window * BRANCH).step_by(BRANCH).flatten().copied().collect();
        added(positive(layer.apply(&windows)), input)
    }
}

/// The numbers of one branch, piece after piece.
fn part(projected: &[f32], branch: usize) -> Vec<f32> {
    let rows = projected.chunks_exact(WINDOWS.len() * BRANCH);
    rows.flat_map(|row| row.iter().skip(branch * BRANCH).take(BRANCH)).copied().collect()
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
