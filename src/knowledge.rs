//! What is known about the criteria: subjects, wordings, facts about each response, and what must be respected.
//!
//! All of it stands in `data/knowledge/` as tables that a person can edit; `data/README.md` says where it comes
//! from and how sure it is. The tables are embedded and read without copying their text.

mod facts;
mod phrasing;
mod restrictions;
mod table;
mod words;

pub use facts::{
    Confidence, Criterion, OldNumber, Responsibility, SafeChoice, Strength, Verdict, VerdictFact,
};
pub use phrasing::{Conflict, Lang, Phrasing, Style, Topic, TopicPhrasing};
pub use restrictions::{LookAlike, Restriction, RestrictionKind, UnstatedFacet};
pub use table::Terms;
pub use words::{Difference, DifferenceKind, SynonymGroup};

use self::table::{File, Ids};
use crate::criterion::CriterionId;
use crate::error::Result;

/// The texts of the tables; each field is the file of that name under `data/knowledge/`.
#[derive(Debug, Clone, Copy)]
pub struct KnowledgeFiles {
    /// `criteria.tsv`: the criteria of the standard.
    pub criteria: &'static str,
    /// `criteria-13th.tsv`: criteria that a later edition adds.
    pub later: &'static str,
    /// `old-numbers.tsv`: numbers of the 8th edition.
    pub old_numbers: &'static str,
    /// `phrases.tsv`: how customers word the criteria.
    pub phrases: &'static str,
    /// `unanswered.tsv`: topics that the standard does not answer.
    pub unanswered: &'static str,
    /// `phrase-conflicts.tsv`: where the two nearly coincide.
    pub conflicts: &'static str,
    /// `verdicts.tsv`: facts about each response.
    pub verdicts: &'static str,
    /// `restrictions.tsv`: criteria that are not filled unseen.
    pub restrictions: &'static str,
    /// `look-alikes.tsv`: criteria that are shown together.
    pub look_alikes: &'static str,
    /// `unstated-facets.tsv`: what a response leaves open.
    pub unstated_facets: &'static str,
    /// `thesaurus.tsv`: words for the same thing.
    pub thesaurus: &'static str,
    /// `differences.tsv`: words whose exchange changes the answer.
    pub differences: &'static str,
}

impl KnowledgeFiles {
    /// The tables that are built in.
    pub const EMBEDDED: Self = Self {
        criteria: include_str!("../data/knowledge/criteria.tsv"),
        later: include_str!("../data/knowledge/criteria-13th.tsv"),
        old_numbers: include_str!("../data/knowledge/old-numbers.tsv"),
        phrases: include_str!(concat!(env!("OUT_DIR"), "/phrases.tsv")),
        unanswered: include_str!(concat!(env!("OUT_DIR"), "/unanswered.tsv")),
        conflicts: include_str!("../data/knowledge/phrase-conflicts.tsv"),
        verdicts: include_str!("../data/knowledge/verdicts.tsv"),
        restrictions: include_str!("../data/knowledge/restrictions.tsv"),
        look_alikes: include_str!("../data/knowledge/look-alikes.tsv"),
        unstated_facets: include_str!("../data/knowledge/unstated-facets.tsv"),
        thesaurus: include_str!("../data/knowledge/thesaurus.tsv"),
        differences: include_str!("../data/knowledge/differences.tsv"),
    };
}

/// The tables, parsed and checked against each other.
#[derive(Debug, Clone)]
pub struct Knowledge {
    criteria: Vec<Criterion>,
    later: Vec<Criterion>,
    old_numbers: Vec<OldNumber>,
    phrasings: Vec<Phrasing>,
    topics: Vec<Topic>,
    conflicts: Vec<Conflict>,
    verdicts: Vec<VerdictFact>,
    restrictions: Vec<Restriction>,
    look_alikes: Vec<LookAlike>,
    unstated_facets: Vec<UnstatedFacet>,
    synonyms: Vec<SynonymGroup>,
    differences: Vec<Difference>,
}

impl Knowledge {
    /// The knowledge that is built in.
    ///
    /// # Errors
    /// As [`Knowledge::parse`]; a test proves that the tables at hand have none.
    pub fn embedded() -> Result<Self> {
        Self::parse(&KnowledgeFiles::EMBEDDED)
    }

    /// Reads the tables; criteria that one table names must stand in `criteria.tsv`.
    ///
    /// # Errors
    /// `invalid-data` with file and line (`phrases.tsv line 12`) of a wrong header, a missing or unknown value,
    /// a number out of order or twice, or a reference that does not resolve.
    pub fn parse(files: &KnowledgeFiles) -> Result<Self> {
        let criteria = facts::criteria(File::new("criteria.tsv", files.criteria))?;
        let ids = Ids::new(criteria.iter().map(|criterion| criterion.id));
        let topics = phrasing::topics(File::new("unanswered.tsv", files.unanswered), &ids)?;
        Ok(Self {
            later: facts::criteria(File::new("criteria-13th.tsv", files.later))?,
            old_numbers: facts::old_numbers(File::new("old-numbers.tsv", files.old_numbers))?,
            phrasings: phrasing::phrasings(File::new("phrases.tsv", files.phrases), &ids)?,
            conflicts: phrasing::conflicts(
                File::new("phrase-conflicts.tsv", files.conflicts),
                &ids,
                &topics,
            )?,
            verdicts: facts::verdicts(File::new("verdicts.tsv", files.verdicts), &ids)?,
            restrictions: restrictions::restrictions(File::new("restrictions.tsv", files.restrictions))?,
            look_alikes: restrictions::look_alikes(File::new("look-alikes.tsv", files.look_alikes), &ids)?,
            unstated_facets: restrictions::facets(
                File::new("unstated-facets.tsv", files.unstated_facets),
                &ids,
            )?,
            synonyms: words::synonyms(File::new("thesaurus.tsv", files.thesaurus))?,
            differences: words::differences(File::new("differences.tsv", files.differences))?,
            topics,
            criteria,
        })
    }

    /// All criteria of the standard's edition, in its order.
    pub fn criteria(&self) -> &[Criterion] {
        &self.criteria
    }

    /// The criterion `id` of the standard's edition.
    pub fn criterion(&self, id: CriterionId) -> Option<&Criterion> {
        by_id(&self.criteria, id, |criterion| criterion.id)
    }

    /// Criteria that later editions add; the standard has no response for them.
    pub fn later_criteria(&self) -> &[Criterion] {
        &self.later
    }

    /// The criterion `id` of a later edition.
    pub fn later(&self, id: CriterionId) -> Option<&Criterion> {
        by_id(&self.later, id, |criterion| criterion.id)
    }

    /// The present number of an 8th-edition number (運1, 技35-1, 設4): a suggestion, never an answer.
    pub fn old_number(&self, old: &str) -> Option<&OldNumber> {
        self.old_numbers.iter().find(|number| number.old == old)
    }

    /// All 8th-edition numbers, in the table's order.
    pub fn old_numbers(&self) -> &[OldNumber] {
        &self.old_numbers
    }

    /// All phrasings, in the order of their criteria.
    pub fn phrasings(&self) -> &[Phrasing] {
        &self.phrasings
    }

    /// The phrasings of one criterion; empty for vacant and empty rows.
    pub fn phrasings_of(&self, id: CriterionId) -> &[Phrasing] {
        let start = self.phrasings.partition_point(|phrasing| phrasing.criterion < id);
        let end = self.phrasings.partition_point(|phrasing| phrasing.criterion <= id);
        self.phrasings.get(start..end).unwrap_or_default()
    }

    /// Topics that questionnaires ask and the standard does not answer.
    pub fn topics(&self) -> &[Topic] {
        &self.topics
    }

    /// The topic with this identifier, e.g. `pricing`.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// Where a phrasing and an unanswered topic nearly coincide, most alike first.
    pub fn conflicts(&self) -> &[Conflict] {
        &self.conflicts
    }

    /// The facts about the response of `id`.
    pub fn verdict(&self, id: CriterionId) -> Option<&VerdictFact> {
        by_id(&self.verdicts, id, |verdict| verdict.id)
    }

    /// The facts about all responses, in the standard's order.
    pub fn verdicts(&self) -> &[VerdictFact] {
        &self.verdicts
    }

    /// Groups of words for the same thing.
    pub fn synonyms(&self) -> &[SynonymGroup] {
        &self.synonyms
    }

    /// Pairs of words whose exchange changes the answer.
    pub fn differences(&self) -> &[Difference] {
        &self.differences
    }
}

/// The record of `id` in a table that is sorted by number without repetition (its reader makes sure of that).
fn by_id<T>(records: &[T], id: CriterionId, key: impl Fn(&T) -> CriterionId) -> Option<&T> {
    let index = records.binary_search_by_key(&id, key).ok()?;
    records.get(index)
}
