//! The reader of QR codes.

use keyrack_qr::{Layout, Page, Picture, Progress, draw, find, read};
use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, Version, ec};

use crate::Reached;

/// Pixels a module, and modules of light round the code.
const MODULE: usize = 3;
const QUIET: usize = 4;

/// Versions 1 (9 bytes of data or more) to 12, so that counts are written in the widths of both.
const VERSIONS: std::ops::RangeInclusive<i16> = 1..=12;

/// Reads any bytes as a picture or a PDF. Whatever they are, it ends, within the limits.
#[must_use]
pub fn picture(bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    if let Ok(reading) = read(bytes, &Progress::silent()) {
        reached.count(
            "symbols",
            reading.pages.iter().map(|page| page.symbols.len()).sum(),
        );
    }
    reached
}

/// Takes any bytes for the pixels of a small picture, so that the search is reached without a valid file. The first byte
/// is its width, the second how many pixels each byte is wide and high.
///
/// # Panics
/// When the search fails.
#[must_use]
pub fn pixels(bytes: &[u8]) -> Reached {
    let mut reached = Reached::default();
    let [width, scale, pixels @ ..] = bytes else {
        return reached;
    };
    let (width, scale) = (usize::from(*width).max(1), usize::from(scale % 4) + 1);
    let rows: Vec<&[u8]> = pixels.chunks_exact(width).collect();
    let enlarged: Vec<u8> = (0..rows.len() * scale)
        .flat_map(|y| (0..width * scale).map(move |x| (x, y)))
        .map(|(x, y)| rows[y / scale][x / scale])
        .collect();
    let (width, height) = ((width * scale) as u32, (rows.len() * scale) as u32);
    if let Ok(picture) = Picture::new(width, height, enlarged.into(), Layout::Grey) {
        let page = find(&picture, &Progress::silent()).expect("a search that nobody calls off");
        reached.count("symbols", page.symbols.len());
    }
    reached
}

/// Draws any bytes as the data of a QR code, with right error correction, and reads it: segments of any kind, whole and
/// broken, reach the part that makes a text of them. What it tells is the same again when it is drawn as a text.
///
/// # Panics
/// When it is not, or when there is more than the one that was drawn.
#[must_use]
pub fn data(data: &[u8]) -> Reached {
    let mut reached = Reached::default();
    let Some((size, colours)) = drawn(data) else {
        return reached;
    };
    let page = page(size, |x, y| colours[y * size + x] == Color::Dark);
    assert!(page.symbols.len() <= 1);
    for symbol in &page.symbols {
        reached.count("symbols", 1);
        let Ok(matrix) = draw(symbol.text.as_bytes()) else {
            continue;
        };
        let again = self::page(matrix.size(), |x, y| matrix.is_dark(x, y));
        assert!(
            again
                .symbols
                .iter()
                .any(|again| *again.text == *symbol.text)
        );
    }
    reached
}

/// The modules of a code with this data, and how many there are in a row.
fn drawn(data: &[u8]) -> Option<(usize, Vec<Color>)> {
    let room = |version: &Version| {
        Bits::new(*version)
            .max_len(EcLevel::M)
            .map_or(0, |bits| bits / 8)
    };
    let version = VERSIONS
        .map(Version::Normal)
        .find(|version| room(version) >= data.len())?;
    let mut data = data.to_vec();
    data.resize(room(&version), 0);
    let (words, check) = ec::construct_codewords(&data, version, EcLevel::M).ok()?;
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&words, &check);
    Some((
        version.width() as usize,
        canvas.apply_best_mask().into_colors(),
    ))
}

/// The pixels of a code, one byte each, and how many there are in a row.
pub(crate) fn painted(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> (usize, Vec<u8>) {
    let side = (size + 2 * QUIET) * MODULE;
    let dark = |at: usize| {
        let (x, y) = (
            (at % side / MODULE).wrapping_sub(QUIET),
            (at / side / MODULE).wrapping_sub(QUIET),
        );
        x < size && y < size && is_dark(x, y)
    };
    let pixels = (0..side * side).map(|at| if dark(at) { 0 } else { 255 });
    (side, pixels.collect())
}

fn page(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Page {
    let (side, pixels) = painted(size, is_dark);
    let picture = Picture::new(side as u32, side as u32, pixels.into(), Layout::Grey)
        .expect("the size of the pixels");
    find(&picture, &Progress::silent()).expect("a search that nobody calls off")
}
