//! What a question goes on to ask behind its first sentence: 「バックアップを取得していますか。所要時間を記載してください。」
//!
//! A further question that could stand alone is matched on its own ([`super::parts`]). A request that hangs on the first one is read
//! with it, and would be drowned out by it: a response that says nothing of it must not be filled as if it did.

use super::matcher::{Matcher, Scored};
use super::{Reason, compound, frame};
use crate::text::Text;

/// Letters of its own that a sentence needs to ask for something else: 国名, but not 「具体的に記載してください」.
const ENOUGH: usize = 2;

/// The doubt about a text with a further sentence whose words do not speak for the first candidate.
pub(super) fn doubt(matcher: &Matcher, text: &str, first: &Scored) -> Option<Reason> {
    let classifier = matcher.classifier();
    let further = compound::further(text).into_iter().filter(|sentence| !is_conditional(sentence));
    let other = further.into_iter().find(|sentence| {
        let words = classifier.asked(sentence);
        frame::letters_of_its_own(&words.text) >= ENOUGH && !classifier.speaks_for(&words, first.response)
    })?;
    let text = Text::new(
        format!("続けて尋ねている「{other}」にも回答文が答えているかを確認してください。"),
        format!("Check that the response also answers what is asked next: \"{other}\"."),
    );
    Some(Reason { code: "further", text, spans: Vec::new() })
}

/// Whether a sentence only asks on in a case that may not be given: 「実施していない場合は、その理由」.
fn is_conditional(sentence: &str) -> bool {
    sentence.contains("場合") || sentence.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("if "))
}
