//! What the formats of pictures can hold besides plain pixels.

use std::io::Write as _;

use image::codecs::gif::GifEncoder;
use image::{DynamicImage, ImageFormat};
use keyrack_qr::{Page, Progress, read};

use crate::bad::crc;
use crate::canvas::{Canvas, Code, encode, texts};

const TEXT: &str = "what is there";

/// A code in the left part of a picture that is not square.
fn canvas() -> Canvas {
    Canvas::new(160, 128, 255.0).code(Code::new(TEXT, 4.0, (64.0, 64.0)))
}

fn page(file: &[u8]) -> Page {
    let mut reading = read(file, &Progress::silent()).unwrap();
    assert_eq!(reading.pages.len(), 1);
    reading.pages.remove(0)
}

#[test]
fn colours_of_print_are_read() {
    let page = page(include_bytes!("../data/cmyk.jpg"));
    assert_eq!((page.width, page.height), (184, 184));
    assert_eq!(texts(&page), ["cmyk"]);
}

#[test]
fn of_an_animation_the_first_picture_is_read() {
    let other = Canvas::new(160, 128, 255.0).code(Code::new("second", 4.0, (64.0, 64.0)));
    let frames = [canvas(), other].map(|canvas| DynamicImage::ImageLuma8(canvas.image()));
    let mut gif = Vec::new();
    GifEncoder::new(&mut gif)
        .encode_frames(
            frames
                .iter()
                .map(|frame| image::Frame::new(frame.to_rgba8())),
        )
        .unwrap();
    assert_eq!(texts(&page(&gif)), [TEXT]);
    assert_eq!(texts(&page(&animated_webp(&frames))), [TEXT]);
}

#[test]
fn palettes_are_read_with_what_is_transparent_in_them() {
    let canvas = canvas();
    // Where only the light colour is opaque, the code is what is not there; and the other way round.
    let palette = chunk(b"PLTE", &[255, 255, 255, 20, 30, 90]);
    for opacity in [[255, 255], [255, 0], [0, 255]] {
        let extra = [palette.clone(), chunk(b"tRNS", &opacity)].concat();
        for depth in [1, 2, 4, 8] {
            for interlaced in [false, true] {
                let file = png(&canvas, depth, 3, interlaced, &extra);
                assert_eq!(
                    texts(&page(&file)),
                    [TEXT],
                    "{opacity:?} {depth} {interlaced}"
                );
            }
        }
    }
}

#[test]
fn every_depth_of_grey_is_read_in_order_and_interlaced() {
    for depth in [1, 2, 4, 8, 16] {
        for interlaced in [false, true] {
            let file = png(&canvas(), depth, 0, interlaced, &[]);
            assert_eq!(texts(&page(&file)), [TEXT], "{depth} {interlaced}");
        }
    }
}

#[test]
fn an_interlaced_picture_that_breaks_off_is_read_or_not_but_never_wrongly() {
    let file = png(&canvas(), 8, 0, true, &[]);
    for hundredth in 0..100 {
        let cut = &file[..file.len() * hundredth / 100];
        if let Ok(reading) = read(cut, &Progress::silent()) {
            let texts = texts(&reading.pages[0]);
            assert!(texts.is_empty() || texts == [TEXT], "{texts:?}");
        }
    }
}

#[test]
fn each_way_to_hold_a_camera_is_undone() {
    let upright = DynamicImage::ImageLuma8(canvas().image());
    // How what is upright lies in the file, for each number that EXIF has for it.
    let lying: [DynamicImage; 8] = [
        upright.clone(),
        upright.fliph(),
        upright.rotate180(),
        upright.flipv(),
        upright.rotate90().fliph(),
        upright.rotate270(),
        upright.rotate90().flipv(),
        upright.rotate90(),
    ];
    for (number, lying) in (1u8..).zip(lying) {
        let jpeg = encode(&lying, ImageFormat::Jpeg);
        let exif = [
            b"\xff\xe1\x00\x22Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0",
            &[number, 0, 0, 0, 0, 0, 0][..],
        ]
        .concat();
        let page = page(&[&jpeg[..2], &exif, &jpeg[2..]].concat());
        assert_eq!((page.width, page.height), (160, 128), "{number}");
        assert_eq!(texts(&page), [TEXT], "{number}");
        // The first corner is that at the top left, and the second follows the clock.
        let [first, second, ..] = page.symbols[0].corners;
        assert!(first.0 < 40.0 && first.1 < 40.0, "{number}: {first:?}");
        assert!(second.0 > 80.0 && second.1 < 40.0, "{number}: {second:?}");
    }
}

#[test]
fn what_breaks_off_anywhere_is_read_or_not_but_never_wrongly() {
    let grey = DynamicImage::ImageLuma8(canvas().image());
    let colours = DynamicImage::ImageRgba8(grey.to_rgba8());
    for format in [
        ImageFormat::Png,
        ImageFormat::Jpeg,
        ImageFormat::WebP,
        ImageFormat::Gif,
        ImageFormat::Bmp,
    ] {
        let picture = if format == ImageFormat::Jpeg {
            &grey
        } else {
            &colours
        };
        let file = encode(picture, format);
        for hundredth in 0..100 {
            let cut = &file[..file.len() * hundredth / 100];
            if let Ok(reading) = read(cut, &Progress::silent()) {
                let texts = texts(&reading.pages[0]);
                assert!(texts.is_empty() || texts == [TEXT], "{format:?} {texts:?}");
            }
        }
    }
}

/// A PNG of dark and light: as numbers 1 and 0 of a palette (colour 3), else as grey (colour 0).
fn png(canvas: &Canvas, depth: u8, colour: u8, interlaced: bool, extra: &[u8]) -> Vec<u8> {
    /// Where each pass of an interlaced picture begins, and how far it steps.
    const PASSES: [[usize; 4]; 7] = [
        [0, 0, 8, 8],
        [4, 0, 8, 8],
        [0, 4, 4, 8],
        [2, 0, 4, 4],
        [0, 2, 2, 4],
        [1, 0, 2, 2],
        [0, 1, 1, 2],
    ];
    let passes = if interlaced {
        &PASSES[..]
    } else {
        &[[0, 0, 1, 1]]
    };
    let dark = canvas.pixels.iter().map(|&value| value < 128.0);
    let dark: Vec<bool> = dark.collect();
    let most = (1u32 << depth) - 1;
    let mut rows = Vec::new();
    for &[left, top, right, down] in passes {
        for y in (top..canvas.height).step_by(down) {
            // No filter; then each pixel in its bits.
            rows.push(0);
            let mut row = vec![false; 0];
            for x in (left..canvas.width).step_by(right) {
                let is_dark = dark[y * canvas.width + x];
                let value = match colour {
                    3 => u32::from(is_dark),
                    _ if is_dark => 0,
                    _ => most,
                };
                row.extend((0..depth).rev().map(|bit| value >> bit & 1 == 1));
            }
            rows.extend(row.chunks(8).map(|bits| {
                let byte = bits.iter().fold(0, |byte, &bit| byte << 1 | u8::from(bit));
                byte << (8 - bits.len())
            }));
        }
    }
    let mut header = Vec::new();
    header.extend((canvas.width as u32).to_be_bytes());
    header.extend((canvas.height as u32).to_be_bytes());
    header.extend([depth, colour, 0, 0, interlaced.into()]);
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &header),
        extra.to_vec(),
        chunk(b"IDAT", &stored(&rows)),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let named = [name, content].concat();
    let mut chunk = (content.len() as u32).to_be_bytes().to_vec();
    chunk.extend(&named);
    chunk.extend(crc(&named).to_be_bytes());
    chunk
}

/// A zlib stream that is not compressed.
fn stored(bytes: &[u8]) -> Vec<u8> {
    let mut stream = vec![0x78, 0x01];
    let mut blocks = bytes.chunks(0xffff).peekable();
    while let Some(block) = blocks.next() {
        let length = block.len() as u16;
        stream.push(blocks.peek().is_none().into());
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.write_all(block).unwrap();
    }
    let (a, b) = bytes.iter().fold((1u32, 0u32), |(a, b), &byte| {
        let a = (a + u32::from(byte)) % 65_521;
        (a, (a + b) % 65_521)
    });
    stream.extend((b << 16 | a).to_be_bytes());
    stream
}

/// A WebP whose frames each fill the picture.
fn animated_webp(frames: &[DynamicImage]) -> Vec<u8> {
    let three = |value: u32| value.to_le_bytes()[..3].to_vec();
    let chunk = |name: &[u8; 4], content: Vec<u8>| {
        let padding = content.len() % 2;
        let mut chunk = [&name[..], &(content.len() as u32).to_le_bytes(), &content].concat();
        chunk.resize(chunk.len() + padding, 0);
        chunk
    };
    let size = [three(frames[0].width() - 1), three(frames[0].height() - 1)].concat();
    let mut content = b"WEBP".to_vec();
    content.extend(chunk(b"VP8X", [vec![0x02, 0, 0, 0], size.clone()].concat()));
    content.extend(chunk(b"ANIM", vec![255, 255, 255, 255, 0, 0]));
    for frame in frames {
        let file = encode(&DynamicImage::ImageRgb8(frame.to_rgb8()), ImageFormat::WebP);
        // Behind "RIFF", the length and "WEBP" stands the picture.
        let frame = [
            vec![0; 6],
            size.clone(),
            three(100),
            vec![0],
            file[12..].to_vec(),
        ];
        content.extend(chunk(b"ANMF", frame.concat()));
    }
    chunk(b"RIFF", content)
}
