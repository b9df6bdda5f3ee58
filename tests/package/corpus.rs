//! Files that other people made: refused with a reason, or edited with a proof. Never a panic.

use std::path::{Path, PathBuf};

#[path = "../../examples/corpus/file.rs"]
mod file;
use file::Outcome;

/// Every how many-th file of the folder is taken; `cargo run --example corpus` takes all.
const STEP: usize = 12;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus").join(folder);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is absent", folder.display());
        return Vec::new();
    };
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    // The largest files take minutes in an unoptimised build.
    paths.retain(|path| path.metadata().is_ok_and(|data| data.len() < 300_000));
    paths.into_iter().step_by(STEP).collect()
}

#[test]
fn other_peoples_files_are_edited_or_refused_with_a_true_reason() {
    let (mut edited, mut failed) = (0, Vec::new());
    for path in files("packages").into_iter().chain(files("questionnaires")) {
        let bytes = std::fs::read(&path).unwrap();
        match file::check(&bytes, &path.to_string_lossy()) {
            Outcome::Edited { bytes, cells, identical } if identical > 0 && !cells.is_empty() => {
                edited += usize::from(!bytes.is_empty());
            }
            Outcome::Edited { .. } => failed.push(format!("{}: nothing kept or written", path.display())),
            Outcome::Failed(message) => failed.push(format!("{}: {message}", path.display())),
            Outcome::Refused(code, message) => eprintln!("{} refused, {code}: {message}", path.display()),
            Outcome::Opened(format, reason) => eprintln!("{} opened as {format:?}: {reason}", path.display()),
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
    eprintln!("{edited} files edited");
}
