//! The library file: JSON that a person can edit, one criterion a line; `docs/library.schema.json` is its schema.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::CompanyLibrary;
use crate::error::{Error, ErrorKind, Result};
use crate::memory::Date;

/// A company's library as it stands in the file.
#[derive(Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
struct LibraryFile<'a> {
    /// What the library is called where answers name their source.
    title: String,
    /// Its version.
    version: String,
    /// The day of the version, e.g. `2026-04-01`.
    #[cfg_attr(test, schemars(with = "String"))]
    date: Date,
    /// The criteria with their answers.
    // Read one by one, so that each knows its line.
    #[serde(borrow)]
    #[cfg_attr(test, schemars(with = "Vec<super::CompanyCriterion>"))]
    criteria: Vec<&'a RawValue>,
}

/// By what a company's library differs from a published standard.
#[derive(Deserialize)]
struct Kind {
    criteria: Option<serde::de::IgnoredAny>,
}

impl CompanyLibrary {
    /// Whether a library file is a company's, not a published standard.
    pub fn is_file(json: &str) -> bool {
        serde_json::from_str::<Kind>(json).is_ok_and(|kind| kind.criteria.is_some())
    }

    /// Reads a library file.
    ///
    /// # Errors
    /// `invalid-data` with the line of a syntax error, an unknown field, or a rule that is broken.
    pub fn from_json(json: &str) -> Result<Self> {
        let json = json.trim_start_matches('\u{FEFF}');
        let file: LibraryFile<'_> = serde_json::from_str(json).map_err(|error| unreadable(&error, 0))?;
        let line_of = |field: &str| place(lines_above(json, json.find(&format!("\"{field}\"")).unwrap_or(0)));
        let mut library = Self::titled(file.title, file.version, file.date, &line_of)?;
        for raw in file.criteria {
            // The text of a raw value is a part of the file's, so that its address tells its place.
            let start = (raw.get().as_ptr() as usize).saturating_sub(json.as_ptr() as usize);
            let criterion = serde_json::from_str(raw.get())
                .map_err(|error| unreadable(&error, lines_above(json, start)))?;
            library.add(criterion, &|_| place(lines_above(json, start)))?;
        }
        Ok(library)
    }

    /// The library file: one criterion a line; ends with a newline.
    ///
    /// # Errors
    /// `invalid-data` only if serde cannot write a field, which none of these types provokes.
    pub fn to_json(&self) -> Result<String> {
        let criteria = self.criteria.iter().map(|own| Ok(format!("    {}", line(own)?)));
        let criteria = criteria.collect::<Result<Vec<_>>>()?.join(",\n");
        let (title, version, date) = (line(&self.title)?, line(&self.version)?, line(&self.date)?);
        Ok(format!(
            "{{\n  \"title\": {title},\n  \"version\": {version},\n  \"date\": {date},\n  \"criteria\": [\n{criteria}\n  ]\n}}\n"
        ))
    }
}

fn line<T: Serialize>(value: &T) -> Result<String> {
    serde_json::to_string(value)
        .map_err(|error| Error::new(ErrorKind::InvalidData, error.to_string(), error.to_string()))
}

fn lines_above(json: &str, at: usize) -> usize {
    json.get(..at).map_or(0, |above| above.matches('\n').count())
}

/// The line below `above` others.
fn place(above: usize) -> String {
    format!("line {}", above + 1)
}

fn unreadable(error: &serde_json::Error, above: usize) -> Error {
    // serde names line and column of the piece that it read; the place has those of the file.
    let found = error.to_string();
    let found = found.split(" at line ").next().unwrap_or_default();
    Error::new(
        ErrorKind::InvalidData,
        format!("自社回答ライブラリとして読み取れません: {found}"),
        format!("expected a company's library: {found}"),
    )
    .at(place(above + error.line().saturating_sub(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The committed schema is made from these types; `KAITO_WRITE_SCHEMA=1 cargo test --lib schema` writes it.
    #[test]
    fn the_committed_schema_describes_these_types() {
        const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/library.schema.json");
        let made = serde_json::to_string_pretty(&schemars::schema_for!(LibraryFile<'_>)).unwrap() + "\n";
        if std::env::var_os("KAITO_WRITE_SCHEMA").is_some() {
            std::fs::write(PATH, &made).unwrap();
        }
        assert_eq!(std::fs::read_to_string(PATH).unwrap(), made);
    }
}
