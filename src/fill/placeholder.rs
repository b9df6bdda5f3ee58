//! Default values that are no answers: a cell that holds one counts as empty.

use unicode_normalization::UnicodeNormalization;

/// Placeholders in compatibility form, without white space, brackets and closing marks.
const PLACEHOLDERS: [&str; 24] = [
    "",
    "-",
    "--",
    "---",
    "ー",
    "―",
    "–",
    "—",
    "選択",
    "要選択",
    "未選択",
    "未回答",
    "未記入",
    "未入力",
    "選択してください",
    "選択して下さい",
    "選択願います",
    "リストから選択",
    "リストから選択してください",
    "リストから選択して下さい",
    "select",
    "pleaseselect",
    "selectone",
    "chooseanitem",
];

/// Whether `text` is empty or a placeholder such as 「選択してください」, "-" or "Please select".
pub fn is_placeholder(text: &str) -> bool {
    let bare: String = text
        .nfkc()
        .filter(|c| !c.is_whitespace() && !"▼▽↓<>()[]【】「」〈〉《》。.…※".contains(*c))
        .flat_map(char::to_lowercase)
        .collect();
    PLACEHOLDERS.contains(&bare.as_str())
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn placeholders_count_as_empty_and_answers_do_not() {
        let empty = [
            "",
            " ",
            "　",
            "選択してください",
            "【選択してください】",
            "▼選択",
            "未回答",
            "－",
            "-",
            "Please select...",
            "<Select>",
        ];
        let answers = ["はい", "○", "対象外", "未対応", "選択式", "N/A", "0", "別紙参照"];
        for text in empty {
            assert!(is_placeholder(text), "{text}");
        }
        for text in answers {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
