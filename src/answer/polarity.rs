//! Whether a question is put in the negative, so that はい or ○ would say the opposite of the response.
//!
//! Errs on the side of "yes, negated": the price of a wrong alarm is one blank judgement.

use unicode_normalization::UnicodeNormalization;

/// Japanese negations that can turn the judgement around.
const NEGATIONS: [&str; 9] = ["ない", "無い", "なし", "無し", "なく", "無く", "ません", "せず", "未"];

/// Wordings that hold one of [`NEGATIONS`] without negating what is asked.
const HARMLESS: [&str; 15] = [
    "ないよう",
    "ない様",
    "少ない",
    "少なく",
    "やむを得ない",
    "やむをえない",
    "漏れなく",
    "もれなく",
    "滞りなく",
    "遅滞なく",
    "だけでなく",
    "のみでなく",
    "のみならず",
    "有無",
    "未然",
];

/// English words that can turn the judgement around.
const ENGLISH: [&str; 10] =
    ["not", "no", "never", "without", "none", "neither", "nor", "cannot", "lack", "lacking"];

/// Whether `question` holds a negation that could turn はい/いいえ around.
pub fn is_negated(question: &str) -> bool {
    let text: String = question.nfkc().flat_map(char::to_lowercase).collect();
    let bare =
        HARMLESS.iter().fold(text.replace("whether or not", "").replace("yes/no", ""), |text, harmless| {
            text.replace(harmless, "、")
        });
    let english = |word: &str| ENGLISH.contains(&word) || word.ends_with("n't") || word.ends_with("n’t");
    NEGATIONS.iter().any(|negation| bare.contains(negation))
        || bare.split(|c: char| !(c.is_ascii_alphabetic() || c == '\'' || c == '’')).any(english)
}

#[cfg(test)]
mod tests {
    use super::is_negated;

    #[test]
    fn negation_is_found_in_both_languages() {
        let cases = [
            ("冗長構成を採用していますか", false),
            ("冗長構成を採用していませんか", true),
            ("相互チェックが効かない体制になっていないか。", true),
            ("情報が漏えいしないよう暗号化しているか", false),
            ("ログを漏れなく取得しているか", false),
            ("不正侵入を未然に防止する対策の有無", false),
            ("パッチ未適用の機器が残っているか", true),
            ("承認なく変更できるか", true),
            ("Do you encrypt data at rest?", false),
            ("Are passwords not stored in clear text?", true),
            ("Isn't MFA enforced?", true),
            ("Can data be accessed without approval?", true),
            ("State whether or not logs are kept.", false),
            ("Do you notify customers of incidents?", false),
        ];
        for (question, expected) in cases {
            assert_eq!(is_negated(question), expected, "{question}");
        }
    }
}
