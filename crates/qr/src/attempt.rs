//! Reading one symbol whose finders are known.

use crate::binarise::Bits;
use crate::classify;
use crate::finders::Finder;
use crate::geometry::{Point, Quad};
use crate::grey::Grey;
use crate::grid::{Grid, Ground, Samples, parallelogram, size_for};
use crate::symbol::{self, Layout, Modules, Text};
use crate::triples::Triple;

/// A symbol that was read.
pub(crate) struct Found {
    pub(crate) text: Text,
    pub(crate) corners: [Point; 4],
}

/// How much is done to read a symbol.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Effort {
    /// What reads a clean picture.
    Quick,
    /// The grid is laid more exactly.
    Exact,
    /// All that is known here.
    Full,
}

/// What came of a triple.
pub(crate) enum Outcome {
    Read(Box<Found>),
    /// It looks as a symbol does, and could not be read.
    Unread {
        certainly: bool,
    },
    /// It is none.
    Nothing,
}

/// How clear timing patterns must be, in standard deviations from chance (see [`Grid::timing`]): to be looked at, ...
const SOME_TIMING: f32 = 1.4;

/// ... to be read with the grid laid on, ...
const TIMING: f32 = 2.4;

/// ... and to be that of a symbol, certainly.
const CLEAR_TIMING: f32 = 4.2;

/// How many sizes are tried when the modules could not be counted.
const SIZES: usize = 4;

/// How many modules of timing patterns are looked at in each pass.
pub(crate) const LOOKS: usize = 350_000;

/// How many of the 30 modules of the format may be wrong. At random it is one in two hundred that has so few.
const FORMAT_ERRORS: u32 = 6;

/// The part of the known modules that must be seen as they are before data are believed.
const AGREEMENT: f32 = 0.72;

/// How much may still be tried in a pass, counted in modules of the symbols that are tried: so an empty desktop, a page
/// of noise or a photograph of a lawn costs a bounded time. A code of version 7 has two thousand modules.
pub(crate) struct Budget {
    /// Symbols whose fourth corner is looked for, whatever their size: their finders cost the same.
    askew: usize,
    /// Symbols that are laid and read once.
    laid: usize,
    /// Symbols that are laid more exactly.
    settled: usize,
    /// Symbols that all is tried on.
    hard: usize,
}

impl Budget {
    pub(crate) const fn new() -> Self {
        Self {
            askew: 80,
            laid: 240_000,
            settled: 50_000,
            hard: 20_000,
        }
    }
}

/// Takes a symbol's share of what is left; false when nothing is.
fn spend(left: &mut usize, size: usize) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(size * size);
    some
}

/// A triple, and how many modules its symbol seems to have.
pub(crate) struct Candidate {
    pub(crate) triple: Triple,
    /// Sizes with how clear their timing is, the clearest first.
    sizes: Vec<(f32, usize)>,
    /// How many of the two timing patterns could be counted, and say the same.
    counted: usize,
}

impl Candidate {
    /// Looks at the timing patterns of a triple; `None` where there are none.
    pub(crate) fn new(
        grey: &Grey<'_>,
        bits: &Bits<'_>,
        triple: Triple,
        looks: &mut usize,
    ) -> Option<Self> {
        let (sizes, counted) = sizes(bits, &triple);
        if *looks == 0 && counted == 0 {
            return None;
        }
        let quad = triple_quad(&triple);
        let ground = Ground::new(grey, triple.inverted());
        let mut sizes: Vec<(f32, usize)> = sizes
            .into_iter()
            .take(if counted == 2 { 2 } else { SIZES })
            .filter_map(|size| {
                *looks = looks.saturating_sub(2 * size);
                Some((
                    Grid::new(ground, Layout::of_size(size)?, quad)?.timing(),
                    size,
                ))
            })
            .collect();
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0));
        let candidate = Self {
            triple,
            sizes,
            counted,
        };
        (counted > 0 || candidate.clearness() >= SOME_TIMING).then_some(candidate)
    }

    /// How likely it is a symbol: timing that can be counted is seldom chance, even where a symbol is seen too much askew
    /// for its modules to be where they are looked for first.
    pub(crate) fn promise(&self) -> f32 {
        self.clearness() + 1.5 * self.counted as f32
    }

    /// How clear its timing patterns are.
    fn clearness(&self) -> f32 {
        self.sizes.first().map_or(f32::MIN, |best| best.0)
    }
}

/// The part of the known modules that are seen as they are on a clean picture.
const CLEAN_AGREEMENT: f32 = 0.9;

/// Reads the symbol of a triple if it is as clear as on most screens, with no more than a look at the middle of each
/// module: seen from straight above, or with its fourth corner where the alignment pattern says.
pub(crate) fn glance(grey: &Grey<'_>, candidate: &Candidate) -> Option<Found> {
    let &(clearness, size) = candidate.sizes.first()?;
    if clearness < CLEAR_TIMING {
        return None;
    }
    let ground = Ground::new(grey, candidate.triple.inverted());
    let quad = triple_quad(&candidate.triple);
    let mut grid = Grid::new(ground, Layout::of_size(size)?, quad)?;
    let read = |grid: &Grid<'_>| {
        let text = decode(
            &classify::part(grid.sample(1)),
            grid.layout,
            CLEAN_AGREEMENT,
        )?;
        Some(Found {
            text,
            corners: grid.corners(),
        })
    };
    read(&grid).or_else(|| {
        grid.pull_fourth(2.0);
        read(&grid)
    })
}

/// Tries to read the symbol of a triple.
pub(crate) fn read(
    grey: &Grey<'_>,
    candidate: &Candidate,
    effort: Effort,
    budget: &mut Budget,
) -> Outcome {
    let ground = Ground::new(grey, candidate.triple.inverted());
    let quad = triple_quad(&candidate.triple);
    let mut laid: Vec<Grid<'_>> = Vec::new();
    for &(_, size) in &candidate.sizes {
        laid.extend(Layout::of_size(size).and_then(|layout| Grid::new(ground, layout, quad)));
    }
    if candidate.clearness() < CLEAR_TIMING {
        for grid in laid.iter_mut().take(3) {
            if !spend(&mut budget.askew, 1) {
                break;
            }
            let before = grid.timing();
            let straight = grid.quad;
            grid.find_fourth();
            if grid.timing() < before {
                grid.lay(straight);
            }
        }
        laid.sort_by(|a, b| b.timing().total_cmp(&a.timing()));
    }
    let tries = if effort == Effort::Quick { 1 } else { 2 };
    let mut outcome = Outcome::Nothing;
    for grid in laid.into_iter().take(tries) {
        if grid.timing() < TIMING || !grid.is_on_picture() {
            continue;
        }
        if !spend(&mut budget.laid, grid.layout.size()) {
            break;
        }
        match lay_and_read(grid, effort, budget) {
            Outcome::Nothing => {}
            unread @ Outcome::Unread { .. } => outcome = unread,
            read => return read,
        }
    }
    outcome
}

fn triple_quad(triple: &Triple) -> Quad {
    parallelogram(
        triple.bottom_left.middle,
        triple.top_left.middle,
        triple.top_right.middle,
    )
}

/// Lays the grid more and more exactly, and reads after each step.
fn lay_and_read(mut grid: Grid<'_>, effort: Effort, budget: &mut Budget) -> Outcome {
    let version = grid.layout.version();
    grid.pull_fourth(2.0);
    if version >= 7 {
        grid.bend_to_alignments();
    }
    let first = classify(&grid);
    if let Some(text) = decode(&first, grid.layout, AGREEMENT) {
        return Outcome::Read(Box::new(Found {
            text,
            corners: grid.corners(),
        }));
    }
    let (clear, formatted) = (grid.timing() >= CLEAR_TIMING, has_format(&grid, &first));
    if !clear && !formatted {
        return Outcome::Nothing;
    }
    let harder = if effort == Effort::Quick {
        None
    } else {
        try_harder(grid, effort, budget)
    };
    match harder {
        Some(found) => Outcome::Read(Box::new(found)),
        None => Outcome::Unread {
            certainly: clear && formatted,
        },
    }
}

/// Whether both copies of the format say about the same, seen from before or from behind.
fn has_format(grid: &Grid<'_>, levelled: &Samples) -> bool {
    let modules = classify::modules(levelled);
    let errors = |modules: &Modules| grid.layout.format_errors(modules);
    errors(&modules).min(errors(&modules.mirrored())) <= FORMAT_ERRORS
}

fn try_harder(mut grid: Grid<'_>, effort: Effort, budget: &mut Budget) -> Option<Found> {
    let left = if effort == Effort::Exact {
        &mut budget.settled
    } else {
        &mut budget.hard
    };
    if !spend(left, grid.layout.size()) {
        return None;
    }
    let version = grid.layout.version();
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
    if effort == Effort::Exact {
        return None;
    }
    if let Some(found) = tell_and_read(&grid, Effort::Full) {
        return Some(found);
    }
    grid.bend_to_contrast();
    tell_and_read(&grid, Effort::Full)
}

fn tell_and_read(grid: &Grid<'_>, effort: Effort) -> Option<Found> {
    let levelled = classify(grid);
    let mut decoded = decode(&levelled, grid.layout, AGREEMENT);
    if effort == Effort::Full {
        for (reach, rounds) in [(1, 1), (1, 3), (2, 3)] {
            decoded = decoded.or_else(|| {
                decode(
                    &classify::equalise(&levelled, grid.layout, reach, rounds),
                    grid.layout,
                    AGREEMENT,
                )
            });
        }
    }
    decoded.map(|text| Found {
        text,
        corners: grid.corners(),
    })
}

/// The modules as they are seen.
fn classify(grid: &Grid<'_>) -> Samples {
    let spots = match grid.module() {
        module if module < 3.0 => 1,
        module if module < 8.0 => 2,
        _ => 3,
    };
    classify::level(&grid.sample(spots))
}

fn decode(levelled: &Samples, layout: &Layout, agreement: f32) -> Option<Text> {
    let modules = classify::modules(levelled);
    if classify::agreement(&modules, layout) < agreement {
        return None;
    }
    symbol::decode(&modules).or_else(|| symbol::decode(&modules.mirrored()))
}

/// How many modules a side the symbol may have, the likeliest first; and how many timing patterns say so. One that is
/// counted alone must be as long as the finders make believe.
fn sizes(bits: &Bits<'_>, triple: &Triple) -> (Vec<usize>, usize) {
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
    let sure = match counted[..] {
        [right, down] if right == down => 2,
        [only] if (only as f32 - middle).abs() <= 4.0 => 1,
        _ => 0,
    };
    (sizes, sure)
}

/// Counts the modules of a timing pattern along the line between two finders; `None` if there is none.
///
/// `aside` is the way from their middles to the pattern in modules, `modules_aside` how large those are at each end, and
/// `modules_along` those along the line.
fn count_timing(
    bits: &Bits<'_>,
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
        let value = bits.round(at)?;
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
fn module_along(bits: &Bits<'_>, finder: &Finder, toward: Point) -> Option<f32> {
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
            let value = bits.round(at)?;
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
