//! The sheet as a picture.

mod label;

use ab_glyph_rasterizer::{Point, Rasterizer, point};
use harfrust::font::glyph::outline::{DrawMemory, DrawOptions, PathSink};
use harfrust::{Font, GlyphId};
use zeroize::Zeroizing;

use crate::face::{Faces, Run, Tone};
use crate::layout::{Mark, pages, rows};
use crate::qr::Modules;
use crate::{Error, MAX_PIXELS, Sheet};

pub use label::Label;

/// The colours of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

/// A drawn sheet.
pub struct Picture {
    /// A PNG file, wiped when dropped.
    pub png: Zeroizing<Vec<u8>>,
    /// Its width in pixels of the screen.
    pub width: u32,
    /// Its height in pixels of the screen.
    pub height: u32,
}

impl Sheet {
    /// Draws the whole sheet, as high as it needs, on a screen with `scale` pixels to a CSS pixel (1 to 4).
    ///
    /// `width` is CSS pixels, margins included (240 to 2,000). Values outside a range count as its nearest end. The same
    /// sheet gives the same picture, byte for byte.
    ///
    /// # Errors
    /// [`Error::TooLong`] past the bounds of a sheet.
    pub fn draw(&self, width: u32, scale: f32, look: Look) -> Result<Picture, Error> {
        let width = width.clamp(240, 2_000) as f32;
        let scale = if scale.is_nan() {
            1.0
        } else {
            scale.clamp(1.0, 4.0)
        };
        let faces = Faces::read()?;
        let rows = rows(self, &faces, width - 2.0 * MARGIN)?;
        let page = pages(rows, f32::INFINITY)
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        let below = page.last().map_or(0.0, |(y, row)| y + row.height);

        let mut canvas = Canvas::new(width * scale, (below + 2.0 * MARGIN) * scale, scale)?;
        for (y, row) in &page {
            for mark in &row.marks {
                canvas.mark(&faces, MARGIN + y, mark, look);
            }
        }
        canvas.encode(look)
    }
}

const MARGIN: f32 = 40.0;

/// How much ink is on each pixel: 0 is bare paper, 255 all ink. The look decides which colours that is.
struct Canvas {
    width: usize,
    height: usize,
    scale: f32,
    ink: Zeroizing<Vec<u8>>,
    raster: Rasterizer,
}

impl Canvas {
    fn new(width: f32, height: f32, scale: f32) -> Result<Self, Error> {
        let (width, height) = (width.ceil() as usize, height.ceil() as usize);
        let pixels = width.saturating_mul(height);
        if pixels > MAX_PIXELS {
            return Err(Error::TooLong);
        }
        Ok(Self {
            width,
            height,
            scale,
            ink: Zeroizing::new(vec![0; pixels]),
            raster: Rasterizer::new(0, 0),
        })
    }

    fn mark(&mut self, faces: &Faces, top: f32, mark: &Mark, look: Look) {
        match mark {
            Mark::Text { x, baseline, run } => self.run(faces, MARGIN + x, top + baseline, run),
            Mark::Line { x, y, width, tone } => self.line(MARGIN + x, top + y, *width, *tone),
            Mark::Box { x, y, side, ticked } => self.square(MARGIN + x, top + y, *side, *ticked),
            Mark::Qr {
                x,
                y,
                side,
                modules,
            } => self.qr(MARGIN + x, top + y, *side, modules, look),
        }
    }

    /// Modules of whole pixels, as many as there is room for, in the middle of it. Where not even one pixel is there for
    /// each, the code runs over its room rather than to lose some.
    fn qr(&mut self, x: f32, y: f32, side: f32, modules: &Modules, look: Look) {
        let room = (side * self.scale) as usize;
        let module = (room / modules.side()).max(1);
        let drawn = module * modules.side();
        let rest = room.saturating_sub(drawn) / 2;
        let at = |length: f32| (length * self.scale).round().max(0.0) as usize + rest;
        let (left, top) = (at(x), at(y));
        // Phones want codes dark on light, also where the sheet is light on dark.
        let (light, dark) = match look {
            Look::Light => (0, 255),
            Look::Dark => (255, 0),
        };
        self.fill(left, top, drawn, drawn, light);
        for (x, y, length) in modules.runs() {
            let (x, y) = (left + x * module, top + y * module);
            self.fill(x, y, length * module, module, dark);
        }
    }

    /// A box to tick, with a cross where it is ticked.
    fn square(&mut self, x: f32, y: f32, side: f32, ticked: bool) {
        let at = |length: f32| (length * self.scale).round().max(0.0) as usize;
        let (left, top, side, thick) = (at(x), at(y), at(side), at(1.0).max(1));
        for (x, y, width, height) in [
            (0, 0, side, thick),
            (0, side, side + thick, thick),
            (0, 0, thick, side),
            (side, 0, thick, side),
        ] {
            self.fill(left + x, top + y, width, height, 255);
        }
        for step in (0..side).filter(|_| ticked) {
            self.fill(left + step, top + step, thick, thick, 255);
            self.fill(left + step, top + side - step, thick, thick, 255);
        }
    }

    /// Sets the ink of a rectangle of pixels, as far as it is on the canvas.
    fn fill(&mut self, left: usize, top: usize, width: usize, height: usize, ink: u8) {
        let right = (left + width).min(self.width);
        let rows = self.ink.chunks_exact_mut(self.width);
        for row in rows.skip(top).take(height) {
            row[left.min(right)..right].fill(ink);
        }
    }

    fn run(&mut self, faces: &Faces, x: f32, baseline: f32, run: &Run) {
        let font = faces.font(run.style.face);
        let em = run.style.size * self.scale;
        // Letters keep their distances; their feet stand on whole pixels, which is sharper.
        let baseline = (baseline * self.scale).round();
        let mut x = x * self.scale;
        for glyph in run.glyphs.iter() {
            let origin = point(x + glyph.dx * em, baseline - glyph.dy * em);
            self.glyph(font, glyph.id, origin, em, run.style.tone);
            x += glyph.advance * em;
        }
    }

    fn glyph(&mut self, font: &Font, id: u16, origin: Point, em: f32, tone: Tone) {
        let Some(outline) = font.outline_glyphs().get(GlyphId::new(id.into())) else {
            return;
        };
        let Ok(extents) = outline.extents() else {
            return;
        };
        let unit = em / f32::from(font.metrics().units_per_em);
        // The rasterizer checks no edges, so its field has a pixel to spare all around.
        let left = (origin.x + extents.x_bearing * unit).floor() - 1.0;
        let top = (origin.y - extents.y_bearing * unit).floor() - 1.0;
        let field = |length: f32| (length * unit).ceil() as usize + 3;
        self.raster
            .reset(field(extents.width), field(extents.height));
        let mut pen = Pen {
            raster: &mut self.raster,
            unit,
            origin: point(origin.x - left, origin.y - top),
            start: point(0.0, 0.0),
            at: point(0.0, 0.0),
        };
        if outline
            .draw(&DrawOptions::new(), DrawMemory::Scratch, &mut pen)
            .is_err()
        {
            return;
        }
        let (width, height) = (self.width, self.height);
        let ink = &mut self.ink;
        self.raster.for_each_pixel_2d(|x, y, covered| {
            let (x, y) = (left + x as f32, top + y as f32);
            if x >= 0.0 && y >= 0.0 && (x as usize) < width && (y as usize) < height {
                cover(
                    &mut ink[y as usize * width + x as usize],
                    covered * tone.ink(),
                );
            }
        });
    }

    fn line(&mut self, x: f32, y: f32, width: f32, tone: Tone) {
        let at = |length: f32| (length * self.scale).round().max(0.0) as usize;
        let thick = at(1.0).max(1);
        let (left, right) = (at(x).min(self.width), at(x + width).min(self.width));
        for row in self
            .ink
            .chunks_exact_mut(self.width)
            .skip(at(y))
            .take(thick)
        {
            for pixel in &mut row[left..right] {
                cover(pixel, tone.ink());
            }
        }
    }

    fn encode(&self, look: Look) -> Result<Picture, Error> {
        let (width, height) = (self.width as u32, self.height as u32);
        let mut png = Zeroizing::new(Vec::with_capacity(self.ink.len() / 8));
        let mut encoder = png::Encoder::new(&mut *png, width, height);
        encoder.set_color(png::ColorType::Indexed);
        encoder.set_depth(png::BitDepth::Eight);
        encoder.set_palette(look.palette());
        let mut writer = encoder.write_header()?;
        writer.write_image_data(&self.ink)?;
        writer.finish()?;
        Ok(Picture { png, width, height })
    }
}

impl Look {
    /// The colour of each amount of ink, from that of the paper to that of the letters.
    fn palette(self) -> Vec<u8> {
        let (paper, ink) = match self {
            Self::Light => ([0xff, 0xff, 0xff], [0x1b, 0x1e, 0x1f]),
            Self::Dark => ([0x17, 0x19, 0x1a], [0xec, 0xee, 0xee]),
        };
        let between = |paper: u32, ink: u32, amount: u32| {
            ((paper * (255 - amount) + ink * amount + 127) / 255) as u8
        };
        let colour =
            |amount| [0, 1, 2].map(|channel: usize| between(paper[channel], ink[channel], amount));
        (0..=255).flat_map(colour).collect()
    }
}

/// Draws an outline in font units, which grow upwards, into the rasterizer, where pixels grow downwards.
struct Pen<'a> {
    raster: &'a mut Rasterizer,
    unit: f32,
    origin: Point,
    start: Point,
    at: Point,
}

impl Pen<'_> {
    fn place(&self, x: f32, y: f32) -> Point {
        point(self.origin.x + x * self.unit, self.origin.y - y * self.unit)
    }
}

impl PathSink for Pen<'_> {
    fn move_to(&mut self, x: f32, y: f32) {
        self.start = self.place(x, y);
        self.at = self.start;
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.place(x, y);
        self.raster.draw_line(self.at, to);
        self.at = to;
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let to = self.place(x, y);
        self.raster.draw_quad(self.at, self.place(cx, cy), to);
        self.at = to;
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let to = self.place(x, y);
        self.raster
            .draw_cubic(self.at, self.place(cx0, cy0), self.place(cx1, cy1), to);
        self.at = to;
    }

    fn close(&mut self) {
        self.raster.draw_line(self.at, self.start);
        self.at = self.start;
    }
}

/// Lays ink (0 to 1, more counts as 1) over what is on the pixel.
fn cover(pixel: &mut u8, ink: f32) {
    let bare = f32::from(255 - *pixel) * (1.0 - ink.min(1.0));
    *pixel = 255 - bare.round() as u8;
}
