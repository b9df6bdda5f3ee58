//! What goes into a remark cell: sentences of the response that set a condition or name the customer's part.
//!
//! The verdict facts hold conditions in our own words, many of them notes for the reviewer (「…は書かれていない」).
//! Telling the customer those would be making something up, so a remark is an excerpt of the published response
//! itself: `data/standard/remarks.tsv` names the sentences, and one that the standard at hand does not hold verbatim is not
//! used. A remark that would repeat the whole response is left out.

use crate::criterion::CriterionId;
use crate::standard::{Lookup, Standard};

/// Excerpts, one `criterion<TAB>excerpt` a line.
const TABLE: &str = include_str!("../../data/standard/remarks.tsv");

/// The excerpts for `criteria` in their order, each once, a line each; empty where there are none.
pub fn remark(standard: &Standard, criteria: &[CriterionId]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for id in criteria {
        if let Lookup::Response { text, stated_at } = standard.lookup(*id) {
            for excerpt in excerpts(stated_at) {
                let partial = text.contains(excerpt) && text.trim() != excerpt;
                if partial && !lines.contains(&excerpt) {
                    lines.push(excerpt);
                }
            }
        }
    }
    lines.join("\n")
}

fn excerpts(stated_at: CriterionId) -> impl Iterator<Item = &'static str> {
    let rows = TABLE.lines().filter_map(|line| line.split_once('\t'));
    rows.filter(move |(id, _)| id.parse() == Ok(stated_at)).map(|(_, excerpt)| excerpt)
}
