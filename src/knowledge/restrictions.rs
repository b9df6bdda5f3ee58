//! What must be respected: answers that a text match must not fill unseen, and why.

use unicode_normalization::UnicodeNormalization;

use super::Knowledge;
use super::table::{File, Ids, Terms};
use crate::criterion::CriterionId;
use crate::error::Result;
use crate::text::{Sought, Text, folded, mentions};

/// How far a criterion's response may be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RestrictionKind {
    /// The subject is a guess: fine where the number itself is named, never from a text match alone.
    NumberOnly,
    /// The response does not fit the subject, or only in part: a person looks at it.
    Review,
    /// Vacant, empty or out of scope: there is no response, and no neighbour's is used.
    Unanswered,
}

/// A range of criteria that is not filled from a text match, with the reason.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Restriction {
    /// First criterion.
    pub first: CriterionId,
    /// Last criterion, inclusive.
    pub last: CriterionId,
    /// How far the response may be used.
    pub kind: RestrictionKind,
    /// Why.
    pub reason: Text,
}

/// Criteria that are easily taken for one another and are shown together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LookAlike {
    /// The criteria, two or more.
    pub ids: Vec<CriterionId>,
    /// What tells them apart.
    pub difference: Text,
}

/// Something that customers ask about a criterion and its response does not state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnstatedFacet {
    /// The criterion.
    pub criterion: CriterionId,
    /// Japanese words that ask for it.
    pub words_ja: Terms,
    /// English words that ask for it.
    pub words_en: Terms,
    /// What is not stated.
    pub unstated: Text,
}

impl Knowledge {
    /// The restriction on `id`, if there is one.
    pub fn restriction(&self, id: CriterionId) -> Option<&Restriction> {
        self.restrictions.iter().find(|range| range.first <= id && id <= range.last)
    }

    /// Why `id` must not be filled from a text match without a person; none where it may.
    pub fn never_auto(&self, id: CriterionId) -> Option<&Text> {
        self.restriction(id).map(|restriction| &restriction.reason)
    }

    /// The groups of look-alikes that `id` belongs to.
    pub fn look_alikes(&self, id: CriterionId) -> impl Iterator<Item = &LookAlike> {
        self.look_alikes.iter().filter(move |group| group.ids.contains(&id))
    }

    /// The facet of `id` that `question` asks for and the response does not state, with the word that asks for it.
    pub fn unstated(&self, id: CriterionId, question: &str) -> Option<(&UnstatedFacet, &'static str)> {
        let facet = super::by_id(&self.unstated_facets, id, |facet| facet.criterion)?;
        let question = Sought::of(&fold(question));
        let words = facet.words_ja.iter().chain(facet.words_en.iter());
        let asked = |word: &&str| question.may_have(word) && mentions(question.text(), &fold(word));
        words.into_iter().find(asked).map(|word| (facet, word))
    }
}

/// Compatibility forms and capitals made equal.
fn fold(text: &str) -> String {
    let quickly: Option<String> = text.chars().map(folded).collect();
    quickly.unwrap_or_else(|| text.nfkc().flat_map(char::to_lowercase).collect())
}

pub(super) fn restrictions(file: File) -> Result<Vec<Restriction>> {
    let kinds = [
        ("number-only", RestrictionKind::NumberOnly),
        ("review", RestrictionKind::Review),
        ("unanswered", RestrictionKind::Unanswered),
    ];
    let mut end = None;
    file.read(["first", "last", "kind", "reason_ja", "reason_en"], |record| {
        let [first, last, kind, ja, en] = record.cells();
        let first = record.after(&mut end, record.id(first)?)?;
        let last = record.id(last)?;
        if last < first || last.group() != first.group() {
            return Err(
                record.fail("last は first 以降の番号のはずです。", "expected last at or after first")
            );
        }
        end = Some(last);
        Ok(Restriction {
            first,
            last,
            kind: record.one_of(kind, &kinds)?,
            reason: Text::new(record.filled(ja)?, record.filled(en)?),
        })
    })
}

pub(super) fn look_alikes(file: File, ids: &Ids) -> Result<Vec<LookAlike>> {
    file.read(["ids", "reason_ja", "reason_en"], |record| {
        let [members, ja, en] = record.cells();
        let members = record.known_ids(members, ids)?;
        if members.len() < 2 {
            return Err(record.fail("番号は 2 つ以上必要です。", "expected two numbers or more"));
        }
        Ok(LookAlike { ids: members, difference: Text::new(record.filled(ja)?, record.filled(en)?) })
    })
}

pub(super) fn facets(file: File, ids: &Ids) -> Result<Vec<UnstatedFacet>> {
    let mut last = None;
    file.read(["id", "words_ja", "words_en", "unstated_ja", "unstated_en"], |record| {
        let [id, words_ja, words_en, ja, en] = record.cells();
        Ok(UnstatedFacet {
            criterion: record.after(&mut last, record.known_id(id, ids)?)?,
            words_ja: record.terms(record.filled(words_ja)?)?,
            words_en: record.terms(words_en)?,
            unstated: Text::new(record.filled(ja)?, record.filled(en)?),
        })
    })
}
