//! Workbooks that need a password: opened, filled, and encrypted again.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on must stop")]

mod filling;

use std::io::{Cursor, Write};
use std::path::PathBuf;

use filling::{Data, found, question};
use kaito::fill::apply;
use kaito::review::draft;
use kaito::{Class, Decision, FillOptions, Filled, Policy, Workbook, proof};
use ms_offcrypto_writer::Ecma376AgileWriter;
use rand::SeedableRng;
use rand::rngs::StdRng;
use rust_xlsxwriter::Workbook as Book;

const ASK: &str = "情報セキュリティの規程を整備していますか。";
const PASSWORD: &str = "秘密 pass!";

/// A questionnaire with [`ASK`] in B2 and its cells beside it.
fn plain() -> Vec<u8> {
    let mut book = Book::new();
    let sheet = book.add_worksheet().set_name("質問票").unwrap();
    for (col, head) in (0..).zip(["No", "質問", "評価", "回答", "備考", "根拠"]) {
        sheet.write_string(0, col, head).unwrap();
    }
    sheet.write_string(1, 1, ASK).unwrap();
    book.save_to_buffer().unwrap()
}

/// `package` as another implementation encrypts it.
fn encrypted(package: &[u8], password: &str) -> Vec<u8> {
    let mut rng = StdRng::seed_from_u64(1);
    let mut writer = Ecma376AgileWriter::create(&mut rng, password, Cursor::new(Vec::new())).unwrap();
    writer.write_all(package).unwrap();
    writer.into_inner().unwrap().into_inner()
}

fn opened(bytes: &[u8], password: Option<&str>) -> Result<Workbook, &'static str> {
    Workbook::open_with_password(bytes, "customer.xlsx", password).map_err(|error| error.code())
}

fn decisions() -> Vec<Decision> {
    let matches = [found(Class::Auto, 0.999, "実10", &[])];
    draft(&[question(ASK)], &matches, Data::embedded().library(), &Policy::default())
}

fn filled(bytes: &[u8], password: &str, decisions: &[Decision]) -> Filled {
    apply(&opened(bytes, Some(password)).unwrap(), decisions, &FillOptions::default()).unwrap()
}

#[test]
fn each_password_opens_or_is_refused_with_its_reason() {
    let plain = plain();
    let (locked, default) = (encrypted(&plain, PASSWORD), encrypted(&plain, "VelvetSweatshop"));
    let cases: [(&str, &[u8], _, _); 8] = [
        ("right", &locked, Some(PASSWORD), None),
        ("none", &locked, None, Some("encrypted")),
        ("empty", &locked, Some(""), Some("encrypted")),
        ("wrong", &locked, Some("秘密 Pass!"), Some("wrong-password")),
        ("the default one", &default, None, None),
        ("a needless one", &default, Some("other"), None),
        ("no encryption", &plain, Some("other"), None),
        ("cut off", &locked[..locked.len() / 2], Some(PASSWORD), Some("damaged")),
    ];
    for (name, bytes, password, code) in cases {
        assert_eq!(opened(bytes, password).err(), code, "{name}");
    }
    assert!(opened(&locked, Some(PASSWORD)).unwrap().is_encrypted());
    assert!(!opened(&plain, None).unwrap().is_encrypted());
}

#[test]
fn a_filled_workbook_is_encrypted_with_the_same_password() {
    let package = plain();
    let locked = encrypted(&package, PASSWORD);
    let result = filled(&locked, PASSWORD, &decisions());
    assert!(result.encrypted && !result.written.is_empty());
    assert_eq!(opened(&result.bytes, None).err(), Some("encrypted"));
    assert_eq!(opened(&result.bytes, Some("other")).err(), Some("wrong-password"));
    let reopened = opened(&result.bytes, Some(PASSWORD)).unwrap();
    // Another implementation finds the same package, which is what filling the plain workbook gives.
    let theirs = office_crypto::decrypt_from_bytes(result.bytes.clone(), PASSWORD).unwrap();
    assert_eq!(reopened.package().unwrap().bytes(), theirs);
    assert_eq!(filled(&package, "", &decisions()).bytes, theirs);
    let proof = proof::verify_with_password(&locked, &result.bytes, Some(PASSWORD)).unwrap();
    assert!(proof.ok, "{:?}", proof.problems);
    assert_eq!(proof.changed_cells.len(), result.written.len());
}

#[test]
fn the_same_content_gives_the_same_file_and_other_content_another_salt() {
    let locked = encrypted(&plain(), PASSWORD);
    let result = filled(&locked, PASSWORD, &decisions());
    assert_eq!(filled(&locked, PASSWORD, &decisions()).bytes, result.bytes);
    assert_eq!(filled(&locked, PASSWORD, &[]).bytes, locked, "no decisions, no change");
    let salt = |bytes: &[u8]| {
        let at = bytes.windows(8).position(|it| it == b"<keyData").unwrap();
        let tag = String::from_utf8_lossy(&bytes[at..at + 400]).into_owned();
        tag.split_once("saltValue=\"").unwrap().1.split('"').next().unwrap().to_owned()
    };
    assert_ne!(salt(&locked), salt(&result.bytes));
}

/// The format wants at least one byte; without salt all contents would share their initialisation vectors.
#[test]
fn a_description_without_salt_is_refused() {
    let mut bytes = encrypted(&plain(), PASSWORD);
    let name = b"saltValue=\"";
    let at = bytes.windows(name.len()).position(|it| it == name).unwrap() + name.len();
    let end = at + bytes[at..].iter().position(|it| *it == b'"').unwrap();
    bytes[at] = b'"';
    bytes[at + 1..=end].fill(b' ');
    assert_eq!(opened(&bytes, Some(PASSWORD)).unwrap_err(), "damaged");
}

#[test]
fn a_workbook_that_lost_its_password_fails_the_proof() {
    let package = plain();
    let proof = proof::verify_with_password(&encrypted(&package, "p"), &package, Some("p")).unwrap();
    assert!(!proof.ok && proof.problems[0].en.contains("no longer encrypted"), "{:?}", proof.problems);
}

#[test]
fn a_changed_byte_is_an_error_or_the_same_workbook() {
    let locked = encrypted(&plain(), "p");
    for at in (0..locked.len()).step_by(2039) {
        let mut bytes = locked.clone();
        bytes[at] ^= 0x41;
        if let Ok(workbook) = opened(&bytes, Some("p")) {
            assert_eq!(workbook.sheets()[0].text("B2".parse().unwrap()), ASK, "byte {at}");
        }
    }
}

/// Found by fuzzing: the name of the encrypted stream inside a part is no encryption.
#[test]
fn a_plain_package_that_mentions_the_encrypted_stream_is_verified() {
    let mut zip = zip::ZipWriter::new_append(Cursor::new(plain())).unwrap();
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    zip.start_file("note.txt", stored).unwrap();
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    zip.write_all(&name).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    assert!(proof::verify(&bytes, &bytes).unwrap().ok);
}

/// Some writers leave the successors of sectors that do not exist at zero.
#[test]
fn a_sector_table_longer_than_the_file_is_no_obstacle() {
    let mut locked = encrypted(&plain(), PASSWORD);
    let sectors = locked.len() / 512 - 1;
    let table = 512 * (1 + u32::from_le_bytes(locked[76..80].try_into().unwrap()) as usize);
    locked[table + 4 * sectors..table + 512].fill(0);
    let result = filled(&locked, PASSWORD, &decisions());
    assert!(opened(&result.bytes, Some(PASSWORD)).is_ok());
}

/// Files of other projects with the password that their tests name; empty for the default one.
const CORPUS: &[(&str, &str)] = &[
    ("GemBox.Spreadsheet.Examples__XlsxEncryption.xlsx", "inpass"),
    ("calamine__pass_protected.xlsb", "1234"),
    ("calamine__pass_protected.xlsx", "123"),
    ("msoffcrypto-tool__example_password.xlsx", "Password1234_"),
    ("spreadsheet-parsexlsx__encryption-agile-123q.xlsx", "123q"),
    ("spreadsheet-parsexlsx__encryption-standard-default-password.xlsx", ""),
    ("test_files__apachepoi_password.xls.xlsb", "password"),
    ("unstructured__password_protected.xlsx", "123"),
    ("xlnt__6_encrypted_libre.xlsx", "пароль"),
    ("xlnt__7_encrypted_standard.xlsx", "password"),
    ("xlnt__encrypted.xlsx", "secret"),
    ("xlsx-populate__in.xlsx", "open sesame"),
];

#[test]
fn files_of_other_programs_open_and_are_encrypted_again() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/packages");
    if !folder.exists() {
        eprintln!("skipped: ../shared/corpus/packages is absent");
        return;
    }
    for (name, password) in CORPUS {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        if !password.is_empty() {
            assert_eq!(opened(&bytes, None).err(), Some("encrypted"), "{name}");
            assert_eq!(opened(&bytes, Some("no such password")).err(), Some("wrong-password"), "{name}");
        }
        let workbook = opened(&bytes, Some(password)).unwrap_or_else(|code| panic!("{name}: {code}"));
        let mut decision = decisions().remove(0);
        let sheet = &workbook.sheets()[0];
        decision.sheet = sheet.name.clone();
        decision.cell = "XFA9".parse().unwrap();
        decision.question = String::new();
        decision.writes.truncate(1);
        decision.writes[0].cell = "XFB9".parse().unwrap();
        let options = FillOptions { locked: true, ..FillOptions::default() };
        let result = apply(&workbook, &[decision], &options).unwrap();
        assert!(result.encrypted && result.written.len() == 1, "{name}: {:?}", result.skipped);
        let again = opened(&result.bytes, Some(password)).unwrap_or_else(|code| panic!("{name}: {code}"));
        assert_eq!(again.sheets()[0].text("XFB9".parse().unwrap()), result.written[0].value, "{name}");
    }
}
