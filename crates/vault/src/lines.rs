//! Records as lines of JSON, which a payload and a folder's document are made of.
//!
//! That each record has its line is part of the format: a reader that meets a record it cannot make sense of goes on with
//! the next line. Where a key vouches for the lines, each bears a tag.

use std::{sync::Arc, thread};

use base64::{Engine, engine::general_purpose::STANDARD as BASE64};
use keyrack_seal::mac::Tagger;
use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, DeserializeSeed, Error as _},
};
use zeroize::Zeroizing;

use crate::{
    Account, Folder, Id, Quarantined, Record, RecordKind, Records, SecretText, Stamp,
    record::{RecordSeed, put_member, put_str},
    stamp::Replicas,
};

/// What lines hold.
#[derive(Default)]
pub(crate) struct Contents {
    pub folders: Records<Folder>,
    pub accounts: Records<Account>,
    pub quarantine: Vec<Quarantined>,
    /// The first folder that has a line of its own. Another one may have come out of the quarantine.
    first: Option<Id>,
}

impl Contents {
    /// The first folder that has a line of its own.
    pub(crate) fn first_folder(&self) -> Option<&Folder> {
        self.folders.get(self.first?)
    }
}

/// The lines of a payload or document, told apart by how they begin and end.
#[derive(Default)]
pub(crate) struct Lines<'a> {
    /// The first line, closed.
    header: Option<Zeroizing<Vec<u8>>>,
    folders: Vec<&'a [u8]>,
    accounts: Vec<&'a [u8]>,
    quarantine: Vec<&'a [u8]>,
}

impl<'a> Lines<'a> {
    /// Sorts lines; with a tagger only those that bear its tag.
    pub(crate) fn sort(lines: impl Iterator<Item = &'a [u8]>, tagger: Option<&Tagger>) -> Self {
        let vouched =
            |open: &[u8], end: &[u8]| tagger.is_none_or(|tagger| has_tag(open, end, tagger));
        let mut sorted = Self::default();
        for line in lines {
            let line = line.strip_suffix(b",").unwrap_or(line);
            if line.starts_with(FIRST) {
                let header = line.strip_suffix(OPENS_FOLDERS);
                let header = header.filter(|open| vouched(open, OPENS_FOLDERS));
                sorted.header = sorted
                    .header
                    .or_else(|| Some(Zeroizing::new([header?, b"}"].concat())));
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

    /// How many folders there are, readable or not.
    pub(crate) fn folders(&self) -> usize {
        self.folders.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.folders.is_empty() && self.accounts.is_empty() && self.quarantine.is_empty()
    }

    /// The first line, read as an `H`; none where it is lost or no such thing.
    pub(crate) fn header<H: DeserializeOwned>(&self) -> Option<H> {
        serde_json::from_slice(self.header.as_ref()?).ok()
    }

    /// The records, and apart from them what cannot be read as one. With a `table`, which holds the same replicas, what
    /// cannot be read is kept with it, so that it can be written into a file with another one.
    pub(crate) fn read(self, replicas: &Replicas, table: Option<&Arc<Replicas>>) -> Contents {
        let mut contents = Contents::default();
        let quarantined = |kind, line: &[u8], reason| Quarantined {
            kind,
            raw: SecretText::new(String::from_utf8_lossy(line).into_owned()),
            replicas: table.cloned(),
            reason,
        };
        for line in self.folders {
            let closed = Zeroizing::new([line, b"}"].concat());
            match read_record::<Folder>(&closed, replicas) {
                Ok(folder) => {
                    contents.first.get_or_insert(folder.id());
                    contents.folders.insert(folder);
                }
                Err(reason) => {
                    let folder = quarantined(RecordKind::Folder, &closed, reason);
                    contents.quarantine.push(folder);
                }
            }
        }
        for (line, account) in read_accounts(&self.accounts, replicas) {
            match account {
                Ok(account) => contents.accounts.insert(account),
                Err(reason) => {
                    let account = quarantined(RecordKind::Account, line, reason);
                    contents.quarantine.push(account);
                }
            }
        }
        for line in self.quarantine {
            // A newer program may read what the one before it could not.
            let Ok(stored) = serde_json::from_slice::<StoredQuarantine>(line) else {
                let reason = "an unreadable quarantine entry".into();
                let entry = quarantined(RecordKind::Account, line, reason);
                contents.quarantine.push(entry);
                continue;
            };
            let entry = Quarantined {
                kind: stored.kind,
                raw: SecretText::new(stored.raw),
                replicas: stored.replicas.map(Arc::new).or_else(|| table.cloned()),
                reason: stored.reason,
            };
            let raw = entry.raw.reveal().as_bytes();
            let replicas = entry.replicas.as_deref().unwrap_or(replicas);
            match entry.kind {
                RecordKind::Folder => match read_record(raw, replicas) {
                    Ok(folder) => contents.folders.insert(folder),
                    Err(_) => contents.quarantine.push(entry),
                },
                RecordKind::Account => match read_record(raw, replicas) {
                    Ok(account) => contents.accounts.insert(account),
                    Err(_) => contents.quarantine.push(entry),
                },
            }
        }
        contents.quarantine.sort();
        contents.quarantine.dedup();
        contents
    }
}

/// Reads account lines, on several threads where there are many.
fn read_accounts<'a>(
    lines: &[&'a [u8]],
    replicas: &Replicas,
) -> Vec<(&'a [u8], Result<Account, String>)> {
    let read = |lines: &[&'a [u8]]| -> Vec<_> {
        lines
            .iter()
            .map(|line| (*line, read_record::<Account>(line, replicas)))
            .collect()
    };
    let threads = threads_for(lines.len());
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

/// How many threads the reading of so many lines is worth.
pub(crate) fn threads_for(lines: usize) -> usize {
    const WORTH_A_THREAD: usize = 1000;
    match lines / WORTH_A_THREAD {
        // Asking the system takes as long as reading some hundred lines.
        0 | 1 => 1,
        most => thread::available_parallelism()
            .map_or(1, usize::from)
            .min(4)
            .min(most),
    }
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

/// Writes records, each into its line.
pub(crate) struct Writer<'a> {
    pub replicas: &'a mut Replicas,
    /// What tags the lines, where a key vouches for them.
    pub tagger: Option<&'a Tagger>,
    pub out: &'a mut Vec<u8>,
}

impl Writer<'_> {
    /// Ends the first line, an object without its last brace, which begins at `from`.
    pub fn open_folders(&mut self, from: usize) {
        self.end(from, OPENS_FOLDERS);
        self.out.push(b'\n');
    }

    /// Writes a folder and what lies in it; none for accounts that lie in no folder.
    pub fn folder(&mut self, folder: Option<&Folder>, accounts: &[&Account], is_first: bool) {
        self.document(folder, accounts, &[], is_first);
    }

    /// Writes a folder and what lies in it, with what could not be read there.
    pub fn document(
        &mut self,
        folder: Option<&Folder>,
        accounts: &[&Account],
        quarantine: &[Quarantined],
        is_first: bool,
    ) {
        if !is_first {
            self.out.extend_from_slice(b",\n");
        }
        match folder {
            Some(folder) => {
                let from = self.out.len();
                folder.put(self.out, self.replicas, Stamp::NEVER);
                self.out.pop();
                self.end(from, OPENS_ACCOUNTS);
            }
            None => {
                self.out.extend_from_slice(NO_FOLDER);
                self.out.extend_from_slice(OPENS_ACCOUNTS);
            }
        }
        let mut separator: &[u8] = b"\n";
        for account in accounts {
            self.out.extend_from_slice(separator);
            separator = b",\n";
            let from = self.out.len();
            account.put(self.out, self.replicas, Stamp::NEVER);
            self.out.pop();
            self.end(from, b"}");
        }
        for entry in quarantine {
            self.out.extend_from_slice(separator);
            separator = b",\n";
            self.unreadable(entry);
        }
        self.out.extend_from_slice(b"\n]}");
    }

    /// Ends the folders, and writes what could not be read.
    pub fn quarantine(&mut self, quarantine: &[Quarantined], any_folder: bool) {
        let end: &[u8] = match any_folder {
            true => b"\n],\"quarantine\":[\n",
            false => b"],\"quarantine\":[\n",
        };
        self.out.extend_from_slice(end);
        for (at, entry) in quarantine.iter().enumerate() {
            self.unreadable(entry);
            let is_last = at + 1 == quarantine.len();
            self.out
                .extend_from_slice(if is_last { b"\n" } else { b",\n" });
        }
        self.out.extend_from_slice(b"],\n");
    }

    /// Writes what could not be read.
    fn unreadable(&mut self, entry: &Quarantined) {
        let from = self.out.len();
        self.out.extend_from_slice(b"{\"raw\":");
        put_str(entry.raw.reveal(), self.out);
        put_member("reason", self.out);
        put_str(&entry.reason, self.out);
        put_member("kind", self.out);
        // Writing words into memory cannot fail.
        let _ = serde_json::to_writer(&mut *self.out, &entry.kind);
        if let Some(replicas) = &entry.replicas {
            put_member("replicas", self.out);
            let _ = serde_json::to_writer(&mut *self.out, &replicas.to_texts());
        }
        self.end(from, b"}");
    }

    /// Ends a line that began at `from`, with its tag: over the line without the tag, so that a line that ends in another
    /// way, as one of another kind does, has another one.
    fn end(&mut self, from: usize, end: &[u8]) {
        if let Some(tagger) = self.tagger {
            let tag = tagger.tag([self.out.get(from..).unwrap_or_default(), end]);
            self.out.extend_from_slice(TAG_MEMBER);
            let text = BASE64.encode(&tag[..LINE_TAG]);
            self.out.extend_from_slice(text.as_bytes());
            self.out.push(b'"');
        }
        self.out.extend_from_slice(end);
    }
}

/// Whether a line is that of a folder, behind which come its accounts.
pub(crate) fn opens_folder(line: &[u8]) -> bool {
    line.ends_with(OPENS_ACCOUNTS)
}

/// How many lines there are.
pub(crate) fn lines_of(plain: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', plain).count()
}

/// Fills a text up with spaces and one end of line to a multiple of `padding` bytes, so that its size tells less.
pub(crate) fn fill(plain: &mut Vec<u8>, padding: usize) {
    let filled = (plain.len() + 1).next_multiple_of(padding);
    plain.resize(filled - 1, b' ');
    plain.push(b'\n');
}

pub(crate) const FIRST: &[u8] = b"{\"format\":";
pub(crate) const OPENS_FOLDERS: &[u8] = b",\"folders\":[";
const OPENS_ACCOUNTS: &[u8] = b",\"accounts\":[";
const NO_FOLDER: &[u8] = b"{\"id\":null";

/// How much of a tag stands in a line, in bytes: 144 bits, whose base64 needs no padding.
const LINE_TAG: usize = 18;
/// The base64 of that, in bytes.
const LINE_TAG_TEXT: usize = LINE_TAG / 3 * 4;
const TAG_MEMBER: &[u8] = b",\"tag\":\"";

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

#[derive(Deserialize)]
struct StoredQuarantine {
    raw: String,
    reason: String,
    kind: RecordKind,
    #[serde(default, deserialize_with = "some_replicas")]
    replicas: Option<Replicas>,
}

fn some_replicas<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Replicas>, D::Error> {
    replicas(deserializer).map(Some)
}

pub(crate) fn replicas<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Replicas, D::Error> {
    let replicas = Replicas::from_texts(&Vec::<String>::deserialize(deserializer)?);
    replicas.ok_or_else(|| D::Error::custom("no table of replicas"))
}
