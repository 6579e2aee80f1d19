//! A symbol laid on the picture: where its modules are, and how dark.

use crate::geometry::{FINDER_MIDDLE, Point, Quad, View};
use crate::grey::Grey;
use crate::symbol::{Cell, Layout};

/// How many modules beyond the symbol are looked at on each side, too.
pub(crate) const MARGIN: usize = 2;

/// A picture on which dark modules have small numbers, whether they are dark or light on it.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pixels: &'a [u8],
    width: usize,
    height: usize,
    inverted: bool,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(grey: &'a Grey<'_>, inverted: bool) -> Self {
        Self {
            pixels: &grey.pixels,
            width: grey.width,
            height: grey.height,
            inverted,
        }
    }

    /// The brightness at a place, between the four pixels round it. Beyond the edge, as at the edge.
    #[inline]
    pub(crate) fn at(&self, place: Point) -> f32 {
        let x = (place.x - 0.5).clamp(0.0, (self.width - 1) as f32);
        let y = (place.y - 0.5).clamp(0.0, (self.height - 1) as f32);
        let (left, top) = (x as usize, y as usize);
        let here = top * self.width + left;
        let aside = usize::from(left + 1 < self.width);
        let below = if top + 1 < self.height { self.width } else { 0 };
        let (along, down) = (x - left as f32, y - top as f32);
        let pixel = |index: usize| {
            self.pixels
                .get(index)
                .map_or(0.0, |&value| f32::from(value))
        };
        let (a, b, c, d) = (
            pixel(here),
            pixel(here + aside),
            pixel(here + below),
            pixel(here + below + aside),
        );
        let upper = a + (b - a) * along;
        let lower = c + (d - c) * along;
        let value = upper + (lower - upper) * down;
        if self.inverted { 255.0 - value } else { value }
    }

    pub(crate) fn holds(&self, place: Point) -> bool {
        (-1.0..=self.width as f32 + 1.0).contains(&place.x)
            && (-1.0..=self.height as f32 + 1.0).contains(&place.y)
    }
}

/// A symbol laid on a picture: a view of it, and how far its parts are from where a flat symbol would have them.
pub(crate) struct Grid<'a> {
    ground: Ground<'a>,
    pub(crate) layout: &'a Layout,
    pub(crate) quad: Quad,
    view: View,
    bends: Bends,
}

/// Cells of a layout that are always dark or light: x, y, and 1 for light or -1 for dark, in modules.
type Marks = Vec<(f32, f32, f32)>;

impl<'a> Grid<'a> {
    pub(crate) fn new(ground: Ground<'a>, layout: &'a Layout, quad: Quad) -> Option<Self> {
        let view = View::new(&quad, layout.size())?;
        Some(Self {
            ground,
            layout,
            quad,
            view,
            bends: Bends::none(),
        })
    }

    /// Where a place on the symbol is on the picture.
    pub(crate) fn place(&self, x: f32, y: f32) -> Point {
        let (dx, dy) = self.bends.at(x, y);
        self.view.at(x + dx, y + dy)
    }

    /// The corners of the symbol.
    pub(crate) fn corners(&self) -> [Point; 4] {
        let size = self.layout.size() as f32;
        [(0.0, 0.0), (size, 0.0), (size, size), (0.0, size)].map(|(x, y)| self.place(x, y))
    }

    /// The side of a module in the middle of the symbol, in pixels.
    pub(crate) fn module(&self) -> f32 {
        let middle = self.layout.size() as f32 / 2.0;
        let right = self
            .view
            .at(middle + 0.5, middle)
            .distance(self.view.at(middle - 0.5, middle));
        let down = self
            .view
            .at(middle, middle + 0.5)
            .distance(self.view.at(middle, middle - 0.5));
        (right + down) / 2.0
    }

    /// Whether most of the symbol is on the picture.
    pub(crate) fn is_on_picture(&self) -> bool {
        let size = self.layout.size() as f32;
        let inner = [
            (4.0, 4.0),
            (size - 4.0, 4.0),
            (size - 4.0, size - 4.0),
            (4.0, size - 4.0),
        ];
        inner
            .iter()
            .all(|&(x, y)| self.ground.holds(self.place(x, y)))
    }

    /// How well the timing patterns are seen: how many of their modules differ from their neighbours as they should, in
    /// standard deviations from what chance gives.
    pub(crate) fn timing(&self) -> f32 {
        let size = self.layout.size();
        let mut right = 0;
        let mut all = 0;
        for vertical in [false, true] {
            let line: Vec<f32> = (7..size - 7)
                .map(|at| {
                    let (x, y) = if vertical {
                        (6.5, at as f32 + 0.5)
                    } else {
                        (at as f32 + 0.5, 6.5)
                    };
                    self.ground.at(self.place(x, y))
                })
                .collect();
            for (index, three) in line.windows(3).enumerate() {
                // The first module that has two neighbours is dark.
                let lighter = three[1] - (three[0] + three[2]) / 2.0;
                right += usize::from(if index % 2 == 0 {
                    lighter < 0.0
                } else {
                    lighter > 0.0
                });
                all += 1;
            }
        }
        (2.0 * right as f32 - all as f32) / (all as f32).sqrt()
    }

    /// How much lighter the light modules of all patterns are than the dark ones, on average.
    fn contrast(&self, view: &View, marks: &Marks) -> f32 {
        let mut sums = [0.0f32; 2];
        let mut counts = [0.0f32; 2];
        for &(x, y, sign) in marks {
            let class = usize::from(sign > 0.0);
            sums[class] += self.ground.at(view.at(x, y));
            counts[class] += 1.0;
        }
        sums[1] / counts[1].max(1.0) - sums[0] / counts[0].max(1.0)
    }

    /// The modules that are always the same, of these kinds.
    fn marks(&self, wanted: impl Fn(usize, usize) -> bool) -> Marks {
        let size = self.layout.size();
        let mut marks = Vec::new();
        for y in 0..size {
            for x in 0..size {
                let sign = match self.layout.cell(x, y) {
                    Cell::Dark => -1.0,
                    Cell::Light => 1.0,
                    Cell::Information | Cell::Data => continue,
                };
                if wanted(x, y) {
                    marks.push((x as f32 + 0.5, y as f32 + 0.5, sign));
                }
            }
        }
        marks
    }

    /// Moves the fourth corner to where the finders are seen best. They are squares, whose sides point to it.
    pub(crate) fn find_fourth(&mut self) {
        let size = self.layout.size();
        let marks =
            self.marks(|x, y| (y < 8 && (x < 8 || x >= size - 8)) || (x < 8 && y >= size - 8));
        let module = self.module();
        let mut best = (f32::MIN, self.quad, self.view);
        let mut step = (size as f32 * 0.06).clamp(1.0, 3.0);
        // First a wide net, then a fine one round what it caught.
        for (net, shrink) in [(4, 0.4), (2, 0.4), (2, 0.4)] {
            let base = best.1;
            for row in -net..=net {
                for column in -net..=net {
                    let mut quad = base;
                    quad[2] = base[2] + Point::new(column as f32, row as f32) * (step * module);
                    let Some(view) = View::new(&quad, size) else {
                        continue;
                    };
                    // A bit of a preference for what is near.
                    let bias = 1.0 - 0.004 * ((row * row + column * column) as f32).sqrt();
                    let seen = self.contrast(&view, &marks) * bias;
                    if seen > best.0 {
                        best = (seen, quad, view);
                    }
                }
            }
            step *= shrink;
        }
        (_, self.quad, self.view) = best;
    }

    /// Moves the four corners until the finders, the timing and the alignment patterns are seen best.
    pub(crate) fn settle(&mut self, coarsest: f32) {
        let marks = self.marks(|_, _| true);
        let mut best = self.contrast(&self.view, &marks);
        let module = self.module();
        let mut step = coarsest * module;
        while step > 0.06 * module {
            let mut moved = false;
            for corner in 0..4 {
                // The fourth corner is the least sure.
                let reach = if corner == 2 { step * 1.5 } else { step };
                for (dx, dy) in [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)] {
                    let mut quad = self.quad;
                    quad[corner] = quad[corner] + Point::new(dx, dy) * reach;
                    let Some(view) = View::new(&quad, self.layout.size()) else {
                        continue;
                    };
                    let seen = self.contrast(&view, &marks);
                    if seen > best {
                        (best, self.quad, self.view) = (seen, quad, view);
                        moved = true;
                    }
                }
            }
            if !moved {
                step /= 2.0;
            }
        }
    }

    /// Looks for the alignment pattern that is nearest to the fourth corner, up to `reach` modules away from where it
    /// should be, and moves the corner by as much.
    pub(crate) fn pull_fourth(&mut self, reach: f32) {
        let size = self.layout.size();
        if self.layout.version() == 1 {
            return;
        }
        let at = size as f32 - 6.5;
        let Some(shift) = self.seek((at, at), reach, 0.5) else {
            return;
        };
        let wanted = self.place(at + shift.0, at + shift.1);
        for _ in 0..6 {
            let mut quad = self.quad;
            quad[2] = quad[2] + (wanted - self.view.at(at, at));
            let Some(view) = View::new(&quad, size) else {
                return;
            };
            (self.quad, self.view) = (quad, view);
        }
    }

    /// Where round a place the alignment pattern is seen best, as a shift in modules.
    fn seek(&self, middle: (f32, f32), reach: f32, step: f32) -> Option<(f32, f32)> {
        let steps = (reach / step).round() as i32;
        let mut best = (f32::MIN, 0.0, 0.0);
        for row in -steps..=steps {
            for column in -steps..=steps {
                let (dx, dy) = (column as f32 * step, row as f32 * step);
                let seen = self.alignment((middle.0 + dx, middle.1 + dy))
                    * (1.0 - 0.01 * (dx.abs() + dy.abs()));
                if seen > best.0 {
                    best = (seen, dx, dy);
                }
            }
        }
        let mut fine = step / 2.0;
        while fine > 0.1 {
            let (_, x, y) = best;
            for (dx, dy) in [(fine, 0.0), (-fine, 0.0), (0.0, fine), (0.0, -fine)] {
                let seen = self.alignment((middle.0 + x + dx, middle.1 + y + dy));
                if seen > best.0 {
                    best = (seen, x + dx, y + dy);
                }
            }
            fine /= 2.0;
        }
        (best.0 > 0.0).then_some((best.1, best.2))
    }

    /// How well an alignment pattern is seen here: the contrast between its ring and the rest, in terms of what varies.
    fn alignment(&self, middle: (f32, f32)) -> f32 {
        let mut values = [0.0f32; 25];
        for (index, value) in values.iter_mut().enumerate() {
            let (dx, dy) = (index % 5, index / 5);
            *value = self.ground.at(self
                .view
                .at(middle.0 + dx as f32 - 2.0, middle.1 + dy as f32 - 2.0));
        }
        let mean = values.iter().sum::<f32>() / 25.0;
        let spread = values
            .iter()
            .map(|value| (value - mean).powi(2))
            .sum::<f32>()
            .sqrt();
        let ring = values
            .iter()
            .enumerate()
            .filter(|(index, _)| (index % 5).abs_diff(2).max((index / 5).abs_diff(2)) == 1);
        let ring = ring.map(|(_, value)| value).sum::<f32>();
        // Eight modules of the ring less their share of the whole; at best this is the spread times a constant.
        (ring - 8.0 * mean) / (spread + 4.0) / (8.0f32 * 17.0 / 25.0).sqrt()
    }

    /// Lays the grid on these four points.
    pub(crate) fn lay(&mut self, quad: Quad) {
        if let Some(view) = View::new(&quad, self.layout.size()) {
            (self.quad, self.view) = (quad, view);
        }
    }

    /// Takes the symbol for flat again.
    pub(crate) fn straighten(&mut self) {
        self.bends = Bends::none();
    }

    /// Bends the grid so that all alignment patterns are met.
    pub(crate) fn bend_to_alignments(&mut self) {
        let lines = self.layout.alignment_lines();
        if lines.len() < 2 {
            return;
        }
        let count = lines.len();
        let mut bends = Bends::none();
        bends.lines = lines.iter().map(|&line| line as f32 + 0.5).collect();
        bends.shifts = vec![(0.0, 0.0); count * count];
        let mut known = vec![false; count * count];
        for (row, &y) in lines.iter().enumerate() {
            for (column, &x) in lines.iter().enumerate() {
                let is_finder = (row == 0 || row == count - 1)
                    && (column == 0 || column == count - 1)
                    && (row, column) != (count - 1, count - 1);
                let index = row * count + column;
                if is_finder {
                    known[index] = true;
                    continue;
                }
                // Bends go on as they began.
                let neighbours = [(row.wrapping_sub(1), column), (row, column.wrapping_sub(1))];
                let before: Vec<(f32, f32)> = neighbours
                    .iter()
                    .filter(|(r, c)| *r < count && *c < count && known[r * count + c])
                    .map(|(r, c)| bends.shifts[r * count + c])
                    .collect();
                let share = 1.0 / before.len().max(1) as f32;
                let guess = before.iter().fold((0.0, 0.0), |sum, shift| {
                    (sum.0 + shift.0 * share, sum.1 + shift.1 * share)
                });
                let middle = (x as f32 + 0.5 + guess.0, y as f32 + 0.5 + guess.1);
                bends.shifts[index] = guess;
                if let Some(shift) = self.seek(middle, 1.0, 0.25)
                    && self.alignment((middle.0 + shift.0, middle.1 + shift.1)) > 0.6
                {
                    bends.shifts[index] = (guess.0 + shift.0, guess.1 + shift.1);
                    known[index] = true;
                }
            }
        }
        self.bends = bends;
    }

    /// Bends the grid, patch by patch, to where its modules are the most unlike grey: in the middle of a module is
    /// more contrast than between two.
    pub(crate) fn bend_to_contrast(&mut self) {
        let size = self.layout.size();
        let patches = (size / 6).clamp(3, 12);
        let lines: Vec<f32> = (0..patches)
            .map(|index| (index as f32 + 0.5) * size as f32 / patches as f32)
            .collect();
        for reach in [0.5, 0.25] {
            let half = size as f32 / patches as f32 * 0.9;
            let mut shifts = Vec::with_capacity(patches * patches);
            for &y in &lines {
                for &x in &lines {
                    shifts.push(self.sharpest((x, y), half, reach));
                }
            }
            // Paper bends slowly: each patch goes along with its neighbours.
            let smooth: Vec<(f32, f32)> = (0..shifts.len())
                .map(|index| {
                    let (row, column) = (index / patches, index % patches);
                    let mut sum = (0.0, 0.0);
                    let mut weight = 0.0;
                    for r in row.saturating_sub(1)..(row + 2).min(patches) {
                        for c in column.saturating_sub(1)..(column + 2).min(patches) {
                            let share = if (r, c) == (row, column) { 2.0 } else { 1.0 };
                            let shift = shifts[r * patches + c];
                            sum = (sum.0 + shift.0 * share, sum.1 + shift.1 * share);
                            weight += share;
                        }
                    }
                    let before = self.bends.at(lines[column], lines[row]);
                    (before.0 + sum.0 / weight, before.1 + sum.1 / weight)
                })
                .collect();
            self.bends = Bends {
                lines: lines.clone(),
                shifts: smooth,
            };
        }
    }

    /// The shift at which the modules round a place have the most contrast.
    fn sharpest(&self, middle: (f32, f32), half: f32, reach: f32) -> (f32, f32) {
        let size = self.layout.size() as f32;
        let from = |at: f32| (at - half).max(0.0).floor() as usize;
        let to = |at: f32| (at + half).min(size).ceil() as usize;
        let mut best = (f32::MIN, 0.0, 0.0);
        for row in -2..=2 {
            for column in -2..=2 {
                let (dx, dy) = (column as f32 * reach / 2.0, row as f32 * reach / 2.0);
                let mut sum = 0.0;
                let mut squares = 0.0;
                let mut count = 0.0f32;
                for y in from(middle.1)..to(middle.1) {
                    for x in from(middle.0)..to(middle.0) {
                        let value = self
                            .ground
                            .at(self.place(x as f32 + 0.5 + dx, y as f32 + 0.5 + dy));
                        sum += value;
                        squares += value * value;
                        count += 1.0;
                    }
                }
                let variance = squares / count - (sum / count).powi(2);
                let seen = variance * (1.0 - 0.01 * (row * row + column * column) as f32);
                if seen > best.0 {
                    best = (seen, dx, dy);
                }
            }
        }
        (best.1, best.2)
    }

    /// The brightness of each module and of some round the symbol, row by row; `spots` a side are averaged in each.
    pub(crate) fn sample(&self, spots: usize) -> Samples {
        let side = self.layout.size() + 2 * MARGIN;
        let mut values = Vec::with_capacity(side * side);
        let reach = 0.5;
        for row in 0..side {
            for column in 0..side {
                let (x, y) = (
                    column as f32 - MARGIN as f32 + 0.5,
                    row as f32 - MARGIN as f32 + 0.5,
                );
                if spots <= 1 {
                    values.push(self.ground.at(self.place(x, y)));
                    continue;
                }
                let mut sum = 0.0;
                for spot in 0..spots * spots {
                    let offset = |index: usize| ((index as f32 + 0.5) / spots as f32 - 0.5) * reach;
                    sum += self
                        .ground
                        .at(self.place(x + offset(spot % spots), y + offset(spot / spots)));
                }
                values.push(sum / (spots * spots) as f32);
            }
        }
        Samples { side, values }
    }
}

/// The brightness of the modules of a symbol, with a margin of [`MARGIN`].
pub(crate) struct Samples {
    pub(crate) side: usize,
    pub(crate) values: Vec<f32>,
}

/// How far the parts of a symbol are from where a flat one has them, at the crossings of lines; in between, in between.
struct Bends {
    lines: Vec<f32>,
    shifts: Vec<(f32, f32)>,
}

impl Bends {
    const fn none() -> Self {
        Self {
            lines: Vec::new(),
            shifts: Vec::new(),
        }
    }

    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        let count = self.lines.len();
        if count < 2 {
            return (0.0, 0.0);
        }
        let split = |at: f32| {
            let index = self
                .lines
                .partition_point(|&line| line <= at)
                .clamp(1, count - 1)
                - 1;
            let share = (at - self.lines[index]) / (self.lines[index + 1] - self.lines[index]);
            (index, share.clamp(-0.2, 1.2))
        };
        let ((column, along), (row, down)) = (split(x), split(y));
        let shift = |row: usize, column: usize| self.shifts[row * count + column];
        let mix = |a: (f32, f32), b: (f32, f32), share: f32| {
            (a.0 + (b.0 - a.0) * share, a.1 + (b.1 - a.1) * share)
        };
        let above = mix(shift(row, column), shift(row, column + 1), along);
        let below = mix(shift(row + 1, column), shift(row + 1, column + 1), along);
        mix(above, below, down)
    }
}

/// The quad of a symbol whose three finders are known, if it is seen from straight above.
pub(crate) fn parallelogram(bottom_left: Point, top_left: Point, top_right: Point) -> Quad {
    [
        top_left,
        top_right,
        top_right + bottom_left - top_left,
        bottom_left,
    ]
}

/// How many modules a side a symbol has, for a distance between two finders in modules.
pub(crate) fn size_for(modules: f32) -> f32 {
    modules + 2.0 * FINDER_MIDDLE
}
