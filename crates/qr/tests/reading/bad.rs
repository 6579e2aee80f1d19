//! Bad pictures: a clear error or what is there, never a wrong text, a panic or all of the memory.

use keyrack_qr::{Error, Progress, read};

use crate::canvas::{Canvas, Code, texts};

fn error(bytes: &[u8]) -> Option<Error> {
    read(bytes, &Progress::silent()).err()
}

#[test]
fn what_is_no_picture_is_refused() {
    assert_eq!(error(b""), Some(Error::UnknownFormat));
    assert_eq!(error(b"hello, world"), Some(Error::UnknownFormat));
    assert_eq!(error(&[0; 4096]), Some(Error::UnknownFormat));
    assert_eq!(error(b"\x89PNG\r\n\x1a\n"), Some(Error::Damaged));
    assert_eq!(error(b"\xff\xd8\xff\xe0"), Some(Error::Damaged));
    assert_eq!(error(b"%PDF-1.7\nhello"), Some(Error::PdfDamaged));
}

#[test]
fn a_size_that_is_claimed_is_refused_before_it_is_taken() {
    for (width, height) in [
        (50_000u32, 50_000u32),
        (u32::MAX >> 1, 1),
        (40_000, 1),
        (6_400, 6_400),
    ] {
        let mut header = Vec::from(*b"\x89PNG\r\n\x1a\n");
        let mut chunk = Vec::from(*b"IHDR");
        chunk.extend(width.to_be_bytes());
        chunk.extend(height.to_be_bytes());
        chunk.extend([8, 2, 0, 0, 0]);
        header.extend(13u32.to_be_bytes());
        header.extend(&chunk);
        header.extend(crc(&chunk).to_be_bytes());
        header.extend(*b"\0\0\0\x0aIDAT\x78\x9c\x63\x60\x60\x60\x00\x00\x00\x04\x00\x01");
        let error = error(&header);
        assert!(
            matches!(error, Some(Error::TooLarge | Error::Damaged)),
            "{width} x {height}: {error:?}"
        );
        assert!(
            width == u32::MAX >> 1 || error == Some(Error::TooLarge),
            "{width} x {height}: {error:?}"
        );
    }
    let mut bmp = Vec::from(*b"BM\0\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0");
    bmp.extend(50_000u32.to_le_bytes());
    bmp.extend(50_000u32.to_le_bytes());
    bmp.extend([1, 0, 24, 0]);
    bmp.extend([0; 24]);
    assert_eq!(error(&bmp), Some(Error::TooLarge));
}

#[test]
fn a_tiny_picture_has_no_codes() {
    for side in [1, 2, 3, 7, 20] {
        let canvas = Canvas::new(side, side, 0.0);
        assert!(
            read(&canvas.png(), &Progress::silent()).unwrap().pages[0]
                .symbols
                .is_empty()
        );
    }
    for (width, height) in [(1, 3_000), (3_000, 1), (9, 2_000)] {
        assert!(Canvas::new(width, height, 128.0).find().symbols.is_empty());
    }
}

#[test]
fn of_a_picture_that_breaks_off_the_rest_is_read() {
    let canvas = Canvas::new(300, 900, 255.0).code(Code::new("what is there", 4.0, (150.0, 150.0)));
    let noise = canvas.changed(|x, y, value| {
        if y < 300 {
            value
        } else {
            ((x * 7919 + y * 104_729) % 251) as f32
        }
    });
    let png = noise.png();
    let reading = read(&png[..png.len() / 2], &Progress::silent()).unwrap();
    assert_eq!(texts(&reading.pages[0]), ["what is there"]);
}

#[test]
fn any_cut_and_any_flipped_byte_ends_well() {
    let png = Canvas::new(120, 120, 255.0)
        .code(Code::new("cut", 3.0, (60.0, 60.0)))
        .png();
    let jpeg = crate::canvas::encode(
        &image::DynamicImage::ImageLuma8(
            Canvas::new(120, 120, 255.0)
                .code(Code::new("cut", 3.0, (60.0, 60.0)))
                .image(),
        ),
        image::ImageFormat::Jpeg,
    );
    for file in [&png, &jpeg] {
        for at in (0..file.len()).step_by(file.len() / 40 + 1) {
            let mut flipped = file.to_vec();
            flipped[at] ^= 0x55;
            for bytes in [&file[..at], &flipped] {
                if let Ok(reading) = read(bytes, &Progress::silent()) {
                    let texts = texts(&reading.pages[0]);
                    assert!(texts.is_empty() || texts == ["cut"], "{texts:?}");
                }
            }
        }
    }
}

#[test]
fn what_only_looks_like_a_code_is_not_read() {
    // The patterns of a code, and noise where its data should be.
    let canvas =
        Canvas::new(300, 300, 255.0).code(Code::new(&"x".repeat(100), 4.0, (150.0, 150.0)));
    let noise = |x: usize, y: usize| {
        ((x / 4 * 7919 + y / 4 * 104_729 + (x / 4) * (y / 4) * 31) % 7 < 3) as u8
    };
    let decoy = canvas.changed(|x, y, value| {
        let inside = (106..194).contains(&x) && (106..194).contains(&y);
        if inside {
            255.0 * f32::from(noise(x, y))
        } else {
            value
        }
    });
    assert!(decoy.find().symbols.is_empty());
    let stripes = Canvas::new(400, 400, 255.0).changed(|x, _, _| {
        if [0, 2, 3, 4, 6].contains(&(x / 4 % 8)) {
            0.0
        } else {
            255.0
        }
    });
    assert!(stripes.find().symbols.is_empty());
    let rings = Canvas::new(400, 400, 255.0).changed(|x, y, _| {
        let ring = x.abs_diff(200).max(y.abs_diff(200)) / 5;
        if ring % 2 == 0 { 0.0 } else { 255.0 }
    });
    assert!(rings.find().symbols.is_empty());
}

#[test]
fn a_search_can_be_called_off() {
    let canvas = Canvas::new(300, 300, 255.0).code(Code::new("stop", 4.0, (150.0, 150.0)));
    let progress = Progress::silent();
    progress.cancel();
    assert_eq!(read(&canvas.png(), &progress).err(), Some(Error::Cancelled));
    assert_eq!(
        read(b"%PDF-1.7\nhello", &progress).err(),
        Some(Error::Cancelled)
    );
}

/// The check sum of a chunk (CRC-32).
pub fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |mut crc, &byte| {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = crc >> 1 ^ if crc & 1 == 1 { 0xedb8_8320 } else { 0 };
        }
        crc
    })
}
