//! The workbook part and the sheets it lists.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Package, Relationship, XmlText, attribute, damaged, not_a_workbook, qualified_attribute};
use crate::error::Result;
use crate::workbook::Format;

/// Whether a sheet's tab is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// Shown.
    Visible,
    /// Hidden; the user can show it.
    Hidden,
    /// Hidden from the user interface.
    VeryHidden,
}

/// What kind of sheet a tab is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// A worksheet with cells.
    Worksheet,
    /// A sheet that is one chart.
    Chart,
    /// A dialog sheet of Excel 5.
    Dialog,
    /// A macro sheet of Excel 4.
    Macro,
    /// The part that the tab refers to is not in the package.
    Missing,
}

/// One tab of the workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetEntry {
    /// Tab name.
    pub name: String,
    /// Part name; empty where it is missing.
    pub part: String,
    /// Whether the tab is shown.
    pub visibility: Visibility,
    /// Kind of sheet.
    pub kind: SheetKind,
}

/// The workbook part and the format its content type says.
pub(super) fn find_workbook(package: &Package) -> Result<(String, Format)> {
    let related = package.relationships("")?;
    let related = related.into_iter().filter(|it| it.is("officeDocument")).map(|it| it.target);
    let types = content_types(package)?;
    let typed = types.iter().filter(|(_, kind)| is_workbook_type(kind)).map(|(name, _)| name.clone());
    let usual = std::iter::once("xl/workbook.xml".to_owned());
    let mut candidates = related.chain(typed).chain(usual).filter(|name| package.has(name));
    let part = candidates
        .next()
        .ok_or_else(|| not_a_workbook("ブックの部品がありません", "the zip file has no workbook part"))?;
    let kind = types.iter().find(|(name, _)| super::part_key(name) == super::part_key(&part));
    let kind = kind.map_or("", |(_, kind)| kind.as_str());
    if kind.contains("sheet.binary") || part.to_ascii_lowercase().ends_with(".bin") {
        return Ok((part, Format::Xlsb));
    }
    require_workbook_root(package, &part)?;
    let format = if kind.contains("macroEnabled") { Format::Xlsm } else { Format::Xlsx };
    Ok((part, format))
}

fn is_workbook_type(kind: &str) -> bool {
    (kind.contains("spreadsheetml") || kind.contains("ms-excel")) && kind.contains(".main")
}

/// Word and PowerPoint files have an office document too: a workbook's root is `workbook`.
fn require_workbook_root(package: &Package, part: &str) -> Result<()> {
    let xml = package.xml(part)?;
    let mut reader = Reader::from_str(xml.as_str());
    loop {
        match reader.read_event() {
            Ok(Event::Start(root) | Event::Empty(root)) if root.local_name().as_ref() == "workbook" => {
                return Ok(());
            }
            Ok(Event::Start(root) | Event::Empty(root)) => {
                let found = root.local_name().as_ref().to_owned();
                return Err(not_a_workbook(&format!("文書の種類 {found}"), &format!("it is a \"{found}\"")));
            }
            Ok(Event::Eof) => return Err(damaged(part, "中身がありません", "it has no content")),
            Ok(_) => {}
            Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
        }
    }
}

/// The overrides of `[Content_Types].xml`: (part name, content type). Empty where that part is missing.
fn content_types(package: &Package) -> Result<Vec<(String, String)>> {
    const PART: &str = "[Content_Types].xml";
    if !package.has(PART) {
        return Ok(Vec::new());
    }
    let xml = package.xml(PART)?;
    let mut found = Vec::new();
    for_each_element(&xml, PART, |element| {
        if element.local_name().as_ref() == "Override" {
            let name = attribute(element, "PartName").unwrap_or_default();
            let kind = attribute(element, "ContentType").unwrap_or_default();
            found.push((name.trim_start_matches('/').to_owned(), kind));
        }
    })?;
    Ok(found)
}

/// The sheets of the workbook part, in tab order.
pub(super) fn worksheets(package: &Package) -> Result<Vec<SheetEntry>> {
    let part = package.workbook_part();
    if package.format() == Format::Xlsb {
        return Err(not_a_workbook("バイナリ形式（.xlsb）です", "it is a binary workbook (.xlsb)"));
    }
    let relations = package.relationships(part)?;
    let xml = package.xml(part)?;
    let mut sheets = Vec::new();
    for_each_element(&xml, part, |element| {
        // Only the list's own children have both a name and a relationship id.
        let id = qualified_attribute(element, "id");
        if element.local_name().as_ref() == "sheet"
            && let (Some(name), Some(id)) = (attribute(element, "name"), id)
        {
            sheets.push(entry(package, &relations, element, name, &id));
        }
    })?;
    Ok(sheets)
}

fn entry(
    package: &Package,
    relations: &[Relationship],
    element: &BytesStart<'_>,
    name: String,
    id: &str,
) -> SheetEntry {
    let relation = relations.iter().find(|it| it.id == id && package.has(&it.target));
    let kind = relation.map_or(SheetKind::Missing, |it| match it.kind.rsplit('/').next() {
        Some("chartsheet") => SheetKind::Chart,
        Some("dialogsheet") => SheetKind::Dialog,
        Some("xlMacrosheet" | "xlIntlMacrosheet") => SheetKind::Macro,
        _ => SheetKind::Worksheet,
    });
    SheetEntry {
        name,
        part: relation.map(|it| it.target.clone()).unwrap_or_default(),
        visibility: match attribute(element, "state").as_deref() {
            Some("hidden") => Visibility::Hidden,
            Some("veryHidden") => Visibility::VeryHidden,
            _ => Visibility::Visible,
        },
        kind,
    }
}

fn for_each_element(xml: &XmlText, part: &str, mut see: impl FnMut(&BytesStart<'_>)) -> Result<()> {
    let mut reader = Reader::from_str(xml.as_str());
    loop {
        match reader.read_event() {
            Ok(Event::Start(element) | Event::Empty(element)) => see(&element),
            Ok(Event::Eof) => return Ok(()),
            Ok(_) => {}
            Err(error) => return Err(damaged(part, "XML が壊れています", &error.to_string())),
        }
    }
}
