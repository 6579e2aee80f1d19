//! What use cases answer with: plain data without secrets, except where a type's name says `Revealed`.
//!
//! The JSON of these types is the command line's contract; its schemas lie in `docs/cli/`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{ErrorCode, computer::control_socket::LockState};

/// A folder by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderName {
    /// Its id.
    pub id: String,
    /// Its name; empty for the one folder that an individual has.
    pub name: String,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountRow {
    /// The account's id.
    pub id: String,
    /// Where it belongs.
    pub folder: Option<FolderName>,
    /// The service as the office calls it.
    pub service: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Its factors.
    pub factors: Vec<FactorRow>,
}

/// A factor in a row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactorRow {
    /// The factor's id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// Part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Page {
    /// Accounts that match.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<AccountRow>,
}

/// A code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeView {
    /// Whose it is.
    pub account: CodeAccount,
    /// What made it.
    pub factor: CodeFactor,
    /// The code.
    pub code: String,
    /// The first second in which it is valid, since 1970; `null` for HOTP.
    pub valid_from: Option<u64>,
    /// The first second in which it no longer is.
    pub valid_until: Option<u64>,
    /// The code after it; `null` for HOTP, where asking for it would use it up.
    pub next: Option<String>,
}

/// The account of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeAccount {
    /// Its id.
    pub id: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// Where it belongs.
    pub folder: Option<FolderName>,
}

/// The factor of a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CodeFactor {
    /// Its id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; `null` for HOTP.
    pub period: Option<u32>,
}

/// All about an account, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AccountView {
    /// Its id.
    pub id: String,
    /// Where it belongs.
    pub folder: Option<FolderName>,
    /// The service as the office calls it.
    pub service: String,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// The login page.
    pub url: String,
    /// The e-mail address that the portal knows.
    pub email: String,
    /// Free text.
    pub note: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// The name of its icon.
    pub icon: String,
    /// Other folders that it serves.
    pub also_serves: Vec<FolderName>,
    /// Dates to keep.
    pub deadlines: BTreeMap<String, String>,
    /// Whom to ask at the portal.
    pub support: String,
    /// Other ways that the portal sends codes.
    pub channels: BTreeMap<String, String>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
    /// When it was made, in milliseconds since 1970.
    pub created: u64,
    /// When anything in it last changed, in milliseconds since 1970.
    pub changed: u64,
    /// Its factors.
    pub factors: Vec<FactorView>,
    /// Its recovery items.
    pub recovery: Vec<RecoveryView>,
}

/// A factor without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FactorView {
    /// Its id.
    pub id: String,
    /// The name of the desk.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    #[serde(rename = "type")]
    pub kind: String,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: String,
    /// Characters of a code.
    pub digits: u8,
    /// Seconds that a code lives; `null` for HOTP.
    pub period: Option<u32>,
    /// The next counter; `null` but for HOTP.
    pub counter: Option<u64>,
    /// Whether the portal accepted a code.
    pub confirmed: bool,
    /// Further secrets that were set at the same time on another computer; someone has to choose.
    pub rivals: usize,
    /// Secrets that were replaced and are still kept: since when, in milliseconds since 1970.
    pub replaced: Vec<u64>,
}

/// A recovery item without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RecoveryView {
    /// Its id.
    pub id: String,
    /// What it is.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// Whose it is.
    pub whose: String,
    /// Backup codes that are left; `null` where it has none.
    pub codes_left: Option<usize>,
    /// All its backup codes.
    pub codes_total: Option<usize>,
    /// The name of its file.
    pub file: Option<String>,
}

/// The secrets of an account, for whoever asked to see them.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedAccount {
    /// All that is no secret.
    #[serde(flatten)]
    pub account: AccountView,
    /// The secrets of its factors.
    pub secrets: Vec<RevealedFactor>,
    /// The values of its recovery items.
    pub recovery_values: Vec<RevealedRecovery>,
}

/// A secret in force or replaced.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedFactor {
    /// The factor.
    pub factor: String,
    /// `current`, `rival` or `replaced`.
    pub state: &'static str,
    /// The key in Base32.
    pub secret: String,
    /// All of it as an otpauth URI.
    pub uri: String,
}

/// What a recovery item holds.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedRecovery {
    /// The item.
    pub id: String,
    /// The deletion code or phone number.
    pub value: String,
    /// The backup codes.
    pub codes: Vec<RevealedCode>,
}

/// A backup code.
#[derive(Clone, PartialEq, Eq, Serialize)]
pub struct RevealedCode {
    /// Its place on the list, from 1.
    pub number: usize,
    /// The code.
    pub text: String,
    /// When it was used, in milliseconds since 1970.
    pub used: Option<u64>,
}

macro_rules! hidden_debug {
    ($($type:ident),*) => {$(
        impl std::fmt::Debug for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($type), "(..)"))
            }
        }
    )*};
}
hidden_debug!(
    RevealedAccount,
    RevealedFactor,
    RevealedRecovery,
    RevealedCode
);

/// A folder or client.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The client's details, if it stands for one.
    pub client: Option<ClientView>,
    /// The name of its colour.
    pub colour: String,
    /// Out of the way.
    pub archived: bool,
    /// Accounts in use that it holds.
    pub accounts: usize,
    /// Accounts in use of other folders that serve it as well.
    pub also_serving: usize,
}

/// Who a folder stands for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ClientView {
    /// The tax number, as typed.
    pub tax_number: String,
    /// The office's own short name or number.
    pub short_code: String,
    /// Whom to ask.
    pub contact: String,
    /// The client's e-mail address.
    pub email: String,
    /// Free text.
    pub notes: String,
}

/// The result of an import, or of a trial of one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ImportView {
    /// The format that was read.
    pub format: String,
    /// Whether the file was encrypted.
    pub encrypted: bool,
    /// Every entry, in the order of the file.
    pub rows: Vec<ImportRow>,
    /// Transfers from Google Authenticator of which the files have a part only.
    pub missing_parts: Vec<MissingParts>,
    /// The clients that a table names.
    pub clients: Vec<ClientRow>,
    /// Entries that were added or replaced something.
    pub imported: usize,
    /// Those of them that replaced something.
    pub replaced: usize,
    /// Entries that were left out.
    pub skipped: usize,
    /// Folders that were made.
    pub folders: usize,
    /// Accounts that became favourites.
    pub favourites: usize,
}

/// A client that a table names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ClientRow {
    /// The name.
    pub name: String,
    /// The tax number, as the table has it.
    pub tax_number: String,
    /// `new`, or `known` to the vault by tax number or name.
    pub status: &'static str,
    /// How many accounts the client has, in the vault and in the table; with 0 there is no code yet.
    pub accounts: usize,
}

/// Parts of a transfer that are not there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MissingParts {
    /// Their numbers, from 1.
    pub parts: Vec<u32>,
    /// How many parts there are in all.
    pub of: u32,
}

impl From<&keyrack_exchange::Missing> for MissingParts {
    fn from(missing: &keyrack_exchange::Missing) -> Self {
        Self {
            parts: missing.parts.clone(),
            of: missing.of,
        }
    }
}

/// One entry of an imported file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImportRow {
    /// Its place, from 1.
    pub row: usize,
    /// `new`, `identical`, `same_secret`, `same_name`, `unreadable` or `unsupported`.
    pub status: &'static str,
    /// Why it cannot be read or is not supported.
    pub reason: Option<&'static str>,
    /// What becomes of it: `add`, `skip` or `replace`; none where there is no choice.
    pub decision: Option<&'static str>,
    /// The account that it became or equals.
    pub account_id: Option<String>,
    /// The factor that it became or equals.
    pub factor_id: Option<String>,
    /// The issuer.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    #[serde(rename = "type")]
    pub kind: Option<&'static str>,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: Option<&'static str>,
    /// Characters of a code.
    pub digits: Option<u8>,
    /// Seconds that a code lives.
    pub period: Option<u32>,
    /// The next counter.
    pub counter: Option<u64>,
    /// Its note.
    pub note: String,
    /// Its groups and tags.
    pub groups: Vec<String>,
    /// What the user should know about it.
    pub notices: Vec<&'static str>,
}

/// What is known about a vault; parts of it only when it is open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct StatusView {
    /// The version of this program.
    pub version: &'static str,
    /// The vault, if there is one.
    pub vault: Option<VaultView>,
    /// Its ways in.
    pub ways_in: Vec<WayInView>,
    /// The delay after wrong passwords.
    pub throttle: ThrottleView,
    /// What this computer writes under.
    pub writer: Option<String>,
    /// The desktop app.
    pub app: AppView,
}

/// A vault's files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VaultView {
    /// Its folder.
    pub path: String,
    /// Its id.
    pub id: Option<String>,
    /// Rises with every save; `null` while locked.
    pub sequence: Option<u64>,
    /// The version of its format.
    pub format: u32,
    /// The oldest program that reads it.
    pub min_reader: u32,
    /// Kept states.
    pub generations: Vec<GenerationView>,
    /// Records in quarantine; `null` while locked.
    pub quarantined: Option<usize>,
    /// Changes that wait for the next unlock.
    pub pending: usize,
}

/// A kept state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct GenerationView {
    /// Its sequence.
    pub seq: u64,
    /// Whether it opens; `null` while locked.
    pub opens: Option<bool>,
    /// When it was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// Accounts in use in it; `null` while locked.
    pub accounts: Option<usize>,
}

/// A way in, without anything that opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct WayInView {
    /// Its id.
    pub id: String,
    /// `password`, `recovery`, `pin` on this computer alone, or `unknown`.
    pub kind: &'static str,
    /// The costs of its key derivation.
    pub kdf: Option<KdfView>,
}

/// How it stands with the PIN of this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PinView {
    /// Whether one is set.
    pub set: bool,
    /// Whether it opens the vault now; where none is set, whether one can be set.
    pub usable: bool,
    /// Why not.
    pub why: Option<ErrorCode>,
    /// How many wrong ones are left until the password has to be typed.
    pub tries_left: Option<u8>,
    /// How many digits it has.
    pub digits: Option<u8>,
}

/// Costs of a key derivation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct KdfView {
    /// `argon2id`.
    pub algorithm: &'static str,
    /// Memory in KiB.
    pub m: u32,
    /// Passes.
    pub t: u32,
    /// Lanes.
    pub p: u32,
}

/// The delay after wrong passwords.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ThrottleView {
    /// Wrong passwords in a row.
    pub wrong: u32,
    /// Seconds until the next try.
    pub retry_after_s: Option<u64>,
}

/// The desktop app on this computer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct AppView {
    /// Whether it runs.
    pub running: bool,
    /// `locked` or `unlocked`; none where it does not answer.
    pub state: Option<LockState>,
    /// Why it locked.
    pub locked_because: Option<String>,
    /// When, in milliseconds since 1970.
    pub locked_at: Option<u64>,
}

/// A backup that was opened and compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct BackupView {
    /// The vault it is of.
    pub vault: String,
    /// The sequence it was made at.
    pub sequence: u64,
    /// When that state was saved, in milliseconds since 1970.
    pub saved_at: u64,
    /// Accounts in use in it.
    pub accounts: usize,
    /// Factors whose code for one fixed moment was computed.
    pub codes: usize,
    /// Whether its ways in are as somebody with its keys wrote them: the password and the recovery key open it.
    pub ways_in: bool,
    /// Whether accounts and those codes are the same as in the vault now; `null` if there is no vault to compare with.
    pub matches: Option<bool>,
}

/// What a restore did or would do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RestoreView {
    /// Whether the backup became the vault as a whole.
    pub adopted: bool,
    /// Accounts that differ, when it did not.
    pub differences: Vec<DifferenceView>,
    /// Accounts that were taken from the backup.
    pub restored: usize,
}

/// An account that a backup has otherwise than the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DifferenceView {
    /// The account.
    pub id: String,
    /// `missing`, `deleted` or `changed`.
    pub state: &'static str,
    /// The service in the backup, as the office calls it.
    pub service: String,
    /// The issuer in the backup.
    pub issuer: String,
    /// The user name in the backup.
    pub label: String,
    /// The name of its folder in the backup.
    pub folder: String,
    /// What would change, where it is in the vault: `folder`, `service`, `issuer`, `label`, `secret`, `desk`, `counter`,
    /// `recovery`, `url`, `email`, `note`, `tags`, `icon`, `also_serves`, `deadlines`, `support`, `channels`.
    pub fields: Vec<&'static str>,
    /// Whether it was taken.
    pub taken: bool,
}
