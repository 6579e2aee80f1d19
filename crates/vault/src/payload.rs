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

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use keyrack_seal::{
    MacKey, Paper, Plaintext,
    hex::{hex, unhex},
    mac::Tagger,
    salvage::Salvage,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::{
    Account, Id, Record, Vault,
    lines::{Lines, Writer, fill, lines_of},
    record::{put_member, put_str},
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
    put_records(
        vault,
        Writer {
            replicas: &mut replicas,
            tagger: Some(&tagger),
            out: &mut body,
        },
    );

    // The first line names the replicas that the records refer to, so it is written last and put before them.
    let mut plain = Zeroizing::new(Vec::with_capacity(body.len() + 2 * PADDING));
    put_header(header, &mut replicas, &tagger, &mut plain);
    vault.replicas = replicas;
    plain.extend_from_slice(&body);
    let message = message(&plain);
    plain.extend_from_slice(b"\"mac\":");
    put_str(&hex(&key.tag(&message)), &mut plain);
    put_member("paper", &mut plain);
    put_str(&hex(&header.paper.tag_key.tag(&message)), &mut plain);
    plain.push(b'}');
    fill(&mut plain, PADDING);
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
    let stored: StoredHeader = lines.header().ok_or(PayloadError::NotAVault)?;
    // First, because what the header says of newer versions is shown.
    if !is_tagged(plain, key) {
        return Err(PayloadError::NotTagged);
    }
    let (header, replicas) = stored.check()?;
    Ok(Read {
        vault: vault_of(lines, header.vault, replicas),
        header,
    })
}

/// The header of a payload whose tag is right, without reading its records: enough to see that a file holds what was
/// written. `None` when it does not.
#[must_use]
pub fn check(plain: &[u8], key: &MacKey) -> Option<Header> {
    let first = plain.split(|byte| *byte == b'\n').take(1);
    let stored: Option<StoredHeader> = Lines::sort(first, None).header();
    let stored = stored.filter(|_| is_tagged(plain, key))?;
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
    let stored = lines.header().map(StoredHeader::check).transpose()?;
    let (header, replicas) = match (stored, kept) {
        (Some((header, replicas)), _) => (Some(header), replicas),
        (None, Some(kept)) if !lines.is_empty() => (None, kept.vault.replicas.clone()),
        _ => return Err(PayloadError::NotTagged),
    };
    let kept = || kept.map(|kept| kept.header.vault);
    let vault = header.as_ref().map(|header| header.vault);
    let vault = vault.or_else(kept).ok_or(PayloadError::NotTagged)?;
    Ok(Salvaged {
        vault: vault_of(lines, vault, replicas),
        header,
        whole: false,
    })
}

fn vault_of(lines: Lines<'_>, id: Id, replicas: Replicas) -> Vault {
    let contents = lines.read(&replicas, None);
    Vault {
        id,
        folders: contents.folders,
        accounts: contents.accounts,
        quarantine: contents.quarantine,
        shared: std::collections::BTreeMap::new(),
        replicas,
    }
}

/// Writes each folder with what lies in it, and then accounts of folders that are not there.
fn put_records(vault: &Vault, mut writer: Writer<'_>) {
    let mut by_folder = BTreeMap::<Option<Id>, Vec<&Account>>::new();
    for account in vault.accounts.iter() {
        let folder = account.folder.get();
        let folder = folder.filter(|id| vault.folders.get(*id).is_some());
        by_folder.entry(folder).or_default().push(account);
    }
    let homeless = by_folder.remove(&None);
    let mut is_first = true;
    for folder in vault.folders.iter() {
        let accounts = by_folder.get(&Some(folder.id()));
        let accounts = accounts.map_or(&[][..], Vec::as_slice);
        writer.folder(Some(folder), accounts, std::mem::take(&mut is_first));
    }
    if let Some(homeless) = homeless {
        writer.folder(None, &homeless, std::mem::take(&mut is_first));
    }
    writer.quarantine(&vault.quarantine, !is_first);
}

fn put_header(header: &Header, replicas: &mut Replicas, tagger: &Tagger, out: &mut Vec<u8>) {
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
        replicas: replicas.to_texts(),
    };
    // Writing text and numbers into memory cannot fail.
    let _ = serde_json::to_writer(&mut *out, &stored);
    out.pop();
    let tagger = Some(tagger);
    let mut writer = Writer {
        replicas,
        tagger,
        out,
    };
    writer.open_folders(0);
}

/// What the key of the lines' tags is derived for.
const RECORDS: &str = "records";

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
        let replica = |text: &str| u64::from_str_radix(text, 16).map(Replica).ok();
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
            Replicas::from_texts(&self.replicas).ok_or(PayloadError::NotAVault)?,
        ))
    }
}
