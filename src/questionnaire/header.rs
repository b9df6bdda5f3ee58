//! Heading rows: which rows name the columns below them, over one to three rows.

use std::collections::HashMap;

use super::columns;
use super::grid::Grid;
use super::layout::Role;
use super::spelling;
use super::words::{self, HEADINGS};
use crate::workbook::{Area, CellRef};

/// Longest heading, in characters; longer texts are notes or data.
const MAX_HEADING: usize = 90;
/// Heading rows that one table may have.
const MAX_ROWS: u32 = 3;
/// A cell counts as a heading from this score on.
const MIN_CELL: f32 = 1.5;
/// One heading must name what is asked at least this well.
const MIN_ASKED: f32 = 0.5;
/// What 貴社 and the like add to a heading for an answer.
const ADDRESSED: f32 = 0.6;
/// Part of a row's texts that must be headings.
const MIN_SHARE: f32 = 0.4;
/// Longest text that heading words are looked for in.
const MAX_WORD_TEXT: usize = 40;
/// Bytes beyond which no heading word is looked for.
const MAX_WORD_BYTES: usize = 160;
/// Columns that a heading may span.
const MAX_SPAN: u32 = 256;

/// Headings in a row that must be the same again where a second table begins beside the first.
const MIN_REPEATED: usize = 3;

/// How well a heading fits each role.
pub(super) type RoleScores = [f32; Role::COUNT];

/// The heading rows of one table and the headings above each column, outermost first.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub first: u32,
    pub last: u32,
    pub headings: Vec<(u32, Heading)>,
}

impl Header {
    /// The headers of tables that stand side by side under the same rows: where the headings begin again.
    pub(super) fn parts(self) -> Vec<Self> {
        let own: Vec<(u32, String)> = self
            .headings
            .iter()
            .filter(|(_, heading)| heading.starts)
            .map(|(col, heading)| {
                (*col, spelling::normalise(heading.levels.last().map_or("", String::as_str)))
            })
            .collect();
        let begins_again = |at: usize| {
            let repeated =
                own.iter().skip(at).zip(&own).take_while(|((_, again), (_, first))| again == first);
            repeated.count() >= MIN_REPEATED.min(at)
        };
        let mut starts: Vec<u32> = (2..own.len())
            .filter(|at| begins_again(*at))
            .filter_map(|at| own.get(at))
            .map(|(col, _)| *col)
            .collect();
        starts.insert(0, 0);
        let part = |(index, from): (usize, &u32)| {
            let to = starts.get(index + 1).copied().unwrap_or(u32::MAX);
            let inside = self.headings.iter().filter(|(col, _)| (*from..to).contains(col));
            Self { first: self.first, last: self.last, headings: inside.cloned().collect() }
        };
        starts.iter().enumerate().map(part).collect()
    }
}

/// The headings of one column.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// From the outermost group to the own heading.
    pub levels: Vec<String>,
    /// Whether the own heading starts in this column.
    pub starts: bool,
}

/// One heading word with what it says.
struct Word {
    role: Role,
    weight: f32,
    text: &'static str,
    characters: usize,
}

/// Finds heading rows, and remembers the scores of headings that repeat.
pub(super) struct HeaderFinder {
    /// The words by their first character: every text of a sheet is compared with them.
    words: HashMap<char, Vec<Word>>,
    known: HashMap<String, RoleScores>,
}

impl Default for HeaderFinder {
    fn default() -> Self {
        let mut words: HashMap<char, Vec<Word>> = HashMap::new();
        for (role, weight, list) in HEADINGS {
            for text in list.split_whitespace() {
                let (role, weight, characters) = (*role, *weight, text.chars().count());
                let word = Word { role, weight, text, characters };
                if let Some(first) = text.chars().next() {
                    words.entry(first).or_default().push(word);
                }
            }
        }
        Self { words, known: HashMap::new() }
    }
}

impl HeaderFinder {
    /// All headers of a sheet, from top to bottom.
    pub(super) fn find(&mut self, grid: &Grid<'_>) -> Vec<Header> {
        let rows: Vec<u32> = grid.rows().collect();
        let named = blocks(grid, &rows, |row| self.is_heading_row(grid, row));
        if !named.is_empty() {
            return named;
        }
        let mut styled = blocks(grid, &rows, |row| self.is_styled_row(grid, row));
        styled.truncate(1);
        styled
    }

    /// Whether a row looks like headings of words that are not all known: bold or filled, over other rows.
    fn is_styled_row(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let short = texts.iter().all(|(_, text)| text.chars().count() <= MAX_HEADING);
        let marked = |area: &&(Area, &str)| {
            let (here, below) =
                (grid.style(area.0.first), grid.style(CellRef::new(area.0.last.row + 1, area.0.first.col)));
            (here.bold && !below.bold) || (here.fill.is_some() && here.fill != below.fill)
        };
        let marks = texts.iter().filter(marked).count();
        let known = texts
            .iter()
            .any(|(_, text)| best(&self.scores(text)).is_some_and(|(_, score)| score >= MIN_CELL));
        texts.len() >= 3 && short && known && marks * 10 >= texts.len() * 7
    }

    /// The header in the rows `first..=last`, whatever they hold.
    pub(super) fn given(grid: &Grid<'_>, first: u32, last: u32) -> Header {
        read(grid, first, last.min(first.saturating_add(MAX_ROWS + 2)))
    }

    fn is_heading_row(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let long = |(_, text): &&(Area, &str)| text.len() > MAX_WORD_BYTES;
        let mostly_long = texts.iter().filter(long).count() * 2 > texts.len();
        if texts.len() < 2 || mostly_long || texts.iter().any(|(_, text)| text.chars().count() > MAX_HEADING)
        {
            return false;
        }
        let mut roles: Vec<Role> = Vec::new();
        let (mut hits, mut total, mut asked) = (0, 0.0, false);
        for (_, text) in &texts {
            let scores = self.scores(text);
            asked |= scores[Role::Question as usize] >= MIN_ASKED;
            if let Some((role, score)) = best(&scores).filter(|(_, score)| *score >= MIN_CELL) {
                hits += 1;
                total += score;
                if !roles.contains(&role) {
                    roles.push(role);
                }
            }
        }
        let share = hits as f32 / texts.len() as f32;
        let asked = asked || self.heads_questions(grid, &texts);
        asked && hits >= 2 && roles.len() >= 2 && total >= 3.5 && share >= MIN_SHARE
    }

    /// Whether one of the headings is of words that are not known, and what stands below it asks something.
    fn heads_questions(&mut self, grid: &Grid<'_>, texts: &[(Area, &str)]) -> bool {
        texts.iter().any(|(area, text)| {
            let below = grid.text(CellRef::new(area.last.row + 1, area.first.col));
            columns::asks(below)
                && !columns::asks(text)
                && best(&self.scores(text)).is_none_or(|it| it.1 < MIN_ASKED)
        })
    }

    /// How well a heading fits each role.
    pub(super) fn scores(&mut self, text: &str) -> RoleScores {
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let scores = self.compare(text);
        self.known.insert(text.to_owned(), scores);
        scores
    }
}

impl HeaderFinder {
    /// Compares a heading with the words of every role, as a whole and by its first line.
    fn compare(&self, text: &str) -> RoleScores {
        let mut scores = [0.0; Role::COUNT];
        if text.len() > 2 * MAX_WORD_BYTES {
            return scores;
        }
        let mut variants = vec![spelling::normalise(text)];
        if let Some((first_line, _)) = text.split_once('\n') {
            variants.push(spelling::normalise(first_line));
        }
        // 「ご回答の補足」 says what 「回答補足」 says.
        let plain: Vec<String> = variants
            .iter()
            .filter(|it| it.contains(['の', 'ご']))
            .map(|it| it.replace(['の', 'ご'], ""))
            .collect();
        variants.extend(plain);
        let addressed = variants.iter().any(|variant| spelling::has_word(variant, words::FOR_RESPONDENT));
        for variant in variants {
            let length = variant.chars().count();
            if length > MAX_WORD_TEXT {
                continue;
            }
            for (at, first) in variant.char_indices() {
                let rest = variant.get(at..).unwrap_or_default();
                let words = self.words.get(&first).into_iter().flatten();
                for word in words.filter(|word| rest.starts_with(word.text)) {
                    let score = word.weight * likeness(&variant, length, at, word);
                    if let Some(best) = scores.get_mut(word.role as usize).filter(|best| **best < score) {
                        *best = score;
                    }
                }
            }
        }
        let answers = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];
        for role in answers.into_iter().filter(|_| addressed) {
            if let Some(score) = scores.get_mut(role as usize).filter(|score| **score > 0.0) {
                *score += ADDRESSED;
            }
        }
        scores
    }
}

/// The best role of a heading.
pub(super) fn best(scores: &RoleScores) -> Option<(Role, f32)> {
    let pairs = Role::ALL.iter().zip(scores);
    pairs.map(|(role, score)| (*role, *score)).max_by(|a, b| a.1.total_cmp(&b.1))
}

/// 1 for the word itself; less where it is a part, and least where it is not the end (the head of a Japanese
/// compound).
fn likeness(text: &str, length: usize, at: usize, word: &Word) -> f32 {
    if text == word.text {
        return 1.0;
    }
    let latin = word.text.is_ascii();
    let coverage = word.characters as f32 / length as f32;
    let shortest = if latin { 5 } else { 2 };
    if word.characters < shortest || coverage < if latin { 0.4 } else { 0.2 } {
        return 0.0;
    }
    if at + word.text.len() == text.len() { 0.4 + 0.55 * coverage } else { 0.1 + 0.4 * coverage }
}

/// The blocks of heading rows, where `is_heading` recognises their rows.
fn blocks(grid: &Grid<'_>, rows: &[u32], mut is_heading: impl FnMut(u32) -> bool) -> Vec<Header> {
    let mut headers: Vec<Header> = Vec::new();
    let mut from = 0;
    for &row in rows {
        if row >= from && is_heading(row) {
            let header = block(grid, row, from);
            from = header.last + 1;
            headers.push(header);
        }
    }
    headers
}

/// The block of heading rows around the row that was recognised; not above `from`.
fn block(grid: &Grid<'_>, row: u32, from: u32) -> Header {
    let areas: Vec<Area> = grid.texts(row).map(|(area, _)| area).collect();
    let left = areas.iter().map(|area| area.first.col).min().unwrap_or(0);
    let right = areas.iter().map(|area| area.last.col).max().unwrap_or(0);
    let mut first = row;
    if let Some(above) = row.checked_sub(1).filter(|above| *above >= from)
        && is_group_row(grid, above, left, right)
    {
        first = above;
    }
    let tall = areas.iter().map(|area| area.last.row).max().unwrap_or(row);
    let mut last = tall.min(first + MAX_ROWS - 1).max(row);
    if last == row && last + 1 < first + MAX_ROWS && has_sub_headings(grid, row, &areas) {
        last += 1;
    }
    read(grid, first, last)
}

/// Whether the row above the headings groups them: short texts, at least one of them not a title.
fn is_group_row(grid: &Grid<'_>, row: u32, left: u32, right: u32) -> bool {
    let texts: Vec<(Area, &str)> = grid.texts(row).collect();
    let short =
        texts.iter().all(|(_, text)| text.chars().count() <= 30 && !text.starts_with(['※', '■', '【', '＊']));
    let groups = texts.iter().filter(|(area, _)| {
        let wide = area.last.col - area.first.col;
        area.first.col > left
            && area.last.col <= right.saturating_add(MAX_SPAN)
            && wide * 5 < (right - left).max(1) * 4
    });
    let merged = texts.iter().any(|(area, _)| area.first.col > left && area.first.col < area.last.col);
    short && groups.count() > 0 && (merged || texts.len() >= 3)
}

/// Whether the next row holds headings of parts, all under merged headings of this row.
fn has_sub_headings(grid: &Grid<'_>, row: u32, areas: &[Area]) -> bool {
    let wide: Vec<&Area> = areas.iter().filter(|area| area.first.col < area.last.col).collect();
    let below: Vec<(Area, &str)> = grid.texts(row + 1).collect();
    let under = |cell: &Area| {
        wide.iter().any(|area| area.first.col <= cell.first.col && cell.last.col <= area.last.col)
    };
    let parts = |wide: &Area| {
        let inside =
            |(cell, _): &&(Area, &str)| wide.first.col <= cell.first.col && cell.last.col <= wide.last.col;
        below.iter().filter(inside).count()
    };
    !below.is_empty()
        && below.iter().all(|(cell, text)| under(cell) && text.chars().count() <= 24)
        && wide.iter().any(|area| parts(area) >= 2)
}

/// Reads the headings of the rows `first..=last`.
fn read(grid: &Grid<'_>, first: u32, last: u32) -> Header {
    let mut columns: HashMap<u32, Heading> = HashMap::new();
    let mut seen: HashMap<u32, CellRef> = HashMap::new();
    for row in first..=last {
        for cell in grid.cells(row) {
            let area = grid.area(cell.at);
            let text = grid.text(area.first);
            if area.first.col != cell.at.col || text.is_empty() {
                continue;
            }
            for col in area.first.col..=area.last.col.min(area.first.col + MAX_SPAN) {
                if seen.insert(col, area.first) == Some(area.first) {
                    continue;
                }
                let heading = columns.entry(col).or_default();
                heading.levels.push(text.to_owned());
                heading.starts = col == area.first.col;
            }
        }
    }
    let mut headings: Vec<(u32, Heading)> = columns.into_iter().collect();
    headings.sort_by_key(|(col, _)| *col);
    Header { first, last, headings }
}
