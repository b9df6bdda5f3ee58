//! How tables stand on their sheets, and which of their rows are asked.

use super::{MARKS, Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "方眼紙: every text over several narrow columns, two rows a question",
        sheets: &[(
            "調査",
            "セキュリティ調査票|<|<|<|<|<|<|<|<|<|<|<
             |||||||||||
             No|<|確認内容|<|<|<|<|回答|<|備考|<|<
             1|<|アクセス権を定期的に見直していますか。|<|<|<|<||<||<|<
             ^|^|^|^|^|^|^|^|^|^|^|^
             2|<|特権IDの利用を記録していますか。|<|<|<|<||<||<|<
             ^|^|^|^|^|^|^|^|^|^|^|^
             3|<|共有IDを禁止していますか。|<|<|<|<||<||<|<
             ^|^|^|^|^|^|^|^|^|^|^|^",
            &[("H4", "H9", YES)],
        )],
        expected: &["C4 c:H4 r:J4", "C6 c:H6 r:J6", "C8 c:H8 r:J8"],
    },
    Variant {
        what: "two tables side by side",
        sheets: &[(
            "調査",
            "No|質問|回答||No|質問|回答
             1|入退室を管理していますか。|||11|ログを取得していますか。|
             2|来訪者を記録していますか。|||12|時刻を同期していますか。|
             3|鍵を管理していますか。|||13|通信を暗号化していますか。|",
            &[],
        )],
        expected: &["B2 a:C2", "B3 a:C3", "B4 a:C4", "F2 a:G2", "F3 a:G3", "F4 a:G4"],
    },
    Variant {
        what: "a second table with other columns below the first",
        sheets: &[(
            "調査",
            "1. 組織について
             No|確認事項|対応状況|補足
             1|責任者を定めていますか。||
             2|規程を定めていますか。||
             
             2. 技術について
             No|分類|要求事項|実施有無|実施内容|証跡
             1|通信|通信を暗号化すること。|||
             2|保管|保管データを暗号化すること。|||",
            &[("C3", "C4", YES), ("D8", "D9", MARKS)],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "C8 c:D8 a:E8 e:F8", "C9 c:D9 a:E9 e:F9"],
    },
    Variant {
        what: "Japanese and English in one heading, and texts in both languages in one cell",
        sheets: &[(
            "Checklist",
            "No.|確認項目\\nCheck item|回答\\nAnswer|詳細\\nDetails|証跡\\nEvidence
             1|データは暗号化されていますか。\\nIs data encrypted?|||
             2|バックアップを取得していますか。\\nDo you take backups?|||",
            &[("C2", "C3", &["Yes", "No", "N/A"])],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "questions and numbers given by formulas",
        sheets: &[(
            "回答票",
            "項番|質問事項|ご回答|備考
             =ROW()-1§1|=設問!A1§パスワードの長さに規定はありますか。||
             =ROW()-1§2|=設問!A2§多要素認証を利用できますか。||
             =ROW()-1§3|=設問!A3§接続元を制限できますか。||",
            &[],
        )],
        expected: &["B2 a:C2 r:D2", "B3 a:C3 r:D3", "B4 a:C4 r:D4"],
    },
    Variant {
        what: "examples in several rows before the first question",
        sheets: &[(
            "調査",
            "No|確認事項|実施状況|実施内容
             例1|ウイルス対策をしているか。|○|対策ソフトを導入している。
             例2|入退室を管理しているか。|×|来年度に導入する。
             1|脆弱性診断を実施しているか。||
             2|侵入検知を行っているか。||",
            &[("C2", "C5", MARKS)],
        )],
        expected: &["B4 c:C4 a:D4", "B5 c:C5 a:D5"],
    },
    Variant {
        what: "a sheet for each group, whose name makes the bare numbers criterion numbers",
        sheets: &[
            (
                "実務基準",
                "基準番号|確認内容|対応|対応内容
                 1|暗証番号等の漏えいを防止しているか。||
                 3|データの漏えいを防止しているか。||",
                &[("C2", "C3", MARKS)],
            ),
            (
                "設備基準",
                "基準番号|確認内容|対応|対応内容
                 1|建物の周囲に注意しているか。||
                 5|避雷設備があるか。||",
                &[("C2", "C3", MARKS)],
            ),
        ],
        expected: &["B2 c:C2 a:D2 n:A2", "B3 c:C3 a:D3 n:A3", "B2 c:C2 a:D2 n:A2", "B3 c:C3 a:D3 n:A3"],
    },
    Variant {
        what: "the header repeated for each section, section titles merged across",
        sheets: &[(
            "調査",
            "【1】組織的安全管理|<|<|<
             No|管理策|実施区分|説明
             1-1|方針を文書化している。||
             1-2|役割を定めている。||
             【2】人的安全管理|<|<|<
             No|管理策|実施区分|説明
             2-1|教育を実施している。||
             2-2|誓約書を取得している。||",
            &[("C3", "C4", MARKS), ("C7", "C8", MARKS)],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "B7 c:C7 a:D7", "B8 c:C8 a:D8"],
    },
    Variant {
        what: "large and middle items merged down, questions numbered in the same cell",
        sheets: &[(
            "調査",
            "大項目|中項目|チェック内容|自己点検結果|根拠・備考
             組織|体制|(1) 責任者を任命しているか。||
             ^|^|(2) 連絡体制を定めているか。||
             ^|規程|(3) 規程を整備しているか。||
             技術|認証|(4) 多要素認証を利用しているか。||
             ^|^|(5) パスワードを強制しているか。||",
            &[("D2", "D6", MARKS)],
        )],
        expected: &["C2 c:D2 r:E2", "C3 c:D3 r:E3", "C4 c:D4 r:E4", "C5 c:D5 r:E5", "C6 c:D6 r:E6"],
    },
    Variant {
        what: "no headings, answers in merged cells, instructions above",
        sheets: &[(
            "照会",
            "以下の照会にご回答ください。
             
             1|バックアップの頻度を教えてください。||<
             2|データセンターの所在地はどこですか。||<
             3|サービス終了時のデータの扱いはどうなりますか。||<
             4|障害時の連絡先を教えてください。||<",
            &[],
        )],
        expected: &["B3 a:C3", "B4 a:C4", "B5 a:C5", "B6 a:C6"],
    },
    Variant {
        what: "the question above its answer",
        sheets: &[(
            "照会",
            "問1|個人データの取扱状況を説明してください。
             回答|
             問2|委託先の監督方法を説明してください。
             回答|
             問3|漏えい時の報告手順を説明してください。
             回答|",
            &[],
        )],
        expected: &["B1 a:B2", "B3 a:B4", "B5 a:B6"],
    },
    Variant {
        what: "a title, a legend and who answers above the table",
        sheets: &[(
            "チェックシート",
            "外部委託先チェックシート||||
             会社名|||記入日|
             記入者|||部署|
             ※ ○：実施　△：一部実施　×：未実施　－：該当なし||||
             ||||
             項番|チェック項目|<|結果|備考
             1|情報資産を分類しているか。|<||
             2|持ち出しを制限しているか。|<||",
            &[],
        )],
        expected: &["B7 c:D7 r:E7", "B8 c:D8 r:E8"],
    },
    Variant {
        what: "one answer for several questions",
        sheets: &[(
            "調査",
            "No|確認事項|回答|備考
             1|開発規程があるか。||
             2|規程に従っているか。|^|^
             3|試験を行っているか。||",
            &[],
        )],
        expected: &["B2 a:C2 r:D2", "B3", "B4 a:C4 r:D4"],
    },
    Variant {
        what: "answers and choices below each question, under labels",
        sheets: &[(
            "ヒアリングシート",
            "■ 組織体制
             1|情報セキュリティの責任者を定めていますか。
             判定|
             回答欄|
             備考|
             2|委託先の選定基準を定めていますか。
             判定|
             回答欄|
             備考|",
            &[("B3", "B3", YES), ("B7", "B7", YES)],
        )],
        expected: &["B2 c:B3 a:B4 r:B5", "B6 c:B7 a:B8 r:B9"],
    },
    Variant {
        what: "three heading rows: group, part, option",
        sheets: &[(
            "調査",
            "No|要求事項|<|委託先回答欄|<|<|<|<|当社評価
             ^|分類|内容|実施状況|<|<|実施内容|根拠資料|^
             ^|^|^|実施|一部実施|未実施|^|^|^
             1|ログ|操作ログを取得している。||||||
             2|ログ|ログを保護している。||||||",
            &[],
        )],
        expected: &["C4 c:D4 a:G4 e:H4", "C5 c:D5 a:G5 e:H5"],
    },
    Variant {
        what: "a CSV's plain headings in English with ids",
        sheets: &[(
            "Sheet1",
            "question_id|category|question_text|answer|comment|attachment
             Q-001|IAM|Do you support SAML single sign-on?|||
             Q-002|IAM|Do you rotate credentials?|||
             Q-003|DR|What is your recovery time objective?|||",
            &[],
        )],
        expected: &["C2 a:D2 r:E2 e:F2", "C3 a:D3 r:E3 e:F3", "C4 a:D4 r:E4 e:F4"],
    },
    Variant {
        what: "full-width digits, decorated headings and line breaks",
        sheets: &[(
            "チェックリスト",
            "【Ｎｏ．】|■確認\\n項目|●回　答\\n（該当するものを選択）|●回答の\\n補足説明|※当行\\n使用欄
             １|媒体を施錠保管していますか。|||
             ２|媒体の持出しを記録していますか。|||",
            &[("C2", "C3", YES)],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3"],
    },
    Variant {
        what: "free rows at the end for further remarks",
        sheets: &[(
            "調査",
            "No|質問事項|回答
             1|再委託を行いますか。|
             2|再委託先を届け出ますか。|
             |その他、補足事項があればご記入ください。|
             |以上|",
            &[],
        )],
        expected: &["B2 a:C2", "B3 a:C3", "B4 a:C4"],
    },
    Variant {
        what: "two years side by side, told apart only by their year",
        sheets: &[(
            "調査",
            "No|質問内容|2024年度回答|2025年度回答|備考
             1|監視の体制を教えてください。|24時間監視しています。||
             2|保守の体制を教えてください。|平日日中に対応します。||
             3|連絡の体制を教えてください。|電話とメールです。||",
            &[],
        )],
        expected: &["B2 a:D2 r:E2", "B3 a:D3 r:E3", "B4 a:D4 r:E4"],
    },
    Variant {
        what: "a row of column numbers below the headings",
        sheets: &[(
            "調査",
            "No|点検項目|点検結果|是正内容・コメント
             (1)|(2)|(3)|(4)
             1|入館証を貸与簿で管理している。||
             2|入館証の返却を確認している。||",
            &[("C3", "C4", MARKS)],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "polite headings",
        sheets: &[(
            "ご質問票",
            "No.|ご確認させていただきたい事項|ご対応状況|ご説明・ご補足|ご提出いただける資料
             1|脆弱性診断を年に一度以上実施していますか。|||
             2|侵入テストを実施していますか。|||",
            &[("C2", "C3", YES)],
        )],
        expected: &["B2 c:C2 a:D2 e:E2", "B3 c:C3 a:D3 e:E3"],
    },
    Variant {
        what: "a section number row for each chapter, with scores in it",
        sheets: &[(
            "評価",
            "番号|評価項目|評価|コメント|評点
             1|ガバナンス|||=SUM(E3:E4)§0
             1.1|経営層が方針を承認している。|||=C3*1§0
             1.2|方針を従業員に周知している。|||=C4*1§0
             2|資産管理|||=SUM(E6:E7)§0
             2.1|情報資産の台帳を作成している。|||=C6*1§0
             2.2|情報資産の管理者を定めている。|||=C7*1§0",
            &[("C3", "C4", &["0", "1", "2"]), ("C6", "C7", &["0", "1", "2"])],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "B6 c:C6 a:D6", "B7 c:C7 a:D7"],
    },
    Variant {
        what: "two forms on one sheet: who answers, then what is asked, in the same columns",
        sheets: &[(
            "依頼書",
            "項目|記入欄|
             会社名||
             所在地||
             ご担当者||
             ||
             質問|回答|備考
             認証を取得していますか。||
             認証の範囲を教えてください。||
             認証の有効期限はいつですか。||",
            &[],
        )],
        expected: &["A7 a:B7 r:C7", "A8 a:B8 r:C8", "A9 a:B9 r:C9"],
    },
    Variant {
        what: "sub-questions below a main question, each with its own answer",
        sheets: &[(
            "調査",
            "No|質問|<|回答
             1|バックアップについて|<|
             |(1)|取得頻度を教えてください。|
             |(2)|保管場所を教えてください。|
             2|監査について|<|
             |(1)|外部監査を受けていますか。|
             |(2)|監査の頻度を教えてください。|",
            &[],
        )],
        expected: &["C3 a:D3", "C4 a:D4", "C6 a:D6", "C7 a:D7"],
    },
    Variant {
        what: "the same headings over answers to choose and answers to write",
        sheets: &[(
            "調査票",
            "■選択式
             No|設問|回答
             1|監視を行っていますか。|
             2|訓練を実施していますか。|
             ||
             ■記述式
             No|設問|回答
             1|監視の方法をご記入ください。|
             2|訓練の頻度をご記入ください。|",
            &[("C3", "C4", YES)],
        )],
        expected: &["B3 c:C3", "B4 c:C4", "B8 a:C8", "B9 a:C9"],
    },
];
