//! Dark or light, pixel by pixel, by thresholds that follow the light on the picture.

use crate::geometry::Point;
use crate::grey::Grey;

/// Which pixels of a picture are dark: 1, or 0. They are compared as they are asked for: only every third row is.
pub(crate) struct Bits<'a> {
    grey: &'a Grey,
    pub(crate) width: usize,
    pub(crate) height: usize,
    /// Up to which brightness a pixel is dark, block by block.
    thresholds: Vec<u8>,
    columns: usize,
}

/// The side of the blocks whose darkest and lightest pixel are looked at.
const BLOCK: usize = 8;

impl<'a> Bits<'a> {
    /// Compares each pixel with the middle between dark and light in its neighbourhood.
    ///
    /// `span` is what the darkest and the lightest pixel of a block must differ by for the block to have a middle of its
    /// own. Other blocks take that of their neighbours, up to `reach` blocks away, or else that of an area twice, four
    /// times ... as large: modules may be larger than blocks.
    pub(crate) fn of(grey: &'a Grey, span: u8, reach: usize) -> Self {
        let extremes = Extremes::of(grey);
        let thresholds = extremes.thresholds(span, reach);
        Self {
            grey,
            width: grey.width,
            height: grey.height,
            thresholds,
            columns: extremes.columns,
        }
    }

    /// Fills in the values of a row.
    pub(crate) fn row(&self, y: usize, values: &mut Vec<u8>) {
        let thresholds = &self.thresholds[y / BLOCK * self.columns..];
        let row = self.grey.row(y);
        let (blocks, rest) = row.as_chunks::<BLOCK>();
        values.clear();
        for (block, &threshold) in blocks.iter().zip(thresholds) {
            values.extend_from_slice(&block.map(|value| u8::from(value <= threshold)));
        }
        if let Some(&threshold) = thresholds.get(blocks.len()) {
            values.extend(rest.iter().map(|&value| u8::from(value <= threshold)));
        }
    }

    /// The value of the pixel round a place, `None` outside.
    #[inline]
    pub(crate) fn round(&self, place: Point) -> Option<u8> {
        if place.x < 0.0 || place.y < 0.0 {
            return None;
        }
        self.at(place.x as i32, place.y as i32)
    }

    /// The value at a place, `None` outside.
    #[inline]
    pub(crate) fn at(&self, x: i32, y: i32) -> Option<u8> {
        let (x, y) = (x as usize, y as usize);
        // What is negative is huge now.
        if x >= self.width || y >= self.height {
            return None;
        }
        let threshold = self.thresholds[y / BLOCK * self.columns + x / BLOCK];
        Some(u8::from(self.grey.pixels[y * self.width + x] <= threshold))
    }
}

/// The darkest and the lightest pixel of each block.
struct Extremes {
    columns: usize,
    rows: usize,
    least: Vec<u8>,
    most: Vec<u8>,
}

impl Extremes {
    fn of(grey: &Grey) -> Self {
        let columns = grey.width.div_ceil(BLOCK);
        let rows = grey.height.div_ceil(BLOCK);
        let mut least = Vec::with_capacity(columns * rows);
        let mut most = Vec::with_capacity(columns * rows);
        let mut low = vec![0u8; grey.width];
        let mut high = vec![0u8; grey.width];
        // Half of a single pixel is none.
        for band in grey.pixels.chunks((grey.width * BLOCK).max(1)) {
            low.fill(255);
            high.fill(0);
            for row in band.chunks_exact(grey.width) {
                for ((low, high), &value) in low.iter_mut().zip(&mut high).zip(row) {
                    *low = (*low).min(value);
                    *high = (*high).max(value);
                }
            }
            least.extend(
                low.chunks(BLOCK)
                    .map(|block| block.iter().copied().fold(255, u8::min)),
            );
            most.extend(
                high.chunks(BLOCK)
                    .map(|block| block.iter().copied().fold(0, u8::max)),
            );
        }
        Self {
            columns,
            rows,
            least,
            most,
        }
    }

    /// The same for areas twice as large.
    fn coarser(&self) -> Self {
        let (columns, rows) = (self.columns.div_ceil(2), self.rows.div_ceil(2));
        let mut coarser = Self {
            columns,
            rows,
            least: vec![255; columns * rows],
            most: vec![0; columns * rows],
        };
        for y in 0..self.rows {
            for x in 0..self.columns {
                let (from, to) = (y * self.columns + x, y / 2 * columns + x / 2);
                coarser.least[to] = coarser.least[to].min(self.least[from]);
                coarser.most[to] = coarser.most[to].max(self.most[from]);
            }
        }
        coarser
    }

    fn thresholds(&self, span: u8, reach: usize) -> Vec<u8> {
        let own = |index: usize| {
            let (low, high) = (u32::from(self.least[index]), u32::from(self.most[index]));
            if high - low > u32::from(span) {
                (low + high, 2)
            } else {
                (0, 0)
            }
        };
        let sums: Vec<(u32, u32)> = (0..self.least.len()).map(own).collect();
        let sums = spread(&sums, self.columns, reach);
        let lonely = sums.iter().any(|&(_, count)| count == 0);
        let larger = (lonely && self.columns * self.rows > 1).then(|| {
            let coarser = self.coarser();
            (coarser.thresholds(span, 1), coarser.columns)
        });
        sums.iter()
            .enumerate()
            .map(
                |(index, &(sum, count))| match (&larger, sum.checked_div(count)) {
                    (_, Some(middle)) => middle as u8,
                    (Some((values, columns)), None) => {
                        values[index / self.columns / 2 * columns + index % self.columns / 2]
                    }
                    (None, None) => 127,
                },
            )
            .collect()
    }
}

/// Sums over squares of `reach` blocks to each side: first along the rows, then along the columns.
fn spread(sums: &[(u32, u32)], columns: usize, reach: usize) -> Vec<(u32, u32)> {
    let add = |a: (u32, u32), b: (u32, u32)| (a.0 + b.0, a.1 + b.1);
    let less = |a: (u32, u32), b: (u32, u32)| (a.0 - b.0, a.1 - b.1);
    let mut along = Vec::with_capacity(sums.len());
    for row in sums.chunks_exact(columns) {
        let mut window = row.iter().take(reach).copied().fold((0, 0), add);
        for x in 0..columns {
            if let Some(&next) = row.get(x + reach) {
                window = add(window, next);
            }
            along.push(window);
            if x >= reach {
                window = less(window, row[x - reach]);
            }
        }
    }
    let rows = sums.len() / columns;
    let mut window = vec![(0, 0); columns];
    for y in 0..reach.min(rows) {
        for (sum, &next) in window.iter_mut().zip(&along[y * columns..]) {
            *sum = add(*sum, next);
        }
    }
    let mut out = Vec::with_capacity(sums.len());
    for y in 0..rows {
        if y + reach < rows {
            for (sum, &next) in window.iter_mut().zip(&along[(y + reach) * columns..]) {
                *sum = add(*sum, next);
            }
        }
        out.extend_from_slice(&window);
        if y >= reach {
            for (sum, &gone) in window.iter_mut().zip(&along[(y - reach) * columns..]) {
                *sum = less(*sum, gone);
            }
        }
    }
    out
}
