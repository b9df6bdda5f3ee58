//! Where a response comes from, as it is cited in an evidence cell.

use crate::criterion::CriterionId;
use crate::standard::Standard;

/// The citation of `criteria`, e.g. 「CCMSセキュリティスタンダード Ver.4.00 実10、実13」, or for an English question
/// "CCMS Security Standard Ver.4.00, 実10, 実13"; the numbers stay as the standard prints them.
pub fn citation(standard: &Standard, criteria: &[CriterionId], question: &str) -> String {
    let numbers: Vec<String> = criteria.iter().map(ToString::to_string).collect();
    if is_japanese(question) {
        format!("{} Ver.{} {}", standard.title, standard.version, numbers.join("、"))
    } else {
        let title = standard.title.replace("セキュリティスタンダード", " Security Standard");
        let words: Vec<&str> = title.split_whitespace().collect();
        format!("{} Ver.{}, {}", words.join(" "), standard.version, numbers.join(", "))
    }
}

/// Whether `text` holds kana or kanji.
fn is_japanese(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF66}'..='\u{FF9D}'))
}
