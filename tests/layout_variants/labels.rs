//! Cells that labels name, on the right or below, and rows that are no questions of their own.

use super::{MARKS, Variant, YES};

pub const VARIANTS: &[Variant] = &[
    Variant {
        what: "a choice, a comment and a remark under labels below each question",
        sheets: &[(
            "質問票",
            "質問票||
             1-1|データの保管場所を教えてください。|<
             |回答|
             |コメント|
             |備考|
             1-2|再委託先を管理していますか。|<
             |回答|
             |コメント|
             |備考|",
            &[("C3", "C3", YES), ("C7", "C7", YES)],
        )],
        expected: &["B2 c:C3 a:C4 r:C5", "B6 c:C7 a:C8 r:C9"],
    },
    Variant {
        what: "cards that name the criterion before a question in keywords",
        sheets: &[(
            "カード",
            "基準番号|統3
             基準小項目|方針の策定
             確認事項|情報セキュリティ方針
             対応状況|
             対応内容|
             |
             基準番号|実14
             基準小項目|不正侵入の防止
             確認事項|外部からの不正侵入を防ぐこと。
             対応状況|
             対応内容|",
            &[("B4", "B4", MARKS), ("B10", "B10", MARKS)],
        )],
        expected: &["B3 c:B4 a:B5 n:B1", "B9 c:B10 a:B11 n:B7"],
    },
    Variant {
        what: "a label above the box, below questions in the same column",
        sheets: &[(
            "質問状",
            "質問状|
             Q1|監視の体制についてお聞かせください。
             |【ご回答】
             |
             Q2|保守の体制
             |【ご回答】
             |
             Q3|連絡の体制についてお聞かせください。
             |【ご回答】
             |",
            &[],
        )],
        expected: &["B2 a:B4", "B5 a:B7", "B8 a:B10"],
    },
    Variant {
        what: "an empty box below each question, the number beside the question only",
        sheets: &[(
            "質問書",
            "No.|質問事項及び回答
             1|監視を行っていますか。
             |
             2|訓練を実施していますか。
             |
             3|保険に加入していますか。
             |",
            &[],
        )],
        expected: &["B2 a:B3", "B4 a:B5", "B6 a:B7"],
    },
    Variant {
        what: "rows for details and evidence below each question of a table",
        sheets: &[(
            "チェックシート",
            "No|設問|<|回答
             1|監視を行っていますか。|<|
             ^|詳細説明||<
             ^|根拠資料||<
             2|訓練を実施していますか。|<|
             ^|詳細説明||<
             ^|根拠資料||<
             3|保険に加入していますか。|<|
             ^|詳細説明||<
             ^|根拠資料||<",
            &[("D2", "D2", YES), ("D5", "D5", YES), ("D8", "D8", YES)],
        )],
        expected: &["B2 c:D2 a:C3 e:C4", "B5 c:D5 a:C6 e:C7", "B8 c:D8 a:C9 e:C10"],
    },
    Variant {
        what: "a row for a remark below each question of a table",
        sheets: &[(
            "照会",
            "№|照会事項|回答|回答内容
             1|監視を行っていますか。||
             ^|備考||<
             2|訓練を実施していますか。||
             ^|備考||<",
            &[("C2", "C2", YES), ("C4", "C4", YES)],
        )],
        expected: &["B2 c:C2 a:D2 r:C3", "B4 c:C4 a:D4 r:C5"],
    },
    Variant {
        what: "short questions that would be labels if they stood below others",
        sheets: &[(
            "調査",
            "質問|回答
             データの保管場所を教えてください。|
             監視状況|
             運用状況|
             備考|",
            &[],
        )],
        expected: &["A2 a:B2", "A3 a:B3", "A4 a:B4"],
    },
    Variant {
        what: "the question again in a second language in the row below",
        sheets: &[(
            "Questionnaire",
            "No.|質問 / Question|回答 / Answer|コメント / Comment
             1|監視を行っていますか。||
             ^|Do you monitor the service?|^|^
             2|訓練を実施していますか。||
             ^|Do you exercise your plans?|^|^",
            &[("C2", "C2", YES), ("C4", "C4", YES)],
        )],
        expected: &["B2 c:C2 a:D2", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "values to circle",
        sheets: &[(
            "確認書",
            "番号|確認事項|回答|「いいえ」の場合の理由・対応予定
             1|監視を行っていますか。|はい　・　いいえ|
             2|訓練を実施していますか。|はい　・　いいえ|",
            &[],
        )],
        expected: &["B2 c:C2 r:D2", "B3 c:C3 r:D3"],
    },
    Variant {
        what: "numbered levels explained below the table, where nothing is drawn to be filled",
        sheets: &[(
            "評価表",
            "No|評価項目|評点|評点の根拠
             A-1|監視を行っていますか。||
             A-2|訓練を実施していますか。||
             A-3|保険に加入していますか。||
             |合計||
             【評点の考え方】
             2|規程があり、実施されている。
             1|一部のみ実施されている。
             0|実施されていない。",
            &[("C2", "C4", &["0", "1", "2"])],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B4 c:C4 a:D4"],
    },
    Variant {
        what: "cards with two fields in a row, some of them the customer's",
        sheets: &[(
            "回答票",
            "No.|1|分類|運用
             質問|監視を行っていますか。|<|<
             回答||回答者|
             詳細||<|<
             当行コメント||評価日|
             |||
             No.|2|分類|技術
             質問|訓練を実施していますか。|<|<
             回答||回答者|
             詳細||<|<
             当行コメント||評価日|",
            &[("B3", "B3", YES), ("B9", "B9", YES)],
        )],
        expected: &["B2 c:B3 a:B4", "B8 c:B9 a:B10"],
    },
    Variant {
        what: "numbered sums of each section",
        sheets: &[(
            "チェックリスト",
            "項番|チェック項目|回答|補足説明
             1-1|監視を行っていますか。||
             1-2|訓練を実施していますか。||
             |小計（1）||
             2-1|通信を暗号化していますか。||
             2-2|鍵を管理していますか。||
             |小計（2）||",
            &[("C2", "C7", MARKS)],
        )],
        expected: &["B2 c:C2 a:D2", "B3 c:C3 a:D3", "B5 c:C5 a:D5", "B6 c:C6 a:D6"],
    },
    Variant {
        what: "cards whose title is the question, be it only a name",
        sheets: &[(
            "個別票",
            "個別確認票|
             【1】入退室の管理|<
             回答区分|
             回答内容|
             根拠資料名|
             【2】監視を行っていますか。|<
             回答区分|
             回答内容|
             根拠資料名|
             【3】訓練を実施していますか。|<
             回答区分|
             回答内容|
             根拠資料名|",
            &[("B3", "B3", YES), ("B7", "B7", YES), ("B11", "B11", YES)],
        )],
        expected: &["A2 c:B3 a:B4 e:B5", "A6 c:B7 a:B8 e:B9", "A10 c:B11 a:B12 e:B13"],
    },
    Variant {
        what: "a computed number of answers below a gap",
        sheets: &[(
            "チェック",
            "No|確認事項|回答|今後の対応方針・時期
             1|監視を行っていますか。||
             2|訓練を実施していますか。||
             3|保険に加入していますか。||
             |||
             |「はい」の数|=COUNTIF(C2:C4,\"はい\")§0|",
            &[("C2", "C4", YES)],
        )],
        expected: &["B2 c:C2 r:D2", "B3 c:C3 r:D3", "B4 c:C4 r:D4"],
    },
    Variant {
        what: "short questions that only their numbers show as questions, with labels below",
        sheets: &[(
            "質問書",
            "問1|停電対策|<
             対応状況||<
             ご回答||<
             備考||<
             問2|入退室の管理|<
             対応状況||<
             ご回答||<
             備考||<",
            &[("B2", "B2", YES), ("B6", "B6", YES)],
        )],
        expected: &["B1 c:B2 a:B3 r:B4", "B5 c:B6 a:B7 r:B8"],
    },
    Variant {
        what: "questions on cards that sound like headings, and one that is only a criterion",
        sheets: &[(
            "質問書",
            "番号|1
             ご質問|月末や年末調整の時期には利用が集中し、応答が悪化することを懸念しております。資源が不足する場合の対策の内容を、過去一年間の利用の推移と、今後の増強の計画を含めて、具体的に、かつ詳しくご説明ください。
             回答|
             備考|
             番号|2
             ご質問|実-16に対応しているか(Yes/No)。Noの場合は理由を記載
             回答|
             備考|
             番号|3
             ご質問|No.実034
             回答|
             備考|",
            &[],
        )],
        expected: &["B2 a:B3 r:B4", "B6 a:B7 r:B8", "B10 a:B11 r:B12"],
    },
    Variant {
        what: "a row for the reason below every question",
        sheets: &[(
            "アンケート",
            "No|確認事項|回答
             1|作業報告書による作業管理|
             |（「いいえ」の場合、その理由）|
             2|非常時の電源の供給|
             |（「いいえ」の場合、その理由）|
             3|導入企業数をお示しください。|
             |（「いいえ」の場合、その理由）|",
            &[("C2", "C2", YES), ("C4", "C4", YES), ("C6", "C6", YES)],
        )],
        expected: &["B2 c:C2 r:C3", "B4 c:C4 r:C5", "B6 c:C6 r:C7"],
    },
];
