//! What the windows are told. No type here has a place for a secret, and nothing else crosses the bridge but pictures
//! for the paper window.
//!
//! The same types in TypeScript stand in `ui/src/lib/backend/types.ts`; a test compares them.

use std::collections::BTreeMap;

use serde::Serialize;

/// The names of the colours that tell clients apart. The style sheet gives them their values.
pub const COLOURS: [&str; 10] = [
    "red", "orange", "amber", "olive", "green", "teal", "blue", "indigo", "violet", "pink",
];

/// How things stand with the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// There is none yet.
    NoVault {
        /// Where it would be.
        folder: String,
    },
    /// It is there, and its keys are not in memory.
    Locked {
        /// `start`, `person`, `idle`, `crash`.
        because: &'static str,
        /// Since when, in milliseconds since 1970.
        at: u64,
        /// Seconds until a password may be tried again, after too many wrong ones.
        retry_after_s: Option<u64>,
        /// Whether changes went with the keys, because no place could take them.
        unsaved_lost: bool,
        /// Whether a PIN was set for it on this computer. Whether it opens now, only the keyring can tell.
        pin: bool,
        /// Whether it could not be read, so that a backup may take its place.
        lost: bool,
    },
    /// It is open.
    Unlocked {
        /// Whether the emergency kit was proved to be at hand.
        kit_confirmed: bool,
        /// Whether a kit waits to be shown or confirmed.
        kit_waits: Option<Kit>,
        /// Whether changes cannot be saved.
        read_only: bool,
        /// Whether the recovery key opened it, so that nothing is saved before it has a new password.
        by_recovery_key: bool,
        /// Whether what was found as the person wished in the tray waits to be asked for, by `scan` from `tray`.
        scan_waits: bool,
        /// What opening found that the person should know.
        notices: Vec<Notice>,
    },
}

/// Something that the person should know, without it being an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Notice {
    /// Names the case; its words are found under it.
    pub code: String,
    /// What the words need.
    pub args: BTreeMap<String, String>,
}

/// An emergency kit that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Kit {
    /// The numbers, from 1, of the two groups that are asked for.
    pub ask: [u8; 2],
}

/// How it stands with the PIN of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Pin {
    /// Whether one is set.
    pub set: bool,
    /// Whether it opens the vault now; where none is set, whether one can be set.
    pub usable: bool,
    /// Why not. `keyring_absent`, `keyring_locked`, `keyring_broken`, `keyring_silent`: what is wrong with the keyring;
    /// `keyring_off`: it is not to be used; `pin_restarted`, `pin_week`: the password is due, after a restart or a week;
    /// `pin_used_up`: five were wrong; `pin_gone`: the keyring no longer has its part of it; `pin_outdated`: the password
    /// was changed since; `pin_damaged`: its file is.
    pub why: Option<String>,
    /// How many wrong ones are left until the password has to be typed.
    pub tries_left: Option<u8>,
    /// How many digits it has.
    pub digits: Option<u8>,
}

/// How hard a password is to guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Strength {
    /// From 0, at once, to 4, not in a lifetime.
    pub score: u8,
}

/// What is set on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Settings {
    /// The tag of a language; none for that of the system.
    pub language: Option<String>,
    /// `system`, `light` or `dark`.
    pub theme: String,
    /// Per cent.
    pub zoom: u16,
    /// Seconds that a copied code stays on the clipboard.
    pub clear_clipboard_s: u16,
    /// Minutes without anybody at work until it locks; 0 for never.
    pub idle_minutes: u16,
    /// Whether to ask when a code of another client is copied within ten seconds.
    pub ask_on_client_change: bool,
    /// Whether codes are shown only where the pointer or the choice is.
    pub hide_codes: bool,
    /// Whether closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: bool,
    /// Whether there is a tray now.
    pub tray: bool,
    /// Whether the program starts, locked, when the person signs in.
    pub start_at_login: bool,
    /// Whether that can be arranged here.
    pub can_start_at_login: bool,
    /// Minutes without a window to see until it locks; 0 for never.
    pub hidden_minutes: u16,
    /// Whether pictures of the screen leave out windows with secrets.
    pub protect_screen: bool,
    /// Whether the system can do that.
    pub can_protect_screen: bool,
    /// The folder for backups.
    pub backup_folder: Option<String>,
    /// How many backups stay in it.
    pub backups_kept: u16,
    /// Since when this computer knows the vault, in milliseconds since 1970.
    pub backups_since: Option<u64>,
    /// Why the last try to make a backup failed, by the code of a [`Failure`]; none since one was made.
    pub backup_trouble: Option<String>,
    /// The last backup that was opened and found good, in milliseconds since 1970.
    pub last_backup: Option<u64>,
    /// When a backup was last opened with what stands on the paper, in milliseconds since 1970.
    pub last_drill: Option<u64>,
}

/// What this program is, and where its files lie.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct About {
    /// Its version.
    pub version: String,
    /// The folder of the vault.
    pub vault: String,
    /// The formats that accounts can be exported to.
    pub formats: Vec<Format>,
}

/// A format that accounts can be exported to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Format {
    /// Its name.
    pub name: String,
    /// The program that reads it, by name.
    pub program: String,
    /// Whether a password protects the file: `never`, `may` (if one is given) or `always`.
    pub sealing: &'static str,
    /// The ending of its file's name, without the dot.
    pub extension: String,
}

/// A part of the rows that match a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Page {
    /// How many match in all.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<Row>,
}

/// A row of the list: a factor of an account, or an account without any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// The account.
    pub account: String,
    /// What makes its code; none for an account without a factor and in the trash.
    pub factor: Option<Code>,
    /// The client or folder.
    pub folder: FolderTag,
    /// The service, as the office calls it, else the issuer.
    pub service: String,
    /// The user name.
    pub label: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// What somebody should look at.
    pub badges: Vec<Badge>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
}

/// A client or folder where it is only named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FolderTag {
    /// Its id.
    pub id: String,
    /// Its name; empty for the one folder that an individual has.
    pub name: String,
    /// One of [`COLOURS`]: that which was chosen, else one that follows from its id.
    pub colour: String,
}

/// A factor and its code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Code {
    /// The factor.
    pub id: String,
    /// The desk or person; may be empty.
    pub desk: String,
    /// `totp`, `hotp`, `steam`, or a kind of a newer version.
    pub kind: String,
    /// The code now; none if it counts, for then each look would use a code up.
    pub code: Option<String>,
    /// The code after it.
    pub next: Option<String>,
    /// From when the code is right, in seconds since 1970.
    pub valid_from: Option<u64>,
    /// When it ends, in seconds since 1970.
    pub valid_until: Option<u64>,
    /// Whether codes are withheld, because somebody helps over a remote connection.
    pub masked: bool,
}

/// What somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "badge", rename_all = "snake_case")]
pub enum Badge {
    /// Nobody has said yet that the portal accepted a code.
    Unconfirmed,
    /// Two secrets were set at the same time; someone has to choose.
    Rivals,
    /// A date comes near, within 30 days, or is past.
    Deadline {
        /// What ends.
        name: String,
        /// `YYYY-MM-DD`.
        date: String,
        /// Days until then; negative when past.
        days: i64,
    },
}

/// How many rows each place has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Counts {
    /// All.
    pub all: usize,
    /// Favourites.
    pub favourites: usize,
    /// Copied lately.
    pub recent: usize,
    /// To look at.
    pub attention: usize,
    /// In the trash.
    pub trash: usize,
    /// Clients and folders that are not out of the way.
    pub folders: usize,
    /// Those that are.
    pub archived: usize,
    /// Tags in use, the most frequent first, at most 100.
    pub tags: Vec<String>,
}

/// All about an account but its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Where it belongs.
    pub folder: FolderTag,
    /// The service as the office calls it.
    pub service: String,
    /// The issuer, as the portal's code calls it.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// The login page.
    pub url: String,
    /// The e-mail address that the portal knows.
    pub email: String,
    /// Free text.
    pub note: String,
    /// Whom to ask at the portal.
    pub support: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// Other clients or folders that it serves.
    pub also_serves: Vec<FolderTag>,
    /// Dates to keep, by name, as `YYYY-MM-DD`. Known names: `authorisation`, `password`, `review`.
    pub deadlines: BTreeMap<String, String>,
    /// Other ways that the portal sends codes, and whose they are.
    pub channels: BTreeMap<String, String>,
    /// What somebody should look at.
    pub badges: Vec<Badge>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// When anything in it last changed, in milliseconds since 1970.
    pub changed: u64,
    /// Its factors.
    pub factors: Vec<Factor>,
    /// Its recovery items.
    pub recovery: Vec<Recovery>,
}

/// A factor without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Factor {
    /// What the list shows of it.
    pub code: Code,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; none where it counts.
    pub period: Option<u32>,
    /// The next counter; none where it does not count.
    pub counter: Option<u64>,
    /// Whether the portal accepted a code.
    pub confirmed: bool,
    /// Further secrets that were set at the same time on another computer.
    pub rivals: usize,
    /// Secrets that were replaced and are still kept: since when, in milliseconds since 1970.
    pub replaced: Vec<u64>,
}

/// A recovery item without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Recovery {
    /// Its id.
    pub id: String,
    /// `deletion_code`, `backup_codes`, `phone`, `file`, or a kind of a newer version.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whose it is.
    pub whose: String,
    /// Backup codes that are left; none where it has none.
    pub codes_left: Option<usize>,
    /// All its backup codes.
    pub codes_total: Option<usize>,
}

/// What became of a wish to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "copy", rename_all = "snake_case")]
pub enum Copy {
    /// It is on the clipboard.
    Done(Copied),
    /// The client differs from that of the last copy, a moment ago; ask the person, then copy with `sure`.
    Ask {
        /// The client that was copied last.
        before: FolderTag,
        /// The client that was chosen now.
        now: FolderTag,
    },
}

/// What was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Copied {
    /// The client or folder; its name may be empty.
    pub folder: FolderTag,
    /// The service.
    pub service: String,
    /// The user name.
    pub label: String,
    /// The desk.
    pub desk: String,
    /// What it is: `code`, `next` or the name of a field.
    pub what: String,
    /// After how many seconds it is taken back.
    pub clears_in_s: u64,
    /// When the code ends, in seconds since 1970.
    pub valid_until: Option<u64>,
    /// The code, where it counts: it is saved that it was used, and the person may need to read it.
    pub code: Option<String>,
}

/// What was read, before it is added. Its secret stays with the keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Draft {
    /// Names it in `add`.
    pub draft: u32,
    /// The issuer it names.
    pub issuer: String,
    /// The user name it names.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    pub kind: String,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives.
    pub period: Option<u32>,
    /// The next counter.
    pub counter: Option<u64>,
    /// What the person should know about it, by names of words.
    pub notices: Vec<String>,
    /// How it stands to the vault: `new`, `identical` (same secret, issuer and user name), `same_secret`, `same_name`.
    pub status: &'static str,
    /// Accounts that are like it.
    pub same: Vec<Same>,
}

/// An account that is like a draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Same {
    /// `same_secret` or `same_name`.
    pub how: &'static str,
    /// The account.
    pub account: String,
    /// Its client or folder.
    pub folder: FolderTag,
    /// Its service.
    pub service: String,
    /// Its user name.
    pub label: String,
}

/// Which ways to the screens there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ScanWays {
    /// Why all screens cannot be looked at (`no_display`, `no_portal`, …); none if they can.
    pub screens: Option<String>,
    /// Why no rectangle can be dragged, likewise.
    pub area: Option<String>,
    /// Whether the desktop asks the person first. Our window stays then, for some desktops ask only on behalf of the
    /// program that has the focus.
    pub asks: bool,
}

/// What a look has found. Nothing is an answer too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scan {
    /// The keys.
    pub found: Vec<Draft>,
    /// Codes that make no key for us.
    pub refused: Vec<RefusedCode>,
    /// Transfer codes of which parts are missing.
    pub missing: Vec<MissingParts>,
    /// Pictures that could not be read.
    pub unread: Vec<UnreadPicture>,
    /// Codes that were left out because two readings of them differ.
    pub doubtful: u32,
    /// How many pictures, screens and pages were looked at.
    pub pictures: u32,
}

/// A code that was read and is not for us, or a factor that no code can hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RefusedCode {
    /// Why, by the name of its words.
    pub reason: String,
    /// The issuer, if it names one.
    pub issuer: String,
    /// The user name, if it names one.
    pub label: String,
}

/// Parts of a transfer that were not read yet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct MissingParts {
    /// Their numbers, from 1.
    pub parts: Vec<u32>,
    /// How many parts there are in all.
    pub of: u32,
}

/// A picture that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadPicture {
    /// The name of its file, without the folder; empty where it has none.
    pub name: String,
    /// Why, by the code of a [`Failure`].
    pub code: String,
}

/// What `add_many` has added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AddedMany {
    /// The ids of the accounts.
    pub accounts: Vec<String>,
    /// The first of them.
    pub first: Option<Added>,
}

/// What stands in the paper window now; or would, where something is left out and the person did not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QrShown {
    /// How many factors.
    pub shown: u32,
    /// Those that no such code can hold.
    pub left_out: Vec<RefusedCode>,
}

/// Where what was added is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Added {
    /// The account, all of it.
    pub account: Account,
    /// The id of the factor that was added.
    pub factor: String,
}

/// A part of the clients and folders.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Folders {
    /// How many match in all.
    pub total: usize,
    /// Those asked for, by name.
    pub folders: Vec<Folder>,
}

/// A client or folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Folder {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// One of [`COLOURS`].
    pub colour: String,
    /// Whether somebody chose the colour.
    pub colour_chosen: bool,
    /// Whether it stands for a client.
    pub client: bool,
    /// The client's tax number, as typed.
    pub tax_number: String,
    /// The office's own short name or number for it.
    pub short_code: String,
    /// Whom to ask at the client's.
    pub contact: String,
    /// The client's e-mail address.
    pub email: String,
    /// Free text.
    pub notes: String,
    /// Kept, but out of the way.
    pub archived: bool,
    /// How many accounts it holds.
    pub accounts: usize,
    /// How many accounts of others serve it as well, and are listed in it.
    pub also_serving: usize,
}

/// What was read of files and is not added yet. The secrets stay with the keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Incoming {
    /// The format.
    pub format: String,
    /// The name of the program or format.
    pub name: String,
    /// Whether the files are encrypted.
    pub encrypted: bool,
    /// The names of the files, without their folders.
    pub files: Vec<String>,
    /// How many entries. None of a table of whose columns too little is known.
    pub total: usize,
    /// How many of each kind.
    pub counts: ImportCounts,
    /// How many entries would be added or replace something, as things are chosen now.
    pub taken: usize,
    /// Transfers of Google Authenticator of which the files have a part only.
    pub missing: Vec<MissingParts>,
    /// What the columns of a table hold; none for other files.
    pub columns: Option<Vec<Column>>,
    /// How many groups the entries lie in.
    pub groups: usize,
    /// Clients that a table names.
    pub clients: ClientCounts,
}

/// How many entries are of which kind.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportCounts {
    /// Nothing has their key or name.
    pub new: usize,
    /// Left out, because they are there already.
    pub identical: usize,
    /// The key is there under another name, or with other parameters.
    pub same_secret: usize,
    /// The name is there with another key.
    pub same_name: usize,
    /// Faulty.
    pub unreadable: usize,
    /// Of a kind that Keyrack makes no codes of.
    pub unsupported: usize,
    /// With something that the person should know, whatever their status.
    pub notices: usize,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Column {
    /// Its letter, as spreadsheets show it.
    pub letter: String,
    /// What stands above it.
    pub heading: String,
    /// What it holds, by name; none where that is not known.
    pub field: Option<String>,
    /// Some of its cells; none of a column that may hold secrets.
    pub samples: Vec<String>,
}

/// How many clients a table names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ClientCounts {
    /// In all.
    pub total: usize,
    /// Those that the vault does not know yet.
    pub new: usize,
    /// Those of whom there is no code, in the vault or in the table.
    pub without_code: usize,
}

/// A part of the entries that were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportPage {
    /// How many there are of the status in question.
    pub total: usize,
    /// Those asked for, in the order of the files.
    pub rows: Vec<ImportRow>,
}

/// An entry that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportRow {
    /// Its place in the files, from 1.
    pub row: usize,
    /// `new`, `identical`, `same_secret`, `same_name`, `unreadable` or `unsupported`.
    pub status: String,
    /// Why it is left out, by the name of its words.
    pub reason: Option<String>,
    /// What the person should know about it, by names of words.
    pub notices: Vec<String>,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    pub kind: Option<String>,
    /// Its groups and tags.
    pub groups: Vec<String>,
    /// The account that it resembles. None also where it resembles an entry before it.
    pub same: Option<Same>,
    /// What becomes of it: `add`, `skip` or `replace`; none where that cannot be chosen.
    pub decision: Option<String>,
}

/// A part of the clients that a table names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportClients {
    /// How many in all.
    pub total: usize,
    /// Those asked for, in the order of the table.
    pub clients: Vec<ImportClient>,
}

/// A client that a table names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ImportClient {
    /// The name.
    pub name: String,
    /// The tax number, as written in the table.
    pub tax_number: String,
    /// `new`, or `known` to the vault.
    pub status: String,
    /// How many accounts it has, in the vault and in the table.
    pub accounts: usize,
}

/// What an import has done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Imported {
    /// Entries that became accounts.
    pub added: usize,
    /// Entries that took the place of something.
    pub replaced: usize,
    /// Entries that were left out.
    pub skipped: usize,
    /// Clients and folders that were made.
    pub folders: usize,
    /// Accounts that became favourites.
    pub favourites: usize,
}

/// What files are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum DroppedKind {
    /// There is a picture or a PDF among them.
    Pictures,
    /// Other files, or none.
    Files,
}

/// What a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Losses {
    /// How many things.
    pub total: usize,
    /// The same by kind, the most frequent first.
    pub losses: Vec<LossLine>,
}

/// A kind of thing that a format has no place for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct LossLine {
    /// What it is, by the name of its words.
    pub loss: String,
    /// How often.
    pub count: usize,
    /// Some of whose it is, by issuer and user name.
    pub examples: Vec<String>,
}

/// What was written to a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Exported {
    /// The name of the file, without its folder.
    pub file: String,
    /// How many accounts.
    pub accounts: usize,
    /// How many things the format has no place for.
    pub left_out: usize,
}

/// A backup that was opened and found good.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Backup {
    /// The name of the file, without its folder.
    pub file: String,
    /// How many accounts.
    pub accounts: usize,
    /// How many codes were compared.
    pub codes: usize,
}

/// The backups in their folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Backups {
    /// Those of this vault, the newest first, then those of others.
    pub files: Vec<BackupFile>,
}

/// A backup in the folder for backups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct BackupFile {
    /// The name of the file.
    pub file: String,
    /// When it was written, in milliseconds since 1970.
    pub saved_at: u64,
    /// Its size in bytes.
    pub size: u64,
    /// Whether it is of this vault.
    pub own: bool,
    /// When it was opened and found good, in milliseconds since 1970.
    pub verified: Option<u64>,
}

/// What a backup would bring back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestorePlan {
    /// The name of the file, without its folder.
    pub file: String,
    /// When what it holds was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// How many accounts it holds.
    pub accounts: usize,
    /// Whether it is of this vault.
    pub own: bool,
    /// Whether it would become the vault.
    pub adopts: bool,
    /// Accounts that the vault does not have.
    pub missing: usize,
    /// Accounts that were removed.
    pub deleted: usize,
    /// Accounts that have changed.
    pub changed: usize,
}

/// A part of the accounts that a backup has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestorePage {
    /// How many there are in all.
    pub total: usize,
    /// Those asked for, by client and name.
    pub rows: Vec<RestoreRow>,
}

/// An account that a backup has otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct RestoreRow {
    /// The account.
    pub account: String,
    /// `missing`, `deleted` or `changed`.
    pub status: &'static str,
    /// The name of its client or folder in the backup.
    pub folder: String,
    /// The service in the backup.
    pub service: String,
    /// The user name in the backup.
    pub label: String,
    /// What has changed: `folder`, `service`, `issuer`, `label`, `secret`, `desk`, `counter`, `recovery`, `url`, `email`,
    /// `note`, `tags`, `icon`, `also_serves`, `deadlines`, `support`, `channels`.
    pub fields: Vec<String>,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Restored {
    /// How many accounts.
    pub restored: usize,
}

/// The newest backup, as it opened with what stands on the paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Drill {
    /// The name of the file, without its folder.
    pub file: String,
    /// When what it holds was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// How many accounts it holds.
    pub accounts: usize,
    /// How many codes were compared.
    pub codes: usize,
    /// Whether accounts and codes are those of the vault as it is now.
    pub matches: bool,
}

/// How it stands with help over a remote connection, while which codes and secrets are hidden.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Support {
    /// Until when, in milliseconds since 1970; none while nobody helps.
    pub until: Option<u64>,
    /// What was done meanwhile, or the last time, the latest last. Each begin and end is among it, and a help that is begun
    /// soon after another goes on with its list.
    pub done: Vec<SupportStep>,
    /// How many steps went before these and are no longer kept.
    pub left_out: usize,
}

/// Something that was done while somebody helped.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct SupportStep {
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// What, by the name of the request; `begin_support`, `end_support`, or `support_over` when its time was up.
    pub what: String,
    /// Of which account or client; empty where it was of none, or of many.
    pub about: String,
}

/// What is known about the clock. Codes are wrong where it is off by more than half of their time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Clock {
    /// Whether the system keeps it by a time server; none where the system does not say.
    pub synchronised: Option<bool>,
    /// Milliseconds that it is ahead of the right time; negative when it is behind.
    pub off_ms: Option<i64>,
    /// How that was found: `online`, or `changes` of other computers that come from the future.
    pub measured: Option<&'static str>,
    /// Whether codes will be refused.
    pub wrong: bool,
}

/// The codes of a factor around the present moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodesAround {
    /// From two steps ago to two steps ahead.
    pub codes: Vec<CodeAt>,
}

/// A code at its time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct CodeAt {
    /// Steps from the present one.
    pub step: i8,
    /// The code.
    pub code: String,
    /// From when it is right, in seconds since 1970.
    pub valid_from: u64,
    /// When it ends, in seconds since 1970.
    pub valid_until: u64,
}

/// What the paper window shows, apart from the picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Paper {
    /// `kit`, `secrets`, `qr`, `transfer` or `sheet`.
    pub kind: &'static str,
    /// Whose secrets are on this page; empty for the kit and where they are of several accounts.
    pub name: String,
    /// The settings, for language, looks and size.
    pub settings: Settings,
    /// What can be copied or read aloud, by names of words, with a desk or label where it has one.
    pub items: Vec<PaperItem>,
    /// The page that is shown, from 1.
    pub page: u16,
    /// How many pages there are.
    pub pages: u16,
    /// When the window closes by itself, in seconds since 1970.
    pub until: Option<u64>,
    /// Whether this computer can read texts aloud.
    pub speaks: bool,
}

/// A text on the paper, which only its picture shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct PaperItem {
    /// `recovery_key`, `secret`, `deletion_code`, `backup_codes`, `phone` or `transfer_code`.
    pub what: String,
    /// The desk or label.
    pub label: String,
}

/// What the keeper tells a window without being asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// The accounts are no longer as they were: another program or computer changed them.
    Changed,
    /// The settings were changed, or what is known about backups.
    SettingsChanged,
    /// A backup that was due did not come about. Told once, until one does.
    BackupFailed {
        /// Why, by the code of a [`Failure`].
        code: String,
    },
    /// What was copied is no longer on the clipboard.
    ClipboardCleared,
    /// The last change could not be saved; it is kept, and saving is tried again.
    Unsaved,
    /// Changes went with the keys at a lock, because no place could take them: `state` says so.
    UnsavedLost,
    /// The paper window was closed.
    PaperClosed,
    /// Somebody begins or ends to help over a remote connection.
    SupportChanged,
    /// How far a look is. Told only of one that takes longer than 300 milliseconds.
    ScanProgress {
        /// From 0 to 1000.
        done: u16,
    },
    /// How far the reading of files to import is. Told only of one that takes longer than 300 milliseconds.
    ImportProgress {
        /// From 0 to 1000.
        done: u16,
    },
    /// Files are held over the window, or no longer.
    Dragged {
        /// Whether they are.
        over: bool,
    },
    /// Files were dropped on the window: ask `dropped_kind`, then `scan` or `open_import` from `dropped`.
    Dropped {
        /// How many.
        files: u32,
    },
    /// The screens were looked at as the person wished in the tray: ask `scan` from `tray`. `state` says so as well.
    Scanned,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// Names the case; its words are found under it.
    pub code: String,
    /// What the words need.
    pub args: BTreeMap<String, String>,
    /// Names what to do next, where one code has several ways out.
    pub hint: Option<String>,
    /// Seconds after which it may be tried again.
    pub retry_after_s: Option<u64>,
}

impl Failure {
    /// A failure without arguments.
    #[must_use]
    pub fn new(code: &str) -> Self {
        Self {
            code: code.to_owned(),
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

impl From<keyrack_app::Error> for Failure {
    fn from(error: keyrack_app::Error) -> Self {
        let args = error.args.into_iter();
        Self {
            code: error.code.as_str().to_owned(),
            args: args.map(|(name, value)| (name.to_owned(), value)).collect(),
            hint: error.hint.map(str::to_owned),
            retry_after_s: error.retry_after_s,
        }
    }
}
