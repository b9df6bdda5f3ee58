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
const SHIPPED: Settings = Settings { min_documents: 3, cost: 1.0, keep: 500_000, reach: 0.0 };

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

/// Share of the phrasings that the table holds out: every tenth.
const HELD_OUT: usize = 10;

fn print_table(bank: &Bank, labelled: &[Labelled]) -> Result<()> {
    let all: Vec<usize> = (0..bank.samples.len()).collect();
    let held_out = |index: &usize| index % HELD_OUT == 3 && bank.samples[*index].phrasing;
    let (tested, trained): (Vec<usize>, Vec<usize>) = all.iter().partition(|index| held_out(index));
    let variants = [(2, 1_000_000, 0.0), (3, 1_000_000, 0.0), (3, 500_000, 0.0), (3, 500_000, 0.25), (3, 500_000, 0.5), (3, 400_000, 0.0), (3, 400_000, 0.25), (3, 300_000, 0.25), (4, 400_000, 0.25)];
    for cost in [0.5, 1.0, 2.0] {
    for (min_documents, keep, reach) in variants {
        let settings = Settings { min_documents, cost, keep, reach };
        let bytes = fit(bank, &all, settings).encode();
        let classifier = Classifier::new(LinearModel::decode(&bytes)?);
        let blind = Classifier::new(LinearModel::from_parts(fit(bank, &trained, settings)));
        let name = format!("{min_documents} | {cost} | {keep} | {reach} | {:.4}", questions::held_out(&blind, bank, &tested));
        println!("{}", questions::report(&name, &classifier, labelled, bytes.len()));
    }}
    Ok(())
}
