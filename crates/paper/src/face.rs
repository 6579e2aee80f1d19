//! The built-in fonts, and text shaped with them into lines.

use harfrust::{
    Buffer, BufferFlags, Direction, Font, GlyphId, Script, ShapeOptions, ShaperFont, shape,
};
use zeroize::{Zeroize, Zeroizing};

use crate::Error;

/// Height of a capital letter in ems. Inter and JetBrains Mono agree on it.
pub(crate) const CAPITAL: f32 = 0.73;

const ELLIPSIS: &str = "…";

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Face {
    Regular,
    SemiBold,
    Mono,
}

/// How text looks. Size and line height are CSS pixels.
#[derive(Clone, Copy)]
pub(crate) struct Style {
    pub face: Face,
    pub size: f32,
    pub line: f32,
    pub tone: Tone,
}

/// How much ink.
#[derive(Clone, Copy)]
pub(crate) enum Tone {
    /// What is read.
    Ink,
    /// What explains it.
    Soft,
    /// Lines.
    Hair,
}

/// Glyphs on one line.
pub(crate) struct Run {
    pub style: Style,
    pub glyphs: Zeroizing<Vec<Glyph>>,
}

/// A shape and where it stands. Lengths are ems.
#[derive(Clone, Copy, Zeroize)]
pub(crate) struct Glyph {
    pub id: u16,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// Which byte of the text it comes from.
    cluster: u32,
}

/// The fonts, read afresh for each sheet: their caches remember which characters were looked up.
pub(crate) struct Faces([Font; 3]);

impl Face {
    pub(crate) const ALL: [Self; 3] = [Self::Regular, Self::SemiBold, Self::Mono];

    /// The PostScript name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "Inter-Regular",
            Self::SemiBold => "Inter-SemiBold",
            Self::Mono => "JetBrainsMono-Medium",
        }
    }

    /// The TrueType file.
    pub(crate) fn file(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../../assets/fonts/Inter-Regular.ttf"),
            Self::SemiBold => include_bytes!("../../../assets/fonts/Inter-SemiBold.ttf"),
            Self::Mono => include_bytes!("../../../assets/fonts/JetBrainsMono-Medium.ttf"),
        }
    }
}

impl Tone {
    /// From 0, the colour of the paper, to 1, the colour of the ink.
    pub(crate) fn ink(self) -> f32 {
        match self {
            Self::Ink => 1.0,
            Self::Soft => 0.68,
            Self::Hair => 0.25,
        }
    }
}

impl Run {
    pub(crate) fn width(&self) -> f32 {
        width(&self.glyphs) * self.style.size
    }
}

impl Faces {
    pub(crate) fn read() -> Result<Self, Error> {
        let read = |face: Face| Font::new(face.file(), 0).ok_or(Error::Font);
        Ok(Self([
            read(Face::Regular)?,
            read(Face::SemiBold)?,
            read(Face::Mono)?,
        ]))
    }

    pub(crate) fn font(&self, face: Face) -> &Font {
        &self.0[face as usize]
    }

    /// Text on one line of any width.
    pub(crate) fn run(&self, text: &str, style: Style) -> Result<Run, Error> {
        let font = self.font(style.face);
        let mut buffer = Buffer::new();
        buffer.push_str(text);
        // The text comes from anywhere; the order of its letters on paper does not.
        buffer.set_direction(Direction::LeftToRight);
        buffer.set_script(Some(Script::LATIN));
        buffer.set_flags(
            BufferFlags::REMOVE_DEFAULT_IGNORABLES | BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE,
        );
        shape(&ShaperFont::new(font), &mut buffer, ShapeOptions::new()).map_err(|_| Error::Font)?;
        if !buffer.allocation_successful() {
            return Err(Error::TooLong);
        }

        let em = f32::from(font.metrics().units_per_em);
        let mut glyphs = Zeroizing::new(Vec::with_capacity(buffer.len()));
        for (info, position) in buffer.glyph_infos().iter().zip(buffer.glyph_positions()) {
            glyphs.push(Glyph {
                id: u16::try_from(info.glyph_id).unwrap_or_default(),
                advance: position.x_advance as f32 / em,
                dx: position.x_offset as f32 / em,
                dy: position.y_offset as f32 / em,
                cluster: info.cluster,
            });
        }
        Ok(Run { style, glyphs })
    }

    /// Text on lines of `width`; a word that is wider is broken.
    pub(crate) fn wrap(&self, text: &str, style: Style, width: f32) -> Result<Vec<Run>, Error> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let run = self.run(paragraph, style)?;
            for glyphs in break_lines(paragraph, &run.glyphs, width / style.size) {
                lines.push(Run {
                    style,
                    glyphs: Zeroizing::new(glyphs.to_vec()),
                });
            }
        }
        Ok(lines)
    }

    /// Text on at most `most` lines of `width`, shortened with an ellipsis where that is too little.
    pub(crate) fn shorten(
        &self,
        text: &str,
        style: Style,
        width: f32,
        most: usize,
    ) -> Result<Vec<Run>, Error> {
        let mut lines = self.wrap(text, style, width)?;
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                let ellipsis = self.run(ELLIPSIS, style)?;
                while !last.glyphs.is_empty() && last.width() + ellipsis.width() > width {
                    last.glyphs.pop();
                }
                last.glyphs.extend_from_slice(&ellipsis.glyphs);
            }
        }
        Ok(lines)
    }

    /// The width of a glyph in ems.
    pub(crate) fn advance(&self, face: Face, id: u16) -> f32 {
        let font = self.font(face);
        font.glyph_metrics().h_advance(GlyphId::new(id.into()))
            / f32::from(font.metrics().units_per_em)
    }
}

/// Cuts the glyphs of `text` into lines of `most` ems. An empty text is one empty line.
fn break_lines<'a>(text: &str, glyphs: &'a [Glyph], most: f32) -> Vec<&'a [Glyph]> {
    let after = |glyph: &Glyph| text.as_bytes().get(glyph.cluster as usize).copied();
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = None;
    let mut wide = 0.0;
    for (i, glyph) in glyphs.iter().enumerate() {
        let whole = i > start && glyphs[i - 1].cluster != glyph.cluster;
        // A space may hang over the edge.
        if whole && wide + glyph.advance > most && after(glyph) != Some(b' ') {
            let cut = end.take().unwrap_or(i);
            lines.push(&glyphs[start..cut]);
            start = cut;
            wide = width(&glyphs[start..i]);
        }
        wide += glyph.advance;
        if matches!(after(glyph), Some(b' ' | b'-' | b'/' | b'\\')) {
            end = Some(i + 1);
        }
    }
    lines.push(&glyphs[start..]);
    lines
}

fn width(glyphs: &[Glyph]) -> f32 {
    glyphs.iter().map(|glyph| glyph.advance).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: Style = Style {
        face: Face::Regular,
        size: 10.0,
        line: 15.0,
        tone: Tone::Ink,
    };

    #[test]
    fn all_faces_have_capitals_of_one_height() {
        let faces = Faces::read().unwrap();
        for face in Face::ALL {
            let font = faces.font(face);
            let height = font.metrics().cap_height.unwrap().to_f32()
                / f32::from(font.metrics().units_per_em);
            assert!((height - CAPITAL).abs() < 0.01, "{}: {height}", face.name());
        }
    }

    #[test]
    fn lines_keep_to_their_width_and_lose_no_glyph() {
        let faces = Faces::read().unwrap();
        let one_word = "W".repeat(300);
        for text in [
            "Kovács és Társai Könyvelő Kft. – ügyfélkapu",
            "/home/anna/.local/share/keyrack",
            &one_word,
        ] {
            let whole = faces.run(text, TEXT).unwrap().glyphs.len();
            let lines = faces.wrap(text, TEXT, 80.0).unwrap();
            assert!(lines.len() > 1);
            assert_eq!(
                lines.iter().map(|line| line.glyphs.len()).sum::<usize>(),
                whole
            );
            for line in &lines {
                let space = line.glyphs.last().unwrap().advance * 10.0;
                assert!(line.width() <= 80.0 + space);
            }
        }
    }

    #[test]
    fn an_accent_stays_with_its_letter() {
        let faces = Faces::read().unwrap();
        let lines = faces.wrap(&"x\u{323}".repeat(40), TEXT, 30.0).unwrap();
        assert!(lines.iter().all(|line| line.glyphs.len() % 2 == 0));
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        let faces = Faces::read().unwrap();
        let dots = faces.run(ELLIPSIS, TEXT).unwrap().glyphs[0].id;
        for (text, most) in [
            ("one two three four five six seven", 2),
            ("Wwwwwwwwwwwwwwwwwwwwwww", 1),
        ] {
            let lines = faces.shorten(text, TEXT, 60.0, most).unwrap();
            assert_eq!(lines.len(), most);
            let last = lines.last().unwrap();
            assert_eq!(last.glyphs.last().unwrap().id, dots);
            assert!(last.width() <= 60.0);
        }
        assert_eq!(
            faces.shorten("short", TEXT, 60.0, 1).unwrap()[0]
                .glyphs
                .len(),
            5
        );
    }

    #[test]
    fn marks_of_direction_change_nothing() {
        let faces = Faces::read().unwrap();
        let plain = faces.run("abc", TEXT).unwrap();
        let marked = faces.run("\u{202e}a\u{200f}b\u{2066}c", TEXT).unwrap();
        let ids = |run: &Run| run.glyphs.iter().map(|glyph| glyph.id).collect::<Vec<_>>();
        assert_eq!(ids(&plain), ids(&marked));
    }
}
