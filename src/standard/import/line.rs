//! One line of the document, classified by itself.

use unicode_normalization::UnicodeNormalization;

use super::super::OutOfScope;
use crate::criterion::{CriterionId, Group};

/// What a line of the document is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// Nothing but white space.
    Blank,
    /// The head of the table, or one line of it: a cell that was cut by a page break goes on below.
    Headings,
    /// A section title or a copyright line: the table ends here or goes on with its headings.
    Section,
    /// A page number or a Markdown rule.
    Furniture,
    /// A numbered row with the text of its cell, trimmed.
    Row {
        /// The criterion.
        id: CriterionId,
        /// The text beside it; may be empty.
        text: String,
    },
    /// A row without a number that declares a range out of scope.
    OutOfScope(OutOfScope),
    /// Anything else: the next line of a cell, or prose.
    Text(String),
}

/// The document's lines without line ends, byte order mark and form feeds.
pub(super) fn lines(document: &str) -> impl Iterator<Item = &str> {
    document
        .strip_prefix('\u{feff}')
        .unwrap_or(document)
        .split('\n')
        .map(|line| line.trim_matches(|c| c == '\r' || c == '\u{c}'))
}

/// Classifies one line.
pub(super) fn classify(line: &str) -> Line {
    let line = line.trim();
    if line.is_empty() {
        return Line::Blank;
    }
    let cells = cells(line);
    if is_rule(&cells) || is_page_number(line) {
        return Line::Furniture;
    }
    if cells.iter().all(|cell| is_heading(cell)) {
        return Line::Headings;
    }
    if is_section(line) {
        return Line::Section;
    }
    if let Some((id, text)) = row(line, &cells) {
        return Line::Row { id, text };
    }
    let text = cells.join("\t").trim().to_owned();
    out_of_scope(&text).map_or(Line::Text(text), Line::OutOfScope)
}

/// The cells of a line: of a Markdown table row, or separated by the first tab.
fn cells(line: &str) -> Vec<String> {
    match line.strip_prefix('|') {
        Some(inner) => pipe_cells(inner.strip_suffix('|').unwrap_or(inner)),
        None => line.splitn(2, '\t').map(|cell| cell.trim().to_owned()).collect(),
    }
}

/// Cells between pipes; `\|` is a pipe of the text and `<br>` a line break of the cell.
fn pipe_cells(inner: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut chars = inner.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, cells.last_mut()) {
            ('|', _) => cells.push(String::new()),
            ('\\', Some(cell)) if chars.peek() == Some(&'|') => {
                chars.next();
                cell.push('|');
            }
            (_, Some(cell)) => cell.push(c),
            (_, None) => {}
        }
    }
    let with_breaks =
        |cell: String| ["<br>", "<br/>", "<br />"].iter().fold(cell, |c, br| c.replace(br, "\n"));
    cells.into_iter().map(|cell| with_breaks(cell).trim().to_owned()).collect()
}

fn row(line: &str, cells: &[String]) -> Option<(CriterionId, String)> {
    let first = cells.first()?;
    if let Some(id) = criterion(first) {
        let text = if cells.len() > 1 { cells.last()?.clone() } else { String::new() };
        return Some((id, text));
    }
    // Text without tabs: the number ends at the first white space.
    let (number, text) = line.split_once(char::is_whitespace)?;
    Some((criterion(number)?, text.trim().to_owned()))
}

/// A cell that is a criterion number and nothing else; full-width digits, spaces and dashes are accepted.
fn criterion(cell: &str) -> Option<CriterionId> {
    const LONGEST: usize = 32;
    if cell.len() > LONGEST {
        return None;
    }
    let canonical: String = cell
        .nfkc()
        .filter(|c| !c.is_whitespace() && *c != '*')
        .map(|c| if is_dash(c) { '-' } else { c })
        .collect();
    canonical.parse().ok()
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '―' | '−' | 'ー')
}

/// 設備基準84～137は…対象外: a group's name, two numbers and the word 対象外.
fn out_of_scope(text: &str) -> Option<OutOfScope> {
    if !text.contains("対象外") {
        return None;
    }
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let group = Group::from_sign(folded.chars().next()?)?;
    let range = folded.trim_start_matches(|c: char| !c.is_ascii_digit());
    let name = folded.len() - range.len();
    let (first, rest) = leading_number(range)?;
    let rest = rest.strip_prefix(|c| is_dash(c) || matches!(c, '~' | '〜' | '～'))?;
    let (last, _) = leading_number(rest.trim_start_matches(|c: char| !c.is_ascii_digit()))?;
    // 統制基準, 実務基準, 設備基準, 監査基準 or the sign alone; anything longer is a sentence about something else.
    let named = folded.get(..name)?.chars().count() <= 4;
    named.then(|| OutOfScope {
        first: CriterionId::new(group, first),
        last: CriterionId::new(group, last),
        reason: text.to_owned(),
    })
}

fn leading_number(text: &str) -> Option<(u16, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, rest) = text.split_at_checked(end)?;
    Some((digits.parse().ok().filter(|number| *number > 0)?, rest))
}

/// A cell of the table's head, in any of the forms that documents print it in.
fn is_heading(cell: &str) -> bool {
    let name: String = cell.chars().filter(|c| !c.is_whitespace() && *c != '*').collect();
    let printed = ["", "基準番号", "項目番号", "項番", "No", "No.", "対応状況", "対応内容", "回答"];
    printed.contains(&name.as_str())
        || name.ends_with("からの引用")
        || name.ends_with("からの引用基準番号")
        || (name.ends_with("の対応状況") && name.chars().count() <= 20)
}

/// `# …`, `○4.3. …`, `4.3. …`, `© …`.
fn is_section(line: &str) -> bool {
    if line.starts_with(['#', '©']) || line.starts_with("(C)") {
        return true;
    }
    let plain: String = line.trim_start_matches(['○', '〇']).nfkc().take(8).collect();
    let marked = line.starts_with(['○', '〇']);
    let Some((_, rest)) = leading_number(plain.trim_start()) else {
        return false;
    };
    let below = rest.strip_prefix('.').and_then(leading_number);
    below.map_or(marked && rest.starts_with('.'), |(_, rest)| rest.starts_with(['.', ' ']))
}

/// `|---|---|` and horizontal rules.
fn is_rule(cells: &[String]) -> bool {
    let dashes = |cell: &String| cell.len() >= 3 && cell.chars().all(|c| matches!(c, '-' | ':' | '='));
    cells.iter().all(dashes)
}

/// `12`, `- 12 -`, `12 / 40`, `Page 12`, `12ページ`.
fn is_page_number(line: &str) -> bool {
    let folded: String = line.nfkc().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let number = folded
        .trim_start_matches("page")
        .trim_start_matches("p.")
        .trim_end_matches("ページ")
        .trim_matches('-');
    let (page, total) = number.split_once('/').unwrap_or((number, "1"));
    let short = |digits: &str| (1..=3).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    short(page) && short(total)
}
