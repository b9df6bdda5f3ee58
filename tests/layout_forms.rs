//! Layouts that customers use, one form each, with the cells that must be found.

mod forms;

use forms::{Form, form, found};

type Lists<'a> = &'a [(&'a str, &'a str, &'a [&'a str])];

#[track_caller]
fn check(rows: &str, lists: Lists<'_>, expected: &[&str]) {
    assert_eq!(found(&[form(rows, lists)]), expected, "{rows}");
}

#[test]
fn plain_lists() {
    check(
        "No.|質問|ご回答
         1|データのバックアップを取得していますか。|
         2|バックアップからの復元試験を行っていますか。|",
        &[],
        &["B2 a:C2", "B3 a:C3"],
    );
    check(
        "番号|ご質問事項|回答欄|備考
         Q1|サービスの提供形態を教えてください。||
         Q2|データの保管場所は国内ですか。||",
        &[],
        &["B2 a:C2 r:D2", "B3 a:C3 r:D3"],
    );
    check(
        "項番|要求事項|対応可否|対応内容|証跡
         1|特権IDの利用を記録し、定期的に確認すること。|||
         2|パスワードは十分な長さとすること。|||",
        &[("C2", "C3", &["可", "不可", "対象外"])],
        &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    );
}

#[test]
fn judgement_without_a_list() {
    check(
        "No|チェック項目|実施状況（○/△/×）|具体的な取組内容|特記事項
         1|入退室を管理しているか。|||
         2|来訪者を記録しているか。|||",
        &[],
        &["B2 c:C2 a:D2 r:E2", "B3 c:C3 a:D3 r:E3"],
    );
    check(
        "回答は ○：対応済、△：一部対応、×：未対応 を記入してください。
         No|管理策|評価|説明|根拠資料
         1|脆弱性情報を収集し、必要な対応を行っている。|||
         2|ログを一年以上保管している。|||",
        &[],
        &["B3 c:C3 a:D3 e:E3", "B4 c:C4 a:D4 e:E4"],
    );
}

#[test]
fn merged_headings_over_two_and_three_rows() {
    check(
        "大項目|中項目|No|確認内容|貴社記入欄|<|<|当行使用欄|<
         ^|^|^|^|回答区分|回答内容|参照資料|判定|所見
         組織|体制|1|責任者を任命しているか。|||||
         ^|規程|2|規程を整備しているか。|||||",
        &[("E3", "E4", &["はい", "いいえ"])],
        &["D3 c:E3 a:F3 e:G3", "D4 c:E4 a:F4 e:G4"],
    );
    check(
        "No|点検項目|<|点検結果|<|<|<
         ^|区分|内容|自己点検|<|<|備考
         ^|^|^|適|不適|非該当|^
         1|入退室|入室者を制限しているか。||||
         2|入退室|入室記録を保管しているか。||||",
        &[],
        &["C4 c:D4 r:G4", "C5 c:D5 r:G5"],
    );
}

#[test]
fn tables_repeated_with_titles_between() {
    check(
        "セキュリティ調査票
         
         ■ 組織的対策
         No|設問|回答|補足
         1|方針を定めていますか。||
         2|教育を実施していますか。||
         
         ■ 技術的対策
         No|設問|回答|補足
         1|暗号化していますか。||
         2|多要素認証に対応していますか。||",
        &[("C5", "C6", &["はい", "いいえ"]), ("C10", "C11", &["はい", "いいえ"])],
        &["B5 c:C5 a:D5", "B6 c:C6 a:D6", "B10 c:C10 a:D10", "B11 c:C11 a:D11"],
    );
    check(
        "No|確認事項|対応状況|コメント
         1. アクセス制御|<|<|<
         1-1|利用者IDは個人ごとに付与しているか。||
         1-2|退職者のIDを速やかに削除しているか。||
         2. 暗号化|<|<|<
         2-1|通信を暗号化しているか。||",
        &[("C3", "C4", &["対応済", "未対応"]), ("C6", "C6", &["対応済", "未対応"])],
        &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "B6 c:C6 a:D6"],
    );
}

#[test]
fn columns_that_are_not_for_the_respondent() {
    check(
        "No|質問項目|前回回答|今回回答|変更理由|弊社評価|点数
         1|監視は24時間365日行っていますか。|はい||||
         2|障害時の連絡体制はありますか。|はい||||",
        &[("D2", "D3", &["はい", "いいえ"])],
        &["B2 c:D2 r:E2", "B3 c:D3 r:E3"],
    );
    check(
        "ID|Control|Requirement|Response|Evidence|Assessor comments
         AC-1|Access|Access shall be reviewed at least annually.|||
         AC-2|Access|Privileged access shall be logged and monitored.|||",
        &[],
        &["C2 a:D2 e:E2", "C3 a:D3 e:E3"],
    );
}

#[test]
fn examples_notes_and_totals_are_no_questions() {
    check(
        "No|確認項目|回答|回答内容
         記入例|規程を定めているか。|○|規程を定め毎年見直している。
         1|委託先を定期的に評価しているか。||
         2|再委託を行う場合に事前の承認を得ているか。||
         |合計||
         ※ 不明な点は担当者までお問い合わせください。",
        &[("C2", "C4", &["○", "×"])],
        &["B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    );
}

#[test]
fn respondent_block_above_the_table() {
    check(
        "会社名||
         記入者||
         記入日||
         
         No|質問内容|回答
         1|ISMSの認証を取得していますか。|
         2|プライバシーマークを取得していますか。|",
        &[],
        &["B6 a:C6", "B7 a:C7"],
    );
    check("項目|記入欄\n会社名|\n住所|\nご担当者名|\nメールアドレス|", &[], &[]);
}

#[test]
fn one_of_several_columns_is_marked() {
    check(
        "項番|評価項目|はい|いいえ|該当なし|理由・補足
         1|ウイルス対策ソフトを導入していますか。||||
         2|定義ファイルを最新に保っていますか。||||",
        &[],
        &["B2 c:C2 a:F2", "B3 c:C3 a:F3"],
    );
    check(
        "No|Question|Yes|No|N/A|Comments
         1|Is data encrypted at rest?||||
         2|Is data encrypted in transit?||||",
        &[],
        &["B2 c:C2 a:F2", "B3 c:C3 a:F3"],
    );
}

#[test]
fn boxes_to_tick() {
    check(
        "No|遵守事項|対応状況|詳細
         1|個人情報を暗号化して保管すること。|□ 対応済　□ 未対策|
         2|廃棄時に復元できないよう消去すること。|□ 対応済　□ 未対策|",
        &[],
        &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    );
}

#[test]
fn no_headings_at_all() {
    check(
        "1|サーバの時刻は同期していますか。||
         2|不要なサービスを停止していますか。||
         3|管理画面への接続元を制限していますか。||
         4|監査ログを取得していますか。||",
        &[("C1", "C4", &["はい", "いいえ"])],
        &["B1 c:C1 a:D1", "B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    );
}

#[test]
fn numbers_of_the_standard() {
    let rows = "基準番号|基準小項目|確認項目|対応状況|具体的な対応内容|備考
         3|方針|個別計画の承認手続を定めているか。|||
         10|体制|監査体制を整備しているか。|||
         11|体制|防犯の責任者を定めているか。|||";
    let lists: Lists<'_> = &[("D2", "D4", &["○", "△", "×", "－"])];
    let sheet = Form { name: "統制基準", rows, lists, hidden: false };
    let expected = ["C2 c:D2 a:E2 r:F2 n:A2", "C3 c:D3 a:E3 r:F3 n:A3", "C4 c:D4 a:E4 r:F4 n:A4"];
    assert_eq!(found(&[sheet]), expected);
    let book = forms::workbook(&[sheet]);
    assert!(kaito::questionnaire::find(&book, None).iter().all(|q| q.group == Some(kaito::Group::Control)));
}

#[test]
fn question_and_explanation_side_by_side() {
    check(
        "分類|No|確認事項|確認の観点・解説|回答|回答の根拠・補足説明|資料名
         運用|1|変更管理の手続があること。|承認の記録が残る仕組みを指します。|||
         ^|2|構成情報を管理していること。|一覧で把握できることを指します。|||
         ^|3|容量を監視していること。|しきい値を定めていることを指します。|||",
        &[("E2", "E4", &["適合", "一部適合", "不適合"])],
        &["C2 c:E2 a:F2 e:G2", "C3 c:E3 a:F3 e:G3", "C4 c:E4 a:F4 e:G4"],
    );
}

#[test]
fn two_languages_side_by_side() {
    check(
        "No|質問|Question|回答 / Answer|備考 / Remarks
         1|データは暗号化されていますか。|Is the data encrypted at rest and in transit by default?||
         2|バックアップを取得していますか。|Do you take backups of all customer data every day?||",
        &[],
        &["B2 a:D2 r:E2", "B3 a:D3 r:E3"],
    );
}

#[test]
fn texts_merged_over_columns() {
    check(
        "No|調査事項|<|<|回答|<|備考
         1|開発環境と本番環境を分離していますか。|<|<||<|
         2|本番データを試験に使用していますか。|<|<||<|",
        &[],
        &["B2 a:E2 r:G2", "B3 a:E3 r:G3"],
    );
}

#[test]
fn answers_on_other_words() {
    for (question, answer) in [
        ("監査項目", "被監査部署回答"),
        ("お伺いしたい内容", "貴社のご状況"),
        ("セキュリティ要件", "充足状況の説明"),
        ("サービス仕様の確認事項", "貴社仕様"),
        ("必要な対策", "現状の対策"),
        ("Requirement", "Vendor response"),
        ("Security question", "Your answer"),
    ] {
        let rows = format!(
            "No|{question}|{answer}\n1|アクセスログを保管していること。|\n2|時刻を同期していること。|"
        );
        check(&rows, &[], &["B2 a:C2", "B3 a:C3"]);
    }
}

#[test]
fn three_levels_of_titles_and_carried_sections() {
    let rows = "分類|項目|No|設問|回答|備考
         ■ 第1章 組織|<|<|<|<|<
         体制|責任者|1|責任者を任命していますか。||
         ||2|責任者の役割を定めていますか。||
         |教育|3|教育を毎年実施していますか。||
         ■ 第2章 技術|<|<|<|<|<
         暗号|鍵|4|鍵を管理していますか。||";
    let book = forms::workbook(&[form(rows, &[])]);
    let sections: Vec<String> =
        kaito::questionnaire::find(&book, None).into_iter().map(|q| q.section).collect();
    let expected = [
        "第1章 組織 / 体制 / 責任者",
        "第1章 組織 / 体制 / 責任者",
        "第1章 組織 / 体制 / 教育",
        "第2章 技術 / 暗号 / 鍵",
    ];
    assert_eq!(sections, expected);
}

#[test]
fn states_and_placeholders() {
    use kaito::QuestionState::{Answered, Open};
    let rows = "No|質問|回答|回答内容
         1|ログを取得していますか。|選択してください|
         2|時刻を同期していますか。|はい|NTPで同期しています。
         3|通信を暗号化していますか。|－|-
         4|鍵を更新していますか。|未回答|（ご記入ください）
         5|権限を見直していますか。||毎年見直しています。";
    let lists: Lists<'_> = &[("C2", "C6", &["選択してください", "はい", "いいえ"])];
    let book = forms::workbook(&[form(rows, lists)]);
    let states: Vec<_> = kaito::questionnaire::find(&book, None).into_iter().map(|q| q.state).collect();
    assert_eq!(states, [Open, Answered, Open, Open, Answered]);
}

#[test]
fn sheets_without_questions_are_left_alone() {
    let guide = "No|確認項目|回答|備考\n1|記入方法をご確認ください。|○|例です。";
    let history = "版|日付|改訂内容|担当\n1.0|2025/4/1|新規作成|管理部\n||| ";
    let master = "No|設問\n1|ログを取得していますか。\n2|時刻を同期していますか。";
    let list = "区分\n○\n△\n×";
    let sheets = [
        ("記入要領", guide),
        ("改訂履歴", history),
        ("設問マスタ", master),
        ("選択肢", list),
        ("設問一覧", master),
    ];
    for (name, rows) in sheets {
        let sheet = Form { name, rows, lists: &[], hidden: false };
        assert_eq!(found(&[sheet]), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn hidden_sheets_are_reported_as_hidden() {
    let rows = "No|質問|回答\n1|ログを取得していますか。|\n2|時刻を同期していますか。|";
    let book = forms::workbook(&[Form { name: "旧", rows, lists: &[], hidden: true }]);
    let questions = kaito::questionnaire::find(&book, None);
    assert_eq!(questions.len(), 2);
    assert!(questions.iter().all(|q| q.state == kaito::QuestionState::Hidden));
}

#[test]
fn a_limit_of_characters_is_read() {
    for rows in [
        "No|質問|ご回答（２００文字以内）\n1|体制を説明してください。|\n2|実績を説明してください。|",
        "No|質問|ご回答\n1|体制を説明してください。|（200字以内でご記入ください）\n2|実績は。|（200字以内でご記入ください）",
    ] {
        let questions = kaito::questionnaire::find(&forms::workbook(&[form(rows, &[])]), None);
        assert!(questions.len() == 2 && questions.iter().all(|q| q.limit == Some(200)), "{questions:?}");
    }
}

/// Headings, values of the drop-down in C, and the roles of the columns from C on; the question stands in B.
const HEADINGS: &[(&str, &[&str], &[&str])] = &[
    ("No|チェックポイント|チェック欄|備考", &["はい", "いいえ"], &["c:C2", "r:D2"]),
    ("項番|審査項目|貴社回答|エビデンス", &[], &["a:C2", "e:D2"]),
    ("#|確認したい事項|対応有無|対応の詳細", &["有", "無"], &["c:C2", "a:D2"]),
    ("No.|統制内容|整備状況|運用状況の説明", &["整備済", "未整備"], &["c:C2", "a:D2"]),
    (
        "No|セキュリティ対策項目|実施状況|実施していない場合の理由・代替策",
        &["実施", "未実施"],
        &["c:C2", "r:D2"],
    ),
    ("ID|Control statement|In place?|Details", &["Yes", "No"], &["c:C2", "a:D2"]),
    ("通番|ヒアリング項目|ヒアリング結果|関連資料", &[], &["a:C2", "e:D2"]),
    ("No|遵守事項|遵守状況|根拠となる規程類", &["遵守", "未遵守"], &["c:C2", "e:D2"]),
    ("No|要求事項|準拠可否|準拠方法の説明", &["準拠", "非準拠"], &["c:C2", "a:D2"]),
    ("No|確認事項|自己評価|評価理由", &["A", "B", "C"], &["c:C2", "a:D2"]),
    ("No|照会事項|ご回答|ご担当部署", &[], &["a:C2"]),
    ("No|質問|回答選択|自由回答欄", &["はい", "いいえ"], &["c:C2", "a:D2"]),
    ("No|基準|適合状況|適合していることの説明", &["適合", "不適合"], &["c:C2", "a:D2"]),
    ("問|内容|答|補足", &[], &["a:C2", "r:D2"]),
];

#[test]
fn more_headings_of_real_forms() {
    for (headings, values, roles) in HEADINGS {
        let rows =
            format!("{headings}\n1|アクセス権を定期的に見直していること。||\n2|記録を保管していること。||");
        let list = [("C2", "C3", *values)];
        let lists: Lists<'_> = if values.is_empty() { &[] } else { &list };
        let first = found(&[form(&rows, lists)]).into_iter().next().unwrap_or_default();
        assert_eq!(first, format!("B2 {}", roles.join(" ")), "{headings}");
    }
}

#[test]
fn values_are_explained_beside_the_title() {
    let rows = "回答票|||○|対応済み
         |||△|一部対応
         |||×|未対応
         No|対策内容|回答|対策の実施状況
         1|監視を行っている。||
         2|訓練を実施している。||";
    let questions = kaito::questionnaire::find(&forms::workbook(&[form(rows, &[])]), None);
    let values = questions.first().and_then(|question| question.choice.clone());
    let expected = ["○", "△", "×"].map(str::to_owned).to_vec();
    assert_eq!(values, Some(kaito::Choice::List { values: expected, enforced: false }));
}

#[test]
fn numbers_without_a_heading_number_the_questions() {
    let rows =
        "|質問事項|ご回答\n1|監視を行っていますか。|\n2|訓練をしていますか。|\n3|復元を試していますか。|";
    let questions = kaito::questionnaire::find(&forms::workbook(&[form(rows, &[])]), None);
    let items: Vec<_> = questions.into_iter().filter_map(|question| question.item).collect();
    assert_eq!(items, ["1", "2", "3"]);
}
