use super::*;

/// A text and its parts.
const CASES: &[(&str, &[&str])] = &[
    // Single questions.
    ("多要素認証を採用していますか。", &["多要素認証を採用していますか"]),
    ("漏水センサー", &["漏水センサー"]),
    ("実8 本人確認機能", &["実8 本人確認機能"]),
    ("", &[]),
    (" \n ", &[]),
    (
        "バックアップの取得方針と、災害時の代替拠点の有無について教えてください。",
        &["バックアップの取得方針と、災害時の代替拠点の有無について教えてください"],
    ),
    (
        "通信時および保存時の両方でデータが暗号化されていますか？",
        &["通信時および保存時の両方でデータが暗号化されていますか"],
    ),
    (
        "運用作業は事前の承認を得て行い、実施結果を記録しているか。",
        &["運用作業は事前の承認を得て行い、実施結果を記録しているか"],
    ),
    ("規程に欠落がないか、定期的に点検しているか。", &["規程に欠落がないか、定期的に点検しているか"]),
    ("磁気媒体、または電子媒体を廃棄していますか。", &["磁気媒体、または電子媒体を廃棄していますか"]),
    (
        "鍵の管理者を任命し、定期的な鍵の更新および失効の手続を実施しているか。",
        &["鍵の管理者を任命し、定期的な鍵の更新および失効の手続を実施しているか"],
    ),
    (
        "暗号化していますか（していない場合は理由を記載してください。）",
        &["暗号化していますか（していない場合は理由を記載してください。）"],
    ),
    ("サーバへの接続について\n制限していますか。", &["サーバへの接続について\n制限していますか"]),
    ("Do you use MFA, e.g. FIDO2?", &["Do you use MFA, e.g. FIDO2"]),
    ("Do you keep policies, standards and procedures?", &["Do you keep policies, standards and procedures"]),
    (
        "Is there a written rulebook, and does someone check it?",
        &["Is there a written rulebook, and does someone check it"],
    ),
    ("How and where do you store backups?", &["How and where do you store backups"]),
    ("Are logs collected and reviewed?", &["Are logs collected and reviewed"]),
    ("Do you think through why and what to outsource?", &["Do you think through why and what to outsource"]),
    (
        "Are passwords hashed with salt, and which algorithm is used?",
        &["Are passwords hashed with salt, and which algorithm is used"],
    ),
    (
        "Does the tool ask \"are you sure?\" before a deletion?",
        &["Does the tool ask \"are you sure?\" before a deletion"],
    ),
    ("対策はありますか。例：\n・入退室の管理方法\n・監視カメラの設置", &["対策はありますか"]),
    // What completes a question stays with it.
    ("方針は最新ですか?見直しの頻度もご回答ください。", &["方針は最新ですか?見直しの頻度もご回答ください"]),
    (
        "再委託していますか。ある場合は委託先名を記載してください。",
        &["再委託していますか。ある場合は委託先名を記載してください"],
    ),
    ("暗号化しているか。暗号方式を記載してください。", &["暗号化しているか。暗号方式を記載してください"]),
    (
        "取引の操作記録は残していますか?また、誰が確認していますか?",
        &["取引の操作記録は残していますか?また、誰が確認していますか"],
    ),
    ("規程を定めること。なお、規程は毎年見直すこと。", &["規程を定めること。なお、規程は毎年見直すこと"]),
    (
        "実-16に対応しているか(Yes/No)。Noの場合は理由を記載",
        &["実-16に対応しているか(Yes/No)。Noの場合は理由を記載"],
    ),
    ("Do you test backups? If so, how often?", &["Do you test backups? If so, how often"]),
    (
        "Do you encrypt data? Please describe the algorithm.",
        &["Do you encrypt data? Please describe the algorithm"],
    ),
    ("Is there a BCP? How often?", &["Is there a BCP? How often"]),
    // Background.
    (
        "近年、認証情報の窃取による侵入が相次いでいます。追加の確認手段を設けているかご回答ください。",
        &["追加の確認手段を設けているかご回答ください"],
    ),
    ("火災は業務停止に直結いたします。消火設備はありますか。", &["消火設備はありますか"]),
    (
        "専用線の利用を検討しております。保守の責任の所在をご説明ください。",
        &["保守の責任の所在をご説明ください"],
    ),
    ("We are moving to the cloud. Do you encrypt data at rest?", &["Do you encrypt data at rest"]),
    // Several questions.
    (
        "多要素認証を導入しているか。また、利用者の操作履歴を記録・保存しているか。",
        &["多要素認証を導入しているか", "利用者の操作履歴を記録・保存しているか"],
    ),
    (
        "変更作業の前にテストを行っているか。また、本番反映の承認者は誰か。",
        &["変更作業の前にテストを行っているか", "本番反映の承認者は誰か"],
    ),
    (
        "接続回線は誰が手配しますか？また接続元を限定することはできますか？",
        &["接続回線は誰が手配しますか", "接続元を限定することはできますか"],
    ),
    ("規程を定めること。責任者を任命すること。", &["規程を定めること", "責任者を任命すること"]),
    (
        "データを暗号化し、また操作ログの保存を行っていますか。",
        &["データを暗号化し", "操作ログの保存を行っていますか"],
    ),
    (
        "バージョンを上げる作業が誰の判断で行われるのか、また使用中のツール類の版数をどう把握しているかお答えください。",
        &[
            "バージョンを上げる作業が誰の判断で行われるのか",
            "使用中のツール類の版数をどう把握しているかお答えください",
        ],
    ),
    (
        "障害時に連絡いただけるか、さらに、事後に報告をいただけるかお答えください。",
        &["障害時に連絡いただけるか", "事後に報告をいただけるかお答えください"],
    ),
    (
        "ウイルス対策をしていますか\n入退室を管理していますか",
        &["ウイルス対策をしていますか", "入退室を管理していますか"],
    ),
    (
        "Do you encrypt data at rest? Do you keep audit logs?",
        &["Do you encrypt data at rest", "Do you keep audit logs"],
    ),
    (
        "Is access to the server room restricted, and are visitors accompanied by staff?",
        &["Is access to the server room restricted", "are visitors accompanied by staff"],
    ),
    (
        "Who approves changes to production and how are emergency fixes handled?",
        &["Who approves changes to production", "how are emergency fixes handled"],
    ),
    // Enumerations.
    (
        "以下について記載してください。①多要素認証の導入状況 ②操作ログの保存期間",
        &["多要素認証の導入状況", "操作ログの保存期間"],
    ),
    ("①暗号化していますか。②ログを取得していますか。", &["暗号化していますか", "ログを取得していますか"]),
    ("次の事項\n・入退室の管理方法\n・監視カメラの設置", &["入退室の管理方法", "監視カメラの設置"]),
    ("(1) 暗号化の方式\n(2) 鍵の保管方法", &["暗号化の方式", "鍵の保管方法"]),
    ("1. 多要素認証の導入\n2. 操作ログの取得", &["多要素認証の導入", "操作ログの取得"]),
    ("- Access control policy\n- Encryption of backups", &["Access control policy", "Encryption of backups"]),
    // Choices and decimals are no enumerations of questions.
    ("暗号化の状況 ①実施 ②一部実施 ③未実施", &["暗号化の状況 ①実施 ②一部実施 ③未実施"]),
    (
        "次から選択すること ①すべて実施している ②一部のみ実施している",
        &["次から選択すること ①すべて実施している ②一部のみ実施している"],
    ),
    ("1.5 アクセス管理\n2.5 ログ管理の状況", &["1.5 アクセス管理\n2.5 ログ管理の状況"]),
    ("・入退室を管理していますか", &["・入退室を管理していますか"]),
];

#[test]
fn splits_compound_questions() {
    for (text, expected) in CASES {
        let found: Vec<&str> = parts(text).into_iter().map(|part| &text[part]).collect();
        assert_eq!(found, *expected, "in {text:?}");
    }
}

proptest::proptest! {
    #[test]
    fn parts_are_in_order_and_not_empty(text in "(か|。|\\?|？|、また|また、|①|②|\n|・|[(（]|[)）]|1\\.| and | is |操作を記録する|\\PC){0,16}") {
        let mut end = 0;
        for part in parts(&text) {
            proptest::prop_assert!(part.start >= end);
            proptest::prop_assert!(text.get(part.clone()).is_some_and(|part| !part.trim().is_empty()));
            end = part.end;
        }
    }
}

#[test]
fn what_is_asked_on_is_told_apart_from_what_is_so() {
    for (text, expected) in [
        ("ログを取得していますか。保管場所はどこですか。", &["保管場所はどこですか"][..]),
        ("ログを取得しており、その写しを提出できますか。", &["写しを提出できますか"]),
        ("手順を定めており、周知していますか。", &["周知していますか"]),
        ("Is there a plan, and who tests it?", &["who tests it"]),
        ("Is there a plan, and how often is it tested?", &[]),
        ("Do you record who did what and when?", &[]),
        ("ログを取得していますか。", &[]),
    ] {
        assert_eq!(further(text), expected, "{text}");
    }
}
