//! Heading rows recognised by their looks, whatever words they hold.

use std::collections::HashSet;

use super::super::grid::Grid;
use super::super::{choice, columns, spelling};
use super::MAX_HEADING;
use crate::workbook::{Area, CellRef};

/// Headings that a row needs to open a table by its looks.
const MIN_HEADINGS: usize = 3;
/// Part of the headings, in tenths, that must stand out from the cells below them.
const STANDING_OUT: usize = 7;
/// One of so many texts that stand again above or below makes a row of values.
const REPEATING: usize = 4;
/// Numbers below a heading by which its column is one of numbers, and the rows in which they are looked for.
const MIN_NUMBERS: usize = 3;
const LOOKED_AT: u32 = 40;
/// Characters up to which a text may end as a sentence and name a column all the same.
const MAX_NAME: usize = 24;
/// Part of the row's columns, in tenths, that its headings must cover: labels leave room for what they label.
const COVERED: u32 = 7;

/// Whether the headings of a row stand out from what is below them: bold or filled, and short.
pub(super) fn stands_out(grid: &Grid<'_>, texts: &[(Area, &str)]) -> bool {
    let short = texts.iter().all(|(_, text)| text.chars().count() <= MAX_HEADING);
    // A merged heading beside others with parts reaches as far down as those.
    let last = texts.iter().map(|(area, _)| area.last.row).max().unwrap_or(0);
    let marked = |area: &&(Area, &str)| {
        let below = CellRef::new(last + 1, area.0.first.col);
        let (here, below) = (grid.style(area.0.first), grid.style(below));
        (here.bold && !below.bold) || (here.fill.is_some() && here.fill != below.fill)
    };
    let marks = texts.iter().filter(marked).count();
    texts.len() >= MIN_HEADINGS && short && marks * 10 >= texts.len() * STANDING_OUT
}

/// Whether a row of unknown words opens a table: it stands out, side by side, after a blank row or a title.
pub(super) fn opens_table(grid: &Grid<'_>, row: u32) -> bool {
    let texts: Vec<(Area, &str)> = grid.texts(row).collect();
    stands_out(grid, &texts) && is_side_by_side(&texts) && are_names(&texts) && is_after_break(grid, row)
}

/// Over how many columns of numbers a plain row of words stands that can be headings; none where it can not.
pub(super) fn numbered_columns(grid: &Grid<'_>, row: u32) -> usize {
    let texts: Vec<(Area, &str)> = grid.texts(row).collect();
    if texts.len() < MIN_HEADINGS || !is_side_by_side(&texts) || !are_names(&texts) {
        return 0;
    }
    let numbered = |(area, _): &&(Area, &str)| {
        let below = (1..=LOOKED_AT).map(|down| CellRef::new(area.last.row + down, area.first.col));
        let below: Vec<&str> = below.map(|at| grid.text(at)).filter(|text| !text.is_empty()).collect();
        below.len() >= MIN_NUMBERS && below.iter().all(|text| columns::is_serial(text))
    };
    texts.iter().filter(numbered).count()
}

/// Whether many texts of the row stand again right above or below themselves, as values do and headings do not.
pub(super) fn repeats_neighbours(grid: &Grid<'_>, row: u32) -> bool {
    let (mut again, mut all) = (0, 0);
    for (area, text) in grid.texts(row) {
        let below = CellRef::new(area.last.row + 1, area.first.col);
        let above = area.first.row.checked_sub(1).map(|above| CellRef::new(above, area.first.col));
        let same = |at: CellRef| grid.text(at) == text;
        all += 1;
        again += usize::from(same(below) || above.is_some_and(same));
    }
    again >= 2 && again * REPEATING >= all
}

fn is_after_break(grid: &Grid<'_>, row: u32) -> bool {
    // A row that numbers the columns belongs to the headings.
    let named = |(_, text): &(Area, &str)| !columns::is_serial(text);
    row.checked_sub(1).is_none_or(|above| grid.texts(above).filter(named).count() <= 1)
}

fn is_side_by_side(texts: &[(Area, &str)]) -> bool {
    let width = |area: &Area| area.last.col - area.first.col + 1;
    let covered: u32 = texts.iter().map(|(area, _)| width(area)).sum();
    let (left, right) = (texts.first(), texts.last());
    let span = left.zip(right).map_or(0, |(left, right)| right.0.last.col - left.0.first.col + 1);
    covered * 10 >= span * COVERED
}

/// Whether the texts name columns: different words, no judgements, numbers or sentences.
fn are_names(texts: &[(Area, &str)]) -> bool {
    let different: HashSet<&str> = texts.iter().map(|(_, text)| *text).collect();
    let names = |text: &str| {
        text.contains(char::is_alphabetic) && !columns::is_verdict(text) && !columns::is_serial(text)
    };
    // "Section no." ends as a sentence does.
    let asks = |text: &str| text.chars().count() > MAX_NAME && columns::asks(text);
    let asking = texts.iter().filter(|(_, text)| asks(text)).count();
    let legend =
        texts.iter().any(|(_, text)| choice::is_request(text) || spelling::normalise(text).is_empty());
    different.len() == texts.len()
        && !legend
        && texts.iter().all(|(_, text)| names(text))
        && asking * 2 < texts.len()
}
