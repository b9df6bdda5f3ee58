//! Two versions of one worksheet part, compared cell by cell and byte by byte around the cells.

use super::element::{Cell, prefix, row_may_become, row_style, same_but};
use super::parts::Formats;
use super::tokens::{Token, Tokens};
use crate::error::Result;
use crate::text::Text;
use crate::workbook::package::markup::name;
use crate::workbook::{Area, CellRef};

/// What differs between two versions of a worksheet part.
pub(super) struct Differences<'a> {
    /// Changed or new cells: address, old element (empty where new), new element.
    pub(super) cells: Vec<(CellRef, &'a str, &'a str)>,
    pub(super) problems: Vec<Text>,
}

/// Compares two versions of a worksheet part.
pub(super) fn compare<'a>(
    old: &'a str,
    new: &'a str,
    part: &'a str,
    formats: Option<&Formats>,
) -> Result<Differences<'a>> {
    let mut comparison = Comparison {
        old: Tokens::new(old, part),
        new: Tokens::new(new, part),
        formats,
        data: "",
        row: Row::default(),
        dimensions: Vec::new(),
        inherited: Vec::new(),
        result: Differences { cells: Vec::new(), problems: Vec::new() },
    };
    comparison.run()?;
    comparison.check_dimensions();
    comparison.check_inherited();
    Ok(comparison.result)
}

/// The row being compared.
#[derive(Default)]
struct Row<'a> {
    number: u32,
    /// Its start tags; the old one is empty where the row is new.
    old: &'a str,
    new: &'a str,
    /// Whether a cell in it has changed.
    touched: bool,
}

struct Comparison<'a, 'f> {
    old: Tokens<'a>,
    new: Tokens<'a>,
    formats: Option<&'f Formats>,
    /// The start tag of the sheet data.
    data: &'a str,
    row: Row<'a>,
    /// A dimension that differs: its old and new tag and area.
    dimensions: Vec<[(&'a str, Option<Area>); 2]>,
    /// New cells, each with the style of its row and its own; columns may be described behind the data.
    inherited: Vec<(CellRef, Option<u32>, Option<u32>)>,
    result: Differences<'a>,
}

impl<'a> Comparison<'a, '_> {
    /// Walks both versions in step; only the new one may have cells and rows more.
    fn run(&mut self) -> Result<()> {
        let (mut old, mut new) = (self.old.next()?, self.new.next()?);
        loop {
            if self.is_added(&old, &new) {
                new = self.new.next()?;
                continue;
            }
            match (&old, &new) {
                (Token::End, Token::End) => return Ok(()),
                (Token::Cell(a, x), Token::Cell(b, y)) if a == b => self.cell(*a, x, y),
                (Token::Row(a, x), Token::Row(b, y)) if a == b => self.start_row(*a, x, y),
                (Token::RowEnd, Token::RowEnd) => self.end_row(),
                (Token::Other(x), Token::Other(y)) if x == y => {}
                (Token::Data(x), Token::Data(y)) if opened(x) == opened(y) => self.data = x,
                (Token::DataEnd, Token::DataEnd) => {}
                (Token::Dimension(x, a), Token::Dimension(y, b)) => {
                    self.dimensions.extend((x != y).then_some([(*x, *a), (*y, *b)]));
                }
                _ => {
                    self.structure(&old, &new);
                    return Ok(());
                }
            }
            old = self.old.next()?;
            new = match old {
                Token::Cell(at, raw) => self.new.next_same(at, raw).map_or_else(|| self.new.next(), Ok)?,
                _ => self.new.next()?,
            };
        }
    }

    /// Whether `new` belongs to a cell or row that the old version does not have; it is taken in then.
    fn is_added(&mut self, old: &Token<'a>, new: &Token<'a>) -> bool {
        let in_new_row = !self.row.new.is_empty() && self.row.old.is_empty();
        match (old, new) {
            (_, Token::RowEnd) if in_new_row => self.end_row(),
            (Token::Cell(a, _), Token::Cell(b, _)) if a == b && !in_new_row => return false,
            (_, Token::Cell(at, added)) => self.new_cell(*at, added),
            (Token::Row(a, _), Token::Row(b, _)) if a == b => return false,
            (_, Token::Row(row, added)) => self.start_row(*row, "", added),
            _ => return false,
        }
        true
    }

    fn problem(&mut self, ja: String, en: String) {
        self.result.problems.push(Text::new(ja, en));
    }

    fn structure(&mut self, old: &Token<'_>, new: &Token<'_>) {
        let show = |token: &Token<'_>| match token {
            Token::Other(raw) | Token::Dimension(raw, _) | Token::Data(raw) => raw.chars().take(60).collect(),
            Token::DataEnd => "the end of the data".to_owned(),
            Token::Row(row, _) => format!("row {}", row.saturating_add(1)),
            Token::RowEnd => "the end of a row".to_owned(),
            Token::Cell(at, _) => at.to_string(),
            Token::End => "the end".to_owned(),
        };
        let (old, new) = (show(old), show(new));
        self.problem(
            format!("セル以外の内容が変わっています（{old} → {new}）。"),
            format!("something else than a cell differs: {old} became {new}"),
        );
    }

    fn cell(&mut self, at: CellRef, old: &'a str, new: &'a str) {
        if old == new {
            return;
        }
        self.row.touched = true;
        self.result.cells.push((at, old, new));
        let (before, after) = (Cell::of(old), Cell::of(new));
        if before.formula || after.formula {
            self.problem(format!("{at} の数式が変わっています。"), format!("the formula of {at} differs"));
        }
        let same = before.name == after.name && before.attributes == after.attributes;
        if !same || after.attributes.is_none() || before.extension != after.extension {
            self.problem(format!("{at} の属性が変わっています。"), format!("attributes of {at} differ"));
        }
        if !after.is_plain {
            self.more_than_a_value(at);
        }
        if before.style != after.style {
            let number = |style: Option<&str>| style.map_or(Some(0), |text| text.parse().ok());
            self.style(at, number(before.style).unwrap_or(0), number(after.style));
        }
    }

    fn new_cell(&mut self, at: CellRef, new: &'a str) {
        self.row.touched = true;
        self.result.cells.push((at, "", new));
        let cell = Cell::of(new);
        let only_address = cell.attributes.is_some_and(|all| all.iter().all(|(name, _)| *name == "r"));
        let placed = at.row == self.row.number && prefix(cell.name) == prefix(name(self.row.new));
        if !only_address || !placed || !cell.is_plain || !cell.extension.is_empty() {
            self.more_than_a_value(at);
        }
        let style = cell.style.map_or(Some(0), |text| text.parse().ok());
        self.inherited.push((at, row_style(self.row.old), style));
    }

    /// A new cell has the style of its row, else that of its column.
    fn check_inherited(&mut self) {
        for (at, row, style) in std::mem::take(&mut self.inherited) {
            let inherited = row.or_else(|| self.old.column_style(at.col));
            self.style(at, inherited.unwrap_or(0), style);
        }
    }

    fn more_than_a_value(&mut self, at: CellRef) {
        self.problem(format!("{at} に値以外が増えています。"), format!("{at} gained more than a value"));
    }

    /// A cell's style may only give way to one that differs in wrapping.
    fn style(&mut self, at: CellRef, before: u32, after: Option<u32>) {
        let wraps = |after| self.formats.is_some_and(|it| it.only_gains_wrap(before, after));
        if !after.is_some_and(|after| before == after || wraps(after)) {
            self.problem(format!("{at} の書式が変わっています。"), format!("the style of {at} differs"));
        }
    }

    fn start_row(&mut self, number: u32, old: &'a str, new: &'a str) {
        self.row = Row { number, old, new, touched: false };
    }

    fn end_row(&mut self) {
        let Row { number, old, new, touched } = std::mem::take(&mut self.row);
        let row = number.saturating_add(1);
        if old.is_empty() {
            let expected = format!("<{}row r=\"{row}\">", prefix(name(self.data)));
            if !touched || !row_may_become(&expected, new) {
                self.problem(
                    format!("{row} 行目が増えています。"),
                    format!("row {row} was added with attributes, or without a value"),
                );
            }
        } else if opened(old) != opened(new) && !(touched && row_may_become(old, new)) {
            self.problem(
                format!("{row} 行目の属性が変わっています。"),
                format!("attributes of row {row} differ"),
            );
        }
    }

    /// The dimension may only grow to the cells written.
    fn check_dimensions(&mut self) {
        for [(old, a), (new, b)] in std::mem::take(&mut self.dimensions) {
            let grown = a.zip(b).is_some_and(|(a, b)| {
                let all = self.result.cells.iter().fold(a, |area, (at, ..)| area.including(*at));
                [a.first, a.last].into_iter().all(|at| b.contains(at))
                    && [b.first, b.last].into_iter().all(|at| all.contains(at))
            });
            if !grown || !same_but(old, new, &["ref"]) {
                self.problem(
                    format!("使用範囲が {old} から {new} になりました。"),
                    format!("{old} became {new}"),
                );
            }
        }
    }
}

/// A start tag without what tells `<a/>` from `<a>`.
fn opened(tag: &str) -> &str {
    tag.trim_end_matches('>').trim_end_matches('/').trim_end()
}
