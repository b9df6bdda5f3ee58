//! Writing decisions into the customer's workbook, and proving that nothing else changed.

mod plan;

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;
use tsify::Tsify;

pub use plan::{FillOptions, Plan, Skipped, Written, plan};

use crate::answer::Role;
use crate::convert;
use crate::error::{Error, ErrorKind, Result};
use crate::proof::{self, Proof};
use crate::review::Decision;
use crate::text::Text;
use crate::workbook::package::Package;
use crate::workbook::{CellEdit, CellRef, EditValue, Format, SheetEdits, Workbook};

/// A filled workbook.
#[derive(Debug, Clone, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct Filled {
    /// The bytes of the filled workbook; they travel beside the data.
    #[serde(skip)]
    pub bytes: Vec<u8>,
    /// The format of the bytes: that of the original, or `Xlsx` for the formats that are converted.
    pub format: Format,
    /// Whether the bytes are encrypted, with the password of the original.
    pub encrypted: bool,
    /// What the sender of the result must know: sheets that could not be read, a signature that is no longer valid,
    /// and what a converted workbook could not keep.
    pub notes: Vec<Text>,
    /// The cells that were written.
    pub written: Vec<Written>,
    /// The cells that were to be written and were not.
    pub skipped: Vec<Skipped>,
    /// The proof that nothing else changed; none for a converted workbook, whose values were compared one by one.
    pub proof: Option<Proof>,
}

/// What of a filled workbook can be told in a few lines, however many cells were written.
#[derive(Debug, Clone, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null, hashmap_as_object)]
pub struct FillSummary {
    /// As in [`Filled`].
    pub encrypted: bool,
    /// As in [`Filled`].
    pub notes: Vec<Text>,
    /// How many cells were written.
    pub cells: usize,
    /// As in [`Filled`].
    pub skipped: Vec<Skipped>,
    /// How many parts are the very same; none for a converted workbook, which has no proof.
    pub identical_parts: Option<usize>,
}

impl Filled {
    /// The filled workbook without its cells one by one.
    pub fn summary(&self) -> FillSummary {
        FillSummary {
            encrypted: self.encrypted,
            notes: self.notes.clone(),
            cells: self.written.len(),
            skipped: self.skipped.clone(),
            identical_parts: self.proof.as_ref().map(|proof| proof.identical_parts.len()),
        }
    }
}

/// Writes what `decisions` say, after checking each cell (see [`plan`]), and proves the result.
///
/// .xlsx and .xlsm are edited in place; with nothing to write the bytes stay the very same. The other formats
/// become a new .xlsx. What was encrypted is encrypted again, with the same password.
///
/// # Errors
/// `answer-too-long` for a text that no cell can hold, `damaged` where a part cannot be edited, `proof-failed` where
/// the result differs from the original in anything but the written cells.
pub fn apply(workbook: &Workbook, decisions: &[Decision], options: &FillOptions) -> Result<Filled> {
    let Plan { written, skipped } = plan(workbook, decisions, options);
    let mut filled = Filled {
        bytes: Vec::new(),
        format: Format::Xlsx,
        encrypted: workbook.is_encrypted(),
        notes: workbook.notes_when_filled(!written.is_empty()),
        written,
        skipped,
        proof: None,
    };
    if let Some(package) = workbook.package() {
        filled.bytes = edit(workbook, package, &filled.written)?;
        filled.format = workbook.format();
        filled.proof = Some(prove(workbook, package, &filled)?);
    } else {
        let converted = convert::to_xlsx(workbook, &filled.written)?;
        filled.bytes = converted.bytes;
        filled.notes.extend(converted.notes);
    }
    filled.bytes = workbook.sealed(filled.bytes)?;
    Ok(filled)
}

fn edit(workbook: &Workbook, package: &Package, written: &[Written]) -> Result<Vec<u8>> {
    let mut edits: BTreeMap<usize, Vec<CellEdit>> = BTreeMap::new();
    for write in written {
        edits.entry(write.sheet_index).or_default().push(CellEdit { at: write.cell, value: value(write) });
    }
    let mut sheets = Vec::with_capacity(edits.len());
    for (index, edits) in edits {
        let sheet = workbook.sheets().get(index);
        let Some(part) = sheet.and_then(|sheet| sheet.part.clone()) else {
            return Err(no_part(index));
        };
        sheets.push(SheetEdits { part, edits });
    }
    package.edit(&sheets)
}

/// The value as the cell holds it: a drop-down of TRUE and FALSE sets truth values, all else is text.
fn value(write: &Written) -> EditValue {
    match (write.role, write.value.as_str()) {
        (Role::Choice, "TRUE") => EditValue::Bool(true),
        (Role::Choice, "FALSE") => EditValue::Bool(false),
        _ => EditValue::Text(write.value.clone()),
    }
}

/// Proves that the written cells hold their values and that nothing else differs.
fn prove(workbook: &Workbook, package: &Package, filled: &Filled) -> Result<Proof> {
    let cells = filled.written.iter().map(|write| (write.sheet.as_str(), write.cell));
    let expected: Vec<(&str, CellRef)> = cells.collect();
    let proof = proof::prove(package, workbook.sheets(), &filled.bytes, &expected)?.require()?;
    let is_value = |after: &str, write: &Written| match value(write) {
        EditValue::Text(text) => text == after,
        EditValue::Bool(_) | EditValue::Number(_) => !after.is_empty(),
    };
    let mut changed: HashMap<(&str, CellRef), Vec<&str>> = HashMap::new();
    for it in &proof.changed_cells {
        changed.entry((&it.sheet, it.cell)).or_default().push(&it.after);
    }
    let holds = |write: &&Written| {
        let after = changed.get(&(write.sheet.as_str(), write.cell));
        after.is_some_and(|after| after.iter().any(|after| is_value(after, write)))
    };
    match filled.written.iter().find(|write| !holds(write)) {
        Some(write) => Err(not_written(write)),
        None => Ok(proof),
    }
}

fn not_written(write: &Written) -> Error {
    Error::new(
        ErrorKind::ProofFailed,
        "書き込んだはずのセルが変わっていません。",
        "the cell was to be written and did not change",
    )
    .at(format!("{}!{}", write.sheet, write.cell))
}

fn no_part(index: usize) -> Error {
    Error::new(ErrorKind::Damaged, "シートの部品が見つかりません。", "the sheet has no worksheet part")
        .at(format!("sheet {}", index + 1))
}
