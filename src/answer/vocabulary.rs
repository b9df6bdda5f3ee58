//! What the values of a customer's judgement list mean: ○, はい, 対応済, Yes … in the list's own spelling.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

/// The meanings of values, one `meaning<TAB>spelling` a line.
const TABLE: &str = include_str!("../../data/vocabulary.tsv");

/// What one value of a judgement list says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Meaning {
    /// The control is in place.
    Yes,
    /// It is in place in part.
    Partial,
    /// It is not in place.
    No,
    /// It does not apply.
    NotApplicable,
    /// Something else (planned, unknown, compensated): known, never written by itself.
    Other,
    /// A step of a scale (◎, 1–5, A–E): the whole list is left to the reviewer.
    Level,
}

struct Table {
    meanings: HashMap<String, Meaning>,
    /// Word parts that qualify a value, so that a legend holding one is not taken for plain consent.
    hedges: Vec<String>,
}

fn table() -> &'static Table {
    static TABLE_READ: OnceLock<Table> = OnceLock::new();
    TABLE_READ.get_or_init(|| read(TABLE))
}

fn read(text: &str) -> Table {
    let mut table = Table { meanings: HashMap::new(), hedges: Vec::new() };
    for (name, spelling) in text.lines().filter_map(|line| line.split_once('\t')) {
        if name == "hedge" {
            table.hedges.push(normal(spelling));
        } else if let Some(meaning) = named(name) {
            table.meanings.insert(normal(spelling), meaning);
        }
    }
    table
}

fn named(name: &str) -> Option<Meaning> {
    Some(match name {
        "yes" => Meaning::Yes,
        "partial" => Meaning::Partial,
        "no" => Meaning::No,
        "not-applicable" => Meaning::NotApplicable,
        "other" => Meaning::Other,
        "level" => Meaning::Level,
        _ => return None,
    })
}

/// Compatibility form in lower case without white space: the form in which spellings are compared.
fn normal(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace() && *c != '\u{FE0F}').flat_map(char::to_lowercase).collect()
}

/// What a single value says, also where a legend or an ordinal stands beside it (「○：対応済」, 「1. はい」).
pub fn meaning(value: &str) -> Option<Meaning> {
    let table = table();
    if let Some(meaning) = table.meanings.get(&normal(value)) {
        return Some(*meaning);
    }
    let parts = parts(value);
    let mut known = None;
    for (index, part) in parts.iter().enumerate() {
        match table.meanings.get(part) {
            Some(_) if index == 0 && parts.len() > 1 && is_ordinal(part) => {}
            Some(meaning) if known.is_none_or(|earlier| earlier == *meaning) => known = Some(*meaning),
            Some(_) => return None,
            // A legend may be worded freely, but only after the value itself and without a qualification.
            None if known.is_none() && !is_ordinal(part) => return None,
            None if table.hedges.iter().any(|hedge| part.contains(hedge.as_str())) => return None,
            None => {}
        }
    }
    known
}

fn parts(value: &str) -> Vec<String> {
    let separators = |c: char| c.is_whitespace() || ":()/・,、|=→.．：（）／＝".contains(c);
    let parts = value.split(separators).map(normal);
    parts.filter(|part| !part.is_empty()).collect()
}

fn is_ordinal(part: &str) -> bool {
    part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase())
}

/// The value of `values` that says `meaning`, exactly as the list spells it.
///
/// There is none where two values say it, where the list is a scale, or where a list of several values offers no
/// other judgement to choose from (then it was not a judgement).
pub fn spelling<'a>(values: &[&'a str], meaning: Meaning) -> Option<&'a str> {
    let meanings: Vec<_> = values.iter().map(|value| self::meaning(value)).collect();
    let judged = |m: &Option<Meaning>| m.is_some_and(|m| m != meaning);
    if meanings.contains(&Some(Meaning::Level)) || (values.len() > 1 && !meanings.iter().any(judged)) {
        return None;
    }
    let mut hits = values.iter().zip(&meanings).filter(|(_, m)| **m == Some(meaning));
    match (hits.next(), hits.next()) {
        (Some((value, _)), None) => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_meaning(cases: &[(&str, Option<Meaning>)]) {
        for (value, expected) in cases {
            assert_eq!(meaning(value), *expected, "{value}");
        }
    }

    #[test]
    fn values_mean_what_customers_mean_by_them() {
        use Meaning::*;
        assert_meaning(&[
            ("○", Some(Yes)),
            ("〇", Some(Yes)),
            ("○：対応済", Some(Yes)),
            ("○ 全社で対応", Some(Yes)),
            ("○（一部）", None),
            ("○：対応予定あり", None),
            ("1. はい", Some(Yes)),
            ("２：いいえ", Some(No)),
            ("はい / Yes", Some(Yes)),
            ("Yes/No", None),
            ("ＹＥＳ", Some(Yes)),
            ("Partially Compliant", Some(Partial)),
            ("△（一部対応）", Some(Partial)),
            ("Not implemented", Some(No)),
            ("対象外", Some(NotApplicable)),
            ("N/A", Some(NotApplicable)),
            ("－", Some(NotApplicable)),
            ("対応中", Some(Other)),
            ("◎", Some(Level)),
            ("3", Some(Level)),
            ("レベル２", Some(Level)),
            ("全社で対応している旨", None),
            ("", None),
        ]);
    }

    #[test]
    fn the_spelling_is_the_lists_own_and_only_where_it_is_unambiguous() {
        let cases: &[(&[&str], Meaning, Option<&str>)] = &[
            (&["○", "△", "×", "対象外"], Meaning::Yes, Some("○")),
            (&["〇", "△", "✕", "－"], Meaning::Yes, Some("〇")),
            (&["はい", "いいえ", "該当なし"], Meaning::Yes, Some("はい")),
            (&["はい", "いいえ", "該当なし"], Meaning::Partial, None),
            (&["対応済", "一部対応", "未対応", "対象外"], Meaning::Partial, Some("一部対応")),
            (&["実施済 ", "一部実施", "未実施", "該当なし"], Meaning::Yes, Some("実施済 ")),
            (&["実施", "未実施"], Meaning::Yes, Some("実施")),
            (&["適合", "不適合"], Meaning::Yes, Some("適合")),
            (&["有", "無"], Meaning::Yes, Some("有")),
            (&["Yes", "No", "Partial", "N/A"], Meaning::Yes, Some("Yes")),
            (&["Compliant", "Non-Compliant", "N/A"], Meaning::Yes, Some("Compliant")),
            (&["OK", "NG"], Meaning::Yes, Some("OK")),
            (&["可", "否"], Meaning::Yes, Some("可")),
            (&["TRUE", "FALSE"], Meaning::Yes, Some("TRUE")),
            (&["◎", "○", "△", "×"], Meaning::Yes, None),
            (&["1", "2", "3", "4", "5"], Meaning::Yes, None),
            (&["A", "B", "C"], Meaning::Yes, None),
            (&["○", "はい", "いいえ"], Meaning::Yes, None),
            (&["済", "対応済"], Meaning::Yes, None),
            (&["東京", "大阪"], Meaning::Yes, None),
            (&["はい", "東京"], Meaning::Yes, None),
            (&["○"], Meaning::Yes, Some("○")),
            (&[], Meaning::Yes, None),
        ];
        for (values, meaning, expected) in cases {
            assert_eq!(spelling(values, *meaning), *expected, "{values:?}");
        }
    }

    #[test]
    fn every_line_of_the_table_is_read_and_no_spelling_has_two_meanings() {
        let mut seen = HashMap::new();
        for line in TABLE.lines().skip(1) {
            let (name, spelling) = line.split_once('\t').unwrap();
            assert!(name == "hedge" || named(name).is_some(), "{line}");
            if name != "hedge" {
                let earlier = seen.insert(normal(spelling), name);
                assert!(earlier.is_none_or(|earlier| earlier == name), "{line}");
            }
        }
    }
}
