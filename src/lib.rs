//! Kaito (回答) fills a customer's security questionnaire from published responses.

mod criterion;
mod error;
mod matching;
pub mod proof;
pub mod questionnaire;
mod standard;
mod text;
mod workbook;

pub use criterion::{CriterionId, Group};
pub use error::{Error, ErrorKind, Result};
pub use matching::{Candidate, Class, Match, Query, Reason};
pub use proof::Proof;
pub use questionnaire::{
    Choice, Question, QuestionCells, QuestionState,
    layout::{Layout, Role},
};
pub use standard::{Entry, Lookup, OutOfScope, Revision, Row, Standard};
pub use text::Text;
pub use workbook::{
    Area, Cell, CellEdit, CellKind, CellRef, CellStyle, DropDown, EditValue, Format, Sheet, SheetEdits,
    Workbook,
    package::{self, Package},
};
