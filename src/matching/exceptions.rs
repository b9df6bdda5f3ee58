//! Questions that ask for what is *not* as it should be (マルウェア対策をしていないサーバはありますか): a response that all is well answers them with no, never
//! with yes.

use super::Reason;
use crate::text::{Sought, Text};

/// What asks whether something is there.
const EXISTS: [&str; 8] =
    ["はあり", "があり", "はあるか", "があるか", "は存在", "が存在", "は残って", "が残って"];

/// Characters between what is not so and [`EXISTS`].
const THING_LENGTH: usize = 14;

/// Ends of the words for what is not so.
const NOT_SO: [&str; 4] = ["ていない", "でいない", "のない", "がない"];

/// What behind them makes a purpose or a check of them: ないこと, ないように.
const PURPOSE: [&str; 3] = ["こと", "よう", "ため"];

/// Japanese and English words that ask for exceptions in themselves.
const EXCEPTIONS: [&str; 8] = [
    "例外はあり",
    "例外があり",
    "例外は認め",
    "対象外となる",
    "対象外のもの",
    "適用除外",
    "any exceptions",
    "are there exceptions",
];

/// Beginnings of an English question that asks for what is there.
const ANY: [&str; 4] = ["are there any", "is there any", "do you have any", "are any"];

/// Words by which it asks for what is not as it should be.
const LACKING: [&str; 8] =
    [" not ", "n't ", " without ", " no ", " lack", "unprotected", "unpatched", "unencrypted"];

/// The doubt about a question that asks for exceptions.
pub(super) fn doubt(question: &str) -> Option<Reason> {
    let asked = Sought::of(question);
    let english =
        ANY.iter().any(|any| asked.text().starts_with(any)) && LACKING.iter().any(|word| asked.has(word));
    let exceptions = english || japanese(&asked) || EXCEPTIONS.iter().any(|words| asked.has(words));
    exceptions.then(|| {
        let text = Text::new(
            "例外や漏れの有無を尋ねています。回答文どおりの「はい」は逆の意味になります。",
            "Asks for exceptions: a plain yes would say the opposite of the response.",
        );
        Reason { code: "exceptions", text, spans: Vec::new() }
    })
}

fn japanese(asked: &Sought) -> bool {
    EXISTS.iter().flat_map(|exists| asked.places(exists)).any(|at| {
        let before = asked.text().get(..at).unwrap_or_default();
        let near = before.char_indices().rev().take(THING_LENGTH).last().map_or(0, |(start, _)| start);
        let before = before.get(near..).unwrap_or_default();
        let not_yet = before.split_once('未').is_some_and(|(_, rest)| rest.contains('の'));
        not_yet
            || NOT_SO
                .iter()
                .any(|not| before.match_indices(not).any(|(at, _)| of_a_thing(before, at + not.len())))
    })
}

/// Whether the negation that ends at `end` describes a thing.
fn of_a_thing(text: &str, end: usize) -> bool {
    text.get(end..).is_some_and(|rest| !PURPOSE.iter().any(|word| rest.starts_with(word)))
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn asks_for_what_is_not_as_it_should_be() {
        for question in [
            "マルウェア対策をしていないサーバはありますか。",
            "パッチが未適用の機器は残っていますか",
            "例外はありますか",
            "対策を実施していない拠点はあるか。",
            "アクセス制御の対象外となるもの",
            "Are there any servers without malware protection?",
            "Are there any accounts that do not use MFA?",
        ] {
            assert!(doubt(question).is_some(), "{question}");
        }
        for question in [
            "不要なアカウントがないことを確認する手順はありますか。",
            "未然に防ぐ仕組みはありますか。",
            "災害対策の規程はありますか。",
            "停止しないことを確かめる必要はあるか。",
            "Are there any rules on passwords?",
        ] {
            assert!(doubt(question).is_none(), "{question}");
        }
    }
}
