//! One table: a package made by hand for every shape that must survive being filled, each compared byte by byte.
//!
//! The points: 1 only what must change changes, 2 all shapes of XML, 3 readable answers, 4 drop-downs and other
//! choices, 5 protection.

mod answers;
mod choices;
mod outside;
mod parts;
mod protection;
mod rows;
mod zips;

use std::collections::BTreeSet;

use kaito::fill::apply;
use kaito::review::draft;
use kaito::{
    CellEdit, CellRef, Class, FillOptions, Package, Policy, Proof, SheetEdits, Workbook, find, proof,
};

use super::filling::{Data, found};
use super::support::{SHEET, Zip, text};

/// The answer's element from its type on, with `○` as the answer.
pub const ANSWER: &str = r#" t="inlineStr"><is><t xml:space="preserve">○</t></is></c>"#;

/// One package, how it is filled, and what comes out.
pub struct Case {
    point: u8,
    shape: String,
    original: Zip,
    fill: Fill,
    /// Parts whose whole new content is stated; no part but these and the sheet may change.
    parts: Vec<(&'static str, Vec<u8>)>,
    /// Cells of the sheet whose new value is stated.
    cells: Vec<(&'static str, &'static str)>,
}

enum Fill {
    Edits(Vec<CellEdit>),
    /// The questions found are answered with the response to a criterion.
    Questions(&'static str, FillOptions),
}

impl Case {
    /// `○` is written into `at`, which makes the sheet `after`; `●` stands for the answer's element from its type on.
    fn sheet(point: u8, shape: &str, original: Zip, at: &str, after: &str) -> Self {
        Self::bytes(point, shape, original, at, after.replace('●', ANSWER).into_bytes())
    }

    fn bytes(point: u8, shape: &str, original: Zip, at: &str, after: Vec<u8>) -> Self {
        let fill = Fill::Edits(vec![text(at, "○")]);
        Self {
            point,
            shape: shape.to_owned(),
            original,
            fill,
            parts: vec![(SHEET, after)],
            cells: Vec::new(),
        }
    }

    fn filled(&self, original: &[u8]) -> Vec<u8> {
        match &self.fill {
            Fill::Edits(edits) => {
                let edits = SheetEdits { part: SHEET.to_owned(), edits: edits.clone() };
                Package::open(original.to_vec()).unwrap().edit(&[edits]).unwrap()
            }
            Fill::Questions(criterion, options) => {
                let workbook = Workbook::open(original, "customer.xlsx").unwrap();
                let questions = find(&workbook, None);
                let matches: Vec<_> =
                    questions.iter().map(|_| found(Class::Auto, 0.999, criterion, &[])).collect();
                let decisions = draft(&questions, &matches, Data::embedded().library(), &Policy::default());
                apply(&workbook, &decisions, options).unwrap().bytes
            }
        }
    }

    fn assert_kept(&self) {
        let name = format!("{}: {}", self.point, self.shape);
        let original = self.original.bytes();
        assert!(Package::open(original.clone()).unwrap().edit(&[]).unwrap() == original, "{name}: no edits");
        let filled = self.filled(&original);
        let proof = proof::verify(&original, &filled).unwrap();
        assert!(proof.ok, "{name}: {:#?}", proof.problems);
        let package = Package::open(filled).unwrap();
        self.assert_other_parts(&name, &package);
        self.assert_sheet(&name, &package, &proof);
        for (part, content) in &self.parts {
            let new = package.part(part).unwrap();
            let shown = String::from_utf8_lossy(&new);
            assert!(new == *content, "{name}: {part} is {shown}, not {}", String::from_utf8_lossy(content));
        }
        assert_read_by_others(&name, &package);
    }

    /// What the same writer makes of the parts that may change is the filled file, to the byte: local headers, data,
    /// descriptors, central records, order, gaps and comment of everything else.
    fn assert_other_parts(&self, name: &str, filled: &Package) {
        let mut again = self.original.clone();
        for (part, content, shape) in &mut again.entries {
            if part == SHEET || self.parts.iter().any(|(own, _)| own == part) {
                let new = filled.part(part).unwrap();
                // A descriptor that was announced and missing is no longer announced.
                shape.flag_only &= new == *content;
                *content = new;
            }
        }
        assert!(again.bytes() == filled.bytes(), "{name}: other bytes differ");
    }

    /// Every byte of the sheet outside the written cells, their rows' start tags and the dimension is the same.
    fn assert_sheet(&self, name: &str, filled: &Package, proof: &Proof) {
        let written: BTreeSet<CellRef> = proof.changed_cells.iter().map(|it| it.cell).collect();
        let old = self.original.entries.iter().find(|(part, ..)| part == SHEET).unwrap();
        let (old, new) = (outside::text(&old.1), outside::text(&filled.part(SHEET).unwrap()));
        assert_eq!(outside::outside(&old, &written), outside::outside(&new, &written), "{name}");
        let value = |at: &str| {
            let at: CellRef = at.parse().unwrap();
            proof.changed_cells.iter().find(|it| it.cell == at).map_or("", |it| it.after.as_str())
        };
        for (at, expected) in &self.cells {
            assert_eq!(value(at), *expected, "{name}: {at}");
        }
    }
}

/// The case with full calculation on load, which is all that changes in the workbook part.
fn recalculated(mut case: Case) -> Case {
    let part = "xl/workbook.xml";
    let old = case.original.entries.iter().find(|(own, ..)| own == part).unwrap();
    let text = String::from_utf8(old.1.clone()).unwrap();
    let ordered = text.replace("</sheets>", r#"</sheets><calcPr fullCalcOnLoad="1"/>"#);
    case.parts.push((part, ordered.into_bytes()));
    case
}

/// Another implementation of zip reads the same content.
fn assert_read_by_others(name: &str, filled: &Package) {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(filled.bytes())).unwrap();
    for part in filled.names().filter(|part| !part.ends_with('/')) {
        let mut bytes = Vec::new();
        std::io::Read::read_to_end(&mut archive.by_name(part).unwrap(), &mut bytes).unwrap();
        assert!(bytes == filled.part(part).unwrap(), "{name}: {part}");
    }
}

#[test]
fn every_shape_keeps_every_other_byte() {
    let cases: Vec<Case> = [
        zips::cases(),
        rows::cases(),
        parts::cases(),
        answers::cases(),
        choices::cases(),
        protection::cases(),
    ]
    .into_iter()
    .flatten()
    .collect();
    cases.iter().for_each(Case::assert_kept);
    let shapes: BTreeSet<_> = cases.iter().map(|case| (case.point, &case.shape)).collect();
    assert_eq!(shapes.len(), cases.len(), "one package per shape");
}
