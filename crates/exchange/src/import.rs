//! What goes into an import, and what comes out.

use crate::document::Document;
use crate::format::Format;
use crate::migration::Missing;
use crate::row::Row;

/// One file of an import. Some products spread an export over several.
#[derive(Clone, Copy)]
pub struct File<'a> {
    /// The name without folders. It never decides the format.
    pub name: &'a str,
    /// The content as it lies on disk.
    pub bytes: &'a [u8],
}

/// How files are read.
#[derive(Clone, Copy, Default)]
pub struct ReadOptions<'a> {
    /// The format; `None` for the one that the content tells.
    pub format: Option<Format>,
    /// The password of encrypted files.
    pub password: Option<&'a str>,
    /// Which column of a table holds which [field](crate::Field), by the heading or the letter of the column. Columns that
    /// are not named are guessed.
    pub columns: &'a [(String, String)],
}

/// What [`read`](crate::read) found.
#[derive(Debug)]
pub struct Import {
    /// The format of the files.
    pub format: Format,
    /// Whether the files were encrypted.
    pub encrypted: bool,
    /// What the files hold, in their order.
    pub rows: Vec<Row>,
    /// The parts of transfers from Google Authenticator that the files do not have.
    pub missing: Vec<Missing>,
    /// Everything that Keyrack's own formats carry beyond rows; `None` for other products.
    pub document: Option<Document>,
}
