//! Draws any bytes as the data of a QR code, with right error correction, and reads it: segments of any kind, whole and
//! broken, reach the part that makes a text of them. What it tells is the same again when it is drawn as a text.

#![no_main]

use keyrack_qr::{Layout, Page, Picture, Watch, draw, find};
use libfuzzer_sys::fuzz_target;
use qrcode::bits::Bits;
use qrcode::canvas::Canvas;
use qrcode::{Color, EcLevel, Version, ec};

/// Pixels a module, and modules of light round the code.
const MODULE: usize = 3;
const QUIET: usize = 4;

/// Versions 1 (9 bytes of data or more) to 12, so that counts are written in the widths of both.
const VERSIONS: std::ops::RangeInclusive<i16> = 1..=12;

fuzz_target!(|data: &[u8]| {
    let room = |version: &Version| {
        Bits::new(*version)
            .max_len(EcLevel::M)
            .map_or(0, |bits| bits / 8)
    };
    let Some(version) = VERSIONS
        .map(Version::Normal)
        .find(|version| room(version) >= data.len())
    else {
        return;
    };
    let mut data = data.to_vec();
    data.resize(room(&version), 0);
    let Ok((words, check)) = ec::construct_codewords(&data, version, EcLevel::M) else {
        return;
    };
    let mut canvas = Canvas::new(version, EcLevel::M);
    canvas.draw_all_functional_patterns();
    canvas.draw_data(&words, &check);
    let size = version.width() as usize;
    let colours = canvas.apply_best_mask().into_colors();
    let page = page(size, |x, y| colours[y * size + x] == Color::Dark);
    assert!(page.symbols.len() <= 1);
    for symbol in &page.symbols {
        let matrix = draw(symbol.text.as_bytes());
        let Ok(matrix) = matrix else { continue };
        let again = self::page(matrix.size(), |x, y| matrix.is_dark(x, y));
        assert!(
            again
                .symbols
                .iter()
                .any(|again| *again.text == *symbol.text)
        );
    }
});

fn page(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> Page {
    let side = (size + 2 * QUIET) * MODULE;
    let dark = |at: usize| {
        let (x, y) = (
            (at % side / MODULE).wrapping_sub(QUIET),
            (at / side / MODULE).wrapping_sub(QUIET),
        );
        x < size && y < size && is_dark(x, y)
    };
    let pixels: Vec<u8> = (0..side * side)
        .map(|at| if dark(at) { 0 } else { 255 })
        .collect();
    let picture = Picture::new(side as u32, side as u32, pixels.into(), Layout::Grey)
        .expect("the size of the pixels");
    find(&picture, &Watch::silent()).expect("a search that nobody calls off")
}
