//! What a question beside a criterion number says of its own: 「の対応状況をご記入ください」 says nothing.

use std::sync::LazyLock;

use crate::text::Normal;

use super::features::is_hiragana_or_border;

/// Words of which questions are built whatever they are about, as normalised texts have them.
const FRAME: &str = "状況 対応 準拠 遵守 実施 導入 整備 運用 取り組み 取組 回答 記入 記載 説明 教示 提出 選択 確認 該当 適合 充足 達成 基準 項目 番号 \
    要件 事項 要求 管理策 対策 内容 有無 可否 方針 詳細 具体的 概要 理由 根拠 証跡 資料 エビデンス コメント 備考 現在 現状 定め 満た 貴社 御社 弊社 当社 \
    貴行 当行 安全対策 確保 取扱 可能 明確 措置 手続 担当 要員 役職員 職員 自身 等 解説書 ガイドライン 版 \
    fisc yes no what which how please describe explain provide state answer response status compliance compliant comply evidence \
    implementation implemented requirements requirement criteria criterion control guidelines guideline standard security basis regular staff place";

/// English words that stand between others.
const SMALL: &str = "with your the this for and are you does is of to in on do it";

/// Whether an English word only stands between others.
pub fn is_small_word(word: &[char]) -> bool {
    SMALL.split_whitespace().any(|small| small.chars().eq(word.iter().copied()))
}

/// Letters of a text that are not hiragana and belong to no frame word.
pub fn letters_of_its_own(text: &Normal) -> usize {
    own_letters(text).into_iter().filter(|own| *own).count()
}

/// For each letter of a text whether it is not hiragana and belongs to no frame word.
pub fn own_letters(text: &Normal) -> Vec<bool> {
    let text: String = text.chars().iter().collect();
    let mut rest = text.as_str();
    let mut own = Vec::with_capacity(text.len());
    while let Some(first) = rest.chars().next() {
        let latin = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric()).len();
        let mut frame = beginning_with(first).iter();
        // Latin words are told apart by what stands between them, Japanese ones only by the list.
        let found = match rest.split_at(latin) {
            ("", _) => frame.find(|frame| rest.starts_with(**frame)),
            (word, _) => frame.find(|frame| **frame == word),
        };
        let length = found.map_or(latin.max(first.len_utf8()), |frame| frame.len());
        let (passed, further) = rest.split_at(length);
        own.extend(passed.chars().map(|c| found.is_none() && (latin > 0 || speaks(c))));
        rest = further;
    }
    own
}

/// The frame words and small words that begin with a letter.
fn beginning_with(first: char) -> &'static [&'static str] {
    static SORTED: LazyLock<Vec<&str>> = LazyLock::new(|| {
        let mut words: Vec<&str> = FRAME.split_whitespace().chain(SMALL.split_whitespace()).collect();
        words.sort_by_key(|word| word.chars().next());
        words
    });
    let start = SORTED.partition_point(|word| word.chars().next() < Some(first));
    let end = SORTED.partition_point(|word| word.chars().next() <= Some(first));
    SORTED.get(start..end).unwrap_or_default()
}

fn speaks(c: char) -> bool {
    c.is_alphabetic() && !is_hiragana_or_border(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_question_is_about_counts() {
        let cases = [
            ("の対応状況", 0),
            ("に定める事項の対応状況をご教示ください。", 0),
            ("該当する基準への準拠状況", 0),
            ("多要素認証の導入状況", 5),
            ("What is your status of compliance?", 0),
            ("Please describe your MFA.", 3),
            ("", 0),
        ];
        for (text, expected) in cases {
            assert_eq!(letters_of_its_own(&Normal::of(text)), expected, "{text}");
        }
    }
}
