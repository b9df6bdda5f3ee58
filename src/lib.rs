//! Kaito (回答) fills a customer's security questionnaire from published responses.

mod answer;
mod convert;
mod criterion;
mod error;
mod fill;
mod knowledge;
pub mod matching;
pub mod proof;
pub mod questionnaire;
mod report;
mod review;
pub mod sample;
mod standard;
mod text;
pub mod wasm;
mod workbook;

pub use answer::{CellContent, Composition, Library, Note, Role, compose};
pub use criterion::{CriterionId, Group};
pub use error::{Error, ErrorKind, Result};
pub use fill::{FillOptions, Filled, Plan, Skipped, Written, apply, is_placeholder, plan};
pub use knowledge::{
    Confidence, Conflict, Criterion, Difference, DifferenceKind, Knowledge, KnowledgeFiles, Lang, LookAlike,
    OldNumber, Phrasing, Responsibility, Restriction, RestrictionKind, SafeChoice, Strength, Style,
    SynonymGroup, Terms, Topic, TopicPhrasing, UnstatedFacet, Verdict, VerdictFact,
};
pub use matching::evaluate::{Evaluation, Figures, LabelledQuestion, evaluate};
pub use matching::{Candidate, Class, Match, Matcher, Query, Reason};
pub use proof::Proof;
pub use questionnaire::{Choice, Question, QuestionCells, QuestionState, find, inspect, layout};
pub use report::{Column, Origin, workbook as review_workbook};
pub use review::{
    Decision, Mode, Policy, Proposed, Provenance, ReviewFile, Status, Tally, Verdict as ReviewVerdict, content_hash,
    draft, recompose,
};
pub use standard::{Entry, Lookup, OutOfScope, Revision, Row, Standard};
pub use text::{Normal, Text};
pub use workbook::{
    Area, Cell, CellEdit, CellKind, CellRef, CellStyle, DropDown, EditValue, Format, Sheet, SheetEdits,
    Workbook,
    package::{self, Package},
};
