//! What of a cell and of a row must stay when a value is written.

use crate::workbook::package::markup::{Piece, local, name};
use crate::workbook::package::strict_attributes;

/// The attributes of a start tag, as written.
pub(super) type Attributes<'a> = Vec<(&'a str, &'a str)>;

/// The attributes of the start tag that `raw` begins with; none where it is not well formed.
pub(super) fn attributes(raw: &str) -> Option<Attributes<'_>> {
    strict_attributes(raw.strip_prefix('<')?)
}

/// What of a cell's element must stay when its value changes.
pub(super) struct Cell<'a> {
    pub(super) name: &'a str,
    /// As it is written, without quotes.
    pub(super) style: Option<&'a str>,
    /// Attributes other than style, type and the metadata of the value; none where they are malformed.
    pub(super) attributes: Option<Attributes<'a>>,
    pub(super) formula: bool,
    /// From the start of the extension to the end tag; empty where there is none.
    pub(super) extension: &'a str,
    /// Whether it holds a value in one of the forms in which values are written, and nothing else.
    pub(super) is_plain: bool,
}

impl<'a> Cell<'a> {
    pub(super) fn of(raw: &'a str) -> Self {
        let all = attributes(raw);
        let of = |wanted: &str| value(all.as_deref().unwrap_or_default(), wanted);
        let name = name(raw);
        let Content { formula, value: content, extension } = Content::of(raw);
        let kept = |(name, _): &(&str, &str)| !matches!(*name, "s" | "t" | "cm" | "vm");
        Self {
            name,
            style: of("s"),
            formula,
            extension,
            is_plain: is_plain(content, of("t"), prefix(name)),
            attributes: all.as_ref().map(|all| all.iter().copied().filter(kept).collect()),
        }
    }
}

/// What stands between the tags of a cell.
struct Content<'a> {
    formula: bool,
    /// Up to the extension.
    value: &'a str,
    extension: &'a str,
}

impl<'a> Content<'a> {
    fn of(raw: &'a str) -> Self {
        let tag = Piece::first(raw).map_or(raw, Piece::raw);
        let start = tag.len();
        let end = if tag.ends_with("/>") { None } else { raw.rfind("</") };
        let end = end.unwrap_or(raw.len());
        let (mut formula, mut extension, mut depth, mut at) = (false, end, 0usize, start);
        while let Some(piece) = raw.get(at..).and_then(Piece::first) {
            if let Piece::Start(tag) | Piece::Empty(tag) = piece
                && depth == 0
            {
                match local(name(tag)) {
                    "f" => formula = true,
                    "extLst" => extension = extension.min(at),
                    _ => {}
                }
            }
            match piece {
                Piece::Start(_) => depth += 1,
                Piece::End(_) => depth = depth.saturating_sub(1),
                Piece::Empty(_) | Piece::Other(_) => {}
            }
            at += piece.raw().len();
        }
        let cut = |from, to| raw.get(from..to).unwrap_or_default();
        Self { formula, value: cut(start, extension), extension: cut(extension, end) }
    }
}

/// Whether `content` is a value of the type `kind`: nothing, `<v>…</v>` or one text that keeps its spaces.
fn is_plain(content: &str, kind: Option<&str>, prefix: &str) -> bool {
    let between = |open: String, close: String| {
        let text = content.strip_prefix(&open)?.strip_suffix(&close)?;
        (!text.contains('<')).then_some(text)
    };
    let text = || {
        let open = format!("<{prefix}is><{prefix}t xml:space=\"preserve\">");
        between(open, format!("</{prefix}t></{prefix}is>"))
    };
    let number = |text: &str| text.parse::<f64>().is_ok_and(f64::is_finite);
    match (kind, between(format!("<{prefix}v>"), format!("</{prefix}v>"))) {
        (None, None) if content.is_empty() => true,
        (None | Some("n"), Some(text)) => number(text),
        (Some("b"), Some(text)) => matches!(text, "0" | "1"),
        (Some("s"), Some(text)) => text.parse::<u32>().is_ok(),
        (Some("str"), Some(_)) => true,
        (Some("inlineStr"), None) => text().is_some(),
        _ => false,
    }
}

/// The highest that a row can be, in points.
const MAX_HEIGHT: f64 = 409.0;

/// Whether a row's start tag may become `new` because cells of the row were written: an automatic height is released or
/// grows into a set one, and the hint of the columns in use may go. A height that a person set stays.
pub(super) fn row_may_become(old: &str, new: &str) -> bool {
    let (Some(a), Some(b)) = (attributes(old), attributes(new)) else {
        return false;
    };
    let fixed = |all: &[(_, _)]| others(all, &["ht", "customHeight", "spans"]);
    let (ht, custom, spans) = ("ht", "customHeight", "spans");
    let same = |wanted| value(&a, wanted) == value(&b, wanted);
    let points = |all| value(all, ht).and_then(|text| text.parse::<f64>().ok());
    let released = value(&b, ht).is_none() && same(custom);
    let grown = is_true(&b, custom)
        && points(&b).is_some_and(|new| new > points(&a).unwrap_or(0.0) && new <= MAX_HEIGHT);
    name(old) == name(new)
        && fixed(&a) == fixed(&b)
        && (value(&b, spans).is_none() || same(spans))
        && (same(ht) && same(custom) || !is_true(&a, custom) && (released || grown))
}

/// The style that a row's start tag gives its new cells.
pub(super) fn row_style(tag: &str) -> Option<u32> {
    let all = attributes(tag)?;
    let style = value(&all, "s")?.parse().ok();
    style.filter(|_| is_true(&all, "customFormat"))
}

/// The raw value of an attribute.
pub(super) fn value<'a>(all: &[(&str, &'a str)], wanted: &str) -> Option<&'a str> {
    all.iter().find(|(name, _)| *name == wanted).map(|(_, value)| *value)
}

/// Whether an attribute of type boolean is true.
pub(super) fn is_true(all: &[(&str, &str)], wanted: &str) -> bool {
    matches!(value(all, wanted), Some("1" | "true" | "on"))
}

/// The attributes without those named.
pub(super) fn others<'a>(all: &[(&'a str, &'a str)], named: &[&str]) -> Attributes<'a> {
    all.iter().copied().filter(|(name, _)| !named.contains(name)).collect()
}

/// Whether two start tags have the same name and, but for those named, the same well-formed attributes.
pub(super) fn same_but(old: &str, new: &str, named: &[&str]) -> bool {
    let (a, b) = (attributes(old), attributes(new));
    let same = a.zip(b).is_some_and(|(a, b)| others(&a, named) == others(&b, named));
    same && name(old) == name(new)
}

/// The prefix of an element's name with its colon; empty where there is none.
pub(super) fn prefix(name: &str) -> &str {
    name.find(':').and_then(|at| name.get(..=at)).unwrap_or_default()
}
