//! What the readers of all formats share: the password, the rows, and what goes on meanwhile.

use crate::content::Content;
use crate::error::ImportError;
use crate::format::Format;
use crate::import::{Import, ReadOptions};
use crate::key_derivation::KeyDerivation;
use crate::limits::MAX_ROWS;
use crate::migration::Batches;
use crate::reason::Reason;
use crate::row::{Entry, Outcome, Row};

/// An import while its files are read.
pub(crate) struct Reader<'a, 'd> {
    pub(crate) import: Import,
    pub(crate) derivation: &'a mut KeyDerivation<'d>,
    /// All files of the import, for formats that have several.
    pub(crate) files: &'a [Content<'a>],
    /// Which column of a table holds what, as far as somebody said so.
    pub(crate) columns: &'a [(String, String)],
    /// The transfer codes that were read.
    pub(crate) batches: Batches,
    password: Option<&'a str>,
}

impl<'a, 'd> Reader<'a, 'd> {
    pub(crate) fn new(
        format: Format,
        files: &'a [Content<'a>],
        options: &ReadOptions<'a>,
        derivation: &'a mut KeyDerivation<'d>,
    ) -> Self {
        let import = Import {
            format,
            encrypted: false,
            rows: Vec::new(),
            missing: Vec::new(),
            document: None,
        };
        Self {
            import,
            derivation,
            files,
            columns: options.columns,
            batches: Batches::default(),
            password: options.password,
        }
    }

    /// The password of a file that turned out to be encrypted.
    pub(crate) fn password(&mut self) -> Result<&'a [u8], ImportError> {
        self.import.encrypted = true;
        self.password
            .map(str::as_bytes)
            .ok_or(ImportError::PasswordNeeded)
    }

    /// Adds a row.
    pub(crate) fn push(&mut self, mut outcome: Outcome) -> Result<(), ImportError> {
        let rows = &mut self.import.rows;
        if rows.len() == MAX_ROWS {
            return Err(ImportError::FileTooLarge);
        }
        if let Outcome::Entry(entry) = &mut outcome {
            entry.note_replaced_characters();
        }
        rows.push(Row {
            row: rows.len() + 1,
            outcome,
        });
        Ok(())
    }

    /// Adds a row for an entry, or for what could not become one under the names it has.
    pub(crate) fn push_read(
        &mut self,
        entry: Result<Entry, Reason>,
        names: impl FnOnce() -> (String, String),
    ) -> Result<(), ImportError> {
        match entry {
            Ok(entry) => self.push(Outcome::Entry(entry)),
            Err(reason) => self.push_refused(reason, names()),
        }
    }

    /// Adds a row for what cannot be taken over.
    pub(crate) fn push_refused(
        &mut self,
        reason: Reason,
        names: (String, String),
    ) -> Result<(), ImportError> {
        self.push(Outcome::refused(reason, names))
    }

    pub(crate) fn into_import(mut self) -> Import {
        self.import.missing = self.batches.missing();
        self.import
    }
}
