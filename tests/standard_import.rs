//! The importer: the published document, its variants, and what is refused.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "a test stops at what it did not expect, and its table of cases may be long"
)]

use std::fs;
use std::path::PathBuf;

use kaito::{CriterionId, Entry, ErrorKind, Lookup, Standard};

fn id(text: &str) -> CriterionId {
    text.parse().unwrap()
}

fn document(rows: &str) -> String {
    format!(
        "# CCMS\n\n# セキュリティスタンダード\n\n公益財団法人 金融情報システムセンター\n\n\
         「金融機関等コンピュータシステムの安全対策基準・解説書（第12版）」対応\n\nVersion 4.00\n\n2025/04/11\n\n\
         株式会社Example\n\n# 目次\n\n## 1. 改訂履歴\n\nVersion\t改版内容\t更新日\n3.00\t第11版 対応\t2024/06/28\n\
         4.00\t第12版 対応\t2025/04/11\n\n### ○4.3. 安全対策対応表\n\n\
         金融機関等コンピュータシステムの安全対策基準・解説書からの引用 基準番号\tCCMSの対応状況\n{rows}"
    )
}

/// The rows as `number=entry`, joined by " / "; 同上 as `→number`, line breaks as ⏎.
fn imported(document: &str) -> String {
    let standard = Standard::import(document).unwrap();
    let show = |entry: &Entry| match entry {
        Entry::Response(text) => text.replace('\n', "⏎"),
        Entry::SameAs(stated_at) => format!("→{stated_at}"),
        Entry::Vacant => "欠番".to_owned(),
        Entry::Empty => String::new(),
    };
    let rows: Vec<String> =
        standard.rows.iter().map(|row| format!("{}={}", row.id, show(&row.entry))).collect();
    rows.join(" / ")
}

#[test]
fn committed_file_is_what_the_importer_makes_of_the_document() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let source = root.join("../shared/standard/ccms-security-standard-4.00.md");
    let Ok(text) = fs::read_to_string(source) else {
        eprintln!("skipped: ../shared/standard is absent");
        return;
    };
    let committed = fs::read_to_string(root.join("data/standard/ccms-4.00.json")).unwrap();
    assert_eq!(Standard::import(&text).unwrap().to_json().unwrap(), committed);
}

#[test]
fn identity_and_history_come_from_the_title_page() {
    let standard = Standard::import(&document("統1\t回答\n")).unwrap();
    assert_eq!(standard.title, "CCMSセキュリティスタンダード");
    assert_eq!(standard.publisher, "株式会社Example");
    assert_eq!(
        (standard.version.as_str(), standard.date.as_str(), standard.edition),
        ("4.00", "2025-04-11", 12)
    );
    let history: Vec<_> =
        standard.revisions.iter().map(|r| [&*r.version, &*r.change, &*r.date].join("|")).collect();
    assert_eq!(history, ["3.00|第11版 対応|2024-06-28", "4.00|第12版 対応|2025-04-11"]);
}

#[test]
fn rows_are_read_in_every_form() {
    let head_one_line =
        "金融機関等コンピュータシステムの安全対策基準・解説書からの引用 基準番号\tCCMSの対応状況\n";
    let head_two_lines =
        "金融機関等コンピュータシステムの安全対策基準・解説書からの引用\tCCMSの対応状況\n基準番号\t\n";
    let head_alone = "基準番号\n";
    let page = "\n### ○4.3. 安全対策対応表\n\n";
    let cases = [
        ("plain", "統1\tＡ と  B\n統2\t同上\n".to_owned(), "統1=Ａ と  B / 統2=→統1"),
        ("repeats of repeats", "実1\tA\n実2\t同上\n実3\t（同上）\n実4\t〃\n".to_owned(), "実1=A / 実2=→実1 / 実3=→実1 / 実4=→実1"),
        ("across a page", format!("実67\tA\n{page}{head_one_line}実68\t同上\n"), "実67=A / 実68=→実67"),
        ("two-line head", format!("実67\tA\n{page}{head_two_lines}実68\t同上\n"), "実67=A / 実68=→実67"),
        ("head on its own line", format!("実67\tA\n{page}{head_alone}実68\t同上\n"), "実67=A / 実68=→実67"),
        ("vacancy", "実126\tA\n実127\t(欠番)\n実128\t\n実129\n実132\tB\n".to_owned(), "実126=A / 実127=欠番 / 実128=欠番 / 実129=欠番 / 実132=B"),
        ("empty", "設60\t\n設61\tA\n".to_owned(), "設60= / 設61=A"),
        ("empty by a dash", "設60\t－\n設61\tA\n".to_owned(), "設60= / 設61=A"),
        ("wrapped cell", "統1\tA\nB\n統2\tC\n".to_owned(), "統1=A⏎B / 統2=C"),
        ("cell with a paragraph", "統1\tA\n\nB\n統2\tC\n".to_owned(), "統1=A⏎B / 統2=C"),
        ("cell cut by a page", format!("統1\tA\n\n- 7 -\n{page}{head_two_lines}B\n統2\tC\n"), "統1=A⏎B / 統2=C"),
        ("prose after the table", "統1\tA\n\nこの表は以上です。\n".to_owned(), "統1=A"),
        ("prose between tables", format!("統1\tA\n\n補足です。\n{page}{head_one_line}統2\tB\n"), "統1=A / 統2=B"),
        ("copyright", "監1\tA\n©Example Co., Ltd.\n無断転載を禁ず。\n".to_owned(), "監1=A"),
        ("running title", "統1\tA\nCCMS\nVersion 4.00\n12\n統2\tB\n".to_owned(), "統1=A / 統2=B"),
        ("full width", "実１\tA\n実　２\tB\n実１０３－１\tC\n".to_owned(), "実1=A / 実2=B / 実103-1=C"),
        ("later edition", "統5-1\tA\n統5-2\t同上\n".to_owned(), "統5-1=A / 統5-2=→統5-1"),
        ("out of order", "実2\tA\n実1\tB\n".to_owned(), "実2=A / 実1=B"),
        ("without tabs", "統1 A B\n統2　同上\n統3\nC\n".to_owned(), "統1=A B / 統2=→統1 / 統3=C"),
        ("pipes", "| 基準番号 | CCMSの対応状況 |\n|---|:--|\n| 統1 | A \\| B<br>C |\n|  | D |\n| **統2** | 同上 |\n| 統3 | |\n".to_owned(),
            "統1=A | B⏎C⏎D / 統2=→統1 / 統3="),
        ("a number inside a response", "統1\t実3の対応状況を参照\n実3の回答も参照\n統2\tB\n".to_owned(), "統1=実3の対応状況を参照⏎実3の回答も参照 / 統2=B"),
    ];
    for (name, rows, expected) in cases {
        assert_eq!(imported(&document(&rows)), expected, "{name}");
        let windows = format!("\u{feff}{}", document(&rows).replace('\n', "\r\n"));
        assert_eq!(imported(&windows), expected, "{name}, Windows line ends");
    }
}

#[test]
fn the_row_without_a_number_puts_a_range_out_of_scope() {
    let cases = [
        ("設備基準84～137は「本部・営業店等」の基準であり、対象外", "設84", "設137"),
        ("設84〜設137は対象外", "設84", "設137"),
        ("実務基準１０７－１２６：対象外", "実107", "実126"),
    ];
    for (sentence, first, last) in cases {
        let standard = Standard::import(&document(&format!("設83\tA\n{sentence}\t\n"))).unwrap();
        let [range] = standard.out_of_scope.as_slice() else {
            panic!("one range in {sentence}");
        };
        assert_eq!((range.first, range.last, range.reason.as_str()), (id(first), id(last), sentence));
        assert_eq!(standard.lookup(id(last)), Lookup::OutOfScope(sentence));
        assert_eq!(imported(&document(&format!("設83\tA\n{sentence}\t\n"))), "設83=A");
    }
}

#[test]
fn what_is_not_such_a_standard_is_refused_with_its_line() {
    let no_table = document("");
    let no_edition = document("統1\tA\n").replace("第12版", "最新").replace("第11版", "前");
    let cases = [
        ("empty", String::new(), ErrorKind::NotAStandard, Some("line 1")),
        ("another text", "買い物リスト\n牛乳\n".to_owned(), ErrorKind::NotAStandard, Some("line 1")),
        ("no table", no_table, ErrorKind::NotAStandard, None),
        ("no edition", no_edition, ErrorKind::NotAStandard, Some("line 1")),
        (
            "number twice",
            document("統1\tA\n統2\tB\n統1\tC\n"),
            ErrorKind::InvalidData,
            Some("line 28, first in line 26"),
        ),
        ("同上 first", document("統1\t同上\n"), ErrorKind::InvalidData, Some("line 26")),
        (
            "同上 below an empty cell",
            document("統1\tA\n統2\t\n統3\t同上\n"),
            ErrorKind::InvalidData,
            Some("line 28"),
        ),
        (
            "同上 below a vacancy",
            document("統1\tA\n統2\t（欠番）\n統3\t同上\n"),
            ErrorKind::InvalidData,
            Some("line 28"),
        ),
        (
            "row in an out-of-scope range",
            document("設90\tA\n設備基準84～137は対象外\n"),
            ErrorKind::InvalidData,
            Some("設84–設137"),
        ),
    ];
    for (name, text, kind, place) in cases {
        let error = Standard::import(&text).unwrap_err();
        assert_eq!((error.kind(), error.place()), (kind, place), "{name}: {error}");
    }
}
