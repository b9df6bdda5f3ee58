//! Which column of a table has which role: the scored evidence, and the columns weighed against each other.

mod options;

use super::columns::Column;
use super::evidence::{Evidence, FILLED, GIVEN, PREVIOUS_HEADING, evidence, instructed};
use super::header::{HeaderFinder, RoleScores};
use super::layout::Role;
use super::{choice, spelling, words};
use crate::order;
use crate::text::Text;

/// A second question column must be clearly better than one further left.
const FIRST_QUESTION: f32 = 0.3;
/// The Japanese text is asked; an English one beside it is its translation.
const TRANSLATION: f32 = 4.0;
/// Where a heading names the question, another column must be so much better.
const HEADED_OTHERWISE: f32 = 1.0;
/// Where another heading plainly names the question, one that may also name an explanation names that.
const EXPLAINS: f32 = 1.5;
/// A legend above the table names the values of a column.
const EXPLAINED: f32 = 1.0;
/// "Weakness name" beside "Weakness description" is what is asked; the description explains it.
const DESCRIBED: f32 = 2.5;
/// A heading names a role from this score on.
const MIN_NAMED: f32 = 0.9;
/// Beside the role that a heading names best, it names one that fits at least so well.
const NAMED_BESIDE: f32 = 0.6;
/// The roles that take words.
const GIVEN_IN_WORDS: [Role; 3] = [Role::Answer, Role::Remark, Role::Evidence];
/// Part of the rows from which on a column is filled, and below whose rest it is empty.
const MOSTLY: f32 = 0.8;
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

    /// Of what the column holds the name, by an English heading: "Weakness name" → weakness.
    fn named_thing(&self) -> Option<String> {
        let heading = spelling::normalise(self.column.headings.last()?);
        let thing = heading.strip_suffix("name").or_else(|| heading.strip_suffix("title"))?;
        (!thing.is_empty()).then(|| thing.to_owned())
    }

    /// Whether the column's heading says that it describes `thing`, and not that this is what is asked.
    fn describes(&self, thing: &str) -> bool {
        let heading = self.column.headings.last().map(|text| spelling::normalise(text));
        heading.is_some_and(|text| text.strip_prefix(thing) == Some("description"))
            && !self.is_headed(Role::Question)
    }

    /// Whether a heading says `role` in so many words.
    fn is_headed(&self, role: Role) -> bool {
        self.evidence.iter().any(|it| it.role == role && it.weight >= words::USUAL)
    }

    /// Whether more than its being empty says that it takes an answer: its heading, or its drop-downs.
    pub(super) fn is_told(&self) -> bool {
        self.column.lists > 0.5 || self.option.is_some() || self.is_headed(self.role)
    }

    /// Whether a heading names `role`, or the user does.
    pub(super) fn is_named(&self, role: Role) -> bool {
        self.named >> role as u32 & 1 == 1
    }

    /// Whether there is more for `role` than that the column is filled, or is not.
    fn may_be(&self, role: Role, known: Known) -> bool {
        let c = &self.column;
        match role {
            Role::Remark | Role::Evidence | Role::Respondent => self.is_named(role),
            Role::Item => c.serial * c.filled * (1.0 - c.staying) > 0.2 || self.is_named(role),
            // A heading that names only something else is no heading of an answer.
            Role::Answer => {
                let unheaded = known.named && self.column.headings.is_empty();
                unheaded || GIVEN_IN_WORDS.into_iter().any(|role| self.is_named(role))
            }
            Role::Criterion => c.criterion * c.filled > 0.2 || self.is_named(role),
            Role::Choice => {
                let marked = c.lists > 0.0 || c.verdicts > 0.0 || c.boxes > 0.0;
                // Among headings of unknown words a filled "Status" tells something of the customer's.
                marked || (self.is_named(role) && (known.named || c.filled < 0.5))
            }
            _ => true,
        }
    }

    /// Gives the column a role that the user named.
    pub(super) fn give(&mut self, role: Role) {
        (self.role, self.score) = (role, 0.0);
        self.named |= 1 << role as u32;
    }

    /// The sum of the evidence for `role`.
    pub(super) fn total(&self, role: Role) -> f32 {
        self.evidence.iter().filter(|it| it.role == role).map(|it| it.weight).sum()
    }
}

/// What is known about a table beside its columns.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    /// Whether a legend names the values of judgements.
    pub explained: bool,
    /// Whether its headings are words that name roles; those of other headings must say where to answer.
    pub named: bool,
}

/// A column that was looked at, without a role yet.
pub(super) fn unassigned(column: Column) -> Assigned {
    Assigned::new(column, Vec::new(), 0)
}

/// Gives every column a role.
pub(super) fn assign(mut columns: Vec<Column>, finder: &mut HeaderFinder, known: Known) -> Vec<Assigned> {
    // Where every row of the form is two rows of the sheet, that groups nothing.
    let finest = columns.iter().map(|it| it.single).fold(0.0, f32::max);
    for column in columns.iter_mut().filter(|_| finest > 0.0) {
        column.single /= finest;
    }
    let mut columns: Vec<Assigned> = columns
        .into_iter()
        .map(|column| {
            let evidence = evidence(&column, finder);
            let named = column.headings.iter().fold(0, |bits, heading| bits | named(&finder.scores(heading)));
            let told = column.headings.iter().filter_map(|heading| instructed(heading));
            let named = told.fold(named, |bits, role| bits | 1 << role as u32);
            Assigned::new(column, evidence, named)
        })
        .collect();
    if known.explained {
        expect_values(&mut columns);
    }
    decide_alone(&mut columns);
    options::mark(&mut columns);
    decide_question(&mut columns);
    decide_rest(&mut columns, known);
    promote(&mut columns, known);
    demote(&mut columns);
    if !known.explained {
        write_out(&mut columns);
    }
    columns
}

/// The roles that a heading names, as bits: 「備考番号」 is a number, though it has a remark in it.
fn named(scores: &RoleScores) -> u32 {
    let best = scores.iter().copied().fold(0.0, f32::max);
    let least = MIN_NAMED.max(best * NAMED_BESIDE);
    scores.iter().zip(0..).filter(|(score, _)| **score >= least).fold(0, |bits, (_, role)| bits | 1 << role)
}

/// Where a legend names values and another column takes words, 「回答」 takes one of the values.
fn expect_values(columns: &mut [Assigned]) {
    let words = columns.iter().filter(|it| it.is_named(Role::Answer) && it.column.filled < 0.5).count();
    let both = |it: &&mut Assigned| it.is_named(Role::Answer) && it.is_named(Role::Choice);
    for it in columns.iter_mut().filter(both).take(words.saturating_sub(1)) {
        let text = Text::new("凡例の値", "values of a legend");
        it.evidence.push(Evidence { role: Role::Choice, weight: EXPLAINED, text });
    }
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

fn decide_question(columns: &mut [Assigned]) {
    // A blank form has no data to go by: its headings must do.
    let blank = columns.iter().all(|it| it.column.filled == 0.0);
    let least = if blank { words::WEAK - FILLED } else { MIN_QUESTION };
    let asks = |it: &Assigned| it.total(Role::Question) >= least;
    let native = columns.iter().any(|it| it.column.latin < 0.5 && asks(it));
    let headed = columns.iter().any(|it| it.is_headed(Role::Question) && asks(it));
    let plain =
        columns.iter().any(|it| it.is_headed(Role::Question) && !it.is_headed(Role::Supplement) && asks(it));
    let described = |it: &Assigned| {
        it.named_thing().is_some_and(|thing| columns.iter().any(|other| other.describes(&thing)))
    };
    let score = |it: &Assigned| {
        let translated = native && it.column.latin > 0.9;
        let other = headed && !it.column.headings.is_empty() && !it.is_headed(Role::Question);
        let explains = plain && it.is_headed(Role::Supplement);
        let less = [(translated, TRANSLATION), (other, HEADED_OTHERWISE), (explains, EXPLAINS)];
        let less: f32 = less.iter().filter(|(holds, _)| *holds).map(|(_, less)| less).sum();
        it.total(Role::Question) + if described(it) { DESCRIBED } else { 0.0 } - less
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
fn decide_rest(columns: &mut [Assigned], known: Known) {
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
        *score >= MIN_SCORE && columns.get(*index).is_some_and(|it| it.may_be(*role, known))
    });
    order::sort_by(&mut pairs, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
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

/// Where no free answer was found, the column that can best take it: beside a judgement one that is headed as a
/// comment, else one of unknown words.
fn promote(columns: &mut [Assigned], known: Known) {
    let Some(question) = columns.iter().position(|it| it.role == Role::Question) else {
        return;
    };
    if columns.iter().any(|it| it.role == Role::Answer) {
        return;
    }
    let asked = columns.get(question).map_or(0, |it| it.column.col);
    let chosen = columns.iter().any(|it| it.role == Role::Choice);
    // コメント and 補足説明 beside a judgement are where it is explained; 備考 stays a remark.
    let comment = |it: &Assigned| match it.role {
        Role::Remark => it.column.filled < MOSTLY && it.is_headed(Role::Answer),
        Role::Supplement => it.column.filled < 0.5 && it.is_headed(Role::Answer),
        _ => false,
    };
    // Among headings of unknown words the colour of its cells, or a question beside each, must say that a column is
    // to be filled.
    let asking = columns.get(question).is_some_and(|it| it.column.sentences > 0.5);
    let empty = |it: &Assigned| {
        let c = &it.column;
        let drawn = c.inputs > 0.5 || (asking && c.bordered > MOSTLY && c.col > asked);
        (known.named || drawn) && it.role == Role::Other && c.filled < 0.5 && c.computed < 0.1
    };
    let unknown = |it: &Assigned| empty(it) && it.named == 0;
    let right = |it: &Assigned| comment(it) || (empty(it) && it.column.col > asked);
    let best = |fits: &dyn Fn(&Assigned) -> bool| {
        let fitting = columns.iter().enumerate().filter(|(_, it)| fits(it));
        let scored = fitting.map(|(index, it)| (index, it.total(Role::Answer)));
        scored.reduce(|best, next| if next.1 > best.1 { next } else { best }).map(|(index, _)| index)
    };
    let found = if chosen {
        best(&comment).or_else(|| best(&unknown))
    } else {
        best(&unknown).or_else(|| best(&right))
    };
    if let Some(column) = found.and_then(|index| columns.get_mut(index)) {
        column.take(Role::Answer);
    }
}

/// A remark or an evidence that the customer has filled in, beside empty cells, is one of theirs: 根拠規程.
fn demote(columns: &mut [Assigned]) {
    let open = columns.iter().any(|it| GIVEN.contains(&it.role) && it.column.filled < 1.0 - MOSTLY);
    let theirs = |it: &&mut Assigned| {
        open && matches!(it.role, Role::Remark | Role::Evidence) && it.column.filled > MOSTLY
    };
    for column in columns.iter_mut().filter(theirs) {
        column.take(Role::Supplement);
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
