//! The review sheet: one row a question.

use std::collections::HashSet;

use rust_xlsxwriter::{
    ConditionalFormatCell, ConditionalFormatCellRule, DataValidation, Format, Url, Worksheet, XlsxError,
};

use super::format::{A3, Styles, fitting, printed, row};
use super::{Origin, class_word, status_word};
use crate::answer::{Library, Note, Role};
use crate::memory::Entry;
use crate::review::{Decision, Status, Verdict};
use crate::row_height;
use crate::standard::Lookup;

/// What stands, with a number from 1, for an earlier answer in the column of criteria.
pub const PAST: &str = "過去";

/// Name of the review sheet.
pub const SHEET: &str = "レビュー";

/// The columns of the review sheet, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Tab name of the customer's sheet.
    Sheet,
    /// The question cell.
    Cell,
    /// Section titles.
    Section,
    /// The question.
    Question,
    /// Class of the match.
    Class,
    /// What was done.
    Status,
    /// Probability that the first candidate is right.
    Confidence,
    /// The criterion that is answered from.
    Criterion,
    /// All candidates with their probability.
    Candidates,
    /// The published response.
    Response,
    /// The judgement, to be edited.
    Choice,
    /// The answer, to be edited.
    Answer,
    /// The remark, to be edited.
    Remark,
    /// The evidence, to be edited.
    Evidence,
    /// The reviewer's verdict.
    Verdict,
    /// Reasons.
    Reasons,
    /// What to check before the response is claimed.
    Conditions,
}

impl Column {
    /// All columns in their order.
    pub const ALL: [Self; 17] = [
        Self::Sheet,
        Self::Cell,
        Self::Section,
        Self::Question,
        Self::Class,
        Self::Status,
        Self::Confidence,
        Self::Criterion,
        Self::Candidates,
        Self::Response,
        Self::Choice,
        Self::Answer,
        Self::Remark,
        Self::Evidence,
        Self::Verdict,
        Self::Reasons,
        Self::Conditions,
    ];

    /// The heading, which identifies the column when the workbook is read back.
    pub fn heading(self) -> &'static str {
        self.look().0
    }

    /// Heading, width in characters, and whether a reviewer edits it.
    fn look(self) -> (&'static str, f64, bool) {
        match self {
            Self::Sheet => ("シート", 14.0, false),
            Self::Cell => ("セル", 7.0, false),
            Self::Section => ("章・節", 18.0, false),
            Self::Question => ("質問", 46.0, false),
            Self::Class => ("区分", 9.0, false),
            Self::Status => ("状態", 9.0, false),
            Self::Confidence => ("確信度", 8.0, false),
            Self::Criterion => ("基準", 11.0, true),
            Self::Candidates => ("候補", 24.0, false),
            Self::Response => ("公開回答", 52.0, false),
            Self::Choice => ("選択", 10.0, true),
            Self::Answer => ("回答（編集可）", 52.0, true),
            Self::Remark => ("備考（編集可）", 30.0, true),
            Self::Evidence => ("根拠（編集可）", 26.0, true),
            Self::Verdict => ("決定", 9.0, true),
            Self::Reasons => ("理由", 40.0, false),
            Self::Conditions => ("確認事項（社内用）", 36.0, false),
        }
    }

    fn index(self) -> u16 {
        (0..).zip(Self::ALL).find_map(|(index, own)| (own == self).then_some(index)).unwrap_or(0)
    }
}

/// The words of the verdict drop-down.
pub const VERDICTS: [(&str, Verdict); 4] =
    [("採用", Verdict::Accept), ("修正", Verdict::Edit), ("空欄", Verdict::Blank), ("保留", Verdict::Hold)];

/// Writes the review sheet.
pub fn write(
    sheet: &mut Worksheet,
    decisions: &[Decision],
    library: Library<'_>,
    origin: Origin<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(SHEET)?;
    for column in Column::ALL {
        let (heading, width, editable) = column.look();
        let format = if editable { &styles.head_edit } else { &styles.head };
        sheet.set_column_width(column.index(), width)?;
        sheet.write_string_with_format(0, column.index(), heading, format)?;
    }
    for (index, decision) in decisions.iter().enumerate() {
        let at = row(index + 1)?;
        for column in Column::ALL {
            write_cell(sheet, at, column, decision, library, origin, styles)?;
        }
        candidates_list(sheet, at, decision)?;
        sheet.set_row_height(at, height(decision, library))?;
    }
    let last = row(decisions.len())?.max(1);
    let verdict = Column::Verdict.index();
    let list = DataValidation::new().allow_list_strings(&VERDICTS.map(|(word, _)| word))?;
    sheet.add_data_validation(1, verdict, last, verdict, &list)?;
    signals(sheet, last, styles)?;
    sheet.autofilter(0, 0, last, Column::Conditions.index())?;
    sheet.set_freeze_panes(1, Column::Class.index())?;
    printed(sheet, A3)
}

/// Points that the longest text of a row needs, within what one can still overlook.
fn height(decision: &Decision, library: Library<'_>) -> f64 {
    const OVERLOOKED: f64 = 240.0;
    let heights = Column::ALL.iter().map(|column| {
        let (_, width, _) = column.look();
        row_height::points(&text(*column, decision, library), width)
    });
    heights.fold(0.0, f64::max).min(OVERLOOKED)
}

fn write_cell(
    sheet: &mut Worksheet,
    at: u32,
    column: Column,
    decision: &Decision,
    library: Library<'_>,
    origin: Origin<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (_, _, editable) = column.look();
    match column {
        Column::Cell => link(sheet, at, decision, origin, styles),
        Column::Confidence if !decision.candidates.is_empty() => {
            // Rounded down: 100 % is said only of what is certain.
            let share = (decision.confidence * 100.0).floor() / 100.0;
            sheet.write_number_with_format(at, column.index(), share, &styles.percent).map(|_| ())
        }
        _ => {
            let format: &Format = if editable { &styles.edit } else { &styles.text };
            let text = fitting(&text(column, decision, library));
            sheet.write_string_with_format(at, column.index(), text, format).map(|_| ())
        }
    }
}

fn text(column: Column, decision: &Decision, library: Library<'_>) -> String {
    let value = |role| decision.proposed(role).map_or_else(String::new, |content| content.value.clone());
    match column {
        Column::Sheet => decision.sheet.clone(),
        Column::Section => decision.section.clone(),
        Column::Question => decision.question.clone(),
        Column::Class => class_word(decision.class).to_owned(),
        Column::Status => status_word(decision.status).to_owned(),
        Column::Criterion => basis(decision),
        Column::Candidates => candidates(decision, library),
        Column::Response => response(decision, library),
        Column::Choice => value(Role::Choice),
        Column::Answer => value(Role::Answer),
        Column::Remark => value(Role::Remark),
        Column::Evidence => value(Role::Evidence),
        Column::Verdict => verdict(decision).to_owned(),
        Column::Reasons => reasons(&decision.reasons),
        Column::Conditions => decision.conditions.join("\n"),
        Column::Cell | Column::Confidence => String::new(),
    }
}

/// What the contents come from: an earlier answer by its number, or the criteria.
fn basis(decision: &Decision) -> String {
    decision.past.map_or_else(|| criteria(decision), past_word)
}

/// The word that stands for the earlier answer at `index`.
fn past_word(index: usize) -> String {
    format!("{PAST}{}", index + 1)
}

fn criteria(decision: &Decision) -> String {
    let numbers: Vec<String> = decision.criteria.iter().map(ToString::to_string).collect();
    numbers.join("、")
}

fn candidates(decision: &Decision, library: Library<'_>) -> String {
    let lines = decision.candidates.iter().map(|candidate| {
        let subject = library.knowledge.criterion(candidate.criterion).map_or("", |known| known.subject_ja);
        format!("{} {subject}（{:.0}%）", candidate.criterion, candidate.score * 100.0)
    });
    let past = decision.recalled.iter().enumerate().map(|(index, recalled)| {
        let Entry { date, .. } = &recalled.entry;
        format!("{} {}、{date}（{:.0}%）", past_word(index), recalled.place(), recalled.similarity * 100.0)
    });
    past.chain(lines).collect::<Vec<_>>().join("\n")
}

/// The published responses to the chosen criteria, each with its number.
fn response(decision: &Decision, library: Library<'_>) -> String {
    let texts = decision.criteria.iter().filter_map(|id| match library.standard.lookup(*id) {
        Lookup::Response { text, .. } => Some(format!("[{id}] {text}")),
        _ => None,
    });
    texts.collect::<Vec<_>>().join("\n\n")
}

/// The verdict so far; what was filled counts as accepted, what was left alone has none.
fn verdict(decision: &Decision) -> &'static str {
    let verdict = decision.verdict.or(match decision.status {
        Status::Fill => Some(Verdict::Accept),
        Status::Review => Some(Verdict::Hold),
        Status::Blank => Some(Verdict::Blank),
        Status::Kept | Status::Hidden => None,
    });
    let word = VERDICTS.iter().find(|(_, own)| Some(*own) == verdict);
    word.map_or("", |(word, _)| word)
}

fn reasons(notes: &[Note]) -> String {
    let lines: Vec<&str> = notes.iter().map(|note| note.text.ja.as_str()).collect();
    lines.join("\n")
}

/// The question cell, as a link into the filled workbook where there is one.
fn link(
    sheet: &mut Worksheet,
    at: u32,
    decision: &Decision,
    origin: Origin<'_>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (column, cell) = (Column::Cell.index(), decision.cell.to_string());
    // A # in the name of the file would be taken for the start of the place.
    if let Some(filled) = origin.filled.filter(|name| !name.contains('#')) {
        let target = format!("file:///{filled}#'{}'!{cell}", decision.sheet.replace('\'', "''"));
        let url = Url::new(target).set_text(&cell);
        if sheet.write_url_with_format(at, column, url, &styles.link).is_ok() {
            return Ok(());
        }
    }
    sheet.write_string_with_format(at, column, cell, &styles.text).map(|_| ())
}

/// A drop-down of the candidates in the criterion cell; another number can still be typed.
fn candidates_list(sheet: &mut Worksheet, at: u32, decision: &Decision) -> Result<(), XlsxError> {
    let mut values = vec![basis(decision)];
    values.extend((0..decision.recalled.len()).map(past_word));
    values.push(criteria(decision));
    values.extend(decision.candidates.iter().map(|candidate| candidate.criterion.to_string()));
    values.retain(|value| !value.is_empty());
    let mut seen = HashSet::new();
    values.retain(|value| seen.insert(value.clone()));
    let column = Column::Criterion.index();
    match DataValidation::new().allow_list_strings(&values) {
        Ok(list) if !values.is_empty() => {
            let list = list.show_error_message(false);
            sheet.add_data_validation(at, column, at, column, &list).map(|_| ())
        }
        _ => Ok(()),
    }
}

/// Colours for the class and the verdict, which follow the reviewer's changes.
fn signals(sheet: &mut Worksheet, last: u32, styles: &Styles) -> Result<(), XlsxError> {
    let rules = [
        (Column::Class, "確実", &styles.good),
        (Column::Class, "要確認", &styles.doubt),
        (Column::Class, "回答なし", &styles.none),
        (Column::Verdict, "採用", &styles.good),
        (Column::Verdict, "修正", &styles.good),
        (Column::Verdict, "保留", &styles.doubt),
        (Column::Verdict, "空欄", &styles.none),
    ];
    for (column, word, format) in rules {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(word.to_owned()))
            .set_format(format);
        sheet.add_conditional_format(1, column.index(), last, column.index(), &rule)?;
    }
    Ok(())
}
