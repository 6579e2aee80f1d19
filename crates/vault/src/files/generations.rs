//! Kept states of the vault.

use std::{collections::BTreeSet, io};

use keyrack_seal::{Plaintext, file, slot::Keys};

use super::{FilesError, Mark, VaultFiles, read_error};
use crate::{disk::Entry, payload};

/// States that are kept whatever their age.
const NEWEST: usize = 10;
/// For so many days, the last state of each is kept as well.
const DAYS: u64 = 7;
/// The most kept states that are opened in search of one, more than are kept.
const MAX_LOOKED_AT: usize = 24;
/// How many bytes the kept states, or else the copies, that one opening looks at may have together.
pub(super) const MAX_COPIES_BYTES: u64 = 2 * file::MAX_SEALED as u64;

/// One kept state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// The sequence of the vault at that time.
    pub sequence: u64,
    /// The name of its file.
    pub name: String,
    /// When the file was written, in milliseconds since 1970.
    pub modified: u64,
}

impl VaultFiles {
    /// The kept states, newest first.
    ///
    /// # Errors
    /// When the folder cannot be listed.
    pub fn generations(&self) -> Result<Vec<Generation>, FilesError> {
        let entries = self
            .disk
            .list_inside(&self.generations_folder())
            .map_err(read_error)?;
        let kept = newest_first(entries, ".age").into_iter();
        Ok(kept
            .map(|(sequence, entry)| Generation {
                sequence,
                name: entry.name,
                modified: entry.modified,
            })
            .collect())
    }

    /// Opens one kept state.
    ///
    /// # Errors
    /// Why it does not open.
    pub fn open_generation(
        &self,
        generation: &Generation,
        keys: &Keys,
    ) -> Result<payload::Read, FilesError> {
        let path = self.generations_folder().join(&generation.name);
        let sealed = self
            .disk
            .read(&path, file::MAX_SEALED)
            .map_err(read_error)?;
        read_sealed(&sealed, keys)
    }

    /// The newest kept state that opens. The names and sizes of the files are anybody's, so the sequence that counts is the
    /// one inside.
    pub(super) fn newest_readable(&self, keys: &Keys) -> Option<payload::Read> {
        self.newest_named(keys, |_| true)
    }

    /// The newest kept state that opens and is newer than `sequence`. Where none is named so, nothing is opened.
    pub(super) fn readable_after(&self, sequence: u64, keys: &Keys) -> Option<payload::Read> {
        let newest = self.newest_named(keys, |named| named > sequence)?;
        (newest.header.sequence > sequence).then_some(newest)
    }

    fn newest_named(&self, keys: &Keys, wanted: impl Fn(u64) -> bool) -> Option<payload::Read> {
        let folder = self.generations_folder();
        let mut bytes = 0_u64;
        let mut newest: Option<(u64, Plaintext, &Keys)> = None;
        for (_, kept) in newest_first(self.disk.list(&folder).ok()?, ".age")
            .into_iter()
            .filter(|(named, _)| wanted(*named))
            .take(MAX_LOOKED_AT)
        {
            let with_this = bytes.saturating_add(kept.size);
            if with_this > MAX_COPIES_BYTES {
                continue;
            }
            bytes = with_this;
            let sealed = self.disk.read(&folder.join(&kept.name), file::MAX_SEALED);
            let Some(opened) = sealed.ok().and_then(|sealed| open_with(&sealed, keys).ok()) else {
                continue;
            };
            let (plain, keys) = opened;
            let Some(header) = payload::check(&plain, &keys.mac) else {
                continue;
            };
            let is_newer = |(newest, ..): &(u64, Plaintext, &Keys)| header.sequence > *newest;
            if newest.as_ref().is_none_or(is_newer) {
                newest = Some((header.sequence, plain, keys));
            }
        }
        let (_, plain, keys) = newest?;
        payload::read(&plain, &keys.mac).ok()
    }

    /// Keeps a copy of a state, under its sequence, with the ways in of its time. A file that is there already stays,
    /// unless it differs: then the copy gets a name of its own.
    pub(super) fn keep(
        &self,
        sequence: u64,
        sealed: &[u8],
        slots: Option<&[u8]>,
    ) -> Result<(), FilesError> {
        let folder = self.generations_folder();
        self.make_folder(&folder)?;
        let stem = match self
            .disk
            .read(&folder.join(format!("{sequence}.age")), file::MAX_SEALED)
        {
            Ok(there) if there == sealed => None,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Some(sequence.to_string()),
            _ => Some(format!("{sequence}-{}", Mark::of(sealed).short())),
        };
        let Some(stem) = stem else { return Ok(()) };
        if let Some(slots) = slots {
            self.replace(&folder.join(format!("{stem}.slots")), slots)?;
        }
        self.replace(&folder.join(format!("{stem}.age")), sealed)
    }

    /// Removes kept states that are neither among the newest nor the last of a recent day. Of names beyond `sequence`, the
    /// vault's own, none is ours: they neither go nor count, so that files which somebody puts there push out no others. For
    /// the same reason all of one sequence count as one.
    pub(super) fn prune(&self, sequence: u64, now: u64) {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        let Ok(generations) = self.generations() else {
            return;
        };
        let (mut days, mut newest) = (BTreeSet::new(), BTreeSet::new());
        let keep: BTreeSet<String> = generations
            .iter()
            .filter(|kept| {
                if kept.sequence > sequence {
                    return true;
                }
                newest.insert(kept.sequence);
                let day = kept.modified / DAY;
                let recent = day + DAYS > now / DAY;
                // The newest comes first, so the first of a day is its last state.
                let last_of_day = recent && days.insert(day);
                newest.len() <= NEWEST || last_of_day
            })
            .map(|kept| kept.name.trim_end_matches(".age").to_owned())
            .collect();
        for entry in self
            .disk
            .list_inside(&self.generations_folder())
            .unwrap_or_default()
        {
            let stem = entry
                .name
                .strip_suffix(".age")
                .or_else(|| entry.name.strip_suffix(".slots"));
            let is_ours = stem.is_some_and(|stem| {
                sequence_of(stem).is_some_and(|named| named <= sequence) && !keep.contains(stem)
            });
            if is_ours {
                let _ = self
                    .disk
                    .remove(&self.generations_folder().join(&entry.name));
            }
        }
    }
}

/// Files named by a sequence, with that sequence, newest first.
pub(super) fn newest_first(entries: Vec<Entry>, ending: &str) -> Vec<(u64, Entry)> {
    let mut named: Vec<(u64, Entry)> = entries
        .into_iter()
        .filter_map(|entry| Some((sequence_of(entry.name.strip_suffix(ending)?)?, entry)))
        .collect();
    named.sort_by_key(|(sequence, entry)| std::cmp::Reverse((*sequence, entry.modified)));
    named
}

/// Opens a sealed state with the keys, or with those before them while a change of password is under way.
pub(super) fn open_with<'a>(
    sealed: &[u8],
    keys: &'a Keys,
) -> Result<(keyrack_seal::Plaintext, &'a Keys), keyrack_seal::OpenError> {
    match (file::open(sealed, &keys.identity), &keys.previous) {
        (Ok(plain), _) => Ok((plain, keys)),
        (Err(error), Some(previous)) => file::open(sealed, &previous.identity)
            .map(|plain| (plain, &**previous))
            .map_err(|_| error),
        (Err(error), None) => Err(error),
    }
}

/// Reads a sealed state, all of which somebody wrote who held the keys.
pub(super) fn read_sealed(sealed: &[u8], keys: &Keys) -> Result<payload::Read, FilesError> {
    let (plain, keys) = open_with(sealed, keys)?;
    Ok(payload::read(&plain, &keys.mac)?)
}

fn sequence_of(stem: &str) -> Option<u64> {
    stem.split('-').next()?.parse().ok()
}
