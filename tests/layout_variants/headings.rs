//! What headings of two things, of listed values and in unusual words say.

use super::{MARKS, Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "an answer or the reason for none, in one column",
        sheets: &[(
            "自己点検",
            "No|点検項目|点検結果|実施内容又は未実施の理由|関連規程
             1|パスワードを定期的に見直しているか。|||
             2|共有アカウントを使用していないか。|||",
            &[("C2", "C3", MARKS)],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "listed values under a heading that is otherwise an answer's",
        sheets: &[(
            "VSA",
            "#|Question|Answer (Yes / No)|Comments / details|Evidence / artefacts
             1|Do you encrypt customer data at rest?|||
             2|Are backups tested at least annually?|||",
            &[],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "values that are only the condition for words",
        sheets: &[(
            "Vendor",
            "Ref|Security question|Answer|Explanation (if No or N/A)
             1|Do you encrypt customer data at rest?||
             2|Are backups tested at least annually?||",
            &[("C2", "C3", &["Yes", "No", "N/A"])],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "the number of an option, the grounds, a link, and hints of the customer's",
        sheets: &[(
            "要求事項",
            "要求No|セキュリティ要求事項|回答番号|適合根拠|関連URL|ご記入上の補足
             S-01|操作ログを一年間保管すること。||||根拠も記載
             S-02|通信を暗号化すること。||||
             S-03|鍵を管理すること。||||",
            &[],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3", "B4 c:C4 a:D4 e:E4"],
    },
    Variant {
        what: "what the customer's side assesses, in its own words",
        sheets: &[(
            "チェック表",
            "リスク区分|No|チェック項目|回答|回答の説明|査定|評点|審査結果|行内確認印
             高|1|教育を実施していますか。||||||
             中|2|誓約書を取得していますか。||||||",
            &[("D2", "D3", YES), ("F2", "F3", &["A", "B", "C"])],
        )],
        expected: &["C2 c:D2 a:E2", "C3 c:D3 a:E3"],
    },
    Variant {
        what: "columns to mark whose headings explain their letters",
        sheets: &[(
            "点検",
            "No|点検事項|A\\n十分に実施している|B\\n一部実施している|C\\n実施していない|備考
             1|監視を行っていますか。||||
             2|訓練を実施していますか。||||",
            &[],
        )],
        expected: &["B2 c:C2 r:F2", "B3 c:C3 r:F3"],
    },
    Variant {
        what: "the headings again in a second language",
        sheets: &[(
            "Security Check",
            "No.|Question|Answer|Details|Evidence
             番号|質問事項|回答|詳細|証跡
             1|監視を行っていますか。|||
             2|訓練を実施していますか。|||",
            &[("C3", "C4", &["Yes", "No"])],
        )],
        expected: &["B3 c:C3 a:D3 e:E3", "B4 c:C4 a:D4 e:E4"],
    },
    Variant {
        what: "whether it applies, and how it is met",
        sheets: &[(
            "管理策",
            "番号|管理策|該当有無|実施状況|実施内容|備考
             1|監視を行っている。||||
             2|訓練を実施している。||||",
            &[("C2", "C3", &["該当", "非該当"]), ("D2", "D3", &["実施済", "未実施"])],
        )],
        expected: &["B2 c:D2 a:E2 r:F2", "B3 c:D3 a:E3 r:F3"],
    },
    Variant {
        what: "English columns of the customer, and what is done instead",
        sheets: &[(
            "Assessment",
            "ID|Question|Supplier response|If yes, please describe how|If no, compensating controls|Buyer rating|Buyer comments
             1.1|Do you encrypt customer data at rest?|||||
             1.2|Are backups tested at least annually?|||||",
            &[("C2", "C3", &["Yes", "No"]), ("F2", "F3", &["1", "2"])],
        )],
        expected: &["B2 c:C2 a:D2 r:E2", "B3 c:C3 a:D3 r:E3"],
    },
    Variant {
        what: "a requirement merged over its parts, each with its own answer",
        sheets: &[(
            "要求仕様",
            "No|要求事項|枝番|確認の細目|対応可否|対応方法
             1|利用者の識別と認証を適切に行うこと。|(a)|多要素認証に対応していますか。||
             ^|^|(b)|権限を見直していますか。||
             2|保存データと通信を保護すること。|(a)|通信を暗号化していますか。||
             ^|^|(b)|鍵を管理していますか。||",
            &[("E2", "E5", &["可", "不可"])],
        )],
        expected: &["D2 c:E2 a:F2", "D3 c:E3 a:F3", "D4 c:E4 a:F4", "D5 c:E5 a:F5"],
    },
    Variant {
        what: "an empty description in the provider's group",
        sheets: &[(
            "Control Matrix",
            "Control #|Control requirement|Provider input|<|<|Assessor use|<
             ^|^|Status|Description|Reference|Result|Observation
             C-1|Do you encrypt customer data at rest?|||||
             C-2|Are backups tested at least annually?|||||",
            &[("C3", "C4", &["Implemented", "Planned"]), ("F3", "F4", &["Pass", "Fail"])],
        )],
        expected: &["B3 c:C3 a:D3 e:E3", "B4 c:C4 a:D4 e:E4"],
    },
    Variant {
        what: "a self-assessment with its grounds, and the customer's assessment",
        sheets: &[(
            "評価調書",
            "番号|評価の着眼点|自己査定|自己査定の根拠|査定結果
             1-1|監視を行っている。|||
             1-2|訓練を実施している。|||",
            &[("C2", "C3", &["A", "B", "C"])],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "the only words in a column for remarks and comments",
        sheets: &[(
            "Check",
            "No|質問|回答|備考・コメント
             1|監視を行っていますか。||
             2|訓練を実施していますか。||",
            &[("C2", "C3", YES)],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "one heading over a choice and the words that explain it",
        sheets: &[(
            "調査",
            "No|調査項目|貴社回答|<|備考
             1|監視を行っていますか。|||
             2|訓練を実施していますか。|||",
            &[("C2", "C3", &["有", "無"])],
        )],
        expected: &["B2 c:C2 a:D2 r:E2", "B3 c:C3 a:D3 r:E3"],
    },
    Variant {
        what: "letters to choose from, words, and a result that waits for the customer",
        sheets: &[(
            "チェックシート",
            "項番|お伺いしたい事項|確認の観点|回答（A/B/C）|ご回答内容|関連規程|判定結果
             1|監視の体制|規程、手順書、記録の有無を確認します。||||
             2|訓練の計画|実施の範囲と頻度を確認します。||||",
            &[],
        )],
        expected: &["B2 c:D2 a:E2 e:F2", "B3 c:D3 a:E3 e:F3"],
    },
    Variant {
        what: "levels named by their range, and an example right below the headings",
        sheets: &[(
            "Assessment",
            "ID|Control|Current level (0-5)|Comments|Evidence
             Example|Is there a policy in place?|3|We have a policy.|Implemented.
             1|Do you encrypt customer data at rest?|||
             2|Are backups tested at least annually?|||",
            &[],
        )],
        expected: &["B3 c:C3 a:D3 e:E3", "B4 c:C4 a:D4 e:E4"],
    },
    Variant {
        what: "what must be reached, and by what it is judged",
        sheets: &[(
            "チェックシート",
            "分類|目的|No|レベル|達成条件|達成基準|評価結果|評価根拠・備考
             共通|方針を示す|1|Lv1|方針を策定し文書化している。|年1回以上見直していること|||
             共通|方針を示す|2|Lv2|方針を全社員に周知している。|年1回以上周知していること|||
             特有|体制を整える|3|Lv1|連絡体制を整備している。|体制図があること|||",
            &[("G2", "G4", &["2", "1", "0", "該当なし"])],
        )],
        expected: &["E2 c:G2 a:H2", "E3 c:G3 a:H3", "E4 c:G4 a:H4"],
    },
    Variant {
        what: "how it is met, in the customer's word for meeting",
        sheets: &[(
            "要件",
            "要件ID|セキュリティ要件|適合性|適合方法|関連文書
             SR-01|通信を暗号化すること。|||
             SR-02|記録を保管すること。|||",
            &[("C2", "C3", &["適合", "不適合"])],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "no heading of an answer that is known, beside questions",
        sheets: &[(
            "Sheet1",
            "テーマ|確認したいこと|御社のお考え
             監視|監視を行っていますか。|
             訓練|訓練を実施していますか。|
             記録|記録を保管していますか。|",
            &[],
        )],
        expected: &["B2 a:C2", "B3 a:C3", "B4 a:C4"],
    },
    Variant {
        what: "headings that tell at length how to answer",
        sheets: &[(
            "調査",
            "No|調査項目|貴社における対応状況について、以下の選択肢から該当するものを1つ選択してください。\\n○：対応している\\n△：一部対応している、または対応予定（対応予定時期を右欄に記載してください）\\n×：対応していない|対応状況の具体的な内容をご記入ください。「△」または「×」の場合は、その理由と今後の対応予定（時期を含む）を、300文字以内でご記入ください。回答が長くなる場合は、別紙に記載のうえ添付してください。|参照資料
             1|監視を行っていますか。|||
             2|訓練を実施していますか。|||",
            &[("C2", "C3", &["○", "△", "×"])],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "English headings by the word before \"of\"",
        sheets: &[(
            "Controls",
            "Ref.|Requirement|Compliant (Y/N/P)|Details of compliance|Remediation plan and target date
             R1|Data shall be encrypted at rest.|||
             R2|Access shall be reviewed every year.|||",
            &[],
        )],
        expected: &["B2 c:C2 a:D2 r:E2", "B3 c:C3 a:D3 r:E3"],
    },
    Variant {
        what: "what the bank checks, beside the criterion's text",
        sheets: &[(
            "FISC確認",
            "FISC項番|基準名|基準の内容|当行確認事項|回答|回答内容
             実1|暗証番号|暗証番号を知られないための対策を講ずること。|暗証番号を暗号化していますか。||
             実2|相手端末|相手端末の確認機能を設けること。|端末を電子証明書で確認していますか。||
             実3|データ|蓄積データの漏えいを防止すること。|記憶媒体を暗号化していますか。||",
            &[("E2", "E4", &["○", "×"])],
        )],
        expected: &["D2 c:E2 a:F2 n:A2", "D3 c:E3 a:F3 n:A3", "D4 c:E4 a:F4 n:A4"],
    },
    Variant {
        what: "sheets with the same headings but for what is answered",
        sheets: &[
            (
                "1",
                "No|区分|確認事項|対応内容|備考
                 1|監視|監視を行っていますか。||
                 2|訓練|訓練を実施していますか。||",
                &[],
            ),
            (
                "2",
                "No|区分|確認事項|エビデンス|備考
                 1|記録|記録を保管していますか。||
                 2|教育|教育を実施していますか。||",
                &[],
            ),
        ],
        expected: &["C2 a:D2 r:E2", "C3 a:D3 r:E3", "C2 r:E2 e:D2", "C3 r:E3 e:D3"],
    },
    Variant {
        what: "a level without a list, and the name of a document",
        sheets: &[(
            "評価表",
            "No|評価項目|レベル|現状の取組み内容|Document name
             1|教育を実施しているか。|||
             2|訓練を実施しているか。|||",
            &[],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
];
