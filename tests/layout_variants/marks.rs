//! Judgements that are marked: columns of values and levels, boxes, and what stands beside them.

use super::forms::{form, workbook};
use super::{Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "among the values to mark one that names an answer elsewhere",
        sheets: &[(
            "問診",
            "要件番号|要件|回答（1つ選択）|<|<|備考
             ^|^|対応|CCWあり|未対応|^
             1.1|通信を暗号化すること。||||
             1.2|初期パスワードを変更すること。||||
             1.3|記録を一年保管すること。||||",
            &[],
        )],
        expected: &["B3 c:C3 r:F3", "B4 c:C4 r:F4", "B5 c:C5 r:F5"],
    },
    Variant {
        what: "numbered levels to mark",
        sheets: &[(
            "成熟度",
            "No|評価項目|達成レベル|<|<|判断の根拠
             ^|^|レベル1|レベル2|レベル3|^
             1|資産台帳を整備している。||||
             2|脅威情報を収集している。||||",
            &[],
        )],
        expected: &["B3 c:C3 a:F3", "B4 c:C4 a:F4"],
    },
    Variant {
        what: "a box in each of the columns to tick",
        sheets: &[(
            "確認票",
            "No.|確認事項|回答|<|<|具体的な内容
             ^|^|はい|いいえ|対象外|^
             1|監視を行っていますか。|□|□|□|
             2|訓練を実施していますか。|□|□|□|
             3|記録を保管していますか。|□|□|□|",
            &[],
        )],
        expected: &["B3 c:C3 a:F3", "B4 c:C4 a:F4", "B5 c:C5 a:F5"],
    },
    Variant {
        what: "levels to circle",
        sheets: &[(
            "自己評価",
            "番号|評価項目|評価（○で囲む）|評価理由
             1|教育を実施しているか。|3 ・ 2 ・ 1|
             2|監査を実施しているか。|3 ・ 2 ・ 1|",
            &[],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "columns to mark, and words only where it is not done",
        sheets: &[(
            "確認書",
            "確認書
             |
             |確認項目|該当する方に○|<|「いいえ」の場合、その理由又は代替措置
             ^|^|はい|いいえ|^
             (1)|責任者を定めていますか。|||
             (2)|規程を定めていますか。|||
             (3)|教育を実施していますか。|||",
            &[],
        )],
        expected: &["B5 c:C5 r:E5", "B6 c:C6 r:E6", "B7 c:C7 r:E7"],
    },
    Variant {
        what: "a number of the remark is no answer",
        sheets: &[(
            "開示書",
            "項番|質問内容|回答|備考番号|備考
             1|方針を公開していますか。|はい　いいえ　対象外||
             2|個人情報を特定していますか。|はい　いいえ　対象外||",
            &[],
        )],
        expected: &["B2 c:C2 r:E2", "B3 c:C3 r:E3"],
    },
    Variant {
        what: "a level that the customer wants is no number of the question",
        sheets: &[(
            "CSF",
            "Category|Subcategory|Current maturity (0-5)|Target maturity (set by client)|Narrative
             Category 1|Assets are inventoried and maintained.||3|
             ^|Risks are identified and recorded.||3|
             Category 2|Access is granted by least privilege.||3|
             ^|Logs are reviewed by the operators.||3|",
            &[],
        )],
        expected: &["B2 c:C2 a:E2", "B3 c:C3 a:E3", "B4 c:C4 a:E4", "B5 c:C5 a:E5"],
    },
    Variant {
        what: "a drop-down names what a heading of unknown words asks",
        sheets: &[(
            "認証",
            "No|認証名|取得状況|認証番号
             1|ISO/IEC 27001||
             2|プライバシーマーク||
             3|SOC2 Type2報告書||",
            &[("C2", "C4", &["取得済", "取得予定", "未取得"])],
        )],
        expected: &["B2 c:C2", "B3 c:C3", "B4 c:C4"],
    },
    Variant {
        what: "counts of the judgements beside the table",
        sheets: &[(
            "自己評価",
            "No|評価項目|評価|評価の説明|||集計|件数
             1|教育を実施しているか。||||はい|=COUNTIF(C2:C5,G2)§0
             2|監査を実施しているか。||||いいえ|=COUNTIF(C2:C5,G3)§0
             3|訓練を実施しているか。||||該当なし|=COUNTIF(C2:C5,G4)§0
             4|記録を保管しているか。|||||",
            &[("C2", "C5", YES)],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4", "B5 c:C5 a:D5"],
    },
    Variant {
        what: "boxes in every row under a heading that says little",
        sheets: &[(
            "点検票",
            "ID|点検項目|有無の別|記述欄
             1|監視を行っているか。|□はい □いいえ|
             2|訓練を実施しているか。|□はい □いいえ|
             3|記録を保管しているか。|□はい □いいえ|",
            &[],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "an explanation of the answer, and a column of examples that is half filled",
        sheets: &[(
            "調査票",
            "ID|ご質問内容|具体例|適合状況|補足説明欄|備考欄
             1|規程を整備していますか。|規程等により確認する。|||
             2|教育を実施していますか。||||
             3|監視を行っていますか。|サーバと端末を対象とする。|||
             4|訓練を実施していますか。||||",
            &[("D2", "D5", YES)],
        )],
        expected: &["B2 c:D2 a:E2 r:F2", "B3 c:D3 a:E3 r:F3", "B4 c:D4 a:E4 r:F4", "B5 c:D5 a:E5 r:F5"],
    },
    Variant {
        what: "columns to mark behind blank columns",
        sheets: &[(
            "確認表",
            "基準番号||確認ポイント||対応内容||該当する欄に○を記入|<
             ^||^||^||○|×
             実9||監視を行っていますか。|||||
             統4||訓練を実施していますか。|||||
             設12||記録を保管していますか。|||||",
            &[],
        )],
        expected: &["C3 c:G3 a:E3 n:A3", "C4 c:G4 a:E4 n:A4", "C5 c:G5 a:E5 n:A5"],
    },
];

#[test]
fn values_to_mark_are_spelled_on_one_line() {
    for (heading, rows, expected) in [
        ("Fully\\nmet|Not met", "Data is encrypted at rest.", ["Fully met", "Not met"]),
        ("対応\\n済|未\\n対応", "データを暗号化していること。", ["対応済", "未対応"]),
    ] {
        let rows = format!("No|Requirement|{heading}|Remarks\n1|{rows}|||\n2|{rows}|||");
        let questions = kaito::questionnaire::find(&workbook(&[form(&rows, &[])]), None);
        let choice = questions.first().and_then(|question| question.choice.clone());
        let Some(kaito::Choice::Columns { options, .. }) = choice else {
            panic!("columns to mark: {heading}: {choice:?}");
        };
        assert_eq!(options.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(), expected);
    }
}
