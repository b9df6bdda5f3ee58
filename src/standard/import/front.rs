//! The title page and the revision history.

use unicode_normalization::UnicodeNormalization;

use super::super::Revision;
use super::line::{self, Line};
use crate::error::{Error, ErrorKind, Result};

/// What the document says about itself before its table begins.
#[derive(Debug)]
pub(super) struct Front {
    pub(super) title: String,
    pub(super) publisher: String,
    pub(super) version: String,
    pub(super) date: String,
    pub(super) edition: u8,
    pub(super) revisions: Vec<Revision>,
    /// Lines of the title page without white space, to know them again at the top and bottom of pages.
    page: Vec<String>,
}

impl Front {
    /// Reads the lines above the first row of the table.
    pub(super) fn read(document: &str) -> Result<Self> {
        let above: Vec<&str> = line::lines(document)
            .take_while(|text| !matches!(line::classify(text), Line::Row { .. }))
            .collect();
        let page: Vec<&str> = above
            .iter()
            .map(|text| text.trim_matches(|c: char| c.is_whitespace() || c == '#' || c == '*'))
            .take_while(|text| !text.starts_with("目次") && !text.contains("履歴"))
            .filter(|text| !text.is_empty() && line::classify(text) != Line::Headings)
            .collect();
        let revisions: Vec<Revision> = above.iter().filter_map(|text| revision(text)).collect();
        let latest = revisions.last();
        let edition = page.iter().copied().chain(latest.map(|r| r.change.as_str())).find_map(edition);
        let version_line = page.iter().position(|text| version(text).is_some());
        let version =
            page.iter().find_map(|text| version(text)).or_else(|| latest.map(|r| r.version.clone()));
        let date = page.iter().find_map(|text| date(text)).or_else(|| latest.map(|r| r.date.clone()));
        let (names, below) = page.split_at(version_line.unwrap_or(page.len()));
        Ok(Self {
            title: title(names),
            publisher: publisher(below),
            version: version
                .ok_or_else(|| missing("版数（Version 4.00 など）", "a version such as \"Version 4.00\""))?,
            date: date.ok_or_else(|| missing("版の日付", "the date of the version"))?,
            edition: edition
                .ok_or_else(|| missing("安全対策基準の版（第12版 など）", "the edition (第12版)"))?,
            revisions,
            page: page.iter().map(|text| squashed(text)).collect(),
        })
    }

    /// Whether `text` is a line of the title page printed again as page furniture.
    pub(super) fn repeats(&self, text: &str) -> bool {
        let text = squashed(text);
        !text.is_empty() && self.page.contains(&text)
    }
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Title lines joined; a space only between two Latin words.
fn title(names: &[&str]) -> String {
    let own = names
        .iter()
        .filter(|text| !text.contains("金融情報システムセンター") && !text.contains("安全対策基準"));
    own.fold(String::new(), |mut title, text| {
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if latin(title.chars().last()) && latin(text.chars().next()) {
            title.push(' ');
        }
        title + text
    })
}

/// The first line below the version that is no date.
fn publisher(below: &[&str]) -> String {
    let named = below.iter().skip(1).find(|text| date(text).is_none());
    named.map_or_else(String::new, |text| (*text).to_owned())
}

fn missing(ja: &str, en: &str) -> Error {
    Error::new(
        ErrorKind::NotAStandard,
        format!("{ja}が表紙にも改訂履歴にもありません。"),
        format!("expected {en} on the title page or in the revision history, found none"),
    )
    .at("line 1")
}

/// `第12版` anywhere in the line.
fn edition(text: &str) -> Option<u8> {
    let folded: String = text.nfkc().collect();
    folded.split('第').skip(1).find_map(|rest| rest.split_once('版')?.0.trim().parse().ok())
}

/// `Version 4.00`, `Ver. 4.00`, `バージョン 4.00`.
fn version(text: &str) -> Option<String> {
    let folded = text.nfkc().collect::<String>().to_lowercase();
    let number = ["version", "ver.", "ver", "バージョン"]
        .iter()
        .find_map(|word| folded.strip_prefix(word))?
        .trim_start_matches([' ', ':']);
    is_version(number).then(|| number.to_owned())
}

fn is_version(text: &str) -> bool {
    text.contains('.')
        && text.split('.').all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// `2025/04/11`, `2025-4-11`, `2025.4.11` or `2025年4月11日` as ISO 8601.
fn date(text: &str) -> Option<String> {
    let folded: String = text.nfkc().filter(|c| !c.is_whitespace()).collect();
    let parts: Vec<&str> = folded.trim_end_matches('日').split(['/', '-', '.', '年', '月']).collect();
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let year: u16 = year.parse().ok().filter(|year| (1980..=2199).contains(year))?;
    let month: u8 = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    let day: u8 = day.parse().ok().filter(|day| (1..=31).contains(day))?;
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// A line of the history: version, change, date.
fn revision(text: &str) -> Option<Revision> {
    let text = text.trim().trim_matches('|').trim();
    let separator = |c: char| c.is_whitespace() || c == '|';
    let (version, rest) = text.split_once(separator)?;
    let (change, day) = rest.rsplit_once(separator)?;
    is_version(version).then_some(())?;
    Some(Revision {
        version: version.to_owned(),
        change: change.trim_matches(separator).to_owned(),
        date: date(day)?,
    })
}
