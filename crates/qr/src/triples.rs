//! Which three finders may belong together.

use crate::finders::Finder;
use crate::geometry::Point;

/// Three finders that may be those of one symbol, clockwise: bottom left, top left, top right.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Triple {
    pub(crate) bottom_left: Finder,
    pub(crate) top_left: Finder,
    pub(crate) top_right: Finder,
    /// The less, the likelier.
    pub(crate) penalty: f32,
}

/// How many of the next finders a finder is tried with as the corner between two others.
const NEIGHBOURS: usize = 20;

/// How many triples are looked at. A sheet of thirty codes has some thousands, and the right ones come first.
const MOST: usize = 2500;

/// The largest symbol has 177 modules a side, of which 170 lie between the finders; slanted ones seem larger.
const FARTHEST: f32 = 250.0;

/// The smallest symbol has 14 modules between the finders.
const NEAREST: f32 = 9.0;

impl Triple {
    pub(crate) fn finders(&self) -> [Finder; 3] {
        [self.bottom_left, self.top_left, self.top_right]
    }

    pub(crate) fn inverted(&self) -> bool {
        self.top_left.inverted
    }
}

/// The triples that make the corner of a square, the likeliest first.
pub(crate) fn triples(finders: &[Finder]) -> Vec<Triple> {
    let mut triples = Vec::new();
    let mut near: Vec<(f32, usize)> = Vec::new();
    for (corner_index, corner) in finders.iter().enumerate() {
        near.clear();
        for (index, other) in finders.iter().enumerate() {
            let distance = corner.middle.distance(other.middle);
            let module = corner.module.min(other.module);
            let alike =
                corner.inverted == other.inverted && corner.module.max(other.module) < 2.2 * module;
            if index != corner_index
                && alike
                && (NEAREST * module..FARTHEST * module).contains(&distance)
            {
                near.push((distance, index));
            }
        }
        near.sort_by(|a, b| a.0.total_cmp(&b.0));
        near.truncate(NEIGHBOURS);
        for (rank, &(_, first)) in near.iter().enumerate() {
            for &(_, second) in &near[rank + 1..] {
                triples.extend(triple(*corner, finders[first], finders[second]));
            }
        }
    }
    triples.sort_by(|a: &Triple, b| a.penalty.total_cmp(&b.penalty));
    triples.truncate(MOST);
    triples
}

fn triple(corner: Finder, first: Finder, second: Finder) -> Option<Triple> {
    let (a, b) = (first.middle - corner.middle, second.middle - corner.middle);
    let (long, short) = (a.length().max(b.length()), a.length().min(b.length()));
    if long > 2.2 * short {
        return None;
    }
    let cosine = a.dot(b) / (a.length() * b.length());
    if cosine.abs() > 0.6 {
        return None;
    }
    let sizes = [corner.module, first.module, second.module];
    let (least, most) = sizes
        .iter()
        .fold((f32::MAX, 0.0f32), |(least, most), &size| {
            (least.min(size), most.max(size))
        });
    // The next finders of like size in a square corner: what is far, askew or unlike is less likely.
    let askew = cosine.abs() + (long / short - 1.0) + (most / least - 1.0) * 0.5;
    let penalty = (a.length() + b.length()) * (1.0 + 3.0 * askew);
    let (top_right, bottom_left) = if a.cross(b) > 0.0 {
        (first, second)
    } else {
        (second, first)
    };
    Some(Triple {
        bottom_left,
        top_left: corner,
        top_right,
        penalty,
    })
}

/// Triples of which one finder was not found, but is promised by two others: covered, torn off, or stained.
pub(crate) fn promised(finders: &[Finder]) -> Vec<Triple> {
    let mut triples = Vec::new();
    if finders.len() > MOST_PROMISING {
        return triples;
    }
    for (index, first) in finders.iter().enumerate() {
        for second in &finders[index + 1..] {
            let way = second.middle - first.middle;
            let module = first.module.min(second.module);
            let alike =
                first.inverted == second.inverted && first.module.max(second.module) < 1.5 * module;
            if !alike || !(NEAREST * module..FARTHEST * module).contains(&way.length()) {
                continue;
            }
            let finder = |middle: Point| Finder {
                middle,
                module: (first.module + second.module) / 2.0,
                inverted: first.inverted,
                ringed: false,
            };
            let penalty = way.length();
            let aside = Point::new(-way.y, way.x);
            for sign in [1.0, -1.0] {
                // They are neighbours, and the third is beyond one or the other ...
                for (corner, other) in [(first, second), (second, first)] {
                    let third = finder(corner.middle + aside * sign);
                    triples.extend(
                        triple(*corner, *other, third).map(|triple| Triple { penalty, ..triple }),
                    );
                }
                // ... or they lie across from each other, and the third is the corner between.
                let corner = finder((first.middle + second.middle) * 0.5 + aside * (sign * 0.5));
                triples.extend(
                    triple(corner, *first, *second).map(|triple| Triple { penalty, ..triple }),
                );
            }
        }
    }
    triples.sort_by(|a: &Triple, b| a.penalty.total_cmp(&b.penalty));
    triples
}

/// Among more finders than these, two of them promise nothing.
const MOST_PROMISING: usize = 24;
