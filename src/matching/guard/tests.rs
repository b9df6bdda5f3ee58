use super::polarity::is_negated;
use super::*;
use crate::knowledge::Knowledge;

/// Question, wording, and the kinds of difference in order of the question.
const PAIRS: &[(&str, &str, &str)] = &[
    ("多要素認証を採用していますか。", "多要素認証を採用していませんか。", "negation"),
    ("データは暗号化されていないか。", "データは暗号化されているか。", "negation"),
    ("データの入力業務は含まれないか。", "データの入力業務は含まれますか。", "negation"),
    ("再委託を行っていないこと。", "再委託を行っていること。", "negation"),
    ("承認を得ずに変更していますか。", "承認を得て変更していますか。", "negation"),
    ("申請なしで入室できますか。", "申請により入室できますか。", "negation"),
    ("無断で持ち出していますか。", "記録を付けて持ち出していますか。", "negation"),
    ("ATMの運営は行っていないと考えてよいか。", "ATMの運営を行っているか。", "negation"),
    ("Do you not encrypt data at rest?", "Do you encrypt data at rest?", "negation"),
    ("Don't you use MFA?", "Do you use MFA?", "negation"),
    ("Are there no shared accounts?", "Are there shared accounts?", "negation"),
    ("Can users log in without approval?", "Can users log in after approval?", "negation"),
    ("データを平文で保管していますか。", "データを暗号化して保管していますか。", "negation"),
    ("監査ログの取得は無効か。", "監査ログの取得は有効か。", "negation"),
    ("脆弱性診断は未実施か。", "脆弱性診断は実施済みか。", "negation"),
    ("USBの利用は不可能か。", "USBの利用は可能か。", "negation"),
    ("監査報告書は非公開か。", "監査報告書は公開か。", "negation"),
    ("暗号化は不要か。", "暗号化は必要か。", "negation"),
    ("委託元の監査を受けていますか。", "委託先の監査を行っていますか。", "actor"),
    ("再委託先を管理していますか。", "委託先を管理していますか。", "actor"),
    ("当社が鍵を管理しますか。", "貴社が鍵を管理しますか。", "actor"),
    ("貴社がデータを消去しますか。", "お客様がデータを消去しますか。", ""),
    ("利用者のパスワードの管理方法", "管理者と一般利用者のID", ""),
    ("開発者が本番環境に入れますか。", "運用者が本番環境に入れますか。", "actor"),
    ("派遣社員の教育を行っていますか。", "正社員の教育を行っていますか。", "actor"),
    ("内部監査を受けていますか。", "外部監査を受けていますか。", "actor"),
    ("Does the customer manage the keys?", "Does the vendor manage the keys?", "actor"),
    ("データは海外に保管されますか。", "データは国内に保管されますか。", "place"),
    ("国外のデータセンターを使いますか。", "国内のデータセンターを使いますか。", "place"),
    ("社外からの接続を制限していますか。", "社内からの接続を制限していますか。", "place"),
    ("テスト環境の権限を管理していますか。", "本番環境の権限を管理していますか。", "place"),
    ("インターネットで接続しますか。", "専用線で接続しますか。", "place"),
    ("Is data stored overseas?", "Is data stored in Japan?", "place"),
    ("Do you run on-premises?", "Do you run in the cloud?", "place"),
    ("ログを3年以上保存していますか。", "ログを1年以上保存していますか。", "number-unit"),
    ("ログを３年以上保存していますか。", "ログを保存していますか。", "number-unit"),
    ("パスワードは12文字以上か。", "パスワードは8文字以上か。", "number-unit"),
    ("パスワードは12桁以上か。", "パスワードは8文字以上か。", "number-unit"),
    ("復旧は4時間以内か。", "復旧は24時間以内か。", "number-unit"),
    ("復旧は4日以内か。", "復旧は4時間以内か。", "number-unit"),
    ("報告は3営業日以内か。", "報告は3日以内か。", "number-unit"),
    ("5名以下の体制か。", "5名以上の体制か。", "number-unit"),
    ("稼働率は99.99%か。", "稼働率は99.9%か。", "number-unit"),
    ("鍵長は256ビットか。", "鍵長は128bitか。", "number-unit"),
    ("三年以上保存しているか。", "一年以上保存しているか。", "number-unit"),
    ("保険金額は1億円か。", "保険金額は1,000万円か。", "number-unit"),
    ("Are logs kept for 90 days?", "Are logs kept for 30 days?", "number-unit"),
    ("Are logs kept for at least one year and 12 months?", "Are logs kept for 6 months?", "number-unit"),
    ("Do you notify within 24 hours?", "Do you notify within 72 hours?", "number-unit"),
    ("毎日バックアップしていますか。", "毎月バックアップしていますか。", "period"),
    ("日次でバックアップしていますか。", "週次でバックアップしていますか。", "period"),
    ("年2回訓練していますか。", "年1回訓練していますか。", "period"),
    ("四半期ごとに棚卸ししていますか。", "年に1回棚卸ししていますか。", "period"),
    ("3か月ごとに棚卸ししていますか。", "半年ごとに棚卸ししていますか。", "period"),
    ("年1回以上訓練していますか。", "訓練していますか。", "period"),
    ("常時監視していますか。", "年1回監視していますか。", "period"),
    ("退職時にIDを削除しますか。", "入社時にIDを登録しますか。", "period"),
    ("事後に承認を得ていますか。", "事前に承認を得ていますか。", "period"),
    ("Are access rights reviewed quarterly?", "Are access rights reviewed annually?", "period"),
    ("Is training held twice a year?", "Is training held once a year?", "period"),
    ("すべての端末に導入していますか。", "一部の端末に導入していますか。", "scope"),
    ("全ての委託契約が対象か。", "一部の委託契約が対象か。", "scope"),
    ("端末のパッチを適用していますか。", "サーバのパッチを適用していますか。", "scope"),
    ("伝送データを暗号化していますか。", "保存データを暗号化していますか。", "scope"),
    ("SOC1報告書はありますか。", "SOC2報告書はありますか。", "scope"),
    ("全員が受講していますか。", "担当者のみが受講していますか。", "scope"),
    ("Is data encrypted in transit?", "Is data encrypted at rest?", "scope"),
    ("多要素認証は任意か。", "多要素認証は必須か。", "modality"),
    ("鍵の更新を実施する予定か。", "鍵の更新を実施しているか。", "modality"),
    ("手動で切り替えますか。", "自動で切り替えますか。", "modality"),
    ("オプションで提供しますか。", "標準で提供しますか。", "modality"),
    ("利用者が変更できるか。", "利用者は変更しなければならないか。", "modality"),
    ("多要素認証を利用できますか。", "多要素認証を利用しなければなりませんか。", "modality"),
    ("Users may change passwords?", "Users must change passwords?", "modality"),
    ("私物端末の利用を許可していますか。", "私物端末の利用を禁止していますか。", "permission"),
    ("持出しを禁止していますか。", "持出しを許可していますか。", "permission"),
    ("利用者はデータを更新できますか。", "利用者はデータを閲覧できますか。", "permission"),
    ("権限を剥奪する手順", "権限を付与する手順", "permission"),
    ("私物端末を使っていますか。", "貸与端末を使っていますか。", "permission"),
    ("Is USB permitted?", "Is USB prohibited?", "permission"),
    ("海外拠点でログを3年保存していますか。", "国内拠点でログを1年保存していますか。", "place number-unit"),
    ("多要素認証を採用していますか。", "多要素認証を導入していること。", ""),
    ("権限が集中していないか。", "権限が一人に集中していないこと。", ""),
    ("承認なしで変更していないか。", "承認を得て変更しているか。", ""),
    ("データ入力業務を行っていますか。", "データ入力業務は行っていません。", ""),
    ("外部から接続できないようになっているか。", "外部からの接続を制限しているか。", ""),
    ("この理解で問題ないか。", "この理解でよいか。", ""),
    ("詳細をご提示いただけませんか。", "詳細を提示してください。", ""),
    ("規程を守らなければならないか。", "規程を守る義務があるか。", ""),
    ("貴社の体制を教えてください。", "利用者の管理体制", ""),
    ("貴社では委託先を監査していますか。", "委託先の監査を弊社が行っています。", ""),
    ("御社は鍵を管理していますか。", "貴社は鍵を管理していますか。", ""),
    ("国内外の拠点", "国外の拠点", ""),
    ("ログを1年間保存していますか。", "ログを12か月保存していますか。", ""),
    ("24時間以内に報告しますか。", "1日以内に報告しますか。", ""),
    ("年1回見直していますか。", "毎年見直していますか。", ""),
    ("年に１回以上見直していますか。", "少なくとも年1回見直していますか。", ""),
    ("四半期に1回棚卸ししていますか。", "3か月ごとに棚卸ししていますか。", ""),
    ("24時間365日監視していますか。", "常時監視していますか。", ""),
    ("Are rights reviewed every 3 months?", "Are rights reviewed quarterly?", ""),
    ("2024年の訓練を実施しましたか。", "訓練を実施しましたか。", ""),
    ("十分な対策を講じていますか。", "対策を講じていますか。", ""),
    ("一般的な分類の方針", "分類の方針", ""),
    ("統一された書式か。", "書式の統一", ""),
    ("実8 本人確認", "本人確認の実施", ""),
    ("すべての端末に導入していますか。", "全ての端末に導入していますか。", ""),
    ("サーバと端末の対策", "端末とサーバの対策", ""),
    ("サーバーの保護", "サーバの保護", ""),
    ("許可なく持ち出していないか。", "許可を得て持ち出していること。", ""),
    ("承認された変更のみ行うか。", "未承認の変更を行わないこと。", "negation"),
    ("Do you ensure that users do not share passwords?", "Do you ensure users have their own passwords?", ""),
    ("Do you have antivirus?", "Is antivirus installed?", ""),
    ("", "何か", ""),
];

/// Questions that ask for the absence of something, and those that do not.
const NEGATED: &[(&str, bool)] = &[
    ("利用していないか。", true),
    ("利用していませんか？", true),
    ("該当者はいないか", true),
    ("恐れはありませんか。", true),
    ("共有していることはないでしょうか。", true),
    ("行っていないと考えてよいか。", true),
    ("行っていないという理解でよろしいでしょうか。", true),
    ("公開しないこと。", true),
    ("持ち出してはならない。", true),
    ("再委託はないですか（はい・いいえ）", true),
    ("放置していませんか。ある場合は内容を記載してください。", true),
    ("野良サーバは無いですよね？", true),
    ("使い回してない?", true),
    ("Do you not share accounts?", true),
    ("Aren't accounts shared?", true),
    ("Is there no shared account?", true),
    ("Please confirm that no data leaves Japan.", true),
    ("置きっぱなしになっていませんか?", true),
    ("利用していますか。", false),
    ("漏れないようにしていますか。", false),
    ("欠落がないか点検しているか。", false),
    ("問題ないか。", false),
    ("差し支えありませんか。", false),
    ("教えていただけませんか。", false),
    ("守らなければならないか。", false),
    ("要員が少ないか。", false),
    ("有無を記載してください。", false),
    ("不要なIDを削除していますか。", false),
    ("していない場合は理由を記載してください。", false),
    ("禁止していますか。", false),
    ("Do you ensure that data is not shared?", false),
    ("Do you encrypt data?", false),
    ("State whether or not data is encrypted.", false),
    ("Is it not allowed", true),
    ("", false),
    ("間違いありませんか", false),
    ("対応できない場合の手順はありますか。", false),
];

fn guard() -> Guard {
    Guard::new(Knowledge::embedded().expect("the embedded tables are sound").differences())
}

fn kinds(found: &[Difference]) -> String {
    let name = |kind| match kind {
        DifferenceKind::Negation => "negation",
        DifferenceKind::Actor => "actor",
        DifferenceKind::Place => "place",
        DifferenceKind::NumberUnit => "number-unit",
        DifferenceKind::Period => "period",
        DifferenceKind::Scope => "scope",
        DifferenceKind::Modality => "modality",
        DifferenceKind::Permission => "permission",
    };
    found.iter().map(|difference| name(difference.kind)).collect::<Vec<_>>().join(" ")
}

#[test]
fn tells_dangerous_differences_from_harmless_ones() {
    let guard = guard();
    let wrong: Vec<String> = PAIRS
        .iter()
        .filter_map(|(question, reference, expected)| {
            let found = guard.differences(question, reference);
            (kinds(&found) != *expected)
                .then(|| format!("{question} / {reference}: {expected:?}, found {found:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn tells_questions_for_an_absence() {
    for (question, expected) in NEGATED {
        assert_eq!(is_negated(question), *expected, "in {question:?}");
    }
}

#[test]
fn shows_what_differs() {
    let found = guard()
        .differences("ログを３年以上、海外で保存していますか。", "ログを１年以上、国内で保存していますか。");
    let shown: Vec<_> = found
        .iter()
        .map(|difference| (difference.in_question.as_str(), difference.in_reference.as_str()))
        .collect();
    assert_eq!(shown, [("３年", "１年"), ("海外", "国内")]);
    assert_eq!(found.first().map(|difference| difference.question_span.clone()), Some(9..15));
}

proptest::proptest! {
    #[test]
    fn a_text_does_not_differ_from_itself(text in "(年|[0-9０-９]{1,3}|以上|回|ない|か|。|委託先|毎月|一|十|分|[(（]|[)）]|\\PC){0,12}") {
        let found = guard().differences(&text, &text);
        proptest::prop_assert!(found.is_empty(), "{:?}", found);
    }

    #[test]
    fn spans_lie_in_the_question(question in "(年|[0-9]{1,3}|%|ﾊﾞ|㍻|以上|回|ない|か|。|海外|毎月|三|\\PC){0,12}", reference in "(国内|[0-9]年|ますか|毎日){0,4}") {
        for difference in guard().differences(&question, &reference) {
            proptest::prop_assert_eq!(question.get(difference.question_span), Some(difference.in_question.as_str()));
        }
    }
}
