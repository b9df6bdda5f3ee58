//! The values of list validations: inline lists, ranges on any sheet, defined names and the usual functions.

use super::address::{Area, CellRef};
use super::sheet::Sheet;
use super::structure;

/// Values that one list may have; longer ones are no choice that a person makes.
const MAX_VALUES: usize = 2_000;
/// Defined names that may refer to each other before the list counts as unresolvable.
const MAX_NESTING: u32 = 6;

/// A defined name: its scope (index of a sheet, or the workbook), name and formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DefinedName {
    pub scope: Option<usize>,
    pub name: String,
    pub formula: String,
}

/// Resolves the sources of list validations over the read sheets.
pub(super) struct Lists<'a> {
    pub sheets: &'a [Sheet],
    pub names: &'a [DefinedName],
}

impl Lists<'_> {
    /// The values of the list with the source `formula` on sheet `home`; empty where it cannot be resolved.
    pub(super) fn values(&self, home: usize, formula: &str) -> Vec<String> {
        let formula = formula.trim().trim_start_matches('=');
        if formula.starts_with('"') {
            return inline(formula);
        }
        let mut values = self.resolve(home, formula, 0);
        values.truncate(MAX_VALUES);
        values
    }

    fn resolve(&self, home: usize, formula: &str, nesting: u32) -> Vec<String> {
        if nesting > MAX_NESTING {
            return Vec::new();
        }
        if let Some((sheet, area)) = self.reference(home, formula) {
            return self.texts(sheet, area);
        }
        if let Some(inner) = call(formula, "INDIRECT") {
            return self.resolve(home, inner.trim_matches('"'), nesting + 1);
        }
        if let Some(arguments) = call(formula, "OFFSET") {
            return self.offset(home, arguments);
        }
        let named = |scope: Option<usize>| {
            self.names.iter().find(|name| name.scope == scope && name.name.eq_ignore_ascii_case(formula))
        };
        match named(Some(home)).or_else(|| named(None)) {
            Some(name) => self.resolve(home, name.formula.trim().trim_start_matches('='), nesting + 1),
            None => Vec::new(),
        }
    }

    /// The sheet and area of `Sheet1!$A$1:$A$4`, `'年 度'!A1` or `$A$1:$A$4` (on `home`).
    fn reference(&self, home: usize, formula: &str) -> Option<(usize, Area)> {
        let Some((sheet, area)) = formula.rsplit_once('!') else {
            return Some((home, structure::area(formula)?));
        };
        let name = sheet.trim_matches('\'').replace("''", "'");
        let index = self.sheets.iter().position(|sheet| sheet.name.eq_ignore_ascii_case(&name))?;
        Some((index, structure::area(area)?))
    }

    /// Non-empty texts of an area, row by row.
    fn texts(&self, sheet: usize, area: Area) -> Vec<String> {
        let Some(sheet) = self.sheets.get(sheet) else {
            return Vec::new();
        };
        let start = sheet.cells.partition_point(|cell| cell.at < area.first);
        sheet
            .cells
            .iter()
            .skip(start)
            .take_while(|cell| cell.at.row <= area.last.row)
            .filter(|cell| area.contains(cell.at) && !cell.text.trim().is_empty())
            .map(|cell| cell.text.trim().to_owned())
            .take(MAX_VALUES)
            .collect()
    }

    /// `OFFSET(start, rows, columns, …)`: the texts from there down to the first empty cell, which is what the
    /// usual height `COUNTA(…)` comes to.
    fn offset(&self, home: usize, arguments: &str) -> Vec<String> {
        let mut arguments = arguments.split(',');
        let Some((sheet, area)) = arguments.next().and_then(|start| self.reference(home, start.trim()))
        else {
            return Vec::new();
        };
        let mut shift = || arguments.next().and_then(|number| number.trim().parse::<u32>().ok()).unwrap_or(0);
        let (rows, cols) = (shift(), shift());
        let Some(sheet) = self.sheets.get(sheet) else {
            return Vec::new();
        };
        let col = area.first.col.saturating_add(cols);
        (area.first.row.saturating_add(rows)..CellRef::MAX_ROWS)
            .map(|row| sheet.text(CellRef::new(row, col)).trim().to_owned())
            .take_while(|text| !text.is_empty())
            .take(MAX_VALUES)
            .collect()
    }
}

/// The values of `"はい,いいえ"`; quotes around single values are dropped too.
fn inline(formula: &str) -> Vec<String> {
    let body = formula.strip_prefix('"').unwrap_or(formula);
    let body = body.strip_suffix('"').unwrap_or(body).replace("\"\"", "\"");
    body.split(',')
        .map(|value| value.trim().trim_matches('"').to_owned())
        .filter(|value| !value.is_empty())
        .take(MAX_VALUES)
        .collect()
}

/// The arguments of `NAME(…)`, if the formula is such a call as a whole.
fn call<'f>(formula: &'f str, name: &str) -> Option<&'f str> {
    let head = formula.get(..name.len())?;
    let rest = formula.get(name.len()..)?;
    (head.eq_ignore_ascii_case(name)).then(|| rest.strip_prefix('(')?.strip_suffix(')'))?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workbook::{Cell, CellKind};

    fn sheet(name: &str, texts: &[(&str, &str)]) -> Sheet {
        let cell = |&(at, text): &(&str, &str)| Cell {
            at: at.parse().unwrap(),
            kind: CellKind::Text,
            text: text.to_owned(),
            formula: false,
            style: 0,
        };
        Sheet { name: name.to_owned(), cells: texts.iter().map(cell).collect(), ..Sheet::default() }
    }

    #[test]
    fn sources_resolve_to_their_values() {
        let sheets = [
            sheet("設問", &[("A1", "はい"), ("A2", "いいえ")]),
            sheet("選 択", &[("A1", "○"), ("B1", "x"), ("A2", "△"), ("A3", "×")]),
        ];
        let name = |scope, name: &str, formula: &str| DefinedName {
            scope,
            name: name.into(),
            formula: formula.into(),
        };
        let names = [
            name(None, "回答区分", "'選 択'!$A$1:$A$3"),
            name(None, "別名", "回答区分"),
            name(Some(0), "別名2", "$A$1:$A$2"),
            name(None, "環", "環"),
        ];
        let lists = Lists { sheets: &sheets, names: &names };
        let cases: &[(&str, &[&str])] = &[
            ("\"○, △,×\"", &["○", "△", "×"]),
            ("\"\"\"Yes\"\",\"\"No\"\"\"", &["Yes", "No"]),
            ("$A$1:$A$2", &["はい", "いいえ"]),
            ("'選 択'!$A$1:$A$2", &["○", "△"]),
            ("'選 択'!$A:$A", &["○", "△", "×"]),
            ("回答区分", &["○", "△", "×"]),
            ("別名", &["○", "△", "×"]),
            ("別名2", &["はい", "いいえ"]),
            ("INDIRECT(\"回答区分\")", &["○", "△", "×"]),
            ("OFFSET('選 択'!$A$1,1,0,COUNTA('選 択'!$A:$A)-1,1)", &["△", "×"]),
            ("環", &[]),
            ("[1]別の本!$A$1:$A$2", &[]),
            ("", &[]),
        ];
        for (source, expected) in cases {
            assert_eq!(lists.values(0, source), *expected, "{source}");
        }
    }
}
