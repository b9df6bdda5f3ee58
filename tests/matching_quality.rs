//! How well the matcher does on the project's labelled questions, recorded question by question.
//!
//! `tests/quality/dev.tsv` has a line per question: its id, what became of it, and its class. The test fails
//! when a question gets worse and when one gets better, so that every change of quality is seen in review.
//! `KAITO_UPDATE=1 cargo test --test matching_quality` writes the list anew.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

use std::path::Path;

use kaito::{Class, Evaluation, Knowledge, LabelledQuestion, Match, Matcher, Query, Standard, evaluate};

fn matcher() -> Matcher {
    Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap()
}

fn evaluated() -> (Vec<LabelledQuestion>, Vec<Match>, Evaluation) {
    let questions = LabelledQuestion::parse_lines(include_str!("../data/eval/dev.jsonl")).unwrap();
    let queries: Vec<Query> = questions.iter().map(LabelledQuestion::query).collect();
    let matches = matcher().rank(&queries);
    let evaluation = evaluate(&questions, &matches);
    (questions, matches, evaluation)
}

/// Whether a match is filled for its text alone.
fn by_text(found: &Match) -> bool {
    found.class == Class::Auto && found.named.is_empty()
}

/// The queries that `changed` makes of the labelled questions that are filled by their text, and those that still are.
fn changed_and_filled(changed: impl Fn(&LabelledQuestion) -> Vec<String>) -> (usize, Vec<String>) {
    let (questions, matches, _) = evaluated();
    let filled =
        questions.iter().zip(&matches).filter(|(_, found)| by_text(found)).map(|(question, _)| question);
    let asked: Vec<Query> = filled
        .flat_map(|question| {
            changed(question).into_iter().map(move |text| Query { text, ..question.query() })
        })
        .collect();
    let found = matcher().rank(&asked);
    let still =
        asked.iter().zip(&found).filter(|(_, found)| by_text(found)).map(|(query, _)| query.text.clone());
    (asked.len(), still.collect())
}

/// `hit1`, `hit2` … `hit5`: the place of the first accepted candidate; `miss`; `unanswerable`.
fn line(question: &LabelledQuestion, found: &Match) -> String {
    let place = found.candidates.iter().position(|candidate| question.accepts(candidate.criterion));
    let outcome = match place {
        Some(index) => format!("hit{}", index + 1),
        None if question.accept.is_empty() => "unanswerable".to_owned(),
        None => "miss".to_owned(),
    };
    let class = match found.class {
        Class::Auto => "auto",
        Class::Review => "review",
        Class::None => "none",
    };
    format!("{}\t{outcome}\t{class}", question.id)
}

#[test]
fn every_question_does_as_recorded() {
    let (questions, matches, _) = evaluated();
    let lines: Vec<String> = questions.iter().zip(&matches).map(|(q, found)| line(q, found)).collect();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality/dev.tsv");
    if std::env::var_os("KAITO_UPDATE").is_some() {
        std::fs::write(&path, lines.join("\n") + "\n").unwrap();
    }
    let recorded = std::fs::read_to_string(&path).unwrap();
    let changed: Vec<String> = lines
        .iter()
        .zip(recorded.lines())
        .filter(|(now, before)| now != before)
        .map(|(now, before)| format!("{before}  ->  {now}"))
        .collect();
    assert_eq!(lines.len(), recorded.lines().count(), "the list has one line per question");
    assert!(changed.is_empty(), "quality changed; look at each, then record it:\n{}", changed.join("\n"));
}

#[test]
fn quality_is_what_the_product_promises() {
    let (_, _, evaluation) = evaluated();
    let all = &evaluation.all;
    let figures = serde_json::to_string_pretty(all).unwrap();
    assert!(all.hit1 >= 0.90 && all.hit5 >= 0.98, "{figures}");
    assert!(all.auto_precision >= 0.99 && all.coverage_at_1 >= 0.35, "{figures}");
    assert!(all.calibration_error <= 0.05 && all.answerable_none <= 0.05, "{figures}");
    let (low, high) = all.intervals.hit1;
    assert!(low < all.hit1 && all.hit1 < high, "{low} – {high} is about hit1 {}", all.hit1);
    assert!(high - low < 0.1, "two hundred questions pin the share down: {low} – {high}");
    assert_eq!(evaluation.kinds["explicit"].intervals.hit1, (1.0, 1.0), "nothing else can be drawn");
    assert_eq!(evaluation.kinds["explicit"].hit1, 1.0, "a named number is always right");
}

#[test]
fn a_question_ranks_the_same_alone_and_in_company() {
    let (questions, matches, _) = evaluated();
    let matcher = matcher();
    for (question, together) in questions.iter().zip(&matches).step_by(7) {
        assert_eq!(&matcher.rank(&[question.query()])[0], together, "{}", question.id);
    }
}

/// Every Japanese question under a circumstance that has nothing to do with it: 134 of 900 were filled with the response
/// about the circumstance.
#[test]
fn a_circumstance_does_not_answer_for_the_question() {
    let (questions, _, _) = evaluated();
    let japanese: Vec<_> = questions.iter().filter(|question| question.lang == "ja").collect();
    let matcher = matcher();
    let (mut asked, mut wrong) = (0, Vec::new());
    for circumstance in
        ["マルウェア感染時の", "サイバー攻撃に備えた", "サイバー攻撃を受けた際の", "システム監査における"]
    {
        let under = |question: &&LabelledQuestion| Query {
            text: format!("{circumstance}{}", question.text),
            ..question.query()
        };
        let queries: Vec<Query> = japanese.iter().map(under).collect();
        asked += queries.len();
        for (question, found) in japanese.iter().zip(matcher.rank(&queries)) {
            let first = found.candidates.first().map(|candidate| candidate.criterion);
            if found.class == Class::Auto && first.is_some_and(|first| !question.accepts(first)) {
                wrong.push(format!("{circumstance}{}", question.text));
            }
        }
    }
    assert!(wrong.len() * 100 <= asked, "{} of {asked}: {wrong:#?}", wrong.len());
}

/// What is filled must not be filled any more with words behind it that ask for something else: more than half of these were.
#[test]
fn a_question_that_is_turned_is_not_filled() {
    let ends = ["の費用", "の課題", "の失敗事例", "の導入予定時期", "を実施していない理由"];
    let sentences = [
        "。所要時間を記載してください。",
        "。国名を記載してください。",
        "。費用はいくらですか。",
        "。直近1年間の実績を記載してください。",
    ];
    let (asked, wrong) = changed_and_filled(|question| {
        let text = question.text.trim_end_matches(['。', '？', '?']);
        let ends = if text.ends_with(['か', 'と']) { &[][..] } else { &ends };
        let all = ends.iter().chain(&sentences).filter(|_| question.lang == "ja");
        all.map(|end| format!("{text}{end}")).collect()
    });
    assert!(wrong.len() * 50 <= asked, "{} of {asked}: {wrong:#?}", wrong.len());
}

/// A subject that is answered does not answer for what is asked of it: most of these were filled.
#[test]
fn what_is_asked_of_a_subject_is_not_filled_with_the_subject() {
    let japanese = [
        "のSLA",
        "の廃止理由",
        "に関する訴訟の有無",
        "の違反時の罰則",
        "の契約条項",
        "の他社との比較",
        "の自動化率",
        "の改善計画",
        "の導入年",
        "の認証番号",
        "の対象外となるもの",
    ];
    let english = [", and who audits it?", "? Name the responsible person.", "? Since when?"];
    let (asked, wrong) = changed_and_filled(|question| {
        let text = question.text.trim_end_matches(['。', '？', '?']);
        let ends = match question.lang.as_str() {
            "en" => &english[..],
            _ if text.ends_with(['か', 'と']) => &[],
            _ => &japanese,
        };
        ends.iter().map(|end| format!("{text}{end}")).collect()
    });
    assert!(wrong.len() * 25 <= asked, "{} of {asked}: {wrong:#?}", wrong.len());
}

/// Who, how, how often or by which rules is asked with the question: three quarters of these were filled.
#[test]
fn a_question_with_a_qualification_that_is_not_its_own_is_not_filled() {
    let japanese = [
        "24時間365日",
        "第三者が",
        "リアルタイムで",
        "多要素認証により",
        "5年間",
        "1時間以内に",
        "ISO27017に基づき",
        "毎日",
        "取締役会が",
        "経営陣が",
        "メールで",
        "ドローンで",
    ];
    let english = [
        " within 1 hour?",
        " by a third party?",
        " every month?",
        " under ISO 27017?",
        " by email?",
        " with drones?",
    ];
    let (asked, wrong) = changed_and_filled(|question| {
        let text = question.text.as_str();
        let asks = text.trim_end_matches(['。', '？', '?']);
        match question.lang.as_str() {
            "en" => english.iter().map(|end| format!("{asks}{end}")).collect(),
            _ if asks.ends_with('か') => japanese.iter().map(|front| format!("{front}{text}")).collect(),
            _ => Vec::new(),
        }
    });
    assert!(wrong.len() * 10 <= asked, "{} of {asked}: {wrong:#?}", wrong.len());
}
