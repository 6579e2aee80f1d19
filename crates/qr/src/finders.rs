//! The three large squares of a symbol.

use crate::binarise::Bits;
use crate::geometry::Point;
use crate::{Error, Progress};

/// What may be a finder.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Finder {
    pub(crate) middle: Point,
    /// The side of a module, in pixels, as the rows and columns through the middle tell.
    pub(crate) module: f32,
    /// Whether it is light on dark.
    pub(crate) inverted: bool,
    /// Whether the ring round its heart is seen all round.
    pub(crate) ringed: bool,
}

/// How many rows are looked at: every third. The heart of a finder has three rows of modules.
const STEP: usize = 3;

/// How many finders are kept. A sheet full of codes has some hundreds; a page of noise would have thousands.
const MOST: usize = 600;

/// Among more than these, only those are kept that have a ring: text is full of what has it in four directions only.
const FEW: usize = 16;

/// Which rows of modules count as a finder.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// 1 : 1 : 3 : 1 : 1, of both polarities.
    Whole,
    /// Only the heart and the ring round it must be right, 1 : 3 : 1: the outer ring may melt into the ground.
    Heart,
}

/// Finds all finders, dark on light and light on dark in one go.
pub(crate) fn find(
    bits: &Bits<'_>,
    shape: Shape,
    progress: &Progress,
) -> Result<Vec<Finder>, Error> {
    let mut finders: Vec<Finder> = Vec::new();
    let (mut row, mut changes) = (Vec::new(), Vec::new());
    for (count, y) in (STEP / 2..bits.height).step_by(STEP).enumerate() {
        if count % 64 == 0 {
            progress.check()?;
        }
        bits.row(y, &mut row);
        edges(&row, bits.width, &mut changes);
        for edges in changes.windows(6) {
            let &[a, b, c, d, e, f] = edges else {
                continue;
            };
            let widths = [b - a, c - b, d - c, e - d, f - e];
            if !quick(&widths, shape) {
                continue;
            }
            let middle = Point::new((c + d) as f32 / 2.0, y as f32 + 0.5);
            let heart = c as usize;
            let inverted = row[heart / 64] >> (heart % 64) & 1 == 0;
            let known = |finder: &&Finder| {
                finder.inverted == inverted && finder.middle.distance(middle) < finder.module * 3.0
            };
            if finders.iter().rev().any(|finder| known(&finder)) {
                continue;
            }
            if let Some(finder) = confirm(bits, middle, &widths, inverted, shape) {
                let repeated = finders.iter().any(|old| {
                    old.inverted == inverted
                        && old.middle.distance(finder.middle) < old.module.max(finder.module) * 2.0
                });
                if repeated {
                    continue;
                }
                if finders.len() == MOST {
                    finders.retain(|finder| finder.ringed);
                }
                if finders.len() < MOST {
                    finders.push(finder);
                }
            }
        }
    }
    if finders.len() > FEW {
        finders.retain(|finder| finder.ringed);
    }
    Ok(finders)
}

/// Where the value changes along a row, with its two ends.
fn edges(row: &[u64], width: usize, edges: &mut Vec<u32>) {
    edges.clear();
    edges.push(0);
    let mut last = row.first().map_or(0, |word| word & 1);
    for (index, &word) in row.iter().enumerate() {
        let mut changes = word ^ (word << 1 | last);
        last = word >> 63;
        while changes != 0 {
            edges.push(index as u32 * 64 + changes.trailing_zeros());
            changes &= changes - 1;
        }
    }
    // What is beyond the row may differ from its end.
    edges.pop_if(|last| *last as usize >= width);
    edges.push(width as u32);
}

/// A first look at five runs, in whole pixels.
fn quick(widths: &[u32; 5], shape: Shape) -> bool {
    let [a, b, c, d, e] = *widths;
    match shape {
        Shape::Whole => {
            c >= a.max(b).max(d).max(e)
                && c >= 2
                && matches(&widths.map(|width| width as f32), shape)
        }
        Shape::Heart => c > b.max(d) && c >= 2 && matches(&widths.map(|width| width as f32), shape),
    }
}

/// Whether five runs are in the proportions of a finder. Dark and light are measured apart, since too much or too little
/// light makes the ones wider and the others narrower.
fn matches(widths: &[f32; 5], shape: Shape) -> bool {
    let [a, b, c, d, e] = *widths;
    let (same, other) = match shape {
        Shape::Whole => ((a + c + e) / 5.0, (b + d) / 2.0),
        Shape::Heart => (c / 3.0, (b + d) / 2.0),
    };
    if same > other * 4.0 || other > same * 4.0 {
        return false;
    }
    let near = |width: f32, modules: f32, module: f32| {
        (width - modules * module).abs() <= module * 0.5 * modules.sqrt() + 0.5
    };
    let ring = near(b, 1.0, other) && near(d, 1.0, other) && near(c, 3.0, same);
    ring && match shape {
        Shape::Whole => near(a, 1.0, same) && near(e, 1.0, same),
        Shape::Heart => {
            let module = (b + c + d) / 5.0;
            a >= module * 0.5 && e >= module * 0.5
        }
    }
}

/// Looks at the column, the row and the diagonals through the middle.
fn confirm(
    bits: &Bits<'_>,
    guess: Point,
    widths: &[u32; 5],
    inverted: bool,
    shape: Shape,
) -> Option<Finder> {
    // A heart seen askew, with all of it on one side of where it is looked for.
    let longest = widths[1..4].iter().sum::<u32>() as i32 * 2 + 4;
    let mut middle = guess;
    let mut modules = [0.0; 2];
    for _ in 0..2 {
        for (axis, direction) in [(1, (0, 1)), (0, (1, 0))] {
            let (shift, module) = cross(bits, middle, direction, longest, inverted, shape, 1.0)?;
            modules[axis] = module;
            if axis == 1 {
                middle.y += shift;
            } else {
                middle.x += shift;
            }
        }
    }
    let [across, down] = modules;
    if across > 2.5 * down || down > 2.5 * across {
        return None;
    }
    let diagonal = |direction| {
        cross(bits, middle, direction, longest, inverted, shape, 1.6).map(|(_, module)| module)
    };
    let (falling, rising) = (diagonal((1, 1))?, diagonal((1, -1))?);
    // A turned square is longer along a row than it is wide, and shorter along a diagonal: the shorter one is nearer.
    let (straight, slanted) = (
        (across + down) / 2.0,
        (falling + rising) / 2.0 * std::f32::consts::SQRT_2,
    );
    let (module, radii) = if slanted < 0.93 * straight {
        (slanted, (slanted, slanted))
    } else {
        (straight, (across, down))
    };
    let ringed = has_ring(bits, middle, radii, inverted);
    Some(Finder {
        middle,
        module,
        inverted,
        ringed,
    })
}

/// Whether there is a ring all round: a circle of 2.25 modules runs within it however the square is turned.
fn has_ring(bits: &Bits<'_>, middle: Point, (across, down): (f32, f32), inverted: bool) -> bool {
    const SPOTS: usize = 16;
    let heart = u8::from(!inverted);
    if across.min(down) < 1.1 {
        return is_drawn(bits, middle, (across, down), heart);
    }
    let right = (0..SPOTS).filter(|&spot| {
        let (sine, cosine) = (spot as f32 * std::f32::consts::TAU / SPOTS as f32).sin_cos();
        bits.round(middle + Point::new(cosine * across, sine * down) * 2.25) == Some(1 - heart)
    });
    right.count() >= SPOTS - 7
}

/// Whether all modules are there of a finder whose modules are as small as pixels: the data of such a symbol are full of
/// what looks as one in four directions. It cannot be turned, or nothing would be left of it.
fn is_drawn(bits: &Bits<'_>, middle: Point, (across, down): (f32, f32), heart: u8) -> bool {
    let right = (0..49).filter(|module| {
        let (x, y): (i32, i32) = (module % 7 - 3, module / 7 - 3);
        let ring = x.abs().max(y.abs()) == 2;
        let place = middle + Point::new(x as f32 * across, y as f32 * down);
        bits.round(place) == Some(if ring { 1 - heart } else { heart })
    });
    right.count() >= 40
}

/// The five runs through a place along a direction: how far their middle is from there, in steps, and the side of a
/// module, in steps. Runs are followed up to `longest` steps.
///
/// In one piece and with plain numbers, because it runs at every place that may be a finder.
fn cross(
    bits: &Bits<'_>,
    place: Point,
    direction: (i32, i32),
    longest: i32,
    inverted: bool,
    shape: Shape,
    slack: f32,
) -> Option<(f32, f32)> {
    let heart = u8::from(!inverted);
    let (x, y) = (place.x.floor() as i32, place.y.floor() as i32);
    if bits.at(x, y)? != heart {
        return None;
    }
    // Half of the heart, the ring, the outer ring: in both directions.
    let walk = |sign: i32| {
        let mut lengths = [0i32; 3];
        let (mut x, mut y) = (x, y);
        for (index, length) in lengths.iter_mut().enumerate() {
            let wanted = if index == 1 { 1 - heart } else { heart };
            loop {
                x += sign * direction.0;
                y += sign * direction.1;
                if bits.at(x, y) != Some(wanted) {
                    break;
                }
                *length += 1;
                if *length == longest {
                    // Only the outer ring may melt into the ground.
                    if index < 2 {
                        return None;
                    }
                    break;
                }
            }
            // The pixel after a run begins the next one.
            if index < 2 {
                bits.at(x, y)?;
                x -= sign * direction.0;
                y -= sign * direction.1;
            }
        }
        Some(lengths)
    };
    let (before, after) = (walk(-1)?, walk(1)?);
    let core = (before[0] + 1 + after[0]) as f32;
    let widths = [
        before[2] as f32,
        before[1] as f32,
        core,
        after[1] as f32,
        after[2] as f32,
    ];
    let loose = |widths: &[f32; 5]| {
        let [a, b, c, d, e] = *widths;
        let module = (b + c + d) / 5.0;
        let near = |width: f32, modules: f32| {
            (width - modules * module).abs() <= module * 0.5 * slack * modules.sqrt() + 0.7
        };
        near(b, 1.0) && near(d, 1.0) && near(c, 3.0) && a >= module * 0.3 && e >= module * 0.3
    };
    if !(matches(&widths, shape) || slack > 1.0 && loose(&widths)) {
        return None;
    }
    let module = match shape {
        Shape::Whole => widths.iter().sum::<f32>() / 7.0,
        Shape::Heart => (widths[1] + widths[2] + widths[3]) / 5.0,
    };
    let within = if direction.0 != 0 {
        place.x.fract()
    } else {
        place.y.fract()
    };
    let shift = 0.5 + (after[0] - before[0]) as f32 / 2.0 - within;
    Some((shift, module))
}
