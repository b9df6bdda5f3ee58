//! Shortens the large tables that are built in: a cell that repeats the one above becomes [`REPEATED`], which
//! spares a twentieth of their size after compression. The tables that people edit stay as they are.

use std::path::PathBuf;
use std::{env, fs, io};

const FOLDER: &str = "data/knowledge";
const TABLES: [&str; 2] = ["phrases.tsv", "unanswered.tsv"];
/// As src/knowledge/table.rs reads it.
const REPEATED: &str = "\"";

fn main() -> io::Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    println!("cargo::rerun-if-changed=build.rs");
    for name in TABLES {
        println!("cargo::rerun-if-changed={FOLDER}/{name}");
        let text = fs::read_to_string(PathBuf::from(FOLDER).join(name))?;
        fs::write(out.join(name), shortened(&text))?;
    }
    Ok(())
}

fn shortened(table: &str) -> String {
    let mut above: Vec<&str> = Vec::new();
    let mut short = String::with_capacity(table.len());
    for line in table.lines() {
        let cells: Vec<&str> = line.split('\t').collect();
        for (column, cell) in cells.iter().enumerate() {
            let repeats = !cell.is_empty() && above.get(column) == Some(cell);
            short.push_str(if column > 0 { "\t" } else { "" });
            short.push_str(if repeats { REPEATED } else { cell });
        }
        short.push('\n');
        above = cells;
    }
    short
}
