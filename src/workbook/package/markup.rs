//! Where the pieces of an XML text begin and end. Worksheets are long, and most of their markup is passed over: only start
//! tags that matter are looked into, which is then quick-xml's work.

use std::borrow::Cow;

use memchr::{memchr, memchr_iter, memchr2};
use quick_xml::events::BytesStart;

use super::{damaged, raw_attribute};
use crate::error::Error;

const CDATA: &str = "<![CDATA[";

/// A piece of an XML text, as written.
#[derive(Clone, Copy)]
pub(crate) enum Piece<'a> {
    /// A start tag.
    Start(&'a str),
    /// The tag of an element without content.
    Empty(&'a str),
    /// An end tag.
    End(&'a str),
    /// Text, a comment, a declaration or an instruction.
    Other(&'a str),
}

impl<'a> Piece<'a> {
    /// The first piece of `text`; none where it does not end, or where there is nothing.
    pub(crate) fn first(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        // What ends a comment or an instruction does not overlap with what begins it.
        let closed = |from: usize, end: &str| text.get(from..)?.find(end).map(|at| from + at + end.len());
        let (kind, end): (fn(&'a str) -> Self, _) = match bytes {
            [] => return None,
            [b'<', b'/', ..] => (Self::End, memchr(b'>', bytes)? + 1),
            [b'<', b'!', b'-', b'-', ..] => (Self::Other, closed(4, "-->")?),
            [b'<', b'!', b'[', ..] if text.starts_with(CDATA) => (Self::Other, closed(CDATA.len(), "]]>")?),
            [b'<', b'!', ..] => (Self::Other, declaration_end(bytes)?),
            [b'<', b'?', ..] => (Self::Other, closed(2, "?>")?),
            [b'<', ..] => match tag_end(bytes)? {
                end if bytes.get(end.saturating_sub(2)) == Some(&b'/') => (Self::Empty, end),
                end => (Self::Start, end),
            },
            _ => (Self::Other, memchr(b'<', bytes).unwrap_or(bytes.len())),
        };
        text.get(..end).map(kind)
    }

    /// The piece as written.
    pub(crate) fn raw(self) -> &'a str {
        let (Self::Start(raw) | Self::Empty(raw) | Self::End(raw) | Self::Other(raw)) = self;
        raw
    }
}

/// Where the tag that `bytes` begin with ends: behind the first `>` outside quotes. Tags are short: looking at every byte is
/// faster than to begin a search at every quote.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut quote = b'>';
    for (at, &byte) in bytes.iter().enumerate() {
        match (byte, quote) {
            (b'>', b'>') => return Some(at + 1),
            (b'"' | b'\'', b'>') => quote = byte,
            _ if byte == quote => quote = b'>',
            _ => {}
        }
    }
    None
}

/// Where the declaration that `bytes` begin with ends; a document type holds further ones, quotes and comments.
fn declaration_end(bytes: &[u8]) -> Option<usize> {
    let (mut at, mut depth) = (0, 0usize);
    loop {
        let rest = bytes.get(at..)?;
        at += match rest {
            [b'<', b'!', b'-', b'-', ..] => {
                rest.windows(3).skip(4).position(|end| end == b"-->").map(|end| end + 7)?
            }
            [quote @ (b'"' | b'\''), inside @ ..] => memchr(*quote, inside)? + 2,
            [b'<', ..] => {
                depth += 1;
                1
            }
            [b'>', ..] => {
                depth -= 1;
                1
            }
            _ => 1,
        };
        if depth == 0 {
            return Some(at);
        }
    }
}

/// The name of the element that a tag starts or ends, with its prefix.
pub(crate) fn name(tag: &str) -> &str {
    let rest = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<')).unwrap_or(tag);
    let end = rest.bytes().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// A name without its prefix.
pub(crate) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

/// A start tag, to be asked for its attributes.
pub(crate) fn element(tag: &str) -> BytesStart<'_> {
    let content = tag.strip_prefix('<').unwrap_or(tag);
    let content = content.strip_suffix("/>").or_else(|| content.strip_suffix('>')).unwrap_or(content);
    BytesStart::from_content(content, name(tag).len())
}

/// The address that the start tag of `cell`, a cell's element, states.
pub(crate) fn address(cell: &str) -> Option<Cow<'_, str>> {
    // As nearly all programs write it.
    if let Some(rest) = cell.strip_prefix("<c r=\"") {
        let end = rest.bytes().position(|byte| byte == b'"')?;
        return rest.get(..end).map(Cow::Borrowed);
    }
    let element = element(Piece::first(cell).map_or(cell, Piece::raw));
    let stated = raw_attribute(&element, "r")?;
    Some(Cow::Owned(stated.into_owned()))
}

/// Whether a cell's text may have an escape (`_xHHHH_`) in it: few do, and this is faster than to look for one.
pub(crate) fn may_escape(text: &str) -> bool {
    memchr_iter(b'_', text.as_bytes()).any(|at| text.as_bytes().get(at + 1) == Some(&b'x'))
}

/// What a piece says to a reader of text, references resolved and ends of lines as `\n`; none where it is no text, an error
/// where a reference does not end. References to what XML itself does not know say nothing.
pub(crate) fn text(piece: &str) -> Option<Result<Cow<'_, str>, &'static str>> {
    if let Some(inner) = piece.strip_prefix(CDATA) {
        return Some(Ok(with_line_feeds(inner.strip_suffix("]]>").unwrap_or(inner))));
    }
    (!piece.starts_with('<')).then(|| resolved(piece))
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    match memchr(b'\r', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

fn resolved(text: &str) -> Result<Cow<'_, str>, &'static str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Ok(with_line_feeds(text));
    };
    let (before, mut rest) = text.split_at(first);
    let mut found = with_line_feeds(before).into_owned();
    while let Some(reference) = rest.strip_prefix('&') {
        let end = memchr2(b';', b'&', reference.as_bytes());
        let (name, behind) = end
            .and_then(|end| reference.split_at_checked(end))
            .and_then(|(name, behind)| Some((name, behind.strip_prefix(';')?)))
            .ok_or("a reference does not end")?;
        found.extend(referred(name));
        let next = memchr(b'&', behind.as_bytes()).unwrap_or(behind.len());
        let (plain, others) = behind.split_at(next);
        found.push_str(&with_line_feeds(plain));
        rest = others;
    }
    Ok(Cow::Owned(found))
}

/// The character that a reference stands for.
fn referred(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |hex| (hex, 16));
        // Of itself the number may have a sign.
        let code = u32::from_str_radix(digits.strip_prefix('+').map_or(digits, |_| ""), radix);
        return char::from_u32(code.ok()?).filter(|c| *c != '\0');
    }
    quick_xml::escape::resolve_predefined_entity(name)?.chars().next()
}

/// The pieces of a part one after the other, whose end tags close what is open.
pub(crate) struct Pieces<'a> {
    text: &'a str,
    part: &'a str,
    at: usize,
    open: Vec<&'a str>,
}

impl<'a> Pieces<'a> {
    pub(crate) fn new(text: &'a str, part: &'a str) -> Self {
        Self { text, part, at: 0, open: Vec::new() }
    }

    /// Where the next piece begins.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    /// What has not been read yet.
    pub(crate) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// What has been read since the position `from`.
    pub(crate) fn since(&self, from: usize) -> &'a str {
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// Reads over the next `bytes`, which leave the same elements open.
    pub(crate) fn skip(&mut self, bytes: usize) {
        self.at += bytes;
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// The next piece, none at the end; the open elements are as they are behind it.
    ///
    /// # Errors
    /// `damaged` where a piece is cut off or an end tag closes nothing.
    pub(crate) fn next(&mut self) -> crate::error::Result<Option<Piece<'a>>> {
        let rest = self.rest();
        if rest.is_empty() {
            return Ok(None);
        }
        let piece = Piece::first(rest).ok_or_else(|| self.cut_off())?;
        self.at += piece.raw().len();
        match piece {
            Piece::Start(raw) => self.open.push(name(raw)),
            Piece::End(raw) if self.open.pop() != Some(name(raw)) => {
                return Err(damaged(self.part, "XML が壊れています", &format!("{raw} closes nothing")));
            }
            _ => {}
        }
        Ok(Some(piece))
    }

    /// The error of a part that ends too early.
    pub(crate) fn cut_off(&self) -> Error {
        damaged(self.part, "途中で切れています", "it is cut off")
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, local, name, text};

    #[test]
    fn pieces_end_where_a_parser_ends_them() {
        let cases = [
            ("<a>1</a>", Some(("start", "<a>"))),
            ("<x:a b=\"1>2\" c='/>'>text", Some(("start", "<x:a b=\"1>2\" c='/>'>"))),
            ("<a b='\"'/><c/>", Some(("empty", "<a b='\"'/>"))),
            ("</a >text", Some(("end", "</a >"))),
            ("text &amp; more<a/>", Some(("other", "text &amp; more"))),
            ("<!-- <a> - -->b", Some(("other", "<!-- <a> - -->"))),
            ("<![CDATA[<a>]]]><b/>", Some(("other", "<![CDATA[<a>]]]>"))),
            ("<!DOCTYPE a [<!ENTITY b \"c\">]><a/>", Some(("other", "<!DOCTYPE a [<!ENTITY b \"c\">]>"))),
            ("<?a > ?><b/>", Some(("other", "<?a > ?>"))),
            (
                "<!DOCTYPE a [<!ENTITY b \">\"><!-- > ' -->]><a/>",
                Some(("other", "<!DOCTYPE a [<!ENTITY b \">\"><!-- > ' -->]>")),
            ),
            ("<!--> a --><b/>", Some(("other", "<!--> a -->"))),
            ("<?> a ?><b/>", Some(("other", "<?> a ?>"))),
            ("<a b=\"1>", None),
            ("<!-- a", None),
            ("</a", None),
            ("", None),
        ];
        for (text, expected) in cases {
            let found = Piece::first(text).map(|piece| match piece {
                Piece::Start(raw) => ("start", raw),
                Piece::Empty(raw) => ("empty", raw),
                Piece::End(raw) => ("end", raw),
                Piece::Other(raw) => ("other", raw),
            });
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn text_is_read_as_xml_means_it() {
        let cases = [
            ("a\r\nb\rc", Some(Ok("a\nb\nc"))),
            ("<![CDATA[a&amp;\r\n<b>]]>", Some(Ok("a&amp;\n<b>"))),
            ("&lt;&#13;&#x3042;&own;\r&amp;", Some(Ok("<\rあ\n&"))),
            ("a&b", Some(Err("a reference does not end"))),
            ("a&b&c;", Some(Err("a reference does not end"))),
            ("<!-- a -->", None),
        ];
        for (piece, expected) in cases {
            let found = text(piece).map(|found| found.map(std::borrow::Cow::into_owned));
            assert_eq!(found, expected.map(|expected| expected.map(str::to_owned)), "{piece}");
        }
    }

    #[test]
    fn names_end_at_space_slash_or_bracket() {
        for (tag, expected) in [("<a>", "a"), ("<x:a b='1'>", "x:a"), ("<a/>", "a"), ("</x:a\n>", "x:a")] {
            assert_eq!(name(tag), expected, "{tag}");
            assert_eq!(local(name(tag)), "a", "{tag}");
        }
    }
}
