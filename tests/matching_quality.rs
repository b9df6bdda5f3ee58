//! How well the matcher does on the project's labelled questions.

use kaito::{Evaluation, Knowledge, LabelledQuestion, Match, Matcher, Query, Standard, evaluate};

fn matcher() -> Matcher {
    Matcher::new(Standard::embedded().unwrap(), Knowledge::embedded().unwrap()).unwrap()
}

fn labelled() -> Vec<LabelledQuestion> {
    LabelledQuestion::parse_lines(include_str!("../data/eval/dev.jsonl")).unwrap()
}

fn evaluated() -> (Vec<LabelledQuestion>, Vec<Match>, Evaluation) {
    let questions = labelled();
    let queries: Vec<Query> = questions.iter().map(LabelledQuestion::query).collect();
    let matches = matcher().rank(&queries);
    let evaluation = evaluate(&questions, &matches);
    (questions, matches, evaluation)
}

#[test]
fn print_quality() {
    let (questions, matches, evaluation) = evaluated();
    println!("{}", serde_json::to_string_pretty(&evaluation.all).unwrap());
    for (kind, f) in &evaluation.kinds { println!("{kind}: {} {:.3} {:.3} auto {:.2}/{:.2} none {:.2}", f.questions, f.hit1, f.hit5, f.auto_precision, f.auto_coverage, f.answerable_none); }
    for (q, m) in questions.iter().zip(&matches) {
        let first = m.candidates.first().map(|c| c.criterion);
        let right = first.is_some_and(|id| q.accept.contains(&id));
        if !right && !q.accept.is_empty() || (q.accept.is_empty() && m.class == kaito::Class::Auto) || q.kind=="explicit" {
            println!("{} {} {:?} {:.2} {} | {} -> {:?} {:?} {:?}", q.id, q.kind, m.class, m.confidence, q.text, q.context, first.map(|f| f.to_string()), q.accept.first().map(|f| f.to_string()), m.reasons.iter().map(|r| r.code).collect::<Vec<_>>());
        }
    }
}
