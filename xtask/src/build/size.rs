//! The module's size against its budget.

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::recipe::Budget;

/// Brotli's level: one that takes half a second. The highest takes fifteen and saves another eighth.
const QUALITY: u32 = 5;

/// Bytes of a module as it is and after brotli.
pub struct Size {
    raw: u64,
    brotli: u64,
}

/// Measures the file at `module`.
pub fn measure(module: &Path) -> Result<Size> {
    let bytes = fs::read(module).with_context(|| format!("cannot read {}", module.display()))?;
    let mut writer = brotli::CompressorWriter::new(Vec::new(), 1 << 16, QUALITY, 24);
    writer.write_all(&bytes)?;
    Ok(Size { raw: bytes.len() as u64, brotli: writer.into_inner().len() as u64 })
}

impl Size {
    /// Fails where the size exceeds `budget`.
    pub fn hold(&self, budget: &Budget) -> Result<()> {
        for (name, size, limit) in [("raw", self.raw, budget.raw), ("brotli", self.brotli, budget.brotli)] {
            ensure!(
                size <= limit,
                "the module is over its {name} budget: {size} bytes, wasm-pack.toml allows {limit}; make it \
                 smaller, or raise the budget with a reason"
            );
        }
        Ok(())
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes, {} after brotli", self.raw, self.brotli)
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, Size};

    #[test]
    fn a_missed_budget_is_an_error() {
        let size = Size { raw: 100, brotli: 40 };
        let cases = [
            (100, 40, None),
            (99, 40, Some("raw budget: 100 bytes")),
            (100, 39, Some("brotli budget: 40 bytes")),
        ];
        for (raw, brotli, expected) in cases {
            let message = size.hold(&Budget { raw, brotli, start: 0.0 }).err().map(|error| error.to_string());
            match expected {
                None => assert_eq!(message, None),
                Some(part) => {
                    assert!(message.as_deref().is_some_and(|text| text.contains(part)), "{message:?}")
                }
            }
        }
    }
}
