//! The defined names of a workbook part.

use quick_xml::events::BytesStart;

use super::lists::DefinedName;
use super::xml::{self, Visitor};
use crate::error::Result;

/// Reads the defined names of the workbook part `part`.
///
/// # Errors
/// `damaged` where the markup is broken.
pub(super) fn read(xml: &str, part: &str) -> Result<Vec<DefinedName>> {
    let mut scan = Scan::default();
    xml::walk(xml, part, &mut scan)?;
    Ok(scan.names)
}

#[derive(Default)]
struct Scan {
    names: Vec<DefinedName>,
    open: Option<DefinedName>,
}

impl Visitor for Scan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        if name == "definedName" {
            self.open = Some(DefinedName {
                scope: xml::number(element, "localSheetId"),
                name: xml::attribute(element, "name").unwrap_or_default().into_owned(),
                formula: String::new(),
            });
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        if name == "definedName" {
            self.names.extend(self.open.take());
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(name) = &mut self.open {
            name.formula.push_str(text);
        }
    }
}
