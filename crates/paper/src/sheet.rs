//! What stands on a sheet.

use crate::qr::Qr;
use crate::words::{Words, copy};

/// The most text that one sheet holds, all blocks together, in bytes of UTF-8.
pub const MAX_TEXT: usize = 50_000;

/// The most pages of a PDF.
pub const MAX_PAGES: usize = 50;

/// The most pixels of a picture.
pub const MAX_PIXELS: usize = 1 << 25;

/// A sheet of paper, built from top to bottom.
///
/// The sheet copies the texts that it is given and wipes its copies when dropped. It cannot be printed with `{:?}`.
#[derive(Default)]
pub struct Sheet {
    pub(crate) blocks: Vec<Block>,
}

/// One of a list of codes that each work once.
#[derive(Clone, Copy)]
pub struct Code<'a> {
    /// The code.
    pub text: &'a str,
    /// Whether it is spent, and drawn struck through.
    pub used: bool,
}

/// Why a sheet cannot be drawn.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The sheet exceeds [`MAX_TEXT`], [`MAX_PAGES`] or [`MAX_PIXELS`]. Nothing is drawn, because half a secret
    /// looks like a whole one.
    #[error("the sheet is too long")]
    TooLong,
    /// A built-in font cannot be read.
    #[error("a built-in font cannot be read")]
    Font,
    /// The picture cannot be encoded.
    #[error("the picture cannot be encoded")]
    Picture(#[from] png::EncodingError),
}

impl Sheet {
    /// An empty sheet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The sheet's name, on at most two lines; more is shortened with an ellipsis.
    pub fn title(self, text: &str) -> Self {
        self.with(Block::Title(copy(text)))
    }

    /// The name of a part, on one line; more is shortened with an ellipsis.
    pub fn heading(self, text: &str) -> Self {
        self.with(Block::Heading(copy(text)))
    }

    /// A paragraph, wrapped. A line feed begins a new line.
    pub fn text(self, text: &str) -> Self {
        self.with(Block::Text(copy(text)))
    }

    /// A paragraph in small grey letters.
    pub fn note(self, text: &str) -> Self {
        self.with(Block::Note(copy(text)))
    }

    /// A name, shortened to its column, and beside it a value, wrapped.
    pub fn field(self, label: &str, value: &str) -> Self {
        self.with(Block::Field(copy(label), copy(value)))
    }

    /// A field whose value is a secret: set in letters that cannot be mistaken for each other.
    pub fn secret(self, label: &str, value: &str) -> Self {
        self.with(Block::Secret(copy(label), copy(value)))
    }

    /// A name and an empty line to write on with a pen.
    pub fn blank(self, label: &str) -> Self {
        self.with(Block::Blank(copy(label)))
    }

    /// A key to be read and typed: `lead` as it is, then `key` in numbered groups of four characters, `columns` of them
    /// in a row (at least 1; fewer where the sheet is narrow).
    pub fn groups(self, lead: &str, key: &str, columns: usize) -> Self {
        self.with(Block::Groups {
            lead: copy(lead),
            key: copy(key),
            columns,
        })
    }

    /// A key or a command in one piece, to be copied from a PDF: on one line, smaller if need be, and wrapped only where
    /// it could not be read any more.
    pub fn line(self, text: &str) -> Self {
        self.with(Block::Line(copy(text)))
    }

    /// A numbered list of codes.
    pub fn codes(self, codes: &[Code<'_>]) -> Self {
        let codes = codes.iter().map(|code| (copy(code.text), code.used));
        self.with(Block::Codes(codes.collect()))
    }

    /// One QR code, as large as the sheet is wide but not above 480 CSS pixels, with its caption above.
    pub fn qr(self, code: &Qr) -> Self {
        self.with(Block::Qr(code.clone()))
    }

    /// QR codes to be cut out and handed on: two in a row, six on a page of A4, with up to three lines of caption below
    /// each.
    pub fn qr_grid(self, codes: &[Qr]) -> Self {
        self.with(Block::QrGrid(codes.to_vec()))
    }

    /// A box to tick with a pen, ticked already or not, and beside it a text, wrapped, with a note below; the note may be
    /// empty.
    pub fn tick(self, ticked: bool, text: &str, note: &str) -> Self {
        self.with(Block::Tick {
            ticked,
            text: copy(text),
            note: copy(note),
        })
    }

    /// What stands on `other`, on a page of its own. A picture has no pages, and shows it below.
    pub fn then(mut self, other: Self) -> Self {
        self.blocks.push(Block::NewPage);
        self.blocks.extend(other.blocks);
        self
    }

    /// A hairline over the whole width.
    pub fn rule(self) -> Self {
        self.with(Block::Rule)
    }

    fn with(mut self, block: Block) -> Self {
        self.blocks.push(block);
        self
    }
}

pub(crate) enum Block {
    Title(Words),
    Heading(Words),
    Text(Words),
    Note(Words),
    Field(Words, Words),
    Secret(Words, Words),
    Blank(Words),
    Groups {
        lead: Words,
        key: Words,
        columns: usize,
    },
    Line(Words),
    Codes(Vec<(Words, bool)>),
    Qr(Qr),
    QrGrid(Vec<Qr>),
    Tick {
        ticked: bool,
        text: Words,
        note: Words,
    },
    NewPage,
    Rule,
}

impl Block {
    /// How many bytes of text the block holds.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Title(text) | Self::Heading(text) | Self::Text(text) | Self::Note(text) => {
                text.len()
            }
            Self::Blank(text) | Self::Line(text) => text.len(),
            Self::Field(label, value) | Self::Secret(label, value) => label.len() + value.len(),
            Self::Groups { lead, key, .. } => lead.len() + key.len(),
            Self::Codes(codes) => codes.iter().map(|(text, _)| text.len()).sum(),
            Self::Qr(code) => code.len(),
            Self::QrGrid(codes) => codes.iter().map(Qr::len).sum(),
            Self::Tick { text, note, .. } => text.len() + note.len(),
            Self::NewPage | Self::Rule => 0,
        }
    }
}
