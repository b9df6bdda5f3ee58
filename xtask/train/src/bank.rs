//! The training texts: phrasings, subjects and keywords of the criteria, and phrasings of unanswered topics.

use std::collections::BTreeMap;

use kaito::matching::posterior::{member_class, response_class};
use kaito::{CriterionId, Knowledge, Terms};

/// One training text.
#[derive(Debug)]
pub struct Sample {
    /// The text.
    pub text: String,
    /// Index of its response or topic class.
    pub class: usize,
    /// Index of its member class, where its response is shared.
    pub member: Option<usize>,
    /// Whether a customer could have written it (a phrasing), so that it may stand in for a question.
    pub phrasing: bool,
}

/// All training texts and the classes that they belong to.
#[derive(Debug)]
pub struct Bank {
    /// Class names in the model's order: responses, topics, members.
    pub classes: Vec<String>,
    /// Number of classes in front of the members.
    pub outer: usize,
    /// The texts.
    pub samples: Vec<Sample>,
}

impl Bank {
    /// Collects the texts of the embedded knowledge.
    pub fn collect(knowledge: &Knowledge) -> Self {
        let stated_at =
            |id: CriterionId| knowledge.verdict(id).map_or(id, |fact| fact.resolves_to.unwrap_or(id));
        let ids: Vec<CriterionId> = knowledge.criteria().iter().map(|criterion| criterion.id).collect();
        let mut groups: BTreeMap<CriterionId, Vec<CriterionId>> = BTreeMap::new();
        ids.iter().for_each(|&id| groups.entry(stated_at(id)).or_default().push(id));
        let mut classes: Vec<String> = groups.keys().map(|&id| response_class(id)).collect();
        classes.extend(knowledge.topics().iter().map(|topic| topic.id.to_owned()));
        let outer = classes.len();
        for (&response, members) in groups.iter().filter(|(_, members)| members.len() > 1) {
            classes.extend(members.iter().map(|&member| member_class(response, member)));
        }
        let mut bank = Self { classes, outer, samples: Vec::new() };
        bank.add_criteria(knowledge, &stated_at);
        bank.add_topics(knowledge);
        bank
    }

    fn index(&self, name: &str) -> Option<usize> {
        self.classes.iter().position(|class| class == name)
    }

    fn add_criteria(&mut self, knowledge: &Knowledge, stated_at: &dyn Fn(CriterionId) -> CriterionId) {
        let phrasings = knowledge.phrasings().iter().map(|p| (p.criterion, p.text.to_owned(), true));
        let described = knowledge.criteria().iter().flat_map(|c| {
            let texts = [
                c.subject_ja.to_owned(),
                c.subject_en.to_owned(),
                spaced(c.keywords_ja),
                spaced(c.keywords_en),
            ];
            texts.into_iter().map(move |text| (c.id, text, false))
        });
        for (id, text, phrasing) in phrasings.chain(described) {
            let response = stated_at(id);
            let Some(class) = self.index(&response_class(response)) else {
                continue;
            };
            let member = self.index(&member_class(response, id));
            self.samples.push(Sample { text, class, member, phrasing });
        }
    }

    fn add_topics(&mut self, knowledge: &Knowledge) {
        for topic in knowledge.topics() {
            let Some(class) = self.index(topic.id) else {
                continue;
            };
            let texts = topic.phrasings.iter().map(|phrasing| phrasing.text.to_owned());
            self.samples.extend(texts.map(|text| Sample { text, class, member: None, phrasing: true }));
        }
    }
}

/// Keywords as one text, so that their words stand apart.
fn spaced(keywords: Terms) -> String {
    keywords.iter().collect::<Vec<_>>().join(" ")
}
