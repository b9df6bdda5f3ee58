//! One workbook of 1,000 questions and what each stage of a fill needs before it can run.

use kaito::review::draft;
use kaito::{
    Decision, FillOptions, Filled, Knowledge, LabelledQuestion, Library, Match, Matcher, Policy, Proof,
    Query, Question, Standard, Workbook, fill, find, proof,
};
use rust_xlsxwriter::{Workbook as Writer, XlsxError};

/// Questions of the workbook.
pub const QUESTIONS: usize = 1_000;
/// The name that tells the format.
const NAME: &str = "questions.xlsx";

/// Everything between a workbook's bytes and its proof.
pub struct Stages {
    /// The customer's file.
    pub bytes: Vec<u8>,
    /// The file, opened.
    pub workbook: Workbook,
    /// Its questions.
    pub questions: Vec<Question>,
    /// The questions as the matcher asks them.
    pub queries: Vec<Query>,
    /// Their matches.
    pub matches: Vec<Match>,
    /// What is to be written.
    pub decisions: Vec<Decision>,
    /// The filled file.
    pub filled: Vec<u8>,
    /// The matcher.
    pub matcher: Matcher,
}

impl Stages {
    /// Runs every stage once.
    pub fn prepared() -> Self {
        let bytes = customer_file().expect("a workbook in memory");
        let (workbook, matcher) = (open(&bytes), start());
        let questions = find(&workbook, None);
        assert_eq!(questions.len(), QUESTIONS, "the layout is found");
        let queries: Vec<Query> = questions.iter().map(Query::from).collect();
        let matches = matcher.rank(&queries);
        let decisions = decide(&matcher, &questions, &matches);
        let filled = write(&workbook, &decisions).bytes;
        Self { bytes, workbook, questions, queries, matches, decisions, filled, matcher }
    }
}

/// Makes the matcher ready.
pub fn start() -> Matcher {
    let standard = Standard::embedded().expect("built in");
    Matcher::new(standard, Knowledge::embedded().expect("built in")).expect("built in")
}

/// Reads a file.
pub fn open(bytes: &[u8]) -> Workbook {
    Workbook::open(bytes, NAME).expect("a workbook")
}

/// Decides by default policy.
pub fn decide(matcher: &Matcher, questions: &[Question], matches: &[Match]) -> Vec<Decision> {
    let library = Library { standard: matcher.standard(), knowledge: matcher.knowledge() };
    draft(questions, matches, library, &Policy::default())
}

/// Writes the decisions; the proof is part of it.
pub fn write(workbook: &Workbook, decisions: &[Decision]) -> Filled {
    fill::apply(workbook, decisions, &FillOptions::default()).expect("the proof holds")
}

/// Proves the filled file once more, from its bytes.
pub fn prove(stages: &Stages) -> Proof {
    proof::verify(&stages.bytes, &stages.filled).expect("two packages")
}

/// The labelled questions over and over, numbered, with room for answers.
fn customer_file() -> Result<Vec<u8>, XlsxError> {
    let labelled = LabelledQuestion::parse_lines(include_str!("../../../data/eval/dev.jsonl"))
        .expect("labelled questions");
    let mut writer = Writer::new();
    let sheet = writer.add_worksheet().set_name("質問票")?;
    for (column, title) in (0..).zip(["No.", "質問", "回答", "備考"]) {
        sheet.write(0, column, title)?;
    }
    for (row, question) in (1..).zip(labelled.iter().cycle().take(QUESTIONS)) {
        sheet.write(row, 0, row)?;
        sheet.write(row, 1, format!("{}（{row}）", question.query().text))?;
    }
    writer.save_to_buffer()
}
