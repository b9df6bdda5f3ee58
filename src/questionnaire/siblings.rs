//! Tables under the same headings: a form that repeats its headings for each section or sheet means the same by
//! them, so that what the columns hold is looked at over all of its tables.

use std::collections::BTreeSet;

use super::columns::Column;
use super::header::{self, HeaderFinder};
use super::layout::Role;
use super::roles::{self, Assigned, Known};
use super::table::Table;
use super::{spelling, words};

/// Part of the headings, in tenths, that two tables of one form have in common; a section's title may be one.
const COMMON: usize = 6;
/// Headings by which a form is known again.
const MIN_HEADINGS: usize = 3;

/// Gives the columns of tables with the same headings the same roles.
pub(super) fn agree<'t>(tables: impl Iterator<Item = &'t mut Table>, finder: &mut HeaderFinder) {
    let mut forms: Vec<(Signature, Vec<&mut Table>)> = Vec::new();
    for table in tables.filter(|table| table.header.is_some()) {
        let own = signature(table, finder);
        match forms.iter_mut().find(|(known, _)| alike(known, &own)) {
            Some((_, members)) => members.push(table),
            None => forms.push((own, vec![table])),
        }
    }
    for (_, mut members) in forms.into_iter().filter(|(_, members)| members.len() > 1) {
        share_roles(&mut members, finder);
    }
}

/// The columns with a heading of their own, and the role that it names.
type Signature = Vec<(u32, String, Option<Role>)>;

fn signature(table: &Table, finder: &mut HeaderFinder) -> Signature {
    let heads = table.columns.iter().filter(|it| it.column.heads);
    let mut own = |it: &Assigned| {
        let heading = it.column.headings.last().map_or("", String::as_str);
        let named = header::best(&finder.scores(heading)).filter(|(_, score)| *score >= words::USUAL);
        (it.column.col, spelling::normalise(heading), named.map(|(role, _)| role))
    };
    heads.map(&mut own).collect()
}

/// Whether most headings are the same, and none of the others plainly says another role.
fn alike(a: &Signature, b: &Signature) -> bool {
    let (mut common, mut contrary) = (0, false);
    for (col, heading, role) in a {
        let Some((_, other, named)) = b.iter().find(|(at, _, _)| at == col) else {
            continue;
        };
        common += usize::from(heading == other);
        contrary |= heading != other && role.zip(*named).is_some_and(|(own, other)| own != other);
    }
    let most = a.len().max(b.len());
    most >= MIN_HEADINGS && common * 10 >= most * COMMON && !contrary
}

/// Looks at the columns of all `members` together and gives every member's columns what that says.
fn share_roles(members: &mut [&mut Table], finder: &mut HeaderFinder) {
    let all = members.iter().flat_map(|table| &table.columns);
    let cols: BTreeSet<u32> = all.map(|it| it.column.col).collect();
    let together = cols.iter().map(|col| {
        let parts = members.iter().filter_map(|table| {
            let own = table.columns.iter().find(|it| it.column.col == *col)?;
            Some((&own.column, table.rows))
        });
        Column::together(&parts.collect::<Vec<_>>())
    });
    let known = Known {
        explained: members.iter().any(|table| table.known.explained),
        named: members.iter().any(|table| table.known.named),
    };
    let assigned = roles::assign(together.collect(), finder, known);
    // Where one of them has no such column, they are not as alike as their headings.
    let question = assigned.iter().find(|it| it.role == Role::Question).map(|it| it.column.col);
    let has = |table: &&mut Table| table.columns.iter().any(|it| Some(it.column.col) == question);
    if !members.iter().all(has) {
        return;
    }
    let answers = assigned.iter().any(|it| it.role == Role::Answer);
    for own in members.iter_mut().flat_map(|table| &mut table.columns) {
        let shared = assigned.iter().find(|it| it.column.col == own.column.col);
        if let Some(shared) = shared.filter(|shared| answers || !is_written(own, shared)) {
            let headings = std::mem::take(&mut own.column.headings);
            *own = shared.clone();
            own.column.headings = headings;
        }
    }
}

/// Whether 「回答」 is written here, though it is chosen from a drop-down in another table of the form.
fn is_written(own: &Assigned, shared: &Assigned) -> bool {
    let c = &own.column;
    let chosen = c.lists > 0.0 || c.verdicts > 0.0 || c.boxes > 0.0;
    own.role == Role::Answer && shared.role == Role::Choice && shared.column.lists > 0.0 && !chosen
}
