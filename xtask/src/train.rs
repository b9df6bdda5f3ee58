//! `cargo xtask train`: trains the matcher's model and its confidence, and prints what they reach.

mod bank;
mod calibrate;
mod fit;
mod questions;
mod svm;

use std::path::Path;

use anyhow::{Context as _, Result};
use kaito::Knowledge;
use kaito::matching::model::LinearModel;
use kaito::matching::posterior::Classifier;

use bank::Bank;
use fit::{Settings, fit};
use questions::Labelled;

/// The settings of the committed model; the table shows what others reach.
const SHIPPED: Settings = Settings { min_documents: 2, cost: 1.0, keep: 500_000 };

/// Where the model and its confidence are kept, from the project's root.
const MODEL: &str = "data/model/linear.bin";
const CONFIDENCE: &str = "data/model/confidence.tsv";

/// Trains and writes; with `table`, tries other settings and writes nothing.
pub fn run(root: &Path, table: bool) -> Result<()> {
    let knowledge = Knowledge::embedded()?;
    let bank = Bank::collect(&knowledge);
    let labelled = Labelled::read(&root.join("data/eval/dev.jsonl"))?;
    if table {
        return print_table(&bank, &labelled);
    }
    let all: Vec<usize> = (0..bank.samples.len()).collect();
    let parts = fit(&bank, &all, SHIPPED);
    let bytes = parts.encode();
    let classifier = Classifier::new(LinearModel::decode(&bytes)?);
    println!("{}", questions::report("shipped", &classifier, &labelled, bytes.len()));
    let confidence = calibrate::fit_confidence(&bank, &classifier, &labelled, SHIPPED);
    let write = |path: &str, bytes: &[u8]| std::fs::write(root.join(path), bytes).with_context(|| format!("writing {path}"));
    write(MODEL, &bytes)?;
    write(CONFIDENCE, confidence.as_bytes())
}

fn print_table(bank: &Bank, labelled: &[Labelled]) -> Result<()> {
    let all: Vec<usize> = (0..bank.samples.len()).collect();
    for min_documents in [2, 3] {
        for keep in [1_000_000, 500_000, 400_000, 300_000, 200_000] {
            let settings = Settings { min_documents, keep, ..SHIPPED };
            let bytes = fit(bank, &all, settings).encode();
            let classifier = Classifier::new(LinearModel::decode(&bytes)?);
            let name = format!("terms in ≥ {min_documents}, {keep} weights");
            println!("{}", questions::report(&name, &classifier, labelled, bytes.len()));
        }
    }
    Ok(())
}
