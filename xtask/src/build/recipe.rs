//! The recipe in wasm-pack.toml; every key is required and no other is known.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow};
use serde::Deserialize;

/// The whole file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    pub build: Build,
    pub optimise: Optimise,
    pub budget: Budget,
}

/// What is built and where it goes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Build {
    pub target: Target,
    /// A profile of Cargo.toml.
    pub profile: String,
    /// Stem of the files that are written.
    pub out_name: String,
    /// Folders relative to the project; the first is bound, the others are copies.
    pub out_dirs: Vec<PathBuf>,
}

/// The kind of JavaScript module around the wasm module.
#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum Target {
    Web,
    Nodejs,
    Bundler,
}

/// What runs over the module after binding.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Optimise {
    /// Flags for wasm-opt; empty: not run.
    pub wasm_opt: Vec<String>,
}

/// The largest sizes that are accepted, in bytes, and the slowest start, in milliseconds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    pub raw: u64,
    pub brotli: u64,
    pub start: f64,
}

impl Recipe {
    /// Reads the recipe; a wrong key or value is an error that names its line.
    pub fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        Self::parse(&text).map_err(|error| anyhow!("wasm-pack.toml: {error}"))
    }

    fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::Recipe;

    const COMMITTED: &str = include_str!("../../../wasm-pack.toml");

    fn message_after(from: &str, to: &str) -> String {
        assert!(COMMITTED.contains(from), "the recipe has no {from:?}");
        match Recipe::parse(&COMMITTED.replacen(from, to, 1)) {
            Ok(_) => String::new(),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn the_committed_recipe_is_accepted() {
        assert_eq!(message_after("", ""), "");
    }

    #[test]
    fn wrong_keys_and_values_are_named() {
        let cases = [
            ("profile =", "profil =", "unknown field `profil`"),
            ("[budget]", "[budgets]", "unknown field `budgets`"),
            ("raw = ", "raw = \"large\" # ", "invalid type"),
            ("\"web\"\n", "\"wab\"\n", "unknown variant `wab`"),
            ("wasm-opt = []", "", "missing field `wasm-opt`"),
        ];
        for (from, to, expected) in cases {
            let message = message_after(from, to);
            assert!(message.contains(expected), "{from:?} → {to:?}: {message:?}");
        }
    }
}
