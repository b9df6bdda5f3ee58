//! What is read of questions before they are judged: numbers, words and, where the words are not sure, meaning.

use super::Query;
use super::confidence::{self, Confidence};
use super::named::Named;
use super::posterior::{Classifier, Posterior};
use super::spans::Asked;
use crate::knowledge::Knowledge;
use crate::semantic::Semantics;
use crate::standard::Standard;

/// What is read of one question.
pub struct Reading {
    /// Its criterion numbers.
    pub named: Named,
    /// Its text with the numbers blanked.
    pub bare: String,
    /// The terms of the bare text.
    pub asked: Asked,
    /// What the bare text speaks for.
    pub posterior: Posterior,
}

/// What questions are read with.
#[derive(Debug, Clone, Copy)]
pub struct Reader<'m> {
    /// Says which numbers have a response.
    pub standard: &'m Standard,
    /// Says what old numbers stand for.
    pub knowledge: &'m Knowledge,
    /// Ranks by words.
    pub classifier: &'m Classifier,
    /// Says how sure the words are.
    pub by_words: &'m Confidence,
    /// Tells the meaning, where there is an encoder.
    pub semantics: Option<&'m Semantics>,
}

impl Reader<'_> {
    /// Reads numbers and texts, each question on its own.
    pub fn read(&self, queries: &[Query]) -> Vec<Reading> {
        let named = |query| Named::read(query, self.standard, self.knowledge);
        self.understood(queries, queries.iter().map(|query| self.by_words(query, named(query))).collect())
    }

    /// Reads texts alone; numbers in them are words like others.
    pub fn read_texts(&self, queries: &[Query]) -> Vec<Reading> {
        self.understood(queries, queries.iter().map(|query| self.by_words(query, Named::default())).collect())
    }

    fn by_words(&self, query: &Query, named: Named) -> Reading {
        let bare = without_spans(&query.text, &named.spans);
        let asked = self.classifier.asked(&bare);
        let posterior = self.classifier.posterior(&asked, &query.context, &bare);
        Reading { named, bare, asked, posterior }
    }

    /// Asks for the meaning of those questions of which the words are not sure, together, which takes less time.
    fn understood(&self, queries: &[Query], mut readings: Vec<Reading>) -> Vec<Reading> {
        let Some(semantics) = self.semantics else { return readings };
        let unsure = readings.iter_mut().zip(queries).filter(|(reading, _)| self.is_unsure(reading));
        let (mut unsure, texts): (Vec<_>, Vec<_>) = unsure
            .map(|(reading, query)| {
                let text = format!("{} {}", query.context, reading.bare);
                (reading, text)
            })
            .unzip();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        for (reading, meaning) in unsure.iter_mut().zip(semantics.meanings(&texts)) {
            reading.posterior = self.classifier.with_meaning(&reading.posterior, meaning);
        }
        readings
    }

    /// Whether the words alone would not fill; a number decides by itself.
    fn is_unsure(&self, reading: &Reading) -> bool {
        let features = confidence::features(&reading.posterior, reading.asked.text.chars().len());
        !reading.named.decides() && self.by_words.probability(&features) < self.by_words.auto
    }
}

/// The text with the given byte ranges blanked, so that only its words are left, each where it was in UTF-16 units.
fn without_spans(text: &str, spans: &[std::ops::Range<usize>]) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    for span in spans {
        bare.push_str(text.get(at..span.start).unwrap_or(""));
        let blank = text.get(at.max(span.start)..span.end).unwrap_or("");
        bare.extend(std::iter::repeat_n(' ', blank.encode_utf16().count()));
        at = span.end.max(at);
    }
    bare.push_str(text.get(at..).unwrap_or(""));
    bare
}
