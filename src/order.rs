//! Sorting of what is short, in order already, or rarely sorted.
//!
//! The standard library's sorts are compiled anew for every type and every order, a tenth of the module in all. These are
//! compiled once: they sort positions, then move the elements.

use std::cmp::Ordering;

/// Sorts in ascending order; equal elements keep theirs.
pub fn sort<T: Ord>(items: &mut [T]) {
    sort_by(items, T::cmp);
}

/// Sorts by what `key` gives; elements with equal keys keep their order.
pub fn sort_by_key<T, K: Ord>(items: &mut [T], key: impl Fn(&T) -> K) {
    sort_by(items, |a, b| key(a).cmp(&key(b)));
}

/// Sorts as `compare` tells; elements that it calls equal keep their order.
pub fn sort_by<T>(items: &mut [T], compare: impl Fn(&T, &T) -> Ordering) {
    let positions = sorted(items.len(), &|a, b| match (items.get(a), items.get(b)) {
        (Some(a), Some(b)) => compare(a, b),
        _ => Ordering::Equal,
    });
    move_to(positions, &mut |a, b| items.swap(a, b));
}

/// Where each element of the sorted sequence stands before; none where nothing has to move.
fn sorted(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    if (1..count).all(|at| compare(at - 1, at) != Ordering::Greater) {
        return Vec::new();
    }
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|a, b| compare(*a, *b));
    positions
}

/// Brings each element to its place by swaps, cycle by cycle; what has come to its place points at itself.
fn move_to(mut positions: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for start in 0..positions.len() {
        let mut at = start;
        while let Some(from) = positions.get_mut(at).map(|slot| std::mem::replace(slot, at)) {
            if from == start {
                break;
            }
            swap(at, from);
            at = from;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cmp::Reverse;

    use super::{sort, sort_by, sort_by_key};

    /// A key, and where the element stood.
    type Element = (u32, usize);
    type Sort = fn(&mut [Element]);

    #[test]
    fn sorts_as_the_standard_library_does() {
        let ways: [(Sort, Sort); 3] = [
            (|items| sort_by_key(items, |(key, _)| *key), |items| items.sort_by_key(|(key, _)| *key)),
            (
                |items| sort_by(items, |a, b| b.0.cmp(&a.0)),
                |items| items.sort_by_key(|(key, _)| Reverse(*key)),
            ),
            (|items| sort(items), |items| items.sort()),
        ];
        let mut state = 7_u32;
        for length in 0..200 {
            let items: Vec<Element> = (0..length)
                .map(|at| {
                    state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    ((state >> 16) % 20, at)
                })
                .collect();
            for (ours, standard) in ways {
                let (mut sorted, mut expected) = (items.clone(), items.clone());
                ours(&mut sorted);
                standard(&mut expected);
                assert_eq!(sorted, expected);
            }
        }
    }
}
