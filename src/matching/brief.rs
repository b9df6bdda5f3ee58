//! A word alone names a subject and asks nothing of it: 「権限」, "Power", or "AC-3" out of another catalogue of controls.
//!
//! Its words may all belong to one criterion, so that neither the ranking nor its probability doubts; a customer who writes no
//! more than that is asked back by a person.

use super::model::LinearModel;
use super::script::{Script, script};
use super::{Reason, frame};
use crate::text::{Normal, Text};

/// Letters of a question: four kanji (移行手順) or two words.
const ENOUGH: usize = 4;
/// Letters that a Latin word counts for, or a run of hiragana (しても, ありますか).
const WORD: usize = 2;
/// Letters in hiragana from which they are more than a particle.
const PREDICATE: usize = 3;
/// Letters that a word in katakana counts for at most: コミュニケーション is one word.
const KATAKANA: usize = 3;

/// The doubt about a text that is but one word of those which the model knows.
pub(super) fn doubt(text: &Normal, model: &LinearModel) -> Option<Reason> {
    let runs = text.chars().chunk_by(|a, b| script(*a) == script(*b));
    let letters: usize = runs.map(|run| weight(run, model)).sum();
    (letters < ENOUGH).then(|| {
        let text = Text::new(
            "1 語だけの項目です。何が問われているかを確認してください。",
            "A single word: check what is asked about it.",
        );
        Reason { code: "brief", text, spans: Vec::new() }
    })
}

fn weight(run: &[char], model: &LinearModel) -> usize {
    match run.first().map(|first| script(*first)) {
        Some(Script::Latin) if says_something(run, model) => WORD,
        Some(Script::Katakana) => run.len().min(KATAKANA),
        Some(Script::Hiragana) if run.len() >= PREDICATE => WORD,
        Some(Script::Kanji | Script::Other) => run.iter().filter(|c| c.is_alphabetic()).count(),
        _ => 0,
    }
}

/// Whether a Latin word or number is a word that the bank has and that is about something.
fn says_something(word: &[char], model: &LinearModel) -> bool {
    word.iter().any(char::is_ascii_alphabetic) && model.knows_word(word) && !frame::is_small_word(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_alone_is_no_question() {
        let model = LinearModel::embedded().unwrap();
        for word in [
            "権限",
            "感染症",
            "コミュニケーション",
            "Power",
            "AC-03",
            "AC(4)",
            "AVS Design",
            "Design of AVS",
            "12",
            "",
        ] {
            assert!(doubt(&Normal::of(word), &model).is_some(), "{word}");
        }
        for question in [
            "移行手順",
            "停電しても止まりますか",
            "UPSはありますか",
            "リスク管理",
            "Risk assessment",
            "ランサムウェア対策",
        ] {
            assert!(doubt(&Normal::of(question), &model).is_none(), "{question}");
        }
    }
}
