//! How soon the engine stands, against its budget.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::recipe::Budget;

const SCRIPT: &str = include_str!("start.mjs");

/// Milliseconds in which the module `NAME_bg.wasm` in `folder` loads data and index, in Node.
pub fn measure(folder: &Path, name: &str) -> Result<f64> {
    let script = ["--input-type=module", "-e", SCRIPT];
    let output = Command::new("node").args(script).arg(folder).arg(name).output();
    let output = output.context("cannot run node, which measures how soon the module starts")?;
    let told = String::from_utf8_lossy(&output.stderr);
    ensure!(output.status.success(), "the module does not start in Node: {told}");
    let printed = String::from_utf8_lossy(&output.stdout);
    printed.trim().parse().with_context(|| format!("node printed {printed:?}, not milliseconds"))
}

/// Fails where a start takes longer than `budget` allows.
pub fn hold(milliseconds: f64, budget: &Budget) -> Result<()> {
    let limit = budget.start;
    ensure!(
        milliseconds <= limit,
        "the module is over its start budget: {milliseconds:.0} ms, wasm-pack.toml allows {limit}; make it \
         quicker, or raise the budget with a reason"
    );
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{Budget, hold};

    #[test]
    fn a_missed_budget_is_an_error() {
        let budget = Budget { raw: 0, brotli: 0, start: 50.0 };
        assert!(hold(50.0, &budget).is_ok());
        assert!(hold(50.5, &budget).unwrap_err().to_string().contains("start budget: 50 ms"));
    }
}
