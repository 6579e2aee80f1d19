//! QR codes: found in pictures, and drawn.
//!
//! [`read`] takes the bytes of a picture or of a PDF, [`find`] the pixels of a screen or of the clipboard. Both tell all
//! codes with the places of their corners, and both may be called off from another thread through a [`Progress`].
//!
//! A text that is told is what the code says. Where two readings of one code differ, it is counted as doubtful and not
//! told. `docs/design/qr.md` describes the steps.

#![forbid(unsafe_code)]

mod attempt;
mod binarise;
mod classify;
mod draw;
mod error;
mod finders;
mod geometry;
mod grey;
mod grid;
mod load;
mod pdf;
mod picture;
mod pipeline;
mod progress;
mod symbol;
mod triples;

use std::panic::{AssertUnwindSafe, catch_unwind};

use zeroize::Zeroizing;

pub use draw::{Matrix, QUIET_ZONE, TooLong, draw};
pub use error::Error;
pub use pdf::MAX_PAGES;
pub use picture::{Layout, MAX_PIXELS, MAX_SIDE, Picture};
pub use progress::Progress;

/// The codes of a file: one page for a picture, all pages of a PDF in their order.
#[derive(Default)]
pub struct Reading {
    /// The pages.
    pub pages: Vec<Page>,
}

/// The codes of one picture.
#[derive(Default)]
pub struct Page {
    /// The width of the picture, in pixels; of a PDF's page, as it was drawn to be read.
    pub width: u32,
    /// The height of the picture, in pixels.
    pub height: u32,
    /// The codes, from top to bottom.
    pub symbols: Vec<Symbol>,
    /// How many codes gave readings that contradict each other, or are a part of a text whose other parts are missing.
    /// They are not among the symbols.
    pub doubtful: usize,
}

/// One code. It has no `Debug`, because its text is a secret.
pub struct Symbol {
    /// What it says.
    pub text: Zeroizing<String>,
    /// Its corners in pixels of the picture: where its first row begins, then round the clock as the code is printed.
    pub corners: [(f32, f32); 4],
}

/// Reads all codes of an encoded picture (PNG, JPEG, WebP, BMP, the first frame of a GIF) or of a PDF.
///
/// The kind is told by the content. What the file says about its size is believed only up to [`MAX_SIDE`],
/// [`MAX_PIXELS`] and [`MAX_PAGES`], before anything is decoded. Of a picture that was cut off, what is there is read.
///
/// # Errors
///
/// What is wrong with the file, or [`Error::Cancelled`]. That no code was found is not an error.
pub fn read(bytes: &[u8], progress: &Progress) -> Result<Reading, Error> {
    if pdf::is_pdf(bytes) {
        return pdf::read(bytes, progress);
    }
    let picture = load::load(bytes)?;
    Ok(Reading {
        pages: vec![find(&picture, progress)?],
    })
}

/// Finds all codes on a picture.
///
/// # Errors
///
/// [`Error::Cancelled`]; [`Error::Damaged`] should the picture be one that the search fails on.
pub fn find(picture: &Picture, progress: &Progress) -> Result<Page, Error> {
    // Should the search ever fail of itself, that costs one picture and not the program.
    catch_unwind(AssertUnwindSafe(|| pipeline::find(picture, progress)))
        .unwrap_or(Err(Error::Damaged))
}
