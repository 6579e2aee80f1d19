//! Drawing QR codes (ISO/IEC 18004, model 2).

use std::fmt::{self, Write as _};

use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};
use qrcode::bits::Bits;
use qrcode::optimize::{Optimizer, Parser, Segment};
use qrcode::types::Mode;
use qrcode::{Color, EcLevel, QrCode, Version};
use zeroize::Zeroizing;

/// The light border that a code needs on every side, in modules.
pub const QUIET_ZONE: usize = 4;

/// The modules of a drawn code, without the quiet zone. Wiped when dropped, and hidden from `Debug`.
pub struct Matrix {
    size: usize,
    dark: Zeroizing<Vec<bool>>,
}

/// The text does not fit the largest code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text does not fit a QR code")]
pub struct TooLong;

/// Draws a text as a code of the smallest version that holds it at error correction level M, or at L where M is too
/// little for any version; then with the best level that this version has room for.
///
/// There is no Kanji mode: it would take bytes of UTF-8 for Shift JIS, and readers would write other characters.
///
/// # Errors
/// [`TooLong`] for what fits no code: more than 2,953 bytes, or more digits and capitals than that.
pub fn draw(text: impl AsRef<[u8]>) -> Result<Matrix, TooLong> {
    let text = text.as_ref();
    let segments: Vec<Segment> = Parser::new(text).map(without_kanji).collect();
    let version = [EcLevel::M, EcLevel::L]
        .into_iter()
        .find_map(|level| {
            VERSIONS
                .map(Version::Normal)
                .find(|&version| encode(text, &segments, version, level).is_some())
        })
        .ok_or(TooLong)?;
    let code = [EcLevel::H, EcLevel::Q, EcLevel::M, EcLevel::L]
        .into_iter()
        .find_map(|level| {
            let bits = encode(text, &segments, version, level)?;
            QrCode::with_bits(bits, level).ok()
        })
        .ok_or(TooLong)?;
    Ok(Matrix {
        size: code.width(),
        dark: Zeroizing::new(
            code.into_colors()
                .into_iter()
                .map(|module| module == Color::Dark)
                .collect(),
        ),
    })
}

impl Matrix {
    /// How many modules the code has on a side, without the quiet zone: 21 to 177.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Whether the module in column `x` and row `y` is dark. What lies outside is light, as the quiet zone is.
    #[must_use]
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.size && y < self.size && self.dark[y * self.size + x]
    }

    /// The dark modules of each row as runs: column, row and length.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.dark
            .chunks_exact(self.size)
            .enumerate()
            .flat_map(|(y, row)| {
                let mut x = 0;
                row.chunk_by(|left, right| left == right)
                    .filter_map(move |run| {
                        let start = x;
                        x += run.len();
                        run[0].then_some((start, y, run.len()))
                    })
            })
    }

    /// The code with its quiet zone as an SVG document of one unit a module, black on white.
    #[must_use]
    pub fn svg(&self) -> Zeroizing<String> {
        let side = self.side();
        let mut svg = Zeroizing::new(String::with_capacity(256 + 18 * self.dark.len()));
        svg.push_str("<svg xmlns=\"http://www.w3.org/2000/svg\" ");
        // Writing to a String cannot fail.
        let _ = write!(svg, "viewBox=\"0 0 {side} {side}\" ");
        let _ = write!(svg, "width=\"{}\" height=\"{0}\" ", side * SVG_MODULE);
        svg.push_str("shape-rendering=\"crispEdges\">\n");
        let _ = writeln!(svg, "<path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>");
        svg.push_str("<path fill=\"#000\" d=\"");
        for (x, y, length) in self.runs() {
            let (x, y) = (x + QUIET_ZONE, y + QUIET_ZONE);
            let _ = write!(svg, "M{x} {y}h{length}v1h-{length}z");
        }
        svg.push_str("\"/>\n</svg>\n");
        svg
    }

    /// The code with its quiet zone as a PNG file in grey, with `module` pixels (1 to 32; more count as 32) a module.
    #[must_use]
    pub fn png(&self, module: usize) -> Zeroizing<Vec<u8>> {
        let module = module.clamp(1, 32);
        let side = self.side() * module;
        let mut pixels = Zeroizing::new(vec![0xff; side * side]);
        for (x, y, length) in self.runs() {
            let left = (x + QUIET_ZONE) * module;
            let rows = pixels.chunks_exact_mut(side);
            for row in rows.skip((y + QUIET_ZONE) * module).take(module) {
                row[left..left + length * module].fill(0);
            }
        }
        let mut png = Zeroizing::new(Vec::with_capacity(pixels.len() / 8 + 1024));
        // Writing to memory cannot fail; were it to, an empty file would be no code rather than a wrong one.
        let written = PngEncoder::new(&mut *png).write_image(
            &pixels,
            side as u32,
            side as u32,
            ExtendedColorType::L8,
        );
        if written.is_err() {
            png.clear();
        }
        png
    }

    /// The side of the code with its quiet zone, in modules.
    fn side(&self) -> usize {
        self.size + 2 * QUIET_ZONE
    }
}

impl fmt::Debug for Matrix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Matrix")
            .field("size", &self.size)
            .finish_non_exhaustive()
    }
}

const VERSIONS: std::ops::RangeInclusive<i16> = 1..=40;

/// How large a module of an SVG is shown unless somebody scales it, in CSS pixels.
const SVG_MODULE: usize = 8;

fn without_kanji(segment: Segment) -> Segment {
    let mode = match segment.mode {
        Mode::Kanji => Mode::Byte,
        mode => mode,
    };
    Segment { mode, ..segment }
}

/// The data of a code, if they fit.
fn encode(text: &[u8], segments: &[Segment], version: Version, level: EcLevel) -> Option<Bits> {
    let mut bits = Bits::new(version);
    let segments = Optimizer::new(segments.iter().copied(), version);
    bits.push_segments(text, segments).ok()?;
    bits.push_terminator(level).ok()?;
    Some(bits)
}

#[cfg(test)]
mod tests {
    use super::*;

    const URI: &str = "otpauth://totp/Gov%20portal:anna%40office.example?secret=GEZDGNBVGY3TQOJQ";

    #[test]
    fn the_smallest_version_is_taken_and_its_room_used() {
        // 21 modules hold 14 bytes at M, and 7 bytes at H.
        assert_eq!(draw("abcdefg").unwrap().size(), 21);
        assert_eq!(draw("abcdefghijklmn").unwrap().size(), 21);
        assert_eq!(draw("abcdefghijklmno").unwrap().size(), 25);
        // Level H is told by the mask-independent first two bits of the format, which are 10 before the mask 10.
        let level = |text: &str| {
            let matrix = draw(text).unwrap();
            (matrix.is_dark(0, 8), matrix.is_dark(1, 8))
        };
        assert_eq!(level("abcdefg"), (false, false));
        assert_eq!(level("abcdefghijklmn"), (true, false));
    }

    #[test]
    fn the_largest_text_fits_and_one_more_does_not() {
        assert_eq!(draw("x".repeat(2_953)).unwrap().size(), 177);
        assert_eq!(draw("x".repeat(2_954)).unwrap_err(), TooLong);
        assert_eq!(draw("7".repeat(7_089)).unwrap().size(), 177);
        assert_eq!(draw("7".repeat(7_090)).unwrap_err(), TooLong);
        assert_eq!(draw("").unwrap().size(), 21);
    }

    #[test]
    fn runs_are_the_dark_modules() {
        let matrix = draw(URI).unwrap();
        let mut dark = vec![false; matrix.size() * matrix.size()];
        for (x, y, length) in matrix.runs() {
            dark[y * matrix.size() + x..][..length].fill(true);
        }
        assert_eq!(dark, *matrix.dark);
        assert_eq!(matrix.runs().next(), Some((0, 0, 7)));
    }

    #[test]
    fn pictures_have_their_size_and_a_light_border() {
        let matrix = draw(URI).unwrap();
        let side = matrix.size() + 8;
        for module in [1, 3] {
            let picture = image::load_from_memory(&matrix.png(module)).unwrap();
            let picture = picture.into_luma8();
            assert_eq!(
                picture.dimensions(),
                ((side * module) as u32, (side * module) as u32)
            );
            for (x, y, pixel) in picture.enumerate_pixels() {
                let at = |pixels: u32| (pixels as usize / module).wrapping_sub(QUIET_ZONE);
                assert_eq!(pixel.0 == [0], matrix.is_dark(at(x), at(y)));
            }
        }
        let svg = matrix.svg();
        assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
        assert!(svg.contains("d=\"M4 4h7v1h-7z"));
    }

    #[test]
    fn nothing_is_told_of_the_text() {
        let debug = format!("{:?}", draw("abcdefg").unwrap());
        assert_eq!(debug, "Matrix { size: 21, .. }");
    }
}
