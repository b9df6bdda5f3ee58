//! The vocabulary of a judgement: from the drop-down, the heading, a legend or what already stands there.

use std::borrow::Cow;
use std::collections::HashSet;

use super::columns::{has_boxes, is_verdict};
use super::grid::Grid;
use super::layout::Role;
use super::table::Table;
use super::{Choice, spelling, words};
use crate::workbook::CellRef;

/// The vocabulary that a table's judgements share where cells have no drop-down.
pub(super) struct Vocabulary {
    values: Vec<String>,
    /// Columns one of which is marked: label and column.
    options: Vec<(String, u32)>,
    mark: String,
}

impl Vocabulary {
    /// `legends` are the texts above the table that may explain the values.
    pub(super) fn new(grid: &Grid<'_>, table: &Table, legends: &[Cow<'_, str>]) -> Self {
        let options: Vec<(String, u32)> =
            table.with(Role::Choice).filter_map(|it| Some((it.option.clone()?, it.column.col))).collect();
        let headings = table.headings(Role::Choice);
        let named = headings.iter().rev().map(|text| values_in(text));
        let explained = legends.iter().map(|text| values_in(text));
        let values = named.chain(explained).find(|values| values.len() >= 2);
        let mark = mark(grid, table, headings);
        Self { values: values.unwrap_or_default(), options, mark }
    }

    /// How the judgement of the choice cell `at` is given.
    pub(super) fn choice(&self, grid: &Grid<'_>, at: CellRef) -> Choice {
        if self.options.len() >= 2 {
            let cell = |(label, col): &(String, u32)| (label.clone(), CellRef::new(at.row, *col));
            return Choice::Columns {
                options: self.options.iter().map(cell).collect(),
                mark: self.mark.clone(),
            };
        }
        let text = grid.text(at);
        if has_boxes(text) {
            return Choice::Template { text: text.to_owned(), options: labels(text) };
        }
        let alternatives = alternatives(text);
        if !alternatives.is_empty() {
            return Choice::List { values: alternatives, enforced: false };
        }
        if let Some(list) = grid.list(at).filter(|list| !list.values.is_empty()) {
            return Choice::List { values: list.values.clone(), enforced: true };
        }
        if self.values.is_empty() {
            return Choice::Unknown;
        }
        Choice::List { values: self.values.clone(), enforced: false }
    }
}

/// Characters of a mark such as ○ or NA.
const MAX_MARK: usize = 2;
/// Rows above a table whose texts may explain its values.
const LEGEND_ROWS: u32 = 12;

/// The texts above `row` that may explain the values of judgements, or name the table's group.
pub(super) fn legends<'s>(grid: &Grid<'s>, row: u32) -> Vec<Cow<'s, str>> {
    let above = grid.rows().filter(|above| (row.saturating_sub(LEGEND_ROWS)..row).contains(above));
    let rows: Vec<Vec<&str>> = above.map(|row| grid.texts(row).map(|(_, text)| text).collect()).collect();
    // Values below each other, each with its meaning beside it: 「○｜実施している」.
    let stacked = rows.iter().flat_map(|texts| {
        let only = texts.len() == 2;
        texts.windows(2).filter_map(move |pair| match pair {
            // Beside a title it is a mark, not a word.
            [value, _] if is_verdict(value) && (only || value.chars().count() <= MAX_MARK) => Some(*value),
            _ => None,
        })
    });
    let stacked = stacked.collect::<Vec<_>>().join("／");
    rows.into_iter().flatten().map(Cow::Borrowed).chain([Cow::Owned(stacked)]).collect()
}

/// The mark of columns to mark: their drop-down's only value, or what the heading names.
fn mark(grid: &Grid<'_>, table: &Table, headings: &[String]) -> String {
    let column = table.column(Role::Choice).unwrap_or(0);
    let listed = (table.first..=table.last).take(20).find_map(|row| grid.list(CellRef::new(row, column)));
    if let Some([only]) = listed.map(|list| list.values.as_slice()) {
        return only.clone();
    }
    // A box of its own is ticked as boxes in a text are.
    match grid.text(CellRef::new(table.first, column)) {
        "□" => return "■".to_owned(),
        "☐" => return "☑".to_owned(),
        _ => {}
    }
    let named = ["○", "〇", "◯", "レ", "✓", "✔", "×", "X", "x"];
    let heading = headings.first().map_or("", String::as_str);
    let japanese = !headings.iter().all(|text| text.is_ascii());
    let found = named.into_iter().find(|mark| japanese && heading.contains(mark));
    found.unwrap_or(if japanese { "○" } else { "X" }).to_owned()
}

/// The values that a text lists: `(○/△/×)`, `○：対応済、△：一部対応`, `はい・いいえ`.
pub(super) fn values_in(text: &str) -> Vec<String> {
    if !text.contains(parts_values) {
        return Vec::new();
    }
    // The one value with a separator in it.
    let text = text.replace("N/A", "NA");
    let mut values: Vec<String> = Vec::new();
    for part in text.split(parts_values) {
        let value = part.split(['：', ':', '=', '＝', '…']).next().unwrap_or_default().trim();
        let trimmed = ["から選択", "のいずれか", "を選択"]
            .iter()
            .fold(value, |value, end| value.strip_suffix(end).unwrap_or(value));
        if !trimmed.is_empty() && is_verdict(trimmed) && !values.iter().any(|known| known == trimmed) {
            values.push(if trimmed == "NA" { "N/A" } else { trimmed }.to_owned());
        }
    }
    // A heading such as 「対応」 or 「評価」 is itself no vocabulary, nor are digits alone.
    let speaking = values.iter().any(|value| !value.chars().all(|c| c.is_ascii_digit()));
    if values.len() >= 2 && speaking { values } else { Vec::new() }
}

/// Whether `c` stands between the values that a text lists.
fn parts_values(c: char) -> bool {
    matches!(c, '/' | '／' | '、' | '，' | ',' | '\n' | '・' | ' ' | '　' | ';' | '；' | '|' | '｜')
        || matches!(c, '(' | ')' | '（' | '）' | '「' | '」' | '[' | ']' | '【' | '】')
}

/// The values that a cell offers to be circled: 「はい　・　いいえ」, 「有／無」. Empty where it says anything else.
pub(super) fn alternatives(text: &str) -> Vec<String> {
    if text.len() > MAX_REQUEST {
        return Vec::new();
    }
    let text = text.replace("N/A", "NA");
    let parts = text.split(['・', '／', '/', '　', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let values: Vec<String> = parts.map(|part| if part == "NA" { "N/A" } else { part }.to_owned()).collect();
    let digits = |value: &String| value.chars().all(|c| c.is_ascii_digit());
    let different = values.iter().collect::<HashSet<_>>().len() == values.len();
    // 「1/2」 is a number; 「3・2・1」 offers levels.
    let offers =
        (values.len() >= 2 && !values.iter().any(digits)) || (values.len() >= 3 && values.iter().all(digits));
    if offers && different && values.iter().all(|value| is_verdict(value)) { values } else { Vec::new() }
}

/// The labels behind boxes: 「□ 対応済 □ 未対策」 → 対応済, 未対策.
fn labels(text: &str) -> Vec<String> {
    text.split(['□', '☐', '☑', '■', '☒'])
        .skip(1)
        .map(|label| label.trim().trim_end_matches(['、', '／', '/', ',']).trim().to_owned())
        .filter(|label| !label.is_empty())
        .collect()
}

/// Whether a text in an answer cell is no answer: empty, a placeholder, a dash that the cell's own list does
/// not have, boxes without a tick, or values of which none is taken.
pub(super) fn is_blank(grid: &Grid<'_>, at: CellRef) -> bool {
    let text = grid.text(at);
    let listed = grid.list(at).is_some_and(|list| list.values.iter().any(|value| value == text));
    let unticked = has_boxes(text) && !text.contains(['☑', '■', '☒', '✓', '✔', 'レ']);
    unticked
        || !alternatives(text).is_empty()
        || is_placeholder(text) && !(listed && words::DASHES.contains(&text))
}

/// Whether `text` is empty, a dash, a box to tick or a request to fill in such as 「選択してください」.
pub(crate) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    text.is_empty() || words::DASHES.contains(&text) || matches!(text, "□" | "☐") || is_request(text)
}

/// Whether `text` asks the respondent to fill in its cell.
pub(super) fn is_request(text: &str) -> bool {
    if text.len() > MAX_REQUEST {
        return false;
    }
    if is_slot(text) {
        return true;
    }
    let bare = text.trim_matches(['（', '）', '(', ')', '。', '【', '】', '※']);
    REQUESTS.iter().any(|end| bare.ends_with(end)) || words::PLACEHOLDERS.names(text)
}

/// Whether `text` names in angle brackets what takes its place: `<System name>`; an example does not.
pub(super) fn is_slot(text: &str) -> bool {
    let pair = [('<', '>'), ('＜', '＞')].into_iter();
    let inner = pair.filter_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close)).next();
    inner.is_some_and(|inner| {
        let named = inner.contains(char::is_alphabetic) && !inner.contains(['<', '>', '＜', '＞']);
        let start = spelling::normalise(inner);
        named && !["example", "eg", "例", "記入例"].iter().any(|word| start.starts_with(word))
    })
}

/// Bytes of the longest request: forty Japanese characters.
const MAX_REQUEST: usize = 120;

/// Endings of requests to fill in.
const REQUESTS: [&str; 6] = [
    "選択してください",
    "選択して下さい",
    "ご記入ください",
    "記入してください",
    "ご記入下さい",
    "記入して下さい",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vocabularies_are_read_from_headings_and_legends() {
        let cases: &[(&str, &[&str])] = &[
            ("回答（○/△/×）", &["○", "△", "×"]),
            ("対応状況\n○：対応済、△：一部対応、×：未対応、－：対象外", &["○", "△", "×", "－"]),
            ("はい・いいえ", &["はい", "いいえ"]),
            ("Response (Yes/No/Partial/N/A)", &["Yes", "No", "Partial", "N/A"]),
            ("対応", &[]),
            ("回答内容（具体的に）", &[]),
        ];
        for (text, expected) in cases {
            assert_eq!(values_in(text).iter().take(4).collect::<Vec<_>>(), *expected, "{text}");
        }
    }

    #[test]
    fn values_to_be_circled_are_no_answer() {
        for (text, expected) in [
            ("はい　・　いいえ", vec!["はい", "いいえ"]),
            ("有／無", vec!["有", "無"]),
            ("Yes / No / N/A", vec!["Yes", "No", "N/A"]),
            ("はい", vec![]),
            ("はい 規程による", vec![]),
            ("1/2", vec![]),
            ("3 ・ 2 ・ 1", vec!["3", "2", "1"]),
        ] {
            assert_eq!(alternatives(text), expected, "{text}");
        }
    }

    #[test]
    fn labels_stand_behind_boxes() {
        assert_eq!(labels("□ 対応済　□ 一部対応 □未対策"), ["対応済", "一部対応", "未対策"]);
    }
}
