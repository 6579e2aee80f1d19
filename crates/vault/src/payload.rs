//! The plaintext of `vault.age`: a JSON document with one record a line, and tags.
//!
//! ```text
//! {"format":"keyrack-vault",…,"tag":"…","folders":[
//! {"id":…,"tag":"…","accounts":[
//! {"id":…,"tag":"…"},
//! {"id":…,"tag":"…"}
//! ]},
//! {"id":…,"tag":"…","accounts":[
//! ]}
//! ],"quarantine":[
//! ],
//! "mac":"…","paper":"…"}
//! ```
//!
//! Any JSON reader reads it. That each record has its line is part of the format: a reader that meets a record it cannot
//! make sense of goes on with the next line, and what is salvaged of a damaged file is read in the same way.
//!
//! age keeps a payload secret and does not say who wrote it: anybody can seal to a public key. So nothing here is read
//! that no key vouches for. `mac` vouches for the whole; where that is lost or wrong, the `tag` of each line vouches for
//! this line, and a line without a right one is left out.

use std::thread;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use keyrack_seal::{
    MacKey, Paper, Plaintext,
    hex::{hex, unhex},
    mac::Tagger,
    salvage::Salvage,
};
use serde::{Deserialize, Serialize, de::DeserializeSeed};
use sha2::{Digest, Sha256};
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
/// The highest sequence that is read or written. A vault that is saved every second gets there in some 285 million years.
pub const MAX_SEQUENCE: u64 = 1 << 53;

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
    /// What is kept of the recovery key, for the next save and for new ways in.
    pub paper: Paper,
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

/// A payload that was read, all of it written by somebody who held the vault's keys.
#[derive(Debug)]
pub struct Read {
    /// What stood before the records.
    pub header: Header,
    /// The records.
    pub vault: Vault,
}

/// What the lines of a damaged payload gave whose tags are right.
#[derive(Debug)]
pub struct Salvaged {
    /// What stood before the records; none where that line is lost.
    pub header: Option<Header>,
    /// The records.
    pub vault: Vault,
    /// Whether the payload is whole after all.
    pub whole: bool,
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
    /// No tag shows that somebody wrote it who held the keys.
    #[error("nobody with the vault's keys wrote this payload")]
    NotTagged,
    /// More than [`MAX_LINES`] lines.
    #[error("the payload has more records than any Keyrack writes")]
    TooLarge,
}

/// Writes a payload.
#[must_use]
pub fn write(vault: &mut Vault, header: &Header, key: &MacKey) -> Plaintext {
    let mut replicas = std::mem::take(&mut vault.replicas);
    let mut body = Zeroizing::new(Vec::with_capacity(1024 + 800 * vault.accounts.len()));
    let tagger = key.derive(RECORDS).tagger();
    put_folders(vault, &mut replicas, &tagger, &mut body);
    vault.replicas = replicas;

    // The first line names the replicas that the records refer to, so it is written last and put before them.
    let mut plain = Zeroizing::new(Vec::with_capacity(body.len() + 2 * PADDING));
    put_header(header, &vault.replicas, &tagger, &mut plain);
    plain.extend_from_slice(&body);
    let message = message(&plain);
    plain.extend_from_slice(b"\"mac\":");
    put_str(&hex(&key.tag(&message)), &mut plain);
    put_member("paper", &mut plain);
    put_str(&hex(&header.paper.tag_key.tag(&message)), &mut plain);
    plain.push(b'}');
    let filled = (plain.len() + 1).next_multiple_of(PADDING);
    plain.resize(filled - 1, b' ');
    plain.push(b'\n');
    plain
}

/// Reads a payload with the vault's authentication key, or with the tag key of its paper.
///
/// # Errors
/// [`PayloadError`]. A record that cannot be read is no error: it is in [`Vault::quarantine`].
pub fn read(plain: &[u8], key: &MacKey) -> Result<Read, PayloadError> {
    if lines_of(plain) > MAX_LINES {
        return Err(PayloadError::TooLarge);
    }
    let lines = Lines::sort(plain.split(|byte| *byte == b'\n'), None);
    let stored = lines.header.clone().ok_or(PayloadError::NotAVault)?;
    // First, because what the header says of newer versions is shown.
    if !is_tagged(plain, key) {
        return Err(PayloadError::NotTagged);
    }
    let (header, replicas) = stored.check()?;
    Ok(Read {
        vault: lines.read(header.vault, replicas),
        header,
    })
}

/// The header of a payload whose tag is right, without reading its records: enough to see that a file holds what was
/// written. `None` when it does not.
#[must_use]
pub fn check(plain: &[u8], key: &MacKey) -> Option<Header> {
    let first = plain.split(|byte| *byte == b'\n').take(1);
    let stored = Lines::sort(first, None)
        .header
        .filter(|_| is_tagged(plain, key))?;
    stored.check().ok().map(|(header, _)| header)
}

/// Reads what was salvaged of a damaged payload: every record that lies whole within authentic bytes and bears a right
/// tag of its own. age's chunks alone say nothing of who wrote them. Records refer to the first line; where that is
/// lost, that of `kept`, a state that was kept, serves in its place.
///
/// # Errors
/// As for [`read`]; [`PayloadError::NotTagged`] where no line bears a right tag.
pub fn read_salvage(
    salvage: &Salvage,
    key: &MacKey,
    kept: Option<&Read>,
) -> Result<Salvaged, PayloadError> {
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
        return Err(PayloadError::TooLarge);
    }
    if let ([run], true) = (&*runs, salvage.is_whole()) {
        match read(run, key) {
            Err(PayloadError::NotTagged | PayloadError::NotAVault) => {}
            Err(error) => return Err(error),
            Ok(Read { header, vault }) => {
                return Ok(Salvaged {
                    header: Some(header),
                    vault,
                    whole: true,
                });
            }
        }
    }
    // A line that a lost chunk cut in two has no right tag.
    let tagger = key.derive(RECORDS).tagger();
    let lines = runs.iter().flat_map(|run| run.split(|byte| *byte == b'\n'));
    let lines = Lines::sort(lines, Some(&tagger));
    let stored = lines.header.clone().map(StoredHeader::check).transpose()?;
    let (header, replicas) = match (stored, kept) {
        (Some((header, replicas)), _) => (Some(header), replicas),
        (None, Some(kept)) if !lines.is_empty() => (None, kept.vault.replicas.clone()),
        _ => return Err(PayloadError::NotTagged),
    };
    let kept = || kept.map(|kept| kept.header.vault);
    let vault = header.as_ref().map(|header| header.vault);
    let vault = vault.or_else(kept).ok_or(PayloadError::NotTagged)?;
    Ok(Salvaged {
        vault: lines.read(vault, replicas),
        header,
        whole: false,
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
    /// Sorts lines; with a tagger only those that bear its tag.
    fn sort(lines: impl Iterator<Item = &'a [u8]>, tagger: Option<&Tagger>) -> Self {
        let vouched =
            |open: &[u8], end: &[u8]| tagger.is_none_or(|tagger| has_tag(open, end, tagger));
        let mut sorted = Self::default();
        for line in lines {
            let line = line.strip_suffix(b",").unwrap_or(line);
            if line.starts_with(b"{\"format\":") {
                let header = line.strip_suffix(OPENS_FOLDERS);
                let header = header.filter(|open| vouched(open, OPENS_FOLDERS));
                sorted.header = sorted
                    .header
                    .or_else(|| serde_json::from_slice(&[header?, b"}"].concat()).ok());
            } else if let Some(folder) = line.strip_suffix(OPENS_ACCOUNTS) {
                if folder != NO_FOLDER && vouched(folder, OPENS_ACCOUNTS) {
                    sorted.folders.push(folder);
                }
            } else if let Some(open) = line.strip_suffix(b"}")
                && line.starts_with(b"{\"")
                && vouched(open, b"}")
            {
                if line.starts_with(b"{\"raw\":") {
                    sorted.quarantine.push(line);
                } else {
                    sorted.accounts.push(line);
                }
            } else if tagger.is_none() && line.starts_with(b"{\"") {
                // Its end is missing, so that it cannot be read; it is kept all the same.
                sorted.accounts.push(line);
            }
        }
        sorted
    }

    fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.accounts.is_empty() && self.quarantine.is_empty()
    }

    fn read(self, id: Id, replicas: Replicas) -> Vault {
        let mut vault = Vault::new(id);
        for line in self.folders {
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

const OPENS_FOLDERS: &[u8] = b",\"folders\":[";
const OPENS_ACCOUNTS: &[u8] = b",\"accounts\":[";
const NO_FOLDER: &[u8] = b"{\"id\":null";

fn put_header(header: &Header, replicas: &Replicas, tagger: &Tagger, out: &mut Vec<u8>) {
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
        recovery: header.paper.recipient.to_string(),
        recovery_tag_key: Zeroizing::new(BASE64.encode(header.paper.tag_key.as_bytes())),
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
    put_tag(0, OPENS_FOLDERS, tagger, out);
    out.push(b'\n');
}

fn put_folders(vault: &Vault, replicas: &mut Replicas, tagger: &Tagger, out: &mut Vec<u8>) {
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
        let from = out.len();
        folder.put(out, replicas, Stamp::NEVER);
        out.pop();
        put_tag(from, OPENS_ACCOUNTS, tagger, out);
        put_accounts(
            by_folder.get(&Some(folder.id())).map_or(&[], Vec::as_slice),
            replicas,
            tagger,
            out,
        );
    }
    if let Some(homeless) = homeless {
        open(out);
        out.extend_from_slice(NO_FOLDER);
        out.extend_from_slice(OPENS_ACCOUNTS);
        put_accounts(&homeless, replicas, tagger, out);
    }
    out.extend_from_slice(if first {
        b"],\"quarantine\":[\n"
    } else {
        b"\n],\"quarantine\":[\n"
    });
    for (at, entry) in vault.quarantine.iter().enumerate() {
        let from = out.len();
        out.extend_from_slice(b"{\"raw\":");
        put_str(entry.raw.reveal(), out);
        put_member("reason", out);
        put_str(&entry.reason, out);
        put_member("kind", out);
        // Writing one of two words into memory cannot fail.
        let _ = serde_json::to_writer(&mut *out, &entry.kind);
        put_tag(from, b"}", tagger, out);
        out.extend_from_slice(if at + 1 < vault.quarantine.len() {
            b",\n"
        } else {
            b"\n"
        });
    }
    out.extend_from_slice(b"],\n");
}

fn put_accounts(
    accounts: &[&Account],
    replicas: &mut Replicas,
    tagger: &Tagger,
    out: &mut Vec<u8>,
) {
    for (at, account) in accounts.iter().enumerate() {
        out.extend_from_slice(if at == 0 { b"\n" } else { b",\n" });
        let from = out.len();
        account.put(out, replicas, Stamp::NEVER);
        out.pop();
        put_tag(from, b"}", tagger, out);
    }
    out.extend_from_slice(b"\n]}");
}

/// What the key of the lines' tags is derived for.
const RECORDS: &str = "records";
/// How much of a tag stands in a line, in bytes: 144 bits, whose base64 needs no padding.
const LINE_TAG: usize = 18;
/// The base64 of that, in bytes.
const LINE_TAG_TEXT: usize = LINE_TAG / 3 * 4;
const TAG_MEMBER: &[u8] = b",\"tag\":\"";

/// Ends a line that began at `from`, with its tag: over the line without the tag, so that a line that ends in another
/// way, as one of another kind does, has another one.
fn put_tag(from: usize, end: &[u8], tagger: &Tagger, out: &mut Vec<u8>) {
    let tag = tagger.tag([out.get(from..).unwrap_or_default(), end]);
    out.extend_from_slice(TAG_MEMBER);
    out.extend_from_slice(BASE64.encode(&tag[..LINE_TAG]).as_bytes());
    out.push(b'"');
    out.extend_from_slice(end);
}

/// Whether a line that goes on with `end` has its tag before that.
fn has_tag(open: &[u8], end: &[u8], tagger: &Tagger) -> bool {
    let split = || {
        let text = open.strip_suffix(b"\"")?;
        let (line, tag) = text.split_at_checked(text.len().checked_sub(LINE_TAG_TEXT)?)?;
        let line = line.strip_suffix(TAG_MEMBER)?;
        Some((line, BASE64.decode(tag).ok()?))
    };
    split().is_some_and(|(line, tag)| tag.len() == LINE_TAG && tagger.verify([line, end], &tag))
}

/// What the tags of the whole payload are over: its digest up to the last line, so that it is hashed once for both.
fn message(plain: &[u8]) -> Vec<u8> {
    let digest = hex(&Sha256::digest(plain));
    format!("keyrack\npayload\n1\n{digest}\n").into_bytes()
}

fn is_tagged(plain: &[u8], key: &MacKey) -> bool {
    // No tag is over what stands here, so nothing else may.
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Tail {
        mac: String,
        paper: String,
    }
    const MAC_LINE: &[u8] = b"\n\"mac\":";
    let Some(at) = memchr::memmem::rfind(plain, MAC_LINE).map(|at| at + 1) else {
        return false;
    };
    let (message, tail) = plain.split_at(at);
    let Ok(tail) = serde_json::from_slice::<Tail>(&[b"{", tail].concat()) else {
        return false;
    };
    let message = self::message(message);
    [tail.mac, tail.paper]
        .iter()
        .filter_map(|tag| unhex(tag))
        .any(|tag| key.verify(&message, &tag))
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
    recovery_tag_key: Zeroizing<String>,
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
        let tag_key = BASE64.decode(self.recovery_tag_key.as_bytes());
        let tag_key = tag_key.map(Zeroizing::new).unwrap_or_default();
        let tag_key: Option<[u8; 32]> = tag_key.as_slice().try_into().ok();
        let paper = Paper {
            recipient: self.recovery.parse().map_err(|_| PayloadError::NotAVault)?,
            tag_key: MacKey::from_bytes(tag_key.ok_or(PayloadError::NotAVault)?),
        };
        if self.sequence > MAX_SEQUENCE {
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
            paper,
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
