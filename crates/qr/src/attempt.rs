//! Reading one symbol whose finders are known.

use crate::binarise::Bits;
use crate::finders::Finder;
use crate::geometry::{Point, Quad};
use crate::grey::Grey;
use crate::grid::{Grid, Ground, parallelogram, size_for};
use crate::symbol::{self, Decoded, Layout};
use crate::tell;
use crate::triples::Triple;

/// A symbol that was read.
pub(crate) struct Found {
    pub(crate) decoded: Decoded,
    pub(crate) corners: [Point; 4],
}

/// How much is done to read a symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effort {
    /// What reads a clean picture.
    Quick,
    /// All that is known here.
    Full,
}

/// What came of a triple.
pub(crate) enum Outcome {
    Read(Box<Found>),
    /// It looks as a symbol does, and could not be read.
    Unread,
    /// It is none.
    Nothing,
}

/// The part of the timing patterns that must be seen before more is tried. Anything else has about a half.
const TIMING: f32 = 0.72;

/// The part of the known modules that must be seen as they are before data are believed.
const AGREEMENT: f32 = 0.72;

/// How much may be tried on one picture.
pub(crate) struct Budget {
    /// Symbols seen askew, whose fourth corner is looked for.
    askew: u32,
    /// Symbols that are laid and read.
    laid: u32,
}

impl Budget {
    pub(crate) fn new(effort: Effort) -> Self {
        match effort {
            Effort::Quick => Self {
                askew: 40,
                laid: 200,
            },
            Effort::Full => Self {
                askew: 80,
                laid: 60,
            },
        }
    }
}

/// Tries to read the symbol of a triple.
pub(crate) fn read(
    grey: &Grey,
    bits: &Bits,
    triple: &Triple,
    effort: Effort,
    budget: &mut Budget,
) -> Outcome {
    let ground = Ground {
        grey,
        inverted: triple.inverted(),
    };
    let [bottom_left, top_left, top_right] = triple.finders();
    let quad = parallelogram(bottom_left.middle, top_left.middle, top_right.middle);
    let (sizes, counted) = sizes(bits, triple);
    let mut outcome = Outcome::Nothing;
    let mut laid: Vec<(f32, Layout, Quad)> = Vec::new();
    for size in sizes {
        let Some(layout) = Layout::of_size(size) else {
            continue;
        };
        let Some(grid) = Grid::new(ground, &layout, quad) else {
            continue;
        };
        let seen = grid.timing();
        laid.push((seen, layout, quad));
    }
    laid.sort_by(|a, b| b.0.total_cmp(&a.0));
    let clear = laid.first().is_some_and(|best| best.0 >= 0.9);
    if !clear && (counted || laid.first().is_some_and(|best| best.0 >= TIMING)) {
        for (seen, layout, quad) in laid.iter_mut().take(3) {
            let Some(left) = budget.askew.checked_sub(1) else {
                break;
            };
            budget.askew = left;
            let Some(mut grid) = Grid::new(ground, layout, *quad) else {
                continue;
            };
            grid.find_fourth();
            let now = grid.timing();
            if now > *seen {
                (*seen, *quad) = (now, grid.quad);
            }
        }
        laid.sort_by(|a, b| b.0.total_cmp(&a.0));
    }
    let tries = if effort == Effort::Quick { 1 } else { 2 };
    for (seen, layout, quad) in laid.iter().take(tries) {
        let Some(left) = budget.laid.checked_sub(1).filter(|_| *seen >= TIMING) else {
            break;
        };
        let Some(grid) = Grid::new(ground, layout, *quad) else {
            continue;
        };
        if !grid.is_on_picture() {
            continue;
        }
        budget.laid = left;
        match lay_and_read(grid, effort) {
            Some(found) => return Outcome::Read(Box::new(found)),
            None => outcome = Outcome::Unread,
        }
    }
    outcome
}

/// Lays the grid more and more exactly, and reads after each step.
fn lay_and_read(mut grid: Grid<'_>, effort: Effort) -> Option<Found> {
    let version = grid.layout.version();
    grid.pull_fourth(2.0);
    if version >= 7 {
        grid.bend_to_alignments();
    }
    if let Some(found) = tell_and_read(&grid, Effort::Quick) {
        return Some(found);
    }
    grid.straighten();
    grid.settle(0.5);
    if let Some(found) = tell_and_read(&grid, Effort::Quick) {
        return Some(found);
    }
    if version >= 7 {
        grid.bend_to_alignments();
        if let Some(found) = tell_and_read(&grid, Effort::Quick) {
            return Some(found);
        }
    }
    if effort == Effort::Quick {
        return None;
    }
    if let Some(found) = tell_and_read(&grid, Effort::Full) {
        return Some(found);
    }
    grid.bend_to_contrast();
    tell_and_read(&grid, Effort::Full)
}

fn tell_and_read(grid: &Grid<'_>, effort: Effort) -> Option<Found> {
    let spots = match grid.module() {
        module if module < 3.0 => 1,
        module if module < 8.0 => 2,
        _ => 3,
    };
    let samples = grid.sample(spots);
    let levelled = tell::level(&samples);
    let mut decoded = decode(&levelled, grid.layout);
    if effort == Effort::Full {
        for (reach, rounds) in [(1, 1), (1, 3), (2, 3)] {
            decoded = decoded.or_else(|| {
                decode(
                    &tell::equalise(&levelled, grid.layout, reach, rounds),
                    grid.layout,
                )
            });
        }
    }
    decoded.map(|decoded| Found {
        decoded,
        corners: grid.corners(),
    })
}

fn decode(levelled: &crate::grid::Samples, layout: &Layout) -> Option<Decoded> {
    let modules = tell::modules(levelled);
    if tell::agreement(&modules, layout) < AGREEMENT {
        return None;
    }
    symbol::decode(&modules).or_else(|| symbol::decode(&modules.mirrored()))
}

/// How many modules a side the symbol may have, the likeliest first; and whether the timing patterns could be counted.
fn sizes(bits: &Bits, triple: &Triple) -> (Vec<usize>, bool) {
    let [bottom_left, top_left, top_right] = triple.finders();
    let along = |a: &Finder, b: &Finder| module_along(bits, a, b.middle).unwrap_or(a.module);
    let (right, left) = (along(&top_left, &top_right), along(&top_right, &top_left));
    let (down, up) = (
        along(&top_left, &bottom_left),
        along(&bottom_left, &top_left),
    );
    let estimate = |from: &Finder, to: &Finder, module: f32| {
        size_for(from.middle.distance(to.middle) / module)
    };
    let across = estimate(&top_left, &top_right, (right + left) / 2.0);
    let along_side = estimate(&top_left, &bottom_left, (down + up) / 2.0);
    // Timing runs three modules below the middles of the upper finders, and right of those of the left ones.
    let unit = |from: &Finder, to: &Finder| {
        (to.middle - from.middle) * (1.0 / from.middle.distance(to.middle))
    };
    let (rightwards, downwards) = (unit(&top_left, &top_right), unit(&top_left, &bottom_left));
    let counted: Vec<usize> = [
        count_timing(
            bits,
            triple.inverted(),
            (&top_left, &top_right),
            downwards * 3.0,
            (down, top_right.module * down / right.max(0.1)),
            (right, left),
        ),
        count_timing(
            bits,
            triple.inverted(),
            (&top_left, &bottom_left),
            rightwards * 3.0,
            (right, bottom_left.module * right / down.max(0.1)),
            (down, up),
        ),
    ]
    .into_iter()
    .flatten()
    .collect();
    let middle = (across + along_side) / 2.0;
    let near = |estimate: f32| ((estimate - 17.0) / 4.0).round() as i32;
    let mut versions: Vec<i32> = counted.iter().map(|&size| (size as i32 - 17) / 4).collect();
    versions.extend([near(middle), near(across), near(along_side)]);
    let lower = ((middle - 17.0) / 4.0) < near(middle) as f32;
    let next = if lower { -1 } else { 1 };
    versions.extend([near(middle) + next, near(middle) - next]);
    let mut sizes: Vec<usize> = Vec::new();
    for version in versions {
        let size = (17 + 4 * version.clamp(1, symbol::MAX_VERSION as i32)) as usize;
        if !sizes.contains(&size) {
            sizes.push(size);
        }
    }
    (sizes, !counted.is_empty())
}

/// Counts the modules of a timing pattern along the line between two finders; `None` if there is none.
///
/// `aside` is the way from their middles to the pattern in modules, `modules_aside` how large those are at each end, and
/// `modules_along` those along the line.
fn count_timing(
    bits: &Bits,
    inverted: bool,
    (from, to): (&Finder, &Finder),
    aside: Point,
    modules_aside: (f32, f32),
    modules_along: (f32, f32),
) -> Option<usize> {
    let start = from.middle + aside * modules_aside.0;
    let end = to.middle + aside * modules_aside.1;
    let length = start.distance(end);
    let step = (end - start) * (1.0 / length);
    let (begin, stop) = (modules_along.0 * 2.0, length - modules_along.1 * 2.0);
    let heart = u8::from(!inverted);
    let mut runs: Vec<f32> = Vec::new();
    let mut last = heart;
    let mut run = 0.0;
    let mut distance = begin;
    while distance < stop {
        let at = start + step * distance;
        let value = bits.at(at.x.floor() as i32, at.y.floor() as i32)?;
        if value != last {
            runs.push(run);
            run = 0.0;
            last = value;
        }
        run += 0.5;
        distance += 0.5;
    }
    // The first run and the last are of the finders.
    let modules = runs.get(1..)?;
    if modules.len() < 7 || modules.len() % 2 == 0 {
        return None;
    }
    let mean = modules.iter().sum::<f32>() / modules.len() as f32;
    let even = modules
        .iter()
        .filter(|&&run| (run - mean).abs() <= mean * 0.5 + 0.6)
        .count();
    (even * 10 >= modules.len() * 9).then(|| modules.len() + 14)
}

/// The side of a module of a finder along the direction to a place, in pixels.
fn module_along(bits: &Bits, finder: &Finder, toward: Point) -> Option<f32> {
    let direction = toward - finder.middle;
    let step = direction * (1.0 / direction.length());
    let heart = u8::from(!finder.inverted);
    // To where the outer ring begins and ends: 2.5 and 3.5 modules from the middle.
    let edges = |sign: f32| {
        let mut changes = 0;
        let mut inner = 0.0;
        let mut last = heart;
        let mut distance = 0.0;
        while distance < finder.module * 7.0 {
            distance += 0.5;
            let at = finder.middle + step * (sign * distance);
            let value = bits.at(at.x.floor() as i32, at.y.floor() as i32)?;
            if value != last {
                last = value;
                changes += 1;
                if changes == 2 {
                    inner = distance;
                }
                if changes == 3 {
                    return Some((inner, distance));
                }
            }
        }
        None
    };
    let ((inner, outer), (inner_back, outer_back)) = (edges(1.0)?, edges(-1.0)?);
    Some((inner + outer + inner_back + outer_back) / 12.0)
}
