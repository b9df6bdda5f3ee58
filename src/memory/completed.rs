//! Reading a completed questionnaire: the column that was to be filled is full now, and looks like an explanation.

use crate::questionnaire::layout::{ColumnLayout, Layout, Role, TableLayout};
use crate::questionnaire::{self, Question};
use crate::workbook::Workbook;

/// What headings of columns for answers in words say.
const ANSWERS: [&str; 8] =
    ["回答", "対応内容", "実施内容", "対応状況", "記入欄", "answer", "response", "reply"];

/// The questions of a completed questionnaire: where a table has no column for answers, the filled one whose heading speaks
/// of answers is it.
pub fn completed(workbook: &Workbook, correction: Option<&Layout>) -> Vec<Question> {
    let mut layout = questionnaire::inspect(workbook, correction);
    let mut changed = false;
    for sheet in &mut layout.sheets {
        let tables = sheet.tables.iter_mut().filter_map(answers);
        let columns = tables.map(|column| column.role = Role::Answer).count();
        if columns > 0 {
            (sheet.used, changed) = (Some(true), true);
        }
    }
    questionnaire::find(workbook, if changed { Some(&layout) } else { correction })
}

/// The column behind the question of a table that has none for answers.
fn answers(table: &mut TableLayout) -> Option<&mut ColumnLayout> {
    if table.column(Role::Answer).is_some() || table.answers_below {
        return None;
    }
    let question = table.columns.iter().position(|column| column.role == Role::Question)?;
    let explains = |column: &&mut ColumnLayout| {
        let heading = column.heading.to_lowercase();
        matches!(column.role, Role::Supplement | Role::Remark | Role::Other)
            && ANSWERS.iter().any(|word| heading.contains(word))
            && !heading.contains("例")
            && !heading.contains("前回")
    };
    table.columns.iter_mut().skip(question + 1).find(explains)
}
