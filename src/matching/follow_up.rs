//! Questions that are not answered by a response alone: what to do where it is *not* done, and what hangs on the question before.
//!
//! A false alarm costs a reviewer's glance; without it 「導入していない場合は、その理由」 would be given the response that all is done.

use std::ops::Range;

use super::Reason;
use super::compound::opening;
use super::named::utf16_span;
use crate::text::{Text, folded};

/// Beginnings of a question that hangs on the one before, in compatibility forms and lower case.
const BACK: [&str; 43] = [
    "上記",
    "前問",
    "前項",
    "前記",
    "前の質問",
    "前の設問",
    "上の質問",
    "上の設問",
    "上の項目",
    "同上",
    "それら",
    "それは",
    "それを",
    "その場合",
    "その頻度",
    "その理由",
    "その内容",
    "その方法",
    "その際",
    "その根拠",
    "その証跡",
    "当該項目",
    "はいの場合",
    "いいえの場合",
    "yesの場合",
    "noの場合",
    "ありの場合",
    "なしの場合",
    "有の場合",
    "無の場合",
    "ある場合",
    "ない場合",
    "実施している場合",
    "実施していない場合",
    "対応している場合",
    "対応していない場合",
    "該当する場合",
    "該当しない場合",
    "できない場合",
    "if yes",
    "if so",
    "if no",
    "if not",
];

/// Marks and brackets in front of a question or around はい in 「はい」の場合.
#[rustfmt::skip]
const MARKS: [char; 23] = [
    '「', '」', '『', '』', '"', '\'', '“', '”', '(', ')', '（', '）', '[', ']', '【', '】', '※', '・', '-', '→', '└', ' ', '　',
];

/// Characters in which [`BACK`] is looked for, with what goes on behind it.
const OPENING: usize = 48;

/// What stands between a negation and 場合 or 理由.
const LINKS: [&str; 10] = [
    "の",
    "である",
    "とした",
    "とお答えの",
    "と回答した",
    "と回答された",
    "を選択した",
    "を選んだ",
    "に該当する",
    "状態の",
];

/// Ends of a clause that say that something is not so.
const NEGATED: [&str; 12] = [
    "ていない",
    "ていません",
    "ておりません",
    "でいない",
    "いいえ",
    "なし",
    "無し",
    "no",
    "×",
    "ではない",
    "未",
    "無",
];

/// Begins with 未 and says what has not been done: 未実施, 未対応.
const NOT_YET: char = '未';
/// Characters of a word that begins with [`NOT_YET`].
const NOT_YET_LENGTH: usize = 4;

/// English beginnings of the same.
const UNLESS: [&str; 9] = [
    "if not",
    "if no",
    "if none",
    "if you do not",
    "if you don't",
    "if this is not",
    "if it is not",
    "if there is no",
    "where not",
];

/// Whether a question only makes sense together with the one before it.
pub(crate) fn refers_back(question: &str) -> bool {
    let opening = question.chars().map(|c| folded(c).unwrap_or(c));
    let plain: String = opening.filter(|c| !MARKS.contains(c) || *c == ' ').take(OPENING).collect();
    let plain = plain.trim_start();
    BACK.iter().any(|start| plain.strip_prefix(start).is_some_and(|rest| stands_alone(start, rest)))
}

/// Whether nothing goes on behind English words: "if no, explain", but not "if no financial data is handled".
fn stands_alone(start: &str, rest: &str) -> bool {
    let rest = rest.trim_start();
    !start.is_ascii() || !rest.starts_with(|c: char| c.is_ascii_alphanumeric()) || rest.starts_with("please")
}

/// The condition of a question that asks about the case that something is not done, in bytes.
pub(super) fn otherwise(question: &str) -> Option<Range<usize>> {
    let clause = opening(question);
    let text = question.get(clause.clone())?;
    let asked = |word| text.match_indices(word).find(|(at, _)| text.get(..*at).is_some_and(is_negated));
    let japanese = asked("場合").or_else(|| asked("理由"));
    let end = japanese.map(|(at, word)| at + word.len()).or_else(|| unless(text))?;
    Some(clause.start..clause.start + end)
}

/// Whether a clause in front of 場合 or 理由 says that something is not so.
fn is_negated(clause: &str) -> bool {
    let clause = lower(clause);
    let mut clause = clause.trim_end_matches(MARKS);
    while let Some(rest) = LINKS.iter().find_map(|link| clause.strip_suffix(link)) {
        clause = rest.trim_end_matches(MARKS);
    }
    let not_yet = clause.chars().rev().take(NOT_YET_LENGTH).any(|c| c == NOT_YET);
    not_yet || NEGATED.iter().any(|end| clause.ends_with(end))
}

fn unless(text: &str) -> Option<usize> {
    let lower = text.to_ascii_lowercase();
    UNLESS
        .iter()
        .find(|start| {
            lower
                .strip_prefix(**start)
                .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
        })
        .map(|start| start.len())
}

fn lower(text: &str) -> String {
    text.chars().map(|c| folded(c).unwrap_or(c)).collect()
}

/// Why a question is left to a person, if it is such a question.
pub(super) fn doubts(question: &str) -> impl Iterator<Item = Reason> {
    let back = refers_back(question).then(|| {
        let text = Text::new(
            "前の質問を受けた質問です。前の質問とあわせて確認してください。",
            "Hangs on the question before it; check both together.",
        );
        Reason { code: "refers-back", text, spans: Vec::new() }
    });
    let otherwise = otherwise(question).map(|condition| {
        let text = Text::new(
            "実施していない場合について尋ねています。回答文はそれに答えていません。",
            "Asks about the case that it is not done; the response does not answer that.",
        );
        Reason { code: "otherwise", text, spans: utf16_span(question, &condition).into_iter().collect() }
    });
    back.into_iter().chain(otherwise)
}

#[cfg(test)]
mod tests {
    use super::{otherwise, refers_back};

    #[test]
    fn hangs_on_the_question_before() {
        for question in [
            "上記で「はい」の場合、その頻度をご記入ください。",
            "「いいえ」の場合、代替策を記載してください",
            "（はいの場合）実施頻度",
            "If yes, how often?",
            "If so, describe the process.",
            "前問で「いいえ」と回答した場合は、その理由",
            "実施している場合、頻度を記載",
        ] {
            assert!(refers_back(question), "{question}");
        }
        for question in [
            "その他の対策",
            "同一のIDを複数人で使っていませんか",
            "If notified of a breach, do you respond?",
            "これまでに事故はありましたか",
        ] {
            assert!(!refers_back(question), "{question}");
        }
    }

    #[test]
    fn asks_what_happens_where_it_is_not_done() {
        for (question, condition) in [
            (
                "マルウェア対策ソフトを導入していない場合は、その理由",
                "マルウェア対策ソフトを導入していない場合",
            ),
            ("マルウェア対策が未実施の場合の理由", "マルウェア対策が未実施の場合"),
            ("環境を分離していない理由を説明してください。", "環境を分離していない理由"),
            ("「いいえ」と回答した場合の理由", "「いいえ」と回答した場合"),
            ("If no, please explain.", "If no"),
            ("If you do not encrypt data, why?", "If you do not"),
        ] {
            assert_eq!(otherwise(question).and_then(|at| question.get(at)), Some(condition), "{question}");
        }
        for question in [
            "バックアップを取得している場合、その保管場所",
            "教育を実施していますか。実施していない場合は理由を記載してください。",
            "暗号化していますか（していない場合は理由）",
            "障害が発生した場合の連絡体制",
            "If a breach occurs, do you notify us? If not, why?",
        ] {
            assert_eq!(otherwise(question), None, "{question}");
        }
    }
}
