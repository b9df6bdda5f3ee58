//! The judgement: from verdict facts to the one value or mark that the customer's own vocabulary has for it.

use super::vocabulary::{self, Meaning};
use super::{CellContent, Note, Role, claim, openness, polarity};
use crate::criterion::CriterionId;
use crate::knowledge::{Knowledge, SafeChoice};
use crate::questionnaire::{AnswerForm, Choice};
use crate::workbook::CellRef;

/// Boxes that can be ticked, each with its ticked twin.
const BOXES: [(char, char); 4] = [('□', '■'), ('☐', '☑'), ('◻', '◼'), ('▢', '■')];

/// Marks by which a text shows that a box is already ticked.
const TICKED: [char; 8] = ['■', '☑', '☒', '◼', '✓', '✔', '🗹', '✅'];

/// What the facts about all `criteria`, whose joined response is `response`, allow to claim.
///
/// # Errors
/// A note that says why the judgement is left to the reviewer.
pub fn safe(
    question: &str,
    criteria: &[CriterionId],
    response: &str,
    knowledge: &Knowledge,
) -> Result<Meaning, Note> {
    if polarity::is_negated(question) {
        return Err(turned());
    }
    if openness::is_open(question) {
        return Err(Note::new(
            "open-question",
            "「はい」「いいえ」で答える質問ではないため、選択欄は空欄です。",
            "Not a question for yes or no, so the choice stays blank.",
        ));
    }
    if let Some((facet, _)) = criteria.iter().find_map(|id| knowledge.unstated(*id, question)) {
        return Err(Note { code: "unstated".to_owned(), text: facet.unstated.clone() });
    }
    let meaning = agreed(criteria, knowledge)?;
    match claim::overreach(question, response, knowledge) {
        Some(word) => Err(Note::new(
            "unstated",
            format!("質問の「{word}」は回答文にないため、選択欄は空欄です。"),
            format!("The response does not state \"{word}\", so the choice stays blank."),
        )),
        None => Ok(meaning),
    }
}

/// The judgement that the facts about all criteria agree on.
fn agreed(criteria: &[CriterionId], knowledge: &Knowledge) -> Result<Meaning, Note> {
    let meanings: Option<Vec<Meaning>> = criteria.iter().map(|id| safe_choice(knowledge, *id)).collect();
    match meanings.as_deref() {
        Some([first, rest @ ..]) if rest.iter().all(|meaning| meaning == first) => Ok(*first),
        Some([_, ..]) => Err(Note::new(
            "choice",
            "複数の基準で判定が一致しないため、選択欄は空欄です。",
            "The criteria call for different choices, so the choice stays blank.",
        )),
        _ => Err(Note::new(
            "choice",
            "回答文だけでは判定が明らかでないため、選択欄は空欄です。",
            "The response alone does not settle the choice, so it stays blank.",
        )),
    }
}

fn safe_choice(knowledge: &Knowledge, id: CriterionId) -> Option<Meaning> {
    Some(match knowledge.verdict(id)?.safe_choice? {
        SafeChoice::Yes => Meaning::Yes,
        SafeChoice::Partial => Meaning::Partial,
        SafeChoice::NotApplicable => Meaning::NotApplicable,
    })
}

/// Why a question that turns the judgement around gets none.
pub fn turned() -> Note {
    Note::new(
        "polarity",
        "否定形や重要な相違があるため、選択欄は自動では記入しません。",
        "The question is put in the negative or differs in a dangerous way: the choice is left to you.",
    )
}

/// Why a choice of "not applicable" is never written unseen.
pub fn not_applicable() -> Note {
    Note::new(
        "not-applicable",
        "対象外の可能性があります。対象外は自動では記入しません。",
        "This may not apply; \"not applicable\" is never written without a person.",
    )
}

/// Why there is a judgement but no value for it.
pub fn no_value() -> Note {
    Note::new(
        "choice",
        "選択肢のどれに当たるか一意に決まらないため、選択欄は空欄です。",
        "No single value of the list says this, so the choice stays blank.",
    )
}

/// The content that says `meaning` in the customer's vocabulary, if exactly one value, column or box does.
pub fn content(choice: &Choice, cell: Option<CellRef>, meaning: Meaning) -> Option<CellContent> {
    labelled(choice, cell, vocabulary::spelling(&labels(choice), meaning)?)
}

/// The content that gives the judgement by its value, the heading of its column or the label of its box.
pub fn labelled(choice: &Choice, cell: Option<CellRef>, label: &str) -> Option<CellContent> {
    let (cell, value, replaces) = match choice {
        Choice::List { .. } | Choice::Unknown => (cell?, label.to_owned(), None),
        Choice::Columns { options, mark } => {
            let (_, cell) = options.iter().find(|(heading, _)| heading == label)?;
            (*cell, mark.clone(), None)
        }
        Choice::Template { text, .. } => (cell?, tick(text, label)?, Some(text.clone())),
    };
    Some(CellContent { cell, role: Role::Choice, value, replaces })
}

/// The label of the judgement that `value` in `cell` gives: the value itself, the heading of its column, or the label
/// behind the one ticked box.
pub fn label_of(form: &AnswerForm, cell: CellRef, value: &str) -> Option<String> {
    match form.columns.as_slice() {
        [] if form.boxes => ticked(value),
        [] => Some(value.to_owned()),
        columns => columns.iter().find_map(|(heading, own)| (*own == cell).then(|| heading.clone())),
    }
}

/// The label behind the one ticked box of a text; none where none or several are ticked.
fn ticked(text: &str) -> Option<String> {
    let is_box = |c: char| TICKED.contains(&c) || BOXES.iter().any(|(open, _)| *open == c);
    let mut labels = text.match_indices(TICKED).map(|(at, tick)| {
        let behind = text.get(at + tick.len()..).unwrap_or_default();
        behind.split(is_box).next().unwrap_or_default()
    });
    let label = labels.next()?.trim_matches(|c: char| c.is_whitespace() || "／/・、,".contains(c));
    (labels.next().is_none() && !label.is_empty()).then(|| label.to_owned())
}

/// The label of `choice` that says what `value` says in another customer's words, and whether it says that something
/// does not apply: the same spelling, or else the only label of the same meaning.
pub fn restated(choice: &Choice, value: &str) -> Option<(String, bool)> {
    let meaning = vocabulary::meaning(value);
    let labels = labels(choice);
    let same = labels.iter().find(|label| label.trim() == value.trim()).copied();
    let label = match (choice, same) {
        (Choice::Unknown, _) => value,
        (_, Some(label)) => label,
        (_, None) => vocabulary::spelling(&labels, meaning?)?,
    };
    Some((label.to_owned(), meaning == Some(Meaning::NotApplicable)))
}

/// Whether two judgements say the same, each in its own customer's words.
pub fn same_judgement(one: &str, other: &str) -> bool {
    let meaning = vocabulary::meaning(one);
    one.trim() == other.trim() || (meaning.is_some() && meaning == vocabulary::meaning(other))
}

/// Endings by which a sentence says that something is not done or not there.
const REFUSALS: [&str; 12] = [
    "ていません",
    "ておりません",
    "でいません",
    "ありません",
    "ございません",
    "いたしません",
    "ていない",
    "未実施",
    "未対応",
    "未整備",
    "does not",
    "do not",
];

/// Endings by which a sentence says that something is done or there.
const AVOWALS: [&str; 6] = ["ています", "ております", "あります", "ございます", "実施済", "対応済"];

/// Whether a judgement says 「yes」 where every sentence of `text` that says either says no, or the other way round.
pub fn contradicts(judgement: &str, text: &str) -> bool {
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match vocabulary::meaning(judgement) {
        Some(Meaning::Yes) => says(&REFUSALS) && !says(&AVOWALS),
        Some(Meaning::No) => says(&AVOWALS) && !says(&REFUSALS),
        _ => false,
    }
}

fn labels(choice: &Choice) -> Vec<&str> {
    match choice {
        Choice::List { values, .. } => values.iter().map(String::as_str).collect(),
        Choice::Columns { options, .. } => options.iter().map(|(heading, _)| heading.as_str()).collect(),
        Choice::Template { options, .. } => options.iter().map(String::as_str).collect(),
        Choice::Unknown => Vec::new(),
    }
}

/// `text` with the box before `label` ticked; none where a box is ticked already or not exactly one box has the label.
fn tick(text: &str, label: &str) -> Option<String> {
    if text.contains(TICKED) {
        return None;
    }
    let is_open = |c: char| BOXES.iter().any(|(open, _)| *open == c);
    let labelled = text.match_indices(is_open).filter(|(at, open)| {
        let behind = text.get(at + open.len()..).unwrap_or_default();
        let own = behind.split(is_open).next().unwrap_or_default();
        own.trim_matches(|c: char| c.is_whitespace() || "／/・、,".contains(c)) == label.trim()
    });
    let hits: Vec<(usize, &str)> = labelled.collect();
    let [(at, open)] = hits.as_slice() else {
        return None;
    };
    let (_, ticked) = BOXES.iter().find(|(own, _)| open.starts_with(*own))?;
    let (head, tail) = text.split_at_checked(*at)?;
    Some(format!("{head}{ticked}{}", tail.strip_prefix(open)?))
}

#[cfg(test)]
mod tests {
    use super::tick;

    #[test]
    fn only_the_box_of_the_label_is_ticked() {
        let cases = [
            ("□ 対応済 □ 未対策 □ 対応不要", "対応済", Some("■ 対応済 □ 未対策 □ 対応不要")),
            ("□対応済\n□未対応", "未対応", Some("□対応済\n■未対応")),
            ("☐ Yes ☐ No", "Yes", Some("☑ Yes ☐ No")),
            ("□ はい　□ いいえ", "いいえ", Some("□ はい　■ いいえ")),
            ("□実施／□実施予定／□未実施", "実施", Some("■実施／□実施予定／□未実施")),
            ("■ 対応済 □ 未対策", "未対策", None),
            ("対応済 / 未対策", "対応済", None),
            ("□ 対応済 □ 対応済", "対応済", None),
        ];
        for (text, label, expected) in cases {
            assert_eq!(tick(text, label).as_deref(), expected, "{text} / {label}");
        }
    }
}
