//! Number formats that show a number as a date or a time of day.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use super::xml;

/// The number formats of a style sheet, as far as dates are concerned.
#[derive(Default)]
pub(super) struct DateFormats {
    /// Of the formats that the style sheet defines, by number: whether it is one of a date.
    defined: HashMap<u32, bool>,
}

impl DateFormats {
    /// Takes note of a `<numFmt>`.
    pub(super) fn define(&mut self, element: &BytesStart<'_>) {
        let [id, code] = xml::attributes(element, ["numFmtId", "formatCode"]);
        if let (Some(id), Some(code)) = (id.and_then(|id| id.trim().parse().ok()), code) {
            self.defined.insert(id, shows_date(&code));
        }
    }

    /// Whether the format with this number shows a date. Those that every workbook has are listed in ECMA-376, part 1,
    /// 18.8.30; of them 46 is a duration.
    pub(super) fn is_date(&self, id: u32) -> bool {
        let built_in = || matches!(id, 14..=22 | 27..=36 | 45 | 47 | 50..=58);
        self.defined.get(&id).copied().unwrap_or_else(built_in)
    }
}

/// Whether the first section of a format code has a letter of a date or time outside quotes, escapes and brackets; a
/// duration (`[h]:mm`) is none.
fn shows_date(code: &str) -> bool {
    let mut rest = code.chars();
    while let Some(c) = rest.next() {
        match c {
            // The next character is shown as it is, or stands for its width.
            '\\' | '_' | '*' => {
                rest.next();
            }
            '"' => {
                rest.find(|c| *c == '"');
            }
            '[' => {
                let inner: String = rest.by_ref().take_while(|c| *c != ']').collect();
                let elapsed =
                    |unit| !inner.is_empty() && inner.chars().all(|c| c.eq_ignore_ascii_case(&unit));
                if ['h', 'm', 's'].into_iter().any(elapsed) {
                    return false;
                }
            }
            ';' => return false,
            // Morning or afternoon: `A/P`; `AM/PM` has an M.
            'a' | 'A' if rest.as_str().starts_with('/') => return true,
            'd' | 'D' | 'h' | 'H' | 'm' | 'M' | 's' | 'S' | 'y' | 'Y' => return true,
            _ => {}
        }
    }
    false
}
