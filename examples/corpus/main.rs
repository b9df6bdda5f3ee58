//! `cargo run --example corpus -- DIR…`: fills one empty cell per sheet in every file of the folders, proves that
//! nothing else changed, and prints what became of the files. With `--out DIR` the edited files are kept. Where a folder
//! has an INDEX.tsv with the columns `file` and `openpyxl_opens`, refused files that openpyxl opens are marked.
#![allow(clippy::print_stdout)]

mod file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use file::Outcome;
use kaito::CellRef;

fn main() -> ExitCode {
    let mut folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let flag = folders.iter().position(|it| it == Path::new("--out"));
    let out = flag.filter(|at| at + 1 < folders.len()).map(|at| {
        folders.remove(at);
        folders.remove(at)
    });
    let mut result = Summary {
        others: folders.iter().flat_map(|folder| opened_by_others(folder)).collect(),
        ..Summary::default()
    };
    for path in folders.iter().flat_map(|folder| files(folder)) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let outcome = file::check(&bytes, &name);
        result.add(name, outcome, out.as_deref());
    }
    result.print();
    if result.failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What became of all files.
#[derive(Default)]
struct Summary {
    /// Names of the files that openpyxl opens.
    others: BTreeSet<String>,
    /// Names of the files by outcome.
    table: BTreeMap<String, Vec<String>>,
    cells: usize,
    identical: usize,
    failed: bool,
}

impl Summary {
    fn add(&mut self, name: String, outcome: Outcome, out: Option<&Path>) {
        let row = match outcome {
            Outcome::Refused(code, message) if self.others.contains(&name) => {
                format!("refused, {code}: {message} (openpyxl opens it)")
            }
            Outcome::Refused(code, message) => format!("refused, {code}: {message}"),
            Outcome::Opened(format, reason) => format!("opened, {format:?}: {reason}"),
            Outcome::Failed(message) => {
                self.failed = true;
                format!("FAILED {message}")
            }
            Outcome::Edited { bytes, cells, identical } => {
                self.identical += identical;
                self.cells += cells.len();
                match out.map(|out| save(out, &name, &bytes, &cells)) {
                    Some(Err(error)) => format!("edited, not saved: {error}"),
                    _ => "edited".to_owned(),
                }
            }
        };
        self.table.entry(row).or_default().push(name);
    }

    fn print(&self) {
        for (row, names) in &self.table {
            let examples = names.iter().take(3).cloned().collect::<Vec<_>>().join(" ");
            println!("{:5}  {row}  [{examples}]", names.len());
        }
        println!("{} cells written, {} parts identical", self.cells, self.identical);
    }
}

/// Keeps an edited file, and beside it the list of the cells written.
fn save(out: &Path, name: &str, bytes: &[u8], cells: &[(String, CellRef)]) -> std::io::Result<()> {
    std::fs::create_dir_all(out)?;
    let list: String = cells.iter().map(|(sheet, at)| format!("{sheet}\t{at}\n")).collect();
    std::fs::write(out.join(name), bytes)?;
    std::fs::write(out.join(format!("{name}.tsv")), list)
}

/// Names of the files that openpyxl opens, by the folder's index.
fn opened_by_others(folder: &Path) -> Vec<String> {
    let index = std::fs::read_to_string(folder.join("INDEX.tsv")).unwrap_or_default();
    let mut rows = index.lines().map(|line| line.split('\t').collect::<Vec<_>>());
    let head = rows.next().unwrap_or_default();
    let column = |name: &str| head.iter().position(|it| *it == name);
    let (Some(file), Some(opens)) = (column("file"), column("openpyxl_opens")) else { return Vec::new() };
    let opened = rows.filter(|row| row.get(opens).is_some_and(|it| it.eq_ignore_ascii_case("true")));
    opened.filter_map(|row| row.get(file).map(|name| (*name).to_owned())).collect()
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    paths
}
