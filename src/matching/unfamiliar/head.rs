//! What a Japanese question asks of its subject: its last noun, as 「罰則」 in 「入退室管理の違反時の罰則」.
//!
//! Everything in front of it can belong to one criterion, and the response still says nothing of it.

use super::{Run, SHORTEST_RUN, Script, Seen, familiar, is_known_word, runs};
use crate::matching::frame;
use crate::text::Normal;

/// What may stand behind the noun, longest first: particles, its being there, and a request to write about it.
const BEHIND: [&str; 37] = [
    "に関して",
    "に関する",
    "について",
    "お願いします",
    "いただけます",
    "ください",
    "下さい",
    "願います",
    "聞かせ",
    "教えて",
    "はあり",
    "があり",
    "はある",
    "がある",
    "示し",
    "書き",
    "です",
    "ます",
    "こと",
    "の",
    "を",
    "は",
    "が",
    "と",
    "も",
    "や",
    "に",
    "へ",
    "で",
    "か",
    "ご",
    "お",
    "い",
    "り",
    "え",
    "け",
    " ",
];

/// Where the last noun of a question stands in nothing that is known of the first candidate: that part of it, in letters.
///
/// None where the question ends in what is done (運営しているか): verbs are worded in many ways.
pub(super) fn find(text: &Normal, known: &Seen) -> Option<(usize, usize)> {
    let letters = text.chars();
    let own = frame::own_letters(text);
    let is_own = |at: usize| own.get(at).is_some_and(|own| *own);
    let (start, end) = last_noun(letters, &is_own)?;
    let behind: String = letters
        .iter()
        .enumerate()
        .skip(end)
        .filter(|(at, c)| is_own(*at) || !is_content(**c))
        .map(|(_, c)| c)
        .collect();
    if !only_particles(&behind) {
        return None;
    }
    let end = (start..end).rev().find(|&at| is_own(at))? + 1;
    let last = runs(letters.get(start..end)?).last()?;
    unknown_end(&last, known).map(|from| (start + from, end))
}

fn is_content(c: char) -> bool {
    super::script(c) != Script::Other
}

/// The last stretch of kanji, katakana and Latin letters that says something of its own, in a question with Japanese in it.
fn last_noun(letters: &[char], is_own: &impl Fn(usize) -> bool) -> Option<(usize, usize)> {
    letters.iter().any(|c| !c.is_ascii()).then_some(())?;
    let mut at = 0;
    let stretches = letters.chunk_by(|a, b| is_content(*a) == is_content(*b)).map(|stretch| {
        let start = at;
        at += stretch.len();
        (start, at)
    });
    let says = |(start, end): &(usize, usize)| {
        let content = |at: usize| letters.get(at).is_some_and(|c| is_content(*c));
        (*start..*end).filter(|&at| content(at) && is_own(at)).count() >= SHORTEST_RUN
    };
    stretches.filter(says).last()
}

fn only_particles(behind: &str) -> bool {
    let mut rest = behind;
    while let Some(word) = BEHIND.iter().find(|word| rest.starts_with(**word)) {
        rest = rest.get(word.len()..).unwrap_or_default();
    }
    rest.is_empty()
}

/// Where the unknown end of a run begins, in letters of what the run was taken from.
fn unknown_end(run: &Run<'_>, known: &Seen) -> Option<usize> {
    let end = run.start + run.letters.len();
    if run.script == Script::Latin {
        let counts = run.letters.len() >= SHORTEST_RUN && !run.letters.iter().all(char::is_ascii_digit);
        return (counts && !is_known_word(run.letters, known)).then_some(run.start);
    }
    let unknown = familiar(run.letters, known).into_iter().rev().take_while(|known| !known).count();
    (unknown >= SHORTEST_RUN).then(|| end - unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_noun_must_be_known() {
        let mut known = Seen::new();
        super::super::add(&mut known, &Normal::letters("入退室の管理と監視カメラの記録 RTO"));
        let found = |text: &str| {
            let text = Normal::of(text);
            let part =
                find(&text, &known).map(|(start, end)| text.chars()[start..end].iter().collect::<String>());
            part.unwrap_or_default()
        };
        for (text, expected) in [
            ("入退室管理の違反時の罰則", "罰則"),
            ("入退室管理の罰則の有無をご記入ください。", "罰則"),
            ("入退室管理に罰則はありますか。", "罰則"),
            ("監視カメラの記録件数", "件数"),
            ("入退室管理のSLAについて", "sla"),
            ("入退室のRTO", ""),
            ("入退室管理の対応状況", ""),
            ("入退室を抑止しているか。", ""),
            ("入退室の記録を月次で点検する措置を講じているか。", ""),
            ("Are visitors escorted?", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
