//! Row heights for workbooks that are written anew: not every program fits rows to wrapped text when it opens them.

/// Height of one line of text, in points.
pub const LINE: f64 = 15.0;
/// Share of a column's width that text fills on average: words and Japanese punctuation do not break anywhere.
const FILLED: f64 = 0.92;
/// The greatest height of a row, in points.
const MAX: f64 = 409.0;

/// Points that `text` needs in a column of `width` characters; wide characters count twice.
pub fn points(text: &str, width: f64) -> f64 {
    let units = |line: &str| line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 }).sum::<f64>();
    let lines: f64 = text.lines().map(|line| (units(line) / (width * FILLED).max(1.0)).ceil().max(1.0)).sum();
    (lines.max(1.0) * LINE).min(MAX)
}

#[cfg(test)]
mod tests {
    use super::points;

    #[test]
    fn a_row_is_as_high_as_its_lines_and_never_higher_than_allowed() {
        let cases = [
            ("", 10.0, 15.0),
            ("short", 10.0, 15.0),
            ("two\nlines", 10.0, 30.0),
            ("全角で六文字", 10.0, 30.0),
            ("x", 0.0, 15.0),
        ];
        for (text, width, expected) in cases {
            assert_eq!(points(text, width), expected, "{text}");
        }
        assert_eq!(points(&"長い".repeat(9999), 10.0), 409.0);
    }
}
