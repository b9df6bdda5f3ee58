//! No bytes make opening a package panic, nor reading what it holds.
#![no_main]

use kaito::Package;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(package) = Package::open(bytes.to_vec()) else {
        return;
    };
    let _ = package.worksheets();
    let names: Vec<String> = package.names().map(str::to_owned).collect();
    for name in names {
        let _ = package.part(&name);
        let _ = package.relationships(&name);
    }
});
