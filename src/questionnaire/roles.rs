//! The scored model that gives each column of a table its role: heading words, the data below, and each other.

use super::columns::Column;
use super::header::HeaderFinder;
use super::layout::Role;
use super::words;
use crate::text::Text;

/// Weight of an outer (group) heading against the column's own.
const OUTER_HEADING: f32 = 0.35;
/// A heading that says "last time's" decides alone.
const PREVIOUS_HEADING: f32 = 7.0;
/// A heading that tells the respondent to leave the column alone nearly decides alone.
const NOT_FOR_RESPONDENT: f32 = 5.0;
/// A group heading such as 委託先記入欄 speaks for every role that the respondent fills.
const FOR_RESPONDENT: f32 = 0.8;
/// Asked columns are filled by the customer.
const FILLED: f32 = 1.5;
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
/// What speaks against a role outright.
const AGAINST: f32 = 4.0;
/// A role needs at least this score.
const MIN_SCORE: f32 = 1.2;
/// A heading names a role from this score on.
const MIN_NAMED: f32 = 0.9;
/// A question column needs at least this score.
const MIN_QUESTION: f32 = 2.0;

/// One piece of evidence.
#[derive(Debug, Clone)]
pub(super) struct Evidence {
    pub role: Role,
    pub weight: f32,
    pub text: Text,
}

/// A column with its role.
#[derive(Debug, Clone)]
pub(super) struct Assigned {
    pub column: Column,
    pub role: Role,
    pub score: f32,
    pub evidence: Vec<Evidence>,
    /// For one of several columns to mark: its label.
    pub option: Option<String>,
    /// The roles that a heading names, as bits.
    named: u32,
}

impl Assigned {
    fn new(column: Column, evidence: Vec<Evidence>, named: u32) -> Self {
        Self {
            column,
            role: Role::Other,
            score: 0.0,
            evidence,
            option: None,
            named,
        }
    }

    fn take(&mut self, role: Role) {
        (self.role, self.score) = (role, self.total(role));
    }

    /// Whether there is more for `role` than that the column is filled, or is not.
    fn may_be(&self, role: Role) -> bool {
        let c = &self.column;
        match role {
            Role::Remark | Role::Evidence | Role::Respondent => self.named >> role as u32 & 1 == 1,
            Role::Criterion => c.criterion * c.filled > 0.2 || self.named >> role as u32 & 1 == 1,
            Role::Choice => {
                c.lists > 0.0 || c.verdicts > 0.0 || c.boxes > 0.0 || self.named >> role as u32 & 1 == 1
            }
            _ => true,
        }
    }

    /// Gives the column a role that the user named.
    pub(super) fn give(&mut self, role: Role) {
        (self.role, self.score) = (role, 0.0);
    }

    /// The sum of the evidence for `role`.
    pub(super) fn total(&self, role: Role) -> f32 {
        self.evidence
            .iter()
            .filter(|it| it.role == role)
            .map(|it| it.weight)
            .sum()
    }
}

/// A column that was looked at, without a role yet.
pub(super) fn unassigned(column: Column) -> Assigned {
    Assigned::new(column, Vec::new(), 0)
}

/// Gives every column a role.
pub(super) fn assign(columns: Vec<Column>, finder: &mut HeaderFinder) -> Vec<Assigned> {
    let mut columns: Vec<Assigned> = columns
        .into_iter()
        .map(|column| {
            let evidence = evidence(&column, finder);
            let scores = column.headings.iter().map(|heading| finder.scores(heading));
            let named = scores.flatten().zip((0..Role::COUNT as u32).cycle());
            let named = named
                .filter(|(score, _)| *score >= MIN_NAMED)
                .fold(0, |bits, (_, role)| bits | 1 << role);
            Assigned::new(column, evidence, named)
        })
        .collect();
    decide_alone(&mut columns);
    mark_options(&mut columns);
    decide_question(&mut columns);
    decide_rest(&mut columns);
    promote(&mut columns);
    columns
}

/// All evidence that one column gives.
fn evidence(column: &Column, finder: &mut HeaderFinder) -> Vec<Evidence> {
    let mut list = Vec::new();
    heading_evidence(column, finder, &mut list);
    data_evidence(column, &mut list);
    list
}

fn heading_evidence(column: &Column, finder: &mut HeaderFinder, list: &mut Vec<Evidence>) {
    let own = column.headings.len().saturating_sub(1);
    for (level, heading) in column.headings.iter().enumerate() {
        let share = if level == own { 1.0 } else { OUTER_HEADING };
        for (role, score) in Role::ALL.into_iter().zip(finder.scores(heading)) {
            if score > 0.0 {
                let (ja, en) = (format!("見出し「{heading}」"), format!("heading \"{heading}\""));
                list.push(Evidence {
                    role,
                    weight: score * share,
                    text: Text::new(ja, en),
                });
            }
        }
        if finder.scores(heading)[Role::Criterion as usize] >= words::USUAL {
            let text = Text::new("見出しに合う番号", "numbers under such a heading");
            list.push(Evidence {
                role: Role::Criterion,
                weight: SERIAL * column.serial * column.filled,
                text,
            });
        }
        let whole = words::normalise_whole(heading);
        let says = |words| words::has_word(&whole, words);
        let text = || Text::new(format!("「{heading}」とある"), format!("\"{heading}\" says so"));
        if says(words::PREVIOUS) {
            list.push(Evidence {
                role: Role::Previous,
                weight: PREVIOUS_HEADING,
                text: text(),
            });
        }
        if says(words::NOT_FOR_RESPONDENT) {
            list.push(Evidence {
                role: Role::CustomerOnly,
                weight: NOT_FOR_RESPONDENT,
                text: text(),
            });
        } else if says(words::FOR_RESPONDENT) {
            for role in [Role::Choice, Role::Answer, Role::Remark, Role::Evidence] {
                list.push(Evidence {
                    role,
                    weight: FOR_RESPONDENT,
                    text: text(),
                });
            }
        }
    }
}

fn data_evidence(c: &Column, list: &mut Vec<Evidence>) {
    let empty = 1.0 - c.filled;
    let long = (c.length / LONG_TEXT).min(1.0) * c.filled;
    let wide = (c.width / WIDE_COLUMN).min(1.0);
    let mut add = |role, weight: f32, ja: &str, en: &str| {
        if weight.abs() >= 0.05 {
            list.push(Evidence {
                role,
                weight,
                text: Text::new(ja, en),
            });
        }
    };
    for role in [
        Role::Question,
        Role::Supplement,
        Role::Item,
        Role::Criterion,
        Role::Section,
        Role::Previous,
    ] {
        add(
            role,
            FILLED * (2.0 * c.filled - 1.0),
            "記入済みの割合",
            "share of filled cells",
        );
    }
    for role in [Role::Choice, Role::Answer, Role::Remark, Role::Evidence] {
        add(
            role,
            EMPTY * (2.0 * empty - 1.0),
            "空欄の割合",
            "share of empty cells",
        );
        add(
            role,
            INPUT * c.inputs,
            "入力欄の色・ロック解除",
            "input colour or unlocked",
        );
        add(role, -COMPUTED * c.computed, "計算式", "computed");
    }
    add(
        Role::Question,
        ASKS * c.sentences * c.filled,
        "問いかけの文",
        "texts ask something",
    );
    add(Role::Question, LONG * long, "文の長さ", "long texts");
    add(
        Role::Question,
        DISTINCT * c.distinct * c.filled,
        "重複しない文",
        "texts differ",
    );
    for role in [Role::Question, Role::Section, Role::Supplement, Role::Answer] {
        add(role, -AGAINST * c.serial * c.filled, "連番", "serial numbers");
        add(role, -LIST * c.lists, "プルダウン", "drop-down");
    }
    add(
        Role::Question,
        -AGAINST * c.verdicts * c.filled,
        "判定の値",
        "judgements",
    );
    add(Role::Item, SERIAL * c.serial * c.filled, "連番", "serial numbers");
    add(
        Role::Item,
        if c.length > 14.0 { -AGAINST } else { 0.0 },
        "長い文",
        "long texts",
    );
    add(
        Role::Criterion,
        CRITERION * c.criterion * c.filled,
        "基準番号",
        "criterion numbers",
    );
    add(
        Role::Criterion,
        SERIAL * 0.3 * c.serial * c.filled,
        "番号",
        "numbers",
    );
    add(
        Role::Section,
        REPEATED * (1.0 - c.distinct) * c.filled,
        "繰り返す文",
        "texts repeat",
    );
    add(
        Role::Section,
        if c.tall { TALL } else { 0.0 },
        "縦の結合",
        "merged over rows",
    );
    add(
        Role::Section,
        -LONG * (long * c.length / LONG_TEXT).min(2.0),
        "文の長さ",
        "long texts",
    );
    add(Role::Choice, LIST * c.lists, "プルダウン", "drop-down");
    add(
        Role::Choice,
        VERDICTS * c.verdicts * c.filled,
        "判定の値",
        "judgements",
    );
    add(
        Role::Choice,
        VERDICTS * c.boxes,
        "チェックボックス",
        "boxes to tick",
    );
    add(Role::Answer, WIDE * wide, "列の幅", "width");
    for role in [Role::Answer, Role::Remark, Role::Evidence] {
        add(role, -VERDICTS * c.verdicts * c.filled, "判定の値", "judgements");
    }
    // A running number is often computed (=ROW()-5); a score is one too, but below no number heading.
    add(
        Role::CustomerOnly,
        COMPUTED * c.computed * (1.0 - c.counting),
        "計算式",
        "computed",
    );
}

/// Columns of an earlier round, and those that the respondent leaves alone, are out of the question.
fn decide_alone(columns: &mut [Assigned]) {
    for column in columns {
        for role in [Role::Previous, Role::CustomerOnly] {
            let rival = [
                Role::Question,
                Role::Choice,
                Role::Answer,
                Role::Evidence,
                Role::Remark,
            ];
            let rival = rival
                .into_iter()
                .map(|other| column.total(other))
                .fold(0.0, f32::max);
            let enough = if role == Role::Previous {
                PREVIOUS_HEADING - FILLED - 0.1
            } else {
                rival + 0.5
            };
            if column.role == Role::Other && column.total(role) >= enough.max(2.0) {
                column.take(role);
            }
        }
    }
}

/// Neighbouring columns headed by judgements, one of which is marked.
fn mark_options(columns: &mut [Assigned]) {
    let is_option = |it: &Assigned| {
        let heading = it.column.headings.last().map_or("", String::as_str);
        let heading = words::normalise_whole(heading);
        let verdict = words::is_word(&heading, words::VERDICTS);
        verdict
            && it.role == Role::Other
            && (it.column.filled < 0.5 || it.column.verdicts > 0.8)
            && it.column.computed < 0.1
    };
    let options: Vec<bool> = columns.iter().map(is_option).collect();
    let mut start = 0;
    while start < columns.len() {
        let length = options.iter().skip(start).take_while(|option| **option).count();
        if length >= 2 {
            for column in columns.iter_mut().skip(start).take(length) {
                column.option = column
                    .column
                    .headings
                    .last()
                    .map(|text| text.split_whitespace().collect());
                column.take(Role::Choice);
            }
        }
        start += length.max(1);
    }
}

fn decide_question(columns: &mut [Assigned]) {
    let free = columns
        .iter_mut()
        .filter(|it| it.role == Role::Other && it.column.filled > 0.0);
    // Of two languages side by side the first is asked; a later column must be clearly better.
    let best = free.reduce(|best, next| {
        if next.total(Role::Question) > best.total(Role::Question) + 0.3 {
            next
        } else {
            best
        }
    });
    if let Some(column) = best.filter(|it| it.total(Role::Question) >= MIN_QUESTION) {
        return column.take(Role::Question);
    }
    // Where judgements are asked for, what stands on their left is what they judge, be it only a name.
    let judged = columns
        .iter()
        .position(|it| it.option.is_some() || (it.column.lists > 0.5 && it.column.filled < 0.5));
    let names =
        |it: &&mut Assigned| it.role == Role::Other && it.column.filled > 0.6 && it.column.distinct > 0.6;
    let named = columns.iter_mut().take(judged.unwrap_or(0)).filter(names);
    let best = named
        .filter(|it| it.column.counting < 0.5)
        .max_by(|a, b| a.column.length.total_cmp(&b.column.length));
    if let Some(column) = best {
        column.take(Role::Question);
    }
}

/// The other columns by descending score; some roles occur once.
fn decide_rest(columns: &mut [Assigned]) {
    const ROLES: [Role; 10] = [
        Role::Item,
        Role::Criterion,
        Role::Section,
        Role::Supplement,
        Role::Choice,
        Role::Answer,
        Role::Remark,
        Role::Evidence,
        Role::CustomerOnly,
        Role::Respondent,
    ];
    let mut pairs: Vec<(f32, usize, Role)> = Vec::new();
    for (index, column) in columns
        .iter()
        .enumerate()
        .filter(|(_, column)| column.role == Role::Other)
    {
        pairs.extend(ROLES.iter().map(|role| (column.total(*role), index, *role)));
    }
    pairs.retain(|(score, index, role)| {
        *score >= MIN_SCORE && columns.get(*index).is_some_and(|it| it.may_be(*role))
    });
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (_, index, role) in pairs {
        let once = matches!(
            role,
            Role::Item | Role::Criterion | Role::Choice | Role::Answer | Role::Remark | Role::Evidence
        );
        let taken = once && columns.iter().any(|column| column.role == role);
        if let Some(column) = columns
            .get_mut(index)
            .filter(|column| column.role == Role::Other && !taken)
        {
            column.take(role);
        }
    }
}

/// Where no free answer was found, the column that can best take it.
fn promote(columns: &mut [Assigned]) {
    let Some(question) = columns.iter().position(|it| it.role == Role::Question) else {
        return;
    };
    if columns.iter().any(|it| it.role == Role::Answer) {
        return;
    }
    let asked = columns.get(question).map_or(0, |it| it.column.col);
    let chosen = columns.iter().any(|it| it.role == Role::Choice);
    let soft = |it: &Assigned| match it.role {
        // コメント and 補足説明 beside a judgement are where it is explained; 備考 stays a remark.
        Role::Remark | Role::Supplement => it.column.filled < 0.5 && it.total(Role::Answer) >= MIN_SCORE,
        Role::Other => it.column.filled < 0.5 && it.column.col > asked && it.column.computed < 0.1 && !chosen,
        _ => false,
    };
    let best = columns
        .iter_mut()
        .filter(|it| soft(it))
        .max_by(|a, b| a.total(Role::Answer).total_cmp(&b.total(Role::Answer)));
    if let Some(column) = best {
        column.take(Role::Answer);
    }
}
