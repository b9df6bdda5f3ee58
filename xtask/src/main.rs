//! Build tasks of the project.

mod train;

fn main() -> anyhow::Result<()> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("train") => train::run(&root, arguments.iter().any(|argument| argument == "--table")),
        _ => anyhow::bail!("expected a task: train"),
    }
}
