//! The training texts: phrasings, subjects and keywords of the criteria, and phrasings of unanswered topics.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result, anyhow, ensure};
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
    /// Collects the texts of the embedded knowledge, and the further wordings in `folder`, which only training reads.
    ///
    /// # Errors
    /// A file that cannot be read, or a line with an unknown number or topic.
    pub fn collect(knowledge: &Knowledge, folder: &Path) -> Result<Self> {
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
        bank.add_wordings(&folder.join("wordings.tsv"), &stated_at)?;
        bank.add_topic_wordings(&folder.join("unanswered-wordings.tsv"))?;
        Ok(bank)
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
            self.add(id, stated_at(id), text, phrasing);
        }
    }

    /// Whether the criterion has a class, and the sample was added.
    fn add(&mut self, id: CriterionId, response: CriterionId, text: String, phrasing: bool) -> bool {
        let Some(class) = self.index(&response_class(response)) else {
            return false;
        };
        let member = self.index(&member_class(response, id));
        self.samples.push(Sample { text, class, member, phrasing });
        true
    }

    fn add_wordings(&mut self, path: &Path, stated_at: &dyn Fn(CriterionId) -> CriterionId) -> Result<()> {
        for_each_line(path, |[id, _lang, _style, text]| {
            let id: CriterionId = id.parse().map_err(|error| anyhow!("{error}"))?;
            ensure!(self.add(id, stated_at(id), text.to_owned(), true), "{id} has no response");
            Ok(())
        })
    }

    fn add_topic_wordings(&mut self, path: &Path) -> Result<()> {
        for_each_line(path, |[topic, _lang, text]| {
            let class = self.index(topic).with_context(|| format!("{topic} is no topic"))?;
            self.samples.push(Sample { text: text.to_owned(), class, member: None, phrasing: true });
            Ok(())
        })
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

/// Calls `take` with the cells of every line below the header.
fn for_each_line<const N: usize>(path: &Path, mut take: impl FnMut([&str; N]) -> Result<()>) -> Result<()> {
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))?;
    for (number, line) in (1..).zip(text.lines()).skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let cells = cells.try_into().map_err(|_| anyhow!("expected {N} cells"));
        cells.and_then(&mut take).with_context(|| format!("{} line {number}", path.display()))?;
    }
    Ok(())
}

/// Keywords as one text, so that their words stand apart.
fn spaced(keywords: Terms) -> String {
    keywords.iter().collect::<Vec<_>>().join(" ")
}
