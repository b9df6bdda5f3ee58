//! The proof that a filled workbook differs from the original in the answer cells and in nothing else.

mod element;
mod entries;
mod grid;
mod parts;
mod second_opinion;
mod tokens;
mod values;

use serde::Serialize;
use tsify::Tsify;

use crate::error::{Error, ErrorKind, Result};
use crate::text::Text;
use crate::workbook::package::{Package, SheetEntry, SheetKind, XmlText};
use crate::workbook::{self, CellRef, Format, Sheet};

/// One cell that holds another value than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
pub struct ChangedCell {
    /// Tab name of the sheet.
    pub sheet: String,
    /// The cell.
    pub cell: CellRef,
    /// The value before, as text; empty where there was none.
    pub before: String,
    /// The value now, as text.
    pub after: String,
}

/// What two workbooks have in common and what differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Proof {
    /// Names of the parts whose stored bytes are the same.
    pub identical_parts: Vec<String>,
    /// Names of the parts that differ.
    pub changed_parts: Vec<String>,
    /// The cells whose value differs, sheet by sheet.
    pub changed_cells: Vec<ChangedCell>,
    /// Every difference that filling must not make.
    pub problems: Vec<Text>,
    /// Whether there is no such difference.
    pub ok: bool,
}

impl Proof {
    fn empty() -> Self {
        Self {
            identical_parts: Vec::new(),
            changed_parts: Vec::new(),
            changed_cells: Vec::new(),
            problems: Vec::new(),
            ok: false,
        }
    }

    fn problem(&mut self, ja: impl Into<String>, en: impl Into<String>) {
        self.problems.push(Text::new(ja, en));
    }

    fn finish(mut self) -> Self {
        self.ok = self.problems.is_empty();
        self
    }

    /// The proof, if it holds.
    ///
    /// # Errors
    /// `proof-failed` with the first difference.
    pub fn require(self) -> Result<Self> {
        match self.problems.first() {
            None => Ok(self),
            Some(Text { ja, en }) => Err(Error::new(ErrorKind::ProofFailed, ja, en)),
        }
    }
}

/// Compares a filled workbook with its original: packages part by part and cell by cell, other formats by value.
///
/// # Errors
/// As [`Package::open`] and [`crate::Workbook::open`], for either file. Differences are no errors: see [`Proof::ok`].
pub fn verify(original: &[u8], filled: &[u8]) -> Result<Proof> {
    verify_with_password(original, filled, None)
}

/// Like [`verify`], for workbooks that may need a `password`; one that loses its password is a difference.
///
/// # Errors
/// As [`verify`] and [`crate::Workbook::open_with_password`].
pub fn verify_with_password(original: &[u8], filled: &[u8], password: Option<&str>) -> Result<Proof> {
    let (before, after) = (workbook::decrypted(original, password)?, workbook::decrypted(filled, password)?);
    let mut proof = compare(before.as_deref().unwrap_or(original), after.as_deref().unwrap_or(filled))?;
    if before.is_some() && after.is_none() {
        proof.problem("パスワードによる暗号化がなくなっています。", "it is no longer encrypted");
    }
    if before.is_none() && after.is_some() {
        proof.problem("パスワードで暗号化されています。", "it is encrypted now");
    }
    Ok(proof.finish())
}

fn compare(original: &[u8], filled: &[u8]) -> Result<Proof> {
    let before = Package::open(original.to_vec());
    match before {
        Ok(before) if before.format() != Format::Xlsb => {
            compare_packages(&before, &Package::open(filled.to_vec())?, &[])
        }
        _ => values::compare(original, filled),
    }
}

/// Like [`verify`], and a changed cell that is not among `expected` (sheet name, cell) is a difference too.
///
/// # Errors
/// As [`verify`].
pub fn verify_expected(original: &[u8], filled: &[u8], expected: &[(&str, CellRef)]) -> Result<Proof> {
    Ok(as_expected(verify(original, filled)?, expected))
}

/// Like [`verify_expected`], for an original whose sheets have been `read` already.
///
/// # Errors
/// As [`verify`].
pub(crate) fn prove(
    original: &Package,
    read: &[Sheet],
    filled: &[u8],
    expected: &[(&str, CellRef)],
) -> Result<Proof> {
    let proof = compare_packages(original, &Package::open(filled.to_vec())?, read)?;
    Ok(as_expected(proof, expected))
}

fn as_expected(mut proof: Proof, expected: &[(&str, CellRef)]) -> Proof {
    let expected: std::collections::HashSet<_> = expected.iter().copied().collect();
    let changed = std::mem::take(&mut proof.changed_cells);
    for it in changed.iter().filter(|it| !expected.contains(&(it.sheet.as_str(), it.cell))) {
        let (sheet, cell) = (&it.sheet, it.cell);
        proof.problem(
            format!("「{sheet}」の {cell} は変更の予定がありません。"),
            format!("\"{sheet}\"!{cell} was not to be changed"),
        );
    }
    proof.changed_cells = changed;
    proof.finish()
}

fn compare_packages(before: &Package, after: &Package, read: &[Sheet]) -> Result<Proof> {
    let mut proof = Proof::empty();
    if before.bytes() == after.bytes() {
        proof.identical_parts = before.names().map(str::to_owned).collect();
        return Ok(proof);
    }
    entries::compare(before, after, &mut proof);
    let sheets = before.worksheets()?;
    let mut formats = None;
    for name in proof.changed_parts.clone() {
        let sheet =
            sheets.iter().find(|sheet| sheet.kind == SheetKind::Worksheet && same(&sheet.part, &name));
        if let Some(sheet) = sheet {
            if formats.is_none() {
                formats = Some(parts::Formats::read(before, after)?);
            }
            compare_sheet(before, after, sheet, formats.as_ref(), &mut proof)?;
        } else if before.styles_part()?.is_some_and(|part| same(&part, &name)) {
            parts::compare_styles(before, after, &name, &mut proof)?;
        } else if same(before.workbook_part(), &name) {
            parts::compare_workbook(before, after, &name, &mut proof)?;
        } else {
            proof.problem(format!("「{name}」が変わっています。"), format!("\"{name}\" differs"));
        }
    }
    second_opinion::compare(before, after, &sheets, read, &mut proof);
    Ok(proof)
}

/// Both versions of a changed part, as [`require_change`] wants them.
fn texts(before: &Package, after: &Package, name: &str, proof: &mut Proof) -> Result<(XmlText, XmlText)> {
    let (old, new) = (before.xml(name)?, after.xml(name)?);
    require_change(&old, &new, name, proof);
    Ok((old, new))
}

/// The versions of a changed part must be in one encoding and differ in more than their compression.
fn require_change(old: &XmlText, new: &XmlText, name: &str, proof: &mut Proof) {
    if !old.is_encoded_like(new) {
        let en = format!("the encoding of \"{name}\" differs");
        proof.problem(format!("「{name}」の文字コードが変わっています。"), en);
    } else if old.as_str() == new.as_str() {
        let en = format!("\"{name}\" is compressed anew with the same content");
        proof.problem(format!("「{name}」は内容が同じまま圧縮し直されています。"), en);
    }
}

fn same(a: &str, b: &str) -> bool {
    a.trim_start_matches('/').eq_ignore_ascii_case(&b.replace('\\', "/"))
}

fn compare_sheet(
    before: &Package,
    after: &Package,
    sheet: &SheetEntry,
    formats: Option<&parts::Formats>,
    proof: &mut Proof,
) -> Result<()> {
    let (old, new) = (before.worksheet(&sheet.part)?, after.xml(&sheet.part)?);
    require_change(&old, &new, &sheet.part, proof);
    let mut differences = grid::compare(old.as_str(), new.as_str(), &sheet.part, formats)?;
    for text in &mut differences.problems {
        text.ja = format!("「{}」: {}", sheet.name, text.ja);
        text.en = format!("\"{}\": {}", sheet.name, text.en);
    }
    proof.problems.append(&mut differences.problems);
    let mut strings = values::SharedStrings::of(before);
    for (cell, old, new) in differences.cells {
        proof.changed_cells.push(ChangedCell {
            sheet: sheet.name.clone(),
            cell,
            before: strings.value(old),
            after: strings.value(new),
        });
    }
    Ok(())
}
