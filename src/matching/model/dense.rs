//! The weights of terms that speak for or against many classes, as rows: they are added up several classes at a time.

use super::MOST_CLASSES;

/// Weights of a term from which a row takes less time than one after the other.
const LEAST: usize = 96;

/// A row for each of the first terms, which have most weights; 0 where a term says nothing about a class.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Dense(Vec<[i8; MOST_CLASSES]>);

impl Dense {
    /// The rows of terms whose weights begin at `offsets` (one more than terms, those with most weights first) in
    /// `targets`, their classes, and `steps`.
    pub fn new(offsets: &[u32], targets: &[u16], steps: &[i8]) -> Self {
        let bounds = offsets.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        let row = |bounds: std::ops::Range<usize>| {
            let mut row = [0; MOST_CLASSES];
            let weights = targets.get(bounds.clone()).into_iter().flatten();
            for (class, steps) in weights.zip(steps.get(bounds).into_iter().flatten()) {
                row[usize::from(*class) % MOST_CLASSES] = *steps;
            }
            row
        };
        Self(bounds.take_while(|bounds| bounds.len() >= LEAST).map(row).collect())
    }

    /// The row of a term, where it has one.
    pub fn row(&self, term: u32) -> Option<&[i8; MOST_CLASSES]> {
        self.0.get(term as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_says_what_the_weights_say_and_only_frequent_terms_have_one() {
        let targets: Vec<u16> = (0..100).map(|class| class * 3).chain([5, 9]).collect();
        let steps: Vec<i8> = (1..=100).chain([7, -7]).collect();
        let dense = Dense::new(&[0, 100, 102], &targets, &steps);
        let row = dense.row(0).unwrap();
        let said = targets.iter().zip(&steps).take(100);
        assert!(said.clone().all(|(class, step)| row[usize::from(*class)] == *step));
        assert_eq!(row.iter().filter(|step| **step != 0).count(), said.count());
        assert_eq!(dense.row(1), None);
    }
}
