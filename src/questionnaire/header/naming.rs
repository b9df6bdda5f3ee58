//! What a heading says: its text compared with the heading words of every role.

use std::collections::BTreeMap;

use super::super::layout::Role;
use super::super::words::{self, HEADINGS};
use super::super::{choice, spelling};
use super::{MAX_WORD_BYTES, RoleScores};

/// Longest text that heading words are looked for in.
const MAX_WORD_TEXT: usize = 40;
/// What 貴社 and the like add to a heading for an answer.
const ADDRESSED: f32 = 0.6;
/// A heading that lists the values says that one of them is taken, whatever else it calls the column.
const LISTS_VALUES: f32 = 5.0;
/// What parts two things that share a column: 「充足内容／代替策」, 「実施内容又は未実施の理由」, "Evidence / artefacts".
const SEPARATORS: [&str; 10] = ["\n", "／", " / ", " and ", "又は", "または", "及び", "および", "、", "，"];
/// What makes listed values a condition, under which words are asked for: "Explain (if No or N/A)".
const CONDITIONS: &str = "場合 理由 とき if when please explain";
/// Longest heading that asks under a condition, in characters; longer texts are questions.
const MAX_CONDITION: usize = 30;
/// What is asked for where something is not done …
const REASONS: &str = "理由 代替 時期 予定";
/// … and where it is.
const DETAILS: &str = "具体 内容 詳細 説明";

/// One heading word with what it says.
struct Word {
    role: Role,
    weight: f32,
    text: &'static str,
    characters: usize,
}

/// The heading words by their first character: every text of a sheet is compared with them.
pub(super) struct HeadingWords(BTreeMap<char, Vec<Word>>);

impl Default for HeadingWords {
    fn default() -> Self {
        let mut words: BTreeMap<char, Vec<Word>> = BTreeMap::new();
        for (role, weight, list) in HEADINGS {
            for text in list.split_whitespace() {
                let (role, weight, characters) = (*role, *weight, text.chars().count());
                let word = Word { role, weight, text, characters };
                if let Some(first) = text.chars().next() {
                    words.entry(first).or_default().push(word);
                }
            }
        }
        Self(words)
    }
}

impl HeadingWords {
    /// Compares a heading with the words of every role, as a whole and by its first line.
    pub(super) fn compare(&self, text: &str) -> RoleScores {
        let mut scores = [0.0; Role::COUNT];
        if text.len() > 2 * MAX_WORD_BYTES {
            return scores;
        }
        let variants = variants(text);
        for variant in &variants {
            self.compare_parts(variant, &mut scores);
        }
        // 「回答内容・補足」 takes the answer; in 「根拠・備考」 the last word tells.
        if let Some((first, _)) = text.split_once('・') {
            let mut named = [0.0; Role::COUNT];
            self.compare_parts(&spelling::normalise(first), &mut named);
            raise(&mut scores, Role::Answer, named[Role::Answer as usize]);
        }
        self.compare_head(text, &mut scores);
        if names_range(text) {
            raise(&mut scores, Role::Choice, words::USUAL);
        }
        if names_values(text) {
            let conditional = spelling::has_word(&spelling::normalise_whole(text), CONDITIONS);
            raise(&mut scores, Role::Choice, if conditional { words::WEAK } else { LISTS_VALUES });
        }
        if asks_for_mark(text) {
            raise(&mut scores, Role::Choice, words::USUAL);
        }
        if let Some(role) = asked_under_condition(&variants) {
            raise(&mut scores, role, words::USUAL);
        }
        let given = [Role::Choice, Role::Answer, Role::Remark, Role::Evidence];
        let takes = given.iter().any(|role| scores.get(*role as usize).is_some_and(|score| *score > 0.0));
        if takes && variants.iter().any(|variant| spelling::has_word(variant, words::FOR_RESPONDENT)) {
            for role in given {
                if let Some(score) = scores.get_mut(role as usize).filter(|score| **score > 0.0) {
                    *score += ADDRESSED;
                }
            }
        }
        scores
    }

    /// Looks for the words anywhere in `text`.
    fn compare_parts(&self, text: &str, scores: &mut RoleScores) {
        let length = text.chars().count();
        if length > MAX_WORD_TEXT {
            return;
        }
        for (at, first) in text.char_indices() {
            let rest = text.get(at..).unwrap_or_default();
            let words = self.0.get(&first).into_iter().flatten();
            for word in words.filter(|word| rest.starts_with(word.text)) {
                raise(scores, word.role, word.weight * likeness(text, length, at, word));
            }
        }
    }

    /// The last word of an English heading, or the one before "of", says what the column is, however short: "Control
    /// no.", "Details of compliance".
    fn compare_head(&self, text: &str, scores: &mut RoleScores) {
        let tokens = text.split_whitespace().filter(|token| token.contains(char::is_alphanumeric));
        let tokens = tokens.take_while(|token| !token.eq_ignore_ascii_case("of"));
        let (count, last) = tokens.fold((0, ""), |(count, _), token| (count + 1, token));
        if (count < 2 && !text.contains(" of ")) || !text.is_ascii() || text.len() > MAX_WORD_BYTES {
            return;
        }
        let last = spelling::normalise_whole(last);
        let words = last.chars().next().and_then(|first| self.0.get(&first)).into_iter().flatten();
        for word in words.filter(|word| word.text == last && word.weight >= words::USUAL) {
            raise(scores, word.role, word.weight * as_end(1.0 / count.max(2) as f32));
        }
    }
}

/// Whether a heading names the values of a judgement: 「回答（○/△/×）」, "In place? (Y/N)".
fn names_values(text: &str) -> bool {
    let speaking = |value: &String| !value.is_ascii() || value.len() > 1;
    let values = choice::values_in(text);
    let slashed = text.contains(['/', '／']);
    let yes_no = || slashed && spelling::normalise_whole(text).contains("y/n");
    (values.len() >= 2 && (slashed || values.iter().any(speaking))) || yes_no()
}

/// Whether a heading says that a mark is put below it: 「該当する方に○」, 「○を記入」.
fn asks_for_mark(text: &str) -> bool {
    ["に○", "に〇", "に◯", "に✓", "にレ", "○を", "〇を", "◯を", "○印", "〇印"]
        .iter()
        .any(|mark| text.contains(mark))
}

/// What a heading asks for under a condition: 「『いいえ』の場合、その理由」 a remark, 「『はい』の場合、具体的に」 the answer.
fn asked_under_condition(variants: &[String]) -> Option<Role> {
    let brief = |text: &&String| text.chars().count() <= MAX_CONDITION;
    let whole = variants.first().filter(brief).filter(|text| text.contains("場合"))?;
    let asks = |words: &str| spelling::has_word(whole, words);
    match (asks(REASONS), asks(DETAILS)) {
        (true, _) => Some(Role::Remark),
        (false, true) => Some(Role::Answer),
        (false, false) => None,
    }
}

/// Whether a heading ends with the range of its levels: "Current maturity (0-5)", 「達成度（0～3）」.
fn names_range(text: &str) -> bool {
    let inner = text
        .trim_end_matches([')', '）'])
        .rsplit(['(', '（'])
        .next()
        .filter(|inner| inner.len() < text.len());
    let ends = inner.and_then(|inner| inner.split_once(['-', '–', '~', '～', '〜']));
    let level = |text: &str| matches!(text.trim().as_bytes(), [digit] if digit.is_ascii_digit());
    ends.is_some_and(|(low, high)| level(low) && level(high))
}

/// The spellings of a heading that are compared: whole, its first part, and without particles.
fn variants(text: &str) -> Vec<String> {
    let mut variants = vec![spelling::normalise(text)];
    // The first line, and the first of two things that share a column.
    for separator in SEPARATORS {
        if let Some((first, _)) = text.split_once(separator) {
            variants.push(spelling::normalise(first));
        }
    }
    // 「○○株式会社様　補足欄」 says at its end what is written there.
    let last = text.split_whitespace().last().filter(|last| last.ends_with('欄') && last.len() < text.len());
    variants.extend(last.map(spelling::normalise));
    // 「補足説明欄」 says what 「補足説明」 says.
    let bare: Vec<String> =
        variants.iter().filter_map(|text| text.strip_suffix('欄')).map(str::to_owned).collect();
    variants.extend(bare);
    // 「当行確認事項」 is what is asked, whoever asks it.
    let asker = |text: &&String| text.ends_with("事項") || text.ends_with("項目");
    let asked: Vec<String> = variants.iter().filter(asker).filter_map(|text| without_asker(text)).collect();
    variants.extend(asked);
    // 「ご回答の補足」 says what 「回答補足」 says.
    let plain: Vec<String> = variants
        .iter()
        .filter(|it| it.contains(['の', 'ご']))
        .map(|it| it.replace(['の', 'ご'], ""))
        .collect();
    variants.extend(plain);
    variants
}

/// A heading without the customer's name for itself in front.
fn without_asker(heading: &str) -> Option<String> {
    let mut names = words::CUSTOMER.split_whitespace();
    names.find_map(|name| heading.strip_prefix(name)).map(str::to_owned)
}

fn raise(scores: &mut RoleScores, role: Role, score: f32) {
    if let Some(best) = scores.get_mut(role as usize).filter(|best| **best < score) {
        *best = score;
    }
}

/// 1 for the word itself; less where it is a part, and least where it is not the end (the head of a Japanese
/// compound).
fn likeness(text: &str, length: usize, at: usize, word: &Word) -> f32 {
    if text == word.text {
        return 1.0;
    }
    let latin = word.text.is_ascii();
    let coverage = word.characters as f32 / length as f32;
    let shortest = if latin { 5 } else { 2 };
    if word.characters < shortest || coverage < if latin { 0.4 } else { 0.2 } {
        return 0.0;
    }
    if at + word.text.len() == text.len() { as_end(coverage) } else { 0.1 + 0.4 * coverage }
}

/// How well a word at the end of a heading names it, by its part of the heading.
fn as_end(coverage: f32) -> f32 {
    0.4 + 0.55 * coverage
}
