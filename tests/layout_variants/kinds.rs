//! Kinds of questionnaires that companies, banks and associations send.

use super::Variant;

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "a card for each question, its labels on the left",
        sheets: &[(
            "照会票",
            "照会番号|1
             照会事項|サービスの可用性目標とその実績をご教示ください。
             回答|
             備考|
             |
             照会番号|2
             照会事項|バックアップの取得頻度と保管世代をご教示ください。
             回答|
             備考|
             |
             照会番号|3
             照会事項|障害発生時の連絡体制をご教示ください。
             回答|
             備考|",
            &[],
        )],
        expected: &["B2 a:B3 r:B4", "B7 a:B8 r:B9", "B12 a:B13 r:B14"],
    },
    Variant {
        what: "English cards, a label and its cell in each row",
        sheets: &[(
            "Questions",
            "Question 1|Describe how customer data is segregated between tenants.
             Response|
             Evidence|
             |
             Question 2|Describe your incident response process.
             Response|
             Evidence|",
            &[],
        )],
        expected: &["B1 a:B2 e:B3", "B5 a:B6 e:B7"],
    },
    Variant {
        what: "an empty box below each question",
        sheets: &[(
            "ヒアリング",
            "No|質問／回答
             1|情報セキュリティに関する第三者認証の取得状況をお聞かせください。
             ^|
             2|直近3年間の情報漏えい事故の有無と内容をお聞かせください。
             ^|
             3|再委託の有無と管理方法をお聞かせください。
             ^|",
            &[],
        )],
        expected: &["B2 a:B3", "B4 a:B5", "B6 a:B7"],
    },
    Variant {
        what: "four columns to mark under one heading",
        sheets: &[(
            "自己点検",
            "No.|点検項目|点検結果（該当欄に○）|<|<|<|コメント
             ^|^|できている|一部できている|できていない|該当しない|^
             1|パスワードの定期的な見直しを行っているか|||||
             2|共有アカウントを使用していないか|||||
             3|退職者のアカウントを速やかに削除しているか|||||",
            &[],
        )],
        expected: &["B3 c:C3 a:G3", "B4 c:C4 a:G4", "B5 c:C5 a:G5"],
    },
    Variant {
        what: "English, with three columns to mark under one heading",
        sheets: &[(
            "CAIQ v3.1",
            "Control Domain|Control ID|Question ID|Control Specification|Consensus Assessment Questions|Consensus Assessment Answers|<|<|Notes
             ^|^|^|^|^|Yes|No|Not Applicable|^
             Application Security|AIS-01|AIS-01.1|Applications shall be designed in accordance with industry standards.|Do you use industry standards to build in security for your SDLC?||||
             ^|^|AIS-01.2|^|Do you use an automated source code analysis tool?||||
             ^|AIS-02|AIS-02.1|Prior to granting access, requirements shall be addressed.|Are all identified security requirements contractually addressed?||||",
            &[],
        )],
        expected: &["E3 c:F3 a:I3", "E4 c:F4 a:I4", "E5 c:F5 a:I5"],
    },
    Variant {
        what: "English headings in two rows, each naming its column",
        sheets: &[(
            "HECVAT Full",
            "Higher Education Community Vendor Assessment||||
             |||||
             Documentation|<|Vendor Answers|Additional Information|Guidance|Analyst Notes
             ID|Question|Answer|Details|Why it is asked|Analyst use only
             DOCU-01|Have you undergone a SSAE 18 audit?||||
             DOCU-02|Have you completed the CSA self assessment?||||
             DOCU-03|Do you conform with a specific industry standard security framework?||||
             DOCU-04|Can you provide overall system architecture diagrams?||||",
            &[("C5", "C8", &["Yes", "No", "N/A"])],
        )],
        expected: &["B5 c:C5 a:D5", "B6 c:C6 a:D6", "B7 c:C7 a:D7", "B8 c:C8 a:D8"],
    },
    Variant {
        what: "sums after each section, and the values explained below",
        sheets: &[(
            "評価表",
            "1. 組織的対策|||
             No|評価項目|自己評価|特記事項
             1-1|責任者を任命している||
             1-2|規程を整備している||
             1-3|教育を実施している||
             |小計||
             2. 技術的対策|||
             No|評価項目|自己評価|特記事項
             2-1|通信を暗号化している||
             2-2|保存データを暗号化している||
             |小計||
             【凡例】|◎：十分に実施　○：実施　△：一部実施　×：未実施||",
            &[("C3", "C5", &["◎", "○", "△", "×"]), ("C9", "C10", &["◎", "○", "△", "×"])],
        )],
        expected: &["B3 c:C3 r:D3", "B4 c:C4 r:D4", "B5 c:C5 r:D5", "B9 c:C9 r:D9", "B10 c:C10 r:D10"],
    },
    Variant {
        what: "two tables beside each other with other headings",
        sheets: &[(
            "調査",
            "No|質問|回答||項番|要求事項|対応可否|対応内容
             1|入退室を管理していますか。|||A|ログを1年間保存すること。||
             2|来訪者を記録していますか。|||B|時刻を同期すること。||
             3|鍵を管理していますか。|||C|通信を暗号化すること。||",
            &[],
        )],
        expected: &["B2 a:C2", "B3 a:C3", "B4 a:C4", "F2 c:G2 a:H2", "F3 c:G3 a:H3", "F4 c:G4 a:H4"],
    },
    Variant {
        what: "who answers and a table of values above the questions",
        sheets: &[(
            "回答票",
            "委託先管理チェックシート||||
             会社名|||回答日|
             部署・役職|||氏名|
             ||||
             評価基準||||
             区分|内容|||
             A|全て実施している|||
             B|一部実施している|||
             C|実施していない|||
             D|該当しない|||
             ||||
             項番|管理項目|確認内容|評価|評価の根拠
             1|方針|基本方針を策定し公表しているか|||
             2|組織|推進体制を整備しているか|||
             3|教育|従業者への教育を行っているか|||",
            &[("D13", "D15", &["A", "B", "C", "D"])],
        )],
        expected: &["C13 c:D13 a:E13", "C14 c:D14 a:E14", "C15 c:D15 a:E15"],
    },
    Variant {
        what: "a comment beside a judgement goes before a column of unknown words",
        sheets: &[(
            "Assessment",
            "Family|Control Number|Security Requirement|Assessment Result|Implementation Notes|Plan of Action
             Access Control|3.1.1|Limit system access to authorized users.|||
             Access Control|3.1.2|Limit system access to the types of transactions permitted.|||
             Awareness|3.2.1|Ensure that managers are made aware of the security risks.|||",
            &[("D2", "D4", &["Met", "Not Met", "N/A"])],
        )],
        expected: &["C2 c:D2 a:E2", "C3 c:D3 a:E3", "C4 c:D4 a:E4"],
    },
    Variant {
        what: "an option of unknown words among judgements under one heading",
        sheets: &[(
            "SAQ D",
            "PCI DSS Requirement|<|Expected Testing|Response|<|<|<
             ^|^|^|In Place|In Place with CCW|Not Applicable|Not in Place
             1.1.1|All security policies are documented and kept up to date.|Examine documentation.||||
             1.1.2|Roles and responsibilities are documented and assigned.|Examine documentation. Interview personnel.||||
             1.2.1|Configuration standards for NSC rulesets are defined.|Examine configuration standards.||||",
            &[],
        )],
        expected: &["B3 c:D3", "B4 c:D4", "B5 c:D5"],
    },
    Variant {
        what: "what the customer has filled in, and its own second judgement",
        sheets: &[(
            "点検票",
            "点検日|2025/4/1|||||
             No|大項目|点検内容|根拠規程|一次点検（委託先）|不備内容・改善策|二次点検（当行）|当行コメント
             1|管理体制|管理責任者を設置しているか。|規程第3条||||
             2|管理体制|台帳を整備しているか。|規程第5条||||",
            &[("E3", "E4", &["適", "否"]), ("G3", "G4", &["適", "否"])],
        )],
        expected: &["C3 c:E3 a:F3", "C4 c:E4 a:F4"],
    },
    Variant {
        what: "some rows are filled in advance",
        sheets: &[(
            "調査",
            "項番|区分|設問|回答|補足
             1|物理|サーバ室を施錠していますか。|対象外|クラウドのため
             2|物理|サーバ室の入退室を記録していますか。|対象外|クラウドのため
             3|論理|通信を暗号化していますか。||
             4|論理|保存データを暗号化していますか。||",
            &[("D2", "D5", &["○", "△", "×", "対象外"])],
        )],
        expected: &["C2 c:D2 a:E2", "C3 c:D3 a:E3", "C4 c:D4 a:E4", "C5 c:D5 a:E5"],
    },
    Variant {
        what: "a hint below each question, the answer merged over both",
        sheets: &[(
            "調査",
            "No|確認事項|回答|備考
             1|不正アクセスの検知の仕組みがありますか。||
             |（例：IDS、WAFの導入等）|^|^
             2|ぜい弱性への対応手順がありますか。||
             |（例：パッチ適用の期限等）|^|^
             3|ログの監視を行っていますか。||
             |（例：SIEMの利用等）|^|^",
            &[],
        )],
        expected: &["B2 a:C2 r:D2", "B4 a:C4 r:D4", "B6 a:C6 r:D6"],
    },
    Variant {
        what: "two things in one heading",
        sheets: &[(
            "Sheet1",
            "外部サービス利用時のセキュリティ要件確認表||||||||
             大分類|中分類|No|要件|補足|充足|充足内容／代替策|担当|期限|確認者（当社）
             認証|ID|1|IDは個人に割り当てること|共有不可|||||
             認証|パスワード|2|12文字以上とすること|推奨15文字|||||
             監視|ログ|3|操作ログを保管すること|1年|||||",
            &[("F3", "F5", &["済", "未"])],
        )],
        expected: &["D3 c:F3 a:G3", "D4 c:F4 a:G4", "D5 c:F5 a:G5"],
    },
    Variant {
        what: "questions and answers that letters tell apart",
        sheets: &[(
            "RFI",
            "Q1.|Please describe your backup strategy.
             A1.|
             Q2.|Please describe your disaster recovery plan.
             A2.|
             Q3.|Please describe your encryption approach.
             A3.|",
            &[],
        )],
        expected: &["B1 a:B2", "B3 a:B4", "B5 a:B6"],
    },
    Variant {
        what: "numbered labels of questions and answers",
        sheets: &[(
            "質問書",
            "質問1|監査報告書を提供いただけますか。
             回答1|
             質問2|脆弱性診断の結果を開示いただけますか。
             回答2|
             質問3|データ消去証明書を発行いただけますか。
             回答3|",
            &[],
        )],
        expected: &["B1 a:B2", "B3 a:B4", "B5 a:B6"],
    },
    Variant {
        what: "the customer's wanted level beside the vendor's",
        sheets: &[(
            "非機能要件",
            "項番|大項目|小項目|小項目説明|要求レベル|回答レベル|回答内容
             A.1.1.1|可用性|運用時間|システムの稼働時間や停止運用に関する情報。|4||
             A.1.2.1|可用性|業務継続性|可用性を保証するにあたり、要求される業務の範囲とその条件。|3||
             A.2.1.1|可用性|耐障害性|サーバで発生する障害に対して、要求されたサービスを維持するための要求。|2||",
            &[("F2", "F4", &["0", "1", "2", "3", "4", "5"])],
        )],
        expected: &["D2 c:F2 a:G2", "D3 c:F3 a:G3", "D4 c:F4 a:G4"],
    },
    Variant {
        what: "a sheet for each section, under the same headings",
        sheets: &[(
            "1.組織",
            "組織的安全管理措置
             ※水色のセルにご記入ください。
             ※「実施」の場合は実施内容をご記入ください。
             
             No.|管理項目|確認のポイント|実施状況|実施内容
             1|責任者|情報セキュリティ責任者を任命していること。||
             2|規程|規程を文書化していること。||",
            &[("D6", "D7", &["実施", "一部実施", "未実施"])],
        ), (
            "2.人的",
            "人的安全管理措置
             ※水色のセルにご記入ください。
             ※「実施」の場合は実施内容をご記入ください。
             
             No.|管理項目|確認のポイント|実施状況|実施内容
             1|教育|年1回以上の教育を行っていること。||
             2|誓約|秘密保持の誓約を得ていること。||",
            &[("D6", "D7", &["実施", "一部実施", "未実施"])],
        )],
        expected: &["C6 c:D6 a:E6", "C7 c:D7 a:E7", "C6 c:D6 a:E6", "C7 c:D7 a:E7"],
    },
    Variant {
        what: "headings, numbers and questions given by formulas",
        sheets: &[(
            "回答票",
            "=A1§No|=設問!B1§質問|=設問!C1§ご回答
             =ROW()-1§1|=設問!B2§教育を実施していますか。|
             =ROW()-1§2|=設問!B3§監査を実施していますか。|
             =ROW()-1§3|=設問!B4§訓練を実施していますか。|",
            &[],
        )],
        expected: &["B2 a:C2", "B3 a:C3", "B4 a:C4"],
    },
    Variant {
        what: "a table to read",
        sheets: &[(
            "基準一覧",
            "基準番号|基準名|解説
             実1|暗証番号の保護|暗証番号を第三者に知られないようにすること。
             実2|相手端末の確認|相手端末を確認すること。
             実3|データの保護|データの漏えいを防止すること。",
            &[],
        )],
        expected: &[],
    },
    Variant {
        what: "a table of persons",
        sheets: &[(
            "連絡先",
            "区分|氏名|部署|電話|メール
             責任者||||
             担当者||||
             緊急連絡先||||",
            &[],
        )],
        expected: &[],
    },
    Variant {
        what: "a history under another name",
        sheets: &[(
            "版管理",
            "版数|年月日|内容|作成|承認
             1.0|2024/4/1|初版を作成した。|山|川
             1.1|2025/4/1|設問を追加した。|山|川",
            &[],
        )],
        expected: &[],
    },
    Variant {
        what: "labels with slots in angle brackets, and no headings",
        sheets: &[(
            "Service",
            "Cloud service
             |
             Data location|<Country and region>
             Encryption at rest|<Algorithm and key length>
             Incident contact|<Name, telephone>",
            &[],
        )],
        expected: &["A3 a:B3", "A4 a:B4", "A5 a:B5"],
    },
    Variant {
        what: "a sheet named as a list, where no other asks",
        sheets: &[(
            "要求事項リスト",
            "No|要求事項|対応可否|備考
             1|データを暗号化していること。||
             2|試験を年一回行っていること。||",
            &[("C2", "C3", &["可", "不可"])],
        )],
        expected: &["B2 c:C2 r:D2", "B3 c:C3 r:D3"],
    },
    Variant {
        what: "values explained below each other, above the table",
        sheets: &[(
            "質問書",
            "記号|意味
             ○|実施している
             △|一部実施している
             ×|実施していない
             ||
             No|質問内容|回答|説明
             1|記録を取得していますか。||
             2|時刻を同期していますか。||",
            &[],
        )],
        expected: &["B7 c:C7 a:D7", "B8 c:C8 a:D8"],
    },
    Variant {
        what: "a sum and a legend below the table",
        sheets: &[(
            "自己点検",
            "№|点検項目|自己評価|実施状況の説明
             1|教育を実施しているか。||
             2|誓約書を取得しているか。||
             |合計||
             ||
             |【凡例】
             |※本票は年一回提出してください。",
            &[],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
];
