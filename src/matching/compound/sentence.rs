//! Sentences and bullets of a question, and what a sentence does: ask, complete what was asked, or tell.

use std::ops::Range;

/// Ends of a Japanese sentence that ask or demand.
const ASKS: [&str; 14] = [
    "か",
    "ください",
    "下さい",
    "こと",
    "願います",
    "お願いします",
    "お願い致します",
    "お願いいたします",
    "記載",
    "記入",
    "ご教示",
    "ご回答",
    "べきである",
    "ものとする",
];

/// Words with which an English sentence demands.
const DEMANDS: [&str; 14] = [
    "please", "describe", "provide", "explain", "state", "list", "specify", "confirm", "detail", "indicate",
    "give", "outline", "attach", "tell",
];

/// Beginnings of a sentence that depends on the one before.
const DEPENDS: [&str; 19] = [
    "その",
    "それ",
    "これ",
    "上記",
    "当該",
    "同",
    "なお",
    "ただし",
    "ある場合",
    "ない場合",
    "有る場合",
    "無い場合",
    "はいの場合",
    "「はい」",
    "いいえの場合",
    "「いいえ」",
    "Yesの場合",
    "Noの場合",
    "できない場合",
];

/// Words that ask for more about what was asked already.
const MORE: [&str; 13] = [
    "場合は",
    "理由",
    "詳細",
    "具体的",
    "頻度",
    "根拠",
    "エビデンス",
    "証跡",
    "内容を",
    "概要を",
    "方法も",
    "併せて",
    "あわせて",
];

/// Words that begin a question without saying what it is about.
const BARE_QUESTIONS: [&str; 10] =
    ["誰", "だれ", "いつ", "どこ", "どの", "どう", "何", "なぜ", "いくつ", "頻度"];

/// Words in front of a full stop that ends no sentence.
const SHORT: [&str; 9] = ["e.g", "i.e", "no", "etc", "vs", "incl", "approx", "ver", "ed"];

/// A sentence without its end mark.
#[derive(Debug)]
pub(super) struct Sentence<'a> {
    pub(super) range: Range<usize>,
    body: &'a str,
    /// Whether a question mark ends it.
    questioned: bool,
}

impl Sentence<'_> {
    /// The sentence without a remark in parentheses at its end: していますか（はい・いいえ）.
    pub(super) fn without_remark(&self) -> &str {
        without_remark(self.body)
    }

    /// Whether the sentence asks or demands something, rather than tells the background.
    pub(super) fn asks(&self) -> bool {
        let body = self.without_remark();
        self.questioned || ASKS.iter().any(|end| body.ends_with(end)) || demands(body)
    }

    /// Whether the sentence only completes the question before it.
    pub(super) fn completes(&self) -> bool {
        let own = self.body.trim_start_matches("また").trim_start_matches(['、', ' ']);
        let english = own.is_ascii();
        let words = own.split_whitespace().count();
        let lower = own.to_ascii_lowercase();
        if english {
            return words < 4
                || lower.starts_with("if ")
                || demands(own) && !self.questioned
                || lower.starts_with("how often");
        }
        let request = !self.questioned && !own.ends_with('か') && !own.ends_with("こと");
        own.chars().count() < 8
            || DEPENDS.iter().any(|start| own.starts_with(start))
            || BARE_QUESTIONS.iter().any(|start| own.starts_with(start))
            || request && !self.body.starts_with("また")
            || request && MORE.iter().any(|word| own.contains(word))
    }
}

fn demands(body: &str) -> bool {
    let first = body.split(|char: char| !char.is_ascii_alphabetic()).next().unwrap_or_default();
    DEMANDS.contains(&first.to_ascii_lowercase().as_str())
}

/// Cuts a remark in parentheses off the end: していますか（はい・いいえ）.
fn without_remark(body: &str) -> &str {
    let open = body.ends_with([')', '）']).then(|| body.rfind(['(', '（'])).flatten();
    open.and_then(|open| body.get(..open)).map_or(body, str::trim_end)
}

/// The sentences of a text.
pub(super) fn split(text: &str) -> Vec<Sentence<'_>> {
    let (mut found, mut start, mut depth) = (Vec::new(), 0, 0usize);
    for (at, char) in text.char_indices() {
        match char {
            '(' | '（' | '「' | '『' | '[' | '【' => depth += 1,
            ')' | '）' | '」' | '』' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && ends(text, start, at, char) {
            push(text, start..at, matches!(char, '?' | '？'), &mut found);
            start = at + char.len_utf8();
        }
    }
    push(text, start..text.len(), false, &mut found);
    found
}

fn push<'a>(text: &'a str, range: Range<usize>, questioned: bool, found: &mut Vec<Sentence<'a>>) {
    let whole = text.get(range.clone()).unwrap_or_default();
    let lead = whole.len() - whole.trim_start().len();
    let body = whole.trim();
    if !body.is_empty() {
        let start = range.start + lead;
        found.push(Sentence { range: start..start + body.len(), body, questioned });
    }
}

/// Whether the character at `at` ends the sentence that began at `start`.
fn ends(text: &str, start: usize, at: usize, char: char) -> bool {
    let before = text.get(start..at).unwrap_or_default();
    match char {
        '。' | '?' | '？' | '！' | '!' => {
            !text.get(at + char.len_utf8()..).is_some_and(|rest| rest.starts_with('"'))
        }
        // A line break within a sentence is only where the cell was full.
        '\n' => ["か", "ください", "下さい", "ます", "です", "こと"]
            .iter()
            .any(|end| before.trim_end().ends_with(end)),
        '.' => {
            let after = text.get(at + 1..).unwrap_or_default();
            let word = before.rsplit([' ', '(']).next().unwrap_or_default().to_ascii_lowercase();
            (after.is_empty() || after.starts_with(char::is_whitespace)) && !SHORT.contains(&word.as_str())
        }
        _ => false,
    }
}

/// The marks of an enumeration: circled numbers anywhere, else bullets or numbers at the beginning of lines.
pub(super) fn bullets(text: &str) -> Vec<Range<usize>> {
    let circled: Vec<Range<usize>> = text
        .char_indices()
        .filter(|(_, char)| ('①'..='⑳').contains(char))
        .map(|(at, char)| at..at + char.len_utf8())
        .collect();
    if circled.first().and_then(|first| text.get(first.clone())) == Some("①") && circled.len() > 1 {
        return circled;
    }
    let mut found = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let body = line.trim_start();
        let start = at + line.len() - body.len();
        if let Some(width) = bullet(body) {
            found.push(start..start + width);
        }
        at += line.len();
    }
    found
}

/// The length of the bullet or number that begins a line.
fn bullet(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    if "・●○■□◆◇※‐•*-–".contains(first) {
        // A hyphen or asterisk needs space behind it, else it belongs to a word.
        let rest = line.get(first.len_utf8()..)?;
        let plain = !first.is_ascii() || rest.starts_with(' ');
        return (plain && first != '※').then_some(first.len_utf8());
    }
    let open = line.strip_prefix(['(', '（']).unwrap_or(line);
    let digits = open.trim_start_matches(|char: char| char.is_ascii_digit() || ('０'..='９').contains(&char));
    let letter =
        open.chars().next().filter(|char| "abcdefアイウエオカ".contains(*char)).map_or(0, char::len_utf8);
    let rest = if digits.len() < open.len() { digits } else { open.get(letter..).filter(|_| letter > 0)? };
    let close = rest.chars().next().filter(|char| ")）.．".contains(*char))?;
    let after = rest.get(close.len_utf8()..)?;
    let decimal = matches!(close, '.' | '．') && after.starts_with(|char: char| char.is_numeric());
    (!decimal).then(|| line.len() - after.len())
}
