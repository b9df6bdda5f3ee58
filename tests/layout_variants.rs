//! Harder layouts of customers: one table of forms with the cells that must be found.

mod forms;

use forms::{Form, found};

type List<'a> = (&'a str, &'a str, &'a [&'a str]);

/// What the form is, its sheets (name, rows, drop-downs) and the cells that must be found.
struct Variant {
    what: &'static str,
    sheets: &'static [(&'static str, &'static str, &'static [List<'static>])],
    expected: &'static [&'static str],
}

const YES: &[&str] = &["はい", "いいえ", "該当なし"];
const MARKS: &[&str] = &["○", "△", "×", "－"];

const VARIANTS: &[Variant] = &[
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
];

#[test]
fn customers_layouts_are_found() {
    let mut wrong = Vec::new();
    for Variant { what, sheets, expected } in VARIANTS {
        let forms: Vec<Form<'_>> =
            sheets.iter().map(|(name, rows, lists)| Form { name, rows, lists, hidden: false }).collect();
        let found = found(&forms);
        if found != *expected {
            wrong.push(format!("{what}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
