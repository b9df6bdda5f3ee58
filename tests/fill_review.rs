//! Drafting decisions, and the review file in which they travel.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod filling;

use filling::{Data, cell, found, question};
use kaito::review::{Verdict, draft};
use kaito::{Class, Decision, Match, Mode, Policy, Question, QuestionState, ReviewFile, Role, Status};

const ASK: &str = "規程を整備していますか。";

fn decided(question: Question, found: Match, policy: Policy) -> Decision {
    let data = Data::embedded();
    draft(&[question], &[found], data.library(), &policy).remove(0)
}

fn policy(mode: &str) -> Policy {
    Policy { mode: mode.parse().unwrap(), ..Policy::default() }
}

#[test]
fn the_policy_decides_what_is_filled_without_a_person() {
    use Class::{Auto, None, Review};
    let cases: &[(&str, Class, f64, &[&'static str], Status)] = &[
        ("auto", Auto, 0.99, &[], Status::Fill),
        ("auto", Review, 0.99, &[], Status::Review),
        ("auto", None, 0.99, &[], Status::Blank),
        ("review", Auto, 0.999, &[], Status::Review),
        ("5", Review, 0.96, &[], Status::Fill),
        ("5", Review, 0.94, &[], Status::Review),
        ("5", Review, 0.96, &["look-alike"], Status::Review),
        ("5", Review, 0.96, &["difference"], Status::Review),
        ("5", None, 0.99, &[], Status::Blank),
        ("0.05", Review, 0.96, &[], Status::Fill),
        ("5%", Review, 0.96, &[], Status::Fill),
        ("0.1%", Auto, 0.995, &[], Status::Review),
        ("0.1%", Auto, 0.9995, &[], Status::Fill),
    ];
    for (mode, class, confidence, reasons, expected) in cases {
        let decision = decided(question(ASK), found(*class, *confidence, "統1", reasons), policy(mode));
        assert_eq!(decision.status, *expected, "{mode} {class:?} {confidence} {reasons:?}");
        assert_eq!(decision.writes.is_empty(), *expected != Status::Fill);
    }
}

#[test]
fn a_policy_is_auto_review_or_an_error_budget() {
    let cases =
        [("auto", Mode::Auto), ("review", Mode::Review), ("0", Mode::Budget(0.0)), ("1", Mode::Budget(0.01))];
    for (text, expected) in cases {
        assert_eq!(text.parse::<Mode>().unwrap(), expected);
    }
    for text in ["", "all", "-1", "51", "60%", "NaN", "inf"] {
        assert_eq!(text.parse::<Mode>().unwrap_err().code(), "invalid-data", "{text}");
    }
}

#[test]
fn answered_and_hidden_questions_are_left_alone_unless_asked() {
    use QuestionState::{Answered, Hidden, Open};
    let plain = Policy::default();
    let overwrite = Policy { overwrite: true, ..plain };
    let hidden = Policy { hidden: true, ..plain };
    let cases = [
        (Open, plain, Status::Fill),
        (Answered, plain, Status::Kept),
        (Answered, hidden, Status::Kept),
        (Answered, overwrite, Status::Fill),
        (Hidden, plain, Status::Hidden),
        (Hidden, overwrite, Status::Hidden),
        (Hidden, hidden, Status::Fill),
    ];
    for (state, policy, expected) in cases {
        let ask = Question { state, ..question(ASK) };
        let decision = decided(ask, found(Class::Auto, 0.999, "統1", &[]), policy);
        assert_eq!(decision.status, expected, "{state:?}");
        assert_eq!(decision.writes.is_empty(), expected != Status::Fill, "{state:?}");
    }
}

#[test]
fn all_named_criteria_are_answered_and_the_decision_says_where_it_comes_from() {
    let mut named = found(Class::Auto, 0.995, "統1", &[]);
    named.named = filling::ids(&["統1", "統2"]);
    let decision = decided(question(ASK), named, Policy::default());
    assert_eq!(decision.criteria, filling::ids(&["統1", "統2"]));
    assert!(decision.proposed(Role::Answer).unwrap().value.contains("\n\n"));
    let provenance = decision.provenance.unwrap();
    assert_eq!((provenance.version.as_str(), provenance.date.as_str()), ("4.00", "2025-04-11"));
}

#[test]
fn a_filled_question_with_an_open_judgement_still_needs_review() {
    // The response of 実16 does not settle the judgement.
    let open = decided(question(ASK), found(Class::Auto, 0.999, "実16", &[]), Policy::default());
    assert_eq!(open.status, Status::Fill);
    assert!(open.needs_review());
    let whole = decided(question(ASK), found(Class::Auto, 0.999, "統1", &[]), Policy::default());
    assert!(!whole.needs_review());
}

#[test]
fn internal_conditions_never_reach_a_cell() {
    let data = Data::embedded();
    for fact in data.knowledge.verdicts() {
        let number = fact.id.to_string();
        let decision = decided(question(ASK), found(Class::Auto, 0.999, &number, &[]), Policy::default());
        for content in &decision.proposal {
            let leaked = fact.conditions.iter().find(|condition| content.value.contains(condition));
            let published = data.standard.lookup(fact.id);
            let in_response = |text: &str| format!("{published:?}").contains(text);
            assert!(leaked.is_none_or(in_response), "{number}: {}", content.value);
        }
    }
}

#[test]
fn a_review_file_travels_unchanged_and_verdicts_settle_it() {
    let data = Data::embedded();
    let matches = [found(Class::Review, 0.7, "統1", &["look-alike"]), found(Class::Auto, 0.999, "実10", &[])];
    let questions = [question(ASK), filling::question_at(3, ASK)];
    let decisions = draft(&questions, &matches, data.library(), &Policy::default());
    let file = ReviewFile::new("顧客.xlsx", b"bytes", &data.standard, decisions);
    let json = file.to_json().unwrap();
    let mut read = ReviewFile::from_json(&json).unwrap();
    assert_eq!(read, file);
    assert!(read.is_about(b"bytes") && !read.is_about(b"other"));
    read.decisions[0].verdict = Some(Verdict::Accept);
    read.decisions[1].verdict = Some(Verdict::Hold);
    let settled = read.settled();
    assert_eq!((settled[0].status, settled[1].status), (Status::Fill, Status::Review));
    assert_eq!(settled[0].writes, settled[0].proposal);
    assert!(settled[1].writes.is_empty());
    assert_eq!(settled[0].writes[0].cell, cell("C2"));
}

#[test]
fn a_damaged_review_file_is_refused_with_its_place() {
    let cases = [("{", "line 1"), ("[]", "line 1"), ("{\"schema\": 1}", "line 1")];
    for (json, place) in cases {
        let error = ReviewFile::from_json(json).unwrap_err();
        assert_eq!((error.code(), error.place()), ("invalid-data", Some(place)), "{json}");
    }
    let data = Data::embedded();
    let mut file = ReviewFile::new("a.xlsx", b"", &data.standard, Vec::new());
    file.schema = 99;
    let error = ReviewFile::from_json(&file.to_json().unwrap()).unwrap_err();
    assert_eq!(error.place(), Some("schema"));
}
