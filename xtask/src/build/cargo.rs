//! Compiles the core to wasm32, with the toolchain that `make setup` chose.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::recipe::Build;

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles the library and returns the path of the module that cargo wrote.
pub fn compile(root: &Path, build: &Build) -> Result<PathBuf> {
    let folder = target_folder(root);
    let status = command(root)?
        .current_dir(root)
        .env("CARGO_TARGET_DIR", &folder)
        .args(["build", "--quiet", "--lib", "--package", "kaito", "--target", TARGET])
        .args(["--profile", &build.profile])
        .status()
        .context("cannot start cargo")?;
    ensure!(status.success(), "the core does not compile for {TARGET} (`make setup` installs what it needs)");
    // Cargo writes the profile `dev` to `debug`, all others to a folder of their own name.
    let profile = if build.profile == "dev" { "debug" } else { &build.profile };
    Ok(folder.join(TARGET).join(profile).join("kaito.wasm"))
}

/// A folder of its own: the wasm build may use another compiler than the host build, and each would throw away
/// what the other has compiled.
fn target_folder(root: &Path) -> PathBuf {
    let host = env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), |dir| root.join(dir));
    host.join("wasm")
}

/// Cargo of the toolchain behind .cache/wasm-toolchain where setup made that link, else the user's own.
fn command(root: &Path) -> Result<Command> {
    let bin = root.join(".cache/wasm-toolchain/bin");
    if !bin.join("rustc").exists() {
        return Ok(Command::new("cargo"));
    }
    let bin = bin.canonicalize()?;
    let mut path = OsString::from(&bin);
    if let Some(rest) = env::var_os("PATH") {
        path.push(":");
        path.push(rest);
    }
    let mut command = Command::new(bin.join("cargo"));
    command
        .env("PATH", path)
        .env("RUSTC", bin.join("rustc"))
        .env_remove("RUSTUP_TOOLCHAIN")
        // A missing component must be an error, not a download.
        .env("RUSTUP_AUTO_INSTALL", "0")
        .env("RUSTUP_DIST_SERVER", "file:///nonexistent")
        .env("RUSTUP_UPDATE_ROOT", "file:///nonexistent");
    Ok(command)
}
