//! A customer's workbook: its sheets and cells as a reader sees them, and the package behind it.

mod address;
mod area_index;
mod binary;
mod book_xml;
mod compound;
mod csv;
mod date_formats;
mod edit;
mod encryption;
mod lists;
mod opendocument;
pub mod package;
mod sheet;
mod sheet_xml;
mod stored_values;
mod structure;
mod styles;
mod values;
mod xml;

use std::collections::BTreeMap;

pub use address::{Area, CellRef};
pub(crate) use address::{column_index, column_letters};
pub use edit::{CellEdit, EditValue, SheetEdits};
pub use sheet::{Cell, CellKind, CellStyle, DropDown, Sheet};
pub(crate) use values::plain;

use crate::error::{Error, ErrorKind, Result};
use crate::order;
use crate::text::Text;
use book_xml::BookXml;
use encryption::Encryption;
use lists::{DefinedName, Lists};
use package::{Package, SheetEntry, SheetKind, Visibility, XmlText};
use stored_values::StoredValues;
use structure::{CellMark, ListRule, Structure};
use styles::Styles;
use values::Value;

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
    /// Present where the file needs a password to open.
    encryption: Option<Encryption>,
    /// What a person must know about the file.
    notes: Vec<Text>,
    signed: bool,
}

/// The sheets that could be read, and what must be said about the others.
#[derive(Debug, Default)]
struct Opened {
    sheets: Vec<Sheet>,
    notes: Vec<Text>,
}

impl Opened {
    /// The same, unless no sheet at all could be read.
    fn some(self, place: &str) -> Result<Self> {
        match self.notes.first() {
            Some(note) if self.sheets.is_empty() => {
                Err(Error::new(ErrorKind::Damaged, note.ja.clone(), note.en.clone()).at(place))
            }
            _ => Ok(self),
        }
    }
}

impl Workbook {
    /// Opens a workbook of any supported format; the format is recognised from the bytes, and `name` (a file
    /// name) only tells CSV from other text.
    ///
    /// # Errors
    /// `not-a-workbook`, `encrypted`, `unsupported-encryption`, `too-large` or `damaged`, with the part or line as place.
    pub fn open(bytes: &[u8], name: &str) -> Result<Self> {
        Self::open_with_password(bytes, name, None)
    }

    /// Opens a workbook that may need a `password`; one that needs none opens whatever is given.
    ///
    /// # Errors
    /// As [`Workbook::open`]; `wrong-password` where another one is needed.
    pub fn open_with_password(bytes: &[u8], name: &str, password: Option<&str>) -> Result<Self> {
        match bytes {
            [b'P', b'K', 3 | 5 | 7, ..] => Self::open_package(bytes),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => Self::open_compound(bytes, password),
            _ if is_text_name(name) => {
                let sheets = vec![csv::read(bytes, name)?];
                Ok(Self::without_package(Format::Csv, Opened { sheets, notes: Vec::new() }))
            }
            _ => Err(not_a_workbook()),
        }
    }

    fn open_package(bytes: &[u8]) -> Result<Self> {
        let package = Package::open_zip(bytes.to_vec())?;
        if package.has("mimetype") && !package.has("xl/workbook.xml") {
            if !package.part("mimetype")?.starts_with(opendocument::MIME_TYPE) {
                return Err(not_a_workbook());
            }
            let (mut sheets, rules) = opendocument::read(&package)?;
            resolve_lists(&mut sheets, rules, &[]);
            return Ok(Self::without_package(Format::Ods, Opened { sheets, notes: Vec::new() }));
        }
        let package = package.with_workbook()?;
        if package.format() == Format::Xlsb {
            return Ok(Self::without_package(Format::Xlsb, binary::xlsb(&package)?));
        }
        let Opened { sheets, notes } = open_xml(&package)?;
        let (format, signed) = (package.format(), package.is_signed()?);
        Ok(Self { format, sheets, package: Some(package), encryption: None, notes, signed })
    }

    fn open_compound(bytes: &[u8], password: Option<&str>) -> Result<Self> {
        if let Some((encryption, package)) = Encryption::open(bytes, password)? {
            let workbook = Self::open_package(&package)?;
            return Ok(Self { encryption: Some(encryption), ..workbook });
        }
        let stream = compound::workbook_stream(bytes)?.ok_or_else(not_a_workbook)?;
        Ok(Self::without_package(Format::Xls, binary::xls(stream)?))
    }

    fn without_package(format: Format, Opened { sheets, notes }: Opened) -> Self {
        Self { format, sheets, package: None, encryption: None, notes, signed: false }
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

    /// What a person must know before the workbook is filled: sheets that could not be read, a digital signature.
    pub fn notes(&self) -> Vec<Text> {
        let mut notes = self.notes.clone();
        notes.extend(self.signed.then(|| {
            Text::new(
                "電子署名があります。セルに記入すると署名は無効になります。",
                "The workbook has a digital signature; writing into a cell makes it invalid.",
            )
        }));
        notes
    }

    /// What a person must know about the filled workbook; `written` tells whether a cell was written.
    pub(crate) fn notes_when_filled(&self, written: bool) -> Vec<Text> {
        let mut notes = self.notes.clone();
        notes.extend((self.signed && written).then(|| {
            Text::new(
                "元の電子署名は、記入により無効になりました。",
                "The digital signature of the original is no longer valid, because cells were written.",
            )
        }));
        notes
    }

    /// Whether the file needs a password to open.
    pub fn is_encrypted(&self) -> bool {
        self.encryption.is_some()
    }

    /// The file that holds `package`, a filled one in place of this workbook's: encrypted where this one is.
    ///
    /// # Errors
    /// `damaged` where it cannot be encrypted, `proof-failed` where it would not decrypt to the same bytes.
    pub(crate) fn sealed(&self, package: Vec<u8>) -> Result<Vec<u8>> {
        let unchanged = self.package.as_ref().is_some_and(|own| own.bytes() == package);
        match &self.encryption {
            None => Ok(package),
            Some(encryption) if unchanged => Ok(encryption.container().to_vec()),
            Some(encryption) => encryption.encrypt(&package),
        }
    }
}

/// The package inside an encrypted file; none where the bytes are not encrypted.
///
/// # Errors
/// As [`Workbook::open_with_password`].
pub(crate) fn decrypted(bytes: &[u8], password: Option<&str>) -> Result<Option<Vec<u8>>> {
    Ok(Encryption::open(bytes, password)?.map(|(_, package)| package))
}

/// Whether a file name says that the bytes are delimited text.
fn is_text_name(name: &str) -> bool {
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension).to_ascii_lowercase();
    matches!(extension.as_str(), "csv" | "tsv" | "txt")
}

/// Reads the worksheets of an Office Open XML package; one that cannot be read becomes a note.
fn open_xml(package: &Package) -> Result<Opened> {
    let part = package.workbook_part();
    let book = package.xml(part)?;
    let BookXml { names, since_1904 } = book_xml::read(book.as_str(), part)?;
    let Styles { cells: styles, dates } = open_styles(package)?;
    let stored = StoredValues::open(package, dates, since_1904)?;
    let (mut opened, mut rules, mut total) = (Opened::default(), Vec::new(), 0);
    let entries = package.worksheets()?;
    for entry in entries.into_iter().filter(|entry| entry.kind == SheetKind::Worksheet) {
        let (mut structure, values) = match read_sheet(package, &entry, &stored) {
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::TooLarge => return Err(error),
            Err(error) => {
                opened.notes.push(unreadable_because(&entry.name, &error));
                continue;
            }
        };
        rules.push(std::mem::take(&mut structure.lists));
        let mut sheet = assemble(structure, values);
        total += sheet.cells.len();
        if total > values::MAX_CELLS {
            return Err(values::too_large(&entry.name));
        }
        sheet.name = entry.name;
        sheet.hidden = entry.visibility != Visibility::Visible;
        sheet.part = Some(entry.part);
        sheet.styles.clone_from(&styles);
        opened.sheets.push(sheet);
    }
    resolve_lists(&mut opened.sheets, rules, &names);
    let mut opened = opened.some(part)?;
    opened.notes.extend(book.declares_entities().then(|| entities_declared(part)));
    Ok(opened)
}

fn read_sheet(
    package: &Package,
    entry: &SheetEntry,
    stored: &StoredValues,
) -> Result<(Structure, Vec<Value>)> {
    structure::read(package.worksheet(&entry.part)?.as_str(), &entry.part, stored)
}

/// Says that a sheet was left out.
fn unreadable(sheet: &str) -> Text {
    Text::new(
        format!("シート「{sheet}」は壊れているため読み取れません。質問があっても回答されません。"),
        format!("The sheet \"{sheet}\" is damaged and was not read; questions on it are not answered."),
    )
}

fn unreadable_because(sheet: &str, error: &Error) -> Text {
    let Text { ja, en } = unreadable(sheet);
    Text::new(format!("{ja}（{}）", error.what().ja), format!("{en} ({})", error.what().en))
}

/// Says that a part is made as no spreadsheet program makes it, and as attackers do.
fn entities_declared(part: &str) -> Text {
    Text::new(
        format!(
            "「{part}」に DOCTYPE の実体宣言があります。読み込まずそのまま残しますが、送信元を確認してください。"
        ),
        format!("\"{part}\" declares entities. They are kept and never loaded; make sure who sent the file."),
    )
}

/// The cell formats of the workbook; none where it has no style sheet.
fn open_styles(package: &Package) -> Result<Styles> {
    let Some(part) = package.styles_part()? else {
        return Ok(Styles::default());
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
        order::sort_by_key(&mut cells, |cell| cell.at);
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
    order::sort_by_key(&mut cells, |cell| cell.at);
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

fn not_a_workbook() -> Error {
    Error::new(
        ErrorKind::NotAWorkbook,
        "対応している形式の表計算ファイルではありません。",
        "this is not a spreadsheet of a supported format",
    )
}
