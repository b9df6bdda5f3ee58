//! Companies, places, systems, times and ways that a question is about and its response is not: 「子会社における…」, 「…を24時間…」.
//!
//! The response speaks of the service and of those who run it. Beside a word for something else, or one that narrows what is asked,
//! a person must see whether it holds there.

use super::Reason;
use super::named::utf16_span;
use crate::text::{Sought, Text, mentions};

/// Words for what the responses are not about, unless they or the subject of the criterion have one of the same line.
#[rustfmt::skip]
const NARROWING: [&[&str]; 58] = [
    // What.
    &["サイバー", "cyber", "cybersecurity"],
    &["atm", "atms"],
    &["スマートフォン", "スマホ", "モバイルアプリ", "mobile app", "mobile apps", "smartphone", "smartphones"],
    &["iot"],
    &["生成ai", "人工知能", "generative ai"],
    &["ブロックチェーン", "blockchain"],
    &["勘定系"],
    &["メインフレーム", "mainframe"],
    &["オンプレミス", "on-premise", "on-premises"],
    // Where.
    &["海外拠点", "海外支店"],
    &["営業店", "支店", "店舗", "branch office", "branch offices", "our branches"],
    &["工場", "factory", "factories"],
    &["コールセンター", "call center", "call centre"],
    &["国内のみ", "国内でのみ", "国内に限", "日本国内", "in japan"],
    &["海外", "国外", "overseas", "abroad"],
    // Who.
    &["子会社", "関連会社", "関係会社", "グループ会社", "グループ各社", "subsidiary", "subsidiaries", "affiliate", "affiliates"],
    &["親会社", "parent company"],
    &["他社では", "他社の", "同業他社", "other companies", "competitors"],
    &["行員", "当行の職員", "our bank", "our employees", "our staff"],
    &["監督官庁", "監督当局", "regulator", "regulators"],
    &["取締役会", "経営会議", "監査役", "board of directors", "the board"],
    &["第三者が", "第三者による", "第三者の", "第三者機関", "third party", "third-party", "third parties"],
    &["外部の専門家", "外部専門", "外部機関", "外部監査", "external expert", "external experts", "external auditor"],
    &["派遣社員", "派遣労働者", "派遣の", "temporary staff", "temporary workers"],
    &["お客様が", "お客様による", "顧客が", "顧客による", "customers can"],
    &["aws", "azure", "gcp", "google cloud", "amazon"],
    &["クラウド事業者", "cloud provider", "cloud providers"],
    &["退職した", "退職後", "former employees"],
    &["全社員", "全従業員", "全役職員", "全職員", "all employees", "all staff"],
    &["警察", "police"],
    &["弁護士", "lawyer", "lawyers", "legal counsel"],
    // When.
    &["夜間", "24時間", "365日", "24/7", "24x7", "around the clock"],
    &["休日", "祝日", "土日", "年末年始", "weekends", "holidays"],
    &["リアルタイム", "即時", "即座", "即日", "real time", "real-time", "immediately"],
    &["前回の監査", "前回監査", "last audit", "previous audit", "for the past"],
    &["今後", "将来", "in the future", "going forward"],
    &["契約終了", "解約", "contract ends", "termination"],
    // How.
    &["多要素", "二要素", "2要素", "二段階", "mfa", "multi-factor", "multifactor", "two-factor", "2fa"],
    &["生体", "指紋", "顔認証", "静脈", "虹彩", "biometric", "biometrics", "fingerprint"],
    &["icカード", "スマートカード", "smart card", "smart cards"],
    &["ワンタイム", "one-time password", "otp"],
    &["自動的", "自動で", "自動化", "automatic", "automatically", "automated"],
    &["手作業", "手動", "目視", "manually"],
    &["書面で", "書面により", "in writing"],
    &["電子署名", "デジタル署名", "digital signature", "digital signatures"],
    &["同意を得", "承諾を得", "with the consent", "without consent"],
    &["100%", "百パーセント", "100 percent"],
    // By which rules.
    &["iso27017", "iso 27017", "iso/iec 27017", "iso27018", "iso 27018", "iso/iec 27018"],
    &["nist", "sp800", "sp 800"],
    &["soc2", "soc 2", "soc1", "soc 1", "ssae", "isae"],
    &["pci", "pcidss"],
    &["ismap"],
    &["pマーク", "プライバシーマーク", "jisq15001", "jis q 15001"],
    &["fips"],
    &["gdpr", "hipaa", "ccpa"],
    &["cis benchmark", "cis benchmarks", "cisベンチマーク"],
    &["個人情報保護法", "マイナンバー法", "番号法"],
    &["法令に基づ", "法律に基づ", "法令に従", "required by law"],
];

/// The doubt about a question that names what neither the response nor the subject of its criterion does.
pub(super) fn doubt(question: &str, response: &str, subject: &str) -> Option<Reason> {
    let asked = Sought::of(question);
    let named = |word: &&&str| asked.has(word) && mentions(asked.text(), word);
    let mut narrowed =
        NARROWING.iter().filter_map(|words| Some((words.iter().find(named)?, words))).peekable();
    // Most questions name nothing of the kind, and then the others need not be read.
    narrowed.peek()?;
    let (stated, known) = (Sought::of(response), Sought::of(subject));
    let has = |word: &&str| stated.has(word) || known.has(word);
    let (word, _) = narrowed.find(|(_, words)| !words.iter().any(has))?;
    let text = Text::new(
        format!("質問の「{word}」に、回答文は触れていません。"),
        format!("The response does not mention \"{word}\", which the question is about."),
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

    #[test]
    fn another_word_for_the_same_states_it() {
        let question = "Is the system monitored around the clock?";
        assert!(doubt(question, "監視しています。", "").is_some());
        assert!(doubt(question, "24時間監視しています。", "").is_none(), "in the response");
        assert!(doubt(question, "監視しています。", "夜間の監視").is_none(), "in the subject");
    }
}
