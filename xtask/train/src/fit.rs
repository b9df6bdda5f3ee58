//! From training texts to model parts: vocabulary, planes, pruning in stages, quantising.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use kaito::Normal;
use kaito::matching::features::each_term;
use kaito::matching::model::{LinearModel, ModelParts, WeightedTerm};

use super::bank::Bank;
use super::svm::{Plane, Rows, separate};

/// Value of one step of a weight: a finer scale is larger after compression and not better.
const STEP: f64 = 0.14;
/// Power of a term's document frequency by which its weights survive pruning; 0 would count their size alone.
const OFTEN: f64 = 0.2;
/// Weights that survive each pruning, in multiples of those kept in the end: after each the planes are trained anew on what is left, so
/// that the weights kept take over from those that go.
const STAGES: [usize; 2] = [2, 1];

/// What training may vary.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// Documents that a term must stand in to be a term of the model.
    pub min_documents: u32,
    /// Cost of a training error against the plane's simplicity.
    pub cost: f64,
    /// Weights that survive pruning, the largest ones.
    pub keep: usize,
}

/// Trains on the samples at `subset`.
pub fn fit(bank: &Bank, subset: &[usize], settings: Settings) -> ModelParts {
    let texts: Vec<Normal> = subset.iter().map(|&index| Normal::of(&bank.samples[index].text)).collect();
    let mut parts = vocabulary(bank, &texts, settings.min_documents);
    let every: Vec<u32> = (0..parts.terms.len() as u32).collect();
    let columns = vec![every; bank.classes.len()];
    let mut planes = planes(bank, subset, &rows(&parts, &texts), &columns, settings.cost);
    for times in STAGES {
        let mut columns = loudest(&parts, &planes, times * settings.keep);
        drop_silent(&mut parts, &mut columns);
        planes = self::planes(bank, subset, &rows(&parts, &texts), &columns, settings.cost);
    }
    round(&mut parts, &planes);
    parts
}

/// The texts as vectors of the terms.
fn rows(parts: &ModelParts, texts: &[Normal]) -> Rows {
    let vectors = LinearModel::from_parts(parts.clone());
    let mut rows = Rows::default();
    texts.iter().for_each(|text| rows.push(&vectors.vector(&vectors.occurrences(text)).entries));
    rows
}

fn vocabulary(bank: &Bank, texts: &[Normal], min_documents: u32) -> ModelParts {
    let mut counts: HashMap<u64, (u32, usize)> = HashMap::new();
    for (document, text) in texts.iter().enumerate() {
        each_term(text, |term| {
            let (count, last) = counts.entry(term.hash).or_insert((0, usize::MAX));
            if *last != document {
                (*count, *last) = (*count + 1, document);
            }
        });
    }
    let mut names = BTreeMap::new();
    for text in texts {
        each_term(text, |term| {
            if let Some(&(count, _)) = counts.get(&term.hash).filter(|(count, _)| *count >= min_documents) {
                counts.remove(&term.hash);
                names.insert(term.text(text.chars()), count);
            }
        });
    }
    let term = |(text, documents)| WeightedTerm { text, documents, weights: Vec::new() };
    ModelParts {
        classes: bank.classes.clone(),
        bias: vec![0.0; bank.classes.len()],
        documents: texts.len() as u32,
        step: 0.0,
        terms: names.into_iter().map(term).collect(),
    }
}

/// One plane per class over its columns: responses and topics against all texts, members against their siblings.
fn planes(bank: &Bank, subset: &[usize], rows: &Rows, columns: &[Vec<u32>], cost: f64) -> Vec<Plane> {
    let everything: Vec<usize> = (0..rows.len()).collect();
    let plane = |class: usize| {
        let outer = |row: usize| bank.samples[subset[row]].class == class;
        let member = |row: usize| bank.samples[subset[row]].member == Some(class);
        let columns = &columns[class];
        if class < bank.outer {
            return separate(&rows.within(columns), columns, &everything, &outer, cost);
        }
        let response =
            bank.samples.iter().find(|sample| sample.member == Some(class)).map(|sample| sample.class);
        let siblings: Vec<usize> = everything
            .iter()
            .copied()
            .filter(|&row| Some(bank.samples[subset[row]].class) == response)
            .collect();
        separate(&rows.within(columns), columns, &siblings, &member, cost)
    };
    in_parallel(bank.classes.len(), &plane)
}

/// Runs `work` for 0..count on all cores; results in order.
pub fn in_parallel<T: Send>(count: usize, work: &(dyn Fn(usize) -> T + Sync)) -> Vec<T> {
    let next = AtomicUsize::new(0);
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let run = || {
        let mut done = Vec::new();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            if index >= count {
                return done;
            }
            done.push((index, work(index)));
        }
    };
    let mut results: Vec<(usize, T)> = std::thread::scope(|scope| {
        let handles: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a training thread panicked")).collect()
    });
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// The columns of each class whose weights say most, `keep` of them in all.
fn loudest(parts: &ModelParts, planes: &[Plane], keep: usize) -> Vec<Vec<u32>> {
    // A weight says more the more often its term is met.
    let often: Vec<f64> = parts.terms.iter().map(|term| f64::from(term.documents).powf(OFTEN)).collect();
    let says = |(&column, &weight): (&u32, &f64)| (weight.abs() * often[column as usize]) as f32;
    let mut said: Vec<f32> =
        planes.iter().flat_map(|plane| plane.columns.iter().zip(&plane.weights).map(says)).collect();
    let least = match said.len().checked_sub(keep) {
        Some(cut) if cut > 0 => *said.select_nth_unstable_by(cut, f32::total_cmp).1,
        _ => 0.0,
    };
    let kept = |plane: &Plane| -> Vec<u32> {
        let weights = plane.columns.iter().zip(&plane.weights);
        let loud = weights.filter(|&(column, weight)| *weight != 0.0 && says((column, weight)) >= least);
        loud.map(|(&column, _)| column).collect()
    };
    planes.iter().map(kept).collect()
}

/// Takes away the terms that no class listens to, and renumbers the columns.
fn drop_silent(parts: &mut ModelParts, columns: &mut [Vec<u32>]) {
    let mut heard = vec![false; parts.terms.len()];
    columns.iter().flatten().for_each(|&column| heard[column as usize] = true);
    let mut next = 0;
    let renumbered: Vec<u32> = heard
        .iter()
        .map(|&heard| {
            next += u32::from(heard);
            next.wrapping_sub(1)
        })
        .collect();
    columns.iter_mut().flatten().for_each(|column| *column = renumbered[*column as usize]);
    let mut heard = heard.into_iter();
    parts.terms.retain(|_| heard.next() == Some(true));
}

/// Rounds the weights to multiples of [`STEP`].
fn round(parts: &mut ModelParts, planes: &[Plane]) {
    parts.step = STEP as f32;
    parts.bias = planes.iter().map(|plane| plane.bias as f32).collect();
    for (class, plane) in planes.iter().enumerate() {
        for (&column, weight) in plane.columns.iter().zip(&plane.weights) {
            let steps = (weight / STEP).round() as i8;
            if steps != 0 {
                parts.terms[column as usize].weights.push((class as u16, steps));
            }
        }
    }
}
