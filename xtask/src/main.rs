//! Build tasks of the project.
fn main() {}
