//! A line of text by itself, as the pixels of a small window.

use super::{Canvas, Look};
use crate::Error;
use crate::face::{CAPITAL, Face, Faces, Style, Tone};

/// The text, and what is free around it, in CSS pixels.
const STYLE: Style = Style {
    face: Face::SemiBold,
    size: 15.0,
    line: 22.0,
    tone: Tone::Ink,
};
const PADDING: (f32, f32) = (18.0, 11.0);

/// A line of text on its ground.
pub struct Label {
    /// Its width in pixels of the screen.
    pub width: u32,
    /// Its height in pixels of the screen.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, from the upper left one, row by row.
    pub pixels: Vec<u8>,
}

impl Label {
    /// Draws `text`, which stays in one line, with `scale` pixels of the screen to a CSS pixel (1 to 4).
    ///
    /// # Errors
    /// [`Error::TooLong`] if it does not fit the largest picture.
    pub fn draw(text: &str, scale: f32, look: Look) -> Result<Self, Error> {
        let scale = if scale.is_nan() {
            1.0
        } else {
            scale.clamp(1.0, 4.0)
        };
        let faces = Faces::read()?;
        let run = faces.run(text, STYLE)?;
        let (width, height) = (run.width() + 2.0 * PADDING.0, STYLE.line + 2.0 * PADDING.1);
        let mut canvas = Canvas::new(width * scale, height * scale, scale)?;
        let baseline = (height + CAPITAL * STYLE.size) / 2.0;
        canvas.run(&faces, PADDING.0, baseline, &run);
        let palette = look.palette();
        let colours = canvas.ink.iter().map(|ink| usize::from(*ink) * 3);
        let pixels = colours.flat_map(|at| [palette[at], palette[at + 1], palette[at + 2], 255]);
        Ok(Self {
            width: canvas.width as u32,
            height: canvas.height as u32,
            pixels: pixels.collect(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_as_wide_as_its_text_and_grows_with_the_scale() {
        let draw = |text, scale| Label::draw(text, scale, Look::Dark).unwrap();
        let (short, long) = (draw("Esc", 1.0), draw("Drag a rectangle", 1.0));
        assert!(short.width < long.width);
        assert_eq!((short.height, long.height), (44, 44));
        let twice = draw("Esc", 2.0);
        assert_eq!(twice.height, 88);
        assert!(twice.width.abs_diff(2 * short.width) <= 1);
        assert_eq!(
            twice.pixels.len(),
            twice.width as usize * twice.height as usize * 4
        );
        let letters = long.pixels.chunks_exact(4).filter(|pixel| pixel[0] > 0xd0);
        assert!(letters.count() > 200, "there are letters");
        assert!(long.pixels.chunks_exact(4).all(|pixel| pixel[3] == 255));
    }
}
