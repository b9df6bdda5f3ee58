//! `cargo xtask build`: the wasm module and its JavaScript bindings, by the recipe in wasm-pack.toml.

mod cargo;
mod recipe;
mod size;
mod start;

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use recipe::{Recipe, Target};

/// Builds the module, writes it to all folders of the recipe and holds it to its budget.
pub fn run() -> Result<()> {
    let root = project_root()?;
    let recipe = Recipe::read(&root.join("wasm-pack.toml"))?;
    let compiled = cargo::compile(&root, &recipe.build)?;
    let folders: Vec<PathBuf> = recipe.build.out_dirs.iter().map(|dir| root.join(dir)).collect();
    let (first, copies) = folders.split_first().context("wasm-pack.toml: out-dirs names no folder")?;

    let stamp = Stamp::of(&root, &compiled)?;
    if !folders.iter().all(|folder| stamp.stands_in(folder)) {
        bind(&recipe, &compiled, first)?;
        let module = first.join(format!("{}_bg.wasm", recipe.build.out_name));
        optimise(&root, &recipe.optimise.wasm_opt, &module)?;
        let size = size::measure(&module)?;
        eprintln!("{}: {size}", module.display());
        size.hold(&recipe.budget)?;
        let milliseconds = start::measure(first, &recipe.build.out_name)?;
        eprintln!("{}: starts in {milliseconds:.0} ms", module.display());
        start::hold(milliseconds, &recipe.budget)?;
        copies.iter().try_for_each(|folder| copy(first, folder))?;
        folders.iter().try_for_each(|folder| stamp.leave_in(folder))?;
    }
    Ok(())
}

/// The folder above xtask/, wherever the checkout stands now.
pub fn project_root() -> Result<PathBuf> {
    let manifest = std::env::var("CARGO_MANIFEST_DIR").context("run as `cargo xtask build`")?;
    let parent = Path::new(&manifest).parent();
    parent.map(Path::to_path_buf).context("xtask/ has no parent folder")
}

/// Writes `NAME_bg.wasm`, `NAME.js` and `NAME.d.ts` into `folder`, which holds nothing else afterwards.
fn bind(recipe: &Recipe, compiled: &Path, folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    let mut bindgen = Bindgen::new();
    match recipe.build.target {
        Target::Web => bindgen.web(true)?,
        Target::Nodejs => bindgen.nodejs(true)?,
        Target::Bundler => bindgen.bundler(true)?,
    };
    bindgen
        .input_path(compiled)
        .out_name(&recipe.build.out_name)
        .typescript(true)
        .omit_default_module_path(false)
        // Names of functions, for stack traces alone, would be a twentieth of what the page loads.
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)
        .with_context(|| format!("cannot write bindings for {}", compiled.display()))
}

/// Runs binaryen's wasm-opt in place where the recipe gives flags.
fn optimise(root: &Path, flags: &[String], module: &Path) -> Result<()> {
    if flags.is_empty() {
        return Ok(());
    }
    let local = root.join("node_modules/.bin/wasm-opt");
    let program = if local.exists() { local } else { PathBuf::from("wasm-opt") };
    let status = Command::new(&program).args(flags).arg(module).arg("-o").arg(module).status().context(
        "wasm-pack.toml asks for wasm-opt, which is not installed (npm install --save-dev binaryen)",
    )?;
    ensure!(status.success(), "wasm-opt failed on {}", module.display());
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to).with_context(|| format!("cannot make {}", to.display()))?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        fs::copy(entry.path(), to.join(entry.file_name()))
            .with_context(|| format!("cannot write into {}", to.display()))?;
    }
    Ok(())
}

/// What the output was made of; left beside it, so that a build without changes ends at once.
struct Stamp(String);

impl Stamp {
    const NAME: &str = ".made-of";

    /// A stamp of the compiled module and of the recipe.
    fn of(root: &Path, compiled: &Path) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for input in [compiled, &root.join("wasm-pack.toml")] {
            fs::read(input).with_context(|| format!("cannot read {}", input.display()))?.hash(&mut hasher);
        }
        Ok(Self(format!("{:016x}", hasher.finish())))
    }

    fn stands_in(&self, folder: &Path) -> bool {
        fs::read_to_string(folder.join(Self::NAME)).is_ok_and(|found| found == self.0)
    }

    fn leave_in(&self, folder: &Path) -> Result<()> {
        fs::write(folder.join(Self::NAME), &self.0)
            .with_context(|| format!("cannot write into {}", folder.display()))
    }
}
