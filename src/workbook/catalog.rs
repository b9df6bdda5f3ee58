//! What a workbook part lists: its sheets with their parts and visibility, and the defined names.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::lists::DefinedName;
use super::package::Package;
use super::xml::{self, Visitor};
use crate::error::Result;

/// One sheet of the workbook part.
#[derive(Debug, Clone)]
pub(super) struct SheetEntry {
    pub name: String,
    pub hidden: bool,
    pub part: String,
}

/// The sheets, defined names and neighbouring parts of a workbook.
#[derive(Debug, Default)]
pub(super) struct Catalog {
    pub sheets: Vec<SheetEntry>,
    pub names: Vec<DefinedName>,
    pub styles: Option<String>,
    pub theme: Option<String>,
}

/// Reads the workbook part of a package.
///
/// # Errors
/// `damaged` where a part is missing or its markup is broken.
pub(super) fn read(package: &Package) -> Result<Catalog> {
    let root = relationships(package, "")?;
    let main = root.iter().find(|link| link.kind == "officeDocument");
    let main = main.map_or("xl/workbook.xml", |link| link.target.as_str());
    let links = relationships(package, main)?;
    let mut scan = Scan::default();
    xml::walk(&xml::decode(&package.part(main)?), main, &mut scan)?;
    let targets: HashMap<&str, &Link> = links.iter().map(|link| (link.id.as_str(), link)).collect();
    let target = |kind: &str| {
        links
            .iter()
            .find(|link| link.kind == kind)
            .map(|link| link.target.clone())
    };
    let sheets = scan.sheets.into_iter().filter_map(|(name, hidden, id)| {
        let link = targets.get(id.as_str())?;
        (link.kind == "worksheet").then(|| SheetEntry {
            name,
            hidden,
            part: link.target.clone(),
        })
    });
    Ok(Catalog {
        sheets: sheets.collect(),
        names: scan.names,
        styles: target("styles"),
        theme: target("theme"),
    })
}

/// A relationship of a part; `kind` is the last segment of its type.
#[derive(Debug)]
struct Link {
    id: String,
    kind: String,
    target: String,
}

fn relationships(package: &Package, part: &str) -> Result<Vec<Link>> {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    let rels = if folder.is_empty() {
        format!("_rels/{file}.rels")
    } else {
        format!("{folder}/_rels/{file}.rels")
    };
    let mut scan = LinkScan {
        folder,
        links: Vec::new(),
    };
    xml::walk(&xml::decode(&package.part(&rels)?), &rels, &mut scan)?;
    Ok(scan.links)
}

struct LinkScan<'a> {
    folder: &'a str,
    links: Vec<Link>,
}

impl Visitor for LinkScan<'_> {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        let external = xml::attribute(element, "TargetMode").as_deref() == Some("External");
        if name != "Relationship" || external {
            return Ok(());
        }
        let text = |name| xml::attribute(element, name).unwrap_or_default().into_owned();
        let kind = text("Type").rsplit('/').next().unwrap_or_default().to_owned();
        self.links.push(Link {
            id: text("Id"),
            kind,
            target: absolute(self.folder, &text("Target")),
        });
        Ok(())
    }

    fn close(&mut self, _: &str) -> Result<()> {
        Ok(())
    }

    fn text(&mut self, _: &str) {}
}

/// The part that `target` names, seen from `folder`, without a leading slash.
fn absolute(folder: &str, target: &str) -> String {
    if let Some(rooted) = target.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                path.pop();
            }
            step => path.push(step),
        }
    }
    path.join("/")
}

#[derive(Default)]
struct Scan {
    /// Name, hidden, relationship id.
    sheets: Vec<(String, bool, String)>,
    names: Vec<DefinedName>,
    name: Option<DefinedName>,
}

impl Visitor for Scan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        let text = |name| xml::attribute(element, name).unwrap_or_default().into_owned();
        match name {
            "sheet" => {
                let hidden = matches!(text("state").as_str(), "hidden" | "veryHidden");
                self.sheets.push((text("name"), hidden, text("id")));
            }
            "definedName" => {
                let scope = xml::number(element, "localSheetId");
                self.name = Some(DefinedName {
                    scope,
                    name: text("name"),
                    formula: String::new(),
                });
            }
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        if name == "definedName" {
            self.names.extend(self.name.take());
        }
        Ok(())
    }

    fn text(&mut self, text: &str) {
        if let Some(name) = &mut self.name {
            name.formula.push_str(text);
        }
    }
}
