//! Identifiers such as SEC-012 or A.8.24, and whether a question names one.

use unicode_normalization::UnicodeNormalization;

/// Characters below which an identifier stands in many texts by chance: A1, Q4.
const TELLING: usize = 4;

/// An identifier in the form that is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Identifier(String);

impl Identifier {
    /// The identifier of a text; none where it is none that a question can be told by.
    pub(super) fn of(text: &str) -> Option<Self> {
        is_telling(text).then(|| Self(folded(text)))
    }

    /// The bytes of `text`, which is [`folded`], that name it: not as a part of a longer one.
    pub(super) fn find(&self, text: &str) -> Option<std::ops::Range<usize>> {
        let stands_alone = |start: usize| {
            let before = text.get(..start).unwrap_or_default();
            let after = text.get(start + self.0.len()..).unwrap_or_default();
            !goes_on(before.chars().rev()) && !goes_on(after.chars())
        };
        let start = text.match_indices(&self.0).map(|(start, _)| start).find(|start| stands_alone(*start))?;
        Some(start..start + self.0.len())
    }
}

/// Whether `text` has letters and digits of ASCII, and enough of them, so that it hardly stands anywhere by chance.
pub(super) fn is_telling(text: &str) -> bool {
    let text = folded(text);
    let has = |test: fn(&char) -> bool| text.chars().any(|c| test(&c));
    text.chars().count() >= TELLING && has(char::is_ascii_alphabetic) && has(char::is_ascii_digit)
}

/// Compatibility forms unified, letters lowered, white space dropped at the ends.
pub(super) fn folded(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect::<String>().trim().to_owned()
}

/// Whether an identifier goes on with these characters: a letter or digit, at once or behind one joint.
fn goes_on(mut chars: impl Iterator<Item = char>) -> bool {
    match chars.next() {
        Some('.' | '-' | '_' | '/' | ':') => chars.next().is_some_and(|c| c.is_ascii_alphanumeric()),
        Some(c) => c.is_ascii_alphanumeric(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_is_found_whole_and_only_whole() {
        let cases = [
            ("SEC-012", "ＳＥＣ－０１２について回答してください。", true),
            ("A.8.24", "附属書A.8.24の管理策", true),
            ("A.8.24", "(A.8.24)", true),
            ("A.8.2", "A.8.24 の管理策", false),
            ("A.8.2", "A.8.2.1 の管理策", false),
            ("A.8.2", "A.8.2. 管理策", true),
            ("SEC-012", "XSEC-012", false),
            ("SEC-012", "P-SEC-012", false),
            ("SEC-012", "SEC-0123", false),
        ];
        for (identifier, text, expected) in cases {
            let found = Identifier::of(identifier).unwrap().find(&folded(text));
            assert_eq!(found.is_some(), expected, "{identifier} in {text}");
        }
        for vague in ["A1", "27001", "規程3号", "ISMS", ""] {
            assert_eq!(Identifier::of(vague), None, "{vague}");
        }
    }
}
