//! Dark or light, pixel by pixel, by thresholds that follow the light on the picture.

use crate::geometry::Point;
use crate::grey::Grey;

/// Which pixels of a picture are dark: 1, or 0. They are compared as they are asked for: only every third row is.
pub(crate) struct Bits<'a> {
    pixels: &'a [u8],
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
    /// own. Other blocks take that of their neighbours, or else that of an area twice, four times ... as large: modules
    /// may be larger than blocks.
    pub(crate) fn of(grey: &'a Grey<'_>, span: u8) -> Self {
        let extremes = Extremes::of(grey);
        let thresholds = extremes.thresholds(span);
        Self {
            pixels: &grey.pixels,
            width: grey.width,
            height: grey.height,
            thresholds,
            columns: extremes.columns,
        }
    }

    /// Fills in the values of a row, 64 to a word, the first one lowest. What is beyond the row is zero.
    pub(crate) fn row(&self, y: usize, words: &mut Vec<u64>) {
        let thresholds = &self.thresholds[y / BLOCK * self.columns..][..self.columns];
        let (blocks, rest) = self.pixels[y * self.width..][..self.width].as_chunks::<BLOCK>();
        words.clear();
        words.resize(self.width.div_ceil(64), 0);
        let eight = blocks.chunks(8).zip(thresholds.chunks(8));
        for (word, (blocks, thresholds)) in words.iter_mut().zip(eight) {
            for (index, (block, &threshold)) in blocks.iter().zip(thresholds).enumerate() {
                *word |= packed(block, threshold) << (8 * index);
            }
        }
        if let (Some(&threshold), Some(word)) = (thresholds.get(blocks.len()), words.last_mut()) {
            for (index, &value) in rest.iter().enumerate() {
                *word |= u64::from(value <= threshold) << (blocks.len() % 8 * 8 + index);
            }
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
        Some(u8::from(self.pixels[y * self.width + x] <= threshold))
    }
}

/// Which pixels of a block are dark, a bit each.
#[inline]
fn packed(block: &[u8; BLOCK], threshold: u8) -> u64 {
    let mut flags = [0; BLOCK];
    for (flag, &value) in flags.iter_mut().zip(block) {
        *flag = u8::from(value <= threshold);
    }
    // Carries the lowest bit of each byte to its place in the highest byte.
    u64::from_le_bytes(flags).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// The darkest and the lightest pixel of each block.
struct Extremes {
    columns: usize,
    rows: usize,
    least: Vec<u8>,
    most: Vec<u8>,
}

impl Extremes {
    fn of(grey: &Grey<'_>) -> Self {
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
            least.extend(low.chunks(BLOCK).map(|block| extreme(block, 255, u8::min)));
            most.extend(high.chunks(BLOCK).map(|block| extreme(block, 0, u8::max)));
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

    fn thresholds(&self, span: u8) -> Vec<u8> {
        let own: Vec<u32> = self
            .least
            .iter()
            .zip(&self.most)
            .map(|(&low, &high)| {
                let middle = 1 << COUNT | (u32::from(low) + u32::from(high));
                if high - low > span { middle } else { 0 }
            })
            .collect();
        let sums = with_neighbours(&own, self.columns);
        let lonely = sums.contains(&0);
        let larger = (lonely && self.columns * self.rows > 1).then(|| {
            let coarser = self.coarser();
            (coarser.thresholds(span), coarser.columns)
        });
        let mut thresholds: Vec<u8> = sums
            .iter()
            .map(|&sum| {
                let part = PARTS[(sum >> COUNT) as usize & 15];
                (((sum & ((1 << COUNT) - 1)) * part) >> 20) as u8
            })
            .collect();
        if lonely {
            for (y, row) in thresholds.chunks_exact_mut(self.columns).enumerate() {
                for (x, threshold) in row.iter_mut().enumerate() {
                    if sums[y * self.columns + x] == 0 {
                        *threshold = larger
                            .as_ref()
                            .map_or(127, |(values, columns)| values[y / 2 * columns + x / 2]);
                    }
                }
            }
        }
        thresholds
    }
}

/// Above this bit of a sum stands how many it is of.
const COUNT: u32 = 16;

/// What half of a sum is to be multiplied by to be divided by 0, 1, 2 ... 9, in 2^-20. It is rounded up, which is exact
/// for sums of as many bytes.
const PARTS: [u32; 16] = {
    let mut parts = [0; 16];
    let mut count = 1;
    while count < 10 {
        parts[count] = (1u32 << 19).div_ceil(count as u32);
        count += 1;
    }
    parts
};

/// The least or the most of a block.
#[inline]
fn extreme(block: &[u8], first: u8, of: impl Fn(u8, u8) -> u8) -> u8 {
    match <[u8; BLOCK]>::try_from(block) {
        Ok([a, b, c, d, e, f, g, h]) => of(of(of(a, b), of(c, d)), of(of(e, f), of(g, h))),
        Err(_) => block.iter().copied().fold(first, of),
    }
}

/// Each with its eight neighbours: first those above and below, then those at the sides.
fn with_neighbours(values: &[u32], columns: usize) -> Vec<u32> {
    let mut out = Vec::with_capacity(values.len());
    let mut column_sums = vec![0; columns + 2];
    let rows = values.len() / columns;
    for y in 0..rows {
        let row = |y: usize| &values[y * columns..][..columns];
        let sums = &mut column_sums[1..=columns];
        sums.copy_from_slice(row(y));
        let beside = [y.checked_sub(1), Some(y + 1).filter(|&below| below < rows)];
        for other in beside.into_iter().flatten() {
            for (sum, &value) in sums.iter_mut().zip(row(other)) {
                *sum += value;
            }
        }
        let three = column_sums
            .iter()
            .zip(&column_sums[1..])
            .zip(&column_sums[2..]);
        out.extend(three.map(|((left, middle), right)| left + middle + right));
    }
    out
}
