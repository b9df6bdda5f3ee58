//! The list of what must be respected, number by number.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at what it did not expect, and its table of cases may be long"
)]

use kaito::{CriterionId, Knowledge, Lookup, RestrictionKind, Standard};

fn id(text: &str) -> CriterionId {
    text.parse().unwrap()
}

/// Every number of `ranges` (`実84-88` style is written `実84..88`).
fn ids(ranges: &str) -> Vec<CriterionId> {
    let numbers = |range: &str| -> Vec<CriterionId> {
        let sign: String = range.chars().take(1).collect();
        match range[sign.len()..].split_once("..") {
            Some((first, last)) => (first.parse::<u16>().unwrap()..=last.parse().unwrap())
                .map(|number| id(&format!("{sign}{number}")))
                .collect(),
            None => vec![id(range)],
        }
    };
    ranges.split(' ').flat_map(numbers).collect()
}

#[test]
fn exactly_these_are_never_filled_from_a_text_match() {
    let knowledge = Knowledge::embedded().unwrap();
    let expected = [
        (RestrictionKind::NumberOnly, "実142..144 実149"),
        (RestrictionKind::Review, "実21 実26 実43 実46 実66 実78 実84..88 実138"),
        (RestrictionKind::Unanswered, "実127..131 設60 設84..137"),
    ];
    let listed: Vec<_> =
        expected.iter().flat_map(|(kind, ranges)| ids(ranges).into_iter().map(|id| (id, *kind))).collect();
    let everything = knowledge.criteria().iter().map(|criterion| criterion.id).chain(ids("設84..137"));
    for id in everything {
        let kind = listed.iter().find(|(listed, _)| *listed == id).map(|(_, kind)| *kind);
        assert_eq!(knowledge.restriction(id).map(|restriction| restriction.kind), kind, "{id}");
        let reason = knowledge.never_auto(id);
        assert_eq!(reason.is_some(), kind.is_some(), "{id}");
        assert!(reason.is_none_or(|reason| !reason.ja.is_empty() && !reason.en.is_empty()));
    }
}

#[test]
fn what_has_no_response_is_restricted_and_nothing_else_is_called_unanswered() {
    let (knowledge, standard) = (Knowledge::embedded().unwrap(), Standard::embedded().unwrap());
    for id in standard.rows.iter().map(|row| row.id).chain(ids("設84..137")) {
        let unanswered = !matches!(standard.lookup(id), Lookup::Response { .. });
        let kind = knowledge.restriction(id).map(|restriction| restriction.kind);
        assert_eq!(kind == Some(RestrictionKind::Unanswered), unanswered, "{id}");
    }
}

#[test]
fn look_alikes_are_known_from_each_side() {
    let knowledge = Knowledge::embedded().unwrap();
    let groups = [
        "実1 実26",
        "実13 実30",
        "実20..22 実32",
        "実5 実25 実27",
        "実71 実24 実73",
        "実44 実79",
        "実46 実102 実47 実101",
        "実10 実63 実38",
        "実11 実105",
        "統5 実19",
        "統22 統14",
        "統20..24",
        "設20 設34",
        "設21 設35",
        "設19 設28",
        "設17 設30",
        "設16 設45",
        "設22 設52",
        "設33 設49",
        "設32 設58",
        "設37 設56",
        "設39 設57",
        "設65 設78",
    ];
    for group in groups {
        let members = ids(group);
        for member in &members {
            let known = knowledge.look_alikes(*member).any(|alike| alike.ids == members);
            assert!(known, "{group} from {member}");
        }
    }
    assert_eq!(knowledge.look_alikes(id("統22")).count(), 2);
    assert_eq!(knowledge.look_alikes(id("統1")).count(), 0);
}

#[test]
fn facets_that_a_response_does_not_state_are_found_in_the_question() {
    let knowledge = Knowledge::embedded().unwrap();
    let cases = [
        ("統4", "セキュリティ委員会の開催頻度を教えてください", Some("頻度")),
        ("統4", "セキュリティ委員会を設置していますか", None),
        ("統14", "セキュリティ研修の受講率は何％ですか", Some("受講率")),
        ("統16", "障害訓練は年に何回実施していますか", Some("何回")),
        ("実13", "鍵は FIPS 140-3 のモジュールで保護されているか", Some("FIPS")),
        ("実13", "ＦＩＰＳ認定を取得しているか", Some("FIPS")),
        ("設63", "自家発電機は何時間運転できますか", Some("何時間")),
        ("設63", "自家発電設備を備えているか", None),
        ("実14", "ＤＤｏＳ攻撃への対策", Some("DDoS")),
        ("実14", "WAFを導入しているか", Some("WAF")),
        ("実14", "Do you run penetration tests?", None),
        ("実14", "Is a penetration test performed?", Some("penetration test")),
        ("実8", "SSOに対応しているか", Some("SSO")),
        ("実8", "Are lessons learned recorded?", None),
        ("統24", "データは国内に保存されますか", Some("国内")),
        ("実138", "SPF、DKIM を設定しているか", Some("SPF")),
        ("実83", "データ消去の証明書は発行されますか", Some("証明書")),
        ("実9", "一定回数の失敗でアカウントロックされるか", Some("アカウントロック")),
        ("実9", "Is there a session timeout?", Some("timeout")),
        ("統1", "FIPS と SSO と WAF", None),
    ];
    for (number, question, word) in cases {
        let found = knowledge.unstated(id(number), question);
        assert_eq!(found.map(|(_, word)| word), word, "{number}: {question}");
        assert!(
            found.is_none_or(|(facet, _)| facet.criterion == id(number) && !facet.unstated.ja.is_empty())
        );
    }
}
