//! Whether a plain ○ would claim more than the response says.
//!
//! A judgement answers the question's own wording: "both at rest and in transit", "all", "24 hours", "10 times". Where
//! the question names a quantity, a frequency, a scope or a place that the response does not, or the response has the
//! other word of a pair whose exchange changes the answer, the judgement is left to the reviewer.

use unicode_normalization::UnicodeNormalization;

use crate::knowledge::{Difference, DifferenceKind, Knowledge};
use crate::text::mentions;

/// Words that widen a claim, each with the words of a response that bear it out.
const WIDE: [(&str, &[&str]); 36] = [
    ("両方", &[]),
    ("双方", &[]),
    ("いずれも", &[]),
    ("すべて", &["全て"]),
    ("全て", &["すべて"]),
    ("全社", &[]),
    ("全員", &["全役職員", "全職員", "全従業員"]),
    ("必ず", &[]),
    ("常に", &["常時"]),
    ("常時", &["常に"]),
    ("24時間", &[]),
    ("毎日", &["日次"]),
    ("毎週", &["週次"]),
    ("毎月", &["月次"]),
    ("毎年", &["年1回"]),
    ("年次", &["年1回"]),
    ("四半期", &[]),
    ("半年", &[]),
    ("リアルタイム", &[]),
    ("即時", &["直ちに"]),
    ("国内", &[]),
    ("国外", &["海外"]),
    ("海外", &["国外"]),
    ("保存時", &["保存データ"]),
    ("保存データ", &["保存時"]),
    ("both", &[]),
    ("all", &["すべて", "全て", "全職員", "全役職員"]),
    ("every", &["すべて", "全て"]),
    ("always", &["常に", "常時"]),
    ("exclusively", &[]),
    ("at rest", &["保存"]),
    ("daily", &["日次", "毎日"]),
    ("monthly", &["月次", "毎月"]),
    ("quarterly", &["四半期"]),
    ("annually", &["年1回"]),
    ("annual", &["年1回"]),
];

/// Units that make a number a quantity rather than an item's number.
const UNITS: [&str; 24] = [
    "回",
    "年",
    "ヶ月",
    "か月",
    "カ月",
    "月",
    "週",
    "日",
    "時間",
    "分",
    "秒",
    "件",
    "名",
    "人",
    "文字",
    "桁",
    "世代",
    "拠点",
    "か所",
    "%",
    "ビット",
    "bit",
    "day",
    "hour",
];

/// What customer and vendor call each other: the customer's 貴社 is the response's 弊社, so the words prove nothing.
const PARTIES: [&str; 5] = ["貴社", "御社", "弊社", "当社", "お客様"];

/// The first word or quantity of `question` that `response` does not bear out.
pub fn overreach(question: &str, response: &str, knowledge: &Knowledge) -> Option<String> {
    let (question, response) = (fold(question), fold(response));
    let wide = WIDE.iter().find(|(word, borne_out)| {
        mentions(&question, word)
            && !response.contains(word)
            && !borne_out.iter().any(|other| response.contains(other))
    });
    if let Some((word, _)) = wide {
        return Some((*word).to_owned());
    }
    let quantity = quantities(&question).find(|quantity| !response.contains(quantity.as_str()));
    quantity.or_else(|| {
        let told =
            |pair: &&Difference| pair.kind != DifferenceKind::Modality && !PARTIES.contains(&pair.term_a);
        let pairs = knowledge.differences().iter().filter(told);
        let mut both_ways = pairs.flat_map(|pair| [(pair.term_a, pair.term_b), (pair.term_b, pair.term_a)]);
        let turned = |(asked, stated): &(&str, &str)| {
            mentions(&question, asked) && !response.contains(asked) && response.contains(stated)
        };
        both_ways.find(turned).map(|(asked, _)| asked.to_owned())
    })
}

fn fold(text: &str) -> String {
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Numbers with a unit, e.g. 「10件」.
fn quantities(text: &str) -> impl Iterator<Item = String> {
    let is_number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let starts = text.match_indices(|c: char| c.is_ascii_digit()).map(|(at, _)| at);
    let starts = starts.filter(move |at| {
        let before = text.get(..*at).and_then(|text| text.chars().next_back());
        !before.is_some_and(is_number)
    });
    starts.filter_map(move |at| {
        let rest = text.get(at..)?;
        let unit = rest.trim_start_matches(is_number).trim_start();
        let known = UNITS.iter().find(|known| unit.starts_with(**known))?;
        let number = rest.get(..rest.len() - rest.trim_start_matches(is_number).len())?;
        Some(format!("{number}{known}"))
    })
}

#[cfg(test)]
mod tests {
    use super::overreach;
    use crate::knowledge::Knowledge;

    #[test]
    fn a_claim_wider_than_the_response_is_named() {
        let knowledge = Knowledge::embedded().unwrap();
        let cases = [
            ("通信を暗号化していますか。", "通信を暗号化しています。", None),
            ("通信時および保存時の両方で暗号化していますか。", "通信を暗号化しています。", Some("両方")),
            ("全ての通信を暗号化していますか。", "通信はすべて暗号化されます。", None),
            ("全ての通信を暗号化していますか。", "通信を暗号化しています。", Some("全て")),
            ("ログを１年間保管していますか。", "ログを保管しています。", Some("1年")),
            ("教育を年1回実施していますか。", "教育（年1回以上）を実施しています。", None),
            ("教育を毎年実施していますか。", "教育（年1回以上）を実施しています。", None),
            ("教育を毎月実施していますか。", "教育を定期的に実施しています。", Some("毎月")),
            ("実務基準10の対応状況", "監査証跡を保管しています。", None),
            ("項番39：行動計画を作成していること。", "行動計画を作成しています。", None),
            ("貴社で管理していますか。", "お客様の要望に応じて弊社で管理します。", None),
            ("Is all traffic encrypted?", "すべて適切な方式で暗号化されます。", None),
            ("Is all data encrypted?", "通信を暗号化しています。", Some("all")),
            ("Do you allow logs?", "ログを保管しています。", None),
        ];
        for (question, response, expected) in cases {
            let found = overreach(question, response, &knowledge);
            assert_eq!(found.as_deref(), expected, "{question}");
        }
    }
}
