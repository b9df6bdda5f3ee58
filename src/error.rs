//! The one error type: what went wrong, where, and what to do.

use std::fmt;

use crate::text::Text;

/// What kind of failure an [`Error`] is; each kind has a stable code that programs can test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The bytes are not a spreadsheet of a supported format.
    NotAWorkbook,
    /// The file is a spreadsheet, but a part of it cannot be read.
    Damaged,
    /// The workbook needs a password to open, and none was given.
    Encrypted,
    /// The password that was given is not the workbook's.
    WrongPassword,
    /// The workbook is encrypted in a way that is not read.
    UnsupportedEncryption,
    /// A stated bound (entries, sizes, ratio, dimensions) is exceeded.
    TooLarge,
    /// No question was found on any sheet.
    NoQuestions,
    /// The text is not a published security standard.
    NotAStandard,
    /// A data file (knowledge, library, labelled questions, layout, review) breaks its own rules.
    InvalidData,
    /// A question cell no longer holds the text that was matched.
    QuestionChanged,
    /// A cell must not be written: a formula computes it.
    NotWritable,
    /// An answer is longer than a cell can hold (32,767 UTF-16 units).
    AnswerTooLong,
    /// The filled package differs from the original in more than the answer cells.
    ProofFailed,
}

impl ErrorKind {
    /// The stable, machine-readable name, e.g. `"not-a-workbook"`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotAWorkbook => "not-a-workbook",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::WrongPassword => "wrong-password",
            Self::UnsupportedEncryption => "unsupported-encryption",
            Self::TooLarge => "too-large",
            Self::NoQuestions => "no-questions",
            Self::NotAStandard => "not-a-standard",
            Self::InvalidData => "invalid-data",
            Self::QuestionChanged => "question-changed",
            Self::NotWritable => "not-writable",
            Self::AnswerTooLong => "answer-too-long",
            Self::ProofFailed => "proof-failed",
        }
    }

    /// What the user can do about it.
    #[allow(clippy::too_many_lines, reason = "one arm per kind")]
    pub fn help(self) -> Text {
        let (ja, en) = match self {
            Self::NotAWorkbook => (
                "Excel（.xlsx .xlsm .xlsb .xls）、OpenDocument（.ods）、CSV のいずれかを指定してください。",
                "Give an Excel (.xlsx .xlsm .xlsb .xls), OpenDocument (.ods) or CSV file.",
            ),
            Self::Damaged => (
                "Excel で開いて保存し直すか、送り主に送り直しを依頼してください。",
                "Open and save it again in Excel, or ask the sender for a new copy.",
            ),
            Self::Encrypted => (
                "パスワードを指定してください（コマンドでは --password、または環境変数 KAITO_PASSWORD）。",
                "Give the password (for the command: --password, or the environment variable KAITO_PASSWORD).",
            ),
            Self::WrongPassword => {
                ("送り主にパスワードを確認してください。", "Check the password with the sender.")
            }
            Self::UnsupportedEncryption => (
                "元のソフトでパスワードや保護を解除し、.xlsx で保存し直してください。",
                "Remove the password or protection in the program it was made with, and save it as .xlsx.",
            ),
            Self::TooLarge => (
                "不要なシートや行を除いて保存し直してください。",
                "Remove unneeded sheets or rows and save it again.",
            ),
            Self::NoQuestions => (
                "質問の列があるシートか確認してください。読み取り結果は、画面では「レイアウトを修正」、コマンドでは kaito inspect で確認できます。",
                "Check that a sheet has a question column; the page's layout view and the command's `kaito inspect` show what was read.",
            ),
            Self::NotAStandard => (
                "公開されたセキュリティスタンダード本文（テキストまたは Markdown）を指定してください。",
                "Give the text or Markdown of a published security standard.",
            ),
            Self::InvalidData => ("示された行を直してください。", "Correct the line that is named."),
            Self::QuestionChanged => (
                "元のファイルから作業をやり直してください。",
                "Start again from the workbook that was matched.",
            ),
            Self::NotWritable => {
                ("ほかのセルを回答欄に指定してください。", "Choose another cell for the answer.")
            }
            Self::AnswerTooLong => ("回答を短くしてください。", "Shorten the answer."),
            Self::ProofFailed => (
                "ファイルは書き込まれていません。元のファイルを添えて不具合としてご報告ください。",
                "Nothing was written. Please report this as a defect with the original file.",
            ),
        };
        Text::new(ja, en)
    }
}

/// A failure with its kind, the place it happened at, and a sentence that says what was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    place: Option<String>,
    what: Text,
}

/// The result of everything that can fail.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error of `kind`; `ja` and `en` say what was expected and what was found.
    pub fn new(kind: ErrorKind, ja: impl Into<String>, en: impl Into<String>) -> Self {
        Self { kind, place: None, what: Text::new(ja, en) }
    }

    /// The same error with its place: a part, a cell (`Sheet1!B4`) or a line (`line 12`).
    #[must_use]
    pub fn at(mut self, place: impl Into<String>) -> Self {
        self.place = Some(place.into());
        self
    }

    /// The kind of failure.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The stable code of the kind, e.g. `"damaged"`.
    pub fn code(&self) -> &'static str {
        self.kind.code()
    }

    /// Where it happened, when known.
    pub fn place(&self) -> Option<&str> {
        self.place.as_deref()
    }

    /// What was found, in both languages.
    pub fn what(&self) -> &Text {
        &self.what
    }

    /// What to do about it, in both languages.
    pub fn help(&self) -> Text {
        self.kind.help()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.place {
            Some(place) => write!(f, "{} ({place})", self.what.en),
            None => f.write_str(&self.what.en),
        }
    }
}

impl std::error::Error for Error {}
