//! Following the files while the vault is open: another process, computer or sync program may write them.

use keyrack_seal::{Identity, Plaintext, file};

use super::{FilesError, OpenVault, VAULT, VaultFiles, read_error, write_error};
use crate::{Id, disk::Entry};

impl OpenVault {
    /// Joins what others wrote since this vault was last read or written, and says whether there was anything. Costs no
    /// more than a look at names, sizes and dates while there is nothing. `now` is as in [`VaultFiles::open`].
    ///
    /// # Errors
    /// [`FilesError::NoVault`] when the file has vanished, [`FilesError::KeysChanged`] when the password was changed
    /// elsewhere, or why it cannot be read. What is in memory stays as it was, and the next call looks again.
    pub fn follow(&mut self, now: u64) -> Result<bool, FilesError> {
        let sight = self.files.sight(self.vault.id)?;
        if !sight.iter().any(|entry| entry.name == VAULT) {
            return Err(FilesError::NoVault);
        }
        if self.sight.as_ref() == Some(&sight) {
            return Ok(false);
        }
        let before = self.mark;
        self.refresh()?;
        let copies = self.merge_copies(now);
        // Taken before the files were read, so that a change in between is seen the next time.
        self.sight = Some(sight);
        Ok(copies || self.mark != before)
    }

    /// Seals what belongs to the vault but lies elsewhere, for the vault's own keys.
    ///
    /// # Errors
    /// When sealing fails, which means a defect.
    pub fn seal_beside(&self, plain: &[u8]) -> Result<Vec<u8>, FilesError> {
        self.beside().seal(plain)
    }

    /// Opens what [`OpenVault::seal_beside`] sealed.
    ///
    /// # Errors
    /// When it was sealed for other keys, or is damaged.
    pub fn open_beside(&self, sealed: &[u8]) -> Result<Plaintext, FilesError> {
        self.beside().open(sealed)
    }

    /// What seals and opens files beside the vault, for as long as the vault keeps its keys.
    #[must_use]
    pub fn beside(&self) -> Beside {
        let previous = self.keys.previous.as_ref();
        Beside {
            identity: self.keys.identity.clone(),
            previous: previous.map(|keys| keys.identity.clone()),
        }
    }
}

/// Seals and opens files that belong to the vault, but lie elsewhere.
#[derive(Clone, Debug)]
pub struct Beside {
    identity: Identity,
    /// That before it, while a change of password is under way.
    previous: Option<Identity>,
}

impl Beside {
    /// Seals a file.
    ///
    /// # Errors
    /// When sealing fails, which means a defect.
    pub fn seal(&self, plain: &[u8]) -> Result<Vec<u8>, FilesError> {
        file::seal(plain, &[&self.identity.recipient()])
            .map_err(|error| write_error(std::io::Error::other(error)))
    }

    /// Opens a file.
    ///
    /// # Errors
    /// When it was sealed for other keys, or is damaged.
    pub fn open(&self, sealed: &[u8]) -> Result<Plaintext, FilesError> {
        let identities = std::iter::once(&self.identity).chain(&self.previous);
        Ok(file::open_with(sealed, identities)?)
    }
}

impl VaultFiles {
    /// The living file and everything beside it that is merged, as a listing shows them.
    fn sight(&self, vault: Id) -> Result<Vec<Entry>, FilesError> {
        let mut sight = self.disk.list(&self.folder).map_err(read_error)?;
        sight.retain(|entry| entry.name.starts_with("vault") && entry.name.ends_with(".age"));
        for folder in self.pending_folders(vault) {
            sight.extend(self.disk.list(&folder).unwrap_or_default());
        }
        Ok(sight)
    }
}
