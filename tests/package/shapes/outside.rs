//! What of a worksheet must stay, byte for byte.

use std::collections::BTreeSet;

use encoding_rs::{SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};
use kaito::CellRef;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// The text of a part in any of the encodings of the table, without byte-order mark.
pub fn text(bytes: &[u8]) -> String {
    let encoding = match bytes {
        [0xFF, 0xFE, ..] | [_, 0, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] | [0, ..] => UTF_16BE,
        _ if bytes.starts_with(b"<?xml version=\"1.0\" encoding=\"Shift_JIS\"") => SHIFT_JIS,
        _ => UTF_8,
    };
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).unwrap();
    text.trim_start_matches('\u{FEFF}').to_owned()
}

/// The text of a worksheet without the dimension, the cells `written`, and the tags of their rows.
pub fn outside(text: &str, written: &BTreeSet<CellRef>) -> String {
    let mut walk = Walk { reader: Reader::from_str(text), text, next: CellRef::new(0, 0) };
    let (mut kept, mut depth, mut in_data) = (String::new(), 0, false);
    loop {
        let from = walk.at();
        let event = walk.reader.read_event().unwrap();
        let raw = walk.since(from);
        match &event {
            Event::Eof => return kept,
            Event::Start(element) | Event::Empty(element) => {
                let open = matches!(event, Event::Start(_));
                match (depth, in_data, element.local_name().as_ref()) {
                    (1, _, "dimension") => {}
                    (1, _, "sheetData") => {
                        in_data = open;
                        // `<sheetData/>` may become `<sheetData></sheetData>`.
                        kept.push_str(raw.trim_end_matches(['/', '>']));
                        kept.push_str(if open { "" } else { "</sheetData>" });
                    }
                    (2, true, "row") => {
                        kept.push_str(&walk.row(element, raw, open, written));
                        continue;
                    }
                    _ => kept.push_str(raw),
                }
                depth += usize::from(open);
            }
            Event::End(_) => {
                depth -= 1;
                if in_data && depth == 1 {
                    in_data = false;
                    kept.push_str("</sheetData>");
                } else {
                    kept.push_str(raw);
                }
            }
            _ => kept.push_str(raw),
        }
    }
}

struct Walk<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    /// Row and column of the next element that states none.
    next: CellRef,
}

impl<'t> Walk<'t> {
    fn at(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap()
    }

    fn since(&self, from: usize) -> &'t str {
        self.text.get(from..self.at()).unwrap()
    }

    /// What must stay of the row just opened, up to its end.
    fn row(&mut self, row: &BytesStart<'_>, tag: &str, open: bool, written: &BTreeSet<CellRef>) -> String {
        let number = stated(row).map_or(self.next.row, |text| text.parse::<u32>().unwrap() - 1);
        self.next = CellRef::new(number + 1, 0);
        let (inside, holds_written, end) =
            if open { self.cells(number, written) } else { (String::new(), false, "") };
        let touched = holds_written || written.iter().any(|at| at.row == number);
        if touched { inside } else { [tag, &inside, end].concat() }
    }

    /// The content of a row without the cells written, whether there were any, and the row's end tag.
    fn cells(&mut self, row: u32, written: &BTreeSet<CellRef>) -> (String, bool, &'t str) {
        let (mut inside, mut holds_written) = (String::new(), false);
        loop {
            let from = self.at();
            let event = self.reader.read_event().unwrap();
            if let Event::Start(element) = &event {
                self.reader.read_to_end(element.name()).unwrap();
            }
            match &event {
                Event::End(_) => return (inside, holds_written, self.since(from)),
                Event::Start(cell) | Event::Empty(cell) if cell.local_name().as_ref() == "c" => {
                    let implied = CellRef::new(row, self.next.col);
                    let at = stated(cell).map_or(implied, |text| text.parse().unwrap());
                    self.next.col = at.col + 1;
                    if written.contains(&at) {
                        holds_written = true;
                    } else {
                        inside.push_str(self.since(from));
                    }
                }
                _ => inside.push_str(self.since(from)),
            }
        }
    }
}

fn stated(element: &BytesStart<'_>) -> Option<String> {
    let found = element.attributes().with_checks(false).flatten().find(|it| it.key.as_ref() == "r");
    found.map(|it| it.value.into_owned())
}
