//! What the readers of all formats share: the password, the rows, and what goes on meanwhile.

use crate::migration::Batches;
use crate::{Entry, Format, Import, ImportError, MAX_ROWS, Outcome, Reason, Refusal, Row, Work};

/// An import while its files are read.
pub(crate) struct Reader<'a, 'w> {
    pub(crate) import: Import,
    pub(crate) work: &'a mut Work<'w>,
    /// The transfer codes that were read.
    pub(crate) batches: Batches,
    password: Option<&'a str>,
}

impl<'a, 'w> Reader<'a, 'w> {
    pub(crate) fn new(format: Format, password: Option<&'a str>, work: &'a mut Work<'w>) -> Self {
        let import = Import {
            format,
            encrypted: false,
            rows: Vec::new(),
            missing: Vec::new(),
            document: None,
        };
        Self {
            import,
            work,
            batches: Batches::default(),
            password,
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
        (issuer, label): (String, String),
    ) -> Result<(), ImportError> {
        self.push(Outcome::Refused(Refusal {
            reason,
            issuer,
            label,
        }))
    }

    pub(crate) fn into_import(mut self) -> Import {
        self.import.missing = self.batches.missing();
        self.import
    }
}
