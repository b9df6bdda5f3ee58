//! The nouns on which the answer to a question hangs: in Japanese the last one, which is what is asked of its subject (「罰則」 in
//! 「入退室管理の違反時の罰則」), and those that say who does it or how (「メールで」, 「経営陣が」, "by email").
//!
//! Everything else can belong to one criterion, and the response still says nothing of them.

use super::{Run, SHORTEST_RUN, runs};
use crate::matching::familiar::Seen;
use crate::matching::script::{Script, script};
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

/// What makes a noun in front of it the one who does it, or a way of doing it.
const QUALIFIES: [&str; 18] = [
    "に対する",
    "に対して",
    "が",
    "で",
    "により",
    "による",
    "によって",
    "に基づ",
    "に従",
    "に沿",
    "に準拠",
    "を用い",
    "を使",
    "を利用し",
    "を活用し",
    "を通じ",
    "を介し",
    "をもって",
];
/// English prepositions of a way, a doer, a time or a place.
const PREPOSITIONS: [&str; 14] = [
    "by", "via", "with", "using", "through", "on", "in", "at", "under", "before", "after", "during",
    "within", "for",
];
/// Words that begin another part of the sentence.
const JOINS: [&str; 8] = ["and", "or", "to", "of", "that", "is", "are", "be"];
/// Words in front of the last one in which its preposition is looked for.
const BEFORE: usize = 4;
/// What で begins other words with: です, できる, でない, では.
const NO_WAY: [char; 8] = ['す', 'き', 'な', 'は', 'あ', 'も', 'い', 'の'];

/// The part of a noun that stands in nothing that is known of the first candidate, in letters: of the last noun, or of one that
/// says who does it or how.
///
/// The last one counts only where nothing is done behind it (not in 運営しているか): verbs are worded in many ways.
pub(super) fn find(text: &Normal, own: &[bool], known: &Seen) -> Option<(usize, usize)> {
    let letters = text.chars();
    if letters.iter().all(char::is_ascii) {
        return english(letters, own, known);
    }
    let nouns: Vec<(usize, usize)> = nouns(letters, own).collect();
    let last = nouns.last().filter(|(_, end)| only_particles(&behind(letters, own, *end)));
    let qualifying = nouns.iter().filter(|(_, end)| qualifies(letters, own, *end));
    last.into_iter().chain(qualifying).find_map(|noun| unknown_part(letters, own, known, *noun))
}

/// The last word of an English question, where a preposition in front makes it a way, a doer, a time or a place and it is not known.
fn english(letters: &[char], own: &[bool], known: &Seen) -> Option<(usize, usize)> {
    let mut words =
        runs(letters).filter(|run| run.script == Script::Latin).collect::<Vec<_>>().into_iter().rev();
    let last = words.next()?;
    let (start, end) = (last.start, last.start + last.letters.len());
    let unknown = is_own(own, start) && unknown_end(&last, known).is_some();
    let is =
        |run: &Run<'_>, list: &[&str]| list.iter().any(|word| word.chars().eq(run.letters.iter().copied()));
    let before = words.take(BEFORE).find(|run| is(run, &PREPOSITIONS) || is(run, &JOINS))?;
    (unknown && is(&before, &PREPOSITIONS)).then_some((start, end))
}

fn is_content(c: char) -> bool {
    matches!(script(c), Script::Latin | Script::Kanji | Script::Katakana)
}

fn is_own(own: &[bool], at: usize) -> bool {
    own.get(at).is_some_and(|own| *own)
}

/// The stretches of kanji, katakana and Latin letters that say something of their own.
fn nouns(letters: &[char], own: &[bool]) -> impl Iterator<Item = (usize, usize)> {
    let mut at = 0;
    let stretches = letters.chunk_by(|a, b| is_content(*a) == is_content(*b)).map(move |stretch| {
        let start = at;
        at += stretch.len();
        (start, at)
    });
    stretches.filter(|&(start, end)| {
        let content = letters.get(start).is_some_and(|c| is_content(*c));
        content && (start..end).filter(|&at| is_own(own, at)).count() >= SHORTEST_RUN
    })
}

/// The letters from a place on, without those of frame words.
fn behind(letters: &[char], own: &[bool], from: usize) -> String {
    let rest = letters.iter().enumerate().skip(from);
    rest.filter(|(at, c)| is_own(own, *at) || !is_content(**c)).map(|(_, c)| c).collect()
}

/// Whether what stands from `end` on makes a way or a doer of the noun in front of it.
fn qualifies(letters: &[char], own: &[bool], end: usize) -> bool {
    // 「管理基準で」 is a way that any question may name.
    let ends_own = end.checked_sub(1).is_some_and(|last| is_own(own, last));
    let starts = |word: &str| letters.iter().skip(end).take(word.chars().count()).copied().eq(word.chars());
    let goes_on = letters.get(end + 1).is_some_and(|c| NO_WAY.contains(c));
    ends_own && QUALIFIES.iter().any(|word| starts(word) && !(*word == "で" && goes_on))
}

/// The unknown end of a noun, whose frame words at the end do not count.
fn unknown_part(
    letters: &[char],
    own: &[bool],
    known: &Seen,
    (start, end): (usize, usize),
) -> Option<(usize, usize)> {
    let end = (start..end).rev().find(|&at| is_own(own, at))? + 1;
    let last = runs(letters.get(start..end)?).last()?;
    unknown_end(&last, known).map(|from| (start + from, end))
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
        return (counts && !known.has_word(run.letters)).then_some(run.start);
    }
    let unknown = known.letters(run.letters).into_iter().rev().take_while(|known| !known).count();
    (unknown >= SHORTEST_RUN).then(|| end - unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matching::frame;

    #[test]
    fn the_last_noun_and_who_and_how_must_be_known() {
        let mut known = Seen::new();
        known.add(&Normal::letters("入退室の管理と監視カメラの記録 RTO"));
        let found = |text: &str| {
            let text = Normal::of(text);
            let part = find(&text, &frame::own_letters(&text), &known)
                .map(|(start, end)| text.chars()[start..end].iter().collect::<String>());
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
            ("入退室の記録を点検する措置を講じているか。", ""),
            ("経営陣が入退室を管理しているか。", "経営陣"),
            ("ドローンで監視しているか。", "ドローン"),
            ("指紋により入退室を管理しているか。", "指紋"),
            ("監視カメラで記録できるか。", ""),
            ("入退室の記録が残るか。", ""),
            ("Are visitors escorted?", ""),
            ("Are records kept by email?", "email"),
            ("Are records kept with new drones?", "drones"),
            ("Are records kept and reviewed?", ""),
            ("Are records kept on a regular basis?", ""),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
