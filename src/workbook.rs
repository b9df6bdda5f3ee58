//! A customer's workbook: its sheets and cells as a reader sees them, and the package behind it.

mod address;
mod area_index;
mod binary;
mod compound;
mod csv;
mod edit;
mod lists;
mod names;
mod opendocument;
pub mod package;
mod sheet;
mod sheet_xml;
mod structure;
mod styles;
mod values;
mod xml;

use std::collections::BTreeMap;

pub use address::{Area, CellRef};
pub(crate) use address::{column_index, column_letters};
pub use edit::{CellEdit, EditValue, SheetEdits};
pub use sheet::{Cell, CellKind, CellStyle, DropDown, Sheet};

use crate::error::{Error, ErrorKind, Result};
use lists::{DefinedName, Lists};
use package::{Package, SheetKind, Visibility, XmlText};
use structure::{CellMark, ListRule, Structure};
use values::{OoxmlValues, Value};

/// The file format a workbook came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, tsify::Tsify)]
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
        match bytes {
            [b'P', b'K', 3 | 5 | 7, ..] => Self::open_package(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Self::open_compound(bytes),
            _ if is_text_name(name) => Ok(Self::without_package(Format::Csv, vec![csv::read(bytes, name)?])),
            _ => Err(not_a_workbook()),
        }
    }

    fn open_package(bytes: &[u8]) -> Result<Self> {
        let package = Package::open_zip(bytes.to_vec())?;
        if package.has("mimetype") && !package.has("xl/workbook.xml") {
            if !package.part("mimetype")?.starts_with(opendocument::MIME_TYPE) {
                return Err(not_a_workbook());
            }
            let (mut sheets, rules) = opendocument::read(bytes, &package)?;
            resolve_lists(&mut sheets, rules, &[]);
            return Ok(Self::without_package(Format::Ods, sheets));
        }
        let package = Package::open(bytes.to_vec())?;
        if package.format() == Format::Xlsb {
            return Ok(Self::without_package(Format::Xlsb, binary::xlsb(bytes)?));
        }
        let sheets = open_xml(&package)?;
        Ok(Self { format: package.format(), sheets, package: Some(package) })
    }

    fn open_compound(bytes: &[u8]) -> Result<Self> {
        // An encrypted package has its contents in a stream of this name, which the directory holds as UTF-16.
        let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
        if bytes.windows(name.len()).any(|window| window == name) {
            return Err(encrypted());
        }
        let whole = compound::whole_sectors(bytes);
        compound::check(&whole)?;
        Ok(Self::without_package(Format::Xls, binary::xls(&whole)?))
    }

    fn without_package(format: Format, sheets: Vec<Sheet>) -> Self {
        Self { format, sheets, package: None }
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

/// Whether a file name says that the bytes are delimited text.
fn is_text_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    matches!(extension.as_str(), "csv" | "tsv" | "txt")
}

/// Reads the worksheets of an Office Open XML package.
fn open_xml(package: &Package) -> Result<Vec<Sheet>> {
    let part = package.workbook_part();
    let names = names::read(package.xml(part)?.as_str(), part)?;
    let styles = open_styles(package)?;
    let mut values = OoxmlValues::open(package.bytes())?;
    let (mut sheets, mut rules, mut total) = (Vec::new(), Vec::new(), 0);
    let entries = package.worksheets()?;
    for entry in entries.into_iter().filter(|entry| entry.kind == SheetKind::Worksheet) {
        let mut structure = structure::read(package.xml(&entry.part)?.as_str(), &entry.part)?;
        rules.push(std::mem::take(&mut structure.lists));
        let mut sheet = assemble(structure, values.sheet(&entry.name)?);
        total += sheet.cells.len();
        if total > values::MAX_CELLS {
            return Err(values::too_large(&entry.name));
        }
        sheet.name = entry.name;
        sheet.hidden = entry.visibility != Visibility::Visible;
        sheet.part = Some(entry.part);
        sheet.styles.clone_from(&styles);
        sheets.push(sheet);
    }
    resolve_lists(&mut sheets, rules, &names);
    Ok(sheets)
}

/// The cell formats of the workbook; none where it has no style sheet.
fn open_styles(package: &Package) -> Result<Vec<CellStyle>> {
    let Some(part) = package.styles_part()? else {
        return Ok(Vec::new());
    };
    let relations = package.relationships(package.workbook_part())?;
    let theme = relations.iter().find(|relation| relation.is("theme"));
    let theme = theme.and_then(|relation| package.xml(&relation.target).ok());
    let theme = theme.as_ref().map(XmlText::as_str);
    styles::read(package.xml(&part)?.as_str(), theme, &part)
}

/// Joins a sheet's structure with its values.
fn assemble(structure: Structure, values: Vec<Value>) -> Sheet {
    let mut cells = blank_cells(&structure);
    let mut unmatched = Vec::new();
    for (at, kind, text) in values {
        match cells.binary_search_by_key(&at, |cell| cell.at) {
            Ok(index) => {
                if let Some(cell) = cells.get_mut(index) {
                    (cell.kind, cell.text) = (kind, text);
                }
            }
            Err(_) => unmatched.push(Cell { at, kind, text, formula: false, style: 0 }),
        }
    }
    if !unmatched.is_empty() {
        cells.append(&mut unmatched);
        cells.sort_by_key(|cell| cell.at);
    }
    Sheet {
        protected: structure.protected,
        cells,
        merges: structure.merges,
        hidden_rows: structure.hidden_rows,
        hidden_cols: structure.hidden_cols,
        widths: structure.widths,
        ..Sheet::default()
    }
}

/// The stored cells without values, sorted; where a position occurs twice, the last one counts.
fn blank_cells(structure: &Structure) -> Vec<Cell> {
    let blank = |mark: &CellMark| Cell {
        at: mark.at,
        kind: CellKind::Empty,
        text: String::new(),
        formula: mark.formula,
        style: mark.style,
    };
    let mut cells: Vec<Cell> = structure.cells.iter().rev().map(blank).collect();
    cells.sort_by_key(|cell| cell.at);
    cells.dedup_by_key(|cell| cell.at);
    cells
}

/// Turns the list rules of every sheet into drop-downs; equal lists of one sheet share one entry.
fn resolve_lists(sheets: &mut [Sheet], rules: Vec<Vec<ListRule>>, names: &[DefinedName]) {
    let lists = Lists { sheets, names };
    let mut found: Vec<Vec<DropDown>> = Vec::new();
    for (home, rules) in rules.into_iter().enumerate() {
        let mut sources: BTreeMap<String, Vec<Area>> = BTreeMap::new();
        for rule in rules {
            sources.entry(rule.source).or_default().extend(rule.areas);
        }
        let resolve = |(source, areas): (String, _)| DropDown { areas, values: lists.values(home, &source) };
        found.push(sources.into_iter().map(resolve).collect());
    }
    for (sheet, drop_downs) in sheets.iter_mut().zip(found) {
        sheet.drop_downs = drop_downs;
    }
}

fn encrypted() -> Error {
    Error::new(
        ErrorKind::Encrypted,
        "パスワードで保護されたブックです。",
        "the workbook is protected by a password to open",
    )
}

fn not_a_workbook() -> Error {
    Error::new(
        ErrorKind::NotAWorkbook,
        "対応している形式の表計算ファイルではありません。",
        "this is not a spreadsheet of a supported format",
    )
}
