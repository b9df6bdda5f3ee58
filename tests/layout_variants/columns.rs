//! What the columns of a table are for.

use super::{MARKS, Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "the previous answers beside the new ones, both under group headings",
        sheets: &[(
            "調査",
            "No|質問事項|前回（2024年度）|<|今回（2025年度）|<|変更有無
             ^|^|回答|補足|回答|補足|^
             1|監視を行っていますか。|はい|監視センターがあります。|||
             2|障害時の体制がありますか。|はい|体制図があります。|||",
            &[("E3", "E4", YES)],
        )],
        expected: &["B3 c:E3 a:F3", "B4 c:E4 a:F4"],
    },
    Variant {
        what: "columns that only the customer fills, before and after",
        sheets: &[(
            "調査",
            "当行使用欄|No|確認項目|貴社ご回答|<|当行評価欄|<
             重要度|^|^|可否|具体的内容|評価|コメント
             高|1|再委託先を管理していますか。||||
             中|2|秘密保持契約を結んでいますか。||||",
            &[("D3", "D4", &["可", "否"])],
        )],
        expected: &["C3 c:D3 a:E3", "C4 c:D4 a:E4"],
    },
    Variant {
        what: "the answer left of the question",
        sheets: &[(
            "調査",
            "回答|No|確認項目|備考
             |1|教育を年一回以上実施していますか。|
             |2|誓約書を取得していますか。|
             |3|退職時に権限を削除していますか。|",
            &[("A2", "A4", YES)],
        )],
        expected: &["C2 c:A2 r:D2", "C3 c:A3 r:D3", "C4 c:A4 r:D4"],
    },
    Variant {
        what: "a column for each option, under one heading",
        sheets: &[(
            "調査",
            "No|点検項目|該当するものに○|<|<|具体的な状況
             ^|^|実施済|一部実施|未実施|^
             1|バックアップを取得している。||||
             2|復元を試験している。||||",
            &[],
        )],
        expected: &["B3 c:C3 a:F3", "B4 c:C4 a:F4"],
    },
    Variant {
        what: "boxes to tick in the answer cell, with room for words below",
        sheets: &[(
            "調査",
            "No|設問|回答|詳細
             1|外部認証を取得していますか。|□はい　□いいえ|
             2|監査を受けていますか。|□はい　□いいえ|
             3|保険に加入していますか。|□はい　□いいえ　□検討中|",
            &[],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "a due date, a department and a person between question and answer",
        sheets: &[(
            "調査",
            "No|要件|担当部署|担当者|回答期限|適合状況|対応内容・予定
             1|アクセスログを1年以上保管すること。|||2025/10/31||
             2|管理者の操作を記録すること。|||2025/10/31||",
            &[("F2", "F3", &["適合", "不適合", "対象外"])],
        )],
        expected: &["B2 c:F2 a:G2", "B3 c:F3 a:G3"],
    },
    Variant {
        what: "a long explanation beside short questions",
        sheets: &[(
            "調査",
            "No|評価項目|評価の視点（解説）|評価|評価の根拠
             1|入退室管理|サーバ室への入退室が記録され、権限のない者が入れないように管理されているかを確認します。||
             2|媒体管理|記憶媒体の持ち出しが承認され、記録され、紛失した場合に情報が読み取られないかを確認します。||
             3|廃棄|機器を廃棄する際に情報が復元できない方法で消去されているかを確認します。||",
            &[("D2", "D4", MARKS)],
        )],
        expected: &["B2 c:D2 a:E2", "B3 c:D3 a:E3", "B4 c:D4 a:E4"],
    },
    Variant {
        what: "levels whose legend stands in the sheet, the score computed",
        sheets: &[(
            "調査",
            "【評価レベル】 3：実施済、2：一部実施、1：未実施
             No|対策項目|レベル|コメント|得点
             1|脆弱性情報を収集している。|||=C3*2§0
             2|修正プログラムを適用している。|||=C4*2§0",
            &[("C3", "C4", &["3", "2", "1"])],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "English, with guidance, maturity and a reviewer's columns",
        sheets: &[(
            "Vendor Assessment",
            "Ref|Domain|Control question|Guidance|Response (Yes/No/Partial/N/A)|Vendor comments|Supporting evidence|Reviewer use only
             1.1|Access|Do you enforce multi-factor authentication for administrators?|Include remote access.||||
             1.2|Access|Are access rights reviewed at least every six months?|State the interval.||||
             2.1|Crypto|Is customer data encrypted at rest?|Name the algorithm.||||",
            &[("E2", "E4", &["Yes", "No", "Partial", "N/A"])],
        )],
        expected: &["C2 c:E2 a:F2 e:G2", "C3 c:E3 a:F3 e:G3", "C4 c:E4 a:F4 e:G4"],
    },
    Variant {
        what: "criterion numbers inside the item column, a question without any sentence",
        sheets: &[(
            "FISC対応",
            "FISC項番|項目名|対応可否|対応方法|参照資料
             統1|方針の策定|||
             実14|不正侵入の防止|||
             設9|空調設備|||",
            &[("C2", "C4", MARKS)],
        )],
        expected: &["B2 c:C2 a:D2 e:E2 n:A2", "B3 c:C3 a:D3 e:E3 n:A3", "B4 c:C4 a:D4 e:E4 n:A4"],
    },
    Variant {
        what: "placeholders in every answer cell, and a dash in the remarks",
        sheets: &[(
            "調査",
            "No|確認内容|対応状況|詳細|備考
             1|通信を暗号化していますか。|選択してください|（200文字以内で記入してください）|－
             2|鍵を管理していますか。|選択してください|（200文字以内で記入してください）|－
             3|証明書を更新していますか。|選択してください|（200文字以内で記入してください）|－",
            &[("C2", "C4", &["選択してください", "対応済", "未対応"])],
        )],
        expected: &["B2 c:C2 a:D2 r:E2", "B3 c:C3 a:D3 r:E3", "B4 c:C4 a:D4 r:E4"],
    },
    Variant {
        what: "mostly answered last year, and the columns of this year are empty",
        sheets: &[(
            "調査",
            "項番|質問|昨年度ご回答|今年度ご回答|変更点
             1|監視の体制を教えてください。|24時間監視しています。||
             2|保守の体制を教えてください。|平日日中に対応します。||
             3|連絡の体制を教えてください。|電話とメールです。||",
            &[],
        )],
        expected: &["B2 a:D2 r:E2", "B3 a:D3 r:E3", "B4 a:D4 r:E4"],
    },
    Variant {
        what: "a weight and a score that the customer computes, between question and answer",
        sheets: &[(
            "評価シート",
            "No|評価項目|配点|自己評価|得点|自己評価の理由
             1|規程を整備し、定期的に見直している。|5||=C2*D2§0|
             2|規程を従業員に周知している。|3||=C3*D3§0|
             3|規程の遵守を点検している。|5||=C4*D4§0|",
            &[("D2", "D4", &["0", "1", "2"])],
        )],
        expected: &["B2 c:D2 a:F2", "B3 c:D3 a:F3", "B4 c:D4 a:F4"],
    },
    Variant {
        what: "the standard's text, the question made of it, and the old number",
        sheets: &[(
            "安対対応表",
            "旧番号|新番号|基準小項目|具体的な確認事項|対応状況|対応の内容（200字以内）|根拠規程
             技26|実1|暗証番号の漏洩防止|暗証番号を画面に表示しない措置を講じているか。|||
             技28|実3|蓄積データの漏洩防止|蓄積データを暗号化しているか。|||
             運14|実25|データ管理|管理者を定めているか。|||",
            &[("E2", "E4", MARKS)],
        )],
        expected: &["D2 c:E2 a:F2 e:G2 n:B2", "D3 c:E3 a:F3 e:G3 n:B3", "D4 c:E4 a:F4 e:G4 n:B4"],
    },
    Variant {
        what: "service levels: the customer's wish beside the vendor's value",
        sheets: &[(
            "SLA",
            "種別|サービスレベル項目|規定内容|測定単位|要求水準|貴社サービスレベル|備考
             可用性|サービス時間|サービスを提供する時間帯|時間帯|24時間365日||
             ^|稼働率|計画停止を除く稼働率|％|99.5%以上||
             性能|応答時間|オンライン応答時間|秒|3秒以内||",
            &[],
        )],
        expected: &["C2 a:F2 r:G2", "C3 a:F3 r:G3", "C4 a:F4 r:G4"],
    },
    Variant {
        what: "the customer has marked which rows apply",
        sheets: &[(
            "調査",
            "項番|対象|チェック項目|回答|回答の補足
             1|○|サーバを冗長化していますか。||
             2|－|端末を管理していますか。||
             3|○|回線を冗長化していますか。||",
            &[("D2", "D4", YES)],
        )],
        expected: &["C2 c:D2 a:E2", "C3 c:D3 a:E3", "C4 c:D4 a:E4"],
    },
    Variant {
        what: "yes and no to mark, and what to do if not",
        sheets: &[(
            "Checklist",
            "#|Security requirement|YES|NO|If no, please explain|Document reference
             1|All laptops are encrypted.||||
             2|All servers are patched monthly.||||
             3|All visitors are escorted.||||",
            &[],
        )],
        expected: &["B2 c:C2 a:E2 e:F2", "B3 c:C3 a:E3 e:F3", "B4 c:C4 a:E4 e:F4"],
    },
    Variant {
        what: "must and weight beside the question",
        sheets: &[(
            "要件一覧",
            "要件ID|区分|要件|必須/任意|重み|適合可否|提案内容
             SEC-01|認証|多要素認証に対応すること。|必須|3||
             SEC-02|認証|シングルサインオンに対応すること。|任意|1||
             SEC-03|ログ|操作ログを一年間保管すること。|必須|3||",
            &[("F2", "F4", &["可", "条件付可", "不可"])],
        )],
        expected: &["C2 c:F2 a:G2", "C3 c:F3 a:G3", "C4 c:F4 a:G4"],
    },
    Variant {
        what: "remarks before the answer",
        sheets: &[(
            "調査",
            "No|質問事項|備考（当行より）|回答区分|回答詳細
             1|データの保管国を教えてください。|国内に限る||
             2|データの削除方法を教えてください。|||
             3|データの返却方法を教えてください。|CSV形式||",
            &[("D2", "D4", YES)],
        )],
        expected: &["B2 c:D2 a:E2", "B3 c:D3 a:E3", "B4 c:D4 a:E4"],
    },
    Variant {
        what: "headings with the criterion group in the column title",
        sheets: &[(
            "FISC",
            "FISC実務基準|確認項目|回答|対応内容
             1|パスワードの漏えいを防いでいるか。||
             2|相手端末を確認しているか。||
             8|本人を確認しているか。||",
            &[("C2", "C4", MARKS)],
        )],
        expected: &["B2 c:C2 a:D2 n:A2", "B3 c:C3 a:D3 n:A3", "B4 c:C4 a:D4 n:A4"],
    },
    Variant {
        what: "hints in parentheses below the headings",
        sheets: &[(
            "Controls",
            "Ref|Control|Description|Implemented? (Y/N/P)|How implemented|Document ref.
             (auto)|(title)|(text)|(select)|(free text)|(optional)
             C1|Access control|User access is reviewed quarterly.|||
             C2|Logging|Security events are logged.|||",
            &[("D3", "D4", &["Y", "N", "P"])],
        )],
        expected: &["C3 c:D3 a:E3 e:F3", "C4 c:D4 a:E4 e:F4"],
    },
    Variant {
        what: "questions that end as requests to fill in do",
        sheets: &[(
            "アンケート",
            "設問番号|設問|選択肢|回答（番号）
             Q1|クラウドの種別を選択してください。|1.SaaS 2.PaaS 3.IaaS|
             Q2|提供地域を選択してください。|1.国内 2.海外|
             Q3|認証方式を記入してください。|1.ID/PW 2.多要素|",
            &[],
        )],
        expected: &["B2 a:D2", "B3 a:D3", "B4 a:D4"],
    },
    Variant {
        what: "the audited fill their columns, the auditors theirs",
        sheets: &[(
            "監査",
            "項番|監査項目|監査手続|被監査部門記入欄|<|監査人記入欄|<
             ^|^|^|状況|説明|結果|指摘
             1|アクセス権の管理|権限一覧を閲覧し棚卸の実施を確認する。||||
             2|変更管理|変更申請書を閲覧し承認を確認する。||||",
            &[("D3", "D4", &["適合", "不適合"])],
        )],
        expected: &["B3 c:D3 a:E3", "B4 c:D4 a:E4"],
    },
    Variant {
        what: "the respondent's name in the headings",
        sheets: &[(
            "調査",
            "No|確認項目|株式会社サンプル様 回答欄|株式会社サンプル様 補足欄
             1|脆弱性診断を実施していますか。||
             2|侵入テストを実施していますか。||",
            &[],
        )],
        expected: &["B2 a:C2 r:D2", "B3 a:C3 r:D3"],
    },
    Variant {
        what: "levels to mark, explained above",
        sheets: &[(
            "成熟度評価",
            "1:未着手　2:計画中　3:一部実施　4:実施　5:最適化
             No|評価項目|1|2|3|4|5|コメント
             1|リスク評価を実施している||||||
             2|教育を実施している||||||",
            &[],
        )],
        expected: &["B3 c:C3 a:H3", "B4 c:C4 a:H4"],
    },
    Variant {
        what: "one group of columns for each side",
        sheets: &[(
            "確認",
            "項番|確認事項|貴社|<|弊社|<
             ^|^|回答|コメント|確認|コメント
             1|ログを保管していますか。||||
             2|時刻を同期していますか。||||",
            &[("C3", "C4", YES)],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "CAIQ: the customer's duties are a remark",
        sheets: &[(
            "CAIQ",
            "ID|Question|CSP CAIQ Answer|SSRM Control Ownership|CSP Implementation Description (Optional)|CSC Responsibilities (Optional)
             1|Do you encrypt customer data at rest?||||
             2|Are backups tested at least annually?||||",
            &[("C2", "C3", &["Yes", "No", "NA"])],
        )],
        expected: &["B2 c:C2 a:E2 r:F2", "B3 c:C3 a:E3 r:F3"],
    },
    Variant {
        what: "HECVAT: additional information is the answer, the analyst's notes are not",
        sheets: &[(
            "HECVAT",
            "ID|Qualifiers|Vendor Answers|Additional Information|Guidance|Analyst Notes
             1|Do you encrypt customer data at rest?|||State the details.|
             2|Are backups tested at least annually?|||State the details.|",
            &[("C2", "C3", &["Yes", "No"])],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "words for when the answer is no, and columns of the customer",
        sheets: &[(
            "Vendor",
            "Ref|Security Question|Yes / No / Partial|If no or partial, please explain|Internal Only|Follow-up Needed
             1|Do you encrypt customer data at rest?||||
             2|Are backups tested at least annually?||||",
            &[],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "the name of a requirement beside its text",
        sheets: &[(
            "Requirements",
            "ID|Requirement Name|Requirement Description|Response
             R-1|Encryption of data|The provider must encrypt customer data.|
             R-2|Backup and restore|The provider must test backups.|",
            &[],
        )],
        expected: &["C2 a:D2", "C3 a:D3"],
    },
    Variant {
        what: "the customer's memos and its department's comments",
        sheets: &[(
            "確認",
            "項|確認のお願い|充足の状況|充足の概要（200字以内）|確認書類の名称|行内メモ|リスク管理部コメント
             1|監視を行っていますか。|||||
             2|障害時の体制がありますか。|||||",
            &[("C2", "C3", &["充足", "未充足"])],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "this year's answers beside last year's, and whether they changed",
        sheets: &[(
            "2026年度",
            "No|チェックポイント|2025年度ご回答|2026年度ご回答|変更有無|審査担当記入
             1|監視を行っていますか。|実施しています。|||
             2|障害時の体制がありますか。|実施しています。|||",
            &[],
        )],
        expected: &["B2 a:D2", "B3 a:D3"],
    },
];
