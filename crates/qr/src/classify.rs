//! Dark or light, module by module, out of their brightness.

use crate::grid::{MARGIN, Samples};
use crate::symbol::{Cell, Layout, Modules};

/// How far round a module others tell what is dark and what is light there, in modules.
const REACH: usize = 6;

/// How far from the middle a module must be to teach others.
const CLEAR: f32 = 0.25;

/// Compares each module with the middle between the dark and the light ones of the whole symbol.
pub(crate) fn part(mut samples: Samples) -> Samples {
    let middle = two_means(&samples.values);
    for value in &mut samples.values {
        *value = (*value - middle) / 128.0;
    }
    samples
}

/// Compares each module with the middle between the dark and the light ones round it: 1 is as light as the light ones
/// there, -1 as dark as the dark ones.
pub(crate) fn level(samples: &Samples) -> Samples {
    let side = samples.side;
    let mut middle = vec![two_means(&samples.values); samples.values.len()];
    let mut span = vec![1.0f32; samples.values.len()];
    for _ in 0..2 {
        let lights: Vec<bool> = samples
            .values
            .iter()
            .zip(&middle)
            .map(|(value, middle)| value > middle)
            .collect();
        let mut light = Sums::new(side);
        let mut dark = Sums::new(side);
        for (index, (&value, &is_light)) in samples.values.iter().zip(&lights).enumerate() {
            let class = if is_light { &mut light } else { &mut dark };
            class.put(index, value);
        }
        light.sum();
        dark.sum();
        let whole = (dark.mean_of_all(), light.mean_of_all());
        for row in 0..side {
            for column in 0..side {
                let mean = |sums: &Sums, whole: f32| {
                    let (sum, count) = sums.around(column, row, REACH);
                    // Where few tell, the whole tells as well.
                    (sum + whole * 4.0) / (count + 4.0)
                };
                let (low, high) = (mean(&dark, whole.0), mean(&light, whole.1));
                middle[row * side + column] = (low + high) / 2.0;
                span[row * side + column] = ((high - low) / 2.0).max(1.0);
            }
        }
    }
    let values = samples.values.iter().zip(middle.iter().zip(&span));
    let values = values
        .map(|(value, (middle, span))| ((value - middle) / span).clamp(-2.0, 2.0))
        .collect();
    Samples { side, values }
}

/// The modules of the symbol itself, dark above zero.
pub(crate) fn modules(levelled: &Samples) -> Modules {
    let size = levelled.side - 2 * MARGIN;
    let mut values = Vec::with_capacity(size * size);
    for row in 0..size {
        let from = (row + MARGIN) * levelled.side + MARGIN;
        values.extend(
            levelled.values[from..from + size]
                .iter()
                .map(|value| -value),
        );
    }
    Modules { size, values }
}

/// How many of the modules that are always the same are seen as such, of all.
pub(crate) fn agreement(modules: &Modules, layout: &Layout) -> f32 {
    let (mut right, mut all) = (0, 0);
    for y in 0..modules.size {
        for x in 0..modules.size {
            let dark = match layout.cell(x, y) {
                Cell::Dark => true,
                Cell::Light => false,
                Cell::Information | Cell::Data => continue,
            };
            all += 1;
            right += usize::from((modules.at(x, y) > 0.0) == dark);
        }
    }
    right as f32 / all as f32
}

/// Takes out of each module what its neighbours have smeared on it.
///
/// A symbol brings its own training: some hundreds of modules are known before anything is read. From them (and in later
/// rounds from all, as they were told) the least squares give how a module follows from what is seen of it and of its
/// neighbours: the way modems undo the echoes of a line. `reach` is how far neighbours count.
pub(crate) fn equalise(
    levelled: &Samples,
    layout: &Layout,
    reach: usize,
    rounds: usize,
) -> Samples {
    let mut wanted = known(levelled.side, layout);
    let mut out = Samples {
        side: levelled.side,
        values: levelled.values.clone(),
    };
    for _ in 0..rounds {
        let Some(weights) = fit(levelled, &wanted, reach) else {
            break;
        };
        out.values = (0..levelled.values.len())
            .map(|index| {
                let (x, y) = (index % levelled.side, index / levelled.side);
                neighbours(levelled, x, y, reach)
                    .zip(&weights)
                    .map(|(value, weight)| value * weight)
                    .sum()
            })
            .collect();
        for (to, (known, told)) in wanted
            .iter_mut()
            .zip(known(levelled.side, layout).iter().zip(&out.values))
        {
            // What is not known counts half, and only where it is clear.
            *to = known.or_else(|| (told.abs() > CLEAR).then(|| (told.signum(), 0.5)));
        }
    }
    out.values
        .iter_mut()
        .for_each(|value| *value = value.clamp(-2.0, 2.0));
    out
}

/// What each module must be, with its weight, where that is known.
fn known(side: usize, layout: &Layout) -> Vec<Option<(f32, f32)>> {
    let size = layout.size();
    let mut known = vec![None; side * side];
    for y in 0..size {
        for x in 0..size {
            known[(y + MARGIN) * side + x + MARGIN] = match layout.cell(x, y) {
                Cell::Dark => Some((-1.0, 1.0)),
                Cell::Light => Some((1.0, 1.0)),
                Cell::Information | Cell::Data => None,
            };
        }
    }
    known
}

/// What is seen of a module and its neighbours, and a constant.
fn neighbours(
    levelled: &Samples,
    x: usize,
    y: usize,
    reach: usize,
) -> impl Iterator<Item = f32> + '_ {
    let last = levelled.side - 1;
    let offsets = move |at: usize| {
        (0..=2 * reach).map(move |index| (at + index).saturating_sub(reach).min(last))
    };
    offsets(y)
        .flat_map(move |row| {
            offsets(x).map(move |column| levelled.values[row * levelled.side + column])
        })
        .chain(std::iter::once(1.0))
}

/// The weights of the neighbours by least squares, held near to "as it is seen".
fn fit(levelled: &Samples, wanted: &[Option<(f32, f32)>], reach: usize) -> Option<Vec<f32>> {
    let count = (2 * reach + 1) * (2 * reach + 1) + 1;
    let mut matrix = vec![0.0f64; count * count];
    let mut right = vec![0.0f64; count];
    let mut total = 0.0f64;
    for (index, wanted) in wanted.iter().enumerate() {
        let Some((value, weight)) = *wanted else {
            continue;
        };
        let seen: Vec<f32> = neighbours(
            levelled,
            index % levelled.side,
            index / levelled.side,
            reach,
        )
        .collect();
        total += f64::from(weight);
        for row in 0..count {
            let scaled = f64::from(seen[row] * weight);
            right[row] += scaled * f64::from(value);
            for column in 0..=row {
                matrix[row * count + column] += scaled * f64::from(seen[column]);
            }
        }
    }
    for row in 0..count {
        for column in 0..row {
            matrix[column * count + row] = matrix[row * count + column];
        }
        let ridge = total * 0.02;
        matrix[row * count + row] += ridge;
        if row == (count - 1) / 2 {
            right[row] += ridge;
        }
    }
    solve(matrix, right)
}

/// Solves symmetric linear equations (Cholesky).
fn solve(mut matrix: Vec<f64>, mut right: Vec<f64>) -> Option<Vec<f32>> {
    let count = right.len();
    for row in 0..count {
        for column in 0..=row {
            let product: f64 = (0..column)
                .map(|k| matrix[row * count + k] * matrix[column * count + k])
                .sum();
            let rest = matrix[row * count + column] - product;
            if row == column {
                if rest <= 0.0 {
                    return None;
                }
                matrix[row * count + row] = rest.sqrt();
            } else {
                matrix[row * count + column] = rest / matrix[column * count + column];
            }
        }
    }
    for row in 0..count {
        let product: f64 = (0..row).map(|k| matrix[row * count + k] * right[k]).sum();
        right[row] = (right[row] - product) / matrix[row * count + row];
    }
    for row in (0..count).rev() {
        let product: f64 = (row + 1..count)
            .map(|k| matrix[k * count + row] * right[k])
            .sum();
        right[row] = (right[row] - product) / matrix[row * count + row];
    }
    Some(right.into_iter().map(|value| value as f32).collect())
}

/// The value that parts the dark from the light ones best: the middle of the means of both, until it stays.
fn two_means(values: &[f32]) -> f32 {
    let mut middle = values.iter().sum::<f32>() / values.len() as f32;
    for _ in 0..8 {
        let (mut sums, mut counts) = ([0.0f32; 2], [0.0f32; 2]);
        for &value in values {
            let class = usize::from(value > middle);
            sums[class] += value;
            counts[class] += 1.0;
        }
        let next = (sums[0] / counts[0] + sums[1] / counts[1]) / 2.0;
        if counts.contains(&0.0) || next == middle {
            break;
        }
        middle = next;
    }
    middle
}

/// Sums over rectangles of modules.
struct Sums {
    side: usize,
    sums: Vec<(f32, f32)>,
}

impl Sums {
    fn new(side: usize) -> Self {
        Self {
            side,
            sums: vec![(0.0, 0.0); (side + 1) * (side + 1)],
        }
    }

    fn put(&mut self, index: usize, value: f32) {
        let (x, y) = (index % self.side, index / self.side);
        self.sums[(y + 1) * (self.side + 1) + x + 1] = (value, 1.0);
    }

    fn sum(&mut self) {
        let width = self.side + 1;
        for y in 1..width {
            let mut along = (0.0, 0.0);
            for x in 1..width {
                along.0 += self.sums[y * width + x].0;
                along.1 += self.sums[y * width + x].1;
                let above = self.sums[(y - 1) * width + x];
                self.sums[y * width + x] = (along.0 + above.0, along.1 + above.1);
            }
        }
    }

    fn mean_of_all(&self) -> f32 {
        let (sum, count) = self.sums[self.sums.len() - 1];
        sum / count.max(1.0)
    }

    fn around(&self, x: usize, y: usize, reach: usize) -> (f32, f32) {
        let width = self.side + 1;
        let (left, right) = (x.saturating_sub(reach), (x + reach + 1).min(self.side));
        let (top, bottom) = (y.saturating_sub(reach), (y + reach + 1).min(self.side));
        let at = |x: usize, y: usize| self.sums[y * width + x];
        let (a, b, c, d) = (
            at(left, top),
            at(right, top),
            at(left, bottom),
            at(right, bottom),
        );
        (d.0 - b.0 - c.0 + a.0, d.1 - b.1 - c.1 + a.1)
    }
}
