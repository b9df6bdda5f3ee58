//! From scores of the linear model to probabilities of criteria and topics.

use std::ops::Range;

use super::model::LinearModel;
use super::spans::Asked;
use crate::criterion::CriterionId;
use crate::error::Result;
use crate::semantic::phrases::Meaning;
use crate::text::Normal;

/// How sharply class scores turn into probabilities: held-out phrasings are likeliest near this value.
const SHARPNESS: f32 = 11.4;
/// The same for the criteria that share one response, whose scores lie closer together.
const MEMBER_SHARPNESS: f32 = 6.0;
/// Logarithm of a share that vanishes beside 1 in single precision: no need to compute it.
const FARTHEST: f32 = -17.0;
/// Weight of the question alone: it says most.
const ALONE: f32 = 0.75;
/// Weight of the question read together with its section headings, which settle short questions.
const WITH_CONTEXT: f32 = 0.35;
/// Weight of a class's score by words beside its nearness in meaning: with these three, held-out phrasings are likeliest.
const BY_WORDS: f32 = 0.32;
/// Weight of the cosine to the nearest phrasing of a class.
const TO_NEAREST: f32 = 0.87;
/// Weight of the cosine to the mean phrasing of a class.
const TO_CENTRE: f32 = 0.59;
/// Weight from which a criterion is listed; the doubts and the confidence see no difference below it.
const NEGLIGIBLE: f32 = 1e-6;
/// Probability from which a part of a question speaks for a response by itself.
const SPEAKS: f32 = 0.003;
/// Between the response that a group of criteria shares and one of them, in a class name.
const MEMBER_OF: char = '>';

/// What a class of the model stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// All criteria with the response that this criterion states.
    Response(CriterionId),
    /// One criterion among those that share a response.
    Member(CriterionId, CriterionId),
    /// A topic that the standard does not answer.
    Topic,
}

/// Turns questions into probabilities.
#[derive(Debug)]
pub struct Classifier {
    model: LinearModel,
    classes: Vec<Class>,
    /// For each class, the classes of the criteria that share its response; empty but for shared responses.
    members: Vec<Range<usize>>,
}

/// What the classifier makes of one question.
#[derive(Debug, Clone, PartialEq)]
pub struct Posterior {
    /// The criteria worth a thought, likeliest first; those that share a response are discounted by their share.
    pub criteria: Vec<Ranked>,
    /// The likeliest unanswered topic: class index and probability.
    pub topic: Option<(usize, f32)>,
    /// The highest score of a response before it became a probability.
    pub best_score: f32,
    /// Share of the question's terms that the model knows.
    pub known: f32,
    /// How near the question is in meaning, where an encoder told.
    pub meaning: Option<Meaning>,
    /// The scores of all classes.
    scores: Vec<f32>,
}

/// A criterion with its probabilities.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Ranked {
    /// The criterion.
    pub criterion: CriterionId,
    /// The criterion that states its response.
    pub response: CriterionId,
    /// Probability that the response answers the question.
    pub probability: f32,
    /// Probability of this criterion relative to the likeliest one with the same response, 0 to 1.
    pub share: f32,
}

impl Ranked {
    /// What candidates are ordered by: the likeliest criterion of every response before its siblings.
    pub fn weight(&self) -> f32 {
        self.probability * self.share
    }
}

/// The class name of a response.
pub fn response_class(stated_at: CriterionId) -> String {
    stated_at.to_string()
}

/// The class name of one of the criteria that share a response.
pub fn member_class(stated_at: CriterionId, criterion: CriterionId) -> String {
    format!("{stated_at}{MEMBER_OF}{criterion}")
}

fn read_class(name: &str) -> Class {
    let id = |text: &str| text.parse::<CriterionId>().ok();
    match name.split_once(MEMBER_OF) {
        Some((response, member)) => match (id(response), id(member)) {
            (Some(response), Some(member)) => Class::Member(response, member),
            _ => Class::Topic,
        },
        None => id(name).map_or(Class::Topic, Class::Response),
    }
}

impl Classifier {
    /// A classifier over a model.
    pub fn new(model: LinearModel) -> Self {
        let classes: Vec<Class> = model.classes().iter().map(|name| read_class(name)).collect();
        let members = classes.iter().map(|class| members_of(class, &classes)).collect();
        Self { model, classes, members }
    }

    /// The classifier that is built into the program.
    ///
    /// # Errors
    /// `invalid-data` where the model file does not fit the program.
    pub fn embedded() -> Result<Self> {
        LinearModel::embedded().map(Self::new)
    }

    /// The model behind it.
    pub fn model(&self) -> &LinearModel {
        &self.model
    }

    /// The id of the topic that a class index stands for.
    pub fn topic(&self, class: usize) -> &str {
        self.model.classes().get(class).map_or("", String::as_str)
    }

    /// The class index of a response, for [`LinearModel::weight`].
    pub fn response_index(&self, stated_at: CriterionId) -> Option<usize> {
        self.classes.iter().position(|class| *class == Class::Response(stated_at))
    }

    /// A text with its terms looked up.
    pub fn asked(&self, text: &str) -> Asked {
        Asked::new(Normal::of(text), &self.model)
    }

    /// Probabilities for a question under its section headings (which may be empty), by its words.
    pub fn posterior(&self, asked: &Asked, context: &str, original: &str) -> Posterior {
        let alone = self.model.vector(&asked.occurrences);
        let known = alone.known;
        let vector = if context.is_empty() {
            alone.scaled(ALONE + WITH_CONTEXT)
        } else {
            let both = self.asked(&format!("{context} {original}"));
            alone.scaled(ALONE).plus(self.model.vector(&both.occurrences).scaled(WITH_CONTEXT))
        };
        self.over_scores(self.model.scores(&vector, ALONE + WITH_CONTEXT), known)
    }

    /// Whether words, read without any headings, speak for the response that a criterion states.
    pub fn speaks_for(&self, words: &Asked, stated_at: CriterionId) -> bool {
        let vector = self.model.vector(&words.occurrences).scaled(ALONE + WITH_CONTEXT);
        let probabilities = self.among_responses(&self.model.scores(&vector, ALONE + WITH_CONTEXT));
        let class = self.response_index(stated_at);
        class.and_then(|class| probabilities.get(class)).is_some_and(|probability| *probability >= SPEAKS)
    }

    /// Probabilities of the responses and topics, from the scores of all classes; members have none.
    fn among_responses(&self, scores: &[f32]) -> Vec<f32> {
        softmax(&self.classes, scores, SHARPNESS, |class| !matches!(class, Class::Member(..)))
    }

    /// Probabilities by words and by what the question means under its headings.
    pub fn with_meaning(&self, by_words: &Posterior, meaning: Meaning) -> Posterior {
        let mut scores = by_words.scores.clone();
        weigh(&mut scores, &meaning);
        Posterior { meaning: Some(meaning), ..self.over_scores(scores, by_words.known) }
    }

    /// Probabilities from class scores.
    fn over_scores(&self, scores: Vec<f32>, known: f32) -> Posterior {
        let probabilities = self.among_responses(&scores);
        let likeliest = self.classes.iter().zip(&probabilities).filter(|(class, _)| is_response(class));
        let likeliest = likeliest.map(|(_, probability)| *probability).fold(0.0, f32::max);
        let floor = NEGLIGIBLE.min(likeliest);
        let mut criteria = Vec::new();
        let mut topic = None::<(usize, f32)>;
        let mut best_score = f32::NEG_INFINITY;
        for (index, (class, &probability)) in self.classes.iter().zip(&probabilities).enumerate() {
            match *class {
                Class::Response(_) => {
                    best_score = best_score.max(scores.get(index).copied().unwrap_or(best_score));
                    if probability >= floor {
                        self.push_members(&mut criteria, &scores, index, probability);
                    }
                }
                Class::Topic if topic.is_none_or(|(_, highest)| probability > highest) => {
                    topic = Some((index, probability));
                }
                Class::Topic => {}
                Class::Member(..) => {}
            }
        }
        criteria.sort_by(|a, b| b.weight().total_cmp(&a.weight()));
        Posterior { criteria, topic, best_score, known, meaning: None, scores }
    }

    fn push_members(&self, out: &mut Vec<Ranked>, scores: &[f32], response: usize, probability: f32) {
        let Some(&Class::Response(stated_at)) = self.classes.get(response) else { return };
        let members = self.members.get(response).cloned().unwrap_or_default();
        let first = out.len();
        let mut highest = f32::MIN_POSITIVE;
        for (class, score) in self.classes.iter().zip(scores).take(members.end).skip(members.start) {
            if let Class::Member(_, criterion) = *class {
                let share = (score * MEMBER_SHARPNESS).exp();
                highest = highest.max(share);
                out.push(Ranked { criterion, response: stated_at, probability, share });
            }
        }
        if out.len() == first {
            out.push(Ranked { criterion: stated_at, response: stated_at, probability, share: 1.0 });
            return;
        }
        out.iter_mut().skip(first).for_each(|member| member.share /= highest);
    }
}

/// Weighs the scores of responses and topics against their nearness in meaning; members keep theirs.
fn weigh(scores: &mut [f32], meaning: &Meaning) {
    let near = meaning.nearest.iter().zip(&meaning.centre);
    for (score, (nearest, centre)) in scores.iter_mut().zip(near) {
        *score = *score * BY_WORDS + nearest * TO_NEAREST + centre * TO_CENTRE;
    }
}

fn is_response(class: &Class) -> bool {
    matches!(class, Class::Response(_))
}

/// Where the members of a response stand; training puts them next to each other.
fn members_of(class: &Class, classes: &[Class]) -> Range<usize> {
    let Class::Response(response) = class else { return 0..0 };
    let belongs = |member: &Class| matches!(member, Class::Member(of, _) if of == response);
    let Some(start) = classes.iter().position(belongs) else { return 0..0 };
    let count = classes.iter().skip(start).take_while(|class| belongs(class)).count();
    start..start + count
}

/// Probabilities of the classes that `counts`, 0 for the others.
fn softmax(classes: &[Class], scores: &[f32], sharpness: f32, counts: impl Fn(&Class) -> bool) -> Vec<f32> {
    let counted = || classes.iter().zip(scores).filter(|(class, _)| counts(class)).map(|(_, score)| *score);
    let highest = counted().fold(f32::NEG_INFINITY, f32::max);
    let weight = |(class, score): (&Class, &f32)| {
        let distance = (score - highest) * sharpness;
        if counts(class) && distance > FARTHEST { distance.exp() } else { 0.0 }
    };
    let mut weights: Vec<f32> = classes.iter().zip(scores).map(weight).collect();
    let total: f32 = weights.iter().sum();
    weights.iter_mut().for_each(|weight| *weight /= total);
    weights
}
