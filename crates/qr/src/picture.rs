//! Pixels, as a decoder, a screen or the clipboard gives them.

use zeroize::Zeroizing;

use crate::Error;

/// How many pixels a picture may have: more than an 8K screen, less than what would fill the memory of a small machine.
pub const MAX_PIXELS: u64 = 40_000_000;

/// How long a side may be, in pixels: four 8K screens beside each other.
pub const MAX_SIDE: u32 = 32_768;

/// What the bytes of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Red, green, blue, opacity.
    Rgba,
    /// Blue, green, red, opacity.
    Bgra,
    /// Blue, green, red, and a byte that means nothing.
    Bgrx,
    /// Red, green, blue.
    Rgb,
    /// One byte of grey.
    Grey,
}

impl Layout {
    /// How many bytes a pixel has.
    pub const fn bytes(self) -> usize {
        match self {
            Self::Rgba | Self::Bgra | Self::Bgrx => 4,
            Self::Rgb => 3,
            Self::Grey => 1,
        }
    }
}

/// A picture in memory, whose pixels are wiped when it goes. It has no `Debug`, because it may show secrets.
pub struct Picture {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Zeroizing<Vec<u8>>,
    pub(crate) layout: Layout,
}

impl Picture {
    /// A picture out of rows without padding, from top to bottom.
    ///
    /// # Errors
    ///
    /// [`Error::TooLarge`] beyond [`MAX_PIXELS`] or [`MAX_SIDE`]; [`Error::Damaged`] when the number of bytes is not
    /// that of the size, or a side is zero.
    pub fn new(
        width: u32,
        height: u32,
        pixels: Zeroizing<Vec<u8>>,
        layout: Layout,
    ) -> Result<Self, Error> {
        check_size(width, height)?;
        if pixels.len() as u64 != u64::from(width) * u64::from(height) * layout.bytes() as u64 {
            return Err(Error::Damaged);
        }
        Ok(Self {
            width,
            height,
            pixels,
            layout,
        })
    }

    /// The width in pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels.
    pub fn height(&self) -> u32 {
        self.height
    }
}

/// Refuses a size before memory is taken for it.
pub(crate) fn check_size(width: u32, height: u32) -> Result<(), Error> {
    if width == 0 || height == 0 {
        return Err(Error::Damaged);
    }
    if width.max(height) > MAX_SIDE || u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(Error::TooLarge);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_and_bytes_must_agree() {
        let new = |width, height, bytes: usize| {
            Picture::new(width, height, Zeroizing::new(vec![0; bytes]), Layout::Rgb).map(|_| ())
        };
        assert_eq!(new(2, 3, 18), Ok(()));
        assert_eq!(new(2, 3, 17), Err(Error::Damaged));
        assert_eq!(new(0, 3, 0), Err(Error::Damaged));
        assert_eq!(new(50_000, 50_000, 0), Err(Error::TooLarge));
        assert_eq!(new(u32::MAX, u32::MAX, 0), Err(Error::TooLarge));
        assert_eq!(new(MAX_SIDE + 1, 1, 0), Err(Error::TooLarge));
    }
}
