//! Reads any bytes as a picture or a PDF; and takes them for the pixels of a small picture, so that the search is reached
//! without a valid file. Whatever they are, it ends, within the limits.

#![no_main]

use keyrack_qr::{Layout, Picture, Watch, find, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = read(bytes, &Watch::silent());
    let Some((&width, pixels)) = bytes.split_first() else { return };
    let width = usize::from(width).max(1);
    let height = pixels.len() / width;
    let pixels = pixels[..width * height].to_vec();
    if let Ok(picture) = Picture::new(width as u32, height as u32, pixels.into(), Layout::Grey) {
        let page = find(&picture, &Watch::silent());
        assert!(page.is_ok());
    }
});
