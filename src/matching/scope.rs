//! Companies, places and systems that a question is about and its response is not: 「子会社における…」.
//!
//! The response speaks of the service and of those who run it. Beside a word for something else a person must see whether it holds there.

use super::Reason;
use super::named::utf16_span;
use crate::text::{Sought, Text, mentions};

/// Words for what the responses are not about, unless they say so.
const ELSEWHERE: [&str; 48] = [
    "行員",
    "当行の職員",
    "our branches",
    "our bank",
    "our employees",
    "our staff",
    "サイバー",
    "cyber",
    "cybersecurity",
    "子会社",
    "関連会社",
    "関係会社",
    "グループ会社",
    "グループ各社",
    "海外拠点",
    "海外支店",
    "営業店",
    "支店",
    "店舗",
    "工場",
    "atm",
    "スマートフォン",
    "スマホ",
    "モバイルアプリ",
    "iot",
    "生成ai",
    "人工知能",
    "ブロックチェーン",
    "勘定系",
    "メインフレーム",
    "オンプレミス",
    "コールセンター",
    "subsidiary",
    "subsidiaries",
    "affiliate",
    "affiliates",
    "branch office",
    "branch offices",
    "atms",
    "mobile app",
    "mobile apps",
    "smartphone",
    "smartphones",
    "generative ai",
    "blockchain",
    "on-premise",
    "on-premises",
    "call center",
];

/// The doubt about a question that names what neither its response nor the wording that it resembles does.
pub(super) fn doubt(question: &str, response: &str, phrasing: &str) -> Option<Reason> {
    let asked = Sought::of(question);
    let mut named =
        ELSEWHERE.iter().filter(|word| asked.has(word) && mentions(asked.text(), word)).peekable();
    // Most questions name nothing of the kind, and then the others need not be read.
    named.peek()?;
    let (stated, known) = (Sought::of(response), Sought::of(phrasing));
    let word = named.find(|word| !stated.has(word) && !known.has(word))?;
    let text = Text::new(
        format!("質問は「{word}」についてですが、回答文はそれに触れていません。"),
        format!("The question is about \"{word}\", which the response does not mention."),
    );
    let span = question.find(word).and_then(|at| utf16_span(question, &(at..at + word.len())));
    Some(Reason { code: "scope", text, spans: span.into_iter().collect() })
}

#[cfg(test)]
mod tests {
    use super::doubt;

    #[test]
    fn only_whole_words_name_something_else() {
        let named = |question| doubt(question, "管理しています。", "").is_some();
        for question in
            ["ATMの監視", "子会社における教育", "Do your subsidiaries do so?", "Is the IoT covered?"]
        {
            assert!(named(question), "{question}");
        }
        for question in ["Is risk treatment planned?", "Is atmospheric humidity recorded?", "教育の実施"]
        {
            assert!(!named(question), "{question}");
        }
        assert!(doubt("ATMの監視", "ATMを監視しています。", "").is_none(), "the response speaks of it");
    }
}
