//! Which sheets of a workbook are asked on, and the tables on them.

use super::columns;
use super::evidence::GIVEN;
use super::grid::Grid;
use super::header::{Header, HeaderFinder};
use super::labels;
use super::layout::{Layout, Role, SheetLayout, TableLayout};
use super::roles;
use super::rows::{RowKind, RowReader};
use super::siblings;
use super::table::{self, Table};
use super::{choice, spelling, words};
use crate::text::Text;
use crate::workbook::{Area, CellRef, Sheet, Workbook, column_index};

/// A table without headings needs at least this many rows that ask something.
const MIN_HEADLESS: usize = 3;
/// Part of the questions that must be about the service, not about who answers.
const MAX_RESPONDENT: f32 = 0.6;

/// Part of the answer cells that may be filled on a sheet that by its name only explains.
const MAX_ANSWERED: f32 = 0.5;
/// Rows that are looked at to tell whom a table is about.
const MAX_RESPONDENT_ROWS: usize = 60;

/// One sheet with its tables.
pub(super) struct SurveyedSheet<'w> {
    pub index: usize,
    pub grid: Grid<'w>,
    /// None where the sheet is left alone, with the reason.
    pub tables: Result<Vec<Table>, Text>,
    pub skip_rows: Vec<u32>,
}

impl SurveyedSheet<'_> {
    /// The sheet's layout as data.
    pub(super) fn layout(&self) -> SheetLayout {
        let sheet = self.grid.sheet.name.clone();
        let (used, reason, tables) = match &self.tables {
            Ok(tables) => (true, None, tables.iter().map(Table::layout).collect()),
            Err(reason) => (false, Some(reason.clone()), Vec::new()),
        };
        SheetLayout { sheet, used: Some(used), reason, tables, skip_rows: self.skip_rows.clone() }
    }
}

/// Looks at every sheet; `correction` overrides what is found.
pub(super) fn survey<'w>(workbook: &'w Workbook, correction: Option<&Layout>) -> Vec<SurveyedSheet<'w>> {
    let mut finder = HeaderFinder::default();
    let sheets = workbook.sheets().iter().enumerate();
    // A file of one sheet was sent for its sake, and a CSV's sheet is only named after the file.
    let only = workbook.sheets().len() == 1;
    let mut surveyed: Vec<SurveyedSheet<'w>> = sheets
        .map(|(index, sheet)| {
            let given = correction.and_then(|layout| layout.sheet(&sheet.name));
            let grid = Grid::new(sheet);
            let tables = tables(&grid, sheet, given, only, &mut finder);
            let skip_rows = given.map(|it| it.skip_rows.clone()).unwrap_or_default();
            SurveyedSheet { index, grid, tables, skip_rows }
        })
        .collect();
    if surveyed.iter().all(|sheet| sheet.tables.is_err()) {
        // Names may mislead: what a workbook asks stands on one of its sheets, though never among its changes.
        let may_ask = |name: &str| is_other_sheet(name) && !tells_changes(name);
        for sheet in surveyed.iter_mut().filter(|it| may_ask(&it.grid.sheet.name)) {
            let given = correction.and_then(|layout| layout.sheet(&sheet.grid.sheet.name));
            let found = tables(&sheet.grid, sheet.grid.sheet, given, true, &mut finder);
            if let Some(found) = found.ok().and_then(waiting) {
                sheet.tables = Ok(found);
            }
        }
    }
    let corrected = |sheet: &SurveyedSheet<'_>| {
        let given = correction.and_then(|layout| layout.sheet(&sheet.grid.sheet.name));
        given.is_some_and(|given| !given.tables.is_empty())
    };
    let found = surveyed.iter_mut().filter(|sheet| !corrected(sheet));
    siblings::agree(found.filter_map(|sheet| sheet.tables.as_mut().ok()).flatten(), &mut finder);
    for sheet in &mut surveyed {
        for table in sheet.tables.iter_mut().flatten() {
            table.labelled = labels::below_questions(&sheet.grid, table, &mut finder);
        }
    }
    surveyed
}

fn tables(
    grid: &Grid<'_>,
    sheet: &Sheet,
    given: Option<&SheetLayout>,
    only: bool,
    finder: &mut HeaderFinder,
) -> Result<Vec<Table>, Text> {
    let wanted = given.and_then(|it| it.used);
    if wanted == Some(false) {
        return Err(Text::new("レイアウトの指定により対象外", "left out by the layout file"));
    }
    if let Some(given) = given.filter(|it| it.tables.iter().any(is_placed)) {
        return Ok(given_tables(grid, &given.tables, finder));
    }
    let trusted = wanted.is_some() || given.is_some_and(|it| !it.tables.is_empty()) || only;
    if !trusted && is_other_sheet(&sheet.name) {
        return Err(Text::new(
            "シート名から対象外（表紙・要領・一覧など）",
            "by its name no sheet of questions",
        ));
    }
    let mut found = with_headers(grid, finder);
    if !found.iter().any(Table::asks) {
        let end = grid.rows().last().unwrap_or(0);
        let records = table::of_records(grid, (0, end), finder);
        let other = |finder: &mut HeaderFinder| {
            let headless = if found.is_empty() { without_header(grid, finder) } else { None };
            headless.or_else(|| of_slots(grid, finder))
        };
        if let Some(table) = records.or_else(|| other(finder)) {
            found = vec![table];
        }
    }
    found.retain(|table| !table.records.is_empty() || !is_about_respondent(grid, table));
    if found.is_empty() {
        return Err(Text::new("質問の表が見つかりません", "no table with questions was found"));
    }
    for (table, layout) in found.iter_mut().zip(given.map_or(&[][..], |it| &it.tables)) {
        override_roles(grid, table, layout);
    }
    Ok(found)
}

/// Whether a correction says where the table is; without that it is about the table that was found in its place.
fn is_placed(table: &TableLayout) -> bool {
    table.header_rows.is_some() || table.data_rows.is_some()
}

/// Whether the name says cover, instructions, lists, history or the like.
fn is_other_sheet(name: &str) -> bool {
    let name = spelling::normalise_whole(name);
    let asks = ["チェックリスト", "checklist", "質問", "設問", "questionnaire"]
        .iter()
        .any(|word| name.contains(word));
    let other = spelling::has_word(&name, words::OTHER_SHEETS);
    (other && !asks) || words::OTHER_SHEET_NAMES.has(&name)
}

/// The tables of a sheet that by its name only explains: those that say where to answer, and wait for answers.
fn waiting(mut found: Vec<Table>) -> Option<Vec<Table>> {
    found.retain(|table| {
        let waits = |it: &roles::Assigned| it.is_told() && it.column.filled < MAX_ANSWERED;
        table.columns.iter().filter(|it| GIVEN.contains(&it.role)).any(waits)
    });
    (!found.is_empty()).then_some(found)
}

/// Whether the name says that the sheet tells what was changed when.
fn tells_changes(name: &str) -> bool {
    spelling::has_word(&spelling::normalise_whole(name), words::CHANGE_SHEETS)
}

/// The tables below heading rows.
fn with_headers(grid: &Grid<'_>, finder: &mut HeaderFinder) -> Vec<Table> {
    let headers = finder.find(grid);
    let end = grid.rows().last().unwrap_or(0);
    let mut tables = Vec::new();
    for (index, header) in headers.iter().enumerate() {
        let next = headers.get(index + 1).map_or(end, |next| next.first.saturating_sub(1));
        // A blank form may end with its headings.
        let rows = (header.last + 1, next.max(header.last + 1));
        let parts = header.parts(finder);
        for part in &parts {
            let mut table = table::build(grid, Some(part), rows, finder);
            table.beside = parts.len() > 1;
            tables.push(table);
        }
    }
    siblings::agree(tables.iter_mut(), finder);
    let widest = tables.iter().map(|table| table.columns.len()).max().unwrap_or(0);
    // A line or two of labels above a register are no table of their own.
    tables.retain(|table| table.rows > 1 || table.columns.len() * 2 > widest);
    tables.retain(|table| table.column(Role::Question).is_some());
    tables
}

/// The tables that a correction names.
fn given_tables(grid: &Grid<'_>, given: &[TableLayout], finder: &mut HeaderFinder) -> Vec<Table> {
    let end = grid.rows().last().unwrap_or(0);
    let start = |table: &TableLayout| {
        table.header_rows.or(table.data_rows).map_or(0, |rows| rows.0.saturating_sub(1))
    };
    let mut tables = Vec::new();
    for (index, layout) in given.iter().enumerate() {
        let range = column_range(layout);
        let header = layout.header_rows.map(|(first, last)| {
            let mut header = HeaderFinder::given(grid, first.saturating_sub(1), last.saturating_sub(1));
            header.headings.retain(|(col, _)| range.is_none_or(|(left, right)| (left..=right).contains(col)));
            header
        });
        let below = given.iter().skip(index + 1).find(|other| start(other) > start(layout));
        let next = below.map_or(end, |next| start(next).saturating_sub(1));
        let first = header.as_ref().map_or(0, |header: &Header| header.last + 1);
        let rows = layout
            .data_rows
            .map_or((first, next), |(first, last)| (first.saturating_sub(1), last.saturating_sub(1)));
        if layout.answers_below {
            tables.extend(table::of_records(grid, rows, finder));
            continue;
        }
        let mut table = table::build(grid, header.as_ref(), rows, finder);
        table.beside = range.is_some();
        override_roles(grid, &mut table, layout);
        tables.push(table);
    }
    tables
}

/// The zero-based columns that a correction limits its table to.
fn column_range(layout: &TableLayout) -> Option<(u32, u32)> {
    let (first, last) = layout.column_range.as_ref()?;
    Some((column_index(first)?, column_index(last)?))
}

fn override_roles(grid: &Grid<'_>, table: &mut Table, layout: &TableLayout) {
    for column in &layout.columns {
        override_role(grid, table, &column.column, column.role);
    }
}

/// Gives the column `letters` its role; a role that occurs once is taken from the column that had it.
fn override_role(grid: &Grid<'_>, table: &mut Table, letters: &str, role: Role) {
    let Some(col) = column_index(letters) else {
        return;
    };
    if !table.columns.iter().any(|it| it.column.col == col) {
        let rows: Vec<u32> = grid.rows().filter(|row| (table.first..=table.last).contains(row)).collect();
        let at = table.columns.partition_point(|it| it.column.col < col);
        table.columns.insert(at, roles::unassigned(columns::look(grid, &rows, col)));
    }
    let many = matches!(
        role,
        Role::Section
            | Role::Supplement
            | Role::Previous
            | Role::CustomerOnly
            | Role::Respondent
            | Role::Other
    );
    for it in &mut table.columns {
        if it.column.col == col {
            it.give(role);
        } else if !many && it.role == role && it.option.is_none() {
            it.give(Role::Other);
        }
    }
}

/// A list of questions without headings: texts that ask, with cells to fill beside them.
fn without_header(grid: &Grid<'_>, finder: &mut HeaderFinder) -> Option<Table> {
    let rows: Vec<u32> = grid.rows().collect();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let asks = |(_, text): (Area, &str)| columns::asks(text);
    let mut asking = rows.iter().copied().filter(|row| grid.texts(*row).any(asks));
    // Above the first cell that is drawn to be filled, an introduction asks too.
    let start = asking.clone().find(|row| has_input(grid, *row)).or_else(|| asking.next()).unwrap_or(first);
    let table = table::build(grid, None, (start, last), finder);
    let question = table.with(Role::Question).next()?;
    let questions =
        rows.iter().filter(|row| columns::asks(grid.text(CellRef::new(**row, question.column.col)))).count();
    let numbered = table.with(Role::Item).any(|it| it.column.filled > 0.5);
    // Prose has empty cells beside it too, but nothing that says they are to be filled.
    let fillable = |it: &&roles::Assigned| {
        let c = &it.column;
        let drawn = c.bordered > 0.5 || (numbered && c.anchors > 0.9);
        c.col > question.column.col && c.filled < 0.5 && (c.lists > 0.5 || c.inputs > 0.5 || drawn)
    };
    let given =
        table.columns.iter().filter(fillable).any(|it| matches!(it.role, Role::Answer | Role::Choice));
    (questions >= MIN_HEADLESS && question.column.sentences >= 0.5 && given).then_some(table)
}

/// Whether the row has an empty cell in a colour of cells to fill.
fn has_input(grid: &Grid<'_>, row: u32) -> bool {
    let mut cells = grid.cells(row).iter().map(|cell| cell.at);
    cells.any(|at| grid.text(at).is_empty() && grid.style(at).fill.is_some_and(columns::is_input_colour))
}

/// Labels with slots beside them: 「System name | <System name>」.
fn of_slots(grid: &Grid<'_>, finder: &mut HeaderFinder) -> Option<Table> {
    let slotted = |row: &u32| {
        let mut texts = grid.texts(*row);
        let label = texts.next().is_some_and(|(_, text)| !choice::is_slot(text));
        label && texts.next().is_some_and(|(_, text)| choice::is_slot(text))
    };
    let rows: Vec<u32> = grid.rows().filter(slotted).collect();
    let (first, last) = (*rows.first()?, *rows.last()?);
    let table = table::build(grid, None, (first, last), finder);
    (rows.len() >= MIN_HEADLESS && table.asks()).then_some(table)
}

/// Whether most "questions" are names, addresses and dates of the respondent.
fn is_about_respondent(grid: &Grid<'_>, table: &Table) -> bool {
    let Some(reader) = RowReader::new(grid, table) else {
        return true;
    };
    let (mut about, mut all) = (0, 0);
    let rows = grid.rows().filter(|row| (table.first..=table.last).contains(row));
    for row in rows.take(MAX_RESPONDENT_ROWS) {
        if let RowKind::Question(at) = reader.kind(row) {
            all += 1;
            about += usize::from(words::RESPONDENT_FIELDS.names(grid.text(at)));
        }
    }
    // A blank form asks nothing yet, but its layout is known.
    let blank = table.columns.iter().all(|it| it.column.filled == 0.0);
    (all == 0 && !blank) || about as f32 > MAX_RESPONDENT * all as f32
}
