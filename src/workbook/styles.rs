//! Cell formats: what of the style sheet matters for finding answer cells.

use quick_xml::events::BytesStart;

use super::date_formats::DateFormats;
use super::sheet::CellStyle;
use super::xml::{self, Visitor};
use crate::error::Result;

/// What the style sheet says of each cell format, in the order of the indices.
#[derive(Default)]
pub(super) struct Styles {
    pub(super) cells: Vec<CellStyle>,
    /// Whether a number is shown as a date.
    pub(super) dates: Vec<bool>,
}

/// Reads the style sheet and theme parts.
///
/// # Errors
/// `damaged` where the markup is broken.
pub(super) fn read(styles: &str, theme: Option<&str>, part: &str) -> Result<Styles> {
    let mut colours = ThemeScan::default();
    if let Some(theme) = theme {
        xml::walk(theme, "theme", &mut colours)?;
    }
    let mut scan = StyleScan { theme: colours.colours, ..StyleScan::default() };
    xml::walk(styles, part, &mut scan)?;
    let cells = scan.formats.iter().map(|format| scan.style(format)).collect();
    let dates = scan.formats.iter().map(|format| scan.dates.is_date(format.number)).collect();
    Ok(Styles { cells, dates })
}

/// A cell format by the indices it refers to.
#[derive(Default)]
struct Format {
    number: u32,
    font: usize,
    fill: usize,
    border: usize,
    locked: bool,
    wrap: bool,
}

#[derive(Default)]
struct StyleScan {
    theme: Vec<u32>,
    bold: Vec<bool>,
    fills: Vec<Option<u32>>,
    solid: bool,
    borders: Vec<bool>,
    formats: Vec<Format>,
    dates: DateFormats,
    inside: Inside,
}

#[derive(Default, PartialEq)]
enum Inside {
    #[default]
    Other,
    NumberFormats,
    Fonts,
    Fills,
    Borders,
    CellFormats,
}

impl Visitor for StyleScan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        match (&self.inside, name) {
            (_, "numFmts") => self.inside = Inside::NumberFormats,
            (_, "fonts") => self.inside = Inside::Fonts,
            (_, "fills") => self.inside = Inside::Fills,
            (_, "borders") => self.inside = Inside::Borders,
            (_, "cellXfs") => self.inside = Inside::CellFormats,
            (Inside::NumberFormats, "numFmt") => self.dates.define(element),
            (Inside::Fonts, "font") => self.bold.push(false),
            (Inside::Fonts, "b") => {
                let off =
                    xml::attribute(element, "val").is_some_and(|value| matches!(&*value, "0" | "false"));
                set_last(&mut self.bold, !off);
            }
            (Inside::Fills, "fill") => self.fills.push(None),
            (Inside::Fills, "patternFill") => {
                self.solid = xml::attribute(element, "patternType").as_deref() == Some("solid");
            }
            (Inside::Fills, "fgColor") if self.solid => {
                let colour = self.colour(element);
                set_last(&mut self.fills, colour);
            }
            (Inside::Borders, "border") => self.borders.push(false),
            (Inside::Borders, "left" | "right" | "top" | "bottom" | "start" | "end")
                if xml::attribute(element, "style").is_some_and(|style| style != "none") =>
            {
                set_last(&mut self.borders, true);
            }
            (Inside::CellFormats, _) => self.format(name, element),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        if matches!(name, "numFmts" | "fonts" | "fills" | "borders" | "cellXfs") {
            self.inside = Inside::Other;
        }
        Ok(())
    }

    fn text(&mut self, _: &str) {}
}

fn set_last<T>(list: &mut [T], value: T) {
    if let Some(last) = list.last_mut() {
        *last = value;
    }
}

impl StyleScan {
    fn format(&mut self, name: &str, element: &BytesStart<'_>) {
        let index = |name| xml::number(element, name).unwrap_or(0);
        match (name, self.formats.last_mut()) {
            ("xf", _) => self.formats.push(Format {
                number: xml::number(element, "numFmtId").unwrap_or(0),
                font: index("fontId"),
                fill: index("fillId"),
                border: index("borderId"),
                locked: true,
                wrap: false,
            }),
            ("alignment", Some(format)) => format.wrap = xml::flag(element, "wrapText"),
            ("protection", Some(format)) => {
                format.locked = xml::attribute(element, "locked").is_none() || xml::flag(element, "locked");
            }
            _ => {}
        }
    }

    fn style(&self, format: &Format) -> CellStyle {
        CellStyle {
            fill: self.fills.get(format.fill).copied().flatten(),
            locked: format.locked,
            wrap: format.wrap,
            bold: self.bold.get(format.font).copied().unwrap_or(false),
            border: self.borders.get(format.border).copied().unwrap_or(false),
        }
    }

    fn colour(&self, element: &BytesStart<'_>) -> Option<u32> {
        if let Some(rgb) = xml::attribute(element, "rgb") {
            return u32::from_str_radix(&rgb, 16).ok().map(|argb| argb & 0x00FF_FFFF);
        }
        if let Some(theme) = xml::number::<usize>(element, "theme") {
            // The theme part lists dark before light; cell colours count light first.
            let index = match theme {
                0 => 1,
                1 => 0,
                2 => 3,
                3 => 2,
                other => other,
            };
            let tint = xml::number(element, "tint").unwrap_or(0.0);
            return self.theme.get(index).map(|&colour| tinted(colour, tint));
        }
        INDEXED.get(xml::number::<usize>(element, "indexed")?.checked_sub(8)?).copied()
    }
}

/// A colour made lighter (`tint` up to 1) or darker (down to -1), channel by channel.
fn tinted(colour: u32, tint: f64) -> u32 {
    let channel = |shift: u32| {
        let value = f64::from((colour >> shift) & 0xFF);
        let value = if tint < 0.0 { value * (1.0 + tint) } else { value + (255.0 - value) * tint };
        (value.round().clamp(0.0, 255.0) as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// The twelve colours of a theme, in the order of the part.
#[derive(Default)]
struct ThemeScan {
    colours: Vec<u32>,
    inside: bool,
}

impl Visitor for ThemeScan {
    fn open(&mut self, name: &str, element: &BytesStart<'_>) -> Result<()> {
        let value = match name {
            "clrScheme" => {
                self.inside = true;
                return Ok(());
            }
            "srgbClr" if self.inside => xml::attribute(element, "val"),
            "sysClr" if self.inside => xml::attribute(element, "lastClr"),
            _ => return Ok(()),
        };
        self.colours.push(value.and_then(|hex| u32::from_str_radix(&hex, 16).ok()).unwrap_or(0));
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<()> {
        self.inside &= name != "clrScheme";
        Ok(())
    }

    fn text(&mut self, _: &str) {}
}

/// The default palette of indexed colours, from index 8.
const INDEXED: [u32; 56] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000,
    0x000080, 0x808000, 0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF,
    0x660066, 0xFF8080, 0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000,
    0x008080, 0x0000FF, 0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99,
    0x3366FF, 0x33CCCC, 0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966,
    0x003300, 0x333300, 0x993300, 0x993366, 0x333399, 0x333333,
];
