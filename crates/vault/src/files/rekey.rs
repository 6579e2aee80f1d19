//! Changing the ways in. A new password or a new recovery key always means new keys for the vault, because whoever knew
//! the old way in may have kept the old keys.
//!
//! Order: ways in old and new → vault → kept states → ways in new. The new way in carries the old keys along until the
//! last step, so it opens whatever it meets; the old way in opens until the vault itself has been rewritten; the paper
//! opens throughout, being a recipient of every state.

use keyrack_seal::{
    Costs, Entropy, Paper, file,
    slot::{Keys, Slot, SlotError, Target},
};

use super::{FilesError, Moment, OpenVault, VaultFiles, random_error, save::make_slots};
use crate::payload;

impl OpenVault {
    /// Gives the vault a new password, and with `recovery` a new recovery key; the old ones open nothing here any more.
    /// Copies elsewhere still open the old way.
    ///
    /// # Errors
    /// [`FilesError`]. If it stops halfway, the old or the new password opens, and the paper does;
    /// [`OpenVault::finish_change`] goes on from there.
    pub fn change_ways_in(
        &mut self,
        password: &str,
        costs: Costs,
        paper: Option<Paper>,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<(), FilesError> {
        let _lock = self.files.lock()?;
        self.refresh()?;
        self.leave_older_keys(moment)?;
        let mut keys = Keys::make(entropy).map_err(random_error)?;
        let old = Keys {
            previous: None,
            ..self.keys.clone()
        };
        // The paper itself must not lie behind the password, and opens whatever there is without being carried along.
        let by_paper_alone = old.identity.recipient() == self.header.paper.recipient;
        if !by_paper_alone {
            keys.previous = Some(Box::new(old.clone()));
        }
        let paper = paper.unwrap_or_else(|| self.header.paper.clone());
        let target = Target {
            keys: &keys,
            vault: &self.vault.id.to_string(),
            created: moment.now,
        };
        let mut slots = make_slots(&target, password, costs, &paper, entropy)?;
        slots.slots.extend(self.slots_that_open(&old));
        for keys in keys.and_previous() {
            slots.tag(keys);
        }
        self.files
            .replace(&self.files.slots_path(), &slots.to_json())?;

        let before = (
            std::mem::replace(&mut self.keys, keys),
            std::mem::replace(&mut self.header.paper, paper),
        );
        if let Err(error) = self.write(moment) {
            // Where the new state may be in place all the same, only the new keys open whatever is there.
            if self.is_in_place() {
                (self.keys, self.header.paper) = before;
            }
            return Err(error);
        }
        self.kdf = Some(costs.kdf());
        self.files
            .reseal_kept(&before.0, &self.keys, &self.header.paper)?;
        self.drop_old_ways(password, costs, moment, entropy)
    }

    /// Whether a change of the ways in was interrupted and is to be finished.
    #[must_use]
    pub const fn change_is_unfinished(&self) -> bool {
        self.keys.previous.is_some()
    }

    /// Finishes a change that was interrupted, with the new password.
    ///
    /// # Errors
    /// [`FilesError`]; it can be tried again.
    pub fn finish_change(
        &mut self,
        password: &str,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<(), FilesError> {
        if !self.change_is_unfinished() {
            return Ok(());
        }
        self.check_ways()?;
        let _lock = self.files.lock()?;
        self.refresh()?;
        // Of the slot that this password opened, and of no other: what stands in the file is anybody's.
        let least = self.files.least;
        let costs = least.at_least(self.kdf.unwrap_or(least.kdf()));
        let costs = costs.map_err(SlotError::from)?;
        self.leave_older_keys(moment)?;
        self.drop_old_ways(password, costs, moment, entropy)
    }

    /// After a change that was interrupted: seals everything to the keys of now, so that nothing needs the ones before.
    fn leave_older_keys(&mut self, moment: &Moment) -> Result<(), FilesError> {
        let Some(older) = self.keys.previous.clone() else {
            return Ok(());
        };
        self.write(moment)?;
        self.files
            .reseal_kept(&older, &self.keys, &self.header.paper)
    }

    /// The ways in that lead to these keys. Leftovers of an earlier change that was interrupted open nothing that is still
    /// there.
    fn slots_that_open(&self, keys: &Keys) -> impl Iterator<Item = Slot> + use<> {
        let slots = self.files.slots().map(|slots| slots.slots);
        let id = keys.identity.recipient().id();
        let slots = slots.unwrap_or_default().into_iter();
        slots.filter(move |slot| slot.opens() == Some(id.as_str()))
    }

    /// The last step: only the new ways in, and no old keys inside them.
    fn drop_old_ways(
        &mut self,
        password: &str,
        costs: Costs,
        moment: &Moment,
        entropy: &mut dyn Entropy,
    ) -> Result<(), FilesError> {
        let keys = Keys {
            previous: None,
            ..self.keys.clone()
        };
        let target = Target {
            keys: &keys,
            vault: &self.vault.id.to_string(),
            created: moment.now,
        };
        let slots = make_slots(&target, password, costs, &self.header.paper, entropy)?;
        let json = slots.to_json();
        for kept in self.files.generations()? {
            let slots = self
                .files
                .generations_folder()
                .join(kept.name.replace(".age", ".slots"));
            self.files.replace(&slots, &json)?;
        }
        self.files.replace(&self.files.slots_path(), &json)?;
        self.keys = keys;
        Ok(())
    }
}

impl VaultFiles {
    /// Seals every kept state anew, and removes those that the keys do not open: they would open the old way for ever.
    /// A state with a wrong tag goes as well, or the new tag would vouch for it.
    fn reseal_kept(&self, old: &Keys, new: &Keys, paper: &Paper) -> Result<(), FilesError> {
        let both = Keys {
            previous: Some(Box::new(old.clone())),
            ..new.clone()
        };
        for kept in self.generations()? {
            let path = self.generations_folder().join(&kept.name);
            match self.open_generation(&kept, &both) {
                Ok(mut read) => {
                    read.header.paper = paper.clone();
                    let plain = payload::write(&mut read.vault, &read.header, &new.mac);
                    let sealed = file::seal(&plain, &[&new.identity.recipient(), &paper.recipient])
                        .map_err(|error| super::write_error(std::io::Error::other(error)))?;
                    self.replace(&path, &sealed)?;
                    // What is kept for a day is told by the date of the file.
                    let _ = self.disk.set_modified(&path, kept.modified);
                }
                Err(FilesError::Newer { .. }) => {}
                _ => self.disk.remove(&path).map_err(super::write_error)?,
            }
        }
        let folder = self.set_aside_folder();
        for entry in self.disk.list_inside(&folder).map_err(super::read_error)? {
            let path = folder.join(entry.name);
            let sealed = self.disk.read(&path, file::MAX_SEALED);
            // What was merged long ago and opens the old way serves nobody but a thief.
            if sealed.is_ok_and(|sealed| file::open(&sealed, &old.identity).is_ok()) {
                self.disk.remove(&path).map_err(super::write_error)?;
            }
        }
        Ok(())
    }
}
