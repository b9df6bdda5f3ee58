//! Edits of cells in the customer's own package: only what must change changes.

mod calculation;
mod cells;
mod styles;
pub(super) mod tag;
mod text;

pub(super) use text::MAX_UNITS;

use std::collections::BTreeMap;

use super::address::CellRef;
use super::package::{Package, SheetKind, XmlText};
use super::sheet_xml::SheetXml;
use crate::error::{Error, ErrorKind, Result};
use crate::order;
use styles::WrapStyles;

/// What a cell is to hold.
#[derive(Debug, Clone, PartialEq)]
pub enum EditValue {
    /// Text, as it is: `=1` stays text. The empty text empties the cell.
    Text(String),
    /// TRUE or FALSE.
    Bool(bool),
    /// A finite number.
    Number(f64),
}

/// One cell's new value.
#[derive(Debug, Clone, PartialEq)]
pub struct CellEdit {
    /// The cell; inside a merge the top-left cell is written.
    pub at: CellRef,
    /// The value.
    pub value: EditValue,
}

/// The edits of one worksheet.
#[derive(Debug, Clone, PartialEq)]
pub struct SheetEdits {
    /// Name of the worksheet part.
    pub part: String,
    /// The edits, in any order; no cell twice.
    pub edits: Vec<CellEdit>,
}

impl Package {
    /// The package's bytes with cells edited; the very same bytes where there are no edits.
    ///
    /// Text is written as inline string. Where a text needs more than its line, the cell's style is exchanged for a
    /// copy that wraps and an automatic row height is released. Where the workbook has formulas, the edited one
    /// orders their recalculation on opening. All else is copied raw.
    ///
    /// # Errors
    /// `answer-too-long`, `not-writable` for a cell that a formula computes, `invalid-data` for two values for one cell
    /// or a number that is not finite, `damaged` where a part cannot be read; nothing is written then.
    pub fn edit(&self, sheets: &[SheetEdits]) -> Result<Vec<u8>> {
        let mut by_part: BTreeMap<&str, Vec<&CellEdit>> = BTreeMap::new();
        for sheet in sheets.iter().filter(|sheet| !sheet.edits.is_empty()) {
            let name = self.entry(&sheet.part)?.name.as_str();
            by_part.entry(name).or_default().extend(&sheet.edits);
        }
        if by_part.is_empty() {
            return Ok(self.bytes().to_vec());
        }
        let mut styles = WrapStyles::open(self)?;
        let (mut parts, mut formulas) = (Vec::new(), false);
        for (name, edits) in &by_part {
            let xml = self.worksheet(name)?;
            self.require_editable(name, &xml)?;
            let (text, sheet) = cells::edited(xml.as_str(), name, edits, styles.as_mut())?;
            formulas |= sheet.formulas;
            parts.push(((*name).to_owned(), xml.encode(text)));
        }
        if formulas || self.has_formulas_outside(|part| by_part.contains_key(part))? {
            parts.extend(self.recalculated()?);
        }
        parts.extend(styles.and_then(WrapStyles::finish));
        self.replace(&parts)
    }

    /// Refuses a part whose text cannot be written back without loss.
    fn require_editable(&self, name: &str, xml: &XmlText) -> Result<()> {
        if xml.is_utf8() || xml.encode(xml.as_str().to_owned()) == self.part(name)? {
            return Ok(());
        }
        Err(super::package::damaged(
            name,
            "文字コードを元どおりに書き戻せません",
            "its encoding cannot be written back without loss",
        ))
    }

    /// Whether any worksheet has a formula; the parts that are `known` to have none are not read again.
    fn has_formulas_outside(&self, known: impl Fn(&str) -> bool) -> Result<bool> {
        let chain = self.relationships(self.workbook_part())?;
        if chain.iter().any(|it| it.is("calcChain")) {
            return Ok(true);
        }
        for sheet in self.worksheets()?.iter().filter(|sheet| sheet.kind == SheetKind::Worksheet) {
            let name = &self.entry(&sheet.part)?.name;
            // A sheet that cannot be read here cannot be recalculated either.
            if !known(name) && self.xml(name).is_ok_and(|xml| holds_formula(xml.as_str())) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The workbook part with the order to recalculate, where that changes it.
    fn recalculated(&self) -> Result<Option<(String, Vec<u8>)>> {
        let name = self.workbook_part();
        let xml = self.xml(name)?;
        self.require_editable(name, &xml)?;
        let text = calculation::recalculated(xml.as_str(), name)?;
        Ok(text.map(|text| (name.to_owned(), xml.encode(text))))
    }
}

/// Whether a worksheet's text has an `<f>` element, with any prefix; one in a comment counts, which does no harm.
fn holds_formula(text: &str) -> bool {
    let mut tags = text.split('<').skip(1);
    tags.any(|tag| {
        let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
        let name = tag.get(..end.unwrap_or(0)).unwrap_or_default();
        name == "f" || name.ends_with(":f")
    })
}

/// An error about one cell of a worksheet part.
fn cell_error(kind: ErrorKind, part: &str, at: CellRef, ja: &str, en: &str) -> Error {
    Error::new(kind, format!("セル {at}: {ja}"), format!("cell {at}: {en}")).at(format!("{part}!{at}"))
}

/// The cells to write, in order, each with its value.
type Targets<'e> = Vec<(CellRef, &'e EditValue)>;

/// Scans a part for the cells that `edits` concern, each moved to the anchor of its merge.
fn scan<'e>(text: &str, part: &str, edits: &[&'e CellEdit]) -> Result<(SheetXml, Targets<'e>)> {
    let targets: Targets<'e> = edits.iter().map(|edit| (edit.at, &edit.value)).collect();
    let (sheet, targets) = scan_sorted(text, part, targets)?;
    let anchors: Targets<'e> = targets.iter().map(|&(at, value)| (sheet.anchor(at), value)).collect();
    if anchors == targets {
        return Ok((sheet, targets));
    }
    scan_sorted(text, part, anchors)
}

fn scan_sorted<'e>(text: &str, part: &str, mut targets: Targets<'e>) -> Result<(SheetXml, Targets<'e>)> {
    order::sort_by_key(&mut targets, |(at, _)| *at);
    if let Some([(at, _), _]) = targets.array_windows().find(|[a, b]| a.0 == b.0) {
        let (ja, en) = ("値が二つ指定されました。", "two values were given");
        return Err(cell_error(ErrorKind::InvalidData, part, *at, ja, en));
    }
    let wanted: Vec<CellRef> = targets.iter().map(|(at, _)| *at).collect();
    Ok((SheetXml::scan(text, part, &wanted)?, targets))
}
