//! Opens every file of the folders given and says what became of it.
use std::collections::BTreeMap;
fn main() {
    let mut table: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for dir in std::env::args().skip(1) {
        let mut files: Vec<_> = std::fs::read_dir(&dir)
            .unwrap()
            .flatten()
            .map(|e| e.path())
            .collect();
        files.sort();
        for path in files {
            let Ok(bytes) = std::fs::read(&path) else { continue };
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let outcome = match kaito::Package::open(bytes) {
                Err(error) => format!("{} {}", error.code(), error),
                Ok(p) => match p.worksheets() {
                    Err(error) => format!("worksheets {} {}", error.code(), error),
                    Ok(s) => {
                        let mut out = String::from("ok");
                        for n in p.names().map(str::to_owned).collect::<Vec<_>>() {
                            if n.ends_with('/') {
                                continue;
                            }
                            if let Err(e) = p.part(&n) {
                                out = format!("part {} {e}", e.code());
                            }
                        }
                        for s in s {
                            if s.kind == kaito::package::SheetKind::Missing {
                                out = format!("missing {} {name}", s.name)
                            }
                        }
                        out
                    }
                },
            };
            table.entry(outcome).or_default().push(name);
        }
    }
    for (k, v) in table {
        println!(
            "{} {k} :: {}",
            v.len(),
            v.iter().take(4).cloned().collect::<Vec<_>>().join(" ")
        );
    }
}
