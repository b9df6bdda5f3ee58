//! The library file: a standard as JSON that a person can edit, one row per line.

use serde::{Deserialize, Serialize};

use super::{Entry, Row, Standard};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};

/// A row as it stands in the file: the number and exactly one of the other fields.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub(super) struct RowFields {
    id: CriterionId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    response: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    same_as: Option<CriterionId>,
    #[serde(default, skip_serializing_if = "is_false")]
    vacant: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    empty: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(value: &bool) -> bool {
    !value
}

impl TryFrom<RowFields> for Row {
    type Error = String;

    fn try_from(fields: RowFields) -> Result<Self, String> {
        let id = fields.id;
        let entry = match (fields.response, fields.same_as, fields.vacant, fields.empty) {
            (Some(text), None, false, false) if !text.trim().is_empty() => Entry::Response(text),
            (None, Some(stated_at), false, false) => Entry::SameAs(stated_at),
            (None, None, true, false) => Entry::Vacant,
            (None, None, false, true) => Entry::Empty,
            _ => {
                return Err(format!(
                    "{id}: expected exactly one of a non-empty `response`, `sameAs`, `vacant: true`, `empty: true`"
                ));
            }
        };
        Ok(Self { id, entry })
    }
}

impl From<Row> for RowFields {
    fn from(row: Row) -> Self {
        let mut fields = Self { id: row.id, response: None, same_as: None, vacant: false, empty: false };
        match row.entry {
            Entry::Response(text) => fields.response = Some(text),
            Entry::SameAs(stated_at) => fields.same_as = Some(stated_at),
            Entry::Vacant => fields.vacant = true,
            Entry::Empty => fields.empty = true,
        }
        fields
    }
}

impl Standard {
    /// Reads a library file as [`Standard::to_json`] writes it, or as a person has edited it.
    ///
    /// # Errors
    /// `invalid-data` with the line of a syntax error or wrong field, or the criterion that occurs twice,
    /// repeats a number without a response above it, or stands in an out-of-scope range.
    pub fn from_json(json: &str) -> Result<Self> {
        let standard: Self = serde_json::from_str(json).map_err(|error| {
            let line = error.line();
            Error::new(
                ErrorKind::InvalidData,
                format!("回答ライブラリの JSON を読めません: {error}"),
                format!("the library JSON cannot be read: {error}"),
            )
            .at(format!("line {line}"))
        })?;
        standard.check()?;
        Ok(standard)
    }

    /// The library file: one line per field, and within lists one line per element; ends with a newline.
    ///
    /// # Errors
    /// `invalid-data` only if serde cannot write a field, which none of these types provokes.
    pub fn to_json(&self) -> Result<String> {
        let fields = [
            ("title", line(&self.title)?),
            ("publisher", line(&self.publisher)?),
            ("version", line(&self.version)?),
            ("date", line(&self.date)?),
            ("edition", line(&self.edition)?),
            ("revisions", list(&self.revisions)?),
            ("rows", list(&self.rows)?),
            ("outOfScope", list(&self.out_of_scope)?),
        ];
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("  \"{name}\": {value}")).collect();
        Ok(format!("{{\n{}\n}}\n", body.join(",\n")))
    }
}

fn line<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string(), error.to_string()))
}

fn list<T: Serialize>(items: &[T]) -> Result<String> {
    if items.is_empty() {
        return Ok("[]".to_owned());
    }
    let lines = items.iter().map(|item| Ok(format!("    {}", line(item)?))).collect::<Result<Vec<_>>>()?;
    Ok(format!("[\n{}\n  ]", lines.join(",\n")))
}
