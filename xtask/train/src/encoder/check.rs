//! `cargo xtask encoder --check`: whether tokenizer and network do what the package does that the weights come from.

use std::collections::{BTreeSet, HashMap};
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, ensure};
use kaito::Semantics;
use kaito::semantic::SemanticParts;
use kaito::semantic::network::{Network, Seen};
use kaito::semantic::tokenizer::{SPECIAL, Tokenizer};
use serde::Deserialize;

use super::super::bank::Bank;
use super::super::questions::Labelled;
use super::vocabulary::unknown_score;
use super::wheel::Wheel;
use super::{SHIPPED, Settings, add_weights};

/// The program that asks the package, from this package's folder.
const REFERENCE: &str = "reference/encode.py";
/// As fine as a byte allows.
const FINEST: Settings = Settings { matrix_step: 0.0, table_step: 0.0, ..SHIPPED };

/// What the package makes of texts.
#[derive(Deserialize)]
struct Reference {
    /// Pieces of every text.
    pieces: Vec<Vec<u32>>,
    /// Sentence vectors of the first texts.
    vectors: Vec<Vec<f32>>,
}

/// Compares the pieces of all texts of the bank and of the labelled questions, and the vectors of these questions, and
/// prints how many are the same and how near they are; `python` is an interpreter with the package.
///
/// # Errors
/// No such interpreter, or a package of another make at `wheel`.
pub fn print(
    bank: &Bank,
    labelled: &[Labelled],
    shipped: Option<&Semantics>,
    wheel: &Path,
    python: &Path,
) -> Result<()> {
    let questions = labelled.iter().map(|question| question.text.as_str());
    let texts: Vec<&str> = questions.chain(bank.samples.iter().map(|sample| sample.text.as_str())).collect();
    let reference = ask(python, &texts, labelled.len())?;
    ensure!(reference.pieces.len() == texts.len(), "the package left texts out");
    let mut wheel = Wheel::open(wheel)?;
    let all = wheel.vocabulary()?;
    let unknown = unknown_score(&all);
    let (pieces, scores): (Vec<String>, Vec<f32>) = all.into_iter().unzip();
    let tokenizer = Tokenizer::new(pieces, scores, unknown);
    let other = |(text, expected): &(&&str, &Vec<u32>)| tokenizer.pieces(text) != **expected;
    let others: Vec<_> = texts.iter().zip(&reference.pieces).filter(other).collect();
    println!("pieces: the same for {} of {} texts", texts.len() - others.len(), texts.len());
    others.iter().take(5).for_each(|(text, _)| println!("  others: {text}"));
    let network = exact(&mut wheel, &reference.pieces[..labelled.len()])?;
    report("weights as they are, in bytes", &reference, |index| network(&reference.pieces[index]));
    if let Some(shipped) = shipped {
        report("pruned and rounded, as made", &reference, |index| shipped.encode(&[texts[index]]).remove(0));
    }
    Ok(())
}

fn ask(python: &Path, texts: &[&str], vectors: usize) -> Result<Reference> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(REFERENCE);
    let mut command = Command::new(python);
    command.arg(script).arg(vectors.to_string()).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().with_context(|| format!("starting {}", python.display()))?;
    child.stdin.take().context("no input")?.write_all(&serde_json::to_vec(texts)?)?;
    let output = child.wait_with_output()?;
    ensure!(output.status.success(), "the package failed");
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The network with the embeddings of all pieces that occur.
fn exact(wheel: &mut Wheel, texts: &[Vec<u32>]) -> Result<impl Fn(&[u32]) -> Vec<f32>> {
    let used: BTreeSet<usize> =
        (0..SPECIAL).chain(texts.iter().flatten().map(|piece| *piece as usize)).collect();
    let rows: Vec<usize> = used.into_iter().collect();
    let mut parts = SemanticParts::default();
    add_weights(&mut parts, wheel, &rows, FINEST)?;
    let network = Network::new(parts.table, parts.matrices, parts.vectors).context("another shape")?;
    let places: HashMap<u32, u32> = rows.iter().map(|row| *row as u32).zip(0..).collect();
    Ok(move |pieces: &[u32]| {
        let own: Vec<u32> = pieces.iter().map(|piece| places[piece]).collect();
        network.encode(&[own], &mut Seen::default()).remove(0)
    })
}

fn report(name: &str, reference: &Reference, encode: impl Fn(usize) -> Vec<f32>) {
    let cosine = |(index, expected): (usize, &Vec<f32>)| -> f32 {
        encode(index).iter().zip(expected).map(|(own, other)| own * other).sum()
    };
    let cosines: Vec<f32> = reference.vectors.iter().enumerate().map(cosine).collect();
    let lowest = cosines.iter().copied().fold(1.0, f32::min);
    let mean = cosines.iter().sum::<f32>() / cosines.len().max(1) as f32;
    println!(
        "vectors of {} questions, {name}: cosine {mean:.4} in the mean, {lowest:.4} at least",
        cosines.len()
    );
}
