//! Pictures of screens. Their pixels are wiped when they are dropped.

use std::fmt;

use zeroize::Zeroizing;

/// How many pixels are taken at once, over all screens: twelve of 3840 × 2160, in 400 MB.
pub const MAX_PIXELS: u64 = 100_000_000;

/// What was on the screens.
pub enum Capture {
    /// Pixels: of each screen, or of an area.
    Shots(Vec<Shot>),
    /// A picture file, of whatever format the system has chosen: usually PNG.
    Encoded(Zeroizing<Vec<u8>>),
}

/// The pixels of a screen or of an area. All sizes are in physical pixels.
pub struct Shot {
    /// From the left edge of the desktop; less than 0 where a screen is left of the main one.
    pub x: i32,
    /// From the upper edge of the desktop.
    pub y: i32,
    /// Pixels in a row; at least 1.
    pub width: u32,
    /// Rows; at least 1.
    pub height: u32,
    /// Rows from the upper one, without padding, four bytes a pixel.
    pub pixels: Zeroizing<Vec<u8>>,
    /// The order of these bytes.
    pub layout: ShotLayout,
}

/// The order of the four bytes of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShotLayout {
    /// Blue, green, red, and one without a meaning.
    Bgrx,
    /// Blue, green, red, opacity.
    Bgra,
    /// Red, green, blue, opacity.
    Rgba,
}

impl fmt::Debug for Capture {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shots(shots) => f.debug_tuple("Shots").field(shots).finish(),
            Self::Encoded(bytes) => write!(f, "Encoded({} bytes)", bytes.len()),
        }
    }
}

impl fmt::Debug for Shot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            x,
            y,
            width,
            height,
            ..
        } = self;
        write!(f, "Shot({width}x{height}{x:+}{y:+})")
    }
}
