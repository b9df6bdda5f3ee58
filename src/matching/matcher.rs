//! Ranks the criteria for a question and decides what may happen without a person.

use super::confidence::{self, Confidence};
use super::familiar::{Familiar, Seen};
use super::guard::Guard;
use super::named::Named;
use super::nearest::{Nearest, Probe};
use super::posterior::{Classifier, Posterior, Ranked};
use super::reading::{Reader, Reading};
use super::spans::Asked;
use super::{Candidate, Class, Match, Query, Reason, circumstance, doubts, further, parts, unfamiliar};
use crate::criterion::CriterionId;
use crate::error::{Error, ErrorKind, Result};
use crate::knowledge::Knowledge;
use crate::semantic::phrases::Meaning;
use crate::semantic::{self, Semantics};
use crate::standard::{Lookup, Standard};
use crate::text::Text;

/// Probability below which a further candidate is not listed.
const FAINT: f32 = 1e-4;
/// Phrasings of the first candidate that are compared letter by letter: the doubts rest on the nearest one.
const COMPARED_FIRST: usize = 3;
/// Phrasings of a further candidate that are compared: the nearest one is shown, nothing rests on it.
pub(super) const COMPARED: usize = 1;
/// Similarity from which a phrasing is shown as the reason for a candidate; below it only the words speak for it.
const NEAR: f64 = 0.25;
/// Cosine from which a phrasing is shown as near in meaning.
const NEAR_IN_MEANING: f32 = 0.5;
/// Questions that are read at a time: a bound on the memory that their readings take.
const TOGETHER: usize = 64;
/// Matches questions to criteria; made once, then asked for every question.
#[derive(Debug)]
pub struct Matcher {
    standard: Standard,
    knowledge: Knowledge,
    classifier: Classifier,
    by_words: Confidence,
    with_meaning: Confidence,
    nearest: Nearest,
    familiar: Familiar,
    guard: Guard,
    semantics: Option<Semantics>,
}

impl Matcher {
    /// A matcher over a standard and what is known about its criteria.
    ///
    /// # Errors
    /// `invalid-data` where a built-in data file does not fit the program.
    pub fn new(standard: Standard, knowledge: Knowledge) -> Result<Self> {
        let (nearest, familiar) = (Nearest::new(&knowledge), Familiar::new(&knowledge));
        let guard = Guard::new(knowledge.differences());
        let classifier = Classifier::embedded()?;
        let (by_words, with_meaning) = (Confidence::embedded()?, Confidence::embedded_with_meaning()?);
        Ok(Self {
            standard,
            knowledge,
            classifier,
            by_words,
            with_meaning,
            nearest,
            familiar,
            guard,
            semantics: None,
        })
    }

    /// Takes an encoder, so that questions of which the words are not sure are ranked by meaning too.
    ///
    /// # Errors
    /// `invalid-data` where the encoder's file was made for other phrasings.
    pub fn understand(&mut self, semantics: Semantics) -> Result<()> {
        let phrasings = self.knowledge.phrasings().iter().map(|phrasing| phrasing.text);
        if semantics.fingerprint() != semantic::fingerprint(self.classifier.model().classes(), phrasings) {
            let ja = "意味のエンコーダーのファイルが、このバージョンの言い回しに合っていません（cargo xtask encoder で作り直せます）。";
            let en = "the file of the semantic encoder was made for other phrasings (cargo xtask encoder makes it anew)";
            return Err(Error::new(ErrorKind::InvalidData, ja, en));
        }
        self.semantics = Some(semantics);
        Ok(())
    }

    /// Whether an encoder tells the meaning of questions.
    pub fn is_semantic(&self) -> bool {
        self.semantics.is_some()
    }

    /// The standard that answers come from.
    pub fn standard(&self) -> &Standard {
        &self.standard
    }

    /// What is known about the criteria.
    pub fn knowledge(&self) -> &Knowledge {
        &self.knowledge
    }

    /// Ranks every question on its own: the order and the company of questions change nothing.
    pub fn rank(&self, queries: &[Query]) -> Vec<Match> {
        self.rank_with(queries, Marks::Shown)
    }

    /// Like [`Matcher::rank`] for those who do not show the question: what its words speak for is not marked.
    pub fn rank_unmarked(&self, queries: &[Query]) -> Vec<Match> {
        self.rank_with(queries, Marks::None)
    }

    fn rank_with(&self, queries: &[Query], marks: Marks) -> Vec<Match> {
        let read = |queries: &[Query]| self.reader().read(queries);
        let runs = queries.chunks(TOGETHER).flat_map(|run| run.iter().zip(read(run)));
        runs.map(|(query, reading)| self.rank_one(query, reading, marks)).collect()
    }

    fn rank_one(&self, query: &Query, reading: Reading, marks: Marks) -> Match {
        let Reading { named, bare, asked, posterior } = reading;
        if named.decides() {
            return self.by_number(named, &bare, &asked, &posterior, marks);
        }
        let asked = if named.spans.is_empty() { asked } else { self.classifier.asked(&query.text) };
        let mut found = parts::with_parts(self, query, self.by_text(query, &asked, &posterior, marks));
        found.suggest(named.suggested);
        found
    }

    /// The first candidate of each text alone and its class, numbers and parts left aside.
    pub(super) fn firsts_by_text(&self, queries: &[Query]) -> Vec<Option<(Scored, Class)>> {
        let first = |(query, Reading { asked, posterior, .. }): (&Query, Reading)| {
            let judged = self.judge(query, &asked, &posterior);
            Some((*judged.scored.first()?, judged.class))
        };
        queries.iter().zip(self.reader().read_texts(queries)).map(first).collect()
    }

    fn reader(&self) -> Reader<'_> {
        Reader {
            standard: &self.standard,
            knowledge: &self.knowledge,
            classifier: &self.classifier,
            by_words: &self.by_words,
            semantics: self.semantics.as_ref(),
        }
    }

    /// The confidence in what the posterior rests on.
    fn confidence(&self, posterior: &Posterior) -> &Confidence {
        if posterior.meaning.is_some() { &self.with_meaning } else { &self.by_words }
    }

    /// The meanings of sentences as vectors of length 1, where an encoder tells.
    pub(crate) fn sentences(&self, texts: &[&str]) -> Option<Vec<Vec<f32>>> {
        let semantics = self.semantics.as_ref()?;
        Some(semantics.phrases().turned(&semantics.encode(texts)))
    }

    /// Whether two criteria give the same response.
    pub(super) fn answers_alike(&self, one: CriterionId, other: CriterionId) -> bool {
        let stated_at = |criterion| match self.standard.lookup(criterion) {
            Lookup::Response { stated_at, .. } => Some(stated_at),
            _ => None,
        };
        stated_at(one) == stated_at(other)
    }

    fn by_text(&self, query: &Query, asked: &Asked, posterior: &Posterior, marks: Marks) -> Match {
        let Judged { class, confidence, scored, mut nearest, probe, reasons } =
            self.judge(query, asked, posterior);
        let candidates = scored.into_iter().map(|scored| {
            let further = || self.nearest_phrase(scored.criterion, &probe, COMPARED);
            let nearest = nearest.take().or_else(further);
            self.candidate(asked, scored, nearest, posterior.meaning.as_ref(), marks)
        });
        Match { class, confidence, named: Vec::new(), candidates: candidates.collect(), reasons }
    }

    fn judge(&self, query: &Query, asked: &Asked, posterior: &Posterior) -> Judged<'_> {
        let text = &asked.text;
        let thresholds = self.confidence(posterior);
        let probability = thresholds.probability(&confidence::features(posterior, text.chars().len()));
        let listed = self.listed(posterior);
        let highest = listed.first().map_or(1.0, |first| first.weight());
        let score = |ranked: &Ranked| probability * f64::from(ranked.weight() / highest);
        let scored: Vec<Scored> = listed.iter().map(|ranked| Scored::new(ranked, score(ranked))).collect();
        let probe = Probe::of(text);
        let first = scored.first();
        let nearest = first.and_then(|first| self.nearest_phrase(first.criterion, &probe, COMPARED_FIRST));
        let mut reasons = doubts::find(self, query, text, posterior, &scored, nearest);
        let confidence = if scored.is_empty() { 0.0 } else { probability };
        reasons.extend(first.and_then(|first| further::doubt(self, &query.text, first)));
        if confidence >= thresholds.auto && reasons.is_empty() {
            reasons.extend(first.and_then(|first| circumstance::doubt(self, query, asked, first)));
            reasons.extend(first.and_then(|first| unfamiliar::doubt(self, text, first.response)));
        }
        let class = match confidence {
            p if p >= thresholds.auto && reasons.is_empty() => Class::Auto,
            p if p >= thresholds.review => Class::Review,
            _ => Class::None,
        };
        Judged { class, confidence, scored, nearest, probe, reasons }
    }

    /// The likeliest criteria that have a response.
    fn listed<'p>(&self, posterior: &'p Posterior) -> Vec<&'p Ranked> {
        let answered =
            |ranked: &&Ranked| matches!(self.standard.lookup(ranked.criterion), Lookup::Response { .. });
        let likely = posterior.criteria.iter().take_while(|ranked| ranked.weight() >= FAINT);
        likely.filter(answered).take(Match::MAX_CANDIDATES).collect()
    }

    pub(super) fn candidate(
        &self,
        asked: &Asked,
        scored: Scored,
        nearest: Option<(&str, f64)>,
        meaning: Option<&Meaning>,
        marks: Marks,
    ) -> Candidate {
        let class = self.classifier.response_index(scored.response);
        let shown = class.filter(|_| marks == Marks::Shown);
        let spans = shown.map_or_else(Vec::new, |class| asked.spans(self.classifier.model(), class));
        let reason = match nearest.filter(|(_, similarity)| *similarity >= NEAR) {
            Some((phrasing, similarity)) => {
                let percent = (similarity * 100.0).round() as u32;
                let text = Text::new(
                    format!("近い言い回し（{percent}%）: {phrasing}"),
                    format!("Nearest phrasing ({percent}%): {phrasing}"),
                );
                Reason { code: "phrasing", text, spans }
            }
            None => Reason { code: "words", text: Text::new("語の一致", "Words in common"), spans },
        };
        let meant =
            class.zip(meaning).and_then(|(class, meaning)| self.near_in_meaning(meaning, class, nearest));
        let reasons = [reason].into_iter().chain(meant).collect();
        Candidate { criterion: scored.criterion, score: scored.score, reasons }
    }

    /// The phrasing of a class that means most nearly what was asked, however it is worded, unless it is the one
    /// that is nearest in its letters.
    fn near_in_meaning(
        &self,
        meaning: &Meaning,
        class: usize,
        nearest: Option<(&str, f64)>,
    ) -> Option<Reason> {
        let &(index, _) = meaning.shown.get(class)?.as_ref().filter(|found| found.1 >= NEAR_IN_MEANING)?;
        let phrasing = self.knowledge.phrasings().get(index as usize)?;
        let shown = |(text, similarity): (&str, f64)| text == phrasing.text && similarity >= NEAR;
        if nearest.is_some_and(shown) {
            return None;
        }
        let text = Text::new(
            format!("意味が近い: {}", phrasing.text),
            format!("Near in meaning: {}", phrasing.text),
        );
        Some(Reason { code: "meaning", text, spans: Vec::new() })
    }

    /// The phrasing of a criterion that is nearest to the question, and how similar it is (0 to 1).
    pub(super) fn nearest_phrase(
        &self,
        id: CriterionId,
        question: &Probe,
        compared: usize,
    ) -> Option<(&str, f64)> {
        let (phrasing, similarity) = self.nearest.phrasing(&self.knowledge, id, question, compared)?;
        Some((phrasing.text, similarity))
    }

    /// The criteria that a question names by number, in order, each once.
    pub(crate) fn named(&self, query: &Query) -> Vec<CriterionId> {
        Named::read(query, &self.standard, &self.knowledge).criteria
    }

    /// The words that are known of a response.
    pub(super) fn familiar(&self, response: CriterionId) -> Option<&Seen> {
        self.familiar.of(&self.standard, &self.knowledge, &self.nearest, response)
    }

    pub(super) fn classifier(&self) -> &Classifier {
        &self.classifier
    }

    pub(crate) fn guard(&self) -> &Guard {
        &self.guard
    }

    pub(super) fn topic_id(&self, class: usize) -> &str {
        self.classifier.topic(class)
    }
}

/// Whether the stretches of a question that speak for a candidate are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    Shown,
    None,
}

/// A candidate before its reasons are spelled out.
#[derive(Debug, Clone, Copy)]
pub(super) struct Scored {
    pub(super) criterion: CriterionId,
    pub(super) score: f64,
    /// The criterion that states the response.
    pub(super) response: CriterionId,
}

impl Scored {
    pub(super) fn new(ranked: &Ranked, score: f64) -> Self {
        Self { criterion: ranked.criterion, score, response: ranked.response }
    }
}

/// What a text comes to before the reasons of its candidates are spelled out.
struct Judged<'m> {
    class: Class,
    confidence: f64,
    scored: Vec<Scored>,
    /// The phrasing nearest to the question among those of the first candidate.
    nearest: Option<(&'m str, f64)>,
    probe: Probe,
    reasons: Vec<Reason>,
}
