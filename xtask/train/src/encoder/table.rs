//! `cargo xtask encoder --table`: what the encoder could be made like, and what each way reaches.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context as _, Result};
use kaito::matching::model::LinearModel;
use kaito::matching::posterior::Classifier;
use kaito::semantic::SemanticParts;
use kaito::semantic::phrases::Phrases;
use kaito::semantic::tokenizer::Tokenizer;
use kaito::{Knowledge, Semantics};

use super::super::bank::Bank;
use super::super::questions::{self, Encoder, Labelled};
use super::averaged::Averaged;
use super::{SHIPPED, Settings, add_phrases, convert};

/// The networks of the table, each with its name.
const VARIANTS: [(&str, Settings); 6] = [
    ("shipped", SHIPPED),
    ("6,000 pieces", Settings { pieces: 6_000, ..SHIPPED }),
    ("24,000 pieces", Settings { pieces: 24_000, ..SHIPPED }),
    ("coarser matrices", Settings { matrix_step: 0.5, ..SHIPPED }),
    ("finer matrices and table", Settings { matrix_step: 0.12, table_step: 0.35, ..SHIPPED }),
    ("64 axes", Settings { axes: 64, ..SHIPPED }),
];

/// Prints the table for the labelled questions, which no variant was made from.
///
/// # Errors
/// A package of another make at `wheel`.
pub fn print(knowledge: &Knowledge, bank: &Bank, labelled: &[Labelled], wheel: &Path) -> Result<()> {
    let classifier = Classifier::new(LinearModel::embedded()?);
    println!(
        "| variant | file | ms a question | hit1 | hit5 | coverage at 1 % | at 5 % |\n|---|---|---|---|---|---|---|"
    );
    let row = |name: &str, bytes: usize, meaning: Option<Encoder<'_>>| {
        let figures = questions::figures(&classifier, labelled, meaning);
        let size = if bytes == 0 { "–".to_owned() } else { format!("{:.1} MB", bytes as f64 / 1e6) };
        println!("| {name} | {size} | {:.2} | {figures} |", milliseconds(&classifier, labelled, meaning));
    };
    row("words", 0, None);
    let shipped = convert(knowledge, bank, wheel, SHIPPED)?;
    let (parts, tokenizer) = (averages(knowledge, bank, &shipped), tokenizer(&shipped));
    let averaged = Averaged::new(&shipped, &tokenizer, bank);
    let phrases = Phrases::new(parts.phrases.clone()).context("phrasings of another shape")?;
    let meaning = |text: &str| phrases.meanings(&[averaged.encode(&tokenizer.pieces(text))]).remove(0);
    row("words and mean embedding", parts.write_deflated()?.len(), Some(&meaning));
    for (name, settings) in VARIANTS {
        let parts = convert(knowledge, bank, wheel, settings)?;
        let bytes = parts.write_deflated()?.len();
        let semantics = Semantics::from_parts(parts)?;
        row(
            &format!("words and network, {name}"),
            bytes,
            Some(&|text| semantics.meanings(&[text]).remove(0)),
        );
    }
    Ok(())
}

/// The parts without the network, the phrasings as mean embeddings.
fn averages(knowledge: &Knowledge, bank: &Bank, shipped: &SemanticParts) -> SemanticParts {
    let tokenizer = tokenizer(shipped);
    let averaged = Averaged::new(shipped, &tokenizer, bank);
    let encode = |text: &str| averaged.encode(&tokenizer.pieces(text));
    let sentences: Vec<Vec<f32>> = bank.samples.iter().map(|sample| encode(&sample.text)).collect();
    let mut parts = SemanticParts { matrices: Vec::new(), vectors: Vec::new(), ..shipped.clone() };
    add_phrases(&mut parts, knowledge, bank, &sentences, SHIPPED.axes);
    parts
}

fn tokenizer(parts: &SemanticParts) -> Tokenizer {
    Tokenizer::new(parts.pieces.clone(), parts.piece_scores.clone(), parts.unknown_score)
}

/// Milliseconds of one core that a question takes, ranking included; natively.
fn milliseconds(classifier: &Classifier, labelled: &[Labelled], meaning: Option<Encoder<'_>>) -> f64 {
    let mut rounds: Vec<f64> = (0..5)
        .map(|_| {
            let start = Instant::now();
            labelled.iter().for_each(|question| drop(question.posterior(classifier, meaning)));
            start.elapsed().as_secs_f64() * 1000.0 / labelled.len() as f64
        })
        .collect();
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}
