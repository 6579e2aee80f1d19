//! A picture in grey, in its own size and in others.

use std::ops::Deref;

use crate::picture::{Layout, Picture};
use crate::{Error, Progress};

/// Bytes that show a picture: lent by it, or own ones, which are wiped when they go.
pub(crate) enum Pixels<'a> {
    Lent(&'a [u8]),
    Own(Vec<u8>),
}

/// Grey pixels, row by row.
pub(crate) struct Grey<'a> {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Pixels<'a>,
}

/// How many pixels are worked on between two looks at the progress: some milliseconds of work.
const STRIPE: usize = 1 << 20;

/// Brightness as an eye sees it, nearly: ITU-R BT.601 in eighths, which costs a third of the exact weights.
pub(crate) fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((2 * u16::from(red) + 5 * u16::from(green) + u16::from(blue) + 4) >> 3) as u8
}

impl From<Vec<u8>> for Pixels<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Self::Own(bytes)
    }
}

impl Deref for Pixels<'_> {
    type Target = [u8];

    #[inline]
    fn deref(&self) -> &[u8] {
        match self {
            Self::Lent(bytes) => bytes,
            Self::Own(bytes) => bytes,
        }
    }
}

impl Drop for Pixels<'_> {
    /// Wipes in one go: byte by byte, as `zeroize` does, would take as long as the search.
    fn drop(&mut self) {
        if let Self::Own(bytes) = self {
            bytes.fill(0);
            std::hint::black_box(bytes);
        }
    }
}

impl<'a> Grey<'a> {
    /// The brightness of a picture, as `mix` makes it of red, green and blue, laid on a ground of this grey where it is
    /// not opaque.
    pub(crate) fn of(
        picture: &'a Picture,
        mix: impl Fn(u8, u8, u8) -> u8,
        ground: u8,
        progress: &Progress,
    ) -> Result<Self, Error> {
        let (width, height) = (picture.width as usize, picture.height as usize);
        if picture.layout == Layout::Grey {
            return Ok(Self {
                width,
                height,
                pixels: Pixels::Lent(&picture.pixels),
            });
        }
        let mut pixels = Vec::with_capacity(width * height);
        for stripe in picture.pixels.chunks(STRIPE * picture.layout.bytes()) {
            progress.check()?;
            let (three, four) = (stripe.as_chunks::<3>().0, stripe.as_chunks::<4>().0);
            match picture.layout {
                Layout::Grey => pixels.extend_from_slice(stripe),
                Layout::Rgb => pixels.extend(three.iter().map(|&[r, g, b]| mix(r, g, b))),
                Layout::Bgrx => pixels.extend(four.iter().map(|&[b, g, r, _]| mix(r, g, b))),
                Layout::Rgba => pixels.extend(
                    four.iter()
                        .map(|&[r, g, b, a]| over(mix(r, g, b), a, ground)),
                ),
                Layout::Bgra => pixels.extend(
                    four.iter()
                        .map(|&[b, g, r, a]| over(mix(r, g, b), a, ground)),
                ),
            }
        }
        Ok(Self {
            width,
            height,
            pixels: pixels.into(),
        })
    }

    pub(crate) fn row(&self, y: usize) -> &[u8] {
        &self.pixels[y * self.width..(y + 1) * self.width]
    }

    /// Half as wide and half as high; four pixels make one.
    pub(crate) fn half(&self) -> Grey<'static> {
        let (width, height) = (self.width / 2, self.height / 2);
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            let above = self.row(2 * y).as_chunks::<2>().0;
            let below = self.row(2 * y + 1).as_chunks::<2>().0;
            pixels.extend(
                above
                    .iter()
                    .zip(below)
                    .take(width)
                    .map(|(&[a, b], &[c, d])| {
                        ((u16::from(a) + u16::from(b) + u16::from(c) + u16::from(d) + 2) >> 2) as u8
                    }),
            );
        }
        Grey {
            width,
            height,
            pixels: pixels.into(),
        }
    }

    /// Twice as wide and high, the pixels between by cubic curves (Catmull and Rom), then as much sharper as they got
    /// softer.
    pub(crate) fn double(&self, progress: &Progress) -> Result<Grey<'static>, Error> {
        let wide = self.double_rows(progress)?;
        let double = wide.transposed().double_rows(progress)?.transposed();
        double.sharpened(progress)
    }

    fn double_rows(&self, progress: &Progress) -> Result<Grey<'static>, Error> {
        let mut pixels = Vec::with_capacity(self.pixels.len() * 2);
        for y in 0..self.height {
            self.look(y, progress)?;
            let row = self.row(y);
            let at = |x: isize| i32::from(row[x.clamp(0, row.len() as isize - 1) as usize]);
            for x in 0..row.len() as isize {
                let [a, b, c, d, e] = [at(x - 2), at(x - 1), at(x), at(x + 1), at(x + 2)];
                let left = -3 * a + 29 * b + 111 * c - 9 * d;
                let right = -9 * b + 111 * c + 29 * d - 3 * e;
                pixels.push(((left + 64) >> 7).clamp(0, 255) as u8);
                pixels.push(((right + 64) >> 7).clamp(0, 255) as u8);
            }
        }
        Ok(Grey {
            width: self.width * 2,
            height: self.height,
            pixels: pixels.into(),
        })
    }

    fn transposed(&self) -> Grey<'static> {
        const TILE: usize = 32;
        let mut pixels = vec![0; self.pixels.len()];
        for top in (0..self.height).step_by(TILE) {
            for left in (0..self.width).step_by(TILE) {
                for y in top..(top + TILE).min(self.height) {
                    for x in left..(left + TILE).min(self.width) {
                        pixels[x * self.height + y] = self.pixels[y * self.width + x];
                    }
                }
            }
        }
        Grey {
            width: self.height,
            height: self.width,
            pixels: pixels.into(),
        }
    }

    /// Each pixel with its eight neighbours, the nearer the more.
    pub(crate) fn smooth(&self, progress: &Progress) -> Result<Grey<'static>, Error> {
        self.with_neighbours(progress, |_, mean| mean)
    }

    /// Each pixel further from its neighbours than it was.
    fn sharpened(&self, progress: &Progress) -> Result<Grey<'static>, Error> {
        self.with_neighbours(progress, |value, mean| value + (value - mean) * 3 / 2)
    }

    fn with_neighbours(
        &self,
        progress: &Progress,
        new: impl Fn(i32, i32) -> i32,
    ) -> Result<Grey<'static>, Error> {
        let mut pixels = Vec::with_capacity(self.pixels.len());
        let mut column_sums = vec![0i32; self.width];
        for y in 0..self.height {
            self.look(y, progress)?;
            let (above, row, below) = (
                self.row(y.saturating_sub(1)),
                self.row(y),
                self.row((y + 1).min(self.height - 1)),
            );
            for (sum, ((&a, &b), &c)) in
                column_sums.iter_mut().zip(above.iter().zip(row).zip(below))
            {
                *sum = i32::from(a) + 2 * i32::from(b) + i32::from(c);
            }
            for x in 0..self.width {
                let (left, right) = (
                    column_sums[x.saturating_sub(1)],
                    column_sums[(x + 1).min(self.width - 1)],
                );
                let mean = (left + 2 * column_sums[x] + right + 8) >> 4;
                pixels.push(new(i32::from(row[x]), mean).clamp(0, 255) as u8);
            }
        }
        Ok(Grey {
            width: self.width,
            height: self.height,
            pixels: pixels.into(),
        })
    }

    /// Looks at the progress before the first row of each stripe.
    fn look(&self, y: usize, progress: &Progress) -> Result<(), Error> {
        if y.is_multiple_of(STRIPE / self.width + 1) {
            progress.check()?;
        }
        Ok(())
    }
}

fn over(value: u8, opacity: u8, ground: u8) -> u8 {
    let opacity = u16::from(opacity);
    let sum = u16::from(value) * opacity + u16::from(ground) * (255 - opacity) + 128;
    ((sum + (sum >> 8)) >> 8) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_opaque_shows_the_ground() {
        for value in [0, 7, 128, 255] {
            assert_eq!(over(value, 255, 0), value);
            assert_eq!(over(value, 0, 200), 200);
        }
        assert_eq!(over(0, 128, 255), 127);
    }

    #[test]
    fn no_grey_is_made_once_the_search_is_called_off() {
        let picture = Picture::new(2, 1, vec![0; 6].into(), Layout::Rgb).unwrap();
        let progress = Progress::silent();
        let grey = Grey::of(&picture, luma, 255, &progress).unwrap();
        progress.cancel();
        let called_off = |made: Result<Grey<'_>, Error>| made.err() == Some(Error::Cancelled);
        assert!(called_off(Grey::of(&picture, luma, 255, &progress)));
        assert!(called_off(grey.double(&progress)));
        assert!(called_off(grey.smooth(&progress)));
    }

    #[test]
    fn twice_as_large_and_half_as_large_is_as_before() {
        let row = |x: usize| if x < 8 { 20 } else { 220 };
        let pixels: Vec<u8> = (0..256).map(|index| row(index % 16)).collect();
        let grey = Grey {
            width: 16,
            height: 16,
            pixels: pixels.clone().into(),
        };
        let back = grey.double(&Progress::silent()).unwrap().half();
        assert_eq!((back.width, back.height), (16, 16));
        for (now, before) in back.pixels.iter().zip(&pixels) {
            assert!(now.abs_diff(*before) < 40, "{now} {before}");
        }
    }
}
