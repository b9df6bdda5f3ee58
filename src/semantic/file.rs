//! The file of the encoder: one run of little-endian numbers, deflated or as it is.

use std::io::{Read as _, Write as _};

use bytes::{Buf as _, Bytes};
use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;

use super::matrix::{Matrix, Steps};
use super::phrases::PhraseParts;
use crate::error::{Error, ErrorKind, Result};

/// First bytes of the file; the digit is the version of the format. The length of all that follows, when inflated, comes next.
const MAGIC: &[u8; 8] = b"kaitose3";
/// Bytes that the file may inflate to: twice what it has.
const MOST_BYTES: u64 = 40_000_000;

/// Everything that the file holds.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SemanticParts {
    /// See [`super::fingerprint`].
    pub fingerprint: u64,
    /// The vocabulary, the special pieces first.
    pub pieces: Vec<String>,
    /// Log-probability of each piece.
    pub piece_scores: Vec<f32>,
    /// Score of a character that no piece covers.
    pub unknown_score: f32,
    /// Embeddings with one scale a row; see [`super::network::Network::new`], as for the next two.
    pub table: Steps,
    /// Matrices.
    pub matrices: Vec<Matrix>,
    /// Vectors.
    pub vectors: Vec<Vec<f32>>,
    /// The phrasings to compare with.
    pub phrases: PhraseParts,
}

/// The error for a file that does not hold an encoder.
pub(super) fn damaged() -> Error {
    let (ja, en) =
        ("意味のエンコーダーのファイルが壊れています。", "the file of the semantic encoder is damaged");
    Error::new(ErrorKind::InvalidData, ja, en)
}

impl SemanticParts {
    /// Writes the file as it is read fastest.
    pub fn write(&self) -> Vec<u8> {
        let body = self.body();
        [head(&body), body].concat()
    }

    /// Writes the file as small as it becomes, as for a download.
    ///
    /// # Errors
    /// None in practice: it is written to memory.
    pub fn write_deflated(&self) -> std::io::Result<Vec<u8>> {
        let body = self.body();
        let mut deflated = DeflateEncoder::new(head(&body), Compression::best());
        deflated.write_all(&body)?;
        deflated.finish()
    }

    fn body(&self) -> Vec<u8> {
        let mut body = Vec::new();
        body.extend(self.fingerprint.to_le_bytes());
        put_numbers(&mut body, &self.piece_scores);
        for piece in &self.pieces {
            body.push(piece.len() as u8);
            body.extend(piece.as_bytes());
        }
        body.extend(self.unknown_score.to_le_bytes());
        put_count(&mut body, self.matrices.len());
        put_count(&mut body, self.vectors.len());
        put_count(&mut body, self.table.columns);
        put_bytes(&mut body, &self.table.steps);
        put_numbers(&mut body, &self.table.scales);
        let PhraseParts { origin, axes, vectors, classes, shown, centres } = &self.phrases;
        let matrices = self.matrices.iter().chain([axes, vectors]);
        matrices.for_each(|matrix| put_matrix(&mut body, matrix));
        self.vectors.iter().chain([origin, centres]).for_each(|vector| put_numbers(&mut body, vector));
        classes.iter().for_each(|class| body.extend(class.to_le_bytes()));
        shown.iter().for_each(|index| body.extend(index.to_le_bytes()));
        body
    }

    /// Reads the file, of which the parts go on using the bytes.
    ///
    /// # Errors
    /// `invalid-data` where the bytes are not such a file.
    pub fn read(file: Vec<u8>) -> Result<Self> {
        let (length, body) =
            file.strip_prefix(MAGIC).and_then(<[u8]>::split_first_chunk).ok_or_else(damaged)?;
        let length = u64::from(u32::from_le_bytes(*length)).min(MOST_BYTES);
        if body.len() as u64 == length {
            let start = file.len() - body.len();
            return read_parts(&mut Input(Bytes::from(file).slice(start..))).ok_or_else(damaged);
        }
        let mut inflated = Vec::with_capacity(length as usize);
        let read = DeflateDecoder::new(body).take(length).read_to_end(&mut inflated);
        read.map_err(|_| damaged())?;
        read_parts(&mut Input(inflated.into())).ok_or_else(damaged)
    }
}

/// What stands before the numbers.
fn head(body: &[u8]) -> Vec<u8> {
    let mut head = MAGIC.to_vec();
    put_count(&mut head, body.len());
    head
}

fn put_count(out: &mut Vec<u8>, count: usize) {
    out.extend((count as u32).to_le_bytes());
}

fn put_numbers(out: &mut Vec<u8>, numbers: &[f32]) {
    put_count(out, numbers.len());
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

fn put_bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    put_count(out, bytes.len());
    out.extend(bytes);
}

fn put_matrix(out: &mut Vec<u8>, matrix: &Matrix) {
    put_count(out, matrix.shape().0);
    put_bytes(out, matrix.tiles());
    put_numbers(out, matrix.scales());
}

fn read_parts(input: &mut Input) -> Option<SemanticParts> {
    let fingerprint = u64::from_le_bytes(input.array()?);
    let piece_scores = input.numbers()?;
    let pieces = piece_scores.iter().map(|_| input.piece()).collect::<Option<_>>()?;
    let unknown_score = f32::from_le_bytes(input.array()?);
    let (matrices, vectors) = (input.count()?, input.count()?);
    let table = Steps { columns: input.count()?, steps: input.bytes()?, scales: input.numbers()? };
    let matrices = (0..matrices).map(|_| input.matrix()).collect::<Option<_>>()?;
    let [axes, phrasings] = [input.matrix()?, input.matrix()?];
    let vectors = (0..vectors).map(|_| input.numbers()).collect::<Option<_>>()?;
    let [origin, centres] = [input.numbers()?, input.numbers()?];
    let (_, count) = phrasings.shape();
    let classes = (0..count).map(|_| input.array().map(u16::from_le_bytes)).collect::<Option<_>>()?;
    let shown = (0..count).map(|_| input.array().map(u32::from_le_bytes)).collect::<Option<_>>()?;
    let phrases = PhraseParts { origin, axes, vectors: phrasings, classes, shown, centres };
    let parts =
        SemanticParts { fingerprint, pieces, piece_scores, unknown_score, table, matrices, vectors, phrases };
    input.0.is_empty().then_some(parts)
}

/// What is left to read.
struct Input(Bytes);

impl Input {
    fn take(&mut self, length: usize) -> Option<Bytes> {
        (length <= self.0.len()).then(|| self.0.split_to(length))
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let array = *self.0.first_chunk()?;
        self.0.advance(N);
        Some(array)
    }

    fn count(&mut self) -> Option<usize> {
        Some(u32::from_le_bytes(self.array()?) as usize)
    }

    fn numbers(&mut self) -> Option<Vec<f32>> {
        let length = self.count()?.checked_mul(4)?;
        let numbers = self.take(length)?;
        Some(numbers.as_chunks().0.iter().map(|number| f32::from_le_bytes(*number)).collect())
    }

    fn bytes(&mut self) -> Option<Bytes> {
        let length = self.count()?;
        self.take(length)
    }

    fn matrix(&mut self) -> Option<Matrix> {
        Matrix::from_tiles(self.count()?, self.bytes()?, self.numbers()?)
    }

    fn piece(&mut self) -> Option<String> {
        let [length] = self.array()?;
        String::from_utf8(self.take(length.into())?.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_damage_is_told() {
        let steps = Steps { columns: 2, steps: vec![1, 254, 3, 252].into(), scales: vec![0.5, 2.0] };
        let parts = SemanticParts {
            fingerprint: 7,
            pieces: vec!["<s>".to_owned(), "監視".to_owned()],
            piece_scores: vec![0.0, -3.5],
            unknown_score: -20.0,
            table: steps.clone(),
            matrices: vec![steps.matrix(), Matrix::default()],
            vectors: vec![vec![1.0], vec![]],
            phrases: PhraseParts {
                origin: vec![0.25],
                vectors: steps.matrix(),
                classes: vec![3, 4],
                shown: vec![5, u32::MAX],
                ..PhraseParts::default()
            },
        };
        let written = parts.write();
        for whole in [written.clone(), parts.write_deflated().unwrap()] {
            assert_eq!(SemanticParts::read(whole).unwrap(), parts);
        }
        for damaged in [&written[1..], &written[..written.len() / 2], &[], b"kaitose3"] {
            assert_eq!(SemanticParts::read(damaged.to_vec()).unwrap_err().kind(), ErrorKind::InvalidData);
        }
    }
}
