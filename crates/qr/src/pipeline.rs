//! The search, step by step: first what reads nearly every screenshot, then, where something is left, what reads the rest.

use crate::attempt::{self, Budget, Candidate, Effort, Found, Outcome};
use crate::binarise::Bits;
use crate::finders::{self, Finder, Shape};
use crate::geometry::Point;
use crate::grey::{Grey, luma};
use crate::picture::{Layout, Picture};
use crate::symbol::{self, Part};
use crate::triples::{self, Triple};
use crate::{Error, Page, Progress, Symbol};

/// How much the darkest and the lightest pixel of a block must differ to be told apart: ordinarily, and where contrast
/// is low.
const SPANS: [u8; 2] = [24, 6];

/// Up to how many pixels a picture is enlarged: small modules are on small pictures.
const ENLARGED: usize = 2_300_000;

/// Symbols that look as such and could not be read: how many of them are worth all efforts, in each pass.
const HARD_ONES: usize = 8;

/// The steps that progress is told in.
const STEPS: usize = 14;

/// Finds all symbols on a picture.
pub(crate) fn find(picture: &Picture, progress: &Progress) -> Result<Page, Error> {
    progress.check()?;
    let mut search = Search {
        progress,
        found: Vec::new(),
        doubtful: 0,
        unread: Vec::new(),
        step: 0,
    };
    if let Err(End::Error(error)) = search.picture(picture) {
        return Err(error);
    }
    progress.tell(1, 1);
    Ok(search.page(picture))
}

struct Search<'a> {
    progress: &'a Progress,
    found: Vec<Found>,
    doubtful: usize,
    /// The middles of what looks as a symbol and could not be read.
    unread: Vec<Point>,
    step: usize,
}

/// How a picture is looked at.
#[derive(Clone, Copy)]
struct Pass {
    /// Pixels of the picture a pixel of this one.
    scale: f32,
    span: u8,
    shape: Shape,
    /// Whether what two finders promise is looked at, too.
    pairs: bool,
}

impl Pass {
    const PLAIN: Self = Self {
        scale: 1.0,
        span: SPANS[0],
        shape: Shape::Whole,
        pairs: false,
    };
}

/// Why a search goes no further.
enum End {
    /// Everything that looks as a symbol is read, and there is something.
    Done,
    Error(Error),
}

impl From<Error> for End {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Search<'_> {
    fn picture(&mut self, picture: &Picture) -> Result<(), End> {
        let grey = Grey::of(picture, luma, 255, self.progress)?;
        self.pass(&grey, Pass::PLAIN)?;
        // White codes on nothing vanish on white.
        if has_alpha(picture) {
            self.pass(&Grey::of(picture, luma, 0, self.progress)?, Pass::PLAIN)?;
        }
        // Half and a quarter of the size: blur, noise, dots, patterns of dithering become modules again.
        let half = grey.half();
        for (small, scale) in [(&half, 2.0), (&half.half(), 4.0)] {
            if small.width.min(small.height) < 40 {
                break;
            }
            self.pass(
                small,
                Pass {
                    scale,
                    ..Pass::PLAIN
                },
            )?;
        }
        let faint = Pass {
            span: SPANS[1],
            ..Pass::PLAIN
        };
        self.pass(&grey, faint)?;
        self.pass(&grey.smooth(self.progress)?, faint)?;
        if grey.pixels.len() <= ENLARGED {
            self.pass(
                &grey.double(self.progress)?,
                Pass {
                    scale: 0.5,
                    ..Pass::PLAIN
                },
            )?;
        }
        for shape in [Shape::Heart, Shape::Whole] {
            for (grey, scale) in [(&grey, 1.0), (&half, 2.0)] {
                self.pass(
                    grey,
                    Pass {
                        scale,
                        shape,
                        pairs: shape == Shape::Whole,
                        ..Pass::PLAIN
                    },
                )?;
            }
        }
        if picture.layout != Layout::Grey {
            // What is as bright as its ground may have another colour.
            for channel in 0..3 {
                let plane = |red, green, blue| [red, green, blue][channel];
                self.pass(&Grey::of(picture, plane, 255, self.progress)?, Pass::PLAIN)?;
            }
        }
        Ok(())
    }

    /// Looks at the picture in one way. In one piece, because every step leaves out what the ones before have read.
    fn pass(&mut self, grey: &Grey<'_>, pass: Pass) -> Result<(), End> {
        self.progress.check()?;
        self.progress.tell(self.step, STEPS);
        self.step += 1;
        // The smallest code has 21 modules on a side.
        if grey.width.min(grey.height) < 21 {
            return Ok(());
        }
        let bits = Bits::of(grey, pass.span);
        let finders = finders::find(&bits, pass.shape, self.progress)?;
        let triples = if pass.pairs {
            triples::promised(&finders)
        } else {
            triples::triples(&finders)
        };
        let mut candidates = Vec::new();
        let mut looks = attempt::LOOKS;
        let mut budget = Budget::new();
        for triple in triples {
            self.progress.check()?;
            if self.is_read(&triple, pass.scale) {
                continue;
            }
            if let Some(candidate) = Candidate::new(grey, &bits, triple, &mut looks) {
                match attempt::glance(grey, &candidate) {
                    Some(found) => self.take(found, pass.scale),
                    None => candidates.push(candidate),
                }
            }
        }
        candidates.sort_by(|a, b| b.promise().total_cmp(&a.promise()));
        let mut hard: Vec<(Candidate, bool)> = Vec::new();
        for candidate in candidates {
            self.progress.check()?;
            if self.is_read(&candidate.triple, pass.scale) {
                continue;
            }
            match attempt::read(grey, &candidate, Effort::Quick, &mut budget) {
                Outcome::Read(found) => self.take(*found, pass.scale),
                Outcome::Unread { certainly } => hard.push((candidate, certainly)),
                Outcome::Nothing => {}
            }
        }
        hard.sort_by_key(|(_, certainly)| !certainly);
        for effort in [Effort::Exact, Effort::Full] {
            let (most, unsure) = if effort == Effort::Exact {
                (4 * HARD_ONES, 2 * HARD_ONES)
            } else {
                (HARD_ONES, HARD_ONES / 2)
            };
            for (rank, (candidate, certainly)) in hard.iter().take(most).enumerate() {
                self.progress.check()?;
                // What only may be a symbol is worth it while there is none, and less of it.
                let worth = *certainly || self.found.is_empty() && rank < unsure;
                if !worth || self.is_read(&candidate.triple, pass.scale) {
                    continue;
                }
                if let Outcome::Read(found) = attempt::read(grey, candidate, effort, &mut budget) {
                    self.take(*found, pass.scale);
                }
            }
        }
        for (Candidate { triple, .. }, certainly) in &hard {
            if *certainly && !self.is_read(triple, pass.scale) {
                let middle = (triple.bottom_left.middle + triple.top_right.middle) * 0.5;
                self.unread.push(middle * pass.scale);
            }
        }
        let found = &self.found;
        self.unread
            .retain(|&place| !found.iter().any(|found| holds(&found.corners, place)));
        if !self.found.is_empty() && self.unread.is_empty() {
            return Err(End::Done);
        }
        Ok(())
    }

    /// Whether a finder of this triple is a part of what was read.
    fn is_read(&self, triple: &Triple, scale: f32) -> bool {
        let within = |finder: Finder| {
            self.found
                .iter()
                .any(|found| holds(&found.corners, finder.middle * scale))
        };
        triple.finders().into_iter().any(within)
    }

    /// Keeps what was read, unless it contradicts what was read there before: then neither is kept.
    fn take(&mut self, mut found: Found, scale: f32) {
        for corner in &mut found.corners {
            *corner = *corner * scale;
        }
        let middle = found
            .corners
            .iter()
            .fold(Point::default(), |sum, &corner| sum + corner)
            * 0.25;
        match self
            .found
            .iter()
            .position(|other| holds(&other.corners, middle))
        {
            None => self.found.push(found),
            Some(index) => {
                if self.found[index].text != found.text {
                    self.found.remove(index);
                    self.doubtful += 1;
                }
            }
        }
    }

    fn page(self, picture: &Picture) -> Page {
        let (parts, whole): (Vec<Found>, Vec<Found>) = self
            .found
            .into_iter()
            .partition(|found| found.text.part.is_some());
        let (joined, lonely) = join(parts);
        let mut symbols: Vec<Symbol> = whole.into_iter().chain(joined).map(told).collect();
        symbols.sort_by(|a, b| a.corners[0].1.total_cmp(&b.corners[0].1));
        Page {
            width: picture.width,
            height: picture.height,
            symbols,
            doubtful: self.doubtful + lonely,
        }
    }
}

fn told(found: Found) -> Symbol {
    Symbol {
        text: found.text.text,
        corners: found.corners.map(|corner| (corner.x, corner.y)),
    }
}

/// Puts the parts of a text together that is spread over several symbols, at the place of the first. A text of which a
/// part is missing is not told; how many parts such texts have here comes second.
fn join(mut parts: Vec<Found>) -> (Vec<Found>, usize) {
    let place = |found: &Found| found.text.part.as_ref().map(Part::place);
    let series = |found: &Found| found.text.part.as_ref().map(Part::series);
    parts.sort_by_key(place);
    let mut whole: Vec<Found> = Vec::new();
    let mut lonely = 0;
    for group in parts.chunk_by(|a, b| series(a) == series(b)) {
        match symbol::join(group.iter().filter_map(|found| found.text.part.as_ref())) {
            Some(text) => whole.push(Found {
                text,
                corners: group[0].corners,
            }),
            None => lonely += group.len(),
        }
    }
    (whole, lonely)
}

/// Whether a place lies within four corners, or a little beside.
fn holds(corners: &[Point; 4], place: Point) -> bool {
    let turn = |a: Point, b: Point| (b - a).cross(place - a) / a.distance(b).max(1.0);
    let turns = [0, 1, 2, 3].map(|index| turn(corners[index], corners[(index + 1) % 4]));
    turns.iter().all(|&turn| turn > -2.0) || turns.iter().all(|&turn| turn < 2.0)
}

fn has_alpha(picture: &Picture) -> bool {
    matches!(picture.layout, Layout::Rgba | Layout::Bgra)
        && picture
            .pixels
            .as_chunks::<4>()
            .0
            .iter()
            .any(|&[_, _, _, opacity]| opacity < 255)
}
