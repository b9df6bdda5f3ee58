//! Which column of a table has which role: the scored evidence, and the columns weighed against each other.

use super::columns::Column;
use super::evidence::{Evidence, FILLED, PREVIOUS_HEADING, evidence};
use super::header::HeaderFinder;
use super::layout::Role;
use super::{choice, spelling, words};

/// A second question column must be clearly better than one further left.
const FIRST_QUESTION: f32 = 0.3;
/// The Japanese text is asked; an English one beside it is its translation.
const TRANSLATION: f32 = 4.0;
/// A heading names a role from this score on.
const MIN_NAMED: f32 = 0.9;
/// The roles that take words.
const GIVEN_IN_WORDS: [Role; 3] = [Role::Answer, Role::Remark, Role::Evidence];
/// A role needs at least this score.
const MIN_SCORE: f32 = 1.2;
/// A question column needs at least this score.
const MIN_QUESTION: f32 = 2.0;

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
        Self { column, role: Role::Other, score: 0.0, evidence, option: None, named }
    }

    fn take(&mut self, role: Role) {
        (self.role, self.score) = (role, self.total(role));
    }

    /// Whether a heading says `role` in so many words.
    fn is_headed(&self, role: Role) -> bool {
        self.evidence.iter().any(|it| it.role == role && it.weight >= words::USUAL)
    }

    fn is_named(&self, role: Role) -> bool {
        self.named >> role as u32 & 1 == 1
    }

    /// Whether there is more for `role` than that the column is filled, or is not.
    fn may_be(&self, role: Role) -> bool {
        let c = &self.column;
        match role {
            Role::Remark | Role::Evidence | Role::Respondent => self.is_named(role),
            // A heading that names only something else is no heading of an answer.
            Role::Answer => self.named == 0 || GIVEN_IN_WORDS.into_iter().any(|role| self.is_named(role)),
            Role::Criterion => c.criterion * c.filled > 0.2 || self.is_named(role),
            Role::Choice => c.lists > 0.0 || c.verdicts > 0.0 || c.boxes > 0.0 || self.is_named(role),
            _ => true,
        }
    }

    /// Gives the column a role that the user named.
    pub(super) fn give(&mut self, role: Role) {
        (self.role, self.score) = (role, 0.0);
    }

    /// The sum of the evidence for `role`.
    pub(super) fn total(&self, role: Role) -> f32 {
        self.evidence.iter().filter(|it| it.role == role).map(|it| it.weight).sum()
    }
}

/// A column that was looked at, without a role yet.
pub(super) fn unassigned(column: Column) -> Assigned {
    Assigned::new(column, Vec::new(), 0)
}

/// Gives every column a role; `explained` says whether a legend names the values of judgements.
pub(super) fn assign(mut columns: Vec<Column>, finder: &mut HeaderFinder, explained: bool) -> Vec<Assigned> {
    // Where every row of the form is two rows of the sheet, that groups nothing.
    let finest = columns.iter().map(|it| it.single).fold(0.0, f32::max);
    for column in columns.iter_mut().filter(|_| finest > 0.0) {
        column.single /= finest;
    }
    let mut columns: Vec<Assigned> = columns
        .into_iter()
        .map(|column| {
            let evidence = evidence(&column, finder);
            let scores = column.headings.iter().map(|heading| finder.scores(heading));
            let named = scores.flatten().zip((0..Role::COUNT as u32).cycle());
            let named =
                named.filter(|(score, _)| *score >= MIN_NAMED).fold(0, |bits, (_, role)| bits | 1 << role);
            Assigned::new(column, evidence, named)
        })
        .collect();
    decide_alone(&mut columns);
    mark_options(&mut columns);
    decide_question(&mut columns);
    decide_rest(&mut columns);
    promote(&mut columns);
    if !explained {
        write_out(&mut columns);
    }
    columns
}

/// Columns of an earlier round, and those that the respondent leaves alone, are out of the question.
fn decide_alone(columns: &mut [Assigned]) {
    for column in columns {
        for role in [Role::Previous, Role::CustomerOnly] {
            let rival = [Role::Question, Role::Choice, Role::Answer, Role::Evidence, Role::Remark];
            let rival = rival.into_iter().map(|other| column.total(other)).fold(0.0, f32::max);
            let enough = if role == Role::Previous { PREVIOUS_HEADING - FILLED - 0.1 } else { rival + 0.5 };
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
        let heading = spelling::normalise_whole(heading);
        let verdict = spelling::is_word(&heading, words::VERDICTS);
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
                column.option = column.column.headings.last().map(|text| text.split_whitespace().collect());
                column.take(Role::Choice);
            }
        }
        start += length.max(1);
    }
}

fn decide_question(columns: &mut [Assigned]) {
    // A blank form has no data to go by: its headings must do.
    let blank = columns.iter().all(|it| it.column.filled == 0.0);
    let least = if blank { words::WEAK - FILLED } else { MIN_QUESTION };
    let asks = |it: &Assigned| it.total(Role::Question) >= least;
    let native = columns.iter().any(|it| it.column.latin < 0.5 && asks(it));
    let score = |it: &Assigned| {
        let translated = native && it.column.latin > 0.9;
        it.total(Role::Question) - if translated { TRANSLATION } else { 0.0 }
    };
    // Of two languages side by side the first is asked; a later column must be clearly better.
    let better = |best: usize, next: usize| match (columns.get(best), columns.get(next)) {
        (Some(a), Some(b)) if score(b) > score(a) + FIRST_QUESTION => next,
        _ => best,
    };
    let free = |it: &Assigned| it.role == Role::Other && (blank || it.column.filled > 0.0);
    let free = columns.iter().enumerate().filter(|(_, it)| free(it)).map(|(index, _)| index);
    let best = free.reduce(better);
    match best.and_then(|best| columns.get_mut(best)).filter(|it| asks(it)) {
        Some(column) => column.take(Role::Question),
        None => decide_judged(columns),
    }
}

/// Where judgements are asked for, what stands on their left is what they judge, be it only a name.
fn decide_judged(columns: &mut [Assigned]) {
    let judges = |it: &Assigned| it.option.is_some() || (it.column.lists > 0.5 && it.column.filled < 0.5);
    let judged = columns.iter().position(judges).unwrap_or(0);
    let names = |it: &&mut Assigned| {
        let c = &it.column;
        it.role == Role::Other && c.filled > 0.6 && c.distinct > 0.6 && c.counting < 0.5
    };
    let named = columns.iter_mut().take(judged).filter(names);
    if let Some(column) = named.max_by(|a, b| a.column.length.total_cmp(&b.column.length)) {
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
    for (index, column) in columns.iter().enumerate().filter(|(_, column)| column.role == Role::Other) {
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
        if let Some(column) = columns.get_mut(index).filter(|column| column.role == Role::Other && !taken) {
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
        Role::Remark | Role::Supplement => it.column.filled < 0.5 && it.is_headed(Role::Answer),
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

/// A judgement without any vocabulary, and nowhere else to answer, is an answer in words: 「実施状況」 alone.
fn write_out(columns: &mut [Assigned]) {
    if columns.iter().any(|it| it.role == Role::Answer) {
        return;
    }
    let speechless = |it: &&mut Assigned| {
        let c = &it.column;
        let listed = c.lists > 0.0 || c.verdicts > 0.0 || c.boxes > 0.0 || it.option.is_some();
        let named = it.evidence.iter().any(|it| it.role == Role::Choice && it.weight >= words::STRONG);
        let values = c.headings.iter().any(|heading| choice::values_in(heading).len() >= 2);
        it.role == Role::Choice && !listed && !named && !values
    };
    if let Some(column) = columns.iter_mut().find(speechless) {
        column.take(Role::Answer);
    }
}
