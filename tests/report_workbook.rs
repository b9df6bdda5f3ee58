//! The internal review workbook, read back as a reviewer's spreadsheet program would read it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use filling::{Data, found, question, question_at};
use kaito::report::{Column, Origin, rulings, workbook};
use kaito::review::{Ruling, Verdict, draft, settle};
use kaito::{CellRef, Class, Decision, Policy, Question, Role, Sheet, Workbook};

const ASK: &str = "ログを保管していますか。";

fn questions() -> [Question; 3] {
    [question(ASK), question_at(3, "=SUM(A1) で始まる質問"), question_at(4, "株価を教えてください。")]
}

fn decisions(data: &Data) -> Vec<Decision> {
    let matches = [
        found(Class::Auto, 0.995, "実10", &[]),
        found(Class::Review, 0.62, "実107", &["look-alike"]),
        found(Class::None, 0.05, "統1", &["topic"]),
    ];
    draft(&questions(), &matches, data.library(), &Policy::default())
}

fn report(decisions: &[Decision]) -> Workbook {
    let data = Data::embedded();
    let origin = Origin { source: "顧客 (2025).xlsx", filled: Some("顧客 (2025).xlsx") };
    let bytes = workbook(decisions, data.library(), origin).unwrap();
    Workbook::open(&bytes, "review.xlsx").unwrap()
}

fn sheet<'w>(workbook: &'w Workbook, name: &str) -> &'w Sheet {
    workbook.sheets().iter().find(|sheet| sheet.name == name).unwrap()
}

/// The text of `column` in the one-based `row` of the review sheet.
fn text(sheet: &Sheet, row: u32, column: Column) -> String {
    let index = Column::ALL.iter().position(|own| *own == column).unwrap() as u32;
    assert_eq!(sheet.text(CellRef::new(0, index)), column.heading());
    sheet.text(CellRef::new(row - 1, index)).to_owned()
}

#[test]
fn each_question_has_a_row_with_its_proposal_and_room_for_a_verdict() {
    let data = Data::embedded();
    let book = report(&decisions(data));
    let review = sheet(&book, "レビュー");
    let rows: &[(u32, Column, &str)] = &[
        (2, Column::Sheet, "質問票"),
        (2, Column::Cell, "B2"),
        (2, Column::Question, ASK),
        (2, Column::Class, "確実"),
        (2, Column::Status, "記入"),
        (2, Column::Criterion, "実10"),
        (2, Column::Choice, "△"),
        (2, Column::Verdict, "採用"),
        (3, Column::Question, "=SUM(A1) で始まる質問"),
        (3, Column::Class, "要確認"),
        (3, Column::Choice, "対象外"),
        (3, Column::Verdict, "保留"),
        (4, Column::Class, "回答なし"),
        (4, Column::Answer, ""),
        (4, Column::Verdict, "空欄"),
    ];
    for (row, column, expected) in rows {
        assert_eq!(text(review, *row, *column), *expected, "row {row} {column:?}");
    }
    assert!(text(review, 2, Column::Conditions).contains("定期的なチェックはお客様"));
    assert!(text(review, 2, Column::Candidates).starts_with("実10 "));
    let verdict = Column::ALL.iter().position(|own| *own == Column::Verdict).unwrap() as u32;
    assert_eq!(review.choices(CellRef::new(1, verdict)).unwrap(), ["採用", "修正", "空欄", "保留"]);
}

#[test]
fn each_question_cell_is_a_link_into_the_filled_workbook() {
    let data = Data::embedded();
    let origin = Origin { source: "a.xlsx", filled: Some("customer 2.xlsx") };
    let bytes = workbook(&decisions(data), data.library(), origin).unwrap();
    let book = Workbook::open(&bytes, "review.xlsx").unwrap();
    let package = book.package().unwrap();
    let sheet = String::from_utf8(package.part("xl/worksheets/sheet2.xml").unwrap().to_vec()).unwrap();
    assert!(sheet.contains("location=\"'質問票'!B2\""), "{sheet}");
    let links = package.part("xl/worksheets/_rels/sheet2.xml.rels").unwrap().to_vec();
    assert!(String::from_utf8(links).unwrap().contains("customer%202.xlsx"));
}

#[test]
fn gaps_and_sources_are_listed() {
    let data = Data::embedded();
    let book = report(&decisions(data));
    let gaps = sheet(&book, "未回答");
    assert_eq!(gaps.text("D2".parse().unwrap()), "株価を教えてください。");
    assert_eq!(gaps.text("D3".parse().unwrap()), "");
    let sources = sheet(&book, "出典");
    assert!(sources.text("A2".parse().unwrap()).starts_with("実10 "));
    assert!(sources.text("C2".parse().unwrap()).contains("質問票!D2"));
    assert_eq!(book.sheets()[0].name, "概要");
}

#[test]
fn no_questions_and_very_many_both_give_a_workbook() {
    let data = Data::embedded();
    assert_eq!(report(&[]).sheets().len(), 5);
    let many: Vec<Decision> = decisions(data).into_iter().cycle().take(3000).collect();
    let book = report(&many);
    assert_eq!(text(sheet(&book, "レビュー"), 3001, Column::Sheet), "質問票");
}

#[test]
fn the_same_decisions_give_the_same_bytes() {
    let data = Data::embedded();
    let made = || workbook(&decisions(data), data.library(), Origin::default()).unwrap();
    assert_eq!(made(), made());
}

/// The rulings of the review workbook of [`decisions`], changed by `edit`.
fn ruled(edit: impl FnOnce(&mut Vec<Ruling>)) -> kaito::Result<Vec<Decision>> {
    let data = Data::embedded();
    let drafted = decisions(data);
    let mut read = rulings(&report(&drafted)).unwrap();
    edit(&mut read);
    settle(&questions(), drafted, &read, data.library())
}

fn set(ruling: &mut Ruling, role: Role, text: &str) {
    let value = ruling.values.iter_mut().find(|(own, _)| *own == role);
    value.unwrap().1 = text.to_owned();
}

fn written(decision: &Decision, role: Role) -> Option<&str> {
    let content = decision.writes.iter().find(|content| content.role == role)?;
    Some(content.value.as_str())
}

#[test]
fn an_unchanged_review_workbook_writes_what_was_drafted() {
    let drafted = decisions(Data::embedded());
    let settled = ruled(|_| {}).unwrap();
    assert_eq!(settled[0].writes, drafted[0].proposal);
    assert!(settled[1].writes.is_empty() && settled[2].writes.is_empty());
}

#[test]
fn verdicts_texts_and_criteria_of_the_reviewer_are_taken() {
    let settled = ruled(|rows| {
        rows.reverse();
        set(&mut rows[2], Role::Answer, "書き直した回答");
        set(&mut rows[2], Role::Choice, "");
        rows[1].verdict = Some(Verdict::Accept);
        rows[0].criteria = filling::ids(&["統2"]);
        rows[0].verdict = Some(Verdict::Edit);
    })
    .unwrap();
    assert_eq!(written(&settled[0], Role::Answer), Some("書き直した回答"));
    assert_eq!(written(&settled[0], Role::Choice), None);
    assert_eq!(written(&settled[1], Role::Choice), Some("対象外"));
    assert_eq!(settled[2].criteria, filling::ids(&["統2"]));
    assert_eq!(written(&settled[2], Role::Choice), Some("○"));
    assert!(written(&settled[2], Role::Evidence).unwrap().ends_with("統2"));
}

#[test]
fn deleted_rows_write_nothing_and_changed_questions_are_refused_by_name() {
    let settled = ruled(|rows| rows.truncate(0)).unwrap();
    assert!(settled.iter().all(|decision| decision.writes.is_empty()));
    let held = ruled(|rows| rows[0].verdict = None).unwrap();
    assert!(held[0].writes.is_empty() && held[0].needs_review());
    let error = ruled(|rows| rows[0].question.push('？')).unwrap_err();
    assert_eq!((error.code(), error.place()), ("question-changed", Some("質問票!B2")));
}

#[test]
fn what_is_no_review_workbook_is_refused() {
    let bytes = rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap();
    let other = Workbook::open(&bytes, "other.xlsx").unwrap();
    assert_eq!(rulings(&other).unwrap_err().code(), "invalid-data");
}

#[test]
fn it_prints_across_the_page_with_its_head_on_every_one() {
    let data = Data::embedded();
    let bytes = workbook(&decisions(data), data.library(), Origin::default()).unwrap();
    let book = Workbook::open(&bytes, "review.xlsx").unwrap();
    let package = book.package().unwrap();
    let part = |name: &str| String::from_utf8(package.part(name).unwrap().to_vec()).unwrap();
    for (sheet, paper) in [(2, 8), (3, 9), (4, 9)] {
        let text = part(&format!("xl/worksheets/sheet{sheet}.xml"));
        let setup = format!("<pageSetup paperSize=\"{paper}\" fitToHeight=\"0\" orientation=\"landscape\"");
        assert!(text.contains(&setup) && text.contains("<pageSetUpPr fitToPage=\"1\"/>"), "sheet {sheet}");
    }
    let titles = part("xl/workbook.xml").matches("_xlnm.Print_Titles").count();
    assert_eq!(titles, 3);
}
