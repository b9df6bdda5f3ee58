//! From end to end over customers' workbooks whose cells people have labelled.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use filling::Data;
use kaito::questionnaire::evaluate::Truth;
use kaito::review::draft;
use kaito::{
    CellRef, FillOptions, Filled, Matcher, Policy, Query, Question, QuestionState, Workbook, fill, find,
    proof,
};

struct Customer {
    name: String,
    bytes: Vec<u8>,
    truth: Truth,
}

/// The labelled workbooks; empty, saying so, where the folder is absent.
fn customers() -> Vec<Customer> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/customers/dev");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: ../shared/customers/dev is absent");
        return Vec::new();
    };
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let books = paths.iter().filter(|path| path.extension().is_some_and(|end| end != "json"));
    books
        .map(|path| Customer {
            name: path.file_name().unwrap().to_str().unwrap().to_owned(),
            bytes: std::fs::read(path).unwrap(),
            truth: serde_json::from_slice(&std::fs::read(path.with_extension("truth.json")).unwrap())
                .unwrap(),
        })
        .collect()
}

fn filled(customer: &Customer, policy: &Policy) -> (Workbook, Vec<Question>, Filled) {
    let data = Data::embedded();
    let matcher = Matcher::new(data.standard.clone(), data.knowledge.clone()).unwrap();
    let workbook = Workbook::open(&customer.bytes, &customer.name).unwrap();
    let questions = find(&workbook, None);
    let queries: Vec<Query> = questions.iter().map(Query::from).collect();
    let decisions = draft(&questions, &matcher.rank(&queries), data.library(), policy);
    let result = fill::apply(&workbook, &decisions, &FillOptions::default()).unwrap();
    (workbook, questions, result)
}

#[test]
fn only_labelled_answer_cells_are_written_and_only_where_they_were_empty() {
    for customer in customers() {
        let (before, _, result) = filled(&customer, &Policy::default());
        let mut allowed: HashSet<(&str, CellRef)> = HashSet::new();
        for label in customer.truth.questions.iter().filter(|label| !label.already_answered && !label.hidden)
        {
            let cells = [label.choice_cell, label.answer_cell, label.remark_cell, label.evidence_cell];
            allowed.extend(cells.into_iter().flatten().map(|cell| (label.sheet.as_str(), cell)));
            // One of several columns is marked; the label names the first.
            let width = label.choice_options.as_ref().map_or(0, Vec::len) as u32;
            let columns = label
                .choice_cell
                .into_iter()
                .flat_map(|first| (0..width).map(move |step| CellRef::new(first.row, first.col + step)));
            if customer.name.contains("xmark") {
                allowed.extend(columns.map(|cell| (label.sheet.as_str(), cell)));
            }
        }
        assert!(!result.written.is_empty(), "{}", customer.name);
        for write in &result.written {
            let place = format!("{} {}!{}", customer.name, write.sheet, write.cell);
            assert!(allowed.contains(&(write.sheet.as_str(), write.cell)), "{place}");
            assert_eq!(before.sheets()[write.sheet_index].text(write.cell), "", "{place}");
        }
    }
}

#[test]
fn every_question_that_was_found_is_still_there_when_its_answer_is_written() {
    for customer in customers() {
        let everything = Policy { hidden: true, ..Policy::default() };
        let (_, questions, result) = filled(&customer, &everything);
        let changed = result.skipped.iter().find(|skipped| skipped.reason.code == "question-changed");
        assert_eq!(changed, None, "{}", customer.name);
        let open = questions.iter().filter(|question| question.state == QuestionState::Open).count();
        assert!(open > 0, "{}", customer.name);
    }
}

#[test]
fn the_result_differs_from_the_original_in_the_written_cells_only() {
    for customer in customers() {
        let (_, _, result) = filled(&customer, &Policy::default());
        let proof = proof::verify(&customer.bytes, &result.bytes).unwrap();
        assert!(proof.ok, "{}: {:?}", customer.name, proof.problems);
        let changed: HashSet<_> = proof.changed_cells.iter().map(|it| (it.sheet.as_str(), it.cell)).collect();
        let written: HashSet<_> = result.written.iter().map(|it| (it.sheet.as_str(), it.cell)).collect();
        assert_eq!(changed, written, "{}", customer.name);
    }
}
