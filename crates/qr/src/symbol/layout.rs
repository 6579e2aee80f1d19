//! Which module is what, in each version.

use std::sync::OnceLock;

use super::Modules;

/// The largest version.
pub(crate) const MAX_VERSION: usize = 40;

/// How far a format may be from what stands in a symbol, in modules of either copy. It corrects three.
const FORMAT_ERRORS: u32 = 3;

/// What a module is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    /// Always dark: of a finder, of an alignment pattern, of the timing.
    Dark,
    /// Always light.
    Light,
    /// A bit of the format or of the version.
    Information,
    /// A bit of the data.
    Data,
}

/// How strongly the data are protected, and how they are masked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Format {
    pub(crate) level: Level,
    pub(crate) mask: u8,
}

/// How strongly the data are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Level {
    L,
    M,
    Q,
    H,
}

/// The parts of a symbol of one version.
pub(crate) struct Layout {
    version: usize,
    cells: Vec<Cell>,
}

impl Layout {
    /// The layout of symbols with so many modules a side, made once.
    pub(crate) fn of_size(size: usize) -> Option<&'static Self> {
        static LAYOUTS: [OnceLock<Layout>; MAX_VERSION] = [const { OnceLock::new() }; MAX_VERSION];
        let version = size.checked_sub(17).filter(|rest| rest % 4 == 0)? / 4;
        let place = LAYOUTS.get(version.checked_sub(1)?)?;
        Some(place.get_or_init(|| Self::new(version)))
    }

    fn new(version: usize) -> Self {
        let size = 17 + 4 * version;
        let mut layout = Self {
            version,
            cells: vec![Cell::Data; size * size],
        };
        for (x, y) in [(0, 0), (size - 7, 0), (0, size - 7)] {
            layout.finder(x, y);
        }
        for at in 8..size - 8 {
            let cell = if at % 2 == 0 { Cell::Dark } else { Cell::Light };
            layout.set(at, 6, cell);
            layout.set(6, at, cell);
        }
        for (x, y) in layout.alignments() {
            layout.alignment(x, y);
        }
        for copy in layout.format_places() {
            for (x, y) in copy {
                layout.set(x, y, Cell::Information);
            }
        }
        layout.set(8, size - 8, Cell::Dark);
        if version >= 7 {
            for index in 0..18 {
                let (a, b) = (size - 11 + index % 3, index / 3);
                layout.set(a, b, Cell::Information);
                layout.set(b, a, Cell::Information);
            }
        }
        layout
    }

    /// From 1 to [`MAX_VERSION`].
    pub(crate) fn version(&self) -> usize {
        self.version
    }

    /// How many modules a side has.
    pub(crate) fn size(&self) -> usize {
        17 + 4 * self.version
    }

    /// What a module is for.
    pub(crate) fn cell(&self, x: usize, y: usize) -> Cell {
        self.cells[y * self.size() + x]
    }

    /// The lines on which alignment patterns have their centres.
    pub(crate) fn alignment_lines(&self) -> Vec<usize> {
        if self.version == 1 {
            return Vec::new();
        }
        let count = self.version / 7 + 2;
        let step = match self.version {
            32 => 26,
            version => (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2,
        };
        let mut lines: Vec<usize> = (0..count - 1)
            .map(|index| self.size() - 7 - index * step)
            .collect();
        lines.push(6);
        lines.reverse();
        lines
    }

    /// The centres of the alignment patterns.
    pub(crate) fn alignments(&self) -> Vec<(usize, usize)> {
        let lines = self.alignment_lines();
        let last = self.size() - 7;
        let mut centres = Vec::new();
        for &y in &lines {
            for &x in &lines {
                if ![(6, 6), (6, last), (last, 6)].contains(&(x, y)) {
                    centres.push((x, y));
                }
            }
        }
        centres
    }

    /// The formats that this symbol may have, the likeliest first.
    pub(super) fn formats(&self, modules: &Modules) -> Vec<Format> {
        let copies = self.format_places();
        let mut ranked: Vec<(f32, Format)> = (0..32)
            .filter_map(|data| {
                let word = format_word(data);
                let is_dark = |bit: usize| word >> bit & 1 == 1;
                let errors = copies.map(|copy| {
                    let wrong = copy
                        .iter()
                        .enumerate()
                        .filter(|&(bit, &(x, y))| (modules.at(x, y) > 0.0) != is_dark(bit));
                    wrong.count() as u32
                });
                let soft: f32 = copies
                    .iter()
                    .flat_map(|copy| copy.iter().enumerate())
                    .map(|(bit, &(x, y))| {
                        if is_dark(bit) {
                            modules.at(x, y)
                        } else {
                            -modules.at(x, y)
                        }
                    })
                    .sum();
                (errors[0].min(errors[1]) <= FORMAT_ERRORS).then(|| (soft, Format::of(data)))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0));
        ranked.truncate(2);
        ranked.into_iter().map(|(_, format)| format).collect()
    }

    /// How many of the modules of both copies differ from those of the likeliest format.
    pub(crate) fn format_errors(&self, modules: &Modules) -> u32 {
        let copies = self.format_places();
        let errors = |data: u32| {
            let word = format_word(data);
            let bits = copies.iter().flat_map(|copy| copy.iter().enumerate());
            bits.filter(|&(bit, &(x, y))| (modules.at(x, y) > 0.0) != (word >> bit & 1 == 1))
                .count() as u32
        };
        (0..32).map(errors).min().unwrap_or(u32::MAX)
    }

    /// Where the bits of the format stand, in both copies, the lowest bit first.
    pub(super) fn format_places(&self) -> [[(usize, usize); 15]; 2] {
        let size = self.size();
        let first = std::array::from_fn(|bit| match bit {
            0..=5 => (8, bit),
            6 => (8, 7),
            7 => (8, 8),
            8 => (7, 8),
            _ => (14 - bit, 8),
        });
        let second = std::array::from_fn(|bit| {
            if bit < 8 {
                (size - 1 - bit, 8)
            } else {
                (8, size - 15 + bit)
            }
        });
        [first, second]
    }

    fn set(&mut self, x: usize, y: usize, cell: Cell) {
        let size = self.size();
        self.cells[y * size + x] = cell;
    }

    /// A finder and the light line round it, as far as it is on the symbol.
    fn finder(&mut self, left: usize, top: usize) {
        let size = self.size();
        for y in top.saturating_sub(1)..(top + 8).min(size) {
            for x in left.saturating_sub(1)..(left + 8).min(size) {
                let ring = (x as isize - left as isize - 3)
                    .abs()
                    .max((y as isize - top as isize - 3).abs());
                self.set(
                    x,
                    y,
                    if ring == 2 || ring == 4 {
                        Cell::Light
                    } else {
                        Cell::Dark
                    },
                );
            }
        }
    }

    fn alignment(&mut self, centre_x: usize, centre_y: usize) {
        for y in centre_y - 2..=centre_y + 2 {
            for x in centre_x - 2..=centre_x + 2 {
                let ring = x.abs_diff(centre_x).max(y.abs_diff(centre_y));
                self.set(x, y, if ring == 1 { Cell::Light } else { Cell::Dark });
            }
        }
    }
}

impl Format {
    fn of(data: u32) -> Self {
        let level = match data >> 3 {
            0 => Level::M,
            1 => Level::L,
            2 => Level::H,
            _ => Level::Q,
        };
        Self {
            level,
            mask: (data & 7) as u8,
        }
    }

    /// Whether the mask turns this module round.
    pub(super) fn flips(self, x: usize, y: usize) -> bool {
        match self.mask {
            0 => (x + y).is_multiple_of(2),
            1 => y.is_multiple_of(2),
            2 => x.is_multiple_of(3),
            3 => (x + y).is_multiple_of(3),
            4 => (x / 3 + y / 2).is_multiple_of(2),
            5 => x * y % 2 + x * y % 3 == 0,
            6 => (x * y % 2 + x * y % 3).is_multiple_of(2),
            _ => ((x + y) % 2 + x * y % 3).is_multiple_of(2),
        }
    }
}

/// Five bits with the ten that correct them, masked.
fn format_word(data: u32) -> u32 {
    let mut rest = data;
    for _ in 0..10 {
        rest = (rest << 1) ^ ((rest >> 9) * 0x537);
    }
    (data << 10 | rest) ^ 0x5412
}
