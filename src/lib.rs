//! Kaito (回答) fills a customer's security questionnaire from published responses.

pub mod answer;
mod company;
mod convert;
mod criterion;
mod error;
pub mod fill;
mod knowledge;
pub mod matching;
pub mod memory;
mod order;
pub mod proof;
pub mod questionnaire;
pub mod report;
pub mod review;
mod row_height;
pub mod sample;
pub mod semantic;
mod standard;
mod text;
pub mod wasm;
mod workbook;

pub use answer::{CellContent, Library, Note, Role};
pub use company::{CompanyCriterion, CompanyLibrary, form as company_form};
pub use criterion::{CriterionId, Group};
pub use error::{Error, ErrorKind, Result};
pub use fill::{FillOptions, Filled, Skipped, Written};
pub use knowledge::{
    Confidence, Conflict, Criterion, Difference, DifferenceKind, Knowledge, KnowledgeFiles, Lang, LookAlike,
    OldNumber, Phrasing, Responsibility, Restriction, RestrictionKind, SafeChoice, Strength, Style,
    SynonymGroup, Terms, Topic, TopicPhrasing, UnstatedFacet, Verdict, VerdictFact,
};
pub use matching::evaluate::{Evaluation, Figures, LabelledQuestion, evaluate};
pub use matching::{Candidate, Class, Match, Matcher, Query, Reason};
pub use memory::Memory;
pub use proof::Proof;
pub use questionnaire::{
    AnswerForm, Choice, Question, QuestionCells, QuestionState, find, inspect, layout, queries, queries_in,
};
pub use review::{Decision, Mode, Policy, ReviewFile, Status, Tally};
pub use semantic::Semantics;
pub use standard::{ChangeKind, Entry, Lookup, OutOfScope, ResponseChange, Revision, Row, Standard};
pub use text::{Normal, Text};
pub use workbook::{
    Area, Cell, CellEdit, CellKind, CellRef, CellStyle, DropDown, EditValue, Format, Sheet, SheetEdits,
    Workbook,
    package::{self, Package},
};
