//! Takes any bytes for the pixels of a small picture, so that the search is reached without a valid file. The first byte
//! is its width, the second how many pixels each byte is wide and high.

#![no_main]

use keyrack_qr::{Layout, Picture, Watch, find};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [width, scale, pixels @ ..] = bytes else {
        return;
    };
    let (width, scale) = (usize::from(*width).max(1), usize::from(scale % 4) + 1);
    let rows: Vec<&[u8]> = pixels.chunks_exact(width).collect();
    let enlarged: Vec<u8> = (0..rows.len() * scale)
        .flat_map(|y| (0..width * scale).map(move |x| (x, y)))
        .map(|(x, y)| rows[y / scale][x / scale])
        .collect();
    let (width, height) = ((width * scale) as u32, (rows.len() * scale) as u32);
    if let Ok(picture) = Picture::new(width, height, enlarged.into(), Layout::Grey) {
        assert!(find(&picture, &Watch::silent()).is_ok());
    }
});
