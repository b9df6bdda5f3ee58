//! A text in which many words are looked for, most of them in vain.

use memchr::memmem;

use super::normal::folded;

/// Bits of the set of characters.
const BITS: u32 = 256;

/// A text in compatibility forms and lower case that knows roughly which characters it has.
#[derive(Debug)]
pub(crate) struct Sought {
    text: String,
    /// One bit for each character, several characters sharing one.
    seen: [u64; BITS as usize / 64],
}

impl Sought {
    pub(crate) fn of(text: &str) -> Self {
        let mut seen = [0; BITS as usize / 64];
        let text: String = text.chars().map(|c| folded(c).unwrap_or(c)).collect();
        for c in text.chars() {
            let (word, bit) = place(c);
            seen[word] |= bit;
        }
        Self { text, seen }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// Whether `word`, which is in compatibility forms and lower case, stands in the text.
    pub(crate) fn has(&self, word: &str) -> bool {
        word.chars().all(|c| self.saw(c)) && memmem::find(self.text.as_bytes(), word.as_bytes()).is_some()
    }

    /// The bytes where `word`, as in [`Sought::has`], stands.
    pub(crate) fn places<'t>(&'t self, word: &'t str) -> impl Iterator<Item = usize> + 't {
        let found =
            word.chars().all(|c| self.saw(c)).then(|| self.text.match_indices(word).map(|(at, _)| at));
        found.into_iter().flatten()
    }

    /// Whether all characters of `word` may be in the text: where not, it need not be looked for.
    pub(crate) fn may_have(&self, word: &str) -> bool {
        word.chars().all(|c| folded(c).is_none_or(|c| self.saw(c)))
    }

    fn saw(&self, c: char) -> bool {
        let (word, bit) = place(c);
        self.seen[word] & bit != 0
    }
}

/// Whether `word` stands in `text`; a Latin word only as a whole, so that SSO is not found in "lessons".
pub(crate) fn mentions(text: &str, word: &str) -> bool {
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    text.match_indices(word).any(|(start, found)| {
        let before = text.get(..start).and_then(|text| text.chars().next_back());
        let after = text.get(start + found.len()..).and_then(|text| text.chars().next());
        !(latin(before) && latin(found.chars().next()) || latin(after) && latin(found.chars().next_back()))
    })
}

/// The word of the set and the bit in it that a character has.
fn place(c: char) -> (usize, u64) {
    let at = u32::from(c) % BITS;
    ((at / 64) as usize, 1 << (at % 64))
}

#[cfg(test)]
mod tests {
    use super::Sought;

    #[test]
    fn finds_what_plain_search_finds() {
        let sought = Sought::of("サーバの台数は何台ですか？ＡＢ");
        for (word, expected) in [("何台", true), ("何回", false), ("ab", true), ("台", true), ("ba", false)]
        {
            assert_eq!(sought.has(word), expected, "{word}");
            assert_eq!(sought.places(word).next().is_some(), expected, "{word}");
        }
    }
}
