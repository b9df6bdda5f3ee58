//! A customer's workbook: its sheets and cells as a reader sees them, and the package behind it.

mod address;
mod edit;
pub mod package;
mod sheet;
mod sheet_xml;

pub use address::{Area, CellRef};
pub use edit::{CellEdit, EditValue, SheetEdits};
pub use sheet::{Cell, CellKind, CellStyle, DropDown, Sheet};

use crate::error::Result;
use package::Package;

/// The file format a workbook came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Office Open XML workbook or template without macros.
    Xlsx,
    /// Office Open XML workbook or template with macros, which are kept and never run.
    Xlsm,
    /// Binary workbook of Excel 2007 and later.
    Xlsb,
    /// Binary workbook of Excel 97–2003.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// Comma-separated values, UTF-8 or Shift_JIS.
    Csv,
}

/// An opened workbook.
#[derive(Debug)]
pub struct Workbook {
    format: Format,
    sheets: Vec<Sheet>,
    /// Present for the formats that are edited in place (.xlsx, .xlsm).
    package: Option<Package>,
}

impl Workbook {
    /// Opens a workbook of any supported format; the format is recognised from the bytes, and `name` (a file
    /// name) only tells CSV from other text.
    ///
    /// # Errors
    /// `not-a-workbook`, `encrypted`, `too-large` or `damaged`, with the part or line as place.
    pub fn open(bytes: &[u8], name: &str) -> Result<Self> {
        let _ = (bytes, name);
        unreachable!("built by the reading task")
    }

    /// The format the bytes were in.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The sheets in tab order, hidden ones included.
    pub fn sheets(&self) -> &[Sheet] {
        &self.sheets
    }

    /// The package, for the formats that are edited in place.
    pub fn package(&self) -> Option<&Package> {
        self.package.as_ref()
    }
}
