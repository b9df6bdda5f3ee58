//! Whether a question asks for something that はい or ○ does not say: who, where, how many, which of two.

use crate::text::folded;

/// Japanese words that ask for a person, a place, a time or a number.
const ASKED: [&str; 12] = [
    "誰が",
    "誰に",
    "だれが",
    "どなた",
    "いつ",
    "どこ",
    "どちら",
    "いくつ",
    "いくら",
    "それとも",
    "どれくらい",
    "どのくらい",
];

/// What makes of them a word that does not ask: いつでも, どこからも.
const ANY: [&str; 6] = ["でも", "も", "からでも", "からも", "にも", "までも"];

/// Words behind 何 that ask for a number.
const COUNTERS: [&str; 14] =
    ["分", "時", "日", "回", "年", "名", "人", "社", "件", "世代", "文字", "桁", "台", "%"];

/// Beginnings of English questions that yes does not answer.
const ENGLISH: [&str; 8] =
    ["who ", "when ", "where ", "which ", "how many", "how long", "how often", "how much"];

/// Whether a plain yes is no answer to `question`.
pub fn is_open(question: &str) -> bool {
    let text: String = question.chars().map(|c| folded(c).unwrap_or(c)).collect();
    let behind =
        |word: &'static str| text.match_indices(word).filter_map(|(at, _)| text.get(at + word.len()..));
    let asked =
        ASKED.iter().any(|word| behind(word).any(|rest| !ANY.iter().any(|any| rest.starts_with(any))));
    let counted = behind("何").any(|rest| COUNTERS.iter().any(|counter| rest.starts_with(counter)));
    let either = text.matches("ですか").count() > 1 && text.contains("ですか、");
    asked || counted || either || ENGLISH.iter().any(|start| text.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::is_open;

    #[test]
    fn a_plain_yes_is_no_answer() {
        for (question, open) in [
            ("管理者権限の付与は誰が承認しますか。", true),
            ("消火設備はガス系ですか、水系ですか。", true),
            ("無停電電源装置の稼働時間は何分ですか。", true),
            ("データはどこに保管されますか。", true),
            ("Who approves administrator rights?", true),
            ("いつでも復旧できますか。", false),
            ("どこからでも接続できますか。", false),
            ("何らかの対策を講じていますか。", false),
            ("どのような対策を講じていますか。", false),
            ("Do you know who has access?", false),
        ] {
            assert_eq!(is_open(question), open, "{question}");
        }
    }
}
