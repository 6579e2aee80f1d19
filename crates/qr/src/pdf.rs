//! The pages of a PDF, drawn and searched.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::page::Page as PdfPage;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use zeroize::Zeroizing;

use crate::picture::{Layout, Picture};
use crate::{Error, Progress, Reading, find};

/// How many pages are read.
pub const MAX_PAGES: usize = 100;

/// A page is drawn at 200 dots to the inch, at which a code of 2 cm on paper has modules of several pixels ...
const SCALE: f32 = 200.0 / 72.0;

/// ... unless that makes more pixels than this.
const PAGE_PIXELS: f32 = 8_000_000.0;

/// The longest side of a page as it is drawn, in pixels.
const PAGE_SIDE: f32 = 8_000.0;

/// How far into a file a PDF may begin.
const PREAMBLE: usize = 1024;

/// The stack of the thread that draws: hostile files nest.
const STACK: usize = 64 << 20;

/// How soon a search that was called off ends, at the latest.
const PATIENCE: Duration = Duration::from_millis(30);

/// Whether these bytes begin as a PDF does.
pub(crate) fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(PREAMBLE)]
        .windows(5)
        .any(|five| five == b"%PDF-")
}

/// Reads all pages.
///
/// Drawing cannot be interrupted, so it happens on a thread of its own, which is left behind when the search is called
/// off, and ends by itself after the page that it is drawing.
pub(crate) fn read(bytes: &[u8], progress: &Progress) -> Result<Reading, Error> {
    let (sender, receiver) = mpsc::sync_channel(1);
    let document = bytes.to_vec();
    thread::Builder::new()
        .name("pdf".to_owned())
        .stack_size(STACK)
        .spawn(move || {
            // When nobody listens any more, there is nobody to tell.
            let drawn = catch_unwind(AssertUnwindSafe(|| draw(document, &sender)));
            let _ = sender.send(drawn.unwrap_or(Err(Error::PdfDamaged)).map(|()| Drawn::End));
        })
        .map_err(|_| Error::PdfDamaged)?;
    let mut reading = Reading::default();
    loop {
        progress.check()?;
        match receiver.recv_timeout(PATIENCE) {
            Ok(drawn) => match drawn? {
                Drawn::Page { picture, index, of } => {
                    reading
                        .pages
                        .push(find(&picture, &progress.part(index, of))?);
                }
                Drawn::End => return Ok(reading),
            },
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => return Err(Error::PdfDamaged),
        }
    }
}

/// What the thread that draws tells.
enum Drawn {
    Page {
        picture: Picture,
        index: usize,
        of: usize,
    },
    End,
}

fn draw(document: Vec<u8>, sender: &mpsc::SyncSender<Result<Drawn, Error>>) -> Result<(), Error> {
    let pdf = Pdf::new(document).map_err(|error| match error {
        LoadPdfError::Decryption(_) => Error::PdfLocked,
        LoadPdfError::Invalid => Error::PdfDamaged,
    })?;
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Error::PdfDamaged);
    }
    if pages.len() > MAX_PAGES {
        return Err(Error::TooManyPages);
    }
    for (index, page) in pages.iter().enumerate() {
        let picture = draw_page(page)?;
        if sender
            .send(Ok(Drawn::Page {
                picture,
                index,
                of: pages.len(),
            }))
            .is_err()
        {
            break;
        }
    }
    Ok(())
}

/// Draws a page on white. Letters are drawn only in fonts that the document brings.
fn draw_page(page: &PdfPage<'_>) -> Result<Picture, Error> {
    let (width, height) = page.render_dimensions();
    if !(width >= 1.0 && height >= 1.0) {
        return Err(Error::PdfDamaged);
    }
    let scale = SCALE
        .min((PAGE_PIXELS / (width * height)).sqrt())
        .min(PAGE_SIDE / width.max(height));
    let settings = PixmapSettings {
        x_scale: scale,
        y_scale: scale,
        bg_color: WHITE,
    };
    let cache = RenderCache::new();
    let drawn = render(
        page,
        &cache,
        &InterpreterSettings::default(),
        &RenderSettings::default(),
        &settings,
    );
    let (width, height) = (u32::from(drawn.width()), u32::from(drawn.height()));
    let pixels = Zeroizing::new(
        drawn
            .data()
            .iter()
            .flat_map(|pixel| [pixel.r, pixel.g, pixel.b])
            .collect(),
    );
    Picture::new(width, height, pixels, Layout::Rgb)
}
