//! The sheet as a PDF (ISO 32000).

use std::collections::BTreeMap;

use harfrust::Font;
use miniz_oxide::deflate::compress_to_vec_zlib;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Content, Filter, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use zeroize::Zeroizing;

use crate::face::{Face, Faces, Run, Style, Tone};
use crate::layout::{Mark, Row, pages, rows};
use crate::qr::Modules;
use crate::{Error, MAX_PAGES, Sheet};

impl Sheet {
    /// Writes the sheet as a PDF on A4 paper, black on white, in as many pages as it needs.
    ///
    /// The text can be selected and copied; `language` (BCP 47) tells programs that read aloud how it sounds. `title` is
    /// what viewers show above the page, never a secret. There is no date and no random number in it: the same sheet
    /// gives the same file.
    ///
    /// # Errors
    /// [`Error::TooLong`] past the bounds of a sheet.
    pub fn pdf(&self, title: &str, language: &str) -> Result<Zeroizing<Vec<u8>>, Error> {
        let faces = Faces::read()?;
        let rows = rows(self, &faces, WIDTH - 2.0 * MARGIN)?;
        let pages = pages(rows, HEIGHT - 2.0 * MARGIN);
        if pages.len() > MAX_PAGES {
            return Err(Error::TooLong);
        }

        let mut refs = (1..).map(Ref::new);
        let mut fresh = || refs.next().unwrap_or(Ref::new(i32::MAX));
        let (catalog, tree, info) = (fresh(), fresh(), fresh());
        let mut pdf = Pdf::new();
        pdf.catalog(catalog)
            .pages(tree)
            .lang(TextStr(language))
            .viewer_preferences()
            .display_doc_title(true);
        pdf.document_info(info).title(TextStr(title));

        let fonts = Face::ALL.map(|face| (face, fresh()));
        for (face, font) in fonts {
            embed(&mut pdf, &faces, face, font, &mut fresh);
        }
        let total = pages.len();
        let mut kids = Vec::new();
        for (number, rows) in (1..).zip(&pages) {
            let (page, content) = (fresh(), fresh());
            let drawn = draw(&faces, rows, (number, total))?;
            let deflated = Zeroizing::new(compress_to_vec_zlib(&drawn, LEVEL));
            pdf.stream(content, &deflated).filter(Filter::FlateDecode);
            let mut page_dict = pdf.page(page);
            page_dict
                .parent(tree)
                .media_box(Rect::new(0.0, 0.0, WIDTH * POINT, HEIGHT * POINT))
                .contents(content);
            let mut resources = page_dict.resources();
            let mut named = resources.fonts();
            for (face, font) in fonts {
                named.pair(Name(face.name().as_bytes()), font);
            }
            named.finish();
            resources.finish();
            page_dict.finish();
            kids.push(page);
        }
        pdf.pages(tree).count(total as i32).kids(kids);
        Ok(Zeroizing::new(pdf.finish()))
    }
}

/// A PDF's unit, 1/72 inch, in a CSS pixel.
const POINT: f32 = 0.75;
/// A4, and a margin of 22 mm, which every printer can print and a punch can pierce.
const WIDTH: f32 = 210.0 / 25.4 * 96.0;
const HEIGHT: f32 = 297.0 / 25.4 * 96.0;
const MARGIN: f32 = 22.0 / 25.4 * 96.0;
/// The thickness of lines.
const HAIR: f32 = 0.75;
/// How hard deflate tries, 0 to 10.
const LEVEL: u8 = 9;

const FOLIO: Style = Style {
    face: Face::Regular,
    size: 11.0,
    line: 16.0,
    tone: Tone::Soft,
};

const UNICODE: SystemInfo<'_> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// The marks of a page, and its number if there are several.
fn draw(
    faces: &Faces,
    rows: &[(f32, Row)],
    (number, total): (usize, usize),
) -> Result<Zeroizing<Vec<u8>>, Error> {
    let mut content = Content::new();
    for (y, row) in rows {
        for mark in &row.marks {
            match mark {
                Mark::Text { x, baseline, run } => {
                    write(&mut content, faces, MARGIN + x, MARGIN + y + baseline, run);
                }
                Mark::Line {
                    x,
                    y: below,
                    width,
                    tone,
                } => {
                    let top = MARGIN + y + below;
                    content
                        .set_fill_gray(1.0 - tone.ink())
                        .rect(
                            (MARGIN + x) * POINT,
                            (HEIGHT - top - HAIR) * POINT,
                            width * POINT,
                            HAIR * POINT,
                        )
                        .fill_nonzero();
                }
                Mark::Box {
                    x,
                    y: below,
                    side,
                    ticked,
                } => square(&mut content, MARGIN + x, MARGIN + y + below, *side, *ticked),
                Mark::Qr {
                    x,
                    y: below,
                    side,
                    modules,
                } => qr(&mut content, MARGIN + x, MARGIN + y + below, *side, modules),
            }
        }
    }
    if total > 1 {
        let run = faces.run(&format!("{number}/{total}"), FOLIO)?;
        let x = WIDTH - MARGIN - run.width();
        write(&mut content, faces, x, HEIGHT - MARGIN / 2.0, &run);
    }
    Ok(Zeroizing::new(content.finish().into_vec()))
}

/// A box to tick, with a cross where it is ticked.
fn square(content: &mut Content, x: f32, y: f32, side: f32, ticked: bool) {
    let (left, right) = (x * POINT, (x + side) * POINT);
    let (top, bottom) = ((HEIGHT - y) * POINT, (HEIGHT - y - side) * POINT);
    content
        .set_stroke_gray(0.0)
        .set_line_width(HAIR * POINT)
        .rect(left, bottom, side * POINT, side * POINT)
        .stroke();
    if ticked {
        content
            .move_to(left, bottom)
            .line_to(right, top)
            .move_to(left, top)
            .line_to(right, bottom)
            .stroke();
    }
}

/// A code as one shape, so that no hair of light shows between its modules.
fn qr(content: &mut Content, x: f32, y: f32, side: f32, modules: &Modules) {
    let module = side / modules.side() as f32;
    content.set_fill_gray(0.0);
    for (column, row, length) in modules.runs() {
        let (left, below) = (x + column as f32 * module, y + (row + 1) as f32 * module);
        content.rect(
            left * POINT,
            (HEIGHT - below) * POINT,
            length as f32 * module * POINT,
            module * POINT,
        );
    }
    if modules.runs().next().is_some() {
        content.fill_nonzero();
    }
}

/// One line of text. The left end of its baseline is given in CSS pixels from the left upper corner of the page.
fn write(content: &mut Content, faces: &Faces, x: f32, baseline: f32, run: &Run) {
    let Style {
        face, size, tone, ..
    } = run.style;
    content
        .set_fill_gray(1.0 - tone.ink())
        .begin_text()
        .set_font(Name(face.name().as_bytes()), size * POINT)
        .set_text_matrix([1.0, 0.0, 0.0, 1.0, x * POINT, (HEIGHT - baseline) * POINT]);
    // Where the glyph belongs, and where the viewer would put it by the widths of the font alone.
    let (mut ours, mut theirs) = (0.0, 0.0);
    for glyphs in run.glyphs.chunk_by(|a, b| a.dy == b.dy) {
        content.set_rise(glyphs[0].dy * size * POINT);
        let mut shown = content.show_positioned();
        let mut items = shown.items();
        let mut codes = Zeroizing::new(Vec::with_capacity(glyphs.len() * 2));
        for glyph in glyphs {
            let off = ours + glyph.dx - theirs;
            if off.abs() > 0.0005 {
                if !codes.is_empty() {
                    items.show(Str(&codes));
                    codes.clear();
                }
                items.adjust(-1000.0 * off);
                theirs += off;
            }
            codes.extend(glyph.id.to_be_bytes());
            ours += glyph.advance;
            theirs += faces.advance(face, glyph.id);
        }
        items.show(Str(&codes));
    }
    content.end_text();
}

/// Puts a whole font into the file: it is small, and which letters a sheet uses stays its own affair.
fn embed(pdf: &mut Pdf, faces: &Faces, face: Face, id: Ref, fresh: &mut impl FnMut() -> Ref) {
    let (cid, descriptor, file, to_unicode) = (fresh(), fresh(), fresh(), fresh());
    let name = Name(face.name().as_bytes());
    let font = faces.font(face);
    let metrics = font.metrics();
    let em = f32::from(metrics.units_per_em);
    let thousandths = |length: f32| length / em * 1000.0;

    pdf.type0_font(id)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(to_unicode);

    let mut cid_font = pdf.cid_font(cid);
    cid_font
        .subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(UNICODE)
        .font_descriptor(descriptor)
        .default_width(0.0)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let glyphs = 0..u16::try_from(metrics.num_glyphs).unwrap_or(u16::MAX);
    let widths = glyphs.map(|glyph| faces.advance(face, glyph) * 1000.0);
    cid_font.widths().consecutive(0, widths);
    cid_font.finish();

    let bounds = metrics.bounds;
    let [left, bottom, right, top] = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max]
        .map(|length| thousandths(length.to_f32()));
    let (ascent, descent) = metrics.hhea_line.map_or((0.0, 0.0), |line| {
        (
            thousandths(line.ascender.to_f32()),
            thousandths(line.descender.to_f32()),
        )
    });
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(match face {
            Face::Mono => FontFlags::SYMBOLIC | FontFlags::FIXED_PITCH,
            Face::Regular | Face::SemiBold => FontFlags::SYMBOLIC,
        })
        .bbox(Rect::new(left, bottom, right, top))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(descent)
        .cap_height(crate::face::CAPITAL * 1000.0)
        .stem_v(if face == Face::SemiBold { 130.0 } else { 90.0 })
        .font_file2(file);

    let deflated = compress_to_vec_zlib(face.file(), LEVEL);
    let mut stream = pdf.stream(file, &deflated);
    stream.filter(Filter::FlateDecode);
    stream.pair(Name(b"Length1"), face.file().len() as i32);
    stream.finish();
    let deflated = compress_to_vec_zlib(&characters(font, name), LEVEL);
    pdf.stream(to_unicode, &deflated)
        .filter(Filter::FlateDecode);
}

/// Which character a glyph stands for, the lowest where several share it. The box stands for U+FFFD.
fn characters(font: &Font, name: Name<'_>) -> Vec<u8> {
    let mut characters = BTreeMap::from([(0, char::REPLACEMENT_CHARACTER)]);
    for (character, glyph) in font.charmap().unicodes() {
        if let (Some(character), Ok(glyph)) =
            (char::from_u32(character), u16::try_from(glyph.to_u32()))
        {
            let known = characters.entry(glyph).or_insert(character);
            *known = character.min(*known);
        }
    }
    let mut cmap = UnicodeCmap::new(name, UNICODE);
    for (glyph, character) in characters {
        cmap.pair(glyph, character);
    }
    cmap.finish().into_vec()
}
