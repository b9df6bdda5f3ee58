//! The review file: decisions as JSON, so that another person or program can settle them.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Decision, Provenance};
use crate::error::{Error, ErrorKind, Result};
use crate::standard::Standard;

/// The decisions about one workbook, with what is needed to recognise it again.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ReviewFile {
    /// Version of this form of file.
    pub schema: u32,
    /// File name of the workbook.
    pub workbook: String,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// The document that the contents come from.
    pub provenance: Provenance,
    /// One decision a question, in the order of the workbook.
    pub decisions: Vec<Decision>,
}

impl ReviewFile {
    /// The version of the form that is written and read.
    pub const SCHEMA: u32 = 1;

    /// A review of the workbook `name` with its `bytes`.
    pub fn new(name: impl Into<String>, bytes: &[u8], standard: &Standard, decisions: Vec<Decision>) -> Self {
        Self {
            schema: Self::SCHEMA,
            workbook: name.into(),
            sha256: content_hash(bytes),
            provenance: Provenance::of(standard),
            decisions,
        }
    }

    /// Reads a review file.
    ///
    /// # Errors
    /// `invalid-data` with the line, or where the file has another schema version.
    pub fn from_json(json: &str) -> Result<Self> {
        let file: Self = serde_json::from_str(json).map_err(|error| {
            Error::new(
                ErrorKind::InvalidData,
                format!("レビューファイルとして読み取れません: {error}"),
                format!("expected a review file: {error}"),
            )
            .at(format!("line {}", error.line()))
        })?;
        if file.schema == Self::SCHEMA {
            return Ok(file);
        }
        let (expected, found) = (Self::SCHEMA, file.schema);
        Err(Error::new(
            ErrorKind::InvalidData,
            format!("レビューファイルの版 {expected} が必要ですが、{found} でした。"),
            format!("expected review file schema {expected}, found {found}"),
        )
        .at("schema"))
    }

    /// The file as indented JSON, ending in a line break.
    ///
    /// # Errors
    /// `invalid-data` where a number cannot be written as JSON.
    pub fn to_json(&self) -> Result<String> {
        let json = serde_json::to_string_pretty(self);
        json.map(|json| json + "\n").map_err(|error| {
            let what = error.to_string();
            Error::new(ErrorKind::InvalidData, what.clone(), what)
        })
    }

    /// Whether `bytes` are those of the workbook that was reviewed. Another version of the workbook is no error:
    /// every question is read again before its answer is written.
    pub fn is_about(&self, bytes: &[u8]) -> bool {
        self.sha256 == content_hash(bytes)
    }

    /// The decisions after the reviewer's verdicts.
    pub fn settled(self) -> Vec<Decision> {
        self.decisions.into_iter().map(Decision::settled).collect()
    }
}

/// SHA-256 of a file's bytes, in hexadecimal.
pub fn content_hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
