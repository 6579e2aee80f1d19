//! What a window may ask of the keeper. A request is one JSON object whose `ask` names it; what is not listed here is
//! refused.

use serde::Deserialize;
use zeroize::Zeroizing;

/// The most rows of one answer. What the window does not show, it does not get.
pub const MAX_ROWS: usize = 60;

/// What a person typed that nobody else may learn. It goes one way: it has no `Serialize`.
#[derive(Clone, Deserialize)]
#[serde(from = "String")]
pub struct Typed(pub Zeroizing<String>);

impl From<String> for Typed {
    fn from(text: String) -> Self {
        Self(Zeroizing::new(text))
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(..)")
    }
}

/// What the main window may ask.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum Request {
    /// How things stand with the vault: [`State`](crate::views::State).
    State,
    /// A person is at work: typing, moving the mouse. Puts the idle lock off. Answered with `null`.
    Active,
    /// What is set on this computer: [`Settings`](crate::views::Settings). Works while locked.
    Settings,
    /// Changes what is named, and answers as `settings`.
    ChangeSettings {
        /// The new values.
        changes: Changes,
    },
    /// Lets the person choose the folder for backups, and answers as `settings`.
    ChooseBackupFolder,
    /// What this program is: [`About`](crate::views::About).
    About,

    /// How hard a new password is to guess: [`Strength`](crate::views::Strength).
    Strength {
        /// The password so far.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Makes the vault and its recovery key, and opens it. Answers as `state`; the emergency kit waits to be shown.
    Create {
        /// The new password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Opens the vault by password. Answers as `state`.
    Unlock {
        /// The password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Opens the vault by the recovery key on the emergency kit. Answers as `state`.
    UnlockWithKey {
        /// The key, with or without its prefix, spaces, dashes and lines.
        #[cfg_attr(test, ts(type = "string"))]
        key: Typed,
    },
    /// How it stands with the PIN of this computer: [`Pin`](crate::views::Pin). Asks the keyring, which may take seconds.
    Pin,
    /// Opens the vault by PIN. Answers as `state`.
    UnlockWithPin {
        /// The PIN.
        #[cfg_attr(test, ts(type = "string"))]
        pin: Typed,
    },
    /// Gives the vault a PIN on this computer: [`Pin`](crate::views::Pin).
    SetPin {
        /// The password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
        /// From 4 to 12 digits.
        #[cfg_attr(test, ts(type = "string"))]
        pin: Typed,
    },
    /// Takes the PIN away: [`Pin`](crate::views::Pin).
    RemovePin,
    /// Locks. This window ends, and a new one shows the lock screen.
    Lock,
    /// Gives the vault a new password. Answered with `null`.
    ChangePassword {
        /// The present one.
        #[cfg_attr(test, ts(type = "string"))]
        old: Typed,
        /// The new one.
        #[cfg_attr(test, ts(type = "string"))]
        new: Typed,
    },

    /// Makes a new recovery key, which counts once its kit is confirmed, and shows the kit in its own window:
    /// [`Kit`](crate::views::Kit).
    MakeKit {
        /// The present password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
        /// The tag of the language of the paper; none for that of the windows.
        language: Option<String>,
    },
    /// Shows the kit that waits, again: [`Kit`](crate::views::Kit).
    ShowKit {
        /// The tag of the language of the paper; none for that of the windows.
        language: Option<String>,
    },
    /// Proves that the kit is at hand, by the groups that [`Kit`](crate::views::Kit) asks for. Answers as `state`.
    ConfirmKit {
        /// The groups, in the order asked.
        #[cfg_attr(test, ts(type = "Array<string>"))]
        groups: Vec<Typed>,
    },
    /// Puts the kit off. Answers as `state`.
    PutOffKit,

    /// Rows of the list: [`Page`](crate::views::Page).
    List {
        /// Words, in any order; empty for all.
        query: String,
        /// Where to look.
        place: Place,
        /// The place in the list of the first row.
        from: usize,
        /// How many rows, at most [`MAX_ROWS`].
        count: usize,
    },
    /// How many rows each place has: [`Counts`](crate::views::Counts).
    Counts,
    /// Everything about an account but its secrets: [`Account`](crate::views::Account).
    Account {
        /// Its id.
        account: String,
    },
    /// Lends a code to the clipboard: [`Copy`](crate::views::Copy). A counter is moved on and saved before.
    Copy {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The code after the present one.
        next: bool,
        /// Whether the person has said that this client is meant.
        sure: bool,
    },
    /// Takes the lent code off the clipboard now. Answered with `null`.
    ClearClipboard,
    /// Lends the user name or another plain field to the clipboard: [`Copy`](crate::views::Copy).
    CopyField {
        /// The account.
        account: String,
        /// `label`, `email`, `url` or `tax_number` (of its client).
        field: String,
    },
    /// Opens the login page in the browser; only `https` and `http` addresses. Answered with `null`.
    OpenPage {
        /// The account.
        account: String,
    },
    /// Shows the secrets of an account in a window of their own. Answered with `null`.
    Reveal {
        /// The account.
        account: String,
        /// The password, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Shows QR codes for another device in the paper window: [`QrShown`](crate::views::QrShown).
    ShowQr {
        /// The accounts, in this order.
        accounts: Vec<String>,
        /// Only this factor of the one account; none for all factors.
        factor: Option<String>,
        /// What kind of codes.
        kind: QrKind,
        /// Whether the person knows what is left out. Else nothing is shown where something is, only told.
        sure: bool,
        /// The password, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Marks accounts as favourites of this person on this computer, or no longer. Answered with `null`.
    Favourite {
        /// The accounts.
        accounts: Vec<String>,
        /// Whether they are.
        on: bool,
    },

    /// Reads a key or an otpauth URI that was typed: [`Draft`](crate::views::Draft).
    ReadText {
        /// The text.
        #[cfg_attr(test, ts(type = "string"))]
        text: Typed,
        /// What a bare key does not say; a URI says it itself.
        how: How,
    },
    /// Which ways to the screens there are: [`ScanWays`](crate::views::ScanWays).
    ScanWays,
    /// Looks for keys: [`Scan`](crate::views::Scan), or `null` when the person chose nothing or cancelled. One that is
    /// under way ends. While screens are looked at, no window of this program is on them.
    Scan {
        /// Where.
        from: ScanFrom,
        /// Whether what was read before belongs to it: parts of transfer codes that stand on several pictures. The answer
        /// is about all of it, and replaces the one before.
        more: bool,
    },
    /// Ends the look that is under way; it is answered with `null`, and so is this.
    CancelScan,
    /// Adds an account with what a draft holds: [`Added`](crate::views::Added).
    Add {
        /// The draft.
        draft: u32,
        /// The service.
        service: String,
        /// The user name.
        label: String,
        /// The name or id of the client or folder; a new name makes a new one. None for the default folder.
        folder: Option<String>,
        /// The desk or person of the factor.
        desk: String,
        /// Further fields, as in `edit`.
        fields: Vec<(String, String)>,
    },
    /// Adds an account for each of these drafts, in one save: [`AddedMany`](crate::views::AddedMany).
    AddMany {
        /// The drafts.
        drafts: Vec<u32>,
        /// The name or id of the client or folder for all; a new name makes a new one. None for the default folder.
        folder: Option<String>,
        /// Drafts that go elsewhere, and where.
        folders: Vec<(u32, String)>,
    },
    /// Takes back what `add_many` has added: to the trash. Answered with `null`.
    UndoAdd {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Adds a factor with what a draft holds to an account: [`Added`](crate::views::Added).
    AddFactor {
        /// The account.
        account: String,
        /// The draft.
        draft: u32,
        /// The desk or person.
        desk: String,
    },
    /// Replaces the secret of a factor by that of a draft. The old one is kept until the new one is confirmed:
    /// [`Added`](crate::views::Added).
    ReplaceSecret {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The draft.
        draft: u32,
    },
    /// Forgets a draft. Answered with `null`.
    DropDraft {
        /// The draft.
        draft: u32,
    },
    /// Notes that the portal accepted a code. Answers as `account`.
    Confirm {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },

    /// Changes fields of an account: `service`, `issuer`, `label`, `url`, `email`, `note`, `support`, `tags` (between
    /// commas), `folder`, `also_serves`, `deadline.NAME` (`YYYY-MM-DD`), `channel.NAME`. Answers as `account`.
    Edit {
        /// The account.
        account: String,
        /// Names and new values; an empty value clears.
        fields: Vec<(String, String)>,
    },
    /// Moves accounts to a folder by id or name; a new name makes a new one. Answered with how many.
    Move {
        /// The accounts.
        accounts: Vec<String>,
        /// The folder.
        folder: String,
    },
    /// Adds and takes away tags. Answered with how many accounts.
    Tag {
        /// The accounts.
        accounts: Vec<String>,
        /// Tags to add.
        add: Vec<String>,
        /// Tags to take away.
        remove: Vec<String>,
    },
    /// Moves accounts to the trash. Answered with how many.
    Remove {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Brings accounts back from the trash. Answered with how many.
    Restore {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Removes for good what lies in the trash. Answered with how many accounts.
    EmptyTrash,
    /// Renames the desk of a factor. Answers as `account`.
    EditFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The desk or person.
        desk: String,
    },
    /// Moves a factor to the trash. Answers as `account`.
    RemoveFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// Brings a factor back from the trash. Answers as `account`.
    RestoreFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// Adds a recovery item. Answers as `account`.
    AddRecovery {
        /// The account.
        account: String,
        /// `deletion_code`, `backup_codes` or `phone`.
        kind: String,
        /// What it is called.
        label: String,
        /// Whose it is.
        whose: String,
        /// The code or number; backup codes one a line.
        #[cfg_attr(test, ts(type = "string"))]
        value: Typed,
    },
    /// Marks the next backup code as used. Answers as `account`.
    UseRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },
    /// Moves a recovery item to the trash. Answers as `account`.
    RemoveRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },
    /// Brings a recovery item back from the trash. Answers as `account`.
    RestoreRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },

    /// Clients and folders: [`Folders`](crate::views::Folders).
    Folders {
        /// Words, in any order; empty for all.
        query: String,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`].
        count: usize,
        /// Those out of the way instead of the others.
        archived: bool,
    },
    /// Makes a client or folder: [`Folder`](crate::views::Folder).
    AddFolder {
        /// Its name.
        name: String,
        /// Further fields, as in `edit_folder`.
        fields: Vec<(String, String)>,
    },
    /// Changes fields of a client or folder: `name`, `client` (`true` or `false`), `tax_number`, `short_code`,
    /// `contact`, `email`, `notes`, `colour`, `archived`. Answers as `add_folder`.
    EditFolder {
        /// Its id.
        folder: String,
        /// Names and new values.
        fields: Vec<(String, String)>,
    },
    /// Removes a folder that holds no account. Answered with `null`.
    RemoveFolder {
        /// Its id.
        folder: String,
    },

    /// Reads files of other authenticators and tables: [`Incoming`](crate::views::Incoming), or `null` when the person
    /// chose none. Nothing is added yet. What was read before is forgotten. The files stay with the keeper, also when they
    /// cannot be read as yet, for want of a password for instance; `read_import` reads them again.
    OpenImport {
        /// Where the files are.
        from: ImportFrom,
    },
    /// Reads the files of `open_import` again: [`Incoming`](crate::views::Incoming).
    ReadImport {
        /// The password of the files.
        #[cfg_attr(test, ts(type = "string | null"))]
        password: Option<Typed>,
        /// The most memory in MiB that the files may take to be opened, once the person agreed to it.
        memory_mib: Option<u32>,
        /// What columns of a table hold: the letter of the column, and the field. The others are guessed.
        columns: Vec<(String, String)>,
    },
    /// Entries of what was read: [`ImportPage`](crate::views::ImportPage).
    ImportRows {
        /// Only those of this status.
        status: Option<String>,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`].
        count: usize,
    },
    /// Clients that the table names: [`ImportClients`](crate::views::ImportClients).
    ImportClients {
        /// Only those of whom there is no code, in the vault or in the table.
        without_code: bool,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`].
        count: usize,
    },
    /// Says what is to become of entries: [`Incoming`](crate::views::Incoming). What is said of single ones goes before
    /// what was said of all, until something is said of all again.
    ChooseImport {
        /// The entries; empty for all.
        rows: Vec<usize>,
        /// Only those of this status.
        status: Option<String>,
        /// What becomes of them. Where nothing resembles an entry that could be replaced, it is added.
        decision: Decision,
    },
    /// Adds what was read, in one save, and forgets it: [`Imported`](crate::views::Imported).
    TakeImport {
        /// The name or id of the client or folder for everything; a new name makes a new one.
        folder: Option<String>,
        /// What becomes of the groups of the other program.
        groups: Groups,
    },
    /// Takes the last import on this computer back. Answered with how many accounts that concerned.
    UndoImport,
    /// Writes what became of each entry of the last import to a file that the person chooses, without secrets. Answered
    /// with the name of the file, or `null` when they chose none.
    SaveImportReport,
    /// Forgets what was read. Answered with `null`.
    DropImport,
    /// Ends the reading that is under way, which is answered with `cancelled`. Answered with `null`.
    CancelImport,
    /// Whether the files that were dropped last are for `scan` or for `open_import`: [`DroppedKind`](crate::views::DroppedKind).
    DroppedKind,

    /// What the format has no place for: [`Losses`](crate::views::Losses).
    ExportLosses {
        /// The accounts; empty for all.
        accounts: Vec<String>,
        /// Only those of this client or folder, by id.
        folder: Option<String>,
        /// The name of the format.
        format: String,
    },
    /// Writes accounts to a file that the person chooses: [`Exported`](crate::views::Exported), or `null` when they
    /// chose none.
    Export {
        /// The accounts; empty for all.
        accounts: Vec<String>,
        /// Only those of this client or folder, by id.
        folder: Option<String>,
        /// The name of the format.
        format: String,
        /// The password of the file; none or empty for a plain one, where the format has such.
        #[cfg_attr(test, ts(type = "string | null"))]
        file_password: Option<Typed>,
        /// The password of the vault, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Writes a backup into the folder for backups and opens it to see that it is good:
    /// [`Backup`](crate::views::Backup).
    BackUp,
    /// What lies in the folder for backups: [`Backups`](crate::views::Backups).
    Backups,
    /// Opens a backup to see what it would bring: [`RestorePlan`](crate::views::RestorePlan), or `null` when the person
    /// chose none. Refused with `file_password_needed` where it was made under another password; then it stays at hand, and
    /// is opened by the next `open_backup` with one. Where there is no vault, or none that can be read, `adopt` makes it
    /// the vault.
    OpenBackup {
        /// Where it is.
        from: BackupFrom,
        /// The name of the file, in the folder for backups.
        file: Option<String>,
        /// The password of the time when it was made, or the recovery key.
        #[cfg_attr(test, ts(type = "string | null"))]
        password: Option<Typed>,
    },
    /// Accounts that the opened backup has otherwise: [`RestorePage`](crate::views::RestorePage).
    RestoreRows {
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`].
        count: usize,
    },
    /// Brings accounts back from the opened backup, as a new change: [`Restored`](crate::views::Restored).
    TakeRestore {
        /// The accounts; none for all that differ.
        accounts: Option<Vec<String>>,
    },
    /// Takes back what was brought back last. Answered with how many accounts.
    UndoRestore,
    /// Forgets the opened backup. Answered with `null`.
    DropRestore,
    /// Opens the newest backup by what stands on the paper, and compares it: [`Drill`](crate::views::Drill).
    Drill {
        /// The recovery key, or the password.
        #[cfg_attr(test, ts(type = "string"))]
        typed: Typed,
    },
    /// Makes the opened backup the vault, where there is none or none that can be read, and opens it. What was there is set
    /// aside. Answers as `state`.
    Adopt {
        /// The password or recovery key of the backup.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },

    /// Hides codes and secrets from somebody who helps over a remote connection: [`Support`](crate::views::Support).
    StartSupport {
        /// For how long, from 5 to 120.
        minutes: u16,
    },
    /// Ends that: [`Support`](crate::views::Support).
    EndSupport,
    /// How it stands with it: [`Support`](crate::views::Support).
    Support,

    /// Whether the clock is right, as far as this computer knows: [`Clock`](crate::views::Clock).
    Clock,
    /// Asks a time server on the internet: [`Clock`](crate::views::Clock).
    CheckClock,
    /// The codes of a factor before and after the present one: [`CodesAround`](crate::views::CodesAround).
    CodesAround {
        /// The account.
        account: String,
        /// The factor, which does not count.
        factor: String,
    },
}

/// What the paper window may ask, which shows what Rust has drawn and nothing else.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum PaperRequest {
    /// What is on the paper, apart from its secrets: [`Paper`](crate::views::Paper).
    Paper,
    /// The picture, as PNG bytes.
    Picture {
        /// Its width in CSS pixels.
        width: u32,
        /// Pixels of the screen to one CSS pixel.
        scale: f32,
        /// Light ink on dark paper.
        dark: bool,
    },
    /// Turns to another page, and answers as `paper`.
    Turn {
        /// Its number, from 1; one that there is not is the nearest.
        page: u16,
    },
    /// Saves it as a PDF where the person chooses. Answered with whether they chose a place.
    SavePdf,
    /// Prints it. Answered with `null`.
    Print,
    /// Lends a text on it to the clipboard, for who cannot see the picture: [`Copied`](crate::views::Copied).
    CopyItem {
        /// The place of the text among [`Paper::items`](crate::views::Paper::items).
        item: usize,
    },
    /// Reads a text aloud, character by character. Answered with `null`.
    SpellItem {
        /// The place of the text among [`Paper::items`](crate::views::Paper::items).
        item: usize,
    },
    /// Ends this window.
    Close,
}

/// Where to look for accounts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// Everywhere.
    All,
    /// Among this person's favourites.
    Favourites,
    /// Among those copied lately, the latest first.
    Recent,
    /// Among those that somebody should look at.
    Attention,
    /// In one client or folder: what belongs to it, then what serves it as well.
    Folder {
        /// Its id.
        folder: String,
    },
    /// In the trash, the latest first.
    Trash,
}

/// Where to look for keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ScanFrom {
    /// On the clipboard: a picture, a list of files, or a text with keys or otpauth URIs, one a line.
    Clipboard,
    /// On all screens as they are now.
    Screens,
    /// Within the rectangle that the person drags.
    Area,
    /// In pictures and PDFs that the person chooses.
    Files,
    /// In files that were dropped on the window last.
    Dropped,
    /// On the screens as they were when the person wished it in the tray.
    Tray,
}

/// Where files to import are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ImportFrom {
    /// Where the person chooses them.
    Files,
    /// They were dropped on the window last.
    Dropped,
}

/// What becomes of an entry that is imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It becomes an account of its own.
    Add,
    /// It is left out.
    Skip,
    /// It takes the place of the account that it resembles.
    Replace,
}

/// What becomes of the groups of another program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Groups {
    /// Tags.
    Tags,
    /// The first one of an entry becomes its client or folder, made if need be.
    Folders,
}

/// Where a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum BackupFrom {
    /// In the folder for backups.
    Folder,
    /// Where the person chooses it.
    File,
}

/// For which device QR codes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum QrKind {
    /// Any authenticator: a code for each factor.
    Phone,
    /// Google Authenticator: up to ten factors in a code.
    Transfer,
    /// A sheet to print with a code for each factor.
    Sheet,
}

/// What a bare key does not say. What is left out is as most portals have it: TOTP, SHA-1, six digits, 30 seconds.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct How {
    /// `totp`, `hotp` or `steam`.
    pub kind: Option<String>,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: Option<String>,
    /// Characters of a code.
    pub digits: Option<u8>,
    /// Seconds that a code lives.
    pub period: Option<u32>,
    /// The next counter, for `hotp`.
    pub counter: Option<u64>,
}

/// Settings to change; what is left out stays.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[cfg_attr(test, ts(optional_fields))]
#[serde(default, deny_unknown_fields)]
pub struct Changes {
    /// The tag of a language; empty for that of the system.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: Option<String>,
    /// Per cent, from 80 to 200.
    pub zoom: Option<u16>,
    /// Seconds that a copied code stays on the clipboard, from 5 to 300.
    pub clear_clipboard_s: Option<u16>,
    /// Minutes without anybody at work until it locks, from 1 to 60; 0 for never.
    pub idle_minutes: Option<u16>,
    /// Whether to ask when a code of another client is copied within ten seconds.
    pub ask_on_client_change: Option<bool>,
    /// Whether codes are shown only where the pointer or the choice is.
    pub hide_codes: Option<bool>,
    /// Whether closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: Option<bool>,
    /// Whether the program starts, locked, when the person signs in.
    pub start_at_login: Option<bool>,
    /// Minutes without a window to see until it locks, from 1 to 60; 0 for never.
    pub hidden_minutes: Option<u16>,
    /// Whether pictures of the screen leave out windows with secrets, where the system can.
    pub protect_screen: Option<bool>,
    /// How many backups stay in their folder, from 1 to 100.
    pub backups_kept: Option<u16>,
}
