//! The phrasings of the bank as sentence vectors, and how near a question is to those of every class.

use std::ops::Range;

use super::lanes::{LINES, highest};
use super::matrix::{Matrix, Steps};
use super::network::{WIDTH, unit};

/// Marks a phrasing that only training reads, so that it cannot be shown.
pub const NOT_SHOWN: u32 = u32::MAX;

/// What phrasings are read from. They stand class after class, in each first those that can be shown; see [`order`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct PhraseParts {
    /// The mean sentence vector, which all of them have in common.
    pub origin: Vec<f32>,
    /// The directions in which they differ most, a column each.
    pub axes: Matrix,
    /// Their vectors along the axes, a column of length 1 each.
    pub vectors: Matrix,
    /// The class of each.
    pub classes: Vec<u16>,
    /// The index of each in the knowledge's phrasings, or [`NOT_SHOWN`].
    pub shown: Vec<u32>,
    /// The mean direction of each class, one after the other.
    pub centres: Vec<f32>,
}

/// Sentence vectors of phrasings, turned to the directions in which they differ most.
#[derive(Debug, Clone)]
pub struct Phrases {
    parts: PhraseParts,
    classes: Vec<Members>,
}

/// The places of a class's phrasings.
#[derive(Debug, Clone, Default)]
struct Members {
    shown: Range<usize>,
    others: Range<usize>,
}

/// How near a question is to the phrasings, as cosines: -1 to 1.
#[derive(Debug, Clone, PartialEq)]
pub struct Meaning {
    /// For each class, to the nearest of its phrasings.
    pub nearest: Vec<f32>,
    /// For each class, to the mean of its phrasings.
    pub centre: Vec<f32>,
    /// For each class, the nearest phrasing that can be shown: its index in the knowledge's phrasings and cosine.
    pub shown: Vec<Option<(u32, f32)>>,
}

/// The order of phrasings in [`PhraseParts`], from their classes and indices: which comes first, which next.
pub fn order(classes: &[u16], shown: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..classes.len().min(shown.len())).collect();
    order.sort_by_key(|&index| (classes.get(index), shown.get(index) == Some(&NOT_SHOWN)));
    order
}

impl PhraseParts {
    /// The parts of phrasings whose vectors along the axes are the rows of `vectors`, of which only the direction counts.
    pub fn new(origin: Vec<f32>, axes: Matrix, vectors: &Steps, classes: Vec<u16>, shown: Vec<u32>) -> Self {
        let length = |row: &[i8]| row.iter().map(|step| i32::from(*step).pow(2)).sum::<i32>().max(1);
        let scales = (0..vectors.rows()).map(|row| (length(vectors.row(row)) as f32).sqrt().recip());
        let step = |row: usize, column: usize| vectors.row(column).get(row).copied().unwrap_or(0);
        let vectors = Matrix::from_steps(vectors.columns, scales.collect(), step);
        let mut parts = Self { origin, axes, vectors, classes, shown, centres: Vec::new() };
        parts.centres = parts.mean_directions();
        parts
    }

    fn mean_directions(&self) -> Vec<f32> {
        let (rows, _) = self.vectors.shape();
        let classes = self.classes.iter().max().map_or(0, |last| usize::from(*last) + 1);
        let mut centres = vec![0.0; classes * rows];
        for (index, class) in self.classes.iter().enumerate() {
            let sums = centres.iter_mut().skip(usize::from(*class) * rows);
            sums.zip(self.vector(index)).for_each(|(sum, value)| *sum += value);
        }
        centres.chunks_exact_mut(rows.max(1)).for_each(unit);
        centres
    }

    fn vector(&self, index: usize) -> Vec<f32> {
        let scale = self.vectors.scales().get(index).copied().unwrap_or(0.0);
        self.vectors.column(index).iter().map(|step| f32::from(*step) * scale).collect()
    }
}

impl Phrases {
    /// Phrasings from their parts; none where these do not fit together or stand in another order.
    pub fn new(parts: PhraseParts) -> Option<Self> {
        let (rows, count) = parts.vectors.shape();
        let hidden = parts.shown.iter().map(|index| *index == NOT_SHOWN);
        let keys: Vec<(usize, bool)> =
            parts.classes.iter().map(|class| usize::from(*class)).zip(hidden).collect();
        let classes = keys.last().map_or(0, |(last, _)| last + 1);
        let fits = parts.origin.len() == WIDTH
            && parts.axes.shape() == (WIDTH, rows)
            && [parts.classes.len(), parts.shown.len()] == [count; 2]
            && keys.is_sorted()
            && parts.centres.len() == classes * rows;
        let places = |class: usize, hidden: bool| {
            let key = (class, hidden);
            keys.partition_point(|other| *other < key)..keys.partition_point(|other| *other <= key)
        };
        let members = |class| Members { shown: places(class, false), others: places(class, true) };
        let classes = (0..classes).map(members).collect();
        fits.then_some(Self { classes, parts })
    }

    /// The phrasings at which `keep` holds, as training needs them.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let parts = &self.parts;
        let kept: Vec<usize> = (0..parts.classes.len()).filter(|&index| keep(index)).collect();
        let columns: Vec<Vec<i8>> = kept.iter().map(|&index| parts.vectors.column(index)).collect();
        let steps = columns.iter().flatten().map(|step| *step as u8).collect();
        let vectors = Steps { columns: parts.vectors.shape().0, steps, scales: Vec::new() };
        let classes = kept.iter().filter_map(|&index| parts.classes.get(index).copied()).collect();
        let shown = kept.iter().filter_map(|&index| parts.shown.get(index).copied()).collect();
        let parts = PhraseParts::new(parts.origin.clone(), parts.axes.clone(), &vectors, classes, shown);
        Self::new(parts).unwrap_or_else(|| self.clone())
    }

    /// Sentence vectors along the axes, with length 1.
    pub fn turned(&self, sentences: &[Vec<f32>]) -> Vec<Vec<f32>> {
        let centred = |sentence: &Vec<f32>| -> Vec<f32> {
            sentence.iter().zip(&self.parts.origin).map(|(value, mean)| value - mean).collect()
        };
        let centred = sentences.iter().map(centred).collect::<Vec<_>>().concat();
        let turned = self.parts.axes.product(&centred);
        let lines = turned.chunks_exact((turned.len() / sentences.len().max(1)).max(1));
        let long = |line: &[f32]| {
            let mut line = line.to_vec();
            unit(&mut line);
            line
        };
        lines.map(long).collect()
    }

    /// The vector of a phrasing along the axes, with length 1.
    pub fn vector(&self, index: usize) -> Vec<f32> {
        self.parts.vector(index)
    }

    /// How near sentence vectors are to the phrasings of every class, whichever come together.
    pub fn meanings(&self, sentences: &[Vec<f32>]) -> Vec<Meaning> {
        self.meanings_along(&self.turned(sentences))
    }

    /// How near vectors along the axes are to the phrasings of every class.
    pub fn meanings_along(&self, turned: &[Vec<f32>]) -> Vec<Meaning> {
        // A few at a time, so that the cosines stay near.
        turned.chunks(LINES).flat_map(|turned| self.meanings_of_few(turned)).collect()
    }

    fn meanings_of_few(&self, turned: &[Vec<f32>]) -> Vec<Meaning> {
        let cosines = self.parts.vectors.product(&turned.concat());
        let lines = cosines.chunks_exact(self.parts.classes.len().max(1));
        turned.iter().zip(lines).map(|(turned, cosines)| self.meaning(turned, cosines)).collect()
    }

    fn meaning(&self, turned: &[f32], cosines: &[f32]) -> Meaning {
        let highest =
            |places: &Range<usize>| highest(cosines.get(places.clone()).unwrap_or_default()).max(-1.0);
        let nearest =
            self.classes.iter().map(|class| highest(&class.shown).max(highest(&class.others))).collect();
        let shown = |class: &Members| {
            let best = highest(&class.shown);
            let place = class.shown.clone().find(|place| cosines.get(*place) == Some(&best))?;
            Some((*self.parts.shown.get(place)?, best))
        };
        let shown = self.classes.iter().map(shown).collect();
        let centres = self.parts.centres.chunks_exact(turned.len().max(1));
        Meaning { nearest, centre: centres.map(|centre| cosine(centre, turned)).collect(), shown }
    }
}

/// The cosine of vectors of length 1; in eight sums, so that they are added at once.
fn cosine(one: &[f32], other: &[f32]) -> f32 {
    let ((one, rest), (other, others)) = (one.as_chunks::<8>(), other.as_chunks::<8>());
    let mut sums = [0.0; 8];
    for (one, other) in one.iter().zip(other) {
        sums.iter_mut().zip(one.iter().zip(other)).for_each(|(sum, (a, b))| *sum += a * b);
    }
    sums.iter().sum::<f32>() + rest.iter().zip(others).map(|(a, b)| a * b).sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_is_told_class_by_class() {
        let mut axes = vec![0.0; WIDTH * 2];
        (axes[0], axes[3]) = (1.0, 1.0);
        let axes = Steps::by_column(&axes, 2, 1e-6).matrix();
        let vectors = Steps { columns: 2, steps: vec![3, 0, 4, 4, 0, 5].into(), scales: Vec::new() };
        let parts = |shown| PhraseParts::new(vec![0.0; WIDTH], axes.clone(), &vectors, vec![0, 1, 1], shown);
        let phrases = Phrases::new(parts(vec![7, 9, NOT_SHOWN])).unwrap();
        assert!(Phrases::new(parts(vec![7, NOT_SHOWN, 9])).is_none(), "in another order");
        let sentence: Vec<f32> = [0.0, 2.0].into_iter().chain(std::iter::repeat_n(0.0, WIDTH - 2)).collect();
        let meaning = phrases.meanings(std::slice::from_ref(&sentence)).remove(0);
        let near =
            |found: f32, expected: f32| assert!((found - expected).abs() < 0.01, "{found} for {expected}");
        near(meaning.nearest[0], 0.0);
        near(meaning.nearest[1], 1.0);
        near(meaning.centre[1], 0.924);
        assert_eq!(meaning.shown[1].unwrap().0, 9, "the nearest one cannot be shown");
        near(phrases.only(|index| index != 2).meanings(&[sentence])[0].nearest[1], 0.707);
    }

    #[test]
    fn phrasings_stand_by_class_and_the_hidden_ones_last() {
        assert_eq!(order(&[1, 0, 1, 0], &[NOT_SHOWN, 5, 3, NOT_SHOWN]), [1, 3, 2, 0]);
    }
}
