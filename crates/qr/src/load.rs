//! Pictures out of files.

use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use image::metadata::Orientation;
use image::{ColorType, ImageDecoder, ImageReader, Limits};
use zeroize::Zeroizing;

use crate::picture::{Layout, Picture, check_size};
use crate::{Error, MAX_SIDE};

/// How much memory a decoder may take besides the picture itself, in bytes.
const DECODER_MEMORY: u64 = 192 << 20;

/// Decodes a picture: 8 bits a channel, upright, its first frame if it has several.
///
/// Of a picture that breaks off, the part that is there is given, on white.
pub(crate) fn load(bytes: &[u8]) -> Result<Picture, Error> {
    catch_unwind(AssertUnwindSafe(|| decode(bytes))).unwrap_or(Err(Error::Damaged))
}

fn decode(bytes: &[u8]) -> Result<Picture, Error> {
    let mut reader = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .map_err(|_| Error::UnknownFormat)?;
    if reader.format().is_none() {
        return Err(Error::UnknownFormat);
    }
    let mut limits = Limits::no_limits();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(DECODER_MEMORY);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| refusal(&error))?;
    let (width, height) = decoder.dimensions();
    check_size(width, height)?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let colour = decoder.color_type();
    let length = usize::try_from(decoder.total_bytes()).map_err(|_| Error::TooLarge)?;
    let mut pixels = Zeroizing::new(vec![UNTOUCHED; length]);
    if let Err(error) = decoder.read_image(&mut pixels)
        && pixels.iter().all(|&byte| byte == UNTOUCHED)
    {
        return Err(refusal(&error));
    }
    let layout = eight_bits(&mut pixels, colour)?;
    let picture = Picture::new(width, height, pixels, layout)?;
    Ok(upright(picture, orientation))
}

/// What a picture is filled with before it is decoded: white, and opaque where there is opacity.
const UNTOUCHED: u8 = 255;

/// What a decoder's complaint means.
fn refusal(error: &image::ImageError) -> Error {
    match error {
        image::ImageError::Limits(_) => Error::TooLarge,
        image::ImageError::Unsupported(_) => Error::UnknownFormat,
        _ => Error::Damaged,
    }
}

/// Brings the pixels to a layout that is known here, in place: the memory of a large picture is taken only once.
fn eight_bits(pixels: &mut Vec<u8>, colour: ColorType) -> Result<Layout, Error> {
    let high = |pixels: &mut Vec<u8>| {
        keep(pixels, 2, 1, |from| {
            [u16::from_ne_bytes([from[0], from[1]]).to_be_bytes()[0]]
        });
    };
    match colour {
        ColorType::L16 | ColorType::La16 | ColorType::Rgb16 | ColorType::Rgba16 => high(pixels),
        _ => {}
    }
    Ok(match colour {
        ColorType::L8 | ColorType::L16 => Layout::Grey,
        ColorType::Rgb8 | ColorType::Rgb16 => Layout::Rgb,
        ColorType::Rgba8 | ColorType::Rgba16 => Layout::Rgba,
        ColorType::La8 | ColorType::La16 => {
            *pixels = pixels
                .chunks_exact(2)
                .flat_map(|from| [from[0], from[0], from[0], from[1]])
                .collect();
            Layout::Rgba
        }
        _ => return Err(Error::UnknownFormat),
    })
}

/// Makes `to` bytes of each `from` bytes, `to` being the smaller number.
fn keep<const TO: usize>(
    pixels: &mut Vec<u8>,
    from: usize,
    to: usize,
    pick: impl Fn(&[u8]) -> [u8; TO],
) {
    let count = pixels.len() / from;
    for index in 0..count {
        let picked = pick(&pixels[index * from..(index + 1) * from]);
        pixels[index * to..(index + 1) * to].copy_from_slice(&picked);
    }
    pixels.truncate(count * to);
}

/// Turns a photograph as its camera says it was held.
fn upright(picture: Picture, orientation: Orientation) -> Picture {
    let (width, height) = (picture.width as usize, picture.height as usize);
    let place: fn(usize, usize, usize, usize) -> (usize, usize) = match orientation {
        Orientation::NoTransforms => return picture,
        Orientation::FlipHorizontal => |x, y, w, _| (w - 1 - x, y),
        Orientation::Rotate180 => |x, y, w, h| (w - 1 - x, h - 1 - y),
        Orientation::FlipVertical => |x, y, _, h| (x, h - 1 - y),
        Orientation::Rotate90FlipH => |x, y, _, _| (y, x),
        Orientation::Rotate90 => |x, y, _, h| (h - 1 - y, x),
        Orientation::Rotate270FlipH => |x, y, w, h| (h - 1 - y, w - 1 - x),
        Orientation::Rotate270 => |x, y, w, _| (y, w - 1 - x),
    };
    let turned = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let bytes = picture.layout.bytes();
    let (new_width, new_height) = if turned {
        (height, width)
    } else {
        (width, height)
    };
    let mut pixels = Zeroizing::new(vec![0; picture.pixels.len()]);
    for (y, row) in picture.pixels.chunks_exact(width * bytes).enumerate() {
        for (x, pixel) in row.chunks_exact(bytes).enumerate() {
            let (to_x, to_y) = place(x, y, width, height);
            let at = (to_y * new_width + to_x) * bytes;
            pixels[at..at + bytes].copy_from_slice(pixel);
        }
    }
    Picture {
        width: new_width as u32,
        height: new_height as u32,
        pixels,
        layout: picture.layout,
    }
}
