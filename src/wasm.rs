//! The boundary to JavaScript, and the only place that knows it.
//!
//! What lives long (engine, workbook, drafted decisions) stays here behind handles; everything else crosses as
//! plain data whose TypeScript types are generated from the core's. Bytes travel beside the data. Every failure
//! arrives as a JavaScript `Error` that carries the fields of [`Failure`].

mod engine;
mod failure;
mod memory;
mod reviewing;
mod sheets;
mod workbook;

use tsify::{Ts, Tsify as _};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsValue, throw_str};

pub use engine::{Engine, Settings};
pub use failure::Failure;
pub use memory::{OpenMemory, Recollection};
pub use reviewing::{CriterionCard, Opinion, Reviewed};
pub use sheets::{GridCell, GridRow, SheetCard};
pub use workbook::{Draft, FilledWorkbook, OpenWorkbook};

use crate::company::CompanyLibrary;
use crate::proof::{self, Proof};
use crate::standard::{ResponseChange, Standard};
use crate::workbook::Workbook;

/// Lets a defect of the core reach JavaScript as an exception that names its place; the module must not be used
/// after one.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| throw_str(&panic.to_string())));
}

/// Refuses settings that no workbook could be filled with, before any is opened.
///
/// # Errors
/// `invalid-data` for an unknown policy.
#[wasm_bindgen(js_name = checkSettings)]
pub fn check_settings(settings: Ts<Settings>) -> Result<(), JsValue> {
    let settings = settings.to_rust().map_err(failure::unconverted)?;
    settings.policy().map(|_| ()).map_err(failure::thrown)
}

/// Compares a filled workbook with its original; `password` opens both where they need one.
///
/// # Errors
/// As [`proof::verify_with_password`].
#[wasm_bindgen]
pub fn verify(original: &[u8], filled: &[u8], password: Option<String>) -> Result<Ts<Proof>, JsValue> {
    let password = password.as_deref();
    let proof = proof::verify_with_password(original, filled, password).map_err(failure::thrown)?;
    proof.into_ts().map_err(failure::unconverted)
}

/// The library JSON of a published standard's text.
///
/// # Errors
/// `not-a-standard` with the line.
#[wasm_bindgen(js_name = importStandard)]
pub fn import_standard(document: &str) -> Result<String, JsValue> {
    Standard::import(document).and_then(|standard| standard.to_json()).map_err(failure::thrown)
}

/// Whether a library file is a company's, not a published standard.
#[wasm_bindgen(js_name = isCompanyLibrary)]
pub fn is_company_library(library: &str) -> bool {
    CompanyLibrary::is_file(library)
}

/// The empty form of a company's library as .xlsx.
///
/// # Errors
/// None that a test has not excluded.
#[wasm_bindgen(js_name = companyForm)]
pub fn company_form() -> Result<Vec<u8>, JsValue> {
    crate::company::form().map_err(failure::thrown)
}

/// The library JSON of a form that a person has filled; `name` is its file name.
///
/// # Errors
/// As for opening a workbook; `invalid-data` with the cell that breaks a rule.
#[wasm_bindgen(js_name = importCompanyForm)]
pub fn import_company_form(bytes: &[u8], name: &str) -> Result<String, JsValue> {
    let workbook = Workbook::open(bytes, name).map_err(failure::thrown)?;
    CompanyLibrary::from_workbook(&workbook).and_then(|library| library.to_json()).map_err(failure::thrown)
}

/// The criteria whose response changed between two libraries; a missing one is the built-in standard.
///
/// # Errors
/// `invalid-data` for a library that breaks its rules.
#[wasm_bindgen(js_name = diffLibraries)]
pub fn diff_libraries(
    earlier: Option<String>,
    later: Option<String>,
) -> Result<Vec<Ts<ResponseChange>>, JsValue> {
    let read = |json: Option<String>| match json {
        Some(json) => Standard::from_json(&json),
        None => Standard::embedded(),
    };
    let (earlier, later) = (read(earlier).map_err(failure::thrown)?, read(later).map_err(failure::thrown)?);
    let changes = earlier.changes(&later);
    changes.iter().map(Ts::from_rust).collect::<Result<_, _>>().map_err(failure::unconverted)
}

/// The sample questionnaire as .xlsx.
///
/// # Errors
/// None that a test has not excluded.
#[wasm_bindgen]
pub fn sample() -> Result<Vec<u8>, JsValue> {
    crate::sample::workbook().map_err(failure::thrown)
}

/// File name of the sample questionnaire.
#[wasm_bindgen(js_name = sampleName)]
pub fn sample_name() -> String {
    crate::sample::FILE_NAME.to_owned()
}
