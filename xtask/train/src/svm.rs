//! Linear support vector machines with squared hinge loss, by dual coordinate descent with shrinking.
//!
//! Source: Hsieh, Chang, Lin, Keerthi, Sundararajan: A Dual Coordinate Descent Method for Large-scale Linear
//! SVM (2008), algorithm 3. Every run visits the rows in the same order for the same seed.

/// Passes over the data at most; the stopping rule usually ends far sooner.
const MAX_PASSES: usize = 200;
/// Spread of the projected gradient at which a solution is good enough.
const TOLERANCE: f64 = 1e-3;

/// Sparse rows: (column, value) pairs, one run per row.
#[derive(Debug, Default)]
pub struct Rows {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
}

impl Rows {
    /// Adds a row.
    pub fn push(&mut self, entries: &[(u32, f32)]) {
        self.starts.push(self.entries.len());
        self.entries.extend_from_slice(entries);
    }

    /// Number of rows.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// The same rows with these columns alone, ascending, renumbered in their order.
    pub fn within(&self, columns: &[u32]) -> Self {
        let most = columns.last().map_or(0, |&last| last as usize + 1);
        let mut renumbered = vec![None; most];
        (0..).zip(columns).for_each(|(number, &column)| renumbered[column as usize] = Some(number));
        let mut within = Self::default();
        for index in 0..self.len() {
            within.starts.push(within.entries.len());
            let entries = self.row(index).iter();
            within.entries.extend(
                entries.filter_map(|&(column, value)| Some(((*renumbered.get(column as usize)?)?, value))),
            );
        }
        within
    }

    /// The entries of a row.
    pub fn row(&self, index: usize) -> &[(u32, f32)] {
        let end = self.starts.get(index + 1).copied().unwrap_or(self.entries.len());
        &self.entries[self.starts[index]..end]
    }
}

/// A separating plane: a weight for each of some columns, and a bias.
#[derive(Debug)]
pub struct Plane {
    pub columns: Vec<u32>,
    pub weights: Vec<f64>,
    pub bias: f64,
}

/// Separates the `rows`, which have these `columns` alone, that are `positive` from the others among `members`.
pub fn separate(
    rows: &Rows,
    columns: &[u32],
    members: &[usize],
    positive: &dyn Fn(usize) -> bool,
    cost: f64,
) -> Plane {
    let mut state = State::new(rows, columns, members, positive, cost);
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..MAX_PASSES {
        random.shuffle(&mut state.order[..state.active]);
        let (highest, lowest) = state.pass(rows);
        if highest - lowest > TOLERANCE {
            state.upper = if highest > 0.0 { highest } else { f64::INFINITY };
        } else if state.active == state.order.len() {
            break;
        } else {
            // What was shrunk away is looked at once more before the solution counts.
            state.active = state.order.len();
            state.upper = f64::INFINITY;
        }
    }
    state.plane
}

struct State {
    plane: Plane,
    /// Row index, sign, dual variable and squared length of each example.
    examples: Vec<(usize, f64, f64, f64)>,
    order: Vec<usize>,
    /// Examples `order[active..]` are shrunk away.
    active: usize,
    upper: f64,
    /// 1 / (2 · cost): the diagonal that the squared loss adds.
    diagonal: f64,
}

impl State {
    fn new(
        rows: &Rows,
        columns: &[u32],
        members: &[usize],
        positive: &dyn Fn(usize) -> bool,
        cost: f64,
    ) -> Self {
        let example = |&row: &usize| {
            let squared: f64 = rows.row(row).iter().map(|&(_, value)| f64::from(value).powi(2)).sum();
            (row, if positive(row) { 1.0 } else { -1.0 }, 0.0, squared + 1.0)
        };
        Self {
            plane: Plane { columns: columns.to_vec(), weights: vec![0.0; columns.len()], bias: 0.0 },
            examples: members.iter().map(example).collect(),
            order: (0..members.len()).collect(),
            active: members.len(),
            upper: f64::INFINITY,
            diagonal: 0.5 / cost,
        }
    }

    /// One pass over the active examples; the highest and lowest projected gradient it met.
    fn pass(&mut self, rows: &Rows) -> (f64, f64) {
        let (mut highest, mut lowest) = (f64::NEG_INFINITY, f64::INFINITY);
        let mut index = 0;
        while index < self.active {
            let (row, sign, alpha, squared) = self.examples[self.order[index]];
            let gradient = sign * self.decision(rows.row(row)) - 1.0 + self.diagonal * alpha;
            if alpha == 0.0 && gradient > self.upper {
                self.active -= 1;
                self.order.swap(index, self.active);
                continue;
            }
            let projected = if alpha == 0.0 { gradient.min(0.0) } else { gradient };
            (highest, lowest) = (highest.max(projected), lowest.min(projected));
            if projected.abs() > 1e-12 {
                let next = (alpha - gradient / (squared + self.diagonal)).max(0.0);
                self.step(rows.row(row), (next - alpha) * sign);
                self.examples[self.order[index]].2 = next;
            }
            index += 1;
        }
        (highest, lowest)
    }

    fn decision(&self, row: &[(u32, f32)]) -> f64 {
        let weights = &self.plane.weights;
        self.plane.bias
            + row.iter().map(|&(column, value)| weights[column as usize] * f64::from(value)).sum::<f64>()
    }

    fn step(&mut self, row: &[(u32, f32)], amount: f64) {
        for &(column, value) in row {
            self.plane.weights[column as usize] += amount * f64::from(value);
        }
        self.plane.bias += amount;
    }
}

/// A small reproducible generator (xorshift64*).
pub struct Random(pub u64);

impl Random {
    /// The next number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % bound
    }

    fn shuffle(&mut self, items: &mut [usize]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.below(last + 1));
        }
    }
}
