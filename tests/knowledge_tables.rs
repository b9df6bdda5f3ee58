//! The built-in tables hold together, and broken ones are refused with file and line.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at what it did not expect, and its table of cases may be long"
)]

use std::collections::{BTreeMap, HashMap, HashSet};

use kaito::{
    Confidence, CriterionId, DifferenceKind, ErrorKind, Knowledge, KnowledgeFiles, Lang, Lookup, SafeChoice,
    Standard, Strength, Style, Verdict,
};

fn id(text: &str) -> CriterionId {
    text.parse().unwrap()
}

fn embedded() -> Knowledge {
    Knowledge::embedded().unwrap()
}

/// Wordings that differ only in width, case, spaces or end marks are the same wording.
fn fold(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfkc()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !"、。,.?!".contains(*c))
        .collect()
}

#[test]
fn criteria_are_the_rows_of_the_standard_in_order() {
    let knowledge = embedded();
    let standard = Standard::embedded().unwrap();
    let rows: Vec<CriterionId> = standard.rows.iter().map(|row| row.id).collect();
    assert!(rows.iter().copied().eq(knowledge.criteria().iter().map(|criterion| criterion.id)));
    assert!(rows.iter().copied().eq(knowledge.verdicts().iter().map(|verdict| verdict.id)));
}

/// The cells of a table that only training reads.
fn rows<const N: usize>(table: &'static str) -> Vec<[&'static str; N]> {
    table.lines().skip(1).map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect()
}

#[test]
fn further_wordings_resolve_and_none_stands_twice() {
    let knowledge = embedded();
    let standard = Standard::embedded().unwrap();
    let mut seen: HashSet<String> = knowledge.phrasings().iter().map(|p| fold(p.text)).collect();
    seen.extend(knowledge.topics().iter().flat_map(|topic| &topic.phrasings).map(|p| fold(p.text)));
    let criteria = rows::<4>(include_str!("../data/knowledge/wordings.tsv"));
    assert_eq!(criteria.len(), 8836, "as the README says");
    for [number, lang, style, text] in criteria {
        assert!(matches!(standard.lookup(id(number)), Lookup::Response { .. }), "{number} has a response");
        assert!(["ja", "en"].contains(&lang) && !style.is_empty(), "{text}");
        assert!(seen.insert(fold(text)), "{text} stands twice");
    }
    let topics = rows::<3>(include_str!("../data/knowledge/unanswered-wordings.tsv"));
    assert_eq!(topics.len(), 3297, "as the README says");
    for [topic, lang, text] in topics {
        assert!(knowledge.topic(topic).is_some() && ["ja", "en"].contains(&lang), "{topic}: {text}");
        assert!(seen.insert(fold(text)), "{text} stands twice");
    }
}

#[test]
fn counts_are_those_of_the_readme() {
    let knowledge = embedded();
    assert_eq!(knowledge.criteria().len(), 262);
    assert_eq!(knowledge.later_criteria().len(), 18);
    assert_eq!(knowledge.old_numbers().len(), 308);
    assert_eq!(knowledge.phrasings().len(), 13_230);
    assert_eq!(knowledge.topics().len(), 185);
    assert_eq!(knowledge.topics().iter().map(|topic| topic.phrasings.len()).sum::<usize>(), 1_792);
    assert_eq!(knowledge.conflicts().len(), 109);
    let sure = |wanted| knowledge.criteria().iter().filter(|c| c.confidence == wanted).count();
    assert_eq!([sure(Confidence::A), sure(Confidence::B), sure(Confidence::C)], [96, 75, 91]);
    let japanese = knowledge.phrasings().iter().filter(|p| p.lang == Lang::Ja).count();
    assert_eq!(japanese, 9_858);
    let styles: HashSet<Style> = knowledge.phrasings().iter().map(|p| p.style).collect();
    assert_eq!(styles.len(), 7);
    let backed = knowledge.old_numbers().iter().filter(|n| n.confidence < Confidence::C).count();
    assert_eq!(backed, 28);
}

#[test]
fn every_answered_criterion_has_phrasings_and_no_other() {
    let (knowledge, standard) = (embedded(), Standard::embedded().unwrap());
    for criterion in knowledge.criteria() {
        let phrasings = knowledge.phrasings_of(criterion.id);
        assert!(phrasings.iter().all(|phrasing| phrasing.criterion == criterion.id));
        let answered = matches!(standard.lookup(criterion.id), Lookup::Response { .. });
        let expected = if answered { 13..=72 } else { 0..=0 };
        assert!(expected.contains(&phrasings.len()), "{}: {}", criterion.id, phrasings.len());
    }
}

#[test]
fn no_wording_stands_twice() {
    let knowledge = embedded();
    let phrases = knowledge.phrasings().iter().map(|p| (p.criterion.to_string(), p.text));
    let topics = knowledge
        .topics()
        .iter()
        .flat_map(|topic| topic.phrasings.iter().map(|p| (topic.id.to_owned(), p.text)));
    let mut seen: HashMap<String, String> = HashMap::new();
    for (owner, text) in phrases.chain(topics) {
        if let Some(first) = seen.insert(fold(text), owner.clone()) {
            panic!("\"{text}\" stands at {first} and at {owner}");
        }
    }
}

#[test]
fn conflicts_name_wordings_that_exist() {
    let knowledge = embedded();
    for conflict in knowledge.conflicts() {
        let topic = knowledge.topic(conflict.topic).unwrap();
        assert!(topic.phrasings.iter().any(|p| p.text == conflict.topic_phrase), "{conflict:?}");
        let phrasings = knowledge.phrasings_of(conflict.criterion);
        assert!(phrasings.iter().any(|p| p.text == conflict.phrase), "{conflict:?}");
    }
}

#[test]
fn verdicts_agree_with_the_standard() {
    let (knowledge, standard) = (embedded(), Standard::embedded().unwrap());
    for fact in knowledge.verdicts() {
        let stated_at = match standard.lookup(fact.id) {
            Lookup::Response { stated_at, .. } => Some(stated_at),
            _ => None,
        };
        assert_eq!(fact.resolves_to, stated_at, "{}", fact.id);
        assert_eq!(fact.verdict == Verdict::NoAnswer, stated_at.is_none(), "{}", fact.id);
        if fact.safe_choice == Some(SafeChoice::NotApplicable) {
            assert_eq!(fact.verdict, Verdict::NotApplicable, "{}", fact.id);
        }
    }
}

#[test]
fn numbers_of_other_editions_are_told_apart() {
    let (knowledge, standard) = (embedded(), Standard::embedded().unwrap());
    for later in knowledge.later_criteria() {
        assert_eq!(standard.lookup(later.id), Lookup::Unknown, "{}", later.id);
        assert!(knowledge.criterion(later.id).is_none());
    }
    assert!(knowledge.later(id("統5-1")).is_some());
    let mut old = HashSet::new();
    for number in knowledge.old_numbers() {
        assert!(old.insert(number.old), "{} stands twice", number.old);
        assert_ne!(standard.lookup(number.new), Lookup::Unknown, "{} → {}", number.old, number.new);
    }
    let moved = knowledge.old_number("運108").unwrap();
    assert_eq!((moved.new, moved.strength), (id("統24"), Strength::Strong));
    assert!(knowledge.old_number("統1").is_none());
}

#[test]
fn thesaurus_and_differences_do_not_contradict() {
    let knowledge = embedded();
    let mut group_of: HashMap<String, &str> = HashMap::new();
    for group in knowledge.synonyms() {
        for word in group.words() {
            if let Some(other) = group_of.insert(fold(word), group.canonical) {
                panic!("{word} stands in the groups {other} and {}", group.canonical);
            }
        }
    }
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut pairs = HashSet::new();
    for difference in knowledge.differences() {
        let (a, b) = (difference.term_a, difference.term_b);
        assert!(pairs.insert((a.min(b), a.max(b))), "{a} and {b} stand twice");
        let same = group_of.get(&fold(a)).zip(group_of.get(&fold(b))).is_some_and(|(a, b)| a == b);
        assert!(!same, "{a} and {b} are words for the same thing in thesaurus.tsv");
        *kinds.entry(format!("{:?}", difference.kind)).or_default() += 1;
    }
    assert!(kinds.len() == 8 && kinds.contains_key(&format!("{:?}", DifferenceKind::Negation)));
}

/// The embedded tables with one of them replaced.
fn with(replace: impl Fn(&mut KnowledgeFiles)) -> KnowledgeFiles {
    let mut files = KnowledgeFiles::EMBEDDED;
    replace(&mut files);
    files
}

#[test]
fn a_cell_may_repeat_the_one_above() {
    let table = "id\tlang\tstyle\tphrase\n統1\tja\tformal\tA\n\"\t\"\t\"\tB\n\"\ten\t\"\tC\n";
    let knowledge = Knowledge::parse(&with(|f| f.phrases = table)).unwrap();
    let read = |p: &kaito::Phrasing| (p.criterion.to_string(), p.lang, p.style, p.text);
    let one = "統1".to_owned();
    let expected = [
        (one.clone(), Lang::Ja, Style::Formal, "A"),
        (one.clone(), Lang::Ja, Style::Formal, "B"),
        (one, Lang::En, Style::Formal, "C"),
    ];
    assert_eq!(knowledge.phrasings().iter().map(read).collect::<Vec<_>>(), expected);
}

#[test]
fn broken_tables_are_refused_with_file_and_line() {
    let cases = [
        (with(|f| f.phrases = "id\tlang\tstyle\tphrase\n\"\tja\tformal\tA\n"), "phrases.tsv line 2"),
        (with(|f| f.phrases = ""), "phrases.tsv line 1"),
        (with(|f| f.phrases = "id\tlang\tphrase\n"), "phrases.tsv line 1"),
        (
            with(|f| f.phrases = "id\tlang\tstyle\tphrase\n統1\tja\tformal\tA\n統1\tja\tformal\n"),
            "phrases.tsv line 3",
        ),
        (with(|f| f.phrases = "id\tlang\tstyle\tphrase\n統1\tja\tformal\tA\tB\n"), "phrases.tsv line 2"),
        (with(|f| f.phrases = "id\tlang\tstyle\tphrase\n\n統99\tja\tformal\tA\n"), "phrases.tsv line 3"),
        (
            with(|f| f.phrases = "id\tlang\tstyle\tphrase\n統2\tja\tformal\tA\n統1\tja\tformal\tB\n"),
            "phrases.tsv line 3",
        ),
        (with(|f| f.phrases = "id\tlang\tstyle\tphrase\n統1\tfr\tformal\tA\n"), "phrases.tsv line 2"),
        (with(|f| f.phrases = "id\tlang\tstyle\tphrase\n統1\tja\tformal\t \n"), "phrases.tsv line 2"),
        (
            with(
                |f| f.verdicts = "id\tresolves_to\tverdict\tverdict_note\tresponsibility\tconditions\trefers_to\tsafe_choice\n統1\t統1\tmaybe\tN\tvendor\t\t\t\n",
            ),
            "verdicts.tsv line 2",
        ),
        (
            with(
                |f| f.verdicts = "id\tresolves_to\tverdict\tverdict_note\tresponsibility\tconditions\trefers_to\tsafe_choice\n統1\t統1\tmet\tN\tvendor\tA||B\t\t\n",
            ),
            "verdicts.tsv line 2",
        ),
        (
            with(|f| {
                f.unanswered =
                    "topic_id\ttopic_ja\tnearest\tlang\tphrase\na\tA\t\tja\tX\nb\tB\t\tja\tY\na\tA\t\tja\tZ\n"
            }),
            "unanswered.tsv line 4",
        ),
        (
            with(|f| {
                f.conflicts = "similarity\ttopic_id\ttopic_phrase\tid\tphrase\n1.5\tpricing\tX\t統1\tY\n"
            }),
            "phrase-conflicts.tsv line 2",
        ),
        (
            with(|f| {
                f.conflicts = "similarity\ttopic_id\ttopic_phrase\tid\tphrase\n0.5\tnothing\tX\t統1\tY\n"
            }),
            "phrase-conflicts.tsv line 2",
        ),
        (
            with(|f| f.restrictions = "first\tlast\tkind\treason_ja\treason_en\n実9\t実8\treview\tA\tB\n"),
            "restrictions.tsv line 2",
        ),
        (with(|f| f.look_alikes = "ids\treason_ja\treason_en\n実1\tA\tB\n"), "look-alikes.tsv line 2"),
        (with(|f| f.differences = "kind\tterm_a\tterm_b\nplace\tA\tA\n"), "differences.tsv line 2"),
        (
            with(
                |f| f.criteria = "id\tgroup\tsection\tsubject_ja\tkeywords_ja\tsubject_en\tkeywords_en\tconfidence\tsource\n統1\t実務\tS\tA\t\tB\t\tA\tC\n",
            ),
            "criteria.tsv line 2",
        ),
    ];
    for (files, place) in cases {
        let error = Knowledge::parse(&files).unwrap_err();
        assert_eq!((error.kind(), error.place()), (ErrorKind::InvalidData, Some(place)), "{error}");
    }
}

#[test]
fn tables_edited_on_windows_read_the_same() {
    let files = with(|f| f.differences = "kind\tterm_a\tterm_b\r\nplace\t国内\t国外\r\n");
    let knowledge = Knowledge::parse(&files).unwrap();
    assert_eq!(knowledge.differences().first().map(|d| d.term_b), Some("国外"));
}
