//! Whether a question asks for the presence or the absence of something.

use super::Difference;
use super::folded::Folded;
use crate::knowledge::DifferenceKind;

/// Endings of a Japanese predicate that deny.
const DENIALS: [&str; 12] = [
    "ない",
    "無い",
    "ません",
    "なかった",
    "ませんでした",
    "なし",
    "無し",
    "てはいけない",
    "ありえない",
    "ゼロ",
    "ずにいる",
    "ないまま",
];

/// Endings that look like denials and are none: approval, request, obligation, plain adjectives.
const AFFIRMATIVE: [&str; 38] = [
    "少ない",
    "危ない",
    "しかない",
    "かもしれない",
    "かもしれません",
    "問題ない",
    "問題はない",
    "問題無い",
    "問題なし",
    "問題ありません",
    "問題はありません",
    "差し支えない",
    "差し支えありません",
    "差支えない",
    "差支えありません",
    "構わない",
    "構いません",
    "かまわない",
    "かまいません",
    "相違ない",
    "相違ありません",
    "間違いない",
    "間違いありません",
    "支障ない",
    "異存ない",
    "ければならない",
    "ければなりません",
    "なくてはならない",
    "なくてはなりません",
    "ねばならない",
    "ねばなりません",
    "いただけない",
    "いただけません",
    "くれません",
    "もらえない",
    "もらえません",
    "くださいません",
    "頂けません",
];

/// What may follow the predicate of a question; longer endings first where one ends in another.
const TAILS: [&str; 30] = [
    "と考えてよろしい",
    "と理解してよろしい",
    "と認識してよろしい",
    "と考えてよい",
    "と理解してよい",
    "と認識してよい",
    "と考えて良い",
    "と理解して良い",
    "と認識して良い",
    "という理解",
    "という認識",
    "との理解",
    "との認識",
    "でよろしい",
    "で良い",
    "でよい",
    "でしょう",
    "であろう",
    "のです",
    "んです",
    "です",
    "だろう",
    "よね",
    "ね",
    "よ",
    "の",
    "こと",
    "もの",
    "とする",
    "か",
];

/// Parts of a sentence that turn the sense of its predicate.
const TURNS: [&str; 14] = [
    "ずに",
    "ないまま",
    "ないで",
    "なしで",
    "なしに",
    "無しで",
    "無しに",
    "無断で",
    "without ",
    "許可なく",
    "承認なく",
    "申請なく",
    "同意なく",
    "届出なく",
];

/// Whether `question` asks for the absence of something (していないか, ありませんか, Do you not …), so that "yes" may mean
/// either; a denial inside another request (漏れないようにしているか) is none.
#[cfg(test)]
pub(super) fn is_negated(question: &str) -> bool {
    predicate(&Folded::of(question)).is_some_and(|predicate| predicate.negated)
}

/// The sentence part that says yes or no.
struct Predicate {
    negated: bool,
    /// Characters of its end, to be shown.
    at: std::ops::Range<usize>,
}

/// Compares whether the texts ask for the same outcome: 承認なしで変更していないか asks what 承認を得て変更しているか asks.
pub(super) fn difference(asked: &Folded<'_>, known: &Folded<'_>) -> Option<Difference> {
    let (asks, knows) = (predicate(asked)?, predicate(known)?);
    if (asks.negated != turns(asked)) == (knows.negated != turns(known)) || is_statement(known) {
        return None;
    }
    Some(asked.differs(DifferenceKind::Negation, &asks.at, known.original(&knows.at)))
}

fn turns(text: &Folded<'_>) -> bool {
    let may_begin = |char: &char| matches!(char, 'ず' | 'な' | '無' | '許' | '承' | '申' | '同' | '届' | 'w');
    let mut places = text.chars().iter().enumerate().filter(|(_, char)| may_begin(char));
    places.any(|(at, _)| TURNS.iter().any(|turn| text.has(at, turn)))
}

/// Whether the text states rather than asks: a response, whose 行っていません answers and does not ask.
pub(super) fn is_statement(text: &Folded<'_>) -> bool {
    let last = sentences(text.chars()).last().map(|sentence| sentence.text.clone()).unwrap_or_default();
    !last.ends_with('?')
        && ["ます", "です", "ません", "ました", "である", "ている"].iter().any(|end| last.ends_with(end))
}

struct Sentence {
    /// Without punctuation and remarks in parentheses at its end; a question mark is kept.
    text: String,
    at: std::ops::Range<usize>,
}

fn sentences(chars: &[char]) -> Vec<Sentence> {
    let mut found = Vec::new();
    let (mut start, mut depth) = (0, 0usize);
    for at in 0..=chars.len() {
        let char = chars.get(at).copied();
        match char {
            Some('(' | '「' | '【' | '[') => depth += 1,
            Some(')' | '」' | '】' | ']') => depth = depth.saturating_sub(1),
            _ => {}
        }
        let ends = match char {
            None => true,
            Some('.') => depth == 0 && chars.get(at + 1).is_none_or(|next| *next == ' '),
            Some(char) => depth == 0 && "。?!\n".contains(char),
        };
        if !ends {
            continue;
        }
        let body: String = chars.get(start..at).unwrap_or_default().iter().collect();
        let mut text = without_remark(body.trim()).to_owned();
        if !text.is_empty() {
            if char == Some('?') {
                text.push('?');
            }
            found.push(Sentence { text, at: start..at });
        }
        start = at + 1;
    }
    found
}

/// Cuts a remark in parentheses off the end: していませんか(はい・いいえ).
fn without_remark(mut sentence: &str) -> &str {
    while sentence.ends_with(')') {
        let Some(open) = sentence.rfind('(').filter(|open| *open > 0) else {
            break;
        };
        sentence = sentence.get(..open).unwrap_or_default().trim_end();
    }
    sentence.trim_end_matches(|char: char| char.is_whitespace() || "」』\"'、,:;".contains(char))
}

/// The predicate of the first denying question of the text, else of its last sentence.
fn predicate(text: &Folded<'_>) -> Option<Predicate> {
    let sentences = sentences(text.chars());
    let asks = |sentence: &&Sentence| {
        sentence.text.ends_with(['か', '?']) || sentence.text.trim_end_matches('?').ends_with("か")
    };
    let mut questions = sentences.iter().filter(asks).peekable();
    let decisive = match questions.peek() {
        Some(_) => questions.find(|sentence| denies(&sentence.text)).or_else(|| sentences.iter().rfind(asks)),
        None => sentences.last(),
    }?;
    let end = decisive.at.end;
    let start = end.saturating_sub(8).max(decisive.at.start);
    Some(Predicate { negated: denies(&decisive.text), at: start..end })
}

fn denies(sentence: &str) -> bool {
    let sentence = sentence.trim_end_matches('?').trim_end();
    if sentence.is_ascii() {
        return denies_in_english(sentence);
    }
    let mut rest = sentence;
    loop {
        if AFFIRMATIVE.iter().any(|end| rest.ends_with(end)) {
            return false;
        }
        if DENIALS.iter().any(|end| rest.ends_with(end)) || forbids(rest) {
            return true;
        }
        match TAILS.iter().find_map(|tail| rest.strip_suffix(tail)) {
            Some(shorter) => rest = shorter.trim_end_matches(['、', ' ']),
            None => return false,
        }
    }
}

/// してはならない, unlike しなくてはならない.
fn forbids(rest: &str) -> bool {
    rest.ends_with("てはならない") || rest.ends_with("てはなりません")
}

/// Do you not …, Aren't …, Is there no …, Please confirm that … not …
fn denies_in_english(sentence: &str) -> bool {
    const QUESTIONS: [&str; 16] = [
        "do", "does", "did", "is", "are", "was", "were", "has", "have", "can", "will", "would", "could",
        "should", "may", "must",
    ];
    let words: Vec<&str> = sentence.split(|char: char| !(char.is_alphanumeric() || char == '\'')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty() && *word != "please").collect();
    let no =
        |word: &&&str| matches!(**word, "not" | "no" | "never" | "none" | "nobody") || word.ends_with("n't");
    match words.split_first() {
        Some((first, _)) if first.ends_with("n't") => true,
        Some((&("confirm" | "verify" | "no"), rest)) => {
            words.first() == Some(&"no")
                || rest.iter().take_while(|word| **word != "whether").any(|word| no(&word))
        }
        Some((first, rest)) if QUESTIONS.contains(first) => rest
            .iter()
            .take(6)
            .take_while(|word| {
                !matches!(**word, "ensure" | "that" | "how" | "whether" | "so" | "prevent" | "or" | "if")
            })
            .any(|word| no(&word)),
        _ => false,
    }
}
