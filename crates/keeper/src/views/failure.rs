//! Why something was not done.

use std::collections::BTreeMap;

use keyrack_app::{ErrorCode, named};
use serde::{Deserialize, Serialize};

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// The case; its words are found under its name.
    pub code: FailureCode,
    /// What the words need.
    pub args: BTreeMap<String, String>,
    /// Names what to do next, where one code has several ways out.
    pub hint: Option<String>,
    /// Seconds after which it may be tried again.
    pub retry_after_s: Option<u64>,
}

/// Every case of a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum FailureCode {
    /// One that the command line knows as well.
    App(ErrorCode),
    /// One of the windows alone.
    Window(WindowErrorCode),
}

named! {
    /// The cases that only windows meet.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum WindowErrorCode {
        /// The vault is locked.
        Locked = "locked",
        /// A fault in this program.
        Unexpected = "unexpected",
        /// The request is none.
        BadRequest = "bad_request",
        /// Too much is under way.
        Overloaded = "overloaded",
        /// The answer is larger than a window takes.
        AnswerTooLarge = "answer_too_large",
        /// The window is not there.
        WindowUnavailable = "window_unavailable",
        /// No emergency kit waits.
        KitGone = "kit_gone",
        /// What was typed is not on the kit.
        KitDiffers = "kit_differs",
        /// No office key sheets wait.
        SheetsGone = "sheets_gone",
        /// What was typed or scanned is not on the sheet.
        SheetDiffers = "sheet_differs",
        /// A sheet was not proved to be at hand.
        SheetsUnconfirmed = "sheets_unconfirmed",
        /// No invitation was read.
        InvitationGone = "invitation_gone",
        /// The mail program cannot be started.
        MailUnavailable = "mail_unavailable",
        /// The paper shows something else by now, or nothing.
        PaperGone = "paper_gone",
        /// There is more than a sheet holds.
        PaperTooLong = "paper_too_long",
        /// This computer cannot read aloud.
        NoSpeech = "no_speech",
        /// Somebody helps over a remote connection, and would see a secret.
        SupportMode = "support_mode",
        /// The clipboard cannot be reached.
        ClipboardUnavailable = "clipboard_unavailable",
        /// There is nothing in the field.
        FieldEmpty = "field_empty",
        /// The address is none of a web page.
        PageNotWeb = "page_not_web",
        /// The browser cannot be started.
        BrowserUnavailable = "browser_unavailable",
        /// What was read is no longer at hand.
        DraftGone = "draft_gone",
        /// There is no picture on the clipboard.
        ClipboardEmpty = "clipboard_empty",
        /// It is no picture of a known kind.
        PictureUnknown = "picture_unknown",
        /// The picture is too large.
        PictureTooLarge = "picture_too_large",
        /// The picture is damaged.
        PictureDamaged = "picture_damaged",
        /// The PDF is damaged.
        PdfDamaged = "pdf_damaged",
        /// The PDF wants a password.
        PdfLocked = "pdf_locked",
        /// The PDF has too many pages.
        PdfTooLong = "pdf_too_long",
        /// There are more pictures than are looked at.
        TooManyPictures = "too_many_pictures",
        /// There is no way to the screens.
        ScreenUnavailable = "screen_unavailable",
        /// The person or the system does not allow a look at the screens.
        ScreenRefused = "screen_refused",
        /// The system did not answer in time.
        ScreenTimedOut = "screen_timed_out",
        /// Another program holds mouse or keyboard.
        ScreenBusy = "screen_busy",
        /// What looks at pictures broke down.
        ScanFailed = "scan_failed",
        /// The name of a file is no Unicode.
        NameUnusable = "name_unusable",
        /// A picture was chosen where a file of another program is imported.
        PictureChosen = "picture_chosen",
        /// What was read of files is no longer at hand.
        ImportGone = "import_gone",
        /// There is no backup of this vault.
        NoBackup = "no_backup",
        /// No folder for backups is chosen.
        NoBackupFolder = "no_backup_folder",
        /// The folder for backups does not answer.
        BackupFolderSilent = "backup_folder_silent",
        /// Neither the password nor the recovery key of the backup.
        BackupKeyWrong = "backup_key_wrong",
        /// The backup that was opened is no longer at hand.
        BackupGone = "backup_gone",
        /// The program cannot be started when the person signs in.
        NoStartAtLogin = "no_start_at_login",
    }
}

impl FailureCode {
    /// Every case.
    pub fn all() -> impl Iterator<Item = Self> {
        let app = ErrorCode::ALL.iter().copied().map(Self::App);
        app.chain(WindowErrorCode::ALL.iter().copied().map(Self::Window))
    }

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::App(code) => code.as_str(),
            Self::Window(code) => code.as_str(),
        }
    }

    /// The case of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        let app = ErrorCode::of_name(name).map(Self::App);
        app.or_else(|| WindowErrorCode::of_name(name).map(Self::Window))
    }
}

impl Failure {
    /// A failure without arguments.
    #[must_use]
    pub fn new(code: impl Into<FailureCode>) -> Self {
        Self {
            code: code.into(),
            args: BTreeMap::new(),
            hint: None,
            retry_after_s: None,
        }
    }

    /// Adds what the words need; never a secret, and no more of it than fits a line.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.args
            .insert(name.to_owned(), value.chars().take(80).collect());
        self
    }
}

impl From<ErrorCode> for FailureCode {
    fn from(code: ErrorCode) -> Self {
        Self::App(code)
    }
}

impl From<WindowErrorCode> for FailureCode {
    fn from(code: WindowErrorCode) -> Self {
        Self::Window(code)
    }
}

impl From<keyrack_app::Error> for Failure {
    fn from(error: keyrack_app::Error) -> Self {
        let args = error.args.into_iter();
        Self {
            code: error.code.into(),
            args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
            hint: error.hint.map(str::to_owned),
            retry_after_s: error.retry_after_s,
        }
    }
}
