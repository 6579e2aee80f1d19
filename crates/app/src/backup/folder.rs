//! The folder of the backups: how one gets there, and which stay.

use std::{cmp::Reverse, collections::BTreeSet, path::Path};

use keyrack_vault::disk;

use super::archive::MAX_BACKUP;
use crate::{
    Computer, Date, Error, ErrorCode, Keyrack, Result, Session,
    view::{BackupFile, BackupView},
};

/// The most backups of a vault that a folder keeps.
pub const MAX_KEPT: u16 = 100;

/// What a process that was killed left behind goes after an hour, in milliseconds.
const LEFTOVER_AGE: u64 = 60 * 60 * 1000;

/// A backup that was opened and held what the vault held. There is nothing unsealed in it, so it may outlast the keys.
pub struct Proven {
    name: Name,
    bytes: Vec<u8>,
    view: BackupView,
}

impl Session {
    /// Opens a backup that has just been made, sees to it that its ways in lead to what is in it, and compares its accounts
    /// and codes with the vault.
    ///
    /// # Errors
    /// [`ErrorCode::Busy`] when another program saves meanwhile, [`ErrorCode::WaysInForeign`] when somebody without the keys has
    /// changed the ways in, so that perhaps nothing would open the backup, [`ErrorCode::FileDamaged`] when the backup does not hold what the
    /// vault does, or why it cannot be read.
    pub fn prove(&mut self, bytes: Vec<u8>) -> Result<Proven> {
        let opened = self.open_backup(&bytes)?;
        if opened.read.header.sequence != self.sequence() {
            self.refresh()?;
        }
        if opened.read.header.sequence != self.sequence() {
            return Err(Error::new(ErrorCode::Busy));
        }
        if !opened.ways_in {
            return Err(Error::new(ErrorCode::WaysInForeign));
        }
        let view = opened.view(Some(self));
        if view.matches != Some(true) {
            return Err(Error::new(ErrorCode::FileDamaged).with("detail", ""));
        }
        Ok(Proven {
            name: self.keyrack.backup_name(&view.vault, view.sequence),
            bytes,
            view,
        })
    }
}

impl Proven {
    /// What it holds.
    #[must_use]
    pub const fn view(&self) -> &BackupView {
        &self.view
    }

    /// Writes it into `folder`, and reads it back. Only what is byte for byte what was opened gets the name of a backup, and
    /// only then older ones go, until `kept` are left: the newest of each day before others. Returns the name of the file.
    ///
    /// # Errors
    /// [`ErrorCode::BackupReadBack`], or why it cannot be written; then the older ones are as they were.
    pub fn write(&self, computer: &Computer, folder: &Path, kept: u16) -> Result<String> {
        write(computer, folder, &self.name, &self.bytes)?;
        self.name.thin_out(computer, folder, usize::from(kept));
        Ok(self.name.to_string())
    }
}

impl Keyrack {
    /// Writes the vault's files as they are into a folder, and reads them back. No key is needed, so none has opened it, and
    /// no older backup goes.
    ///
    /// # Errors
    /// [`ErrorCode::BackupReadBack`], or why it cannot be read or written.
    pub fn copy_to_backups(&self, folder: &Path, sequence: u64) -> Result<()> {
        let vault = self.vault_id().map(|id| id.to_string()).unwrap_or_default();
        let name = self.backup_name(&vault, sequence);
        write(&self.computer, folder, &name, &self.backup()?)
    }

    /// The backups in a folder, the newest first: those of this vault, then those of others. A folder that is not there
    /// holds none.
    ///
    /// # Errors
    /// As the system says.
    pub fn backups_in(&self, folder: &Path) -> Result<Vec<BackupFile>> {
        let listed = self.computer.disk.list(folder);
        let listed = listed.map_err(|error| Error::io(&error, folder))?;
        let vault = self.vault_id().map(|id| id.to_string()).unwrap_or_default();
        let verified = self.backup_record().verified;
        let mut found: Vec<(Name, BackupFile)> = listed
            .into_iter()
            .filter_map(|entry| {
                let name = Name::parse(&entry.name)?;
                let file = BackupFile {
                    own: name.is_of(&vault),
                    verified: verified.get(&entry.name).copied(),
                    modified: entry.modified,
                    bytes: entry.size,
                    file: entry.name,
                };
                Some((name, file))
            })
            .collect();
        found.sort_by_key(|(name, file)| Reverse((file.own, name.order())));
        Ok(found.into_iter().map(|(_, file)| file).collect())
    }

    /// Reads a backup that somebody chose.
    ///
    /// # Errors
    /// As the system says.
    pub fn read_backup(&self, path: &Path) -> Result<Vec<u8>> {
        let read = self.computer.read_chosen(path, MAX_BACKUP);
        read.map_err(|error| Error::io(&error, path))
    }

    fn backup_name(&self, vault: &str, sequence: u64) -> Name {
        Name {
            vault: vault.chars().take(SHOWN_OF_ID).collect(),
            date: self.computer.clock.today(),
            sequence,
        }
    }
}

/// How many characters of a vault's id stand in the names of its backups.
const SHOWN_OF_ID: usize = 8;

/// The name of a backup: `keyrack-<id of the vault>-<date>-<sequence>.tar`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Name {
    vault: String,
    date: Date,
    sequence: u64,
}

impl Name {
    fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("keyrack-")?.strip_suffix(".tar")?;
        let (vault, rest) = rest.split_once('-')?;
        let (date, sequence) = rest.rsplit_once('-')?;
        let name = Self {
            vault: vault.to_owned(),
            date: date.parse().ok()?,
            sequence: sequence.parse().ok()?,
        };
        // What only resembles one is somebody else's.
        (vault.len() == SHOWN_OF_ID && name.to_string() == text).then_some(name)
    }

    fn is_of(&self, vault: &str) -> bool {
        vault.starts_with(&self.vault)
    }

    const fn order(&self) -> (Date, u64) {
        (self.date, self.sequence)
    }

    /// Removes older backups of the same vault, and what an interrupted write left behind. What cannot be removed now is
    /// removed another time.
    fn thin_out(&self, computer: &Computer, folder: &Path, kept: usize) {
        let entries = computer.disk.list(folder).unwrap_or_default();
        let own = format!(".keyrack-{}-", self.vault);
        let now = computer.clock.now();
        for entry in &entries {
            let leftover = entry.name.starts_with(&own) && entry.name.ends_with(".tmp");
            if leftover && entry.modified.saturating_add(LEFTOVER_AGE) < now {
                _ = computer.disk.remove(&folder.join(&entry.name));
            }
        }
        let names = entries.iter().filter_map(|entry| Self::parse(&entry.name));
        // A clock that was wrong may have dated others later: this one stays all the same.
        let others = names.filter(|name| name.vault == self.vault && name != self);
        for old in thinned(others.collect(), self.date, kept.max(1) - 1) {
            _ = computer.disk.remove(&folder.join(old.to_string()));
        }
    }
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self {
            vault,
            date,
            sequence,
        } = self;
        write!(f, "keyrack-{vault}-{date}-{sequence:08}.tar")
    }
}

/// Which of `names` go so that `kept` are left, beside a newer one of `today`: the newest of each other day stays before
/// those of a day that has a newer one.
fn thinned(mut names: Vec<Name>, today: Date, kept: usize) -> Vec<Name> {
    names.sort_by_key(|name| Reverse(name.order()));
    let mut days = BTreeSet::from([today]);
    let (mut newest, mut others): (Vec<Name>, Vec<Name>) =
        names.into_iter().partition(|name| days.insert(name.date));
    newest.append(&mut others);
    newest.split_off(kept.min(newest.len()))
}

/// Writes a file that is read back before it gets its name.
fn write(computer: &Computer, folder: &Path, name: &Name, bytes: &[u8]) -> Result<()> {
    let path = folder.join(name.to_string());
    let disk = &*computer.disk;
    let mut same = true;
    let written = disk::replace_checked(disk, &path, bytes, |temporary| {
        same = disk.read(temporary, MAX_BACKUP)? == bytes;
        if same {
            Ok(())
        } else {
            Err(std::io::ErrorKind::InvalidData.into())
        }
    });
    written.map_err(|error| match same {
        true => Error::io(&error, &path),
        false => Error::new(ErrorCode::BackupReadBack).with("path", folder.display()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(day: i8, sequence: u64) -> Name {
        Name {
            vault: "abcdefgh".into(),
            date: Date::constant(2026, 11, day),
            sequence,
        }
    }

    #[test]
    fn only_what_was_named_by_us_is_one_of_ours() {
        let text = "keyrack-abcdefgh-2026-11-03-00000012.tar";
        assert_eq!(Name::parse(text), Some(name(3, 12)));
        for other in [
            "keyrack-abcdefgh-2026-11-03-12.tar",
            "keyrack-abcdefgh-2026-11-3-00000012.tar",
            "keyrack-abcdefghi-2026-11-03-00000012.tar",
            "keyrack-abcdefgh-2026-13-03-00000012.tar",
            "keyrack-abcdefgh-2026-11-03-00000012.tar.tmp",
            "Keyrack-abcdefgh-2026-11-03-00000012.tar",
            "keyrack-.tar",
            "",
        ] {
            assert_eq!(Name::parse(other), None, "{other}");
        }
    }

    #[test]
    fn one_of_each_day_stays_before_the_second_of_a_day() {
        let names = vec![name(1, 1), name(2, 2), name(2, 3), name(4, 4), name(4, 5)];
        let gone = |kept| -> Vec<u64> {
            let gone = thinned(names.clone(), name(4, 0).date, kept);
            let mut gone: Vec<u64> = gone.iter().map(|name| name.sequence).collect();
            gone.sort_unstable();
            gone
        };
        assert_eq!(gone(5), [0; 0]);
        assert_eq!(gone(4), [2]);
        assert_eq!(gone(3), [2, 4]);
        assert_eq!(gone(2), [2, 4, 5]);
        assert_eq!(gone(1), [1, 2, 4, 5]);
        assert_eq!(gone(0), [1, 2, 3, 4, 5]);
    }
}
