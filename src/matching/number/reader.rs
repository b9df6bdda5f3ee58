//! A cursor over a text that sees full width, half width and compatibility forms as one.

use unicode_normalization::UnicodeNormalization;

/// A numeral of the text: its value, and whether kanji wrote it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numeral {
    pub(super) value: u16,
    pub(super) kanji: bool,
}

/// The position of a parse in a text; positions are bytes and always stand on a char boundary.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Whether a line break is mere space, as it is within a number cell.
    lines: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, at: usize, lines: bool) -> Self {
        Self { text, at, lines }
    }

    pub(super) fn at(&self) -> usize {
        self.at
    }

    pub(super) fn in_cell(&self) -> bool {
        self.lines
    }

    pub(super) fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub(super) fn slice_from(&self, start: usize) -> &'a str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest().is_empty()
    }

    /// The next characters, folded.
    pub(super) fn ahead(&self) -> impl Iterator<Item = char> + use<'a> {
        self.rest().chars().map(fold)
    }

    pub(super) fn peek(&self) -> Option<char> {
        self.ahead().next()
    }

    pub(super) fn bump(&mut self) -> Option<char> {
        let char = self.rest().chars().next()?;
        self.at += char.len_utf8();
        Some(fold(char))
    }

    /// Consumes one character of `set` (given folded).
    pub(super) fn eat_any(&mut self, set: &str) -> bool {
        let hit = self.peek().is_some_and(|char| set.contains(char));
        if hit {
            self.bump();
        }
        hit
    }

    /// Whether the text goes on with `word` (given folded and in lower case).
    pub(super) fn sees(&self, word: &str) -> bool {
        let mut ahead = self.ahead();
        word.chars().all(|expected| ahead.next().is_some_and(|char| char.to_ascii_lowercase() == expected))
    }

    pub(super) fn eat(&mut self, word: &str) -> bool {
        let hit = self.sees(word);
        if hit {
            for _ in word.chars() {
                self.bump();
            }
        }
        hit
    }

    /// Consumes spaces; returns whether there were any.
    pub(super) fn skip_space(&mut self) -> bool {
        let start = self.at;
        while let Some(char) = self.peek() {
            let space = char == ' ' || char == '\t' || (self.lines && (char == '\n' || char == '\r'));
            if !space {
                break;
            }
            self.bump();
        }
        self.at > start
    }

    /// Reads a positive number of at most four digits, leading zeros allowed, or a kanji numeral up to 199.
    pub(super) fn numeral(&mut self) -> Option<Numeral> {
        let start = self.at;
        let numeral = self.arabic().or_else(|| self.kanji());
        if numeral.is_none() {
            self.at = start;
        }
        numeral
    }

    fn arabic(&mut self) -> Option<Numeral> {
        let mut value = 0u16;
        let mut digits = 0;
        while let Some(digit) = self.peek().and_then(|char| char.to_digit(10)) {
            value = value.checked_mul(10)?.checked_add(u16::try_from(digit).ok()?)?;
            digits += 1;
            self.bump();
        }
        let plausible = digits > 0 && digits <= 4 && value > 0 && value < 1000;
        plausible.then_some(Numeral { value, kanji: false })
    }

    /// Both 百三 and 一〇三.
    fn kanji(&mut self) -> Option<Numeral> {
        let (mut value, mut last, mut run) = (0u16, 0u16, 0u8);
        while let Some(char) = self.peek() {
            match (char, kanji_digit(char)) {
                (_, Some(digit)) => {
                    last = last.checked_mul(10)?.checked_add(digit)?;
                    run += 1;
                }
                ('十', _) => (value, last, run) = (value + last.clamp(1, 9) * 10, 0, 0),
                ('百', _) => (value, last, run) = (last.clamp(1, 9) * 100, 0, 0),
                _ => break,
            }
            if run > 3 || value >= 1000 {
                return None;
            }
            self.bump();
        }
        let value = value + last;
        (value > 0 && value < 1000).then_some(Numeral { value, kanji: true })
    }
}

fn kanji_digit(char: char) -> Option<u16> {
    let place = "〇一二三四五六七八九".chars().position(|digit| digit == char)?;
    u16::try_from(place).ok()
}

/// One character in the form the grammar is written in.
///
/// The long-vowel mark counts as a hyphen because typists use it as one (実ー8); whoever asks for katakana must look at
/// the original character.
pub(super) fn fold(char: char) -> char {
    match char {
        '\u{0}'..='\u{7e}' => char,
        '！'..='～' => match char {
            '－' => '-',
            '～' => '~',
            _ => u32::from(char).checked_sub(0xfee0).and_then(char::from_u32).unwrap_or(char),
        },
        '\u{3000}' | '\u{a0}' | '\u{2002}'..='\u{200a}' => ' ',
        '\u{2010}'..='\u{2015}' | '−' | 'ー' | 'ｰ' | '─' | '﹣' => '-',
        '〜' | '∼' | '˜' | '〰' => '~',
        '･' => '・',
        '､' => '、',
        '｡' => '。',
        '｢' => '「',
        '｣' => '」',
        '實' => '実',
        '\u{2e80}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            std::iter::once(char).nfkc().next().unwrap_or(char)
        }
        _ => char,
    }
}

/// Whether `char` (not folded) belongs to a kanji word.
pub(super) fn is_kanji(char: char) -> bool {
    matches!(char, '々' | '〇' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Whether `char` (not folded) belongs to a katakana word.
pub(super) fn is_katakana(char: char) -> bool {
    matches!(char, '\u{30a1}'..='\u{30fa}' | 'ー' | '\u{ff66}'..='\u{ff9f}')
}
