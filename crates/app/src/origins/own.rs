//! The vault of this person, in its folder on this computer.

use keyrack_seal::OsEntropy;
use keyrack_vault::{
    Id, Stamp, Vault,
    files::{Moment, OpenVault, Writing},
};

use super::{
    changes::Changed,
    origin::{Action, Origin},
};
use crate::Result;

/// The open vault.
pub(crate) struct OwnVault {
    pub open: OpenVault,
    writing: Option<Writing>,
    /// Up to when ages were counted before this change, in milliseconds since 1970.
    aged: u64,
}

impl OwnVault {
    pub const fn new(open: OpenVault) -> Self {
        Self {
            aged: open.header.aged,
            open,
            writing: None,
        }
    }
}

impl Origin for OwnVault {
    fn vault(&self) -> &Vault {
        &self.open.vault
    }

    fn may(&self, _: Option<Id>, _: Action) -> Result<()> {
        Ok(())
    }

    fn is_read_only(&self) -> bool {
        !self.open.files().can_write()
    }

    fn begin(&mut self, moment: &Moment) -> Result<()> {
        // By what was known before: what others wrote meanwhile must not move it on as well.
        self.aged = self.open.header.aged_at(moment.now);
        self.writing = Some(self.open.begin()?);
        Ok(())
    }

    fn save(
        &mut self,
        view: &Vault,
        changed: &Changed,
        moment: &Moment,
        aged: Stamp,
    ) -> Result<()> {
        let vault = &mut self.open.vault;
        for id in &changed.folders {
            vault.folders.take_over(*id, &view.folders);
        }
        for id in &changed.accounts {
            vault.accounts.take_over(*id, &view.accounts);
        }
        vault.collect(self.aged, aged);
        match self.writing.take() {
            Some(writing) => Ok(self.open.finish(writing, moment)?),
            None => Ok(self.open.save(moment)?),
        }
    }

    fn leave(&mut self) {
        self.writing = None;
    }

    fn save_again(&mut self, moment: &Moment) -> Result<()> {
        Ok(self.open.save(moment)?)
    }

    fn is_unsaved(&self) -> bool {
        self.open.is_unsaved()
    }

    fn follow(&mut self, now: u64) -> Result<bool> {
        Ok(self.open.follow(now)?)
    }

    fn settle(&mut self, now: u64) -> Result<()> {
        Ok(self.open.settle(now)?)
    }

    fn seal_pending(&mut self, moment: &Moment) -> Result<()> {
        Ok(self.open.seal_pending(moment, &mut OsEntropy)?)
    }
}

impl std::fmt::Debug for OwnVault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OwnVault").field(&self.open).finish()
    }
}
