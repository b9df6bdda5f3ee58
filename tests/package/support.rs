//! Workbooks made by hand, down to the bytes of the zip file.

use kaito::{CellEdit, EditValue, Package, Proof, SheetEdits, proof};

pub const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
pub const STRICT: &str = "http://purl.oclc.org/ooxml/spreadsheetml/main";
pub const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE_RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
pub const SHEET: &str = "xl/worksheets/sheet1.xml";

/// The shape of one zip entry.
#[derive(Clone, Default)]
pub struct Shape {
    pub stored: bool,
    /// Extra fields of the local header and of the central record.
    pub local_extra: Vec<u8>,
    pub central_extra: Vec<u8>,
    /// A data descriptor: with signature, with eight-byte sizes.
    pub descriptor: Option<(bool, bool)>,
    /// Sizes (and the offset) stand in zip64 fields.
    pub zip64: bool,
    /// The flag of a data descriptor, and no descriptor.
    pub flag_only: bool,
}

/// The parts of a package in order, and what surrounds them.
#[derive(Clone, Default)]
pub struct Zip {
    pub entries: Vec<(String, Vec<u8>, Shape)>,
    pub prefix: Vec<u8>,
    /// Whether stored offsets count the prefix.
    pub offsets_count_prefix: bool,
    pub gap: Vec<u8>,
    pub comment: Vec<u8>,
    pub end64: bool,
}

fn le16(value: usize) -> [u8; 2] {
    u16::try_from(value).unwrap().to_le_bytes()
}

fn le32(value: usize) -> [u8; 4] {
    u32::try_from(value).unwrap().to_le_bytes()
}

fn le64(value: usize) -> [u8; 8] {
    (value as u64).to_le_bytes()
}

/// The level at which the editor deflates: a rebuilt package is then the same in every byte.
const LEVEL: u32 = 4;

fn deflate(data: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::new(LEVEL));
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

fn crc(data: &[u8]) -> [u8; 4] {
    let mut crc = flate2::Crc::new();
    crc.update(data);
    crc.sum().to_le_bytes()
}

impl Zip {
    /// Adds or replaces a part.
    pub fn part(mut self, name: &str, data: impl Into<Vec<u8>>) -> Self {
        match self.entries.iter_mut().find(|(own, ..)| own == name) {
            Some(entry) => entry.1 = data.into(),
            None => self.entries.push((name.to_owned(), data.into(), Shape::default())),
        }
        self
    }

    /// Gives every entry a shape.
    pub fn shaped(mut self, shape: &Shape) -> Self {
        for entry in &mut self.entries {
            entry.2 = shape.clone();
        }
        self
    }

    pub fn bytes(&self) -> Vec<u8> {
        let mut out = self.prefix.clone();
        let base = if self.offsets_count_prefix { 0 } else { self.prefix.len() };
        let mut central = Vec::new();
        for (name, data, shape) in &self.entries {
            let offset = out.len() - base;
            write_entry(&mut out, &mut central, name, data, shape, offset);
            out.extend_from_slice(&self.gap);
        }
        let start = out.len();
        out.extend_from_slice(&central);
        let offset = if self.end64 { u32::MAX as usize } else { start - base };
        if self.end64 {
            self.write_end64(&mut out, start - base, central.len(), base);
        }
        out.extend_from_slice(b"PK\x05\x06\0\0\0\0");
        out.extend([le16(self.entries.len()), le16(self.entries.len())].concat());
        out.extend([le32(central.len()), le32(offset)].concat());
        out.extend_from_slice(&le16(self.comment.len()));
        out.extend_from_slice(&self.comment);
        out
    }

    fn write_end64(&self, out: &mut Vec<u8>, start: usize, len: usize, base: usize) {
        let at = out.len() - base;
        out.extend_from_slice(b"PK\x06\x06");
        out.extend_from_slice(&le64(44));
        out.extend_from_slice(&[45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        out.extend([le64(self.entries.len()), le64(self.entries.len()), le64(len), le64(start)].concat());
        out.extend_from_slice(b"PK\x06\x07\0\0\0\0");
        out.extend_from_slice(&le64(at));
        out.extend_from_slice(&[1, 0, 0, 0]);
    }
}

fn write_entry(
    out: &mut Vec<u8>,
    central: &mut Vec<u8>,
    name: &str,
    data: &[u8],
    shape: &Shape,
    offset: usize,
) {
    let packed = if shape.stored { data.to_vec() } else { deflate(data) };
    let described = shape.descriptor.is_some();
    let flags = u16::from(described || shape.flag_only) << 3;
    let method: u16 = if shape.stored { 0 } else { 8 };
    let wide = [0xFF; 4];
    let size = |value: usize| if shape.zip64 { wide } else { le32(value) };
    let zip64 = |values: &[usize]| -> Vec<u8> {
        let field = || [le16(1), le16(8 * values.len())].concat().into_iter();
        if shape.zip64 { field().chain(values.iter().flat_map(|v| le64(*v))).collect() } else { Vec::new() }
    };
    let common = |version: u16| {
        [version.to_le_bytes(), flags.to_le_bytes(), method.to_le_bytes(), [0x21, 0x5A], [0x6F, 0x59]]
    };
    let sizes = [crc(data), size(packed.len()), size(data.len())].concat();
    let local_extra =
        [if described { Vec::new() } else { zip64(&[data.len(), packed.len()]) }, shape.local_extra.clone()]
            .concat();
    out.extend_from_slice(b"PK\x03\x04");
    out.extend(common(20).concat());
    out.extend(if described { vec![0; 12] } else { sizes.clone() });
    out.extend([le16(name.len()), le16(local_extra.len())].concat());
    out.extend([name.as_bytes(), &local_extra, &packed].concat());
    if let Some((signature, wide)) = shape.descriptor {
        out.extend_from_slice(if signature { b"PK\x07\x08" } else { b"" });
        out.extend_from_slice(&crc(data));
        for value in [packed.len(), data.len()] {
            out.extend_from_slice(le64(value).get(..if wide { 8 } else { 4 }).unwrap());
        }
    }
    let central_extra = [zip64(&[data.len(), packed.len(), offset]), shape.central_extra.clone()].concat();
    central.extend_from_slice(b"PK\x01\x02\x14\0");
    central.extend(common(20).concat());
    central.extend(sizes);
    central.extend([le16(name.len()), le16(central_extra.len()), le16(0), le16(0), le16(0)].concat());
    central.extend([0; 4]);
    central.extend(if shape.zip64 { wide } else { le32(offset) });
    central.extend([name.as_bytes(), &central_extra].concat());
}

/// A relationships part: (id, kind, target).
pub fn relations(list: &[(&str, &str, &str)]) -> String {
    let each = |(id, kind, target): &(&str, &str, &str)| {
        format!(r#"<Relationship Id="{id}" Type="{RELATIONS}/{kind}" Target="{target}"/>"#)
    };
    let list: String = list.iter().map(each).collect();
    format!(r#"<Relationships xmlns="{PACKAGE_RELATIONS}">{list}</Relationships>"#)
}

/// A workbook of one sheet "S" whose worksheet part is `sheet`, with three cell formats: plain, wrapping, bold.
pub fn book(sheet: impl Into<Vec<u8>>) -> Zip {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml";
    let types = format!(
        r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="{kind}"/></Types>"#
    );
    let workbook = format!(
        r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#
    );
    let links = [("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "styles", "styles.xml")];
    Zip::default()
        .part("[Content_Types].xml", types)
        .part("_rels/.rels", relations(&[("rId1", "officeDocument", "xl/workbook.xml")]))
        .part("xl/workbook.xml", workbook)
        .part("xl/_rels/workbook.xml.rels", relations(&links))
        .part("xl/styles.xml", STYLES)
        .part(SHEET, sheet)
        .part("xl/media/image1.png", b"\x89PNG not really".as_slice())
}

pub const STYLES: &str = concat!(
    r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3">"#,
    r#"<xf numFmtId="0" fontId="0"/>"#,
    r#"<xf numFmtId="0" fontId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>"#,
    r#"<xf numFmtId="0" fontId="1"><alignment horizontal="center"/><protection locked="0"/></xf>"#,
    r#"</cellXfs><dxfs count="0"/></styleSheet>"#
);

/// A worksheet with this sheet data.
pub fn worksheet(data: &str) -> String {
    format!(r#"<worksheet xmlns="{MAIN}"><sheetData>{data}</sheetData></worksheet>"#)
}

pub fn text(at: &str, value: &str) -> CellEdit {
    CellEdit { at: at.parse().unwrap(), value: EditValue::Text(value.to_owned()) }
}

pub fn on_sheet(edits: Vec<CellEdit>) -> SheetEdits {
    SheetEdits { part: SHEET.to_owned(), edits }
}

/// Edits the sheet, requires the proof to hold, and gives the edited package and the proof.
pub fn edited(original: &[u8], edits: Vec<CellEdit>) -> (Package, Proof) {
    let package = Package::open(original.to_vec()).unwrap();
    assert_eq!(package.edit(&[]).unwrap(), original, "no edits, no change");
    let bytes = package.edit(&[on_sheet(edits)]).unwrap();
    let proof = proof::verify(original, &bytes).unwrap();
    assert!(proof.ok, "{:#?}", proof.problems);
    (Package::open(bytes).unwrap(), proof)
}

/// The text of a part.
pub fn part(package: &Package, name: &str) -> String {
    String::from_utf8(package.part(name).unwrap()).unwrap()
}
