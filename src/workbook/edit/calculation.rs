//! The order to recalculate on opening, in the workbook part.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::tag;
use crate::error::Result;
use crate::workbook::package::{damaged, require_attributes};

/// The children of `<workbook>` that the schema wants before `<calcPr>`.
const BEFORE: [&str; 9] = [
    "fileVersion",
    "fileSharing",
    "workbookPr",
    "workbookProtection",
    "bookViews",
    "sheets",
    "functionGroups",
    "externalReferences",
    "definedNames",
];

/// The workbook part's text with full calculation on load; `None` where it is ordered already.
///
/// # Errors
/// `damaged` where the XML is not well formed or lists no sheets.
pub(super) fn recalculated(text: &str, part: &str) -> Result<Option<String>> {
    let mut reader = Reader::from_str(text);
    let (mut depth, mut insert_at, mut prefix) = (0usize, None, "");
    loop {
        let from = reader.buffer_position() as usize;
        let event = reader.read_event();
        let to = reader.buffer_position() as usize;
        let raw = text.get(from..to).unwrap_or_default();
        match event {
            Ok(Event::Start(element) | Event::Empty(element))
                if depth == 1 && element.local_name().as_ref() == "calcPr" =>
            {
                require_attributes(&element, part)?;
                return Ok(ordered(text, from, raw));
            }
            Ok(Event::Empty(element)) if depth == 1 && BEFORE.contains(&element.local_name().as_ref()) => {
                insert_at = Some(to);
            }
            Ok(Event::Start(_)) => {
                if depth == 0 {
                    prefix = tag::prefix(raw);
                }
                depth += 1;
            }
            Ok(Event::End(element)) => {
                depth = depth.saturating_sub(1);
                if depth == 1 && BEFORE.contains(&element.local_name().as_ref()) {
                    insert_at = Some(to);
                }
            }
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
        }
    }
    let at = insert_at.ok_or_else(|| damaged(part, "シートの一覧がありません", "it lists no sheets"))?;
    let mut result = text.to_owned();
    result.insert_str(at, &format!("<{prefix}calcPr fullCalcOnLoad=\"1\"/>"));
    Ok(Some(result))
}

/// The text with the order in its `<calcPr>` tag, which starts at `from`.
fn ordered(text: &str, from: usize, raw: &str) -> Option<String> {
    if tag::is_true(raw, "fullCalcOnLoad") {
        return None;
    }
    let mut result = text.to_owned();
    result.replace_range(from..from + raw.len(), &tag::with(raw, "fullCalcOnLoad", "1"));
    Some(result)
}
