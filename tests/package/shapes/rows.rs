//! Point 2, in the sheet data: every shape of rows and cells. `●` stands for the answer's element from its type on.

use super::super::support::{book, worksheet};
use super::{Case, recalculated};

pub fn cases() -> Vec<Case> {
    let cases = [
        (
            "empty styled cell",
            "B1",
            r#"<row r="1"><c r="A1"/><c r="B1" s="2"/></row>"#,
            r#"<row r="1"><c r="A1"/><c r="B1" s="2"●</row>"#,
        ),
        (
            "cell with an end tag",
            "A1",
            r#"<row r="1"><c r="A1" s="2"></c></row>"#,
            r#"<row r="1"><c r="A1" s="2"●</row>"#,
        ),
        (
            "value of a shared string",
            "A1",
            r#"<row r="1"><c r="A1" s="2" t="s"><v>0</v></c></row>"#,
            r#"<row r="1"><c r="A1" s="2"●</row>"#,
        ),
        (
            "single quotes",
            "A1",
            "<row r='1'><c r='A1' s='2' t='n'><v>5</v></c></row>",
            "<row r='1'><c r='A1' s='2'●</row>",
        ),
        (
            "white space in tags",
            "A1",
            "<row r = \"1\" ><c  r = 'A1'\n s='2' /></row>",
            "<row r = \"1\" ><c  r = 'A1'\n s='2'●</row>",
        ),
        (
            "attribute whose name ends in a vertical tab",
            "A1",
            "<row r=\"1\"><c r=\"A1\" t\x0B=\"n\"/></row>",
            "<row r=\"1\"><c r=\"A1\" t\x0B=\"n\"●</row>",
        ),
        (
            "cell without address",
            "B1",
            r#"<row r="1"><c><v>1</v></c><c s="1"/><c><v>3</v></c></row>"#,
            r#"<row r="1"><c><v>1</v></c><c s="1"●<c><v>3</v></c></row>"#,
        ),
        (
            "row without number",
            "A2",
            r#"<row><c r="A1"/></row><row><c/></row>"#,
            r#"<row><c r="A1"/></row><row><c●</row>"#,
        ),
        (
            "new cell after ones without address",
            "D1",
            "<row><c/><c/></row>",
            r#"<row><c/><c/><c r="D1"●</row>"#,
        ),
        (
            "new cell in between",
            "B1",
            r#"<row r="1"><c r="A1"/><c r="C1"/></row>"#,
            r#"<row r="1"><c r="A1"/><c r="B1"●<c r="C1"/></row>"#,
        ),
        (
            "new first cell",
            "A1",
            r#"<row r="1"><c r="C1"/></row>"#,
            r#"<row r="1"><c r="A1"●<c r="C1"/></row>"#,
        ),
        (
            "new last cell",
            "AA1",
            r#"<row r="1"><c r="Z1"/></row>"#,
            r#"<row r="1"><c r="Z1"/><c r="AA1"●</row>"#,
        ),
        (
            "cells out of order",
            "B1",
            r#"<row r="1"><c r="C1"/><c r="A1"/></row>"#,
            r#"<row r="1"><c r="B1"●<c r="C1"/><c r="A1"/></row>"#,
        ),
        ("row without cells", "B1", r#"<row r="1"></row>"#, r#"<row r="1"><c r="B1"●</row>"#),
        ("self-closed row", "B1", r#"<row r="1" hidden="1"/>"#, r#"<row r="1" hidden="1"><c r="B1"●</row>"#),
        (
            "new row in between",
            "B2",
            r#"<row r="1"/><row r="3"/>"#,
            r#"<row r="1"/><row r="2"><c r="B2"●</row><row r="3"/>"#,
        ),
        ("new last row", "A9", r#"<row r="1"/>"#, r#"<row r="1"/><row r="9"><c r="A9"●</row>"#),
        (
            "rows out of order",
            "A2",
            r#"<row r="3"/><row r="1"/>"#,
            r#"<row r="2"><c r="A2"●</row><row r="3"/><row r="1"/>"#,
        ),
        (
            "existing row out of order",
            "A1",
            r#"<row r="3"/><row r="1"><c r="A1"/></row>"#,
            r#"<row r="3"/><row r="1"><c r="A1"●</row>"#,
        ),
        (
            "row split in two",
            "B1",
            r#"<row r="1"><c r="A1"/></row><row r="1"><c r="B1" s="1"/></row>"#,
            r#"<row r="1"><c r="A1"/></row><row r="1"><c r="B1" s="1"●</row>"#,
        ),
        (
            "cell in another row's element",
            "A2",
            r#"<row r="1"><c r="A2" s="1"/></row>"#,
            r#"<row r="1"><c r="A2" s="1"●</row>"#,
        ),
        (
            "comments and CDATA",
            "A1",
            r#"<!-- <c r="A1"/> --><row r="1"><c r="A1"><!-- x --><v><![CDATA[5]]></v></c><c r="B1" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c></row>"#,
            r#"<!-- <c r="A1"/> --><row r="1"><c r="A1"●<c r="B1" t="inlineStr"><is><t><![CDATA[</c>]]></t></is></c></row>"#,
        ),
        (
            "CDATA that looks like an extension",
            "A1",
            r#"<row r="1"><c r="A1"><v><![CDATA[5<f/><extLst/>]]></v></c></row>"#,
            r#"<row r="1"><c r="A1"●</row>"#,
        ),
        (
            "elements of a text that are named like a formula and an extension",
            "A1",
            r#"<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><f/><extLst/></rPr><t>x</t></r></is></c></row>"#,
            r#"<row r="1"><c r="A1"●</row>"#,
        ),
        (
            "processing instruction",
            "A1",
            r#"<?x <c r="A1"/>?><row r="1"><c r="A1"/></row>"#,
            r#"<?x <c r="A1"/>?><row r="1"><c r="A1"●</row>"#,
        ),
        (
            "extension of the cell is kept",
            "A1",
            r#"<row r="1"><c r="A1" vm="1"><v>1</v><extLst><ext uri="u"/></extLst></c></row>"#,
            r#"<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">○</t></is><extLst><ext uri="u"/></extLst></c></row>"#,
        ),
        (
            "phonetic flag is kept",
            "A1",
            r#"<row r="1"><c r="A1" s="1" ph="1"/></row>"#,
            r#"<row r="1"><c r="A1" s="1" ph="1"●</row>"#,
        ),
        (
            "spans that hold the cell",
            "B1",
            r#"<row r="1" spans="1:3"><c r="A1"/></row>"#,
            r#"<row r="1" spans="1:3"><c r="A1"/><c r="B1"●</row>"#,
        ),
        (
            "spans that do not",
            "D1",
            r#"<row r="1" spans="1:3" ht="9"><c r="A1"/></row>"#,
            r#"<row r="1" ht="9"><c r="A1"/><c r="D1"●</row>"#,
        ),
        (
            "style of the row",
            "B1",
            r#"<row r="1" s="2" customFormat="1"/>"#,
            r#"<row r="1" s="2" customFormat="1"><c r="B1" s="2"●</row>"#,
        ),
        ("style of a row not in use", "B1", r#"<row r="1" s="2"/>"#, r#"<row r="1" s="2"><c r="B1"●</row>"#),
        (
            "white space between rows",
            "A2",
            "\r\n  <row r=\"1\"/>\r\n  <row r=\"2\">\r\n    <c r=\"A2\"/>\r\n  </row>\r\n",
            "\r\n  <row r=\"1\"/>\r\n  <row r=\"2\">\r\n    <c r=\"A2\"●\r\n  </row>\r\n",
        ),
        (
            "shared formulas beside",
            "C1",
            r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c></row>"#,
            r#"<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1</f><v>1</v></c><c r="B1" t="str"><f>A1&amp;"x"</f><v>1x</v></c><c r="C1"●</row>"#,
        ),
        (
            "array formula beside",
            "C2",
            r#"<row r="1"><c r="A1"><f t="array" ref="A1:B2">X</f><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c></row>"#,
            r#"<row r="1"><c r="A1"><f t="array" ref="A1:B2">X</f><v>1</v></c><c r="B1"><v>2</v></c></row><row r="2"><c r="A2"><v>3</v></c><c r="C2"●</row>"#,
        ),
    ];
    let case = |(shape, at, before, after): (&str, &str, &str, &str)| {
        let case = Case::sheet(2, shape, book(worksheet(before)), at, &worksheet(after));
        // A formula beside orders its recalculation.
        if before.contains("</f>") { recalculated(case) } else { case }
    };
    cases.into_iter().map(case).collect()
}
