//! Sheets of paper: secrets laid out, drawn as a picture and written as a PDF.
//!
//! * [`Sheet`] is a list of blocks: titles, paragraphs, fields, numbered groups of a key, QR codes;
//! * [`Sheet::draw`] gives a [`Picture`] for a window, so that no web page ever holds the words;
//! * [`Sheet::pdf`] gives the same sheet on A4, its text selectable, its fonts inside.
//!
//! One layout feeds both. Lengths are CSS pixels, 1/96 inch, unless something else is said.
//!
//! Text runs from left to right and direction marks are left out, so that what stands on the sheet stands in the order
//! in which it is stored. A character without a shape in the built-in fonts, which have Latin, Greek and Cyrillic, is
//! drawn as a box.
//!
//! # What stays in memory
//! The words, the laid-out glyphs, the pixels and both results are wiped when dropped. The crates that shape text,
//! deflate and write PDF objects free their buffers without wiping them. A program that draws secrets therefore
//! installs an allocator that wipes what it frees.

#![forbid(unsafe_code)]

mod face;
mod layout;
mod pdf;
mod picture;
mod qr;
mod sheet;
mod words;

pub use picture::{Label, Look, Picture};
pub use qr::Qr;
pub use sheet::{Code, Error, MAX_PAGES, MAX_PIXELS, MAX_TEXT, Sheet};
