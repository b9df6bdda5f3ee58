//! The layout of a workbook as data: which sheets are asked on, where their tables are and what each column is
//! for. The same shape, with only the fields that matter, corrects a layout that was found wrong.

mod check;
pub mod memory;

use serde::{Deserialize, Serialize};
use tsify::Tsify;

pub use memory::LayoutMemory;

use crate::error::{Error, ErrorKind, Result};
use crate::text::Text;
use crate::workbook::Workbook;

/// What a column of a table is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[tsify(rename = "ColumnRole")]
pub enum Role {
    /// The customer's own serial number.
    Item,
    /// A FISC criterion number.
    Criterion,
    /// A section or category that the rows are grouped by.
    Section,
    /// What is asked.
    Question,
    /// An explanation of the question.
    Supplement,
    /// The judgement (○△×, はい/いいえ …), or one of the columns that are marked.
    Choice,
    /// The free answer.
    Answer,
    /// The remark.
    Remark,
    /// The evidence or reference document.
    Evidence,
    /// The answer of an earlier round.
    Previous,
    /// Filled by the customer alone: scores, review results, 貴社記入不要.
    CustomerOnly,
    /// Dates, names and departments.
    Respondent,
    /// None of these.
    Other,
}

impl Role {
    /// All roles, in the order of their discriminants.
    pub(super) const ALL: [Self; Self::COUNT] = [
        Self::Item,
        Self::Criterion,
        Self::Section,
        Self::Question,
        Self::Supplement,
        Self::Choice,
        Self::Answer,
        Self::Remark,
        Self::Evidence,
        Self::Previous,
        Self::CustomerOnly,
        Self::Respondent,
        Self::Other,
    ];
    /// Number of roles.
    pub(super) const COUNT: usize = 13;
}

/// The layout of a workbook, as found or as corrected by the user.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Layout {
    /// The sheets; a correction names only those that it changes.
    pub sheets: Vec<SheetLayout>,
}

impl Layout {
    /// Reads a corrected layout.
    ///
    /// # Errors
    /// `invalid-data` with the line of an unknown field, or the path of a value that makes no sense.
    pub fn from_json(json: &str) -> Result<Self> {
        let layout: Self = serde_json::from_str(json).map_err(|error| {
            Error::new(
                ErrorKind::InvalidData,
                format!("レイアウトとして読み取れません: {error}"),
                format!("expected a layout: {error}"),
            )
            .at(format!("line {}", error.line()))
        })?;
        check::sound(&layout)?;
        Ok(layout)
    }

    /// Refuses a layout none of whose sheets `workbook` has: it was made for another one.
    ///
    /// # Errors
    /// `invalid-data` with the path of the first sheet.
    pub fn check_for(&self, workbook: &Workbook) -> Result<()> {
        check::fits(self, workbook)
    }

    /// This layout with the sheets of `correction` in place of its own of the same name.
    #[must_use]
    pub fn corrected(mut self, correction: Self) -> Self {
        self.sheets.retain(|sheet| correction.sheets.iter().all(|other| other.sheet != sheet.sheet));
        self.sheets.extend(correction.sheets);
        self
    }

    /// The layout of the sheet `name`.
    pub fn sheet(&self, name: &str) -> Option<&SheetLayout> {
        self.sheets.iter().find(|sheet| sheet.sheet == name)
    }
}

/// The layout of one sheet.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SheetLayout {
    /// Tab name.
    pub sheet: String,
    /// Whether questions are looked for; a correction without it leaves that decision.
    #[serde(rename = "use", default, skip_serializing_if = "Option::is_none")]
    pub used: Option<bool>,
    /// Why the sheet is used or left alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Text>,
    /// The tables from top to bottom; a correction with tables replaces those that were found.
    #[serde(default)]
    pub tables: Vec<TableLayout>,
    /// One-based rows that hold no question, whatever they look like.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub skip_rows: Vec<u32>,
}

/// The layout of one table.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TableLayout {
    /// First and last one-based row of the headings; none for a table without headings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_rows: Option<(u32, u32)>,
    /// First and last one-based row of the data; a correction without it reaches to the next table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub data_rows: Option<(u32, u32)>,
    /// Letters of its first and last column, where other tables stand beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column_range: Option<(String, String)>,
    /// Whether each answer stands below its question, beside a label such as 「回答」.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub answers_below: bool,
    /// The columns from left to right; a correction names only those that it changes.
    #[serde(default)]
    pub columns: Vec<ColumnLayout>,
}

impl TableLayout {
    /// The letters of the first column with `role`.
    pub fn column(&self, role: Role) -> Option<&str> {
        self.columns.iter().find(|column| column.role == role).map(|column| column.column.as_str())
    }
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ColumnLayout {
    /// Column letters.
    pub column: String,
    /// What it is for.
    #[tsify(type = "ColumnRole")]
    pub role: Role,
    /// Its headings from the outermost, joined by " / ".
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// The score of the role; 0 in a correction.
    #[serde(default)]
    pub score: f64,
    /// What the score is made of, weightiest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<ColumnReason>,
}

/// One piece of evidence for a column's role.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Tsify)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub struct ColumnReason {
    /// What it adds to the score.
    pub weight: f64,
    /// What was seen.
    pub text: Text,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed schema is made from these types; `KAITO_WRITE_SCHEMA=1 cargo test --lib schema` writes it.
    #[test]
    fn the_committed_schema_describes_these_types() {
        const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/layout.schema.json");
        let made = serde_json::to_string_pretty(&schemars::schema_for!(Layout)).unwrap() + "\n";
        if std::env::var_os("KAITO_WRITE_SCHEMA").is_some() {
            std::fs::write(PATH, &made).unwrap();
        }
        assert_eq!(std::fs::read_to_string(PATH).unwrap(), made);
    }
}
