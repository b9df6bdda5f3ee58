//! Harder layouts of customers: tables of forms with the cells that must be found.

mod columns;
#[path = "../forms/mod.rs"]
mod forms;
mod headings;
mod kinds;
mod labels;
mod lines;
mod marks;
mod tables;

use forms::{Form, found};

type List<'a> = (&'a str, &'a str, &'a [&'a str]);

/// What the form is, its sheets (name, rows, drop-downs) and the cells that must be found.
struct Variant {
    what: &'static str,
    sheets: &'static [(&'static str, &'static str, &'static [List<'static>])],
    expected: &'static [&'static str],
}

const VARIANTS: [&[Variant]; 7] = [
    tables::VARIANTS,
    columns::VARIANTS,
    kinds::VARIANTS,
    headings::VARIANTS,
    labels::VARIANTS,
    lines::VARIANTS,
    marks::VARIANTS,
];

const YES: &[&str] = &["はい", "いいえ", "該当なし"];
const MARKS: &[&str] = &["○", "△", "×", "－"];

#[test]
fn customers_layouts_are_found() {
    let mut wrong = Vec::new();
    for Variant { what, sheets, expected } in VARIANTS.into_iter().flatten() {
        let forms: Vec<Form<'_>> =
            sheets.iter().map(|(name, rows, lists)| Form { name, rows, lists, hidden: false }).collect();
        let found = found(&forms);
        if found != *expected {
            wrong.push(format!("{what}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
