//! How customers word what they ask: of criteria, and of topics that the standard does not answer.

use serde::Serialize;

use super::table::{File, Ids, Record};
use crate::criterion::CriterionId;
use crate::error::Result;

/// Language of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Japanese.
    Ja,
    /// English.
    En,
}

const LANGS: [(&str, Lang); 2] = [("ja", Lang::Ja), ("en", Lang::En)];

/// Manner of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// 〜すること。
    Formal,
    /// 〜していますか。
    Question,
    /// A heading or keyword.
    Item,
    /// As people talk.
    Colloquial,
    /// With circumstances around it.
    Long,
    /// With other words for the same thing.
    Synonym,
    /// In general terms.
    General,
}

const STYLES: [(&str, Style); 7] = [
    ("formal", Style::Formal),
    ("question", Style::Question),
    ("item", Style::Item),
    ("colloquial", Style::Colloquial),
    ("long", Style::Long),
    ("synonym", Style::Synonym),
    ("general", Style::General),
];

/// A wording that a criterion's response should answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Phrasing {
    /// The criterion.
    pub criterion: CriterionId,
    /// Its language.
    pub lang: Lang,
    /// Its manner.
    pub style: Style,
    /// The wording.
    pub text: &'static str,
}

/// A topic that questionnaires ask and the standard does not answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// Identifier, e.g. `pricing`.
    pub id: &'static str,
    /// Title in Japanese.
    pub title_ja: &'static str,
    /// Criteria that come nearest; may be none.
    pub nearest: Vec<CriterionId>,
    /// Its wordings.
    pub phrasings: Vec<TopicPhrasing>,
}

/// A wording of an unanswered topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TopicPhrasing {
    /// Its language.
    pub lang: Lang,
    /// The wording.
    pub text: &'static str,
}

/// A phrasing of a criterion and one of an unanswered topic that nearly coincide: propose, never fill unseen.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Conflict {
    /// How alike they are, 0 to 1.
    pub similarity: f32,
    /// The topic's identifier.
    pub topic: &'static str,
    /// The topic's wording.
    pub topic_phrase: &'static str,
    /// The criterion.
    pub criterion: CriterionId,
    /// The criterion's wording.
    pub phrase: &'static str,
}

pub(super) fn phrasings(file: File, ids: &Ids) -> Result<Vec<Phrasing>> {
    // Thirteen thousand lines: a number is looked up once for the run of lines that carry it.
    let mut run: Option<(&str, CriterionId)> = None;
    file.read(["id", "lang", "style", "phrase"], |record| {
        let [id, lang, style, text] = record.cells();
        let criterion = match run {
            Some((cell, criterion)) if cell == id => criterion,
            _ => {
                let mut last = run.map(|(_, criterion)| criterion);
                record.after(&mut last, record.known_id(id, ids)?)?
            }
        };
        run = Some((id, criterion));
        Ok(Phrasing {
            criterion,
            lang: record.one_of(lang, &LANGS)?,
            style: record.one_of(style, &STYLES)?,
            text: record.filled(text)?,
        })
    })
}

pub(super) fn topics(file: File, ids: &Ids) -> Result<Vec<Topic>> {
    let mut topics: Vec<Topic> = Vec::new();
    file.read(["topic_id", "topic_ja", "nearest", "lang", "phrase"], |record| {
        let [id, title_ja, nearest, lang, text] = record.cells();
        let phrasing = TopicPhrasing { lang: record.one_of(lang, &LANGS)?, text: record.filled(text)? };
        match topics.last_mut() {
            Some(topic) if topic.id == id => {
                topic.phrasings.push(phrasing);
                return Ok(());
            }
            _ => {}
        }
        if topics.iter().any(|topic| topic.id == id) {
            return Err(record.fail("同じ話題の行が離れています。", "lines of one topic must stand together"));
        }
        topics.push(Topic {
            id: record.filled(id)?,
            title_ja: record.filled(title_ja)?,
            nearest: record.known_ids(nearest, ids)?,
            phrasings: vec![phrasing],
        });
        Ok(())
    })?;
    Ok(topics)
}

pub(super) fn conflicts(file: File, ids: &Ids, topics: &[Topic]) -> Result<Vec<Conflict>> {
    file.read(["similarity", "topic_id", "topic_phrase", "id", "phrase"], |record| {
        let [similarity, topic, topic_phrase, id, phrase] = record.cells();
        if !topics.iter().any(|known| known.id == topic) {
            return Err(record.fail(
                &format!("話題 {topic} は unanswered.tsv にありません。"),
                &format!("topic {topic} is not in unanswered.tsv"),
            ));
        }
        Ok(Conflict {
            similarity: share(record, similarity)?,
            topic,
            topic_phrase: record.filled(topic_phrase)?,
            criterion: record.known_id(id, ids)?,
            phrase: record.filled(phrase)?,
        })
    })
}

fn share<const N: usize>(record: &Record<N>, cell: &str) -> Result<f32> {
    let value = cell.parse().ok().filter(|value| (0.0..=1.0).contains(value));
    value.ok_or_else(|| {
        record.fail(
            &format!("0 から 1 の数のはずが「{cell}」です。"),
            &format!("expected a number from 0 to 1, found \"{cell}\""),
        )
    })
}
