//! A vault's folder on this computer.

use std::path::PathBuf;

use keyrack_seal::OsEntropy;
use keyrack_vault::files::{Moment, VaultFiles};

use crate::{Computer, Result, VERSION, computer::state};

/// A vault's folder on this computer.
#[derive(Clone, Debug)]
pub struct Keyrack {
    pub(crate) computer: Computer,
    pub(crate) folder: PathBuf,
}

impl Keyrack {
    /// The vault in `folder`, or the computer's default one.
    #[must_use]
    pub fn new(computer: Computer, folder: Option<PathBuf>) -> Self {
        let folder = folder.unwrap_or_else(|| computer.default_vault.clone());
        Self { computer, folder }
    }

    /// The folder of the vault.
    #[must_use]
    pub fn folder(&self) -> &std::path::Path {
        &self.folder
    }

    /// Whether there is a vault.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn exists(&self) -> Result<bool> {
        Ok(self.files().exists()?)
    }

    pub(crate) fn files(&self) -> VaultFiles {
        VaultFiles::new(self.computer.disk.clone(), self.folder.clone())
            .with_pending_folder(self.computer.home.join("pending"))
    }

    pub(crate) fn moment(&self) -> Result<Moment> {
        Ok(Moment {
            now: self.computer.clock.now(),
            replica: state::replica(&self.computer, &mut OsEntropy)?,
            program: VERSION.to_owned(),
        })
    }
}
