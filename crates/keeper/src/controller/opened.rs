//! The open vault, and everything that is forgotten with its keys.

use std::collections::BTreeMap;
use std::sync::Arc;

use keyrack_app::view::{Decision, DifferenceView, FolderTag, ImportView, RowStatus};
use keyrack_app::{
    BeforeRestore, Boot, Choices, Date, Draft, EntryNotice, OpenedBackup, Reason, RecoveryKey,
    Session,
};
use keyrack_words::Language;
use zeroize::Zeroizing;

use crate::controller::at_hand::AskedGroups;
use crate::scanner::Contents;
use crate::views::{self, Failure};

/// The open vault, and what is forgotten with it.
pub(crate) struct Opened {
    pub(crate) session: Session,
    /// Whether changes were refused when it was opened.
    pub(crate) read_only: bool,
    /// Whether codes are withheld, because somebody helps over a remote connection.
    pub(crate) masked: bool,
    /// Of whom a code was copied last.
    pub(crate) last_copy: Option<LastCopy>,
    /// What was read and is not added yet.
    pub(crate) drafts: Drafts,
    /// What was read by scans that belong together.
    pub(crate) scanned: ScanSeries,
    /// What was read of files.
    pub(crate) importing: Importing,
    /// The kit that is not proved to be at hand yet.
    pub(crate) kit: Option<WaitingKit>,
    /// The backup that was chosen, and how it was before something came back.
    pub(crate) restoring: Restoring,
    /// What waits about offices.
    pub(crate) offices: OfficeSecrets,
    /// Why the vault's file could not be followed, if it could not.
    pub(crate) astray: Option<Failure>,
}

/// Of whom a code was copied last, and when.
pub(crate) struct LastCopy {
    pub(crate) folder: FolderTag,
    pub(crate) at: Boot,
}

/// Drafts by their numbers. Those of a scan come and go together, so that none of a large one makes room for another.
#[derive(Default)]
pub(crate) struct Drafts {
    pub(crate) typed: BTreeMap<u32, Draft>,
    pub(crate) scanned: BTreeMap<u32, Draft>,
    pub(crate) last: u32,
}

/// What was read by one look after the other, as long as they belong together.
#[derive(Default)]
pub(crate) struct ScanSeries {
    /// The texts of codes, each once.
    pub(crate) texts: Vec<Zeroizing<String>>,
    /// Keys that stood on the clipboard without anything around them.
    pub(crate) keys: Vec<Draft>,
    /// What was found as the person wished in the tray, until it is asked for.
    pub(crate) waiting: Option<Result<views::Scan, Failure>>,
}

/// What was read of files, and what became of it.
#[derive(Default)]
pub(crate) struct Importing {
    /// The files, by name, once they were chosen.
    pub(crate) files: Option<Arc<Contents>>,
    /// What they hold, once that could be read.
    pub(crate) read: Option<ReadImport>,
    /// What became of those that were taken in last.
    pub(crate) report: Option<ImportReport>,
}

/// What files hold, and what is to become of it.
pub(crate) struct ReadImport {
    pub(crate) incoming: keyrack_app::Incoming,
    pub(crate) choices: Choices,
    /// What becomes of it so, in the vault as it was at `moment`.
    pub(crate) plan: ImportView,
    pub(crate) moment: Option<u64>,
}

/// What became of the entries of an import.
#[derive(Clone)]
pub(crate) struct ImportReport(pub(crate) Vec<ReportLine>);

#[derive(Clone)]
pub(crate) struct ReportLine {
    pub(crate) row: usize,
    pub(crate) name: String,
    pub(crate) status: RowStatus,
    pub(crate) reason: Option<Reason>,
    pub(crate) notices: Vec<EntryNotice>,
    pub(crate) done: Decision,
}

/// A kit that waits to be proved to be at hand. It is forgotten with the keys.
pub(crate) struct WaitingKit {
    pub(crate) key: RecoveryKey,
    /// The password of the vault, where the key counts only from the proof on: both are set together.
    pub(crate) password: Option<Zeroizing<String>>,
    pub(crate) asked: AskedGroups,
}

/// Secrets of offices that wait for what the person does next.
#[derive(Default)]
pub(crate) struct OfficeSecrets {
    /// Sheets of an office that is to be founded.
    pub(crate) new_sheets: Option<NewSheets>,
    /// The text of a sheet that was scanned, to come back to its office.
    pub(crate) scanned_sheet: Option<Zeroizing<String>>,
    /// The code of the invitation that was read.
    pub(crate) code: Option<Zeroizing<String>>,
}

/// Office key sheets that were made, and wait until each is proved to be at hand. None opens anything before the office is
/// founded.
pub(crate) struct NewSheets {
    /// What stands on them.
    pub(crate) office: String,
    pub(crate) language: Language,
    pub(crate) date: Date,
    pub(crate) sheets: Vec<NewSheet>,
}

/// An office key sheet that was made.
pub(crate) struct NewSheet {
    pub(crate) text: Zeroizing<String>,
    pub(crate) asked: AskedGroups,
    pub(crate) confirmed: bool,
}

/// A backup that was chosen, and what became of it. It is forgotten with the keys.
#[derive(Default)]
pub(crate) struct Restoring {
    pub(crate) chosen: Option<ChosenBackup>,
    pub(crate) opened: Option<(OpenedBackup, Vec<DifferenceView>)>,
    pub(crate) before: Option<BeforeRestore>,
}

/// A backup as it was read.
#[derive(Clone)]
pub(crate) struct ChosenBackup {
    pub(crate) name: String,
    pub(crate) bytes: Arc<Vec<u8>>,
}
