//! One worksheet part: where the wanted rows and cells stand in its text, found in one pass.

use std::ops::Range;
use std::sync::OnceLock;

use quick_xml::events::BytesStart;

use super::address::{Area, CellRef};
use super::area_index::AreaIndex;
use super::package::markup::{Piece, Pieces, address, element, local, name};
use super::package::{attribute, damaged, raw_attribute, require_attributes};
use crate::error::{Error, Result};

/// What one pass over a worksheet part finds.
#[derive(Debug, Default)]
pub(crate) struct SheetXml {
    /// The area that `<dimension>` states, and its start tag.
    pub(crate) dimension: Option<(Area, Range<usize>)>,
    /// Default width of a column in characters.
    pub(crate) default_width: Option<f64>,
    /// Default height of a row in points.
    pub(crate) default_height: Option<f64>,
    pub(crate) columns: Vec<Columns>,
    /// Start tag of `<sheetData>`.
    pub(crate) data_tag: Range<usize>,
    /// Where its end tag begins; the end of the start tag where it is self-closed.
    pub(crate) data_end: usize,
    /// The wanted rows in ascending order.
    pub(crate) rows: Vec<WantedRow>,
    pub(crate) merges: Vec<Area>,
    /// Made when first asked, after the scan.
    merge_index: OnceLock<AreaIndex>,
    /// Areas of array formulas and data tables, whose cells are computed together.
    pub(crate) arrays: Vec<Area>,
    /// Whether any cell has a formula.
    pub(crate) formulas: bool,
}

/// One `<col>`: zero-based, inclusive.
#[derive(Debug)]
pub(crate) struct Columns {
    pub(crate) first: u32,
    pub(crate) last: u32,
    pub(crate) width: Option<f64>,
    pub(crate) style: Option<u32>,
}

/// A row that edits concern.
#[derive(Debug)]
pub(crate) struct WantedRow {
    /// Zero-based row.
    pub(crate) row: u32,
    /// Where the row must be created if it does not exist; `None` stands for the end of the data.
    pub(crate) insert_at: Option<usize>,
    /// The row's own element.
    pub(crate) found: Option<RowSpan>,
    /// The wanted cells in ascending order.
    pub(crate) cells: Vec<WantedCell>,
}

/// Where a row's element stands.
#[derive(Debug)]
pub(crate) struct RowSpan {
    /// The start tag.
    pub(crate) tag: Range<usize>,
    /// Where its end tag begins; the end of the start tag where it is self-closed.
    pub(crate) end: usize,
}

/// A cell that edits concern.
#[derive(Debug)]
pub(crate) struct WantedCell {
    /// Zero-based column.
    pub(crate) col: u32,
    /// Where the cell must be created if it does not exist; `None` stands for the end of the row.
    pub(crate) insert_at: Option<usize>,
    pub(crate) found: Option<CellSpan>,
}

/// Where a cell's element stands.
#[derive(Debug)]
pub(crate) struct CellSpan {
    /// The whole element.
    pub(crate) span: Range<usize>,
    /// The start tag.
    pub(crate) tag: Range<usize>,
    pub(crate) formula: bool,
    /// The `<extLst>` child, which outlives the value.
    pub(crate) extension: Option<Range<usize>>,
}

impl SheetXml {
    /// Scans the text of the part `name` for the `wanted` cells, sorted and without duplicates.
    ///
    /// # Errors
    /// `damaged` where the XML is not well formed, has no sheet data, or holds a wanted cell twice.
    pub(crate) fn scan(text: &str, name: &str, wanted: &[CellRef]) -> Result<Self> {
        let mut scanner = Scanner::new(text, name, wanted);
        scanner.run()?;
        Ok(scanner.sheet)
    }

    /// The merged area that holds `at`, if any.
    pub(crate) fn merge_at(&self, at: CellRef) -> Option<&Area> {
        let numbered = || AreaIndex::new(self.merges.iter().enumerate().map(|(item, area)| (*area, item)));
        self.merges.get(self.merge_index.get_or_init(numbered).at(at)?)
    }

    /// The top-left cell of the merge that holds `at`, or `at` itself.
    pub(crate) fn anchor(&self, at: CellRef) -> CellRef {
        self.merge_at(at).map_or(at, |area| area.first)
    }
}

/// Groups sorted cells by row.
fn wanted_rows(cells: &[CellRef]) -> Vec<WantedRow> {
    let by_row = cells.chunk_by(|a, b| a.row == b.row);
    by_row
        .map(|cells| WantedRow {
            row: cells.first().map_or(0, |cell| cell.row),
            insert_at: None,
            found: None,
            cells: cells
                .iter()
                .map(|cell| WantedCell { col: cell.col, insert_at: None, found: None })
                .collect(),
        })
        .collect()
}

/// A cell's element while it is open.
struct OpenCell {
    /// Indices into `rows` and `cells`, where the cell is wanted.
    wanted: Option<(usize, usize)>,
    tag: Range<usize>,
    formula: bool,
    extension: Option<Range<usize>>,
}

/// The state of the pass. Elements are known by their depth and local name, so that prefixes do not matter.
struct Scanner<'a> {
    pieces: Pieces<'a>,
    part: &'a str,
    sheet: SheetXml,
    /// Elements around the one that opens or closes.
    depth: usize,
    in_data: bool,
    in_row: bool,
    /// The open row's number; it counts on from the row before where the row has none.
    row: u32,
    next_row: u32,
    next_col: u32,
    /// Index of the open row in `rows`, where its element was taken as that row's.
    open_row: Option<usize>,
    cell: Option<OpenCell>,
    extension_at: usize,
    /// Wanted rows below this index have their place.
    placed_rows: usize,
    placed_cells: usize,
}

impl<'a> Scanner<'a> {
    fn new(text: &'a str, part: &'a str, wanted: &[CellRef]) -> Self {
        Self {
            pieces: Pieces::new(text, part),
            part,
            sheet: SheetXml { rows: wanted_rows(wanted), ..SheetXml::default() },
            depth: 0,
            in_data: false,
            in_row: false,
            row: 0,
            next_row: 0,
            next_col: 0,
            open_row: None,
            cell: None,
            extension_at: 0,
            placed_rows: 0,
            placed_cells: 0,
        }
    }

    fn run(&mut self) -> Result<()> {
        loop {
            let from = self.pieces.position();
            let Some(piece) = self.pieces.next()? else {
                break;
            };
            let to = self.pieces.position();
            match piece {
                Piece::Start(tag) => {
                    self.depth = self.pieces.depth() - 1;
                    self.open(tag, from..to)?;
                }
                Piece::Empty(tag) => {
                    self.depth = self.pieces.depth();
                    self.open(tag, from..to)?;
                    self.close(local(name(tag)), to, to)?;
                }
                Piece::End(tag) => {
                    self.depth = self.pieces.depth();
                    self.close(local(name(tag)), from, to)?;
                }
                Piece::Other(_) => {}
            }
        }
        if self.pieces.depth() > 0 || self.sheet.data_tag.is_empty() {
            return Err(damaged(
                self.part,
                "シートのデータが途中までです",
                "its sheet data is missing or cut off",
            ));
        }
        Ok(())
    }

    fn open(&mut self, raw: &str, tag: Range<usize>) -> Result<()> {
        let element = &element(raw);
        match (self.in_data, self.depth, local(name(raw))) {
            (true, 4, "f") => self.open_formula(element),
            (true, 4, "extLst") => self.extension_at = tag.start,
            (true, 3, "c") if self.in_row => self.open_cell(raw, tag)?,
            (true, 2, name) => {
                self.in_row = name == "row";
                if self.in_row {
                    self.open_row(element, tag)?;
                }
            }
            (true, _, "row") => {
                let found = "its rows stand in alternative content";
                return Err(damaged(self.part, "行が代替コンテンツの中にあります", found));
            }
            (false, 1, "sheetData") => {
                require_attributes(element, self.part)?;
                self.in_data = true;
                self.sheet.data_tag = tag;
            }
            (false, 1 | 2, _) => self.open_other(element, tag)?,
            _ => {}
        }
        Ok(())
    }

    /// The elements around the sheet data.
    fn open_other(&mut self, element: &BytesStart<'_>, tag: Range<usize>) -> Result<()> {
        let area = || attribute(element, "ref").and_then(|text| text.parse().ok());
        let number = |name| attribute(element, name).and_then(|text| text.parse::<f64>().ok());
        let index = |name| attribute(element, name).and_then(|text| text.parse::<u32>().ok());
        match (self.depth, element.local_name().as_ref()) {
            (1, "dimension") => {
                require_attributes(element, self.part)?;
                self.sheet.dimension = area().map(|area| (area, tag));
            }
            (1, "sheetFormatPr") => {
                self.sheet.default_width = number("defaultColWidth");
                self.sheet.default_height = number("defaultRowHeight");
            }
            (2, "col") => {
                if let (Some(first), Some(last)) = (index("min"), index("max")) {
                    self.sheet.columns.push(Columns {
                        first: first.saturating_sub(1),
                        last: last.saturating_sub(1),
                        width: number("width"),
                        style: index("style"),
                    });
                }
            }
            (2, "mergeCell") => self.sheet.merges.extend(area()),
            _ => {}
        }
        Ok(())
    }

    fn open_row(&mut self, element: &BytesStart<'_>, tag: Range<usize>) -> Result<()> {
        let number = raw_attribute(element, "r").and_then(|text| text.trim().parse::<u32>().ok());
        self.row = number.map_or(self.next_row, |number| number.saturating_sub(1));
        self.next_row = self.row + 1;
        self.next_col = 0;
        let rows = &mut self.sheet.rows;
        while let Some(wanted) = rows.get_mut(self.placed_rows).filter(|wanted| wanted.row < self.row) {
            wanted.insert_at = Some(tag.start);
            self.placed_rows += 1;
        }
        let at = rows.binary_search_by_key(&self.row, |wanted| wanted.row).ok();
        self.open_row = at.filter(|&at| rows.get(at).is_some_and(|wanted| wanted.found.is_none()));
        if let Some(wanted) = self.open_row.and_then(|at| rows.get_mut(at)) {
            require_attributes(element, self.part)?;
            wanted.found = Some(RowSpan { end: tag.end, tag });
            self.placed_cells = 0;
        }
        Ok(())
    }

    fn open_cell(&mut self, raw: &str, tag: Range<usize>) -> Result<()> {
        let implied = CellRef::new(self.row, self.next_col);
        let at = match address(raw) {
            Some(text) => text.trim().parse().map_err(|error: Error| error.at(self.part))?,
            None => implied,
        };
        self.next_col = at.col + 1;
        if let Some(row) = self.open_row.and_then(|row| self.sheet.rows.get_mut(row)) {
            let cells = &mut row.cells;
            while let Some(wanted) = cells.get_mut(self.placed_cells).filter(|wanted| wanted.col < at.col) {
                wanted.insert_at = Some(tag.start);
                self.placed_cells += 1;
            }
        }
        let wanted = self.wanted(at);
        if wanted.is_some() {
            require_attributes(&element(raw), self.part)?;
        }
        self.cell = Some(OpenCell { wanted, tag, formula: false, extension: None });
        Ok(())
    }

    /// Where the cell stands among the wanted ones. Its own address counts, whatever row it stands in.
    fn wanted(&self, at: CellRef) -> Option<(usize, usize)> {
        let rows = &self.sheet.rows;
        let open = self.open_row.filter(|&row| rows.get(row).is_some_and(|wanted| wanted.row == at.row));
        let row = open.or_else(|| rows.binary_search_by_key(&at.row, |wanted| wanted.row).ok())?;
        let cells = &rows.get(row)?.cells;
        let cell = cells.binary_search_by_key(&at.col, |wanted| wanted.col).ok()?;
        Some((row, cell))
    }

    fn open_formula(&mut self, element: &BytesStart<'_>) {
        self.sheet.formulas = true;
        if let Some(cell) = &mut self.cell {
            cell.formula = true;
        }
        if matches!(attribute(element, "t").as_deref(), Some("array" | "dataTable")) {
            let area = attribute(element, "ref").and_then(|text| text.parse::<Area>().ok());
            self.sheet.arrays.extend(area);
        }
    }

    /// The end of an element: its end tag (if any) spans `from..to`.
    fn close(&mut self, local: &str, from: usize, to: usize) -> Result<()> {
        match (self.in_data, self.depth, local) {
            (true, 4, "extLst") => {
                if let Some(cell) = &mut self.cell {
                    cell.extension = Some(self.extension_at..to);
                }
            }
            (true, 3, "c") => self.close_cell(to)?,
            (true, 2, "row") => {
                let row = self.open_row.take().and_then(|at| self.sheet.rows.get_mut(at));
                if let Some(span) = row.and_then(|row| row.found.as_mut()) {
                    span.end = from;
                }
            }
            (true, 1, "sheetData") => {
                self.in_data = false;
                self.sheet.data_end = from;
            }
            _ => {}
        }
        Ok(())
    }

    fn close_cell(&mut self, end: usize) -> Result<()> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let Some((row, col)) = cell.wanted else {
            return Ok(());
        };
        let place = self.sheet.rows.get_mut(row).and_then(|row| row.cells.get_mut(col));
        let Some(place) = place else { return Ok(()) };
        if place.found.is_some() {
            return Err(damaged(self.part, "同じセルが二つあります", "a cell occurs twice"));
        }
        place.found = Some(CellSpan {
            span: cell.tag.start..end,
            tag: cell.tag,
            formula: cell.formula,
            extension: cell.extension,
        });
        Ok(())
    }
}
