//! Point 4: lists of every kind, marks and boxes; the value written is one that the list allows, as the list spells it.

use kaito::FillOptions;

use super::super::support::{MAIN, RELATIONS, Zip, book, relations};
use super::{Case, Fill};

/// A drop-down in C2 and C3.
pub const LIST: &str = r#"<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="C2:C3"><formula1>"○,△,×"</formula1></dataValidation></dataValidations>"#;

const ASK: [&str; 2] = ["情報セキュリティの規程を整備していますか。", "アクセスログを取得していますか。"];

/// A questionnaire of two questions in B2 and B3.
pub struct Form {
    /// Headings from C on.
    pub heads: &'static [&'static str],
    /// What the cells to answer hold.
    pub holds: &'static str,
    pub style: u32,
    /// What stands after the sheet data, and after that.
    pub before: &'static str,
    pub after: &'static str,
    /// Texts down from H1, where a list may be.
    pub beside: &'static [&'static str],
    /// A second, hidden sheet with these texts down from A1.
    pub lists: &'static [&'static str],
    pub names: &'static str,
}

impl Default for Form {
    fn default() -> Self {
        Self {
            heads: &["評価", "回答"],
            holds: "",
            style: 1,
            before: "",
            after: "",
            beside: &[],
            lists: &[],
            names: "",
        }
    }
}

impl Form {
    /// The form filled with a response that says yes, and what its cells then hold.
    pub fn case(&self, point: u8, shape: &str, cells: &[(&'static str, &'static str)]) -> Case {
        Case {
            point,
            shape: shape.to_owned(),
            original: self.package(),
            fill: Fill::Questions("統1", FillOptions::default()),
            parts: Vec::new(),
            cells: cells.to_vec(),
        }
    }

    fn package(&self) -> Zip {
        let sheet = |data: &str, more: &str| {
            format!(
                r#"<worksheet xmlns="{MAIN}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><sheetData>{data}</sheetData>{more}</worksheet>"#
            )
        };
        let own = sheet(&self.rows(), &[self.before, self.after].concat());
        if self.lists.is_empty() && self.names.is_empty() {
            return book(own);
        }
        let list: String = (1..)
            .zip(self.lists)
            .map(|(n, it)| format!("<row r=\"{n}\">{}</row>", cell("A", n, it, 0)))
            .collect();
        let workbook = format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/><sheet name="選択 肢" sheetId="2" state="hidden" r:id="rId3"/></sheets><definedNames>{}</definedNames></workbook>"#,
            self.names
        );
        let links = [
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "styles", "styles.xml"),
            ("rId3", "worksheet", "worksheets/sheet2.xml"),
        ];
        book(own)
            .part("xl/workbook.xml", workbook)
            .part("xl/_rels/workbook.xml.rels", relations(&links))
            .part("xl/worksheets/sheet2.xml", sheet(&list, ""))
    }

    fn rows(&self) -> String {
        let beside = |n: usize| self.beside.get(n - 1).map_or(String::new(), |it| cell("H", n, it, 0));
        let columns = || "CDEFG".chars().map(String::from).zip(self.heads);
        let heads: String = columns().map(|(column, head)| cell(&column, 1, head, 2)).collect();
        let mut rows = format!(
            r#"<row r="1">{}{}{heads}{}</row>"#,
            cell("A", 1, "No", 2),
            cell("B", 1, "質問", 2),
            beside(1)
        );
        for (n, ask) in (2..).zip(ASK) {
            let open: String = columns()
                .map(|(column, _)| cell(&column, n, if column == "C" { self.holds } else { "" }, self.style))
                .collect();
            rows += &format!(
                r#"<row r="{n}"><c r="A{n}"><v>{}</v></c>{}{open}{}</row>"#,
                n - 1,
                cell("B", n, ask, 1),
                beside(n)
            );
        }
        rows
    }
}

fn cell(column: &str, row: usize, text: &str, style: u32) -> String {
    match text {
        "" => format!(r#"<c r="{column}{row}" s="{style}"/>"#),
        text => format!(r#"<c r="{column}{row}" s="{style}" t="inlineStr"><is><t>{text}</t></is></c>"#),
    }
}

/// A list validation of C2 and C3 with this source.
macro_rules! list {
    ($source:literal) => {
        concat!(
            r#"<dataValidations count="1"><dataValidation type="list" sqref="C2:C3"><formula1>"#,
            $source,
            "</formula1></dataValidation></dataValidations>"
        )
    };
}

pub fn cases() -> Vec<Case> {
    let form = Form::default;
    let both = |value: &'static str| [("C2", value), ("C3", value)];
    vec![
        Form { after: LIST, ..form() }.case(4, "list inline", &both("○")),
        Form { after: list!(r#""はい,いいえ,該当なし""#), ..form() }.case(4, "list inline, in the customer's words", &both("はい")),
        Form { after: list!("$H$1:$H$2"), beside: &["対応済", "未対応"], ..form() }.case(4, "list on the same sheet", &both("対応済")),
        Form { after: list!("'選択 肢'!$A$1:$A$3"), lists: &["Yes", "No", "N/A"], ..form() }.case(4, "list on a hidden sheet", &both("Yes")),
        Form {
            after: list!("評価区分"),
            lists: &["〇", "△", "×"],
            names: "<definedName name=\"評価区分\">'選択 肢'!$A$1:$A$3</definedName>",
            ..form()
        }
        .case(4, "list by defined name", &both("〇")),
        Form {
            after: r#"<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations count="1"><x14:dataValidation type="list"><x14:formula1><xm:f>'選択 肢'!$A$1:$A$2</xm:f></x14:formula1><xm:sqref>C2:C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"#,
            lists: &["実施", "未実施"],
            ..form()
        }
        .case(4, "list in the x14 extension", &both("実施")),
        Form {
            after: r#"<dataValidations count="2"><dataValidation type="list" sqref="C9 C2"><formula1>"○,×"</formula1></dataValidation><dataValidation type="list" sqref="J1 C3:C4"><formula1>"はい,いいえ"</formula1></dataValidation></dataValidations>"#,
            ..form()
        }
        .case(4, "lists with split areas", &[("C2", "○"), ("C3", "はい")]),
        Form { heads: &["できている", "できていない", "コメント"], ..form() }.case(4, "mark in one of several columns", &both("○")),
        Form { heads: &["Yes", "No", "Comment"], after: r#"<dataValidations count="1"><dataValidation type="list" sqref="C2:D3"><formula1>"X"</formula1></dataValidation></dataValidations>"#, ..form() }
            .case(4, "X in one of several columns", &both("X")),
        Form { heads: &["評価（○/△/×）", "回答"], ..form() }.case(4, "○ in a column without a list", &both("○")),
        Form { after: list!(r#""TRUE,FALSE""#), ..form() }.case(4, "TRUE or FALSE", &both("1")),
        Form { holds: "□ 対応済 □ 未対策 □ 対応不要", ..form() }.case(4, "tick inside the text", &both("■ 対応済 □ 未対策 □ 対応不要")),
        Form { holds: "選択してください", after: LIST, ..form() }.case(4, "request to choose", &both("○")),
    ]
}
