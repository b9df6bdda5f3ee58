use proptest::prelude::*;

use super::*;

const CELLS: &[(&str, Option<Group>, &str)] = &[
    ("3", Some(Group::Practice), "実3"),
    ("３", Some(Group::Facility), "設3"),
    ("3-1", Some(Group::Practice), "実3-1"),
    ("103-1", Some(Group::Practice), "実103-1"),
    ("第3号", Some(Group::Control), "統3"),
    ("No.3", Some(Group::Control), "統3"),
    ("#3", Some(Group::Control), "統3"),
    ("003", Some(Group::Control), "統3"),
    ("(3)", Some(Group::Practice), "実3"),
    ("【3】", Some(Group::Practice), "実3"),
    ("3番", Some(Group::Practice), "実3"),
    ("3,13,30", Some(Group::Practice), "実3 実13 実30"),
    ("3、13", Some(Group::Practice), "実3 実13"),
    ("3\n13\r\n30", Some(Group::Practice), "実3 実13 実30"),
    ("3 13", Some(Group::Practice), "実3 実13"),
    ("3~5", Some(Group::Practice), "実3 実4 実5"),
    ("3～5", Some(Group::Practice), "実3 実4 実5"),
    ("150-153", Some(Group::Practice), "実150 実151 実152 実153"),
    ("FISC 3", Some(Group::Practice), "実3"),
    ("十二", Some(Group::Practice), "実12"),
    (" 3 ", Some(Group::Audit), "beyond:監3"),
    ("154", Some(Group::Practice), "beyond:実154"),
    ("実3", Some(Group::Control), "実3"),
    ("実3\n13\n統5", None, "実3 実13 統5"),
    ("実務基準\n3", None, "実3"),
    ("実3 13", None, "実3 実13"),
    ("統3", None, "統3"),
    ("3", None, ""),
    ("3-1-1", Some(Group::Practice), ""),
    ("3.1", Some(Group::Practice), ""),
    ("Q12", Some(Group::Practice), ""),
    ("設問20", Some(Group::Practice), ""),
    ("項番39", Some(Group::Practice), ""),
    ("3年", Some(Group::Practice), ""),
    ("3 パスワード", Some(Group::Practice), ""),
    ("3件", Some(Group::Practice), ""),
    ("2024", Some(Group::Practice), ""),
    ("2024/3/1", Some(Group::Practice), ""),
    ("-", Some(Group::Practice), ""),
    ("C5", Some(Group::Control), ""),
    ("一般", Some(Group::Control), ""),
    ("0", Some(Group::Control), ""),
    ("", Some(Group::Control), ""),
];

#[test]
fn reads_number_cells() {
    CELLS.iter().for_each(|(content, group, expected)| check(content, *group, true, expected));
}

#[test]
fn spans_cover_the_number() {
    let spans = |text: &str| -> Vec<String> {
        mentions(text, None, false).iter().map(|mention| text[mention.span.clone()].to_owned()).collect()
    };
    assert_eq!(spans("第12版【実１】と統1〜統2、３"), ["実１", "統1〜統2", "統1〜統2", "３"]);
    assert_eq!(spans("FISC実務基準3,13"), ["実務基準3", "13"]);
    assert_eq!(spans("設備72番：空調機"), ["設備72番"]);
    assert_eq!(spans("実3・枝番8 の暗号化"), ["実3・枝番8"]);
    assert_eq!(spans("see FISC P9 here"), ["P9"]);
}

#[test]
fn finds_the_edition() {
    let cases = [
        ("FISC安全対策基準（第12版）", Some(12)),
        ("（第9版）", Some(9)),
        ("第１３版", Some(13)),
        ("第 10 版", Some(10)),
        ("第十二版", Some(12)),
        ("第9版令和2年3月版", Some(9)),
        ("FISC 9th edition", Some(9)),
        ("FISC Security Guidelines, 12th Ed.", Some(12)),
        ("eighth edition of FISC", Some(8)),
        ("Edition 13", Some(13)),
        ("本チェックシート第2版、FISC第12版", Some(12)),
        ("本チェックシート第2版", None),
        ("2024年版", None),
        ("第6版", None),
        ("出版", None),
        ("実12", None),
        ("", None),
    ];
    for (text, expected) in cases {
        assert_eq!(edition(text), expected, "in {text:?}");
    }
}

proptest! {
    #[test]
    fn holds_for_any_text(parts in proptest::collection::vec(part(), 0..12), noise in "\\PC{0,12}", cell: bool) {
        let text = format!("{}{noise}", parts.concat());
        for group in [None, Some(Group::Practice)] {
            for mention in mentions(&text, group, cell) {
                prop_assert!(text.get(mention.span.clone()).is_some_and(|span| !span.is_empty()));
            }
        }
        let _ = edition(&text);
    }
}

/// Pieces of notations, so that most texts reach deep into the grammar.
fn part() -> impl Strategy<Value = String> {
    prop_oneof![
        "[統実設監運技][制務備査]?(基準)?",
        "[0-9０-９]{1,5}",
        "[一二三十百〇]{1,4}",
        "[-－ー〜~、,・/&() 　\n第号番の]",
        "(FISC|P|C|Practice |から|枝番|第8版| to | and |№|版)",
        "\\PC",
    ]
}
