//! What is found in other people's questionnaires (../shared/corpus/questionnaires), as a reviewed record that
//! fails both ways: columns `file`, `questions`, `found` (question columns, most frequent first), `reader` (the
//! column that INDEX.tsv names) and `verdict` (agrees, or why not; `reader errs` where that column holds no question).

#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a broken test")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use kaito::Workbook;
use kaito::questionnaire::layout::Role;
use kaito::questionnaire::{find, inspect};

const RECORD: &str = include_str!("layout_corpus.tsv");
/// Part of the files whose reader names a column of questions in which that column must be found.
const LEAST: f64 = 0.90;

fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/questionnaires");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: ../shared/corpus/questionnaires is absent");
    None
}

/// Number of questions, and the question columns by the number of tables.
fn summary(path: &Path) -> (usize, String) {
    let book = Workbook::open(&fs::read(path).unwrap(), &path.to_string_lossy()).unwrap();
    let layout = inspect(&book, None);
    let mut columns: BTreeMap<&str, usize> = BTreeMap::new();
    for table in layout.sheets.iter().flat_map(|sheet| &sheet.tables) {
        *columns.entry(table.column(Role::Question).unwrap_or("-")).or_default() += 1;
    }
    let mut columns: Vec<(&str, usize)> = columns.into_iter().collect();
    columns.sort_by_key(|(column, tables)| (usize::MAX - tables, *column));
    let columns: Vec<&str> = columns.into_iter().map(|(column, _)| column).collect();
    (find(&book, None).len(), columns.join(","))
}

#[test]
fn other_people_s_questionnaires_are_found_as_recorded() {
    let Some(folder) = folder() else {
        return;
    };
    let (mut named, mut agrees) = (0, 0);
    let mut differences = Vec::new();
    for line in RECORD.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [file, questions, found, reader, verdict] = fields.as_slice() else {
            panic!("five columns: {line}");
        };
        let now = summary(&folder.join(file));
        if now != (questions.parse().unwrap(), (*found).to_owned()) {
            differences.push(format!("{file}: {questions} {found} is now {} {}", now.0, now.1));
        }
        let same = reader.split('/').any(|column| now.1.split(',').any(|found| found == column));
        if !reader.is_empty() && same != (*verdict == "agrees") {
            differences.push(format!("{file}: {found} for {reader} is not \"{verdict}\""));
        }
        named += usize::from(!reader.is_empty() && !verdict.starts_with("reader errs"));
        agrees += usize::from(!reader.is_empty() && same);
    }
    assert_eq!(differences, Vec::<String>::new());
    assert!(f64::from(agrees as u32) >= LEAST * f64::from(named as u32), "{agrees} of {named}");
}
