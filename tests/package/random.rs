//! Any sheet, any edits: the proof holds, and both readers find the answers.

use std::collections::BTreeMap;

use kaito::{CellEdit, CellRef, EditValue, Package, proof};
use proptest::prelude::*;

use super::support::{book, on_sheet, worksheet};

/// One row: whether it states its number, its attributes, and its cells (column, whether it states its address, style).
type Row = (bool, u8, BTreeMap<u32, (bool, u8)>);

/// Sheet data in which rows and cells leave out what can be counted.
fn sheet_data(rows: &BTreeMap<u32, Row>) -> String {
    let (mut data, mut next_row) = (String::new(), 0);
    for (&row, (stated, kind, cells)) in rows {
        let number = if *stated || row != next_row { format!(" r=\"{}\"", row + 1) } else { String::new() };
        next_row = row + 1;
        let more = ["", " ht=\"12\"", " ht='12' customHeight='1'", " spans=\"1:2\""]
            .get(usize::from(*kind))
            .unwrap();
        data.push_str(&format!("<row{number}{more}>"));
        let mut next_col = 0;
        for (&col, (stated, kind)) in cells {
            let at = CellRef::new(row, col);
            let address = if *stated || col != next_col { format!(" r=\"{at}\"") } else { String::new() };
            next_col = col + 1;
            let rest = ["/>", " s=\"2\"/>", "><v>7</v></c>", " t=\"str\"><v>x</v></c>"]
                .get(usize::from(*kind))
                .unwrap();
            data.push_str(&format!("<c{address}{rest}"));
        }
        data.push_str("</row>\n");
    }
    data
}

fn answer() -> impl Strategy<Value = String> {
    // Line feeds only: the other line breaks become one.
    prop_oneof![Just("○".to_owned()), "[^\r]{1,40}", "(_x[0-9A-F]{4}_|\n|あ|&){1,6}"]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]
    #[test]
    fn any_edit_is_proved_and_read_back(
        rows in prop::collection::btree_map(0u32..12, (any::<bool>(), 0u8..4, prop::collection::btree_map(0u32..8, (any::<bool>(), 0u8..4), 0..5)), 0..6),
        answers in prop::collection::btree_map((0u32..14, 0u32..10), answer(), 1..8),
    ) {
        let original = book(worksheet(&sheet_data(&rows))).bytes();
        let package = Package::open(original.clone()).unwrap();
        let edits: Vec<_> = answers
            .iter()
            .map(|(&(row, col), text)| CellEdit { at: CellRef::new(row, col), value: EditValue::Text(text.clone()) })
            .collect();
        let filled = package.edit(&[on_sheet(edits)]).unwrap();
        let expected: Vec<_> = answers.keys().map(|&(row, col)| ("S", CellRef::new(row, col))).collect();
        let proof = proof::verify_expected(&original, &filled, &expected).unwrap();
        prop_assert!(proof.ok, "{:?}", proof.problems);
        let read: BTreeMap<_, _> = proof.changed_cells.into_iter().map(|it| ((it.cell.row, it.cell.col), it.after)).collect();
        prop_assert_eq!(read, answers);
    }
}
