//! Failures as JavaScript sees them.

use serde::Serialize;
use tsify::Tsify;
use wasm_bindgen::{JsCast as _, JsValue};

use crate::error::{Error, ErrorKind};
use crate::text::Text;

/// What an `Error` thrown by this module carries beside its message.
#[derive(Debug, Clone, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Failure {
    /// Stable name of the kind of failure, e.g. `"damaged"`.
    pub code: &'static str,
    /// Where it happened, when known: a part, a cell or a line.
    pub place: Option<String>,
    /// What was expected and what was found.
    pub what: Text,
    /// What to do about it.
    pub help: Text,
}

impl From<&Error> for Failure {
    fn from(error: &Error) -> Self {
        Self {
            code: error.code(),
            place: error.place().map(str::to_owned),
            what: error.what().clone(),
            help: error.help(),
        }
    }
}

/// `error` as a JavaScript `Error` with the fields of [`Failure`].
pub(super) fn thrown(error: Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.to_string());
    thrown.set_name("KaitoError");
    if let Ok(fields) = Failure::from(&error).into_js() {
        js_sys::Object::assign(&thrown, JsValue::from(fields).unchecked_ref());
    }
    thrown.into()
}

/// Data from JavaScript that has not the declared type (or, never seen, data that cannot leave).
pub(super) fn unconverted(error: tsify::Error) -> JsValue {
    let found = error.to_string();
    thrown(Error::new(ErrorKind::InvalidData, found.clone(), found))
}
