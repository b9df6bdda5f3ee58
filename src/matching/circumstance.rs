//! What a question asks, apart from the circumstance that it names beside it.
//!
//! A circumstance (マルウェア感染時の…, サイバー攻撃に備えた…, "In the event of …,") or a heading can belong to one criterion so
//! strongly that whatever is asked under it is ranked there with certainty: 「マルウェア感染時の連絡体制」 as a question about malware.
//! What is filled without a person must speak for its criterion by itself.

use super::matcher::{Matcher, Scored};
use super::spans::Asked;
use super::{Query, Reason, frame};
use crate::text::Text;

/// Letters that what is asked needs to be read alone.
const ENOUGH: usize = 3;
/// Characters of a question that the headings above it can outweigh.
const OUTWEIGHED: usize = 20;
/// Characters that a heading or a circumstance in front has at most.
const LONGEST: usize = 16;

/// Ends of a circumstance; of two that begin at one place the longer one counts.
const ENDS: [&str; 31] = [
    "時の",
    "時に",
    "際の",
    "際に",
    "場合の",
    "場合に",
    "場合、",
    "中の",
    "後の",
    "に備え、",
    "に備えた",
    "に備えて",
    "を想定した",
    "を踏まえた",
    "における",
    "において",
    "において、",
    "に関する",
    "に関して",
    "に関して、",
    "に関わる",
    "に係る",
    "に際し",
    "にあたり",
    "に対する",
    "に対して",
    "に基づく",
    "に向けた",
    "による",
    "についての",
    "のための",
];
/// First words of an English circumstance, which a comma ends.
const BEGINNINGS: [&str; 9] = ["in ", "for ", "during ", "as ", "when ", "if ", "after ", "before ", "with "];
const BRACKETS: [(char, char); 3] = [('（', '）'), ('(', ')'), ('【', '】')];

/// The doubt about a question, whose terms are looked up in `whole`, if its own words do not speak for its first candidate.
pub(super) fn doubt(matcher: &Matcher, query: &Query, whole: &Asked, first: &Scored) -> Option<Reason> {
    let part = asked(&query.text);
    let is_whole = part == query.text;
    if is_whole && (query.context.is_empty() || whole.text.chars().len() > OUTWEIGHED) {
        return None;
    }
    let cut = (!is_whole).then(|| matcher.classifier().asked(&part));
    let words = cut.as_ref().unwrap_or(whole);
    if matcher.classifier().speaks_for(words, first.response)
        || frame::letters_of_its_own(&words.text) < ENOUGH
    {
        return None;
    }
    let text = Text::new(
        format!(
            "「{part}」だけでは、この基準についての質問とは言えません。状況や見出しの語だけが一致しています。"
        ),
        format!(
            "\"{part}\" by itself is no question about this criterion; only its circumstance or heading is."
        ),
    );
    Some(Reason { code: "circumstance", text, spans: Vec::new() })
}

/// A text without brackets, and without the heading and the circumstance in front.
fn asked(text: &str) -> String {
    let text = BRACKETS.iter().fold(text.to_owned(), |text, pair| without(text, *pair));
    let rest = behind_heading(text.trim());
    let rest = behind_beginning(rest);
    behind_circumstance(rest).trim().to_owned()
}

/// A text without what stands in such brackets.
fn without(text: String, (open, close): (char, char)) -> String {
    if !text.contains(open) {
        return text;
    }
    let mut parts = text.split(open);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once(close).map_or(part, |(_, behind)| behind))
}

fn behind_heading(text: &str) -> &str {
    let ends = |c: char| matches!(c, '：' | ':' | '\u{3000}') || (c == ' ' && !text.is_ascii());
    let (heading, rest) = text.split_once(ends).unwrap_or(("", text));
    if is_short(heading) { rest.trim_start() } else { text }
}

fn behind_beginning(text: &str) -> &str {
    let begins = |word: &&str| text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
    if BEGINNINGS.iter().any(begins) { text.split_once(", ").map_or(text, |(_, rest)| rest) } else { text }
}

fn behind_circumstance(text: &str) -> &str {
    let found = ENDS.iter().filter_map(|end| Some((text.find(end)?, end.len())));
    let Some((at, length)) = found.min_by_key(|&(at, length)| (at, usize::MAX - length)) else { return text };
    match text.split_at(at) {
        (circumstance, rest) if is_short(circumstance) => rest.get(length..).unwrap_or(text),
        _ => text,
    }
}

fn is_short(text: &str) -> bool {
    text.chars().nth(LONGEST).is_none()
}

#[cfg(test)]
mod tests {
    use super::asked;

    #[test]
    fn only_what_is_asked_is_left() {
        let cases = [
            ("マルウェア感染時の連絡体制", "連絡体制"),
            ("【サイバー攻撃】バックアップの取得", "バックアップの取得"),
            ("データの暗号化（保存時）", "データの暗号化"),
            ("システム監査：委託先の選定", "委託先の選定"),
            ("クラウドにおいて、ログを保存していますか。", "ログを保存していますか。"),
            ("In the event of an attack, are customers told?", "are customers told?"),
            ("Are customers told?", "Are customers told?"),
            ("（未完", "未完"),
        ];
        for (text, expected) in cases {
            assert_eq!(asked(text), expected, "{text}");
        }
    }
}
