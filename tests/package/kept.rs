//! What libraries lose when they load and save a workbook is kept: the whole table of it.

use kaito::Package;

use super::support::{MAIN, RELATIONS, SHEET, book, edited, part, relations, text};

/// Elements of a worksheet around and in the sheet data that other tools drop or rewrite.
const IN_SHEET: [(&str, &str); 7] = [
    ("protection", r#"<sheetProtection sheet="1" objects="1"/>"#),
    (
        "drop-down from another sheet",
        r#"<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="u14"><x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f xmlns:xm="um">Lists!$A$1:$A$3</xm:f></x14:formula1></x14:dataValidation></x14:dataValidations></ext>"#,
    ),
    (
        "x14 conditional format",
        r#"<ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="u14"><x14:conditionalFormattings><x14:conditionalFormatting/></x14:conditionalFormattings></ext>"#,
    ),
    (
        "sparkline",
        r#"<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="u14"><x14:sparklineGroups><x14:sparklineGroup/></x14:sparklineGroups></ext></extLst>"#,
    ),
    (
        "form button",
        r#"<mc:AlternateContent xmlns:mc="umc"><mc:Choice Requires="x14"><controls><control shapeId="1" r:id="rId3" name="Button 1"/></controls></mc:Choice></mc:AlternateContent>"#,
    ),
    ("drawing", r#"<drawing r:id="rId1"/>"#),
    ("comments", r#"<legacyDrawing r:id="rId2"/>"#),
];

/// Parts that other tools drop or rewrite.
const PARTS: [(&str, &str); 7] = [
    ("xl/drawings/drawing1.xml", "<xdr:wsDr><xdr:sp><xdr:txBody>text box</xdr:txBody></xdr:sp></xdr:wsDr>"),
    ("xl/charts/chart1.xml", "<c:chartSpace/>"),
    ("xl/comments1.xml", "<comments/>"),
    ("xl/ctrlProps/ctrlProp1.xml", "<formControlPr objectType=\"Button\"/>"),
    ("xl/vbaProject.bin", "\u{0}macro"),
    ("customXml/item1.xml", "<custom/>"),
    (
        "xl/sharedStrings.xml",
        "<sst><si><r><rPr><b/></rPr><t>rich</t></r></si><si><t>漢字</t><rPh sb=\"0\" eb=\"2\"><t>カンジ</t></rPh></si></sst>",
    ),
];

#[test]
fn nothing_of_the_loss_table_is_lost() {
    let around: String = IN_SHEET.iter().map(|(_, xml)| *xml).collect();
    let furigana = r#"<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>漢字</t></r><rPh sb="0" eb="2"><t>カンジ</t></rPh></is></c>"#;
    let sheet = format!(
        r#"<worksheet xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheetData><row r="1">{furigana}<c r="B1"/></row></sheetData>{around}</worksheet>"#
    );
    let links = relations(&[("rId1", "drawing", "../drawings/drawing1.xml")]);
    let zip = PARTS.iter().fold(book(sheet), |zip, (name, xml)| zip.part(name, *xml));
    let original = zip.part("xl/worksheets/_rels/sheet1.xml.rels", links).bytes();
    let (filled, proof) = edited(&original, vec![text("B1", "はい")]);
    let sheet = part(&filled, SHEET);
    assert!(sheet.contains(furigana));
    for (what, xml) in IN_SHEET {
        assert!(sheet.contains(xml), "{what}");
    }
    let before = Package::open(original).unwrap();
    for (name, _) in PARTS {
        assert!(proof.identical_parts.iter().any(|it| it == name), "{name}");
        assert!(before.part(name).unwrap() == filled.part(name).unwrap(), "{name}");
    }
}
