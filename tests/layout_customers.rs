//! Questions and answer cells over the labelled workbooks of ../shared/customers/dev.

#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a broken test")]

use std::fs;
use std::path::Path;

use kaito::Workbook;
use kaito::questionnaire::evaluate::{Count, Measure, Truth, measure};
use kaito::questionnaire::find;

fn labelled() -> Vec<(String, Measure)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/customers/dev");
    let Ok(entries) = fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/customers/dev is absent");
        return Vec::new();
    };
    let books = entries.filter_map(|entry| Some(entry.ok()?.path()));
    let books = books.filter(|path| path.extension().is_some_and(|extension| extension != "json"));
    books
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let book = Workbook::open(&fs::read(&path).unwrap(), &name).unwrap();
            let truth = fs::read(path.with_extension("truth.json")).unwrap();
            let truth: Truth = serde_json::from_slice(&truth).unwrap();
            (name, measure(&find(&book, None), &truth))
        })
        .collect()
}

#[test]
fn labelled_workbooks_are_found_cell_by_cell() {
    let mut total = Measure::default();
    for (name, found) in labelled() {
        assert_eq!(found.stray, Vec::<String>::new(), "{name}: cells that no label knows");
        assert_eq!(found.differences, Vec::<String>::new(), "{name}");
        total += &found;
    }
    // The least that the product promises; the recorded state is all of them.
    let least: [(&str, Count, f64); 9] = [
        ("question", total.question, 1.0),
        ("number", total.number, 1.0),
        ("item", total.item, 1.0),
        ("choice", total.choice, 1.0),
        ("answer", total.answer, 1.0),
        ("remark", total.remark, 1.0),
        ("evidence", total.evidence, 1.0),
        ("vocabulary", total.vocabulary, 1.0),
        ("state", total.state, 1.0),
    ];
    for (role, count, least) in least {
        assert!(count.precision() >= least && count.recall() >= least, "{role}: {count:?}");
    }
}
