//! Where the pieces of an XML text begin and end, whatever they say.

use memchr::{memchr, memchr3};

/// A piece of an XML text, as written.
#[derive(Clone, Copy)]
pub(super) enum Piece<'a> {
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
    pub(super) fn first(text: &'a str) -> Option<Self> {
        let bytes = text.as_bytes();
        let closed = |end: &str| text.find(end).map(|at| at + end.len());
        let (kind, end): (fn(&'a str) -> Self, _) = match bytes {
            [] => return None,
            [b'<', b'/', ..] => (Self::End, memchr(b'>', bytes)? + 1),
            [b'<', b'!', b'-', b'-', ..] => (Self::Other, closed("-->")?),
            [b'<', b'!', b'[', ..] => (Self::Other, closed("]]>")?),
            [b'<', b'!', ..] => (Self::Other, declaration_end(bytes)?),
            [b'<', b'?', ..] => (Self::Other, closed("?>")?),
            [b'<', ..] => match tag_end(bytes)? {
                end if bytes.get(end.saturating_sub(2)) == Some(&b'/') => (Self::Empty, end),
                end => (Self::Start, end),
            },
            _ => (Self::Other, memchr(b'<', bytes).unwrap_or(bytes.len())),
        };
        text.get(..end).map(kind)
    }

    /// The piece as written.
    pub(super) fn raw(self) -> &'a str {
        let (Self::Start(raw) | Self::Empty(raw) | Self::End(raw) | Self::Other(raw)) = self;
        raw
    }
}

/// Where the tag that `bytes` begin with ends: behind the first `>` outside quotes.
fn tag_end(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    loop {
        at += memchr3(b'>', b'"', b'\'', bytes.get(at..)?)? + 1;
        let found = *bytes.get(at - 1)?;
        if found == b'>' {
            return Some(at);
        }
        at += memchr(found, bytes.get(at..)?)? + 1;
    }
}

/// Where the declaration that `bytes` begin with ends; a document type holds further ones.
fn declaration_end(bytes: &[u8]) -> Option<usize> {
    let mut depth = 0usize;
    bytes
        .iter()
        .position(|byte| {
            match byte {
                b'<' => depth += 1,
                b'>' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        })
        .map(|at| at + 1)
}

/// The name of the element that a tag starts or ends, with its prefix.
pub(super) fn name(tag: &str) -> &str {
    let rest = tag.strip_prefix("</").or_else(|| tag.strip_prefix('<')).unwrap_or(tag);
    let end = rest.bytes().position(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | b'/' | b'>'));
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

/// A name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::{Piece, local, name};

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
    fn names_end_at_space_slash_or_bracket() {
        for (tag, expected) in [("<a>", "a"), ("<x:a b='1'>", "x:a"), ("<a/>", "a"), ("</x:a\n>", "x:a")] {
            assert_eq!(name(tag), expected, "{tag}");
            assert_eq!(local(name(tag)), "a", "{tag}");
        }
    }
}
