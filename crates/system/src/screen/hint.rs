//! What the person is told while they choose an area.

/// Draws what the person is told at the upper edge of each screen, for its scale: 1.0 where an inch has 96 pixels, up to
/// 4.0. It gets round corners and an edge, so there should be some room around the text.
pub type Hint<'a> = dyn Fn(f64) -> Drawing + 'a;

/// A drawn text.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and opacity, not multiplied; rows from the upper one, without padding.
    pub pixels: Vec<u8>,
}

impl Drawing {
    /// Whether there are as many pixels as it says.
    pub(crate) fn is_whole(&self) -> bool {
        let size = u64::from(self.width) * u64::from(self.height) * 4;
        self.pixels.len() as u64 == size
    }
}
