//! What a company's library answers to a question: by its words, by an identifier that it names, or nearly.

use super::{CompanyCriterion, CompanyLibrary, named};
use crate::answer::Note;
use crate::criterion::CriterionId;
use crate::matching::{Matcher, Query, follow_up};
use crate::memory::{
    Disclosure, Kind, NEAR, Recalled, SHOWN, SPEAKING, Terms, dangerous, hangs_on_another, similarity,
};
use crate::order;
use crate::text::Normal;

/// The criteria that a question names.
struct Naming {
    /// Indices of the criteria.
    criteria: Vec<usize>,
    /// The question without the identifiers, so that their digits are not compared.
    rest: String,
    /// The FISC numbers that it names, whether or not the library has them.
    fisc: Vec<CriterionId>,
}

impl CompanyLibrary {
    /// What the library answers to `query`, best first, at most three; whatever speaks against an answer is a reason.
    pub fn recall(&self, query: &Query, terms: &Terms, matcher: &Matcher) -> Vec<Recalled> {
        let text = Normal::of(&query.text);
        let naming = self.naming(query, matcher);
        let mut found = self.same(&text, follow_up::refers_back(&query.text), &naming);
        if found.is_empty() {
            found = self.named(query, &naming, matcher);
        }
        if found.is_empty() && text.chars().len() >= SPEAKING {
            found = self.near(&text, &query.text, matcher);
        }
        found.truncate(SHOWN);
        for (criterion, recalled) in &mut found {
            recalled.reasons.extend(uncovered(criterion, &naming.fisc));
            recalled.reasons.extend(penalties(criterion, terms));
            recalled.library = Some(self.source(criterion));
            recalled.certain = recalled.is_certain();
        }
        found.into_iter().map(|(_, recalled)| recalled).collect()
    }

    /// The answer to the very words; another criterion's identifier in them is a contradiction, and words that hang on the
    /// question before (`hangs`) say too little by themselves.
    fn same(&self, text: &Normal, hangs: bool, naming: &Naming) -> Vec<(&CompanyCriterion, Recalled)> {
        if text.chars().len() < SPEAKING {
            return Vec::new();
        }
        let same = self.texts.same(text).iter().filter_map(|answer| self.answer(*answer, Kind::Exact, 1.0));
        let checked = same.map(|(index, criterion, mut recalled)| {
            if !naming.criteria.is_empty() && !naming.criteria.contains(&index) {
                recalled.reasons.push(contradicts());
            }
            if hangs && !naming.criteria.contains(&index) {
                recalled.reasons.push(hangs_on_another());
            }
            (criterion, recalled)
        });
        checked.collect()
    }

    /// The answers of the criteria that the question names, by the phrasing that is most like it; several are all in
    /// doubt, and so is one whose phrasing asks something else, or whose number does not go with the text.
    fn named(&self, query: &Query, naming: &Naming, matcher: &Matcher) -> Vec<(&CompanyCriterion, Recalled)> {
        let named = naming.criteria.iter().filter_map(|index| self.most_alike(*index, &naming.rest));
        let mut found: Vec<(&CompanyCriterion, Recalled)> = named.collect();
        let several = found.len() > 1;
        let doubted = !found.is_empty()
            && !naming.fisc.is_empty()
            && matcher
                .rank(std::slice::from_ref(query))
                .iter()
                .any(|found| found.reasons.iter().any(|reason| reason.code == "contradiction"));
        for (_, recalled) in &mut found {
            recalled.reasons.extend(several.then(ambiguous));
            recalled.reasons.extend(doubted.then(contradicts));
            if recalled.similarity >= NEAR {
                recalled.reasons.extend(dangerous(&naming.rest, &recalled.entry.question, matcher));
            }
        }
        found
    }

    fn near(&self, text: &Normal, question: &str, matcher: &Matcher) -> Vec<(&CompanyCriterion, Recalled)> {
        let near = self.texts.near(text, NEAR).into_iter();
        let near =
            near.flat_map(|(similarity, answers)| answers.iter().map(move |answer| (similarity, *answer)));
        let mut found: Vec<(&CompanyCriterion, Recalled)> = Vec::new();
        for (similarity, answer) in near {
            let Some((index, entry)) = self.answers.get(answer) else { continue };
            let Some(criterion) = self.criteria.get(*index) else { continue };
            // Of several phrasings of one criterion the nearest stands for it.
            if found.iter().all(|(own, _)| own.id != criterion.id) {
                found.push((criterion, Recalled::near(entry, question, similarity, matcher)));
            }
        }
        found
    }

    fn most_alike(&self, index: usize, text: &str) -> Option<(&CompanyCriterion, Recalled)> {
        let own = self.answers.iter().filter(|(criterion, _)| *criterion == index);
        let alike = own.map(|(_, entry)| (similarity(text, &entry.question), entry));
        let (similarity, entry) = alike.max_by(|a, b| a.0.total_cmp(&b.0))?;
        Some((self.criteria.get(index)?, Recalled::of(entry, Kind::Named, similarity)))
    }

    fn answer(
        &self,
        answer: usize,
        kind: Kind,
        similarity: f64,
    ) -> Option<(usize, &CompanyCriterion, Recalled)> {
        let (index, entry) = self.answers.get(answer)?;
        Some((*index, self.criteria.get(*index)?, Recalled::of(entry, kind, similarity)))
    }

    /// What the question's text, and its cell for a criterion number, name. Its serial number names nothing: that is
    /// the customer's own.
    fn naming(&self, query: &Query, matcher: &Matcher) -> Naming {
        let (mut rest, cell) = (named::folded(&query.text), query.number.as_deref().map(named::folded));
        let fisc = matcher.named(query);
        let mut spans = Vec::new();
        let mut criteria = Vec::new();
        for (index, signs) in self.signs.iter().enumerate() {
            let in_text = signs.identifiers.iter().filter_map(|own| own.find(&rest));
            let before = spans.len();
            spans.extend(in_text);
            let in_cell = cell
                .as_ref()
                .is_some_and(|cell| signs.identifiers.iter().any(|own| own.find(cell).is_some()));
            if spans.len() > before || in_cell || signs.fisc.iter().any(|own| fisc.contains(own)) {
                criteria.push(index);
            }
        }
        order::sort_by_key(&mut spans, |span| std::cmp::Reverse(span.start));
        for span in spans {
            if rest.is_char_boundary(span.start) && span.end <= rest.len() && rest.is_char_boundary(span.end)
            {
                rest.replace_range(span, " ");
            }
        }
        Naming { criteria, rest, fisc }
    }
}

/// What speaks against a criterion's answer whatever the question.
fn penalties(criterion: &CompanyCriterion, terms: &Terms) -> Vec<Note> {
    let expired = criterion.expires.filter(|last| terms.today > *last);
    let elsewhere = !criterion.scope.is_empty() && !criterion.scope.contains(&terms.scope);
    let withheld = criterion.disclosure > terms.disclosure || criterion.disclosure == Disclosure::Internal;
    let notes = [
        expired.map(|last| {
            let ja = format!("{last} で期限が切れた回答です。");
            Note::new("expired", ja, format!("The answer expired on {last}."))
        }),
        elsewhere.then(|| {
            let scope = criterion.scope.join("、");
            let ja = format!("「{scope}」についての回答です。");
            Note::new("other-scope", ja, format!("The answer is about \"{scope}\"."))
        }),
        withheld.then(|| {
            let level = criterion.disclosure.word();
            let ja = format!("開示先が「{level}」の回答です。");
            Note::new("disclosure", ja, format!("The answer may be told to \"{level}\" only."))
        }),
    ];
    notes.into_iter().flatten().collect()
}

/// A question that names further criteria of the FISC standards is answered by this one in part only.
fn uncovered(criterion: &CompanyCriterion, named: &[CriterionId]) -> Option<Note> {
    let own = criterion.fisc();
    let further = named.iter().find(|id| !own.contains(id))?;
    (!own.is_empty()).then(|| {
        Note::new(
            "contradiction",
            format!("質問の {further} は、この回答の対象外です。"),
            format!("The question names {further}, which this answer does not cover."),
        )
    })
}

fn contradicts() -> Note {
    Note::new(
        "contradiction",
        "質問の番号と文面が、別々の基準を指しています。",
        "The question's number and its text are about different criteria.",
    )
}

fn ambiguous() -> Note {
    Note::new(
        "several",
        "質問の番号に当たる回答が複数あります。",
        "Several answers have an identifier that the question names.",
    )
}
