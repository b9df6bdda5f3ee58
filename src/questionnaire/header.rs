//! Heading rows: which rows name the columns below them, over one to three rows.

mod block;
mod looks;
mod naming;

use std::collections::HashMap;

use super::columns;
use super::grid::Grid;
use super::layout::Role;
use super::rows;
use super::spelling;
use super::words;
use crate::order;
use crate::workbook::{Area, CellRef};
use naming::HeadingWords;

/// Longest heading, in characters; longer texts are notes or data.
const MAX_HEADING: usize = 90;
/// Heading rows that one table may have.
const MAX_ROWS: u32 = 3;
/// A cell counts as a heading from this score on.
const MIN_CELL: f32 = 1.5;
/// One heading must name what is asked at least this well.
const MIN_ASKED: f32 = 0.5;
/// Part of a row's texts that must be headings.
const MIN_SHARE: f32 = 0.4;
/// Rows from the top of a sheet in which plain headings of unknown words are looked for.
const TOP_ROWS: usize = 30;
/// Bytes beyond which no heading word is looked for.
const MAX_WORD_BYTES: usize = 160;
/// Headings in a row that must be the same again where a second table begins beside the first.
const MIN_REPEATED: usize = 3;

/// How well a heading fits each role.
pub(super) type RoleScores = [f32; Role::COUNT];

/// The heading rows of one table and the headings above each column, outermost first.
#[derive(Debug, Clone)]
pub(super) struct Header {
    pub first: u32,
    pub last: u32,
    /// Whether its words name roles; otherwise it was recognised by its looks.
    pub named: bool,
    pub headings: Vec<(u32, Heading)>,
}

impl Header {
    /// The headers of tables that stand side by side under the same rows: where the headings begin again, or
    /// where another question and its answer stand beyond a gap.
    pub(super) fn parts(&self, finder: &mut HeaderFinder) -> Vec<Self> {
        let mut starts = self.repeats();
        if starts.is_empty() {
            starts = self.gaps(finder);
        }
        if starts.is_empty()
            && let Some(end) = self.end(finder)
        {
            let own = self.headings.iter().filter(|(col, _)| *col < end);
            return vec![Self { headings: own.cloned().collect(), ..*self }];
        }
        starts.insert(0, 0);
        let part = |(index, from): (usize, &u32)| {
            let to = starts.get(index + 1).copied().unwrap_or(u32::MAX);
            let inside = self.headings.iter().filter(|(col, _)| (*from..to).contains(col));
            Self { headings: inside.cloned().collect(), ..*self }
        };
        starts.iter().enumerate().map(part).collect()
    }

    /// The columns in which the first headings stand again.
    fn repeats(&self) -> Vec<u32> {
        let starting = self.headings.iter().filter(|(_, heading)| heading.starts);
        let own = |heading: &Heading| spelling::normalise(heading.levels.last().map_or("", String::as_str));
        let own: Vec<(u32, String)> = starting.map(|(col, heading)| (*col, own(heading))).collect();
        let begins_again = |at: &usize| {
            let repeated =
                own.iter().skip(*at).zip(&own).take_while(|((_, again), (_, first))| again == first);
            repeated.count() >= MIN_REPEATED.min(*at)
        };
        let starts = (2..own.len()).filter(begins_again).filter_map(|at| own.get(at));
        starts.map(|(col, _)| *col).collect()
    }

    /// The column behind a gap from which on no heading says anything of a questionnaire, where the others ask and
    /// take an answer: a count of the judgements beside the table.
    fn end(&self, finder: &mut HeaderFinder) -> Option<u32> {
        let gap = self.headings.windows(2).rev().find_map(|pair| match pair {
            [(left, _), (right, _)] if right - left > 1 => Some(*right),
            _ => None,
        })?;
        let (mut asks, mut takes, mut says) = (false, false, false);
        for (col, heading) in &self.headings {
            for text in &heading.levels {
                let scores = finder.scores(text);
                let score = |role: Role| scores.get(role as usize).copied().unwrap_or(0.0);
                let any = best(&scores).is_some_and(|(_, score)| score >= MIN_CELL);
                asks |= *col < gap && score(Role::Question) >= MIN_CELL;
                takes |= *col < gap && score(Role::Choice).max(score(Role::Answer)) >= MIN_CELL;
                says |= *col >= gap && (any || columns::is_verdict(text));
            }
        }
        (asks && takes && !says).then_some(gap)
    }

    /// The columns behind a gap, where both sides of every gap ask and take an answer.
    fn gaps(&self, finder: &mut HeaderFinder) -> Vec<u32> {
        let pairs = self.headings.windows(2);
        let behind = pairs.filter_map(|pair| match pair {
            [(left, _), (right, _)] if right - left > 1 => Some(*right),
            _ => None,
        });
        let behind: Vec<u32> = behind.collect();
        let mut from = 0;
        for to in behind.iter().copied().chain([u32::MAX]) {
            let inside = self.headings.iter().filter(|(col, _)| (from..to).contains(col));
            let (mut asks, mut takes) = (false, false);
            for text in inside.filter_map(|(_, heading)| heading.levels.last()) {
                let scores = finder.scores(text);
                let score = |role: Role| scores.get(role as usize).copied().unwrap_or(0.0);
                asks |= score(Role::Question) >= MIN_CELL;
                takes |= [Role::Choice, Role::Answer].into_iter().any(|role| score(role) >= MIN_CELL);
            }
            if !asks || !takes {
                return Vec::new();
            }
            from = to;
        }
        behind
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

/// Finds heading rows, and remembers the scores of headings that repeat.
#[derive(Default)]
pub(super) struct HeaderFinder {
    words: HeadingWords,
    known: HashMap<String, RoleScores>,
}

impl HeaderFinder {
    /// All headers of a sheet, from top to bottom.
    pub(super) fn find(&mut self, grid: &Grid<'_>) -> Vec<Header> {
        let rows: Vec<u32> = grid.rows().collect();
        let found = block::blocks(grid, &rows, |row| {
            let named = self.is_heading_row(grid, row) && !looks::repeats_neighbours(grid, row);
            if named {
                return Some(true);
            }
            let opens = looks::opens_table(grid, row) && !self.is_heading_row(grid, row + 1);
            opens.then(|| self.names_asked(grid, row))
        });
        if !found.is_empty() {
            return found;
        }
        let styled = |row| self.is_styled_row(grid, row).then_some(true);
        let mut found = block::blocks(grid, &rows, styled);
        if found.is_empty() {
            let top = rows.get(..TOP_ROWS.min(rows.len())).unwrap_or_default();
            found = block::blocks(grid, top, |row| self.heads_numbers(grid, row).then_some(false));
        }
        found.truncate(1);
        found
    }

    /// Whether one of the headings plainly says what is asked or explains it.
    fn names_asked(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        grid.texts(row).any(|(_, text)| {
            let scores = self.scores(text);
            scores[Role::Question as usize].max(scores[Role::Supplement as usize]) >= MIN_CELL
        })
    }

    /// Whether a row looks like headings of words that are not all known, anywhere on the sheet.
    fn is_styled_row(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        looks::stands_out(grid, &texts) && self.knows_one(grid, row)
    }

    /// Whether a plain row stands over numbers as headings do: over two columns of them, or with a known word.
    fn heads_numbers(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let numbered = looks::numbered_columns(grid, row);
        numbered >= 2 || (numbered == 1 && self.knows_one(grid, row))
    }

    /// Whether one of the row's texts is a heading of known words.
    fn knows_one(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let mut known = |text: &str| best(&self.scores(text)).is_some_and(|(_, score)| score >= MIN_CELL);
        grid.texts(row).any(|(_, text)| known(text))
    }

    /// The header in the rows `first..=last`, whatever they hold.
    pub(super) fn given(grid: &Grid<'_>, first: u32, last: u32) -> Header {
        block::read(grid, first, last.min(first.saturating_add(MAX_ROWS + 2)))
    }

    fn is_heading_row(&mut self, grid: &Grid<'_>, row: u32) -> bool {
        let texts: Vec<(Area, &str)> = grid.texts(row).collect();
        let long = |(_, text): &&(Area, &str)| text.len() > MAX_WORD_BYTES;
        let mostly_long = texts.iter().filter(long).count() * 2 > texts.len();
        if texts.len() < 2 || mostly_long {
            return false;
        }
        let told = texts.iter().any(|(_, text)| text.chars().count() > MAX_HEADING);
        if told && texts.len() < MIN_REPEATED {
            return false;
        }
        let names = self.names(grid, &texts, told);
        if names.hits < 2 || names.roles.len() < 2 || names.total < 3.5 {
            return false;
        }
        let sample = texts.first().is_some_and(|(_, text)| rows::is_sample_label(text));
        let hint = rows::is_hint(texts.iter().map(|(_, text)| *text));
        if sample || hint || self.labels_number(&texts) {
            return false;
        }
        // The values of columns to mark say nothing for or against headings.
        let values = texts.iter().filter(|(_, text)| columns::is_verdict(text)).count();
        let share = names.hits as f32 / texts.len().saturating_sub(values).max(1) as f32;
        let asked =
            names.asked || (!told && self.heads_questions(grid, &texts)) || self.heads_lists(grid, &texts);
        share >= MIN_SHARE && asked && !is_numbered(grid, &texts, &names.roles)
    }

    /// What the texts of a row name as headings; with a text that is `told` at length they must be plain.
    fn names(&mut self, grid: &Grid<'_>, texts: &[(Area, &str)], told: bool) -> Names {
        let mut names = Names::default();
        let Some(mut naming) = self.naming(texts) else {
            return names;
        };
        // Boxes to tick stand below a heading, and what stands again below itself is a section of the table.
        let below = |area: &Area| grid.text(CellRef::new(area.last.row + 1, area.first.col));
        naming
            .retain(|((area, text), _)| !columns::has_boxes(text) && below(area) != *text && !is_prose(text));
        // Beside plain headings one may tell at length how to answer; beside vague ones that is a question.
        let asking = told || texts.iter().any(|(_, text)| columns::asks(text));
        let least = if asking { words::USUAL } else { MIN_CELL };
        for (_, scores) in &naming {
            names.asked |= scores[Role::Question as usize] >= MIN_ASKED;
            if let Some((role, score)) = best(scores).filter(|(_, score)| *score >= least) {
                names.hits += 1;
                names.total += score;
                if !names.roles.contains(&role) {
                    names.roles.push(role);
                }
            }
        }
        names
    }

    /// The texts that may name a role, in their order, each with its scores; none where fewer than two plainly do. Most rows
    /// name nothing, and their short texts tell that before their question is looked at.
    fn naming<'t, 'g>(
        &mut self,
        texts: &'t [(Area, &'g str)],
    ) -> Option<Vec<(&'t (Area, &'g str), RoleScores)>> {
        let mut by_length: Vec<(usize, &(Area, &str))> = texts.iter().enumerate().collect();
        order::sort_by_key(&mut by_length, |(_, (_, text))| text.len());
        let (mut naming, mut left) = (Vec::new(), texts.len());
        for (at, text) in by_length {
            let scores = self.scores(text.1);
            let score = best(&scores).map_or(0.0, |(_, score)| score);
            if score >= MIN_ASKED {
                naming.push((at, (text, scores)));
            }
            left -= usize::from(score < MIN_CELL);
            if left < 2 {
                return None;
            }
        }
        order::sort_by_key(&mut naming, |(at, _)| *at);
        Some(naming.into_iter().map(|(_, named)| named).collect())
    }

    /// Whether a label of numbers stands beside its number, as on a card: 「No.｜1」.
    fn labels_number(&mut self, texts: &[(Area, &str)]) -> bool {
        texts.windows(2).any(|pair| match pair {
            [(label, name), (value, text)] => {
                let beside = value.first.col == label.last.col + 1;
                let number = columns::is_serial(text) || columns::is_criterion(text);
                let numbers = |role| matches!(role, Role::Item | Role::Criterion);
                beside
                    && number
                    && best(&self.scores(name)).is_some_and(|it| numbers(it.0) && it.1 >= MIN_CELL)
            }
            _ => false,
        })
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

    /// Whether a judgement is chosen from a drop-down right below one of the headings: 「取得状況」 beside 「認証名」.
    fn heads_lists(&mut self, grid: &Grid<'_>, texts: &[(Area, &str)]) -> bool {
        texts.iter().any(|(area, text)| {
            let below = CellRef::new(area.last.row + 1, area.first.col);
            let waits = grid.list(below).is_some() && grid.list(area.first).is_none();
            waits && self.scores(text)[Role::Choice as usize] >= MIN_CELL
        })
    }

    /// How well a heading fits each role.
    pub(super) fn scores(&mut self, text: &str) -> RoleScores {
        // The serial numbers of a long table, of which no two are the same.
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            return [0.0; Role::COUNT];
        }
        if let Some(known) = self.known.get(text) {
            return *known;
        }
        let scores = self.words.compare(text);
        self.known.insert(text.to_owned(), scores);
        scores
    }
}

/// Whether a text goes on after a sentence: 「実16に対応しているか(Yes/No)。Noの場合は理由を記載」.
fn is_prose(text: &str) -> bool {
    text.trim_end_matches('。').contains('。')
}

/// What the texts of a row name as headings.
#[derive(Default)]
struct Names {
    /// Texts that name a role, and the sum of their scores.
    hits: usize,
    total: f32,
    roles: Vec<Role>,
    /// Whether one of them may name what is asked.
    asked: bool,
}

/// Whether a number stands in the row over another, and no heading of numbers: a row of the table.
fn is_numbered(grid: &Grid<'_>, texts: &[(Area, &str)], roles: &[Role]) -> bool {
    let below = |area: &Area| grid.text(CellRef::new(area.last.row + 1, area.first.col));
    let numbered = |(area, text): &(Area, &str)| columns::is_serial(text) && columns::is_serial(below(area));
    let named = roles.iter().any(|role| matches!(role, Role::Item | Role::Criterion));
    !named && texts.iter().any(numbered)
}

/// The best role of a heading.
pub(super) fn best(scores: &RoleScores) -> Option<(Role, f32)> {
    let pairs = Role::ALL.iter().zip(scores);
    pairs.map(|(role, score)| (*role, *score)).max_by(|a, b| a.1.total_cmp(&b.1))
}
