//! Rules that no score may break.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use filling::question;
use kaito::{Class, Group, Knowledge, Match, Matcher, Query, Standard, queries, queries_in};

fn matcher() -> Matcher {
    Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap()
}

fn ask(text: &str, context: &str, number: Option<(&str, Option<Group>)>) -> Match {
    let query = Query {
        text: text.to_owned(),
        context: context.to_owned(),
        number: number.map(|(text, _)| text.to_owned()),
        group: number.and_then(|(_, group)| group),
        ..Query::default()
    };
    matcher().rank(&[query]).remove(0)
}

fn codes(found: &Match) -> Vec<&str> {
    found.reasons.iter().map(|reason| reason.code).collect()
}

fn named(found: &Match) -> Vec<String> {
    found.named.iter().map(ToString::to_string).collect()
}

#[test]
fn a_named_number_without_an_answer_gives_its_reason_and_is_never_filled() {
    for (text, code) in [
        ("実127の対応状況", "vacant"),
        ("実130", "vacant"),
        ("設60の対応状況", "empty"),
        ("設90の対応状況", "out-of-scope"),
        ("統5-1 経営資源の配分", "later-edition"),
        ("実150 AIの利用方針", "later-edition"),
        ("統97 の状況", "unknown-number"),
    ] {
        let found = ask(text, "", None);
        assert_eq!((found.class, codes(&found).contains(&code)), (Class::None, true), "{text}: {found:?}");
    }
}

#[test]
fn a_branch_of_a_later_edition_never_falls_back_to_its_parent() {
    let found = ask("統5-1 サイバー攻撃への対応態勢", "", None);
    assert!(found.candidates.iter().all(|candidate| candidate.criterion.to_string() != "統5"), "{found:?}");
}

#[test]
fn a_number_column_decides_with_the_group_of_its_sheet() {
    let found = ask("パスワードは推測しにくいものとしているか。", "", Some(("9", Some(Group::Practice))));
    assert_eq!((found.class, named(&found)), (Class::Auto, vec!["実9".to_owned()]));
}

#[test]
fn several_numbers_are_all_named_in_order() {
    let found = ask("FISC実務基準3,13,30 暗号化", "", None);
    assert_eq!(named(&found), ["実3", "実13", "実30"]);
}

#[test]
fn a_number_that_the_text_contradicts_wins_but_is_shown_to_a_person() {
    let found = ask("実14 電源設備の冗長化", "", None);
    assert_eq!((named(&found), found.class), (vec!["実14".to_owned()], Class::Review));
    assert!(codes(&found).contains(&"contradiction"), "{found:?}");
}

#[test]
fn a_number_beside_an_unanswered_topic_is_shown_to_a_person() {
    let found = ask("統10 多要素認証の導入状況", "", None);
    assert_eq!((named(&found), found.class), (vec!["統10".to_owned()], Class::Review));
    assert!(codes(&found).contains(&"topic"), "{found:?}");
    for frame in ["実14の対応状況", "実14 該当する基準への準拠状況", "実14に準拠していますか。"]
    {
        assert_eq!(ask(frame, "", None).class, Class::Auto, "{frame}");
    }
}

#[test]
fn old_numbers_suggest_and_never_decide() {
    let found = ask("項番 運108 外部委託の管理", "", None);
    assert_eq!(found.class, Class::Review);
    assert!(codes(&found).contains(&"old-number"), "{found:?}");
}

#[test]
fn responses_that_do_not_fit_their_subject_are_never_filled_unseen() {
    let knowledge = Knowledge::embedded().unwrap();
    let restricted: Vec<_> =
        knowledge.phrasings().iter().filter(|p| knowledge.never_auto(p.criterion).is_some()).collect();
    let queries: Vec<Query> =
        restricted.iter().map(|p| Query { text: p.text.to_owned(), ..Query::default() }).collect();
    for (phrasing, found) in restricted.iter().zip(matcher().rank(&queries)) {
        let first = found.candidates.first().map(|candidate| candidate.criterion);
        let forbidden = first.is_some_and(|id| knowledge.never_auto(id).is_some());
        assert!(!(forbidden && found.class == Class::Auto), "{}: {found:?}", phrasing.text);
    }
}

#[test]
fn a_question_that_differs_in_one_dangerous_word_is_never_filled_unseen() {
    for (text, word) in [
        ("冗長構成を採用していませんか。", "負"),
        ("委託先は弊社に対して契約で安全管理措置を義務付けているか。", "逆"),
    ] {
        assert_ne!(ask(text, "", None).class, Class::Auto, "{text} ({word})");
    }
}

/// Filled were 設69 (a response about distribution boards), 実27, 設77 (air conditioning), 実90 and 実22 (malware).
#[test]
fn a_word_alone_is_never_filled() {
    for word in ["Power", "権限", "AC-3", "AVS Design", "感染症"] {
        let found = ask(word, "", None);
        assert_ne!(found.class, Class::Auto, "{word}: {found:?}");
    }
    assert_eq!(ask("移行手順", "", None).class, Class::Auto, "two words ask for something");
}

/// Each of these was filled with the response about its circumstance or heading.
#[test]
fn what_is_asked_outweighs_its_circumstance() {
    for (text, context) in [
        ("マルウェア感染時の連絡体制", ""),
        ("マルウェア感染時のバックアップの取得状況", ""),
        ("【サイバー攻撃】委託先モニタリング", ""),
        ("接続回線の契約（マルウェア感染時）", ""),
        ("In the event of a malware infection, are access rights reviewed on a regular basis?", ""),
        ("システムの廃棄", "マルウェア感染時の対応"),
    ] {
        let found = ask(text, context, None);
        assert_ne!(found.class, Class::Auto, "{text}: {found:?}");
    }
    let found = ask("テレワークにおける情報漏えい対策", "", None);
    assert!(!codes(&found).contains(&"circumstance"), "the circumstance belongs to what is asked: {found:?}");
}

/// Each of these was filled with the response about the few words that are known.
#[test]
fn what_is_mostly_in_unfamiliar_words_is_never_filled_unseen() {
    for (text, word) in [
        ("マルウェア対策ソフトは、総代会で推挙された檀家が選定していること。", "総代会"),
        (
            "Media that held embargoed material is destroyed at the ministry's furnace before disposal.",
            "embargoed",
        ),
        ("The contingency plan is translated into Esperanto for the volunteers.", "translated"),
    ] {
        let found = ask(text, "", None);
        assert_eq!(found.class, Class::Review, "{text}: {found:?}");
        let reason = found.reasons.iter().find(|reason| reason.code == "unfamiliar").unwrap();
        assert!(reason.text.ja.starts_with(&format!("「{word}」")), "{}", reason.text.ja);
        let (start, end) = reason.spans[0];
        let marked: Vec<u16> =
            text.encode_utf16().skip(start as usize).take((end - start) as usize).collect();
        assert_eq!(String::from_utf16(&marked).unwrap(), word);
    }
    for text in ["機器の保守を定期的に実施していますか。", "Are all servers protected from malware?"]
    {
        assert!(!codes(&ask(text, "", None)).contains(&"unfamiliar"), "{text}");
    }
}

/// Each of these was filled with the response of the number.
#[test]
fn a_number_does_not_answer_for_what_narrows_the_question() {
    for (text, code) in [
        ("実39 バックアップを毎日取得していますか。", "unstated"),
        ("統14：教育を毎月実施していますか。", "unstated"),
        ("実20 マルウェア対策の第三者による検証", "scope"),
    ] {
        let found = ask(text, "", None);
        assert!(found.class == Class::Review && codes(&found).contains(&code), "{text}: {found:?}");
    }
    assert_eq!(ask("実39 データのバックアップ", "", None).class, Class::Auto);
}

/// Each of these was filled with a response that says nothing of the second sentence.
#[test]
fn a_further_request_that_the_response_does_not_answer_is_seen_by_a_person() {
    let first = "全役職員に情報セキュリティの教育を定期的に実施していますか。";
    assert_eq!(ask(first, "", None).class, Class::Auto, "{first}");
    for further in ["所要時間を記載してください。", "国名を記載してください。", "費用はいくらですか。"]
    {
        let found = ask(&format!("{first}{further}"), "", None);
        assert!(found.class == Class::Review && codes(&found).contains(&"further"), "{further}: {found:?}");
    }
    for harmless in ["具体的に記載してください。", "実施していない場合は、その理由を記載してください。"]
    {
        let found = ask(&format!("{first}{harmless}"), "", None);
        assert!(!codes(&found).contains(&"further"), "{harmless}: {found:?}");
    }
}

/// Each of these was filled with a response that speaks of the service alone.
#[test]
fn what_holds_for_the_service_need_not_hold_elsewhere() {
    let asked = "情報資産管理台帳を作成し、リスクアセスメントを実施していますか。";
    assert_eq!(ask(asked, "", None).class, Class::Auto, "{asked}");
    for place in ["貴社の子会社における", "営業店の", "スマートフォンアプリの"] {
        let found = ask(&format!("{place}{asked}"), "", None);
        assert!(codes(&found).contains(&"scope"), "{place}: {found:?}");
    }
    // 統5-4 of the 13th edition; 統16 trains for failures and disasters.
    let found = ask("サイバーセキュリティに関する演習・訓練を行うこと", "", None);
    assert!(codes(&found).contains(&"scope"), "{found:?}");
}

/// Each of these was filled with a response that says how malware is kept out, or with the rules themselves.
#[test]
fn a_question_whose_form_the_response_does_not_answer_is_never_filled_unseen() {
    let (no, back) = (Some(("実20", None)), "refers-back");
    let cases = [
        ("マルウェア対策ソフトを導入していない場合は、その理由をご記入ください。", None, "otherwise"),
        ("マルウェア対策ソフトを導入していない場合は、その理由をご記入ください。", no, "otherwise"),
        ("If no anti-malware software is installed, please explain.", None, "otherwise"),
        ("マルウェア対策をしていないサーバはありますか。", None, "exceptions"),
        ("情報セキュリティポリシーの写しを添付してください。", None, "unstated"),
        ("無停電電源装置の稼働時間は何分ですか。", None, "unstated"),
        ("（「はい」の場合）マルウェア対策ソフトの名称", None, back),
        ("上記のマルウェア対策ソフトの更新頻度", no, back),
    ];
    for (text, number, code) in cases {
        let found = ask(text, "マルウェア対策", number);
        assert_ne!(found.class, Class::Auto, "{text}");
        assert!(codes(&found).contains(&code), "{text}: {:?}", codes(&found));
    }
    assert_eq!(ask("マルウェア対策ソフトを導入していますか。", "", None).class, Class::Auto);
}

#[test]
fn a_question_that_hangs_on_the_one_before_is_read_with_it() {
    let asked = |texts: &[&str]| queries(&texts.iter().map(|text| question(text)).collect::<Vec<_>>());
    let [before, follows, further, next] = [
        "従業員にセキュリティ教育を実施していますか。",
        "「はい」の場合、その頻度をご記入ください。",
        "「いいえ」の場合、その理由をご記入ください。",
        "ログを保管していますか。",
    ];
    let contexts = asked(&[before, follows, further, next]).into_iter().map(|query| query.context);
    assert_eq!(contexts.collect::<Vec<_>>(), ["", before, before, ""]);
    let found = matcher().rank(&asked(&[before, follows]));
    assert_eq!(found[1].candidates[0].criterion, found[0].candidates[0].criterion);
}

#[test]
fn a_part_of_the_questions_is_asked_as_it_is_among_all() {
    let texts = [
        "教育を実施していますか。",
        "「はい」の場合、その頻度",
        "「いいえ」の場合、その理由",
        "ログを保管していますか。",
    ];
    let questions: Vec<_> = texts.iter().map(|text| question(text)).collect();
    let whole = queries(&questions);
    for (first, last) in [(0, 4), (1, 2), (2, 4), (3, 4), (4, 4), (0, 0)] {
        assert_eq!(queries_in(&questions, first..last), whole[first..last], "{first}..{last}");
    }
    assert!(queries_in(&questions, 4..5).is_empty());
}

#[test]
fn a_compound_question_names_the_criterion_of_every_part() {
    let text = "データセンターに非常用発電機を備えているか。また、退職者のIDは速やかに削除しているか。";
    let found = ask(text, "", None);
    assert_ne!(found.class, Class::Auto, "{found:?}");
    assert!(codes(&found).contains(&"compound"), "{found:?}");
    let parts: Vec<_> =
        found.candidates.iter().filter(|c| c.reasons.iter().any(|reason| reason.code == "part")).collect();
    assert_eq!(parts.len(), 2, "each part is served: {found:?}");
}

#[test]
fn matched_spans_lie_inside_the_question() {
    let text = "𠮷銀行様向け: ＭＦＡ（多要素認証）を導入していますか？";
    let length = text.encode_utf16().count() as u32;
    let found = ask(text, "", None);
    let spans: Vec<_> = found.candidates.iter().flat_map(|c| &c.reasons).flat_map(|r| &r.spans).collect();
    assert!(!spans.is_empty());
    assert!(spans.iter().all(|(start, end)| start < end && *end <= length), "{spans:?}");
}

#[test]
fn odd_texts_are_matched_without_a_fall() {
    for text in ["", " ", "？", "\u{0}", "ー", "実", "a", "𠮷", &"長い質問".repeat(5_000)] {
        let found = ask(text, text, Some((text, None)));
        assert!(found.class != Class::Auto, "{text:.20}: {found:?}");
    }
}

#[test]
fn a_draft_ranks_as_one_that_shows_the_words() {
    let texts = ["入退室を管理していますか", "実9 パスワードの管理", "バックアップと復旧の手順はありますか"];
    let queries = texts.map(|text| Query { text: text.to_owned(), ..Query::default() });
    let mut shown = matcher().rank(&queries);
    let unmarked = matcher().rank_unmarked(&queries);
    assert_ne!(shown, unmarked);
    for candidate in shown.iter_mut().flat_map(|found| &mut found.candidates) {
        let own = candidate.reasons.iter_mut().filter(|reason| matches!(reason.code, "phrasing" | "words"));
        own.for_each(|reason| reason.spans.clear());
    }
    assert_eq!(shown, unmarked);
}
