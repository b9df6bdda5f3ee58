//! Changes to one start tag that leave all its other bytes alone.

use std::ops::Range;

/// One attribute of a start tag, by its byte positions in the tag.
struct RawAttribute<'a> {
    name: &'a str,
    /// The value without its quotes.
    value: Range<usize>,
    /// From the white space before the name to the closing quote.
    whole: Range<usize>,
}

/// The attributes of `tag`, which is well formed.
fn attributes(tag: &str) -> impl Iterator<Item = RawAttribute<'_>> {
    let mut at = name_end(tag);
    std::iter::from_fn(move || {
        let rest = tag.get(at..)?;
        let name_at = at + (rest.len() - rest.trim_start_matches(is_space).len());
        let equals = name_at + tag.get(name_at..)?.find('=')?;
        let name = tag.get(name_at..equals)?.trim_end_matches(is_space);
        let after = tag.get(equals + 1..)?;
        let quote_at = equals + 1 + (after.len() - after.trim_start_matches(is_space).len());
        let quote = tag.get(quote_at..)?.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value_end = quote_at + 1 + tag.get(quote_at + 1..)?.find(quote)?;
        let whole = at..value_end + 1;
        at = whole.end;
        Some(RawAttribute { name, value: quote_at + 1..value_end, whole })
    })
}

/// White space of XML, which is less than that of Unicode: any other character is part of a name.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// Where the element name of `tag` ends.
fn name_end(tag: &str) -> usize {
    let stop = |c: char| is_space(c) || c == '/' || c == '>';
    tag.find(stop).unwrap_or(tag.len())
}

/// The element name, with its prefix.
pub(super) fn name(tag: &str) -> &str {
    tag.get(1..name_end(tag)).unwrap_or_default()
}

/// The prefix of the element name with its colon; empty where there is none.
pub(super) fn prefix(tag: &str) -> &str {
    let name = name(tag);
    name.find(':').and_then(|at| name.get(..=at)).unwrap_or_default()
}

/// Whether the element has no content and no end tag.
pub(super) fn is_self_closed(tag: &str) -> bool {
    tag.ends_with("/>")
}

/// The raw value of an attribute.
pub(super) fn value<'a>(tag: &'a str, wanted: &str) -> Option<&'a str> {
    let found = attributes(tag).find(|it| it.name == wanted)?;
    tag.get(found.value)
}

/// Whether an attribute of type boolean is true.
pub(super) fn is_true(tag: &str, wanted: &str) -> bool {
    matches!(value(tag, wanted), Some("1" | "true" | "on"))
}

/// The tag without some attributes.
pub(super) fn without(tag: &str, unwanted: &[&str]) -> String {
    rewritten(tag, unwanted, &[])
}

/// The tag with an attribute set to `value`, which needs no escaping.
pub(in crate::workbook) fn with(tag: &str, name: &str, value: &str) -> String {
    rewritten(tag, &[], &[(name, value)])
}

/// The tag without the attributes `unwanted`, and then with others `set` to values that need no escaping: in their place,
/// or at the end where the tag does not have them.
pub(super) fn rewritten(tag: &str, unwanted: &[&str], set: &[(&str, &str)]) -> String {
    let mut result = String::with_capacity(tag.len() + 32);
    let mut missing: Vec<&(&str, &str)> = set.iter().collect();
    let mut copied = 0;
    let mut copy = |result: &mut String, to: usize, next: usize| {
        result.push_str(tag.get(copied..to).unwrap_or_default());
        copied = next;
    };
    for RawAttribute { name, value, whole } in attributes(tag) {
        if unwanted.contains(&name) {
            copy(&mut result, whole.start, whole.end);
        } else if let Some(at) = missing.iter().position(|(set, _)| *set == name) {
            copy(&mut result, value.start, value.end);
            result.push_str(missing.remove(at).1);
        }
    }
    let end = content_end(tag);
    copy(&mut result, end, end);
    for (name, value) in missing {
        result.extend([" ", name, "=\"", value, "\""]);
    }
    copy(&mut result, tag.len(), tag.len());
    result
}

/// The tag as that of an element with content: `<a/>` becomes `<a>`.
pub(super) fn opened(tag: &str) -> String {
    [tag.get(..content_end(tag)).unwrap_or_default(), ">"].concat()
}

/// Where attributes end: before the `/>` or `>` and the white space in front of it.
fn content_end(tag: &str) -> usize {
    tag.trim_end_matches('>').trim_end_matches('/').trim_end_matches(is_space).len()
}
