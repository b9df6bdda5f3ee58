//! Answer text as a cell holds it.

use std::fmt::Write;

/// Most UTF-16 units that a cell can hold.
pub(in crate::workbook) const MAX_UNITS: usize = 32_767;

/// `text` as the content of a `<t>` element. Characters that XML forbids are written `_xHHHH_`, as Excel does, and what
/// looks like such an escape already is guarded; all line breaks become line feeds, the only kind a cell knows.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text.chars();
    while let Some(c) = rest.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => {
                if !rest.as_str().starts_with('\n') {
                    out.push('\n');
                }
            }
            '_' if looks_escaped(rest.as_str()) => out.push_str("_x005F_"),
            '\t' | '\n' => out.push(c),
            '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => {
                // Writing to a String cannot fail.
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            _ => out.push(c),
        }
    }
    out
}

/// Whether `_` followed by `rest` reads as an escape.
fn looks_escaped(rest: &str) -> bool {
    match rest.as_bytes() {
        [b'x', hex @ ..] if hex.len() >= 5 => {
            hex.iter().take(4).all(u8::is_ascii_hexdigit) && hex.get(4) == Some(&b'_')
        }
        _ => false,
    }
}

/// The width of the longest line, in columns of a half-width digit.
pub(super) fn widest_line(text: &str) -> f64 {
    text.lines().map(line_width).fold(0.0, f64::max)
}

/// How many lines `text` takes in a cell `width` characters wide.
pub(super) fn line_count(text: &str, width: f64) -> f64 {
    text.lines().map(|line| (line_width(line) / width.max(1.0)).ceil().max(1.0)).sum()
}

fn line_width(line: &str) -> f64 {
    line.chars().map(|c| if is_wide(c) { 2.0 } else { 1.0 }).sum()
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..)
}
