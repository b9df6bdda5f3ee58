//! What the cells below a heading look like, column by column.

use std::collections::HashSet;

use super::grid::Grid;
use super::{choice, spelling, words};
use crate::workbook::{CellRef, DropDown};

/// Rows of a table that are looked at; more of them say nothing new about its columns.
const MAX_SAMPLE: usize = 300;
/// Bytes of the longest text that can be a number; longer ones are prose.
const MAX_NUMBER: usize = 80;

/// One column of a table: its headings and the shape of its data. Shares are of the rows looked at.
#[derive(Debug, Default, Clone)]
pub(super) struct Column {
    pub col: u32,
    /// Headings from the outermost group to the column's own.
    pub headings: Vec<String>,
    /// Whether the own heading stands here, and is not the wider cell of a column further left.
    pub heads: bool,
    /// Share of rows with text (a merged area counts in all its rows).
    pub filled: f32,
    /// Mean characters of the texts.
    pub length: f32,
    /// Share of different texts among the texts.
    pub distinct: f32,
    /// Share of texts that are serial numbers (1, 1-2, (3), Q4, SEC-05).
    pub serial: f32,
    /// Share of texts that are criterion numbers with their group (実9, 統制基準1).
    pub criterion: f32,
    /// Share of texts that are criterion numbers of the 8th edition (運, 技).
    pub old_edition: f32,
    /// Share of rows with a drop-down.
    pub lists: f32,
    /// Share of texts that are judgements (○, はい, N/A).
    pub verdicts: f32,
    /// Share of texts that ask something or state a requirement.
    pub sentences: f32,
    /// Share of rows whose cell is empty and looks like one to fill (unlocked, or in an input colour).
    pub inputs: f32,
    /// Share of texts without any Japanese.
    pub latin: f32,
    /// 1 where the texts count up by one, as a running number does.
    pub counting: f32,
    /// Share of texts that are the same as the text above.
    pub staying: f32,
    /// Share of rows with a formula that gives a number.
    pub computed: f32,
    /// Share of rows whose cell starts an area (is not covered by another cell).
    pub anchors: f32,
    /// Share of texts with boxes to tick or values to circle.
    pub boxes: f32,
    /// Share of rows whose cell is empty and has a border.
    pub bordered: f32,
    /// Width in characters, over the merge.
    pub width: f32,
    /// Whether texts stand in cells merged over rows.
    pub tall: bool,
    /// Share of the rows with text in which the text begins; small where texts are merged over many rows.
    pub single: f32,
    /// Share of the judged rows with text less that of the others, where only some rows have a judgement.
    pub judged: f32,
}

impl Column {
    /// The columns of several tables of one form as one, each with the rows of its table.
    pub(super) fn together(parts: &[(&Self, usize)]) -> Self {
        let first = parts.first().map(|(column, _)| (*column).clone()).unwrap_or_default();
        let rows: f32 = parts.iter().map(|(_, rows)| *rows as f32).sum();
        let texts: f32 = parts.iter().map(|(column, rows)| column.texts(*rows)).sum();
        let of_rows = |share: fn(&Self) -> f32| {
            let sum: f32 = parts.iter().map(|(column, rows)| share(column) * *rows as f32).sum();
            if rows == 0.0 { share(&first) } else { sum / rows }
        };
        let of_texts = |share: fn(&Self) -> f32| {
            let sum: f32 = parts.iter().map(|(column, rows)| share(column) * column.texts(*rows)).sum();
            if texts == 0.0 { share(&first) } else { sum / texts }
        };
        Self {
            filled: of_rows(|it| it.filled),
            length: of_texts(|it| it.length),
            distinct: of_texts(|it| it.distinct),
            serial: of_texts(|it| it.serial),
            criterion: of_texts(|it| it.criterion),
            old_edition: of_texts(|it| it.old_edition),
            lists: of_rows(|it| it.lists),
            verdicts: of_texts(|it| it.verdicts),
            sentences: of_texts(|it| it.sentences),
            inputs: of_rows(|it| it.inputs),
            latin: of_texts(|it| it.latin),
            counting: of_texts(|it| it.counting),
            staying: of_texts(|it| it.staying),
            computed: of_rows(|it| it.computed),
            anchors: of_rows(|it| it.anchors),
            boxes: of_texts(|it| it.boxes),
            bordered: of_rows(|it| it.bordered),
            width: parts.iter().map(|(column, _)| column.width).fold(0.0, f32::max),
            tall: parts.iter().any(|(column, _)| column.tall),
            single: of_texts(|it| it.single),
            judged: of_rows(|it| it.judged),
            ..first
        }
    }

    /// About how many texts the column has in `rows` rows.
    fn texts(&self, rows: usize) -> f32 {
        self.filled * rows as f32
    }
}

/// Looks at column `col` in `rows`.
pub(super) fn look(grid: &Grid<'_>, rows: &[u32], col: u32) -> Column {
    let step = (rows.len() / MAX_SAMPLE).max(1);
    let sample: Vec<u32> = rows.iter().copied().step_by(step).collect();
    let count = |requests_hold: bool| {
        let mut tally = Tally { requests_hold, ..Tally::default() };
        sample.iter().for_each(|row| tally.see(grid, CellRef::new(*row, col)));
        tally
    };
    let tally = count(false);
    // Requests to fill in are alike; different ones are questions: 「国名を記入してください。」
    let questions = tally.requests.len() >= 2 && tally.requests.len() * 2 > tally.asked_to_fill;
    let tally = if questions { count(true) } else { tally };
    tally.column(col, sample.len())
}

/// The share of the `judged` rows with text in column `col`, less that of the other `rows`.
pub(super) fn beside_judgements(grid: &Grid<'_>, rows: &[u32], judged: &HashSet<u32>, col: u32) -> f32 {
    if judged.is_empty() {
        return 0.0;
    }
    let (mut with, mut without) = (0, 0);
    for row in rows.iter().filter(|row| !grid.text(CellRef::new(**row, col)).is_empty()) {
        if judged.contains(row) { with += 1 } else { without += 1 }
    }
    let others = rows.len().saturating_sub(judged.len()).max(1);
    with as f32 / judged.len() as f32 - without as f32 / others as f32
}

#[derive(Default)]
struct Tally<'s> {
    /// Whether a request to fill in counts as a text.
    requests_hold: bool,
    /// The different requests to fill in, and how many there are.
    requests: HashSet<&'s str>,
    asked_to_fill: usize,
    texts: Vec<&'s str>,
    different: HashSet<&'s str>,
    covered: usize,
    starts: usize,
    lists: usize,
    inputs: usize,
    computed: usize,
    bordered: usize,
    width: f64,
    tall: bool,
}

impl<'s> Tally<'s> {
    fn see(&mut self, grid: &Grid<'s>, at: CellRef) {
        let area = grid.area(at);
        if area.first.col != at.col {
            return;
        }
        self.starts += 1;
        self.width = self.width.max(width(grid, area.first.col, area.last.col));
        // A request to fill in is an empty cell, and so is a dash that no list knows.
        let dash = |text: &str| words::DASHES.contains(&text) && grid.list(at).is_none();
        let shown = grid.text(at);
        let request = !self.requests_hold && choice::is_request(shown);
        if request {
            self.asked_to_fill += 1;
            // A slot names its own field and so differs from the others, but asks no more than they do.
            if !choice::is_slot(shown) {
                self.requests.insert(shown);
            }
        }
        let text = if request || dash(shown) { "" } else { shown };
        self.covered += usize::from(!text.is_empty());
        self.lists += usize::from(grid.list(area.first).is_some_and(is_choice));
        if area.first.row != at.row {
            self.tall |= !text.is_empty();
            return;
        }
        let style = grid.style(at);
        let formula = grid.cell(at).is_some_and(|cell| cell.formula);
        let number = is_number(text);
        self.computed += usize::from(formula && (number || text.is_empty()));
        if !text.is_empty() {
            self.texts.push(text);
            self.different.insert(text);
        } else if !formula {
            self.bordered += usize::from(style.border);
            let unlocked = grid.sheet.protected && !style.locked;
            self.inputs += usize::from(unlocked || style.fill.is_some_and(is_input_colour));
        }
    }

    fn column(&self, col: u32, rows: usize) -> Column {
        let share = |count: usize, of: usize| if of == 0 { 0.0 } else { count as f32 / of as f32 };
        let texts = self.texts.len();
        let among =
            |test: fn(&str) -> bool| share(self.texts.iter().filter(|text| test(text)).count(), texts);
        let characters: usize = self.texts.iter().map(|text| text.chars().count()).sum();
        Column {
            col,
            headings: Vec::new(),
            heads: false,
            filled: share(self.covered, rows),
            length: share(characters, texts),
            distinct: share(self.different.len(), texts),
            serial: among(is_serial),
            criterion: among(is_criterion),
            old_edition: among(|text| is_criterion(text) && text.starts_with(['運', '技'])),
            lists: share(self.lists, rows),
            verdicts: among(is_verdict),
            sentences: among(asks),
            inputs: share(self.inputs, rows),
            latin: among(is_latin),
            counting: counting(&self.texts),
            staying: share(
                self.texts.windows(2).filter(|pair| matches!(pair, [a, b] if a == b)).count(),
                texts,
            ),
            computed: share(self.computed, rows),
            anchors: share(self.starts, rows),
            boxes: among(offers),
            bordered: share(self.bordered, rows),
            width: self.width as f32,
            tall: self.tall,
            single: share(texts, self.covered),
            judged: 0.0,
        }
    }
}

/// The share of neighbours that differ by one.
fn counting(texts: &[&str]) -> f32 {
    let numbers: Vec<i64> = texts.iter().filter_map(|text| text.parse().ok()).collect();
    let steps = numbers.windows(2).filter(|pair| matches!(pair, [a, b] if *b == a + 1)).count();
    if texts.len() < 2 { 0.0 } else { steps as f32 / (texts.len() - 1) as f32 }
}

/// The width of columns `first..=last` in characters.
fn width(grid: &Grid<'_>, first: u32, last: u32) -> f64 {
    const DEFAULT: f64 = 8.43;
    let widths = &grid.sheet.widths;
    let one = |col: u32| {
        let known = widths.iter().find(|(from, to, _)| (*from..=*to).contains(&col));
        known.map_or(DEFAULT, |(_, _, width)| *width)
    };
    (first..=last.min(first.saturating_add(200))).map(one).sum()
}

/// A drop-down of more than one value is a judgement or a choice; one of a single value is a mark.
fn is_choice(list: &DropDown) -> bool {
    !list.areas.is_empty()
}

/// Light and coloured: what forms use for cells to fill (yellow, light blue, light green), not grey or white.
pub(super) fn is_input_colour(rgb: u32) -> bool {
    let channels = [(rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF];
    let (low, high) =
        (channels.iter().min().copied().unwrap_or(0), channels.iter().max().copied().unwrap_or(0));
    high >= 0xE0 && high - low >= 0x12 && low >= 0x60 || (rgb == 0xFFFF00)
}

/// `1`, `1-2`, `1.1`, `(3)`, `①`, `A-1`, `Q4`, `SEC-05`, `No.7`, `第3条`.
pub(super) fn is_serial(text: &str) -> bool {
    if text.len() > MAX_NUMBER {
        return false;
    }
    let text = spelling::normalise_whole(text);
    let article =
        text.strip_prefix('第').and_then(|rest| rest.strip_suffix(['条', '章', '節', '項', '号', '問']));
    let text = article.unwrap_or(&text);
    let count = text.chars().count();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let others = count - digits - letters;
    count > 0 && count <= 14 && digits > 0 && letters <= 8 && others <= 1 && !is_criterion(text)
}

/// Without kana, kanji or other wide characters.
fn is_latin(text: &str) -> bool {
    text.chars().all(|c| (c as u32) < 0x2E80)
}

/// A plain number.
pub(super) fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

/// `実9`, `統制1`, `実務基準10`, `設-80`, `監1`.
pub(super) fn is_criterion(text: &str) -> bool {
    if text.len() > MAX_NUMBER {
        return false;
    }
    let text = spelling::normalise_whole(text);
    let signed = text.starts_with(['統', '実', '設', '監', '運', '技']);
    let digits = text.chars().filter(char::is_ascii_digit).count();
    signed
        && digits > 0
        && text.chars().count() <= 24
        && text.chars().count() - digits <= 8 + text.matches('実').count()
}

/// Whether the text is a judgement by itself.
pub(super) fn is_verdict(text: &str) -> bool {
    words::DASHES.contains(&text) || words::VERDICTS.names(text)
}

/// Whether the text asks something, or states what must hold.
pub(super) fn asks(text: &str) -> bool {
    const ENDS: &[&str] = &[
        "か",
        "か。",
        "か？",
        "か?",
        "？",
        "?",
        "こと",
        "こと。",
        "ください",
        "ください。",
        "下さい",
        "下さい。",
        "有無",
        "有無。",
        "状況",
        "である",
        "である。",
        "する",
        "する。",
        "いる",
        "いる。",
        "ます",
        "ます。",
        "れる。",
        "れる",
        "ない。",
        ".",
    ];
    let text = text.trim_end();
    let text = text.trim_end_matches(['）', ')']);
    text.chars().count() >= 8 && (ENDS.iter().any(|end| text.ends_with(end)) || asks_in_english(text))
}

/// Whether the text begins as an English question or demand does.
fn asks_in_english(text: &str) -> bool {
    const STARTS: &[&str] = &[
        "ensure", "verify", "do", "does", "did", "is", "are", "has", "have", "can", "will", "how", "what",
        "which", "who", "describe", "provide", "please", "explain", "confirm", "list", "check", "state",
    ];
    let first = text.split_ascii_whitespace().next().unwrap_or_default();
    text.is_ascii() && STARTS.iter().any(|start| first.eq_ignore_ascii_case(start))
}

/// Whether the text offers boxes to tick or values to circle.
fn offers(text: &str) -> bool {
    has_boxes(text) || !choice::alternatives(text).is_empty()
}

/// Whether the text has boxes to tick; 「□□」 stands for a name.
pub(super) fn has_boxes(text: &str) -> bool {
    !text.contains("□□")
        && (text.matches(['□', '☐', '☑', '■', '☒']).count() >= 2 || text.starts_with(['□', '☐', '☑']))
}
