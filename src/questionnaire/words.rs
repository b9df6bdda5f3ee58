//! The words of headings, sheet names and rows that say what something is. All are compared as
//! [`super::spelling::normalise_whole`] spells them, and listed in blank-separated lines.

use super::layout::Role;
use super::spelling::WordList;

/// Words that name one role only.
pub(super) const STRONG: f32 = 3.0;
/// Words that usually name the role.
pub(super) const USUAL: f32 = 2.0;
/// Words that may name the role; the data below decides.
pub(super) const WEAK: f32 = 1.1;

/// Heading words by role and weight.
pub(super) const HEADINGS: &[(Role, f32, &str)] = &[
    (
        Role::Item,
        STRONG,
        "no 項番 番号 項目番号 項目no 通番 連番 # id 設問番号 質問番号 設問no 質問no qid 整理番号 枝番 枝番号 細番 \
        管理番号 管理no 管理id controlid seq itemno item# 序号 번호 問番号 問no チェックno nr \
        quesnum questionnum num 設問コード 質問コード 項目コード 要件コード 要件no 管理策no \
        questionid requirementid reqid testid number ref refno 質問項番 設問項番 チェック番号 \
        確認番号 管理策番号 通し番号 通しno 要求番号 要件番号 要件id 項目id 設問id 質問id \
        questionno questionnumber qno q# sno ケースno テストケースno",
    ),
    (
        Role::Criterion,
        STRONG,
        "基準番号 fisc fisc参照 fisc基準 fisc番号 fisc基準番号 安対基準 fisc安対基準 \
        fisc安対基準番号 安全対策基準 安対基準番号 基準no fiscno 対応fisc fisc項番 \
        fisc統制基準 fisc実務基準 fisc設備基準 fisc監査基準 統制基準 実務基準 設備基準 監査基準 \
        統制基準番号 実務基準番号 設備基準番号 監査基準番号 fisc安全対策基準 安全対策基準番号 fisc対応項番 関連fisc 安対番号 fisc該当項番 fiscref fiscreference fiscid fisccriteria fisccriterion fiscguideline",
    ),
    (
        Role::Section,
        STRONG,
        "大項目 中項目 小項目 大分類 中分類 小分類 分類 カテゴリ カテゴリー 領域 分野 種別 \
        ドメイン テーマ 章 節 項 管理分野 対策分類 評価領域 確認分野 category domain subcategory \
        subdomain section area topic family theme chapter controlfamily controldomain \
        maincategory 분류 类别 測定分野 工程 フェーズ 観点分類 項目分類 カテゴリ名 分類名 章節 \
        大区分 中区分 小区分 主題 対策区分 管理区分 対策領域 評価分野 確認領域 セクション",
    ),
    (Role::Section, USUAL, "区分 対象 項目名 タイトル title name type group 項目区分 phase"),
    (Role::Section, WEAK, "項目 管理項目 対策項目 目的 管理目的 サービスレベル項目例 item 確認観点"),
    (
        Role::Question,
        STRONG,
        "確認項目 確認事項 確認内容 確認ポイント チェック項目 チェック内容 チェック事項 \
        チェックポイント チェックリスト項目 要求事項 要求内容 管理策 設問 設問内容 設問文 質問 \
        質問事項 質問内容 質問項目 質問文 ご質問 ご質問内容 ご質問事項 評価項目 評価内容 \
        点検項目 点検内容 点検事項 調査項目 調査内容 調査事項 遵守事項 審査項目 審査内容 \
        審査事項 監査項目 照会事項 照会内容 ヒアリング項目 ヒアリング事項 ヒアリング内容 \
        セキュリティ要件 要件内容 規定内容 要求要件 統制内容 お伺い事項 お伺い内容 \
        問い合わせ内容 問合せ事項 求める対策 求める要件 実施すべき事項 実施すべき対策 お伺いしたい事項 お伺いしたいこと お伺いする事項 お尋ねしたい事項 お尋ねしたいこと お尋ねする内容 \
        お聞きしたい事項 お聞きしたいこと 確認いただきたい事項 \
        具体的な確認項目 具体的確認事項 アンケート項目 question questions requirement \
        requirements controldescription requirementdescription requirementtext policydescription \
        standarddescription measuredescription safeguarddescription practicedescription checkitem checklistitem verificationrequirement inquiry \
        securityrequirement controlrequirement questiontext controlstatement controltext \
        checkpoint assessmentquestion detailedverificationrequirement 질문 요구사항 점검항목 \
        问题 要求 frage anforderung anforderungen exigence 確認すべき事項 必要な対策 対策要件 \
        確認したいこと 知りたいこと 達成条件 要請事項 要望事項 遵守すべき事項 講ずべき措置 必要な措置 検査項目 検証項目 \
        遵守項目 実施事項 細目 確認細目 細項目 確認の細目 着眼点 weaknessname weakness findingtitle findingname issuetitle",
    ),
    (
        Role::Question,
        USUAL,
        "お伺い お尋ね お聞き 確認したい 求められる \
         管理項目 対策項目 統制項目 コントロール セキュリティ項目 セキュリティ対策 安全管理措置 \
        安全対策 対策基準 基準内容 基準 要件 実施項目 問 問い 照会 チェックリスト テスト項目 \
        試験項目 テスト内容 レビュー項目 設問項目 control controls criteria check checklist \
        recommendation statement securitycontrol 具体的な対策 望ましい対策 確認観点 \
        指摘内容 機能名 課題内容 要件詳細 要求仕様 テストケース 確認方法 interview assessment \
        実行手順 確認すべき内容 必要要件 確認の内容 求められる対策 審査基準 チェック 対策例 \
        要求項目 管理基準 管理策の内容 サービス仕様 確認すべき項目",
    ),
    (
        Role::Question,
        WEAK,
        "項目 内容 事項 対策内容 対策 実施内容 項目内容 description details detail item 説明 詳細 \
        概要 要旨 text task activity name policy 件名 タイトル title testname 操作手順 \
        objective objectives 項目名 課題詳細 要件大項目 guideline validation featuredescription サービスレベル項目 \
        審査の観点",
    ),
    (
        Role::Supplement,
        USUAL,
        "補足説明 解説 説明 観点 確認観点 確認のポイント 留意点 ねらい 趣旨 考え方 記載例 回答例 \
        記入例 設定例 測定単位 単位 根拠条文 参考 参照 対象範囲 目的 具体例 例示 例 回答の観点 \
        記入上の注意 guidance rationale explanation help tips example unit severity why moreinfo \
        training link links references discussion 確認方法 重要度 優先度 必須 必須任意 level \
        priority 対象者 手順 操作手順 期待結果 期待値 回答にあたっての注意 回答方法 回答要領 \
        達成基準 実施例 評価基準 判定基準 評価の視点 補足 解説例 設問の意図 質問の意図 設問の趣旨 確認の観点 \
        チェックの観点 評価の観点 回答のポイント 回答の記載例 記述例 対策の例 備考説明 用語説明 \
        設問補足 質問補足 補足情報 参考情報 関連基準 関連条文 参照基準 重要",
    ),
    (
        Role::Choice,
        STRONG,
        "対応可否 対応有無 対応の有無 適合 適否 適合状況 実施有無 実施の有無 有無 可否 該否 \
        該当有無 対応区分 回答区分 選択 選択回答 回答選択 チェック チェック欄 自己評価 \
        自己点検結果 点検結果 確認結果 チェック結果 遵守状況 準拠状況 充足状況 実施レベル 達成度 \
        成熟度 達成状況 ○× yes/no y/n status compliance compliant compliancestatus \
        implementationstatus implemented inplace answeryes/no 満たしているか 対応レベル 充足度 \
        回答選択欄 結果 result はい/いいえ 可否判定 ステータス 取得状況 導入状況 設置状況 取得有無 導入有無 設置有無 遵守度 準拠度 達成レベル 現在レベル \
        自己評点 自己評価点 回答値 conformity compliancelevel valid tested? pass/fail 적합여부 \
        결과 statut 回答○× 対応○× 実施○× 該当○× 選択欄 対応の可否 実施の可否 実施可否 準拠 \
        準拠可否 充足 実施区分 実施状況区分 判定区分 自己判定 自己評価結果 評価区分 回答記号 \
        回答リスト 自己査定 自己判定結果 自己採点 現在の対応状況 チェック選択 回答番号 回答no 選択番号 回答コード 回答記号欄 responsecode answercode",
    ),
    (
        Role::Choice,
        USUAL,
        "該当 回答 ご回答 貴社回答 評価 対応状況 実施状況 判定 状況 対応 response answer 回答欄 \
        整備状況 取組状況 rating tested selfassessment 委託先回答 事業者回答",
    ),
    (Role::Choice, WEAK, "レベル"),
    (
        Role::Answer,
        STRONG,
        "回答内容 回答欄 ご回答 ご回答欄 ご回答内容 御回答 貴社回答 貴社ご回答 貴社回答欄 \
        充足内容 適合内容 遵守内容 準拠内容 貴社記入欄 委託先記入欄 委託先回答 取引先回答 取引先記入欄 事業者回答 事業者記入欄 \
        ベンダー回答 ベンダ回答 貴社サービスレベル 貴社の対応 貴社対応 貴社対応状況 貴社の状況 \
        貴社状況 貴社の取組 具体的な内容 具体的内容 具体的な実施内容 具体的な対応内容 \
        具体的な対応状況 具体的対応内容 具体的な実施状況 具体的な取組内容 対応内容 \
        対応状況の説明 対応状況詳細 実施状況の説明 実施状況詳細 取組内容 取り組み内容 取組状況 \
        取り組み状況 自由記述 自由記入 自由記入欄 記述欄 記入欄 記述回答 回答詳細 詳細回答 \
        詳細説明 状況説明 対応方法 実施方法 回答理由 回答説明 具体的な状況 対応の詳細 対応の内容 \
        実施の内容 回答本文 回答文 answer answers response responses vendorresponse yourresponse \
        vendoranswer supplierresponse explanation vendorcomments implementationdetails implementationnotes \
        howimplemented howmet howaddressed \
        responsedetails descriptionofimplementation お客様回答 回答対応内容 具体的に記入 適合方法 実現方法 準拠方法 遵守方法 充足方法 達成方法 達成手段 実現手段 具体策 対処内容 措置内容 対処状況 \
        具体的な対策内容 具体的対策内容 対応策 御社回答 クラウド事業者回答 委託先様記入欄 \
        提供者回答 interviewnotes 貴社における対応 貴社における対応状況 貴社の対応状況 \
        貴社の対応内容 貴社の実施状況 貴社の取り組み ご回答詳細 回答の詳細 回答の内容 回答の説明 \
        回答補足説明 回答根拠 具体的な回答 具体的な説明 具体的な取組 具体的な取り組み \
        具体的な対応 具体的な対策 具体的な方法 具体的実施内容 具体的実施状況 実施状況の詳細 \
        実施内容の詳細 対応状況の詳細 対応内容詳細 対応状況コメント 対応状況内容 対応状況の内容 \
        内容記述 記述 回答記入欄 回答記載欄 記載欄 記載内容 ご記入欄 入力欄 現在の状況 現況 \
        評価の根拠 判定の根拠 回答の根拠 判断の根拠 評価根拠 判定根拠 判断根拠 評価理由 判定理由 \
        自己評価根拠 自己査定根拠 自己評価理由 自己点検根拠 査定根拠 適合根拠 充足根拠 準拠根拠 遵守根拠 対応根拠 実施根拠 達成根拠 評点根拠 \
        判断理由 実施状況内容 管理状況 運用状況 答 答え 回答コメント 提供者記入欄 サービス提供者回答",
    ),
    (
        Role::Answer,
        USUAL,
        "説明補足 理由補足 補足理由 補足コメント コメント補足 理由等 コメント備考 備考コメント 回答備考 理由備考 \
         補足 補足事項 仕様 内容等 ご状況 現状の対策 \
         回答 対応状況 実施状況 整備状況 運用状況 実施内容 現状 対策状況 遵守状況 対策内容 説明 \
        詳細 具体例 内容 状況 details explanations comments comment コメント 回答補足 詳細内容 \
        理由 補足説明 選択理由 observations notes implementation 対応 実施結果 justification \
        implementationdescription additionalinformation additionalinfo furtherinformation explain pleaseexplain pleasedescribe \
        充足概要 対応概要 実施概要 取組概要 回答概要 状況概要 対応状況概要 実施状況概要",
    ),
    (Role::Answer, WEAK, "description narrative"),
    (
        Role::Remark,
        STRONG,
        "備考 備考欄 補足 補足事項 特記事項 特記 摘要 注記 備考コメント 備考補足 remarks remark \
        notes note その他特記事項 備考特記事項 補足コメント 補足備考 비고 备注 備考等 \
        備考補足事項 補足説明等 備考など remediationplan actionplan 今後の対応方針 今後の方針 今後の予定 今後の計画",
    ),
    (
        Role::Remark,
        USUAL,
        "変更理由 変更点 変更内容 前回からの変更点 \
         コメント 補足説明 comments comment その他 未対応の理由 未実施の理由 対象外の理由 理由 \
        代替策 代替措置 今後の対応 今後の対応予定 対応予定 改善予定 改善計画 additionalcomments \
        非該当理由 対象外理由 追記事項 compensatingcontrol compensatingcontrols compensatingmeasures cscresponsibilities customerresponsibilities",
    ),
    (
        Role::Evidence,
        STRONG,
        "根拠資料 根拠 エビデンス 証跡 証拠 証拠資料 証憑 参照文書 参照資料 参考資料 添付資料 \
        関連資料 関連文書 関連規程 規程名 規程類 文書名 資料名 該当資料 提出資料 根拠文書 \
        根拠規程 証跡資料 確認資料 エビデンス名 対象文書 該当規程 規程文書名 evidence \
        documentref docref policyreference supportingevidence supportingdocuments supportingdocumentation attachment attachments \
        documentation artifacts evidencereference referencedocument referencedocuments \
        evidenceprovided エビデンス資料 参照規程 添付 裏付資料 確認証跡 根拠資料名 根拠資料等 \
        証跡等 証跡名 エビデンス等 エビデンス資料名 根拠となる資料 根拠となる規程 確認書類 \
        提出書類 添付書類 参照ドキュメント ドキュメント名 ドキュメント 規程文書 該当文書 \
        該当ドキュメント 関係規程 関係書類 社内規程名 参照url 資料等 根拠文書名 確認資料名 \
        裏付け資料 添付ファイル 添付資料名 資料番号 添付番号 参照箇所 マニュアル名 手順書名 policyname supportingdocs 証明資料 関連url 資料url 根拠url 公開url 参照リンク artefacts evidencelink",
    ),
    (
        Role::Evidence,
        USUAL,
        "documentname documenttitle 参照 参照先 資料 url 文書 reference documents proof 該当箇所",
    ),
    (
        Role::CustomerOnly,
        STRONG,
        "得点 点数 スコア 配点 評点 重み ウェイト 審査結果 リスク評価 所見 審査所見 判定結果 \
        弊社確認欄 弊社評価 弊社記入欄 弊社使用欄 当社確認欄 当社評価 当社記入欄 当社使用欄 \
        当行確認欄 当行評価 当行記入欄 当行使用欄 当庫記入欄 当金庫記入欄 委託元記入欄 \
        委託元確認欄 委託元評価 発注者確認欄 発注者評価 事務局確認欄 事務局使用欄 審査部門使用欄 \
        確認者記入欄 reviewer revieweruseonly reviewercomments internaluseonly officeuseonly \
        forofficeuse score weight assessor assessorcomments riskrating 評価者記入欄 判定者 \
        受領確認 社内使用欄 行内使用欄 審査欄 審査コメント 審査者コメント 確認結果弊社 弊社判定 \
        当社判定 当行判定 弊社コメント 当社コメント 当行コメント 当金庫使用欄 当組合使用欄 \
        受付欄 査定 査定結果 査定欄 審査判定 リスク判定 総合評価 評価点 判定欄 評価ランク リスクランク",
    ),
    (Role::CustomerOnly, USUAL, "判定 評価 評価結果 リスク 評価コメント 確認 指摘事項 フォロー points"),
    (
        Role::Respondent,
        STRONG,
        "記入日 回答日 回答者 記入者 担当者 担当部署 担当 実施日 実施者 確認者 確認日 期限 \
        完了予定日 完了予定 対応予定日 対応予定時期 対応時期 実施時期 対応期限 作成者 回答部署 \
        日付 date owner assignee responsible duedate 回答担当 責任者 更新日 completiondate \
        tester 記入年月日 承認者 点検者 点検日 レビュー日 レビュー者 発生日 完了日 起票者 起票日 \
        回答期限 回答予定日 回答者名 担当者名 記入者名 担当部門 所管部署 回答部門 対応者 \
        対応部署 対応期日 予定日 実施予定 実施予定日 実施予定時期 改善期限 対応完了日 targetdate \
        completedby",
    ),
];

/// Parts of a heading that say "last time's", whatever else it says.
pub(super) const PREVIOUS: &str =
    "前回 昨年 前年度 前年 過去回答 previous prioryear lastyear lastresponse 変更有無 変更の有無";

/// Parts of a heading that say that the respondent leaves the column alone.
pub(super) const NOT_FOR_RESPONDENT: &str = "記入不要 貴社記入不要 記入しないで 使用欄 弊社確認 当社確認 当行確認 弊社使用 弊社記入 \
    当社記入 当行記入 当行使用 当社使用 監査人 審査人 監査担当 審査担当 useonly donotfill donotcomplete 評価者 審査者 審査部門 \
    委託元使用 委託元記入 委託元確認 発注者記入 事務局 入力不要 回答不要 自動計算 reviewer analyst internalonly forinternal clientonly";

/// Parts of a heading that ask only whether a row applies, not how it is met.
pub(super) const APPLIES: &str =
    "該当有無 該当の有無 適用有無 適用の有無 対象有無 該否 適用可否 適用要否 applicable applicability";

/// Parts of a heading that say that the customer tells there how to answer.
pub(super) const HINTS: &str = "記入上 回答上 記入時の 回答時の 記入の際 回答の際 記入にあたって 回答にあたって 記入に当たって 回答に当たって";

/// Beginnings of names of those who are audited or judged: the respondent.
pub(super) const JUDGED: &str = "被監査 被評価 被点検 被審査";

/// Names by which the customer calls itself in headings …
pub(super) const CUSTOMER: &str = "当行 弊社 当社 当庫 当金庫 当組合 弊行 弊庫 本学 当院 当会 当法人 当機構 当局 委託元 発注者 発注元 \
    事務局 審査部 監査部 所管部 主管部 評価者 審査者 行内 リスク管理部 リスク統括部 コンプライアンス部 buyer client bank institution \
    assessor auditor analyst purchaser";

/// … what it does in its own columns …
pub(super) const CUSTOMER_ACTS: &str = "より 備考 評価 確認 記入 使用 判定 審査 コメント 所見 メモ comment rating \
    assessment review remark note use score evaluation verdict decision";

/// … and words of headings over what it asks.
pub(super) const ASKED_THINGS: &str = "事項 項目 質問 設問 内容 要件 観点";

/// Parts of a (group) heading that say that the respondent fills the columns below.
pub(super) const FOR_RESPONDENT: &str = "貴社 御社 委託先 取引先 記入欄 回答欄 今回 ご回答 ご記入 事業者 ベンダ 受託者 vendor \
    supplier provider yourresponse respondent";

/// Headings of columns one of which is marked, and values that a judgement takes.
pub(super) static VERDICTS: WordList = WordList::new(
    "○ 〇 ◯ ◎ △ × ✕ ✖ x ー ― はい いいえ 該当なし 対象外 該当せず 非該当 適用外 実施済 実施済み \
    一部実施 未実施 実施 実施中 実施予定 対応済 対応済み 一部対応 未対応 対応 対応中 対応予定 \
    対応可 対応不可 条件付可 条件付き可 有 無 あり なし 有り 無し 可 不可 否 適 不適 適合 不適合 \
    一部適合 部分適合 済 未 満たす 満たさない 一部満たす 遵守 未遵守 できている できていない \
    一部できている 十分 不十分 該当 検討中 計画中 未定 対策済 未対策 良 yes no n/a na partial \
    partially notapplicable planned implemented partiallyimplemented notimplemented inplace \
    notinplace compliant noncompliant partiallycompliant fully none alternativeimplementation \
    met notmet pass fail 1 2 3 4 5 a b c d true false",
);

/// What numbered levels are called.
pub(super) static LEVELS: WordList = WordList::new("レベル level lv l ランク rank 段階 点 stage");

/// Texts of an answer cell that are no answer.
pub(super) static PLACEHOLDERS: WordList = WordList::new(
    "選択してください 選択して下さい 選択 未回答 未記入 未選択 未入力 要記入 要回答 \
    記入してください 記入して下さい ご記入ください ご記入下さい 入力してください \
    回答してください ご回答ください ここに記入 ここに入力 自由記述 記入欄 select pleaseselect \
    selectone choose chooseanitem tobecompleted pleasefillin notanswered unanswered \
    プルダウンから選択 リストから選択 プルダウンより選択してください リストから選択してください \
    プルダウンから選択してください tbd notreviewed clickortapheretoentertext \
    clickheretoentertext entertexthere enterresponse enterresponsehere enteryourresponse enteryourresponsehere \
    typehere typeyourresponsehere insertresponse insertresponsehere",
);

/// Dashes that stand for an empty cell.
pub(super) const DASHES: &[&str] = &["-", "－", "―", "ー", "—", "–", "‐", "…", "−"];

/// Beginnings or whole texts of cells that mark a row as an example.
pub(super) static SAMPLES: WordList =
    WordList::new("例 記入例 記載例 回答例 入力例 サンプル 見本 example sample eg");

/// Parts of sheet names whose sheets hold no questions.
pub(super) const OTHER_SHEETS: &str = "表紙 記入要領 記載要領 回答要領 記入方法 回答方法 記入上の 記入例 記載例 回答例 記入ガイド \
    手引 はじめに ご案内 お願い 注意事項 改訂履歴 改定履歴 変更履歴 更新履歴 改版履歴 目次 \
    リスト マスタ マスター プルダウン 選択肢 集計 用語 凡例 サマリ 見本 使い方 利用方法 判定基準 \
    cover instruction readme howto completionguide userguide guidance overview revision changelog recordofchange versionhistory lookup \
    dropdown glossary legend dashboard tableofcontents license attribution example";

/// Parts of the names of sheets that tell the form's own history.
pub(super) const CHANGE_SHEETS: &str = "履歴 revision changelog recordofchange versionhistory";

/// Whole sheet names whose sheets hold no questions; as parts of a name they would say too much.
pub(super) static OTHER_SHEET_NAMES: WordList =
    WordList::new("説明 案内 概要 履歴 list lists values data master index info intro 要領");

/// What is asked about the respondent, not about the service.
pub(super) static RESPONDENT_FIELDS: WordList = WordList::new(
    "会社名 貴社名 御社名 法人名 団体名 企業名 商号 所在地 住所 本社所在地 代表者 代表者名 部署 \
    部署名 所属 所属部署 所属部署役職 役職 氏名 お名前 担当者 担当者名 ご担当者 ご担当者名 \
    ご担当者様 記入者 回答者 回答者名 回答者氏名 記入者氏名 電話 電話番号 連絡先 tel fax メール \
    メールアドレス email emailアドレス 記入日 回答日 記入年月日 提出日 作成日 対象サービス \
    対象サービス名 サービス名 サービス名称 ご回答日 回答期限 提出期限 提供形態 契約予定期間 \
    責任者 承認者 業種 資本金 従業員数 設立 設立年月日 url ホームページ companyname company \
    vendorname name title department address phone telephone contact contactname date \
    completedby preparedby 取引先名 委託先名 委託業務 委託業務名 業務名 システム名 管理番号 印 \
    確認印",
);

/// Labels of rows that explain the form.
pub(super) static NOTES: WordList =
    WordList::new("凡例 注 注記 注意 注意事項 備考 補足 補足事項 留意事項 legend note notes key");

/// Row labels of sums, and what ends a form.
pub(super) static TOTALS: WordList = WordList::new(
    "以上 以下余白 合計 小計 総計 総合計 計 平均 平均点 合計点 合計点数 合計得点 総合点 総得点 小計点 得点合計 得点計 total subtotal average grandtotal",
);

#[cfg(test)]
mod tests {
    use super::super::spelling::normalise_whole;
    use super::*;

    #[test]
    fn words_are_spelled_as_texts_are_compared() {
        let lists = [
            PREVIOUS,
            CUSTOMER,
            CUSTOMER_ACTS,
            ASKED_THINGS,
            NOT_FOR_RESPONDENT,
            HINTS,
            APPLIES,
            FOR_RESPONDENT,
            VERDICTS.as_str(),
            PLACEHOLDERS.as_str(),
            SAMPLES.as_str(),
            OTHER_SHEETS,
            CHANGE_SHEETS,
            OTHER_SHEET_NAMES.as_str(),
            RESPONDENT_FIELDS.as_str(),
            TOTALS.as_str(),
            NOTES.as_str(),
            JUDGED,
            LEVELS.as_str(),
        ];
        let headings = HEADINGS.iter().map(|(_, _, words)| *words);
        for word in lists.into_iter().chain(headings).flat_map(str::split_whitespace) {
            assert_eq!(normalise_whole(word), word);
        }
    }
}
