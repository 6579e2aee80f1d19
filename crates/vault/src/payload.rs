//! The plaintext of `vault.age`: a JSON document with one record a line, and a tag over all of it.
//!
//! ```text
//! {"format":"keyrack-vault",…,"folders":[
//! {"id":…,"accounts":[
//! {"id":…},
//! {"id":…}
//! ]},
//! {"id":…,"accounts":[
//! ]}
//! ],"quarantine":[
//! ],
//! "mac":"…"}
//! ```
//!
//! Any JSON reader reads it. That each record has its line is part of the format: a reader that meets a record it cannot
//! make sense of goes on with the next line, and what is salvaged of a damaged file is read in the same way.

use std::thread;

use keyrack_seal::{MacKey, Plaintext, Recipient, salvage::Salvage};
use serde::{Deserialize, Serialize, de::DeserializeSeed};
use zeroize::Zeroizing;

use crate::{
    Account, Folder, Id, Quarantined, Record, RecordKind, SecretText, Stamp, Vault,
    record::{RecordSeed, put_member, put_str},
    stamp::{Replica, Replicas},
};

/// The version of the format that is written.
pub const VERSION: u32 = 1;
/// The oldest format version a reader must know to read what is written.
pub const MIN_READER: u32 = 1;
/// The plaintext is filled up to a multiple of this many bytes, so that its size tells less.
pub const PADDING: usize = 4096;
/// The most lines that are read or written, and so the most records.
pub const MAX_LINES: usize = 1_000_000;

/// What stands before the records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The vault's id.
    pub vault: Id,
    /// Rises by one with every save.
    pub sequence: u64,
    /// Who saved.
    pub replica: Replica,
    /// When, in milliseconds since 1970.
    pub saved_at: u64,
    /// The moment up to which ages were counted, in milliseconds since 1970; see [`Header::aged_at`].
    pub aged: u64,
    /// The program that saved.
    pub written_by: String,
    /// The public half of the recovery key, for the next save.
    pub recovery: String,
    /// How many accounts are in use, so that a damaged file can say what is missing.
    pub accounts: usize,
}

impl Header {
    /// The moment that the ages of what was deleted are counted by, when the wall clock says `now` (milliseconds since
    /// 1970). It moves on by a day with each save at the most, so that a clock that is set years ahead for an hour does
    /// not empty the trash. What is deleted stays longer than promised where a vault is saved less than once a day.
    #[must_use]
    pub fn aged_at(&self, now: u64) -> u64 {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        now.min(self.aged.saturating_add(DAY))
    }
}

/// A payload that was read.
#[derive(Debug)]
pub struct Read {
    /// What stood before the records.
    pub header: Header,
    /// The records.
    pub vault: Vault,
    /// Whether the tag shows that it was written by someone who holds the vault's keys.
    pub authentic: bool,
}

/// Why a payload could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Written by a version whose format this one does not know.
    #[error("needs Keyrack {needs} or newer")]
    Newer {
        /// The version that wrote it.
        needs: String,
    },
    /// The first line is not that of a vault.
    #[error("the payload is not that of a vault")]
    NotAVault,
    /// More than [`MAX_LINES`] lines.
    #[error("the payload has more records than any Keyrack writes")]
    TooLarge,
}

/// Writes a payload.
#[must_use]
pub fn write(vault: &mut Vault, header: &Header, key: &MacKey) -> Plaintext {
    let mut replicas = std::mem::take(&mut vault.replicas);
    let mut body = Zeroizing::new(Vec::with_capacity(1024 + 800 * vault.accounts.len()));
    put_folders(vault, &mut replicas, &mut body);
    vault.replicas = replicas;

    // The first line names the replicas that the records refer to, so it is written last and put before them.
    let mut plain = Zeroizing::new(Vec::with_capacity(body.len() + 2 * PADDING));
    put_header(header, &vault.replicas, &mut plain);
    plain.extend_from_slice(&body);
    let tag = key.tag(&plain);
    plain.extend_from_slice(b"\"mac\":");
    put_str(&hex(&tag), &mut plain);
    plain.push(b'}');
    let filled = (plain.len() + 1).next_multiple_of(PADDING);
    plain.resize(filled - 1, b' ');
    plain.push(b'\n');
    plain
}

/// Reads a payload. With `key`, its tag is checked; a wrong tag is not an error here, because showing the accounts with a
/// warning is better than hiding them.
///
/// # Errors
/// [`PayloadError`]. A record that cannot be read is no error: it is in [`Vault::quarantine`].
pub fn read(plain: &[u8], key: Option<&MacKey>) -> Result<Read, PayloadError> {
    if lines_of(plain) > MAX_LINES {
        return Err(PayloadError::TooLarge);
    }
    let authentic = key.is_some_and(|key| is_authentic(plain, key));
    let lines = Lines::sort(plain.split(|byte| *byte == b'\n'));
    let stored = lines.header.clone().ok_or(PayloadError::NotAVault)?;
    let (header, replicas) = stored.check()?;
    Ok(Read {
        vault: lines.read(header.vault, replicas),
        header,
        authentic,
    })
}

/// The header of a payload whose tag is right, without reading its records: enough to see that a file holds what was
/// written. `None` when it does not.
#[must_use]
pub fn check(plain: &[u8], key: &MacKey) -> Option<Header> {
    let first = plain.split(|byte| *byte == b'\n').take(1);
    let stored = Lines::sort(first)
        .header
        .filter(|_| is_authentic(plain, key))?;
    stored.check().ok().map(|(header, _)| header)
}

/// Reads what was salvaged of a damaged payload: every record that lies whole within authentic bytes. Where the first
/// line is lost, `fallback` (from a kept generation) serves instead. The tag is checked where nothing is missing.
#[must_use]
pub fn read_salvage(
    salvage: &Salvage,
    key: &MacKey,
    fallback: Option<(&Header, &Vault)>,
) -> Option<Read> {
    let mut runs: Vec<Zeroizing<Vec<u8>>> = Vec::new();
    let mut whole = false;
    for chunk in &salvage.chunks {
        match chunk {
            Some(chunk) if whole => {
                if let Some(run) = runs.last_mut() {
                    run.extend_from_slice(chunk);
                }
            }
            Some(chunk) => runs.push(chunk.clone()),
            None => {}
        }
        whole = chunk.is_some();
    }
    if runs.iter().map(|run| lines_of(run)).sum::<usize>() > MAX_LINES {
        return None;
    }
    let first_is_whole = salvage.chunks.first().is_some_and(Option::is_some);
    let last_is_whole = salvage.reached_end;
    let count = runs.len();
    if let ([whole], true, true) = (&*runs, first_is_whole, last_is_whole) {
        return read(whole, Some(key)).ok();
    }
    let lines = Lines::sort(runs.iter().enumerate().flat_map(|(at, run)| {
        // A run that begins or ends inside the file begins or ends inside a line.
        let mut lines: Vec<&[u8]> = run.split(|byte| *byte == b'\n').collect();
        if (at + 1 < count || !last_is_whole) && !lines.is_empty() {
            lines.pop();
        }
        let skip = usize::from(at > 0 || !first_is_whole);
        lines.into_iter().skip(skip)
    }));
    let (header, replicas) = match (
        lines.header.as_ref().map(|stored| stored.clone().check()),
        fallback,
    ) {
        (Some(Ok(found)), _) => found,
        (_, Some((header, vault))) => (header.clone(), vault.replicas.clone()),
        _ => return None,
    };
    Some(Read {
        vault: lines.read(header.vault, replicas),
        header,
        authentic: false,
    })
}

/// How many lines a payload has; the most is [`MAX_LINES`].
pub(crate) fn lines_of(plain: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', plain).count()
}

/// The record texts of a payload, told apart by how their lines begin and end.
#[derive(Default)]
struct Lines<'a> {
    header: Option<StoredHeader>,
    folders: Vec<&'a [u8]>,
    accounts: Vec<&'a [u8]>,
    quarantine: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    fn sort(lines: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut sorted = Self::default();
        for line in lines {
            let line = line.strip_suffix(b",").unwrap_or(line);
            if line.starts_with(b"{\"format\":") {
                sorted.header = line
                    .strip_suffix(b",\"folders\":[")
                    .and_then(|open| serde_json::from_slice(&[open, b"}"].concat()).ok());
            } else if line.starts_with(b"{\"raw\":") {
                sorted.quarantine.push(line);
            } else if let Some(folder) = line.strip_suffix(OPENS_ACCOUNTS) {
                sorted.folders.push(folder);
            } else if line.starts_with(b"{\"") {
                sorted.accounts.push(line);
            }
        }
        sorted
    }

    fn read(self, id: Id, replicas: Replicas) -> Vault {
        let mut vault = Vault::new(id);
        for line in self.folders {
            if line == NO_FOLDER {
                continue;
            }
            let closed = Zeroizing::new([line, b"}"].concat());
            match read_record::<Folder>(&closed, &replicas) {
                Ok(folder) => vault.folders.insert(folder),
                Err(reason) => {
                    let folder = quarantined(RecordKind::Folder, &closed, reason);
                    vault.quarantine.push(folder);
                }
            }
        }
        for (line, account) in read_accounts(&self.accounts, &replicas) {
            match account {
                Ok(account) => vault.accounts.insert(account),
                Err(reason) => {
                    let account = quarantined(RecordKind::Account, line, reason);
                    vault.quarantine.push(account);
                }
            }
        }
        for line in self.quarantine {
            // A newer program may read what the one before it could not.
            let Ok(stored) = serde_json::from_slice::<StoredQuarantine>(line) else {
                let reason = "an unreadable quarantine entry".into();
                let entry = quarantined(RecordKind::Account, line, reason);
                vault.quarantine.push(entry);
                continue;
            };
            let entry = Quarantined::from(stored);
            let raw = entry.raw.reveal().as_bytes();
            match entry.kind {
                RecordKind::Folder => match read_record(raw, &replicas) {
                    Ok(folder) => vault.folders.insert(folder),
                    Err(_) => vault.quarantine.push(entry),
                },
                RecordKind::Account => match read_record(raw, &replicas) {
                    Ok(account) => vault.accounts.insert(account),
                    Err(_) => vault.quarantine.push(entry),
                },
            }
        }
        vault.quarantine.sort();
        vault.quarantine.dedup();
        vault.replicas = replicas;
        vault
    }
}

/// Reads account lines, on several threads where there are many.
fn read_accounts<'a>(
    lines: &[&'a [u8]],
    replicas: &Replicas,
) -> Vec<(&'a [u8], Result<Account, String>)> {
    const WORTH_A_THREAD: usize = 1000;
    let read = |lines: &[&'a [u8]]| -> Vec<_> {
        lines
            .iter()
            .map(|line| (*line, read_record::<Account>(line, replicas)))
            .collect()
    };
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(4)
        .min(lines.len() / WORTH_A_THREAD);
    if threads < 2 {
        return read(lines);
    }
    thread::scope(|scope| {
        let parts: Vec<_> = lines
            .chunks(lines.len().div_ceil(threads))
            .map(|part| (part, scope.spawn(move || read(part))))
            .collect();
        parts
            .into_iter()
            .flat_map(|(part, thread)| thread.join().unwrap_or_else(|_| read(part)))
            .collect()
    })
}

fn read_record<R: Record>(line: &[u8], replicas: &Replicas) -> Result<R, String> {
    // Positions are enough to find a fault; serde's own words may quote the record.
    let at =
        |error: serde_json::Error| format!("column {}: {:?}", error.column(), error.classify());
    let mut json = serde_json::Deserializer::from_slice(line);
    let mut record = RecordSeed::<R>::default()
        .deserialize(&mut json)
        .map_err(at)?;
    json.end().map_err(at)?;
    record
        .resolve(Stamp::NEVER, replicas)
        .map_err(|error| error.to_string())?;
    if record.created().is_set() {
        Ok(record)
    } else {
        Err("no stamp".into())
    }
}

fn quarantined(kind: RecordKind, line: &[u8], reason: String) -> Quarantined {
    Quarantined {
        kind,
        raw: SecretText::new(String::from_utf8_lossy(line).into_owned()),
        reason,
    }
}

const OPENS_ACCOUNTS: &[u8] = b",\"accounts\":[";
const NO_FOLDER: &[u8] = b"{\"id\":null";

fn put_header(header: &Header, replicas: &Replicas, out: &mut Vec<u8>) {
    let stored = StoredHeader {
        format: FORMAT.into(),
        version: VERSION,
        min_reader: MIN_READER,
        written_by: header.written_by.clone(),
        vault: header.vault,
        sequence: header.sequence,
        replica: header.replica.to_string(),
        saved_at: header.saved_at,
        aged: header.aged,
        recovery: header.recovery.clone(),
        count: header.accounts,
        replicas: replicas
            .as_slice()
            .iter()
            .map(ToString::to_string)
            .collect(),
    };
    // Writing text and numbers into memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, &stored);
    out.pop();
    out.extend_from_slice(b",\"folders\":[\n");
}

fn put_folders(vault: &Vault, replicas: &mut Replicas, out: &mut Vec<u8>) {
    let mut by_folder = std::collections::BTreeMap::<Option<Id>, Vec<&Account>>::new();
    for account in vault.accounts.iter() {
        let folder = account
            .folder
            .get()
            .filter(|id| vault.folders.get(*id).is_some());
        by_folder.entry(folder).or_default().push(account);
    }
    let homeless = by_folder.remove(&None);
    let mut first = true;
    let mut open = |out: &mut Vec<u8>| {
        if !std::mem::take(&mut first) {
            out.extend_from_slice(b",\n");
        }
    };
    for folder in vault.folders.iter() {
        open(out);
        folder.put(out, replicas, Stamp::NEVER);
        out.pop();
        put_accounts(
            by_folder.get(&Some(folder.id())).map_or(&[], Vec::as_slice),
            replicas,
            out,
        );
    }
    if let Some(homeless) = homeless {
        open(out);
        out.extend_from_slice(NO_FOLDER);
        put_accounts(&homeless, replicas, out);
    }
    out.extend_from_slice(if first {
        b"],\"quarantine\":[\n"
    } else {
        b"\n],\"quarantine\":[\n"
    });
    for (at, entry) in vault.quarantine.iter().enumerate() {
        out.extend_from_slice(b"{\"raw\":");
        put_str(entry.raw.reveal(), out);
        put_member("reason", out);
        put_str(&entry.reason, out);
        put_member("kind", out);
        // Writing one of two words into memory cannot fail.
        let _ = serde_json::to_writer(&mut *out, &entry.kind);
        out.push(b'}');
        out.extend_from_slice(if at + 1 < vault.quarantine.len() {
            b",\n"
        } else {
            b"\n"
        });
    }
    out.extend_from_slice(b"],\n");
}

fn put_accounts(accounts: &[&Account], replicas: &mut Replicas, out: &mut Vec<u8>) {
    out.extend_from_slice(OPENS_ACCOUNTS);
    for (at, account) in accounts.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        account.put(out, replicas, Stamp::NEVER);
    }
    out.extend_from_slice(b"\n]}");
}

fn is_authentic(plain: &[u8], key: &MacKey) -> bool {
    #[derive(Deserialize)]
    struct Tail {
        mac: String,
    }
    const MAC_LINE: &[u8] = b"\n\"mac\":";
    let Some(at) = memchr::memmem::rfind(plain, MAC_LINE).map(|at| at + 1) else {
        return false;
    };
    let (message, tail) = plain.split_at(at);
    let Ok(tail) = serde_json::from_slice::<Tail>(&[b"{", tail].concat()) else {
        return false;
    };
    unhex(&tail.mac).is_some_and(|tag| key.verify(message, &tag))
}

const FORMAT: &str = "keyrack-vault";

#[derive(Clone, Serialize, Deserialize)]
struct StoredHeader {
    format: String,
    version: u32,
    min_reader: u32,
    written_by: String,
    vault: Id,
    sequence: u64,
    replica: String,
    saved_at: u64,
    aged: u64,
    recovery: String,
    count: usize,
    replicas: Vec<String>,
}

impl StoredHeader {
    fn check(self) -> Result<(Header, Replicas), PayloadError> {
        if self.format != FORMAT {
            return Err(PayloadError::NotAVault);
        }
        if self.min_reader > VERSION {
            return Err(PayloadError::Newer {
                needs: self.written_by,
            });
        }
        if self.recovery.parse::<Recipient>().is_err() {
            return Err(PayloadError::NotAVault);
        }
        let replica = |text: &String| u64::from_str_radix(text, 16).map(Replica).ok();
        let replicas: Option<Vec<Replica>> = self.replicas.iter().map(replica).collect();
        let header = Header {
            vault: self.vault,
            sequence: self.sequence,
            replica: replica(&self.replica).ok_or(PayloadError::NotAVault)?,
            saved_at: self.saved_at,
            aged: self.aged,
            written_by: self.written_by,
            recovery: self.recovery,
            accounts: self.count,
        };
        Ok((
            header,
            replicas
                .and_then(Replicas::from_list)
                .ok_or(PayloadError::NotAVault)?,
        ))
    }
}

#[derive(Deserialize)]
struct StoredQuarantine {
    raw: String,
    reason: String,
    kind: RecordKind,
}

impl From<StoredQuarantine> for Quarantined {
    fn from(stored: StoredQuarantine) -> Self {
        Self {
            kind: stored.kind,
            raw: SecretText::new(stored.raw),
            reason: stored.reason,
        }
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}
