//! Normalisation for matching, with a map back to the original text.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// A text in the form that matching compares, one entry per normalised character.
///
/// Compatibility forms are unified (NFKC), letters lowered, punctuation and runs of white space become one
/// space, and the long-vowel mark at the end of a katakana word is dropped (サーバー = サーバ).
///
/// ```
/// use kaito::Normal;
/// assert_eq!(Normal::of("ｻｰﾊﾞｰの「二重化」").to_string(), "サーバの 二重化");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Normal {
    chars: Vec<char>,
    /// For each character, where its source starts and ends, in UTF-16 units of the original.
    spans: Vec<(u32, u32)>,
}

impl Normal {
    /// Normalises `text`.
    pub fn of(text: &str) -> Self {
        let most = text.chars().count();
        let (mut chars, mut spans) = (Vec::with_capacity(most), Vec::with_capacity(most));
        walk(text, |c, span| {
            if joined(&mut chars, c) {
                spans.push(span);
            }
        });
        finish(&mut chars, |to, from| spans[to] = spans[from]);
        spans.truncate(chars.len());
        Self { chars, spans }
    }

    /// The characters of `text` normalised, without where they come from.
    pub fn letters(text: &str) -> Vec<char> {
        let mut chars = Vec::with_capacity(text.chars().count());
        walk(text, |c, _| {
            joined(&mut chars, c);
        });
        finish(&mut chars, |_, _| ());
        chars
    }

    /// The normalised characters.
    pub fn chars(&self) -> &[char] {
        &self.chars
    }

    /// Where the normalised characters `start..end` stand in the original, in UTF-16 units.
    pub fn span(&self, start: usize, end: usize) -> Option<(u32, u32)> {
        let covered = self.spans.get(start..end)?;
        let (first, last) = (covered.first()?, covered.last()?);
        Some((first.0, last.1))
    }
}

/// Tells the characters of a text one by one, separators as spaces, with where each comes from in UTF-16 units.
fn walk(text: &str, mut tell: impl FnMut(char, (u32, u32))) {
    let mut at = 0;
    let mut rest = text.chars().map(|c| (c, plain(c))).peekable();
    let mut cluster = String::new();
    while let Some((first, plain)) = rest.next() {
        let alone = !rest.peek().is_some_and(joins_previous);
        if let (true, Some(c)) = (alone, plain) {
            // What is its own normal form lies in the basic plane: one UTF-16 unit.
            tell(c, (at, at + 1));
            at += 1;
            continue;
        }
        cluster.clear();
        cluster.push(first);
        while let Some((mark, _)) = rest.next_if(joins_previous) {
            cluster.push(mark);
        }
        let end = at + cluster.chars().map(|c| c.len_utf16() as u32).sum::<u32>();
        let found = cluster.nfkc().flat_map(char::to_lowercase);
        found.for_each(|c| tell(if is_word(c) { c } else { ' ' }, (at, end)));
        at = end;
    }
}

/// Adds a character, whether it counts: a space at the start or behind another one does not.
fn joined(chars: &mut Vec<char>, c: char) -> bool {
    let counts = c != ' ' || chars.last().is_some_and(|&last| last != ' ');
    if counts {
        chars.push(c);
    }
    counts
}

/// Drops a space at the end, and ー after katakana where no further katakana follows: サーバー and サーバ are one word.
/// `moved` hears of each character that comes to stand further in front.
fn finish(chars: &mut Vec<char>, mut moved: impl FnMut(usize, usize)) {
    if chars.last() == Some(&' ') {
        chars.pop();
    }
    if !chars.contains(&'ー') {
        return;
    }
    let (mut kept, mut before) = (0, ' ');
    for at in 0..chars.len() {
        let c = chars[at];
        let goes_on = || chars.get(at + 1).is_some_and(|&c| is_katakana(c) || c == 'ー');
        if c != 'ー' || !is_katakana(before) || goes_on() {
            chars[kept] = c;
            moved(kept, at);
            kept += 1;
        }
        before = c;
    }
    chars.truncate(kept);
}

impl std::fmt::Display for Normal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.chars.iter().collect::<String>())
    }
}

/// What NFKC and lowering make of a character, for those whose tables need not be asked: the bulk of Japanese text.
pub(crate) fn folded(c: char) -> Option<char> {
    match c {
        '\0'..='\u{7f}' => Some(c.to_ascii_lowercase()),
        'ぁ'..='ゔ' | 'ァ'..='ー' | '一'..='鿿' | '々' | '、' | '。' | '「'..='】' => Some(c),
        // The full-width forms stand in the order of ASCII.
        '！'..='～' => u8::try_from(u32::from(c) - 0xfee0).ok().map(|c| char::from(c.to_ascii_lowercase())),
        _ => None,
    }
}

/// What becomes of a character for which no tables need be asked: as [`folded`] has it, or a space where it separates words.
fn plain(c: char) -> Option<char> {
    match c {
        'ぁ'..='ゔ' | 'ァ'..='ヺ' | '一'..='鿿' | 'ー' | '々' => Some(c),
        c => folded(c).map(|c| if is_word(c) { c } else { ' ' }),
    }
}

/// Whether a character, given with what is [`plain`] of it, is a mark that composes with the one before it, half-width
/// voicing marks included.
fn joins_previous(&(c, plain): &(char, Option<char>)) -> bool {
    plain.is_none() && (matches!(c, '\u{ff9e}' | '\u{ff9f}') || c > '\u{2ff}' && is_combining_mark(c))
}

fn is_katakana(c: char) -> bool {
    matches!(c, 'ァ'..='ヺ')
}

/// Letters, digits and the marks that are part of Japanese words; everything else separates words.
fn is_word(c: char) -> bool {
    match c {
        'ぁ'..='ゔ' | 'ァ'..='ヺ' | '一'..='鿿' | 'ー' | '々' | '〆' | '&' | '+' | '#' => true,
        '、' | '。' | '「'..='】' => false,
        _ => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::Normal;

    #[track_caller]
    fn assert_normal(text: &str, expected: &str) {
        assert_eq!(Normal::of(text).to_string(), expected, "{text}");
    }

    #[test]
    fn unifies_forms_that_mean_the_same() {
        assert_normal("ＭＦＡ（多要素認証）", "mfa 多要素認証");
        assert_normal("ｻｰﾊﾞｰ", "サーバ");
        assert_normal("サーバールーム", "サーバールーム");
        assert_normal("データ・センター", "データ センタ");
        assert_normal("  改行\r\nと\t空白　", "改行 と 空白");
        assert_normal("か\u{3099}ある", "がある");
        assert_normal("㈱　①", "株 1");
        assert_normal("", "");
        assert_normal("。、！", "");
    }

    #[test]
    fn folds_as_the_tables_do() {
        for c in ('\0'..=char::MAX).filter(|c| super::folded(*c).is_some()) {
            let expected: Vec<char> = std::iter::once(c).nfkc().flat_map(char::to_lowercase).collect();
            assert_eq!(super::folded(c).as_slice(), expected, "{c:?}");
        }
    }

    #[test]
    fn maps_back_to_the_original_in_utf16_units() {
        let normal = Normal::of("𠮷野（ｶﾞｽ）");
        assert_eq!(normal.to_string(), "𠮷野 ガス");
        assert_eq!(normal.span(0, 1), Some((0, 2)));
        assert_eq!(normal.span(3, 4), Some((4, 6)), "two half-width units make one character");
        assert_eq!(normal.span(4, 4), None, "nothing is covered");
        assert_eq!(normal.span(9, 10), None);
    }
}
