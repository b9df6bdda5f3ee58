//! Rows that are mistaken for something else: headings, examples, titles and questions.

use super::{MARKS, Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "rows whose section and boxes sound like headings",
        sheets: &[(
            "調査票",
            "No.|分類|点検項目|実施有無|説明
             (1)|組織的安全管理措置|作業報告書による作業管理|□はい □いいえ|
             (2)|組織的安全管理措置|資産台帳の整備|□はい □いいえ|
             (3)|人的安全管理措置|入社時の誓約書|□はい □いいえ|",
            &[],
        )],
        expected: &["C2 c:D2 a:E2", "C3 c:D3 a:E3", "C4 c:D4 a:E4"],
    },
    Variant {
        what: "a row of hints and two examples below the headings",
        sheets: &[(
            "点検",
            "No|分野|チェック内容|評価|評価の理由|証跡
             |||（選択）|（200字以内）|（文書名）
             記入例1|認証|パスワードを十分な長さとしているか。|○|12文字以上としている。|パスワード規程
             記入例2|認証|共有IDを禁止しているか。|△|一部で使っている。|ID管理規程
             1|教育|教育を実施しているか。|||
             2|監査|監査を実施しているか。|||",
            &[("D5", "D6", MARKS)],
        )],
        expected: &["C5 c:D5 a:E5 e:F5", "C6 c:D6 a:E6 e:F6"],
    },
    Variant {
        what: "codes that end like examples",
        sheets: &[(
            "Interview",
            "Practice|Question|Answer|Notes
             EG1|Have developers been given training?||
             EG1|Does each team have its guidance?||
             SM1|Is there an assurance program in place?||",
            &[("C2", "C4", &["Yes", "No"])],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "chapters and articles as numbers, chapters with dashes",
        sheets: &[(
            "遵守状況",
            "条項|規定内容|遵守状況|説明
             第1章|総則|－|－
             第1条|目的を定めていること。||
             第2条|適用範囲||
             第2章|組織体制|－|－
             第3条|責任者を定めていること。||
             第4条|教育を実施していること。||",
            &[("C3", "C4", YES), ("C6", "C7", YES)],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "B6 c:C6 a:D6", "B7 c:C7 a:D7"],
    },
    Variant {
        what: "chapters by their letters",
        sheets: &[(
            "SIG",
            "Ques Num|Question/Request|Response|Additional Information|SCF Ref
             A|Risk Management|||
             A.1|Is there a risk management program?|||RSK-01
             A.2|Is the program reviewed every year?|||RSK-02
             B|Security Policy|||
             B.1|Is there an information security policy?|||GOV-01
             B.2|Is the policy approved by management?|||GOV-02",
            &[("C3", "C4", &["Yes", "No"]), ("C6", "C7", &["Yes", "No"])],
        )],
        expected: &["B3 c:C3 a:D3", "B4 c:C4 a:D4", "B6 c:C6 a:D6", "B7 c:C7 a:D7"],
    },
    Variant {
        what: "the same condition below every question",
        sheets: &[(
            "アンケート",
            "No|質問|回答
             1|入退室を管理していますか。|
             ^|→「はい」の場合は具体的にご記入ください。|
             2|来訪者を記録していますか。|
             ^|→「はい」の場合は具体的にご記入ください。|
             3|鍵を管理していますか。|
             ^|→「はい」の場合は具体的にご記入ください。|",
            &[("C2", "C2", YES), ("C4", "C4", YES), ("C6", "C6", YES)],
        )],
        expected: &["B2 c:C2 a:C3", "B4 c:C4 a:C5", "B6 c:C6 a:C7"],
    },
    Variant {
        what: "cards that name a topic before the question",
        sheets: &[(
            "回答様式",
            "基準番号|実9|管理項目|運用
             確認事項|監視を行っていること。|<|<
             対応状況||根拠資料|
             説明||<|<
             |
             基準番号|実10|管理項目|障害対策
             確認事項|訓練を実施していること。|<|<
             対応状況||根拠資料|
             説明||<|<",
            &[("B3", "B3", YES), ("B8", "B8", YES)],
        )],
        expected: &["B2 c:B3 a:B4 e:D3 n:B1", "B7 c:B8 a:B9 e:D8 n:B6"],
    },
    Variant {
        what: "an index of questionnaires asks nothing",
        sheets: &[(
            "INDEX",
            "file|approx_questions|question_col|answer_col|notable
             a.xlsx|206|D|G(Status); K Comment|drop-downs 6.
             b.xlsx|116|C|G Is it tested?|merged cells 4.
             c.xlsx|40|E|H Observations|formulas 231.",
            &[],
        )],
        expected: &[],
    },
    Variant {
        what: "a register with a column for remarks asks nothing",
        sheets: &[(
            "管理台帳",
            "管理番号|資産名|利用目的|保管場所|管理責任者|備考
             A-1|顧客台帳|顧客への連絡に利用する。|本社|総務部長|
             A-2|契約書|契約の管理に利用する。|支社|営業部長|
             A-3|名簿|研修の案内に利用する。|本社|人事部長|",
            &[],
        )],
        expected: &[],
    },
    Variant {
        what: "short questions beside a section that sounds like a heading, and long ones",
        sheets: &[(
            "技術",
            "分類|確認内容|評価基準|回答欄
             組織的安全管理措置|漏水センサー|規程等により確認する。|
             組織的安全管理措置|人事異動の申請に対する承認の経路を自由に設定できますか。|規程等により確認する。|
             組織的安全管理措置|業務の一部を委ねる場合の基準をご説明ください。||
             組織的安全管理措置|監視を行っていますか。|規程等により確認する。|",
            &[],
        )],
        expected: &["B2 a:D2", "B3 a:D3", "B4 a:D4", "B5 a:D5"],
    },
    Variant {
        what: "a list of issues with squares for names",
        sheets: &[(
            "課題一覧",
            "課題名|課題詳細|作成者|作成日|対応詳細|完了日
             ○○の調査|□□を実現する方法を調査する。|○○|2000/1/1|□□の資料を確認した。□□に相談する。|2000/1/2",
            &[],
        )],
        expected: &[],
    },
];
