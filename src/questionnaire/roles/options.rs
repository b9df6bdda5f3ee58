//! Columns one of which is marked: 「実施済｜一部実施｜未実施」, 「レベル1｜レベル2｜レベル3」.

use super::{Assigned, GIVEN_IN_WORDS};
use crate::questionnaire::layout::Role;
use crate::questionnaire::{spelling, words};

/// Gives neighbouring columns headed by judgements or levels their role.
pub(super) fn mark(columns: &mut [Assigned]) {
    let options: Vec<bool> = columns.iter().map(|it| is_open(it) && is_headed_by_value(it)).collect();
    let mut start = 0;
    while start < columns.len() {
        let run = options.iter().skip(start).take_while(|option| **option).count();
        // Under one group, "In place with CCW" between judgements is one of them.
        let group = group_length(columns, start);
        let named = options.iter().skip(start).take(group).filter(|option| **option).count();
        let length = if named >= 2 && named * 2 >= group { group } else { run };
        if length >= 2 {
            for column in columns.iter_mut().skip(start).take(length) {
                column.option = column.column.headings.last().map(|text| on_one_line(text));
                column.take(Role::Choice);
            }
        }
        start += length.max(1);
    }
}

/// A label on one line: Japanese breaks anywhere, English between words.
fn on_one_line(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(if label.is_ascii() { " " } else { "" })
}

/// How many columns from `start` on are empty, under one outer heading, and of no other role by their own.
fn group_length(columns: &[Assigned], start: usize) -> usize {
    let outer = |it: &Assigned| it.column.headings.split_last().map(|(_, outer)| outer.to_vec());
    let Some(group) = columns.get(start).and_then(outer).filter(|group| !group.is_empty()) else {
        return 0;
    };
    let fits = |it: &&Assigned| {
        // 「対応」 names an answer elsewhere; here it is a value beside 「未対応」.
        let other = GIVEN_IN_WORDS.into_iter().any(|role| it.is_headed(role)) && !is_headed_by_value(it);
        is_open(it) && !other && outer(it).as_ref() == Some(&group)
    };
    columns.iter().skip(start).take_while(fits).count()
}

/// Whether the column waits to be marked and has no role yet.
fn is_open(it: &Assigned) -> bool {
    let c = &it.column;
    it.role == Role::Other && (c.filled < 0.5 || c.verdicts > 0.8 || c.boxes > 0.8) && c.computed < 0.1
}

/// Whether the column's own heading is a judgement or a level, or begins with one that it explains: 「A 十分に実施している」.
fn is_headed_by_value(it: &Assigned) -> bool {
    let heading = it.column.headings.last().map_or("", String::as_str);
    let named = GIVEN_IN_WORDS.into_iter().any(|role| it.is_headed(role));
    let first = heading.split([' ', '　', '\n', '：', ':']).next().filter(|_| !named);
    [Some(heading), first].into_iter().flatten().any(|text| {
        let value = spelling::normalise_whole(text);
        words::VERDICTS.has(&value) || is_level(&value)
    })
}

/// Whether a text in the common spelling is a numbered level: レベル1, level3, 2点.
fn is_level(text: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let bare = text.trim_matches(digit);
    bare.len() + 1 == text.len() && words::LEVELS.has(bare)
}
