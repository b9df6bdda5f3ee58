//! The phrasings of the bank as sentence vectors, and how near a question is to those of every class.

use super::lanes::{TOGETHER, products};
use super::matrix::{Matrix, Steps};
use super::network::{WIDTH, unit};

/// Marks a phrasing that only training reads, so that it cannot be shown.
pub const NOT_SHOWN: u32 = u32::MAX;
/// Steps in 1 of a question's vector.
const FINEST: f32 = 16_383.0;

/// Sentence vectors of phrasings, turned to the directions in which they differ most.
#[derive(Debug, Clone)]
pub struct Phrases {
    /// The mean sentence vector, which all of them have in common.
    origin: Vec<f32>,
    axes: Matrix,
    vectors: Steps,
    /// 1 / length of each vector's steps.
    shortening: Vec<f32>,
    classes: Vec<u16>,
    shown: Vec<u32>,
    /// The mean direction of each class, row after row.
    centres: Vec<f32>,
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

impl Phrases {
    /// Phrasings from their vectors: the origin, the axes (a row for each number of a sentence vector), a row,
    /// a class and an index in the knowledge's phrasings (or [`NOT_SHOWN`]) for each.
    ///
    /// None where a shape does not fit.
    pub fn new(
        origin: Vec<f32>,
        axes: Steps,
        vectors: Steps,
        classes: Vec<u16>,
        shown: Vec<u32>,
    ) -> Option<Self> {
        let fits = origin.len() == WIDTH
            && axes.rows() == WIDTH
            && axes.columns == vectors.columns
            && [vectors.rows(), shown.len()] == [classes.len(); 2];
        fits.then(|| Self::over(origin, axes.matrix(), vectors, classes, shown))
    }

    fn over(origin: Vec<f32>, axes: Matrix, vectors: Steps, classes: Vec<u16>, shown: Vec<u32>) -> Self {
        let (shortening, centres) = (Vec::new(), Vec::new());
        let mut found = Self { origin, axes, vectors, shortening, classes, shown, centres };
        found.shortening = (0..found.classes.len()).map(|index| found.shortening_of(index)).collect();
        found.centres = found.mean_directions();
        found
    }

    /// The phrasings at which `keep` holds, as training needs them.
    #[must_use]
    pub fn only(&self, keep: impl Fn(usize) -> bool) -> Self {
        let kept: Vec<usize> = (0..self.classes.len()).filter(|&index| keep(index)).collect();
        let steps = kept.iter().flat_map(|&index| self.vectors.row(index)).copied().collect();
        let vectors = Steps { columns: self.vectors.columns, steps, scales: Vec::new() };
        let at = |values: &[u32]| kept.iter().filter_map(|&index| values.get(index).copied()).collect();
        let classes = kept.iter().filter_map(|&index| self.classes.get(index).copied()).collect();
        Self::over(self.origin.clone(), self.axes.clone(), vectors, classes, at(&self.shown))
    }

    fn shortening_of(&self, index: usize) -> f32 {
        let squares: i32 = self.vectors.row(index).iter().map(|steps| i32::from(*steps).pow(2)).sum();
        (squares.max(1) as f32).sqrt().recip()
    }

    fn mean_directions(&self) -> Vec<f32> {
        let columns = self.vectors.columns.max(1);
        let classes = self.classes.iter().max().map_or(0, |last| usize::from(*last) + 1);
        let mut centres = vec![0.0; classes * columns];
        for (index, (class, shortening)) in self.classes.iter().zip(&self.shortening).enumerate() {
            let sums = centres.iter_mut().skip(usize::from(*class) * columns);
            sums.zip(self.vectors.row(index)).for_each(|(sum, steps)| *sum += f32::from(*steps) * shortening);
        }
        centres.chunks_exact_mut(columns).for_each(unit);
        centres
    }

    /// A sentence vector along the axes, with length 1.
    pub fn turned(&self, sentence: &[f32]) -> Vec<f32> {
        let centred: Vec<f32> = sentence.iter().zip(&self.origin).map(|(value, mean)| value - mean).collect();
        let mut turned = self.axes.product(&centred);
        unit(&mut turned);
        turned
    }

    /// The vector of a phrasing along the axes, with length 1.
    pub fn vector(&self, index: usize) -> Vec<f32> {
        let shortening = self.shortening.get(index).copied().unwrap_or(0.0);
        self.vectors.row(index).iter().map(|steps| f32::from(*steps) * shortening).collect()
    }

    /// How near sentence vectors are to the phrasings of every class, whichever come together.
    pub fn meanings(&self, sentences: &[Vec<f32>]) -> Vec<Meaning> {
        let turned: Vec<_> = sentences.iter().map(|sentence| self.turned(sentence)).collect();
        self.meanings_along(&turned)
    }

    /// How near vectors along the axes are to the phrasings of every class.
    pub fn meanings_along(&self, turned: &[Vec<f32>]) -> Vec<Meaning> {
        turned.chunks(TOGETHER).flat_map(|turned| self.meanings_of_few(turned)).collect()
    }

    /// The meanings of up to [`TOGETHER`] vectors, for which the phrasings are read once.
    fn meanings_of_few(&self, turned: &[Vec<f32>]) -> Vec<Meaning> {
        let columns = self.vectors.columns.max(1);
        let mut found: Vec<Meaning> = turned.iter().map(|turned| self.near_centres(turned)).collect();
        let in_steps = |turned: &Vec<f32>| -> Vec<i16> {
            turned.iter().map(|value| (value * FINEST).round() as i16).collect()
        };
        let fine: Vec<Vec<i16>> = turned.iter().map(in_steps).collect();
        let fine: Vec<&[i16]> = fine.iter().map(Vec::as_slice).collect();
        for (at, pair) in self.vectors.steps.chunks(2 * columns).enumerate() {
            let (one, other) = pair.split_at_checked(columns).unwrap_or((pair, &[]));
            let other = if other.is_empty() { one } else { other };
            for (index, sums) in (2 * at..).zip(products([one, other], &fine)) {
                let phrase =
                    self.classes.get(index).zip(self.shown.get(index)).zip(self.shortening.get(index));
                let Some(((class, shown), shortening)) = phrase else { continue };
                for (meaning, sum) in found.iter_mut().zip(sums) {
                    meaning.meet(usize::from(*class), *shown, sum as f32 * shortening / FINEST);
                }
            }
        }
        found
    }

    fn near_centres(&self, turned: &[f32]) -> Meaning {
        let centres = self.centres.chunks_exact(turned.len().max(1));
        let cosine = |centre: &[f32]| centre.iter().zip(turned).map(|(a, b)| a * b).sum();
        let centre: Vec<f32> = centres.map(cosine).collect();
        Meaning { nearest: vec![-1.0; centre.len()], shown: vec![None; centre.len()], centre }
    }
}

impl Meaning {
    /// Takes note of a phrasing's class, its index and its cosine.
    fn meet(&mut self, class: usize, index: u32, cosine: f32) {
        if let Some(nearest) = self.nearest.get_mut(class) {
            *nearest = nearest.max(cosine);
        }
        if let Some(best) = self.shown.get_mut(class).filter(|_| index != NOT_SHOWN)
            && best.is_none_or(|(_, highest)| cosine > highest)
        {
            *best = Some((index, cosine));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearness_is_told_class_by_class() {
        let mut axes = vec![0.0; WIDTH * 2];
        (axes[0], axes[3]) = (1.0, 1.0);
        let vectors = Steps { columns: 2, steps: vec![3, 0, 0, 5, 4, 4], scales: Vec::new() };
        let axes = Steps::by_column(&axes, 2, 1e-6);
        let shown = vec![7, NOT_SHOWN, 9];
        let phrases = Phrases::new(vec![0.0; WIDTH], axes, vectors, vec![0, 1, 1], shown).unwrap();
        let sentence: Vec<f32> = [0.0, 2.0].into_iter().chain(std::iter::repeat_n(0.0, WIDTH - 2)).collect();
        let meaning = phrases.meanings(std::slice::from_ref(&sentence)).remove(0);
        let near =
            |found: f32, expected: f32| assert!((found - expected).abs() < 0.01, "{found} for {expected}");
        near(meaning.nearest[0], 0.0);
        near(meaning.nearest[1], 1.0);
        near(meaning.centre[1], 0.924);
        assert_eq!(meaning.shown[1].unwrap().0, 9, "the nearest one cannot be shown");
        near(phrases.only(|index| index != 1).meanings(&[sentence])[0].nearest[1], 0.707);
    }
}
