//! What goes into a remark cell: sentences of the response that set a condition or name the customer's part.
//!
//! The verdict facts hold conditions in our own words, many of them notes for the reviewer (「…は書かれていない」).
//! Telling the customer those would be making something up, so a remark is an excerpt of the published response
//! itself: `data/standard/remarks.tsv` names the sentences, and one that the standard at hand does not hold verbatim is not
//! used. A remark that would repeat the whole response is left out.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::criterion::CriterionId;
use crate::standard::{Lookup, Standard};

/// Excerpts, one `criterion<TAB>excerpt` a line.
const TABLE: &str = include_str!("../../data/standard/remarks.tsv");

/// The excerpts for `criteria` in their order, each once, a line each; empty where there are none.
pub fn remark(standard: &Standard, criteria: &[CriterionId]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for id in criteria {
        if let Lookup::Response { text, stated_at } = standard.lookup(*id) {
            for &excerpt in excerpts(stated_at) {
                let partial = text.contains(excerpt) && text.trim() != excerpt;
                if partial && !lines.contains(&excerpt) {
                    lines.push(excerpt);
                }
            }
        }
    }
    lines.join("\n")
}

fn excerpts(stated_at: CriterionId) -> &'static [&'static str] {
    static EXCERPTS: LazyLock<HashMap<CriterionId, Vec<&str>>> = LazyLock::new(|| {
        let mut excerpts: HashMap<CriterionId, Vec<&str>> = HashMap::new();
        for (id, excerpt) in TABLE.lines().filter_map(|line| line.split_once('\t')) {
            if let Ok(id) = id.parse() {
                excerpts.entry(id).or_default().push(excerpt);
            }
        }
        excerpts
    });
    EXCERPTS.get(&stated_at).map_or(&[], Vec::as_slice)
}
