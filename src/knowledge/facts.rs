//! Facts about single criteria: subjects, verdicts and numbers of other editions.

use serde::Serialize;

use super::table::{File, Ids, Record, Terms};
use crate::criterion::{CriterionId, Group};
use crate::error::Result;

/// How sure a statement is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Confidence {
    /// A public source says so.
    A,
    /// Several weaker sources agree, or the response names it.
    B,
    /// Inferred from the order of the list.
    C,
}

const CONFIDENCES: [(&str, Confidence); 3] =
    [("A", Confidence::A), ("B", Confidence::B), ("C", Confidence::C)];

/// What a criterion is about, in this project's own words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Criterion {
    /// The number.
    pub id: CriterionId,
    /// Section of the standards, e.g. `内部の統制／方針・計画`.
    pub section: &'static str,
    /// Subject in Japanese.
    pub subject_ja: &'static str,
    /// Subject in English.
    pub subject_en: &'static str,
    /// Keywords in Japanese.
    pub keywords_ja: Terms,
    /// Keywords in English.
    pub keywords_en: Terms,
    /// How sure it is that this number has this subject.
    pub confidence: Confidence,
}

/// What a response says about the criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The vendor does it.
    Met,
    /// The vendor does a part of it, or answers beside it.
    Partial,
    /// The vendor has nothing that the criterion is about.
    NotApplicable,
    /// The customer does it.
    Customer,
    /// The cloud provider does it.
    CloudProvider,
    /// Vacant or empty.
    NoAnswer,
}

/// Who is responsible according to the response.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Responsibility {
    /// The vendor.
    Vendor,
    /// The vendor together with the cloud provider or the customer.
    Shared,
    /// The customer.
    Customer,
    /// The cloud provider.
    CloudProvider,
    /// Nobody: not applicable or no answer.
    None,
}

/// A judgement that the response plainly supports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum SafeChoice {
    /// ○: done.
    #[serde(rename = "○")]
    Yes,
    /// △: done in part.
    #[serde(rename = "△")]
    Partial,
    /// 対象外: not applicable.
    #[serde(rename = "対象外")]
    NotApplicable,
}

/// Facts about the response of one criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerdictFact {
    /// The number.
    pub id: CriterionId,
    /// The criterion whose response answers it; none for vacant and empty rows.
    pub resolves_to: Option<CriterionId>,
    /// What the response says.
    pub verdict: Verdict,
    /// The response in a few Japanese words.
    pub note: &'static str,
    /// Who is responsible.
    pub responsibility: Responsibility,
    /// What to check before claiming more, in Japanese.
    pub conditions: Terms,
    /// Documents that the response points to.
    pub refers_to: Terms,
    /// The judgement that may be given; none where a person must judge.
    pub safe_choice: Option<SafeChoice>,
}

/// How well an old number and a present one correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Most of the old criterion went there.
    Strong,
    /// Only a part of it, or only perhaps.
    Weak,
}

/// A number of the 8th edition and the present number that its subject went to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OldNumber {
    /// The old number as printed: 運1, 技35-1, 設4.
    pub old: &'static str,
    /// The present number.
    pub new: CriterionId,
    /// Subject in Japanese.
    pub subject_ja: &'static str,
    /// How sure the pair is.
    pub confidence: Confidence,
    /// How well the two correspond.
    pub strength: Strength,
    /// Remark in Japanese; may be empty.
    pub note: &'static str,
}

const CRITERIA: [&str; 9] = [
    "id",
    "group",
    "section",
    "subject_ja",
    "keywords_ja",
    "subject_en",
    "keywords_en",
    "confidence",
    "source",
];

pub(super) fn criteria(file: File) -> Result<Vec<Criterion>> {
    let mut last = None;
    file.read(CRITERIA, |record| {
        let [id, group, section, subject_ja, keywords_ja, subject_en, keywords_en, confidence, source] =
            record.cells();
        let id = record.after(&mut last, record.id(id)?)?;
        if id.group() != named_group(record, group)? {
            return Err(record.fail("区分が番号と合いません。", "the group does not belong to the number"));
        }
        record.filled(source)?;
        Ok(Criterion {
            id,
            section: record.filled(section)?,
            subject_ja: record.filled(subject_ja)?,
            subject_en: record.filled(subject_en)?,
            keywords_ja: record.terms(keywords_ja)?,
            keywords_en: record.terms(keywords_en)?,
            confidence: record.one_of(confidence, &CONFIDENCES)?,
        })
    })
}

fn named_group<const N: usize>(record: &Record<N>, name: &str) -> Result<Group> {
    let groups = [
        ("統制", Group::Control),
        ("実務", Group::Practice),
        ("設備", Group::Facility),
        ("監査", Group::Audit),
    ];
    record.one_of(name, &groups)
}

pub(super) fn verdicts(file: File, ids: &Ids) -> Result<Vec<VerdictFact>> {
    let header = [
        "id",
        "resolves_to",
        "verdict",
        "verdict_note",
        "responsibility",
        "conditions",
        "refers_to",
        "safe_choice",
    ];
    let mut last = None;
    file.read(header, |record| {
        let [id, resolves_to, verdict, note, responsibility, conditions, refers_to, safe_choice] =
            record.cells();
        Ok(VerdictFact {
            id: record.after(&mut last, record.known_id(id, ids)?)?,
            resolves_to: optional(resolves_to, |cell| record.known_id(cell, ids))?,
            verdict: record.one_of(verdict, &VERDICTS)?,
            note: record.filled(note)?,
            responsibility: record.one_of(responsibility, &RESPONSIBILITIES)?,
            conditions: record.terms(conditions)?,
            refers_to: record.terms(refers_to)?,
            safe_choice: optional(safe_choice, |cell| record.one_of(cell, &SAFE_CHOICES))?,
        })
    })
}

const VERDICTS: [(&str, Verdict); 6] = [
    ("met", Verdict::Met),
    ("partial", Verdict::Partial),
    ("not_applicable", Verdict::NotApplicable),
    ("customer", Verdict::Customer),
    ("cloud_provider", Verdict::CloudProvider),
    ("no_answer", Verdict::NoAnswer),
];

const RESPONSIBILITIES: [(&str, Responsibility); 5] = [
    ("vendor", Responsibility::Vendor),
    ("shared", Responsibility::Shared),
    ("customer", Responsibility::Customer),
    ("cloud_provider", Responsibility::CloudProvider),
    ("none", Responsibility::None),
];

const SAFE_CHOICES: [(&str, SafeChoice); 3] =
    [("○", SafeChoice::Yes), ("△", SafeChoice::Partial), ("対象外", SafeChoice::NotApplicable)];

fn optional<T>(cell: &'static str, read: impl Fn(&'static str) -> Result<T>) -> Result<Option<T>> {
    if cell.is_empty() { Ok(None) } else { read(cell).map(Some) }
}

pub(super) fn old_numbers(file: File) -> Result<Vec<OldNumber>> {
    let header = ["old_id", "new_id", "subject_ja", "confidence", "strength", "source", "note"];
    let strengths = [("strong", Strength::Strong), ("weak", Strength::Weak)];
    file.read(header, |record| {
        let [old, new, subject_ja, confidence, strength, source, note] = record.cells();
        record.filled(source)?;
        Ok(OldNumber {
            old: record.filled(old)?,
            new: record.id(new)?,
            subject_ja: record.filled(subject_ja)?,
            confidence: record.one_of(confidence, &CONFIDENCES)?,
            strength: record.one_of(strength, &strengths)?,
            note,
        })
    })
}
