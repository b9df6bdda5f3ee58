//! One criterion of a company: how it is asked, what is answered, and until when, for what and to whom.

use serde::{Deserialize, Serialize};

use super::{missing, named};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::memory::{Date, Disclosure, Entry};
use crate::workbook::CellRef;

/// A criterion of a company with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CompanyCriterion {
    /// The company's own identifier, e.g. `SEC-012`; no two criteria have the same.
    pub id: String,
    /// How it is asked; a question with one of these texts is answered, a similar one gets a proposal.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub phrasings: Vec<String>,
    /// Identifiers of other catalogues that questions may name, e.g. `実9` or `A.8.24`: letters and digits in each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbers: Vec<String>,
    /// The judgement, e.g. `○` or `はい`; a drop-down gets its own word for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub verdict: String,
    /// The answer, written word for word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// The remark.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// The evidence or reference document.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Who is responsible for the answer.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub owner: String,
    /// The last day that it may be given, e.g. `2027-03-31`; left out where it does not expire.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Option<String>"))]
    pub expires: Option<Date>,
    /// The products or plans that it holds for; left out where it holds for all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub scope: Vec<String>,
    /// To whom it may be told.
    pub disclosure: Disclosure,
}

impl CompanyCriterion {
    /// The numbers of FISC criteria among its identifiers.
    pub(super) fn fisc(&self) -> Vec<CriterionId> {
        self.numbers.iter().filter_map(|number| number.parse().ok()).collect()
    }

    /// Its phrasings; its id where there are none.
    pub(super) fn asked_as(&self) -> &[String] {
        if self.phrasings.is_empty() { std::slice::from_ref(&self.id) } else { &self.phrasings }
    }

    /// The answer to `phrasing` as the memory keeps one; the library's `title` and the id stand for file and sheet.
    pub(super) fn answered(&self, phrasing: &str, title: &str, date: Date) -> Entry {
        Entry {
            question: phrasing.to_owned(),
            section: String::new(),
            number: String::new(),
            item: String::new(),
            choice: self.verdict.clone(),
            answer: self.answer.clone(),
            remark: self.remark.clone(),
            evidence: self.evidence.clone(),
            criteria: self.fisc(),
            standard: String::new(),
            file: title.to_owned(),
            sheet: self.id.clone(),
            cell: CellRef::new(0, 0),
            date,
            approver: self.owner.clone(),
            customer: String::new(),
            scope: self.scope.join("、"),
            disclosure: self.disclosure.word().to_owned(),
            expires: self.expires,
            reviewed: true,
        }
    }

    /// What must hold for a criterion alone; `at` is the place of a field.
    pub(super) fn check(&self, at: &dyn Fn(&str) -> String) -> Result<()> {
        if self.id.trim().is_empty() {
            return Err(missing("id").at(at("id")));
        }
        if self.phrasings.is_empty() && self.numbers.is_empty() {
            return Err(missing("phrasings").at(at("phrasings")));
        }
        if self.phrasings.iter().any(|phrasing| phrasing.trim().is_empty()) {
            return Err(missing("phrasings").at(at("phrasings")));
        }
        if self.answer.trim().is_empty() && self.verdict.trim().is_empty() {
            return Err(missing("answer").at(at("answer")));
        }
        let vague = |number: &&String| number.parse::<CriterionId>().is_err() && !named::is_telling(number);
        self.numbers.iter().find(vague).map_or(Ok(()), |number| Err(not_telling(number).at(at("numbers"))))
    }
}

/// An identifier that stands in many texts by chance.
fn not_telling(number: &str) -> Error {
    Error::new(
        ErrorKind::InvalidData,
        format!(
            "番号「{number}」だけでは質問を見分けられません。英字と数字を含む 4 文字以上（A.8.24 など）か基準番号（実9 など）にしてください。"
        ),
        format!(
            "expected an identifier with letters and digits (A.8.24) or a criterion number (実9), found \"{number}\""
        ),
    )
}
