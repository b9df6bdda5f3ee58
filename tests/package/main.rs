//! The package: opened within limits, edited in place, and proved.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]
#![allow(clippy::too_many_lines, reason = "a table of cases is one idea")]

mod corpus;
mod damage;
#[path = "../filling/mod.rs"]
mod filling;
mod kept;
mod open;
mod proof;
mod random;
mod shapes;
mod styles;
mod support;
mod values;
