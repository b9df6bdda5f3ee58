//! Facts that a question asks for by their kind: a count, a date, a person, a document. Where the response holds none of that kind, it speaks of the right
//! subject and still leaves the question open.

use super::Reason;
use super::named::utf16_span;
use crate::text::{Sought, Text};

/// Counters behind 何 that ask for a number.
const COUNTERS: [&str; 22] = [
    "分",
    "時間",
    "時",
    "日",
    "回",
    "年",
    "名",
    "人",
    "社",
    "件",
    "世代",
    "文字",
    "桁",
    "台",
    "ヶ月",
    "か月",
    "カ月",
    "箇所",
    "%",
    "パーセント",
    "秒",
    "ビット",
];

/// Other ways to ask for a number.
const HOW_MANY: [&str; 19] = [
    "いくつ",
    "何世代",
    "世代数",
    "文字数",
    "桁数",
    "人数を",
    "件数を",
    "実績件数",
    "所要時間",
    "件数は",
    "回数を",
    "回数は",
    "頻度を",
    "割合を",
    "割合は",
    "how many",
    "how long",
    "what percentage",
    "minimum length",
];

/// Ways to ask for a point in time.
#[rustfmt::skip]
const WHEN: [&str; 15] = [
    "いつ", "直近の", "実施日", "取得日", "更新日", "年月日", "導入年", "導入時期", "開始年", "開始時期", "取得年", "when was", "since when", "last performed",
    "by when",
];

/// Words that begin with いつ and ask for no date: any time, always, or who did what when.
const NO_DATE: [&str; 5] = ["いつでも", "いつも", "いつ誰", "いつ、誰", "いつまでも"];

/// Ways to ask for a paper.
const DOCUMENT: [&str; 10] = [
    "写し",
    "コピーを",
    "添付して",
    "添付くだ",
    "をご提出",
    "を提出して",
    "提出は可能",
    "attach",
    "provide a copy",
    "send us",
];

/// What a response that hands out papers says.
const HANDED_OUT: [&str; 7] =
    ["提供して", "提供いた", "開示して", "公開しています", "提出", "閲覧", "ご確認いただけ"];

/// Ways to ask for a person or how to reach one.
const PERSON: [&str; 18] = [
    "は誰か",
    "は誰で",
    "誰ですか",
    "name the person",
    "name the responsible",
    "responsible person",
    "person in charge",
    "氏名",
    "お名前",
    "担当者名",
    "連絡先を",
    "電話番号",
    "メールアドレス",
    "who is your",
    "provide name",
    "name and",
    "name of your",
    "contact details",
];

/// Ways to ask for a product.
const PRODUCT: [&str; 21] = [
    "which tool",
    "which product",
    "which software",
    "what tool",
    "what product",
    "vendor name",
    "製品名",
    "どの製品",
    "どのツール",
    "どのソフト",
    "どのベンダー",
    "which vendor",
    "ソフト名",
    "ツール名",
    "ベンダー名",
    "会社名",
    "バージョンをご",
    "バージョンを記",
    "バージョンを教",
    "product name",
    "which version",
];

/// Further kinds: words that ask for one, and those of which a response that states it has one.
#[rustfmt::skip]
const KINDS: [(&[&str], &[&str]); 17] = [
    // What it costs.
    (&["費用", "料金", "価格", "見積", "いくらで", "いくらか", "cost", " fees", "price"], &["費用", "料金", "円"]),
    // What is going to be.
    (&["予定はあり", "予定があり", "予定はない", "予定時期", "予定日", "ロードマップ", "roadmap", "do you plan", "are there plans"], &["予定"]),
    // What is not as it should be.
    (&["課題", "問題点", "失敗事例", "改善計画", "是正計画", "weakness", "challenges", "lessons learned"], &["課題", "改善"]),
    // For what reason.
    (&["なぜ", "どうして", "why do", "why is", "why are", "why was"], &[]),
    // What has happened.
    (&["たことはあり", "たことがあり", "だことはあり", "だことがあり", "発生件数", "have you ever", "has there ever", "have there been", "did you ever", "ever fail"], &[]),
    (&["実績を", "実績は", "実績値", "track record"], &["実績"]),
    // What must not be done, and what is not done any more.
    (&["禁止", "prohibit", "forbid"], &["禁止", "制限"]),
    (&["廃止しました", "廃止する予定", "撤廃", "必要はない", "免除", "取りやめ", "abolish", "did you stop", "have you discontinued", "exempt"], &[]),
    // What follows where it is not done.
    (&["罰則", "違約金", "penalty", "penalties"], &["罰則", "懲戒", "違約金"]),
    // By what number something is known.
    (&["認証番号", "登録番号", "証明書番号", "certificate number"], &[]),
    // What ought to be.
    (&["すべきですか", "すべきか", "しなくてもよい", "しなくても良い", "義務はあり", "義務があり", "should we", "are we required", "do we need"], &["義務", "必要"]),
    // Who in the organisation.
    (&["部署名", "担当部署", "所管部", "主管部", "部門名", "担当部門", "どの部署", "どの部門", "which department"], &["部門", "部署", "委員会"]),
    // Who is answerable, and who is told.
    (&["当社の責任", "弊社の責任", "当行の責任", "our responsibility"], &["責任", "役割"]),
    (&["報告でき", "報告いただけ", "報告をいただけ", "report to us", "share with us"], &["報告", "連絡", "通知", "提供"]),
    // Where.
    (&["国名", "所在国", "所在地", "拠点名", "拠点をすべて", "どの国", "どこの国", "which countries", "which country", "each country"], &["国", "場所", "リージョン"]),
    // Names and lists.
    (&["規程名", "文書名", "条番号", "法人名", "事業者名", "サービス名", "name the product", "name of the product"], &["「"]),
    (&["列挙", "すべて記載", "全て記載", "すべてご記入", "全てご記入", "すべて挙げ", "全て挙げ", "list all", "list the", "list your"], &[]),
];

/// The doubt that the response does not state the kind of fact that is asked for.
pub(super) fn doubt(question: &str, response: &str) -> Option<Reason> {
    let word = unstated(&Sought::of(question), response)?;
    let text = Text::new(
        format!("質問は「{word}」を尋ねていますが、回答文はそれを述べていません。"),
        format!("The question asks for \"{word}\", which the response does not state."),
    );
    let span = question.find(&word).and_then(|at| utf16_span(question, &(at..at + word.len())));
    Some(Reason { code: "unstated", text, spans: span.into_iter().collect() })
}

/// The words of `question` that ask for a kind of fact that `response` has none of.
fn unstated(question: &Sought, response: &str) -> Option<String> {
    let counter = counter(question);
    let first = |words: &[&'static str]| words.iter().find(|word| question.has(word)).copied();
    let [many, when, document, person, product] =
        [&HOW_MANY[..], &WHEN, &DOCUMENT, &PERSON, &PRODUCT].map(first);
    let when = when.filter(|_| !NO_DATE.iter().any(|word| question.has(word)));
    let mut further = KINDS.iter().filter_map(|(asked, stated)| Some((first(asked)?, stated))).peekable();
    let asked = [counter, many, when, document, person, product];
    // Most questions ask for nothing of the kind, and then the response need not be read.
    (asked.iter().any(Option::is_some) || further.peek().is_some()).then_some(())?;
    let response = Sought::of(response);
    counter
        .filter(|counter| !numbers_with(&response, &[counter]))
        .map(|counter| format!("何{counter}"))
        .or_else(|| {
            // The number of a standard (ISO27001) counts nothing.
            many.filter(|_| !numbers_with(&response, &COUNTERS)).map(str::to_owned)
        })
        .or_else(|| when.filter(|_| !numbers_with(&response, &["年", "月"])).map(str::to_owned))
        .or_else(|| document.filter(|_| !HANDED_OUT.iter().any(|word| response.has(word))).map(str::to_owned))
        .or_else(|| person.or(product).map(str::to_owned))
        .or_else(|| {
            let missing = further.find(|(_, stated)| !stated.iter().any(|word| response.has(word)));
            missing.map(|(word, _)| word.to_owned())
        })
}

/// The counter behind the first 何 that asks for a number.
fn counter(question: &Sought) -> Option<&'static str> {
    question.places("何").find_map(|at| {
        let rest = question.text().get(at + "何".len()..)?;
        COUNTERS.iter().find(|counter| rest.starts_with(**counter)).copied()
    })
}

/// Whether `text` has a number with one of these units behind it.
fn numbers_with(text: &Sought, units: &[&str]) -> bool {
    let counted =
        |at| text.text().get(..at).is_some_and(|before| before.ends_with(|c: char| c.is_ascii_digit()));
    units.iter().any(|unit| text.places(unit).any(counted))
}

#[cfg(test)]
mod tests {
    use super::{Sought, unstated};

    #[test]
    fn a_fact_of_the_kind_that_is_asked_for_must_be_there() {
        let response = "定期的な教育（年1回以上）を実施しています。サーバは3台です。";
        let cases = [
            ("教育は年に何回ですか。", None),
            ("サーバは何台ありますか。", None),
            ("保存期間は何年ですか。", Some("何年")),
            ("What is the minimum length?", None),
            ("直近の教育の実施時期", Some("直近の")),
            ("規程の写しを添付してください。", Some("写し")),
            ("責任者の氏名", Some("氏名")),
            ("Please attach a copy of the policy.", Some("attach")),
            ("ウイルス対策ソフトの製品名", Some("製品名")),
            ("教育を実施していますか。", None),
            ("いつでもログインできる担当者はいますか。", None),
            ("いつ誰が作業したかを記録していますか。", None),
            ("教育はいつ実施しましたか。", Some("いつ")),
            ("基本ソフトのバージョンを上げる作業の手順", None),
            ("使用中のバージョンをご記入ください。", Some("バージョンをご")),
            ("教育の費用", Some("費用")),
            ("なぜ教育を実施していますか。", Some("なぜ")),
            ("Do you train your staff, and since when?", Some("since when")),
            ("Did you stop to train your staff?", Some("did you stop")),
            ("教育を廃止する予定はありますか。", Some("予定はあり")),
            ("教育を廃止しましたか。", Some("廃止しました")),
            ("停止の予定が事前に通知されるか。", None),
            ("Are accounts that are no longer needed removed?", None),
            ("教育を受けなかったために事故が起きたことはありますか。", Some("たことはあり")),
            ("サーバの利用を禁止していますか。", Some("禁止")),
            ("教育の対象をすべて記載してください。", Some("すべて記載")),
        ];
        for (question, expected) in cases {
            assert_eq!(unstated(&Sought::of(question), response).as_deref(), expected, "{question}");
        }
        for (question, response, expected) in [
            ("How long are logs kept?", "ログを保管しています。", "how long"),
            ("訓練の参加人数をご記入ください。", "ISO27001に準拠し、訓練を実施しています。", "人数を"),
            // One of the two is stated.
            ("改善の課題と費用", "継続的に改善しています。", "費用"),
            ("実施場所の国名と課題", "国内で実施しています。", "課題"),
        ] {
            assert_eq!(unstated(&Sought::of(question), response).as_deref(), Some(expected), "{question}");
        }
    }
    #[test]
    fn a_person_a_date_a_tool_or_a_duty_must_be_stated() {
        for (question, expected) in [
            ("教育を行うのは誰か。", Some("は誰か")),
            ("誰が教育を受けたかを記録していますか。", None),
            ("教育システムの導入年", Some("導入年")),
            ("教育を実施する義務はありますか。", Some("義務はあり")),
            ("Which tool do you use to train your staff?", Some("which tool")),
            ("Do you train your staff? Name the responsible person.", Some("name the responsible")),
        ] {
            assert_eq!(
                unstated(&Sought::of(question), "教育を行います。").as_deref(),
                expected,
                "{question}"
            );
        }
    }
}
