//! Taking in the files of other authenticators and Keyrack's own.
//!
//! An import has two halves, so that a person can look and choose in between: [`read_files`] reads and decrypts without
//! a vault, and [`Session::plan`] and [`Session::take`] tell and do what becomes of what was read. The halves belong to
//! two processes: files of strangers are read in one without keys, from which [`Incoming`] comes as bytes.

mod act;
mod clients;
mod plan;
mod reading;
mod taking;
mod undo;

use std::{collections::BTreeMap, ops::ControlFlow, sync::Arc};

use keyrack_exchange as exchange;
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session,
    computer::state::{ImportMark, StateFile},
    named,
    view::{Decision, ImportView, MissingParts},
};

pub(crate) use plan::compare;
pub use reading::read_files;

/// The most bytes that an [`Incoming`] takes on its way from one process to another.
pub const MAX_PASSED: usize = exchange::MAX_PASSED_BYTES + 1;

/// What an import is to do.
#[derive(Clone, Default)]
pub struct Import {
    /// The format, if it is not to be recognised.
    pub format: Option<String>,
    /// The password of the file.
    pub file_password: Option<Zeroizing<String>>,
    /// The most memory in MiB that a file may take to be opened, if somebody agreed to more than usual.
    pub memory_mib: Option<u32>,
    /// Which column of a table holds which field, by heading or letter; others are guessed.
    pub columns: Vec<(String, String)>,
    /// Told how far a long derivation of a file's key is, and asked whether to go on.
    pub progress: Option<Progress>,
    /// What becomes of what was read.
    pub choices: Choices,
    /// Only say what would happen.
    pub dry_run: bool,
}

/// Hears how far something is, from 0 to 1, and answers whether it goes on.
pub type Progress = Arc<dyn Fn(f32) -> ControlFlow<()> + Send + Sync>;

/// What becomes of what was read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choices {
    /// The folder that everything goes to, made if need be. Without it tables and Keyrack's own formats bring their
    /// folders.
    pub folder: Option<String>,
    /// What happens to rows by their status.
    pub on: On,
    /// What happens to single rows by their numbers, whatever is said of their status.
    pub rows: BTreeMap<usize, Decision>,
    /// What becomes of the groups of other programs.
    pub groups: Groups,
}

/// What happens to rows by their status. Rows that equal what is there in every field are always left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct On {
    /// Nothing has their secret or name.
    pub new: Decision,
    /// The same secret under another name, or with other parameters.
    pub same_secret: Decision,
    /// The same name with another secret.
    pub same_name: Decision,
}

named! {
    /// What becomes of the groups of other programs. The clients of a table are folders in any case.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    #[derive(Default)]
    pub enum Groups {
        /// Tags.
        #[default]
        Tags = "tags",
        /// The first group of a row is the folder that it goes to, made if need be; the others are tags.
        Folders = "folders",
    }
}

/// What was read of files. It holds their secrets, and has no way to be shown.
pub struct Incoming {
    read: exchange::Import,
    columns: Option<Vec<exchange::Column>>,
    is_understood: bool,
}

impl Session {
    /// Takes in what was read, all in one save, or only says what would become of it. One row that cannot be read never
    /// keeps the others out.
    ///
    /// # Errors
    /// [`ErrorCode::ColumnsUnknown`], or why the result could not be saved; then nothing was taken in.
    pub fn import(&mut self, incoming: &Incoming, import: &Import) -> Result<ImportView> {
        incoming.check()?;
        if import.dry_run {
            return Ok(self.plan(incoming, &import.choices));
        }
        self.take(incoming, &import.choices)
    }

    /// Says what would become of what was read.
    #[must_use]
    pub fn plan(&self, incoming: &Incoming, choices: &Choices) -> ImportView {
        plan::Plan::of(self.vault(), incoming, choices).view
    }

    /// Takes in what was read, all in one save.
    ///
    /// # Errors
    /// Why it could not be saved. As for every change, it stays in memory then for [`Session::save`].
    pub fn take(&mut self, incoming: &Incoming, choices: &Choices) -> Result<ImportView> {
        // A copy of the vault as it is now is what an undo looks into. Without one, it takes back what was added only.
        let _ = self.settle();
        let before = self.own().header.sequence;
        let mut idle = None;
        let mut mark = None;
        let taken = self.commit(|vault, stamp| {
            let plan = plan::Plan::of(vault, incoming, choices);
            if plan.is_idle() {
                idle = Some(plan.view);
                // Nothing is saved then, and the import before can still be undone.
                return Err(Error::new(ErrorCode::Cancelled));
            }
            mark = Some(ImportMark {
                before,
                stamp: (stamp.milliseconds(), stamp.counter()),
            });
            taking::take(vault, stamp, incoming, choices, plan)
        });
        if let Some(view) = idle {
            return Ok(view);
        }
        self.unmarked = mark;
        // What could not be saved is noted once it is.
        if !self.is_unsaved() {
            self.mark_import();
        }
        let (mut view, favourites) = taken?;
        if self.add_favourites(&favourites).is_ok() {
            view.favourites = favourites.len();
        }
        Ok(view)
    }

    /// Notes the last import, for its undoing. Without that it cannot be undone in one go; it is done all the same.
    pub(crate) fn mark_import(&mut self) {
        if let Some(mark) = self.unmarked.take() {
            let (vault, computer) = self.state();
            let _ = StateFile::of(computer, vault).change(|state| state.import = Some(mark));
        }
    }
}

impl Incoming {
    /// Says what is in the files, compared with no vault.
    ///
    /// # Errors
    /// [`ErrorCode::ColumnsUnknown`].
    pub fn preview(&self) -> Result<ImportView> {
        self.check()?;
        Ok(plan::of_nothing(self))
    }

    /// All of it as bytes, for the process that has the vault. They hold the secrets.
    ///
    /// # Errors
    /// [`ErrorCode::FileTooLarge`] where there is more than any vault takes in.
    pub fn pass(&self) -> Result<Zeroizing<Vec<u8>>> {
        let import = exchange::pass(&self.read, self.columns.as_deref());
        let import = import.map_err(|_| Error::new(ErrorCode::FileTooLarge))?;
        let mut bytes = Zeroizing::new(Vec::with_capacity(import.len() + 1));
        bytes.push(u8::from(self.is_understood));
        bytes.extend_from_slice(&import);
        Ok(bytes)
    }

    /// Reads what [`Incoming::pass`] wrote, in a process that may have been taken over by a file. `None` for anything
    /// else.
    #[must_use]
    pub fn take_over(bytes: &[u8]) -> Option<Self> {
        let (is_understood, import) = match bytes.split_first()? {
            (0, import) => (false, import),
            (1, import) => (true, import),
            _ => return None,
        };
        let (read, columns) = exchange::take_over(import).ok()?;
        Some(Self {
            read,
            columns,
            is_understood,
        })
    }

    /// What is to know about the format.
    #[must_use]
    pub fn format(&self) -> exchange::FormatInfo {
        self.read.format.info()
    }

    /// Whether the files were encrypted.
    #[must_use]
    pub const fn is_encrypted(&self) -> bool {
        self.read.encrypted
    }

    /// Transfers from Google Authenticator of which the files have a part only.
    #[must_use]
    pub fn missing(&self) -> Vec<MissingParts> {
        self.read.missing.iter().map(MissingParts::from).collect()
    }

    /// What the columns of a table hold; `None` for other files.
    #[must_use]
    pub fn columns(&self) -> Option<&[exchange::Column]> {
        self.columns.as_deref()
    }

    /// How many groups the rows lie in.
    #[must_use]
    pub fn groups(&self) -> usize {
        let rows = self.read.rows.iter();
        let groups = rows.filter_map(|row| match &row.outcome {
            exchange::Outcome::Entry(entry) => Some(&entry.groups),
            exchange::Outcome::Refused(_) => None,
        });
        let groups: std::collections::BTreeSet<&String> = groups.flatten().collect();
        groups.len()
    }

    /// Whether the files are tables, whose clients are folders.
    fn is_table(&self) -> bool {
        self.columns.is_some()
    }

    /// Refuses a table of whose columns too little is known.
    fn check(&self) -> Result<()> {
        if self.is_understood {
            Ok(())
        } else {
            Err(exchange::ImportError::ColumnsUnknown.into())
        }
    }
}

impl std::fmt::Debug for Import {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Import")
            .field("format", &self.format)
            .field("choices", &self.choices)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Incoming {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Incoming")
            .field("format", &self.read.format)
            .finish_non_exhaustive()
    }
}
