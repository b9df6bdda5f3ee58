//! The workbook part: defined names, and how days are counted.

use quick_xml::events::BytesStart;

use super::lists::DefinedName;
use super::xml::{self, Visitor};
use crate::error::Result;

/// What the workbook part says for all sheets.
#[derive(Default)]
pub(super) struct BookXml {
    pub(super) names: Vec<DefinedName>,
    /// Whether days count from 1904 rather than from 1900.
    pub(super) since_1904: bool,
}

/// Reads the workbook part `part`.
///
/// # Errors
/// `damaged` where the markup is broken.
pub(super) fn read(xml: &str, part: &str) -> Result<BookXml> {
    let mut scan = Scan::default();
    xml::walk(xml, part, &mut scan)?;
    Ok(scan.found)
}

#[derive(Default)]
struct Scan {
    found: BookXml,
    open: Option<DefinedName>,
}

impl Visitor for Scan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match name {
            "definedName" => {
                self.open = Some(DefinedName {
                    scope: xml::number(element, "localSheetId"),
                    name: xml::attribute(element, "name").unwrap_or_default().into_owned(),
                    formula: String::new(),
                });
            }
            // Extensions have an element of this name too.
            "workbookPr" => self.found.since_1904 |= xml::flag(element, "date1904"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        if name == "definedName" {
            self.found.names.extend(self.open.take());
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(name) = &mut self.open {
            name.formula.push_str(text);
        }
    }
}
