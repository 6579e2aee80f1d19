//! What makes a format: one of these stands in each file of `formats/`.

use zeroize::Zeroizing;

use crate::content::Content;
use crate::document::Document;
use crate::error::{ExportError, ImportError};
use crate::format::{Format, FormatInfo, Sealing};
use crate::places::Places;
use crate::reader::Reader;
use crate::seal::Seal;

/// A format: how its files are told from others, read and written.
pub(crate) struct Description {
    /// The stable identifier, as the command line takes it.
    pub(crate) id: &'static str,
    /// The name of the product or format; names are not translated.
    pub(crate) name: &'static str,
    /// The versions that are read, as far as the files or their programs number them.
    pub(crate) versions: &'static str,
    /// The usual file name extensions, without a dot.
    pub(crate) extensions: &'static [&'static str],
    /// Whether encrypted files can be read or written.
    pub(crate) encrypted: bool,
    /// What its files consist of.
    pub(crate) kind: Kind,
    /// Whether content is of the format.
    pub(crate) recognises: fn(&Content<'_>) -> bool,
    /// What is read as the format only if somebody names it.
    pub(crate) takes: Takes,
    /// Whether a file tells about others of the same import, which do not tell their format by themselves.
    pub(crate) leads: Option<fn(&Content<'_>) -> bool>,
    /// Reads content that is recognised or taken.
    pub(crate) read: fn(&Content<'_>, &mut Reader<'_, '_>) -> Result<(), ImportError>,
    /// How files are written, if they are.
    pub(crate) writing: Option<Writing>,
}

/// What files consist of.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// URIs, one a line.
    Uris,
    /// Rows and columns.
    Table,
    /// Anything else.
    Other,
}

/// What is read as a format only if somebody names it.
pub(crate) enum Takes {
    /// Nothing beside what is recognised.
    Nothing,
    /// Content for which this holds.
    Also(fn(&Content<'_>) -> bool),
    /// All that no format recognises but those of URIs.
    Rest,
}

/// How files of a format are written.
pub(crate) struct Writing {
    /// Whether with a password.
    pub(crate) sealing: Sealing,
    /// What there are places for; `None` if for everything.
    pub(crate) places: Option<Places>,
    pub(crate) write: Write,
}

type Write = fn(&Document, &mut Seal<'_, '_>) -> Result<Zeroizing<Vec<u8>>, ExportError>;

impl Writing {
    /// A format that has places for some things.
    pub(crate) const fn new(sealing: Sealing, places: Places, write: Write) -> Self {
        Self {
            sealing,
            places: Some(places),
            write,
        }
    }
}

impl Description {
    /// What most formats have in common: they are only read, and only what is recognised is. The identifier, the name and
    /// the functions have to be given.
    pub(crate) const READ_ONLY: Self = Self {
        id: "",
        name: "",
        versions: "",
        extensions: &[],
        encrypted: false,
        kind: Kind::Other,
        recognises: |_| false,
        takes: Takes::Nothing,
        leads: None,
        read: |_, _| Err(ImportError::FormatMismatch),
        writing: None,
    };

    pub(crate) const fn format(&self) -> Format {
        Format::new(self.id)
    }

    pub(crate) fn info(&self) -> FormatInfo {
        FormatInfo {
            id: self.id,
            name: self.name,
            versions: self.versions,
            extensions: self.extensions,
            exports: self.writing.is_some(),
            encrypted: self.encrypted,
            sealing: self
                .writing
                .as_ref()
                .map_or(Sealing::Never, |writing| writing.sealing),
            is_table: self.kind == Kind::Table,
        }
    }
}
