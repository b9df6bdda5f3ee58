//! What speaks for each role of a column: heading words and the data below, each with a named weight.

use super::columns::Column;
use super::header::HeaderFinder;
use super::layout::Role;
use super::{spelling, words};
use crate::text::Text;

/// Weight of an outer (group) heading against the column's own.
const OUTER_HEADING: f32 = 0.35;
/// A heading that says "last time's" decides alone.
pub(super) const PREVIOUS_HEADING: f32 = 7.0;
/// A heading that tells the respondent to leave the column alone nearly decides alone.
const NOT_FOR_RESPONDENT: f32 = 5.0;
/// A heading that tells how to answer is the customer's, filled or not.
const HINTS: f32 = 4.0;
/// Of two judgements the one that only asks whether a row applies is not how it is met.
const APPLIES: f32 = 3.5;
/// A group heading such as 委託先記入欄 speaks for every role that the respondent fills.
const FOR_RESPONDENT: f32 = 0.8;
/// Asked columns are filled by the customer.
pub(super) const FILLED: f32 = 1.5;
/// Columns to answer are mostly empty.
const EMPTY: f32 = 1.3;
/// Texts that end like a question or a requirement.
const ASKS: f32 = 1.6;
/// Questions are the longest texts of a table; full weight from this many characters.
const LONG: f32 = 1.5;
const LONG_TEXT: f32 = 25.0;
/// Questions differ from each other, sections repeat.
const DISTINCT: f32 = 0.8;
const REPEATED: f32 = 1.4;
/// Serial numbers.
const SERIAL: f32 = 3.0;
/// Criterion numbers with their group.
const CRITERION: f32 = 3.0;
/// Numbers of the edition before the last (運, 技) stand beside those that count.
const OLD_EDITION: f32 = 1.5;
/// A drop-down makes a choice.
const LIST: f32 = 4.0;
/// Judgements that already stand in the column.
const VERDICTS: f32 = 2.0;
/// Cells that look like ones to fill.
const INPUT: f32 = 1.0;
/// A column of computed numbers is a score.
const COMPUTED: f32 = 4.0;
/// Free answers need room; full weight from this many characters of width.
const WIDE: f32 = 0.8;
const WIDE_COLUMN: f32 = 30.0;
/// Merges over rows group the rows.
const TALL: f32 = 0.8;
/// What is merged over several rows of the other columns groups them.
const GROUPS: f32 = 2.5;
/// Where only some rows are judged, what stands in the others is not what is asked.
const JUDGED: f32 = 2.0;
/// What speaks against a role outright.
const AGAINST: f32 = 4.0;

/// The roles that the respondent fills.
pub(super) const GIVEN: [Role; 4] = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];

/// One piece of evidence.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub role: Role,
    pub weight: f32,
    pub text: Text,
}

/// All evidence that one column gives.
pub(super) fn evidence(column: &Column, finder: &mut HeaderFinder) -> Vec<Evidence> {
    let mut list = Vec::new();
    heading_evidence(column, finder, &mut list);
    data_evidence(column, &mut list);
    list
}

fn heading_evidence(column: &Column, finder: &mut HeaderFinder, list: &mut Vec<Evidence>) {
    let own = column.headings.len().saturating_sub(1);
    for (level, heading) in column.headings.iter().enumerate() {
        let share = if level == own { 1.0 } else { OUTER_HEADING };
        let scores = finder.scores(heading);
        for (role, score) in Role::ALL.into_iter().zip(scores).filter(|(_, score)| *score > 0.0) {
            let (ja, en) = (format!("見出し「{heading}」"), format!("heading \"{heading}\""));
            list.push(Evidence { role, weight: score * share, text: Text::new(ja, en) });
        }
        if scores[Role::Criterion as usize] >= words::USUAL {
            list.push(Evidence {
                role: Role::Criterion,
                weight: SERIAL * column.serial * column.filled,
                text: Text::new("見出しに合う番号", "numbers under such a heading"),
            });
        }
        // What the customer fills in afterwards waits to be filled too.
        if level == own && scores[Role::CustomerOnly as usize] >= words::STRONG && column.filled < 0.5 {
            let weight = EMPTY * (1.0 - 2.0 * column.filled);
            let text = Text::new("空欄が多い", "mostly empty");
            list.push(Evidence { role: Role::CustomerOnly, weight, text });
        }
        spoken_evidence(heading, list);
    }
}

/// What a heading says about who fills the column, beside its words.
fn spoken_evidence(heading: &str, list: &mut Vec<Evidence>) {
    let whole = spelling::normalise_whole(heading);
    let mut add = |roles: &[Role], weight, (ja, en): (&str, &str)| {
        let text = Text::new(format!("「{heading}」は{ja}"), format!("\"{heading}\" {en}"));
        list.extend(roles.iter().map(|role| Evidence { role: *role, weight, text: text.clone() }));
    };
    if spelling::has_word(&whole, words::PREVIOUS) {
        add(&[Role::Previous], PREVIOUS_HEADING, ("前回のもの", "is last time's"));
    }
    if let Some(role) = instructed(heading) {
        add(&[role], words::USUAL, ("記入の仕方", "tells how to fill it in"));
    }
    if spelling::has_word(&whole, words::APPLIES) {
        add(&[Role::Choice], -APPLIES, ("該当するかだけを問う", "only asks whether it applies"));
    }
    if spelling::has_word(&whole, words::HINTS) {
        add(&[Role::Supplement], HINTS, ("記入の案内", "tells how to answer"));
    }
    let judged = spelling::has_word(&whole, words::JUDGED);
    if !judged && (is_for_others(&whole) || is_the_customer_s(&whole)) {
        add(&[Role::CustomerOnly], NOT_FOR_RESPONDENT, ("先方の欄", "is the customer's own"));
    } else if judged || spelling::has_word(&whole, words::FOR_RESPONDENT) {
        add(&GIVEN, FOR_RESPONDENT, ("回答者の欄", "is the respondent's"));
    }
}

/// What a heading tells the respondent to do: 「…から選択してください」, 「…をご記入ください」.
pub(super) fn instructed(heading: &str) -> Option<Role> {
    let asks = ["ください", "下さい", "こと"].iter().any(|word| heading.contains(word));
    let says = |words: [&str; 2]| words.iter().any(|word| heading.contains(word));
    match (says(["選択", "選んで"]), says(["記入", "記載"])) {
        (true, _) if asks => Some(Role::Choice),
        (_, true) if asks => Some(Role::Answer),
        _ => None,
    }
}

/// Whether a label says that the respondent leaves its cell alone.
pub(super) fn is_left_alone(label: &str) -> bool {
    let whole = spelling::normalise_whole(label);
    let others = is_for_others(&whole) || is_the_customer_s(&whole);
    spelling::has_word(&whole, words::PREVIOUS) || (others && !spelling::has_word(&whole, words::JUDGED))
}

/// Whether the heading says that the respondent leaves the column alone; 「当行確認事項」 is what the customer asks.
fn is_for_others(heading: &str) -> bool {
    spelling::has_word(heading, words::NOT_FOR_RESPONDENT)
        && !heading.ends_with("確認事項")
        && !heading.ends_with("確認項目")
}

/// Whether the heading says that the customer's own people judge or comment there: 当行評価欄, 事務局コメント, 弊社.
fn is_the_customer_s(heading: &str) -> bool {
    let acts = spelling::has_word(heading, words::CUSTOMER_ACTS)
        && !spelling::has_word(heading, words::ASKED_THINGS)
        && spelling::has_word(heading, words::CUSTOMER);
    acts || words::CUSTOMER.split(' ').any(|name| name == heading.trim_end_matches(['欄', '側']))
}

/// What the cells below say: every weight with what was seen.
fn data_evidence(c: &Column, list: &mut Vec<Evidence>) {
    let mut add = |roles: &[Role], weight: f32, (ja, en): (&str, &str)| {
        if weight.abs() >= 0.05 {
            let evidence = |role: &Role| Evidence { role: *role, weight, text: Text::new(ja, en) };
            list.extend(roles.iter().map(evidence));
        }
    };
    fill_evidence(c, &mut add);
    question_evidence(c, &mut add);
    label_evidence(c, &mut add);
    given_evidence(c, &mut add);
}

/// Adds evidence of one weight for some roles.
type Add<'a> = dyn FnMut(&[Role], f32, (&str, &str)) + 'a;

/// Asked columns are filled, the others wait to be.
fn fill_evidence(c: &Column, add: &mut Add<'_>) {
    const ASKED: [Role; 6] =
        [Role::Question, Role::Supplement, Role::Item, Role::Criterion, Role::Section, Role::Previous];
    let empty = c.filled < 0.5;
    let seen =
        if empty { ("空欄が多い", "mostly empty") } else { ("記入済みが多い", "mostly filled") };
    add(&ASKED, FILLED * (2.0 * c.filled - 1.0), seen);
    add(&GIVEN, EMPTY * (1.0 - 2.0 * c.filled), seen);
    add(&GIVEN, INPUT * c.inputs, ("入力欄の色・ロック解除", "input colour or unlocked"));
    add(&GIVEN, -COMPUTED * c.computed, ("計算式", "computed"));
    // A running number is often computed (=ROW()-5); a score is one too, but it does not count up.
    let score = c.computed * (1.0 - c.counting);
    add(&[Role::CustomerOnly], COMPUTED * score, ("計算式", "computed"));
}

/// What tells questions from other texts.
fn question_evidence(c: &Column, add: &mut Add<'_>) {
    const PROSE: [Role; 3] = [Role::Question, Role::Supplement, Role::Answer];
    let long = (c.length / LONG_TEXT).min(1.0) * c.filled;
    add(&[Role::Question], ASKS * c.sentences * c.filled, ("問いかけの文", "texts ask something"));
    add(&[Role::Question], LONG * long, ("文の長さ", "long texts"));
    add(&[Role::Question], DISTINCT * c.distinct * c.filled, ("重複しない文", "texts differ"));
    add(
        &[Role::Question],
        JUDGED * c.judged.min(0.0),
        ("判定のない行の文", "texts in rows without a judgement"),
    );
    add(&[Role::Question], -GROUPS * (1.0 - c.single) * c.filled, ("縦の結合", "merged over rows"));
    add(&[Role::Question], -AGAINST * c.verdicts * c.filled, ("判定の値", "judgements"));
    add(&PROSE, -AGAINST * c.serial * c.filled, ("連番", "serial numbers"));
    add(&PROSE, -LIST * c.lists, ("プルダウン", "drop-down"));
}

/// What tells numbers and sections apart.
fn label_evidence(c: &Column, add: &mut Add<'_>) {
    let prose = (c.length / LONG_TEXT).min(1.0) * c.filled * c.length / LONG_TEXT;
    // A level or a score stands again right below itself; a number does not.
    add(&[Role::Item], SERIAL * c.serial * c.filled * (1.0 - c.staying), ("連番", "serial numbers"));
    add(&[Role::Item], -GROUPS * (1.0 - c.single) * c.filled, ("縦の結合", "merged over rows"));
    add(&[Role::Item], if c.length > 14.0 { -AGAINST } else { 0.0 }, ("長い文", "long texts"));
    add(&[Role::Criterion], CRITERION * c.criterion * c.filled, ("基準番号", "criterion numbers"));
    add(
        &[Role::Criterion],
        -OLD_EDITION * c.old_edition * c.filled,
        ("旧版の番号", "numbers of an old edition"),
    );
    add(&[Role::Section], REPEATED * (1.0 - c.distinct) * c.filled, ("繰り返す文", "texts repeat"));
    add(&[Role::Section], if c.tall { TALL } else { 0.0 }, ("縦の結合", "merged over rows"));
    add(&[Role::Section], -LIST * c.lists, ("プルダウン", "drop-down"));
    // "Category 1" over several rows is a section all the same.
    add(&[Role::Section], -AGAINST * c.serial * c.filled * c.single, ("連番", "serial numbers"));
    add(&[Role::Section], -LONG * prose.min(2.0), ("文の長さ", "long texts"));
}

/// What tells judgements and free answers apart.
fn given_evidence(c: &Column, add: &mut Add<'_>) {
    const WORDS: [Role; 3] = [Role::Answer, Role::Remark, Role::Evidence];
    let verdicts = VERDICTS * c.verdicts * c.filled;
    add(&[Role::Choice], LIST * c.lists, ("プルダウン", "drop-down"));
    add(&[Role::Choice], verdicts, ("判定の値", "judgements"));
    add(&[Role::Choice], LIST * c.boxes * c.filled, ("チェックボックス", "boxes to tick"));
    add(&[Role::Answer], WIDE * (c.width / WIDE_COLUMN).min(1.0), ("列の幅", "width"));
    add(&WORDS, -verdicts, ("判定の値", "judgements"));
}
