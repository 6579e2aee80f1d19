//! A format by its identifier, and what is told about it. The formats themselves are listed in `formats.rs`.

use std::fmt;

/// A file format, one of those that [`formats`](crate::formats) lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Format(&'static str);

impl Format {
    /// The format with an identifier that is in the list.
    pub(crate) const fn new(id: &'static str) -> Self {
        Self(id)
    }

    /// The stable identifier, as the command line takes it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text names no [`Format`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown format")]
pub struct UnknownFormat;

/// What is to know about a format before a file is at hand. Files of every format can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormatInfo {
    /// The stable identifier.
    pub id: &'static str,
    /// The name of the product or format; names are not translated.
    pub name: &'static str,
    /// The versions that are read, as far as the files or their programs number them; else empty.
    pub versions: &'static str,
    /// The usual file name extensions, without a dot.
    pub extensions: &'static [&'static str],
    /// Whether files of the format can be written.
    pub exports: bool,
    /// Whether encrypted files of the format can be read or written.
    pub encrypted: bool,
    /// Whether files of the format are written with a password.
    pub sealing: Sealing,
    /// Whether files of the format are tables, with [columns](crate::columns).
    pub is_table: bool,
}

impl FormatInfo {
    /// The format that this is about.
    #[must_use]
    pub const fn format(&self) -> Format {
        Format(self.id)
    }
}

/// Whether files of a format are written with a password.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sealing {
    /// Never: whoever has the file has the secrets.
    Never,
    /// If one is given.
    #[serde(rename = "may")]
    Choice,
    /// Always.
    Always,
}
