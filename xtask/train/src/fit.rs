//! From training texts to model parts: vocabulary, planes, pruning, quantising.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};

use kaito::Normal;
use kaito::matching::features::each_term;
use kaito::matching::model::{LinearModel, ModelParts, WeightedTerm};

use super::bank::Bank;
use super::svm::{Plane, Rows, separate};

/// Steps from 0 to the largest weight: a finer scale is larger after compression and not better (127: 930 kB, 31: 790 kB
/// at the same hit rates, 25: worse).
const STEPS: f32 = 31.0;
/// Power of a term's document frequency by which its weights survive pruning; 0 would count their size alone.
const OFTEN: f64 = 0.2;

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
    let vectors = LinearModel::from_parts(parts.clone());
    let mut rows = Rows::default();
    texts.iter().for_each(|text| rows.push(&vectors.vector(&vectors.occurrences(text)).entries));
    let planes = planes(bank, subset, &rows, parts.terms.len(), settings.cost);
    prune(&mut parts, &planes, settings.keep);
    parts
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

/// One plane per class: responses and topics against all texts, members against their siblings.
fn planes(bank: &Bank, subset: &[usize], rows: &Rows, columns: usize, cost: f64) -> Vec<Plane> {
    let everything: Vec<usize> = (0..rows.len()).collect();
    let plane = |class: usize| {
        let outer = |row: usize| bank.samples[subset[row]].class == class;
        let member = |row: usize| bank.samples[subset[row]].member == Some(class);
        if class < bank.outer {
            return separate(rows, columns, &everything, &outer, cost);
        }
        let response =
            bank.samples.iter().find(|sample| sample.member == Some(class)).map(|sample| sample.class);
        let siblings: Vec<usize> = everything
            .iter()
            .copied()
            .filter(|&row| Some(bank.samples[subset[row]].class) == response)
            .collect();
        separate(rows, columns, &siblings, &member, cost)
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

/// Keeps the weights that say most and rounds them to steps of 1/[`STEPS`] of the largest.
fn prune(parts: &mut ModelParts, planes: &[Plane], keep: usize) {
    // A weight says more the more often its term is met.
    let often: Vec<f64> = parts.terms.iter().map(|term| f64::from(term.documents).powf(OFTEN)).collect();
    let says = |column: usize, weight: f64| (weight.abs() * often[column]) as f32;
    let plane_says = |plane: &Plane| -> Vec<f32> {
        plane.weights.iter().enumerate().map(|(column, &weight)| says(column, weight)).collect()
    };
    let mut said: Vec<f32> = planes.iter().flat_map(plane_says).filter(|said| *said > 0.0).collect();
    let least = match said.len().checked_sub(keep) {
        Some(cut) if cut > 0 => *said.select_nth_unstable_by(cut, f32::total_cmp).1,
        _ => 0.0,
    };
    let weights = planes.iter().flat_map(|plane| &plane.weights);
    let largest = weights.fold(f64::MIN_POSITIVE, |largest, weight| largest.max(weight.abs()));
    parts.step = largest as f32 / STEPS;
    parts.bias = planes.iter().map(|plane| plane.bias as f32).collect();
    for (column, term) in parts.terms.iter_mut().enumerate() {
        let weight = |(class, plane): (usize, &Plane)| {
            let weight = plane.weights[column];
            let steps = (weight as f32 / parts.step).round() as i8;
            (says(column, weight) >= least && steps != 0).then_some((class as u16, steps))
        };
        term.weights = planes.iter().enumerate().filter_map(weight).collect();
    }
}
