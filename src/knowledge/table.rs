//! Tab-separated tables with a header line, read without copying, with errors that name file and line.

use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::order;

/// Several terms in one cell, separated by `|`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Terms(&'static str);

impl Terms {
    /// The terms in their order; none for an empty cell.
    pub fn iter(self) -> impl Iterator<Item = &'static str> {
        self.0.split('|').filter(|term| !term.is_empty())
    }

    /// Whether the cell is empty.
    pub fn is_empty(self) -> bool {
        self.0.is_empty()
    }
}

/// A cell that says the same as the one above.
const REPEATED: &str = "\"";

/// A table file: its name for messages, and its text.
#[derive(Debug, Clone, Copy)]
pub(super) struct File {
    name: &'static str,
    text: &'static str,
}

impl File {
    pub(super) const fn new(name: &'static str, text: &'static str) -> Self {
        Self { name, text }
    }

    /// The records below the header, which must be exactly `header`; blank lines are skipped, and a cell that is
    /// [`REPEATED`] has the value of the one above.
    pub(super) fn read<const N: usize, T>(
        self,
        header: [&str; N],
        mut record: impl FnMut(&Record<N>) -> Result<T>,
    ) -> Result<Vec<T>> {
        let mut lines =
            (1..).zip(pieces(self.text, b'\n').map(|line| line.strip_suffix('\r').unwrap_or(line)));
        let head = lines.next().map_or("", |(_, line)| line);
        if !pieces(head, b'\t').eq(header) {
            let expected = header.join("\t");
            return Err(self.fail(
                1,
                &format!("見出し行は {expected} でなければなりません。"),
                &format!("expected the header line {expected}"),
            ));
        }
        let mut above = [""; N];
        lines
            .filter(|(_, line)| !line.trim().is_empty())
            .map(|(number, line)| {
                let read = self.record(number, line, above)?;
                above = read.cells;
                record(&read)
            })
            .collect()
    }

    fn record<const N: usize>(
        self,
        line: usize,
        text: &'static str,
        above: [&'static str; N],
    ) -> Result<Record<N>> {
        let mut cells = [""; N];
        let mut found = pieces(text, b'\t');
        let filled = cells.iter_mut().zip(found.by_ref()).map(|(cell, text)| *cell = text).count();
        if filled < N || found.next().is_some() {
            let count = pieces(text, b'\t').count();
            return Err(self.fail(
                line,
                &format!("{N} 列のはずが {count} 列あります。"),
                &format!("expected {N} cells, found {count}"),
            ));
        }
        let repeats = |(cell, above)| if cell == REPEATED { above } else { cell };
        let mut whole = cells.into_iter().zip(above).map(repeats);
        Ok(Record { file: self, line, cells: std::array::from_fn(|_| whole.next().unwrap_or_default()) })
    }

    fn fail(self, line: usize, ja: &str, en: &str) -> Error {
        Error::new(ErrorKind::InvalidData, ja, en).at(format!("{} line {line}", self.name))
    }
}

/// The pieces between ASCII separators. `str::split` does the same, but its search is slow in WebAssembly, and
/// every start of the program reads all tables.
fn pieces(text: &'static str, separator: u8) -> impl Iterator<Item = &'static str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let whole = rest?;
        let end = memchr::memchr(separator, whole.as_bytes());
        rest = end.and_then(|end| whole.get(end + 1..));
        whole.get(..end.unwrap_or(whole.len()))
    })
}

/// One line of a table.
#[derive(Debug)]
pub(super) struct Record<const N: usize> {
    file: File,
    line: usize,
    cells: [&'static str; N],
}

impl<const N: usize> Record<N> {
    /// The cells.
    pub(super) fn cells(&self) -> [&'static str; N] {
        self.cells
    }

    /// An error at this line.
    pub(super) fn fail(&self, ja: &str, en: &str) -> Error {
        self.file.fail(self.line, ja, en)
    }

    /// `text`, which must not be empty.
    pub(super) fn filled(&self, text: &'static str) -> Result<&'static str> {
        if text.trim().is_empty() {
            return Err(self.fail("空欄にできない列が空欄です。", "a cell that must be filled is empty"));
        }
        Ok(text)
    }

    /// The criterion number in `cell`.
    pub(super) fn id(&self, cell: &str) -> Result<CriterionId> {
        cell.parse().map_err(|error: Error| self.fail(&error.what().ja, &error.what().en))
    }

    /// The criterion number in `cell`, which must be one of `ids`.
    pub(super) fn known_id(&self, cell: &str, ids: &Ids) -> Result<CriterionId> {
        let id = self.id(cell)?;
        if ids.0.binary_search(&id).is_err() {
            return Err(self.fail(
                &format!("{id} は criteria.tsv にありません。"),
                &format!("{id} is not in criteria.tsv"),
            ));
        }
        Ok(id)
    }

    /// The criterion numbers in `cell`, separated by `|`; each must be one of `ids`.
    pub(super) fn known_ids(&self, cell: &'static str, ids: &Ids) -> Result<Vec<CriterionId>> {
        Terms(cell).iter().map(|id| self.known_id(id, ids)).collect()
    }

    /// The value that `cell` names.
    pub(super) fn one_of<T: Copy>(&self, cell: &str, values: &[(&str, T)]) -> Result<T> {
        let named = values.iter().find(|(name, _)| *name == cell);
        named.map(|(_, value)| *value).ok_or_else(|| {
            let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
            let names = names.join(", ");
            self.fail(
                &format!("{names} のいずれかのはずが「{cell}」です。"),
                &format!("expected one of {names}, found \"{cell}\""),
            )
        })
    }

    /// The terms in `cell`.
    pub(super) fn terms(&self, cell: &'static str) -> Result<Terms> {
        if !cell.is_empty() && cell.split('|').any(|term| term.trim() != term || term.is_empty()) {
            return Err(self.fail(
                "| の間に空の語、または前後に空白のある語があります。",
                "a term between | is empty or has white space around it",
            ));
        }
        Ok(Terms(cell))
    }

    /// `id`, which must come after `last` in the standard's order.
    pub(super) fn after(&self, last: &mut Option<CriterionId>, id: CriterionId) -> Result<CriterionId> {
        if last.is_some_and(|last| id <= last) {
            return Err(self.fail(
                &format!("{id} が重複しているか、番号順ではありません。"),
                &format!("{id} is there twice or out of order"),
            ));
        }
        *last = Some(id);
        Ok(id)
    }
}

/// The numbers that other tables may name, sorted.
#[derive(Debug)]
pub(super) struct Ids(Vec<CriterionId>);

impl Ids {
    pub(super) fn new(ids: impl Iterator<Item = CriterionId>) -> Self {
        let mut ids: Vec<CriterionId> = ids.collect();
        order::sort(&mut ids);
        Self(ids)
    }
}
