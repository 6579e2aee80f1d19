//! A picture in grey.

use zeroize::Zeroizing;

use crate::picture::{Layout, Picture};

/// Grey pixels, row by row.
pub(crate) struct Grey {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Zeroizing<Vec<u8>>,
}

impl Grey {
    /// The picture as an eye sees its brightness, laid on a ground of this grey where it is not opaque.
    pub(crate) fn of(picture: &Picture, ground: u8) -> Self {
        let bytes = picture.pixels.chunks_exact(picture.layout.bytes());
        let pixels = match picture.layout {
            Layout::Grey => picture.pixels.to_vec(),
            Layout::Rgb => bytes.map(|p| luma(p[0], p[1], p[2])).collect(),
            Layout::Bgrx => bytes.map(|p| luma(p[2], p[1], p[0])).collect(),
            Layout::Rgba => bytes
                .map(|p| over(luma(p[0], p[1], p[2]), p[3], ground))
                .collect(),
            Layout::Bgra => bytes
                .map(|p| over(luma(p[2], p[1], p[0]), p[3], ground))
                .collect(),
        };
        Self {
            width: picture.width as usize,
            height: picture.height as usize,
            pixels: Zeroizing::new(pixels),
        }
    }
}

/// Brightness after ITU-R BT.601, in 1024ths.
fn luma(red: u8, green: u8, blue: u8) -> u8 {
    ((306 * u32::from(red) + 601 * u32::from(green) + 117 * u32::from(blue) + 512) >> 10) as u8
}

fn over(value: u8, opacity: u8, ground: u8) -> u8 {
    if opacity == 255 {
        return value;
    }
    let opacity = u32::from(opacity);
    ((u32::from(value) * opacity + u32::from(ground) * (255 - opacity) + 127) / 255) as u8
}
