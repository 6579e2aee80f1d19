//! From blocks to rows of marks, whatever they are drawn on.

use zeroize::Zeroizing;

use crate::face::{CAPITAL, Face, Faces, Run, Style, Tone};
use crate::qr::{Modules, Qr};
use crate::sheet::Block;
use crate::words::Words;
use crate::{Error, MAX_TEXT, Sheet};

/// A strip of the sheet that is never cut in two.
#[derive(Default)]
pub(crate) struct Row {
    pub height: f32,
    /// What stands in it; nothing in a gap.
    pub marks: Vec<Mark>,
    /// Whether it should stand on one page with the row below.
    pub glued: bool,
    /// Whether a new page begins with it.
    pub turns: bool,
}

/// Something drawn. Lengths are measured from the row's left upper corner.
pub(crate) enum Mark {
    Text {
        x: f32,
        baseline: f32,
        run: Run,
    },
    Line {
        x: f32,
        y: f32,
        width: f32,
        tone: Tone,
    },
    /// A square to tick with a pen, or ticked.
    Box {
        x: f32,
        y: f32,
        side: f32,
        ticked: bool,
    },
    /// A code with its quiet zone, dark on light whatever the colours of the sheet are.
    Qr {
        x: f32,
        y: f32,
        side: f32,
        modules: Modules,
    },
}

/// Lays the sheet out in rows of `width`.
pub(crate) fn rows(sheet: &Sheet, faces: &Faces, width: f32) -> Result<Vec<Row>, Error> {
    if sheet.blocks.iter().map(Block::len).sum::<usize>() > MAX_TEXT {
        return Err(Error::TooLong);
    }
    let mut setter = Setter {
        faces,
        width,
        rows: Vec::new(),
    };
    for block in &sheet.blocks {
        setter.block(block)?;
    }
    Ok(setter.rows)
}

/// Rows with a place on a page of `height`, page by page: glued rows together where a page can hold them.
pub(crate) fn pages(rows: Vec<Row>, height: f32) -> Vec<Vec<(f32, Row)>> {
    let mut pages = vec![Vec::new()];
    let mut y = 0.0;
    let mut rows = rows.into_iter().peekable();
    while rows.peek().is_some() {
        let mut strip = Vec::new();
        for row in rows.by_ref() {
            let glued = row.glued;
            strip.push(row);
            if !glued {
                break;
            }
        }
        let together = strip.iter().map(|row| row.height).sum::<f32>();
        let turns = strip.iter().any(|row| row.turns) && height.is_finite();
        let mut turn = turns || y + together > height && together <= height;
        for row in strip {
            if turn || y + row.height > height {
                pages.push(Vec::new());
                y = 0.0;
                turn = false;
            }
            // A gap separates rows of one page; a new page begins with words.
            if row.marks.is_empty() && y == 0.0 {
                continue;
            }
            let below = y + row.height;
            if let Some(page) = pages.last_mut() {
                page.push((y, row));
            }
            y = below;
        }
    }
    pages
}

const TITLE: Style = style(Face::SemiBold, 28.0, 36.0, Tone::Ink);
const HEADING: Style = style(Face::SemiBold, 15.0, 22.0, Tone::Ink);
const TEXT: Style = style(Face::Regular, 14.0, 21.0, Tone::Ink);
const NOTE: Style = style(Face::Regular, 12.0, 18.0, Tone::Soft);
const LABEL: Style = style(Face::Regular, 13.0, 20.0, Tone::Soft);
const VALUE: Style = style(Face::Regular, 14.0, 20.0, Tone::Ink);
const SECRET: Style = style(Face::Mono, 14.0, 20.0, Tone::Ink);
const LEAD: Style = style(Face::Mono, 13.0, 24.0, Tone::Soft);
const NUMBER: Style = style(Face::Regular, 11.0, 36.0, Tone::Soft);
const GROUP: Style = style(Face::Mono, 21.0, 36.0, Tone::Ink);
const LINE: Style = style(Face::Mono, 13.0, 26.0, Tone::Ink);
const CODE: Style = style(Face::Mono, 15.0, 28.0, Tone::Ink);

/// The smallest letters of a [`Block::Line`].
const SMALLEST: f32 = 9.0;
/// The part of the width that names of fields take.
const LABELS: f32 = 0.3;
/// The room for a number before its group or code.
const NUMBERS: f32 = 22.0;
/// The room between columns.
const BETWEEN: f32 = 8.0;
/// The largest side of a code that stands alone.
const LARGE: f32 = 480.0;
/// The side of a code in a grid: three of them with their captions stand on a page of A4, under a title.
const SMALL: f32 = 208.0;
/// The most lines of a caption in a grid.
const CAPTION: usize = 3;
/// The side of a box to tick.
const BOX: f32 = 12.0;
/// The room to write in by hand.
const WRITING: f32 = 38.0;

const fn style(face: Face, size: f32, line: f32, tone: Tone) -> Style {
    Style {
        face,
        size,
        line,
        tone,
    }
}

struct Setter<'a> {
    faces: &'a Faces,
    width: f32,
    rows: Vec<Row>,
}

impl Setter<'_> {
    fn block(&mut self, block: &Block) -> Result<(), Error> {
        match block {
            Block::Title(text) => {
                let lines = self.faces.shorten(text, TITLE, self.width, 2)?;
                self.lines(lines, true);
                self.gap(6.0);
            }
            Block::Heading(text) => {
                self.gap(24.0);
                let lines = self.faces.shorten(text, HEADING, self.width, 1)?;
                self.lines(lines, true);
                self.gap(2.0);
            }
            Block::Text(text) => self.paragraph(text, TEXT)?,
            Block::Note(text) => self.paragraph(text, NOTE)?,
            Block::Field(label, value) => self.field(label, value, VALUE)?,
            Block::Secret(label, value) => self.field(label, value, SECRET)?,
            Block::Blank(label) => self.blank(label)?,
            Block::Groups { lead, key, columns } => self.groups(lead, key, *columns)?,
            Block::Line(text) => self.line(text)?,
            Block::Codes(codes) => self.codes(codes)?,
            Block::Qr(code) => self.qr(code)?,
            Block::QrGrid(codes) => self.qr_grid(codes)?,
            Block::Tick { ticked, text, note } => self.tick(*ticked, text, note)?,
            Block::NewPage => self.rows.push(Row {
                turns: true,
                ..Row::default()
            }),
            Block::Rule => {
                self.gap(14.0);
                self.rows.push(Row {
                    height: 1.0,
                    marks: vec![self.hairline(0.0, 0.0)],
                    ..Row::default()
                });
                self.gap(14.0);
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, text: &str, style: Style) -> Result<(), Error> {
        self.gap(4.0);
        let lines = self.faces.wrap(text, style, self.width)?;
        self.lines(lines, false);
        self.gap(4.0);
        Ok(())
    }

    fn field(&mut self, label: &str, value: &str, style: Style) -> Result<(), Error> {
        let column = self.width * LABELS;
        let label = self.faces.shorten(label, LABEL, column - BETWEEN, 1)?;
        let value = self.faces.wrap(value, style, self.width - column)?;
        let mut label = label.into_iter();
        for line in value {
            let foot = baseline(style);
            let mut row = Row {
                height: style.line,
                ..Row::default()
            };
            row.marks
                .extend(label.next().map(|run| text(0.0, foot, run)));
            row.marks.push(text(column, foot, line));
            self.rows.push(row);
        }
        self.gap(6.0);
        Ok(())
    }

    fn blank(&mut self, label: &str) -> Result<(), Error> {
        let foot = WRITING - 6.0;
        let mut row = Row {
            height: WRITING,
            ..Row::default()
        };
        let column = self.width * LABELS;
        let label = self.faces.shorten(label, LABEL, column - BETWEEN, 1)?;
        row.marks
            .extend(label.into_iter().map(|run| text(0.0, foot, run)));
        row.marks.push(self.hairline(column, foot));
        self.rows.push(row);
        Ok(())
    }

    fn tick(&mut self, ticked: bool, words: &str, note: &str) -> Result<(), Error> {
        let room = self.width - NUMBERS;
        let mut lines = self.faces.wrap(words, VALUE, room)?;
        if !note.is_empty() {
            lines.extend(self.faces.wrap(note, NOTE, room)?);
        }
        let last = lines.len().saturating_sub(1);
        for (place, run) in lines.into_iter().enumerate() {
            let mut row = Row {
                height: run.style.line,
                // A box without what it is about, or the other way round, is of no use.
                glued: place < last,
                ..Row::default()
            };
            if place == 0 {
                row.marks.push(Mark::Box {
                    x: 0.0,
                    y: (run.style.line - BOX) / 2.0,
                    side: BOX,
                    ticked,
                });
            }
            row.marks.push(text(NUMBERS, baseline(run.style), run));
            self.rows.push(row);
        }
        self.gap(6.0);
        Ok(())
    }

    fn groups(&mut self, lead: &str, key: &str, columns: usize) -> Result<(), Error> {
        self.gap(6.0);
        if !lead.is_empty() {
            let lines = self.faces.wrap(lead, LEAD, self.width)?;
            self.lines(lines, true);
        }
        let groups = in_fours(key);
        let groups = groups.iter().map(|group| (group, false));
        self.numbered(groups, GROUP, columns, true)?;
        self.gap(6.0);
        Ok(())
    }

    fn codes(&mut self, codes: &[(Words, bool)]) -> Result<(), Error> {
        self.gap(4.0);
        let codes = codes.iter().map(|(code, used)| (code, *used));
        self.numbered(codes, CODE, 3, false)?;
        self.gap(4.0);
        Ok(())
    }

    fn qr(&mut self, code: &Qr) -> Result<(), Error> {
        let side = self.width.min(LARGE);
        let x = (self.width - side) / 2.0;
        for (place, line) in code.caption.iter().enumerate() {
            let style = if place == 0 { HEADING } else { NOTE };
            for run in self.faces.shorten(line, style, side, 1)? {
                self.rows.push(Row {
                    height: style.line,
                    marks: vec![text(x, baseline(style), run)],
                    glued: true,
                    turns: false,
                });
            }
        }
        self.gap(8.0);
        self.rows.push(Row {
            height: side,
            marks: vec![Mark::Qr {
                x,
                y: 0.0,
                side,
                modules: code.modules.clone(),
            }],
            ..Row::default()
        });
        self.gap(8.0);
        Ok(())
    }

    fn qr_grid(&mut self, codes: &[Qr]) -> Result<(), Error> {
        let side = self.width.min(SMALL);
        let columns = if self.width >= 2.0 * SMALL + BETWEEN {
            2
        } else {
            1
        };
        let column = self.width / columns as f32;
        for codes in codes.chunks(columns) {
            let mut row = Row::default();
            for (place, code) in codes.iter().enumerate() {
                let x = place as f32 * column;
                row.marks.push(Mark::Qr {
                    x,
                    y: 0.0,
                    side,
                    modules: code.modules.clone(),
                });
                let mut below = side;
                for (place, line) in code.caption.iter().take(CAPTION).enumerate() {
                    let style = if place == 0 { VALUE } else { NOTE };
                    for run in self.faces.shorten(line, style, column - BETWEEN, 1)? {
                        row.marks.push(text(x, below + baseline(style), run));
                    }
                    below += style.line;
                }
                row.height = row.height.max(below);
            }
            self.rows.push(row);
            self.gap(20.0);
        }
        Ok(())
    }

    fn line(&mut self, text: &str) -> Result<(), Error> {
        let wide = self.faces.run(text, LINE)?.width();
        let size = (LINE.size * self.width / wide.max(1.0)).clamp(SMALLEST, LINE.size);
        let lines = self.faces.wrap(text, Style { size, ..LINE }, self.width)?;
        self.lines(lines, false);
        Ok(())
    }

    /// A grid of texts with their numbers; `true` beside a text strikes it through.
    fn numbered<'t>(
        &mut self,
        texts: impl Iterator<Item = (&'t Words, bool)>,
        style: Style,
        columns: usize,
        glued: bool,
    ) -> Result<(), Error> {
        let most = self.width - NUMBERS - BETWEEN;
        let mut cells = Vec::new();
        let mut widest = 0.0_f32;
        for (words, struck) in texts {
            let lines = self.faces.wrap(words, style, most)?;
            for line in &lines {
                widest = widest.max(line.width());
            }
            cells.push((lines, struck));
        }
        // As many columns as asked for, or as can stand beside each other.
        let fit = (self.width / (NUMBERS + widest + BETWEEN)).max(1.0) as usize;
        let columns = columns.clamp(1, fit);
        let column = self.width / columns as f32;

        let foot = baseline(style);
        let mut top = self.rows.len();
        for (i, (lines, struck)) in cells.into_iter().enumerate() {
            let place = i % columns;
            if place == 0 {
                top = self.rows.len();
            }
            let left = place as f32 * column;
            let mut number = Some(self.faces.run(&(i + 1).to_string(), NUMBER)?);
            for (depth, line) in lines.into_iter().enumerate() {
                if self.rows.len() == top + depth {
                    self.rows.push(Row {
                        height: style.line,
                        glued,
                        ..Row::default()
                    });
                }
                let marks = &mut self.rows[top + depth].marks;
                marks.extend(number.take().map(|number| text(left, foot, number)));
                let x = left + NUMBERS;
                if struck {
                    marks.extend(struck_through(x, foot, line));
                } else {
                    marks.push(text(x, foot, line));
                }
            }
        }
        if let Some(last) = self.rows.last_mut() {
            last.glued = false;
        }
        Ok(())
    }

    fn lines(&mut self, lines: Vec<Run>, glued: bool) {
        for run in lines {
            self.rows.push(Row {
                height: run.style.line,
                marks: vec![text(0.0, baseline(run.style), run)],
                glued,
                turns: false,
            });
        }
    }

    /// Room that belongs to what is above it: a heading holds on to its text across it.
    fn gap(&mut self, height: f32) {
        self.rows.push(Row {
            height,
            glued: self.rows.last().is_some_and(|above| above.glued),
            ..Row::default()
        });
    }

    fn hairline(&self, x: f32, y: f32) -> Mark {
        Mark::Line {
            x,
            y,
            width: self.width - x,
            tone: Tone::Hair,
        }
    }
}

fn text(x: f32, baseline: f32, run: Run) -> Mark {
    Mark::Text { x, baseline, run }
}

/// A text in grey, with a line through it.
fn struck_through(x: f32, baseline: f32, mut run: Run) -> [Mark; 2] {
    let line = Mark::Line {
        x,
        y: baseline - run.style.size * CAPITAL / 2.0,
        width: run.width(),
        tone: Tone::Ink,
    };
    run.style.tone = Tone::Soft;
    [line, text(x, baseline, run)]
}

/// Where capitals stand so that there is as much room above as below.
fn baseline(style: Style) -> f32 {
    (style.line + style.size * CAPITAL) / 2.0
}

fn in_fours(key: &str) -> Vec<Words> {
    let mut groups: Vec<Words> = Vec::new();
    for (i, character) in key.chars().enumerate() {
        if i % 4 == 0 {
            // Room for any four characters, so that growing leaves nothing behind.
            groups.push(Zeroizing::new(String::with_capacity(16)));
        }
        if let Some(group) = groups.last_mut() {
            group.push(character);
        }
    }
    groups
}
