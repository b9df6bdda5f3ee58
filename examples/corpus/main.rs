//! `cargo run --example corpus -- DIR…`: fills one empty cell per sheet in every file of the folders, proves that
//! nothing else changed, and prints what became of the files. With `--out DIR` the edited files are kept.
#![allow(clippy::print_stdout)]

mod file;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use file::Outcome;

fn main() -> ExitCode {
    let mut folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let out = folders.iter().position(|it| it == Path::new("--out")).map(|at| {
        folders.remove(at);
        folders.remove(at)
    });
    let (mut kept, mut written) = (0, 0);
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let row = match file::check(&bytes) {
            Outcome::Refused(code, message) => format!("refused {code}: {message}"),
            Outcome::NothingToEdit => "nothing to edit".to_owned(),
            Outcome::Failed(message) => format!("FAILED {message}"),
            Outcome::Edited {
                bytes,
                cells,
                identical,
            } => {
                kept += identical;
                written += cells.len();
                if let Some(out) = &out {
                    let list: String = cells
                        .iter()
                        .map(|(sheet, at)| format!("{sheet}\t{at}\n"))
                        .collect();
                    let written = std::fs::write(out.join(&name), bytes);
                    written
                        .and_then(|()| std::fs::write(out.join(format!("{name}.tsv")), list))
                        .ok();
                }
                "edited".to_owned()
            }
        };
        table.entry(row).or_default().push(name);
    }
    for (row, names) in &table {
        let examples = names.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
        println!("{:5}  {row}  [{examples}]", names.len());
    }
    println!("{written} cells written, {kept} parts identical");
    let failed = table.keys().any(|row| row.starts_with("FAILED"));
    if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file())
        .collect();
    paths.sort();
    paths
}
