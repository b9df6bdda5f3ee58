//! The sample's questions, in this project's own words.

/// Questions under one heading.
pub(super) struct Section {
    /// 大項目.
    pub(super) major: &'static str,
    /// 中項目.
    pub(super) middle: &'static str,
    /// The questions.
    pub(super) items: &'static [Item],
}

/// One question.
pub(super) struct Item {
    /// What the number cell holds; empty for a question without a number.
    pub(super) number: &'static str,
    /// The question.
    pub(super) question: &'static str,
    /// Judgement and answer where the customer has filled them in already.
    pub(super) answered: Option<(&'static str, &'static str)>,
}

const fn item(number: &'static str, question: &'static str) -> Item {
    Item { number, question, answered: None }
}

/// 統制・実務・監査.
pub(super) const CRITERIA: [Section; 10] = [
    Section {
        major: "統制",
        middle: "方針・体制",
        items: &[
            item("統1", "情報セキュリティに関する方針と規程を文書にし、定期的に見直しているか。"),
            Item {
                number: "統2",
                question: "システムの中長期計画を全社的な視点から作成しているか。",
                answered: Some((
                    "○",
                    "中長期計画を毎期作成し、経営会議で承認しています。（前年度のご回答から転記）",
                )),
            },
            item("統4", "情報セキュリティを統括する責任者を置き、全社横断の会議体で管理しているか。"),
            item("", "サイバー攻撃に備え、情報の収集から対処までを担う体制を設けているか。"),
            item("統5-1", "保有する情報資産を一覧で把握し、重要度に応じて管理しているか。"),
            item("", "社内規程が守られていることを定期的に点検し、改善につなげているか。"),
        ],
    },
    Section {
        major: "統制",
        middle: "人材",
        items: &[
            item("統14", "派遣社員を含む役職員に、情報セキュリティの教育を年1回以上行っているか。"),
            item("", "障害や災害を想定した訓練を行っているか。直近の実施日と参加人数もご記入ください。"),
        ],
    },
    Section {
        major: "統制",
        middle: "外部委託",
        items: &[
            item("統20", "業務を外部に委託する際、委託先を評価し選定する手続を定めているか。"),
            item("", "委託先に自社と同等の安全対策を契約で求め、委託した業務の結果を検証しているか。"),
            item("", "再委託先の会社名と所在国を一覧でご提示ください。"),
        ],
    },
    Section {
        major: "実務",
        middle: "アクセス管理",
        items: &[
            item("実1", "パスワードは画面に表示せず、帳票にも印字しない仕組みになっているか。"),
            item("実8", "運用担当者がシステムを操作するとき、本人であることを確認しているか。"),
            item("", "使われなくなったIDを棚卸しで見つけ、悪用されないようにしているか。"),
            item("", "本番環境への権限は作業の都度、承認を得て付与し、作業後に取り消しているか。"),
            item("実10", "システムへのアクセスの記録を取得し、求めに応じて提供できるか。"),
            item("", "アクセスログは何年間保存しているか。"),
        ],
    },
    Section {
        major: "実務",
        middle: "データ保護",
        items: &[
            item("実4", "当行との間の通信は暗号化されているか。"),
            item("", "暗号鍵の管理要件を文書に定め、推奨された強度の暗号を使っているか。"),
            item("", "当行が預けるデータは国内だけに保存されるか。"),
            item("", "電子データを保管する媒体を廃棄するとき、内容が復元できないように消去しているか。"),
        ],
    },
    Section {
        major: "実務",
        middle: "不正アクセス・不正プログラム",
        items: &[
            item("実16", "外部からの不正なアクセスを監視し、検知する仕組みがあるか。"),
            item("実20、21、22", "マルウェアの予防・検知・被害時の処置を定めているか。"),
            item("", "第三者による脆弱性診断を年1回以上行い、結果を開示できるか。"),
            item("", "Is multi-factor authentication required for access to the operations environment?"),
        ],
    },
    Section {
        major: "実務",
        middle: "運用",
        items: &[
            item("実36", "オペレーションの依頼と承認の手続を明文化しているか。"),
            item("", "データのバックアップを取得し、復旧の方法を定めているか。"),
            item("", "運用文書は、閲覧できる人を限定し、更新の履歴が残る形で保管しているか。"),
            item("実61", "取引の種類に応じて、端末から操作できる範囲を分けているか。"),
            item("実128", "コンビニエンスストア等に設置したATMの障害時の対応を定めているか。"),
        ],
    },
    Section {
        major: "実務",
        middle: "障害・災害",
        items: &[
            item("実70", "障害や災害が起きたときの連絡先と連絡方法を定めているか。"),
            item("", "データセンターが使えなくなった場合に備え、別の拠点で再開できるか。"),
            item("", "サービスの目標復旧時間（RTO）は何時間か。"),
            item("実103-1", "機器を冗長構成とし、障害時に確実に切り替わるようにしているか。"),
            item("", "Do you have a contingency plan, and is it tested and reviewed on a regular basis?"),
        ],
    },
    Section {
        major: "実務",
        middle: "開発・テレワーク",
        items: &[
            item("", "本番環境から分離したテスト環境で検証してから、本番に適用しているか。"),
            item("実145", "テレワークで使う機器とソフトウェアの管理方針を定め、勤務者に周知しているか。"),
        ],
    },
    Section {
        major: "監査",
        middle: "システム監査",
        items: &[
            item("監1", "独立した立場の者によるシステム監査を受けているか。"),
            item("", "当行または当行の監督官庁による立入検査を受け入れることができるか。"),
        ],
    },
];

/// 設備.
pub(super) const FACILITIES: [Section; 3] = [
    Section {
        major: "設備",
        middle: "建物・コンピュータ室",
        items: &[
            item("1", "地震や水害などの災害が起きやすい土地を避けて建てられているか。"),
            item("6", "建物の外から、データセンターであることが分からないようにしているか。"),
            item("39", "コンピュータ室に消火設備を設けているか。"),
            item("50", "機器が地震で移動・転倒しないようにしているか。"),
        ],
    },
    Section {
        major: "設備",
        middle: "電源・空調",
        items: &[
            item("60", "電源の容量に余裕を持たせているか。"),
            item("63", "停電に備えて自家発電設備を設けているか。燃料で何時間運転できるか。"),
            item("", "コンピュータ室の温度と湿度を監視し、適切に保っているか。"),
        ],
    },
    Section {
        major: "設備",
        middle: "営業店",
        items: &[item("90", "営業店の出入口に防犯のための設備を設けているか。")],
    },
];
