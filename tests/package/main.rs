//! The package: opened within limits, edited in place, and proved.

mod corpus;
mod kept;
mod open;
mod proof;
mod sheets;
mod styles;
mod support;
mod zip_shapes;
