//! A vault that is open.

use keyrack_seal::OsEntropy;
use keyrack_vault::{
    Id, Stamp, Vault,
    files::{Damage, LOCK_WAIT, OpenVault},
    search::Index,
};

use crate::{
    Computer, Error, ErrorCode, Keyrack, Notice, Result,
    computer::state::{FolderFile, ImportMark, State, StateFile, WaysSeen},
    list::personal::Personal,
    notices::{NoticeCode, damage_notice, notice, notices_of},
    offices::Joinings,
    origins::{Action, Changes, Origins},
};

/// What opened a vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The password, or the PIN and then the password.
    Password,
    /// The PIN alone, which is not enough for everything.
    Pin,
    /// The recovery key.
    RecoveryKey,
}

/// A vault that is open. Dropping it locks it.
#[derive(Debug)]
pub struct Session {
    pub(crate) keyrack: Keyrack,
    /// Where its folders come from.
    pub(crate) origins: Origins,
    pub(crate) notices: Vec<Notice>,
    pub(crate) way: Way,
    /// The damage that its notices tell of.
    told: Option<Damage>,
    pub(crate) index: Option<Index>,
    /// What belongs to this person on this computer.
    pub(crate) personal: Personal,
    /// The import that is in the vault and not noted yet, because it could not be saved.
    pub(crate) unmarked: Option<ImportMark>,
    /// Whether somebody else talks with the stores of offices.
    pub(crate) syncs_apart: bool,
    /// What was asked of offices that this person is not in yet, by the file that holds it.
    pub(crate) joinings: Joinings,
}

impl Session {
    pub(crate) fn new(keyrack: Keyrack, open: OpenVault, way: Way) -> Self {
        Self {
            keyrack,
            origins: Origins::new(open),
            notices: Vec::new(),
            way,
            told: None,
            index: None,
            personal: Personal::default(),
            unmarked: None,
            syncs_apart: false,
            joinings: Joinings::default(),
        }
    }

    /// What opening found that the user should know.
    #[must_use]
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// What opened it. All ways open everything, but what asks for the password again has to know.
    #[must_use]
    pub const fn way(&self) -> Way {
        self.way
    }

    /// Whether something is allowed now, in the folders that are concerned: the one gate that every change and every look
    /// at a secret goes through. A PIN is not enough for secrets, for whoever looked over a shoulder may know it.
    ///
    /// # Errors
    /// Why not.
    pub(crate) fn may(
        &self,
        action: Action,
        folders: impl IntoIterator<Item = Option<Id>>,
    ) -> Result<()> {
        match (self.way, action) {
            (Way::Pin, Action::Reveal | Action::ChangeAccess) => {
                Err(Error::new(ErrorCode::PinNotEnough))
            }
            _ => folders
                .into_iter()
                .try_for_each(|folder| self.origins.may(folder, action)),
        }
    }

    /// Whether there is a change that could not be saved, and waits for [`Session::save`].
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.origins.is_unsaved()
    }

    /// Whether changes are refused, because the vault's folder cannot be written.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        self.origins.is_read_only()
    }

    /// Whether nothing is saved before the vault has a new password, because the recovery key opened it.
    #[must_use]
    pub const fn needs_new_password(&self) -> bool {
        self.own().needs_new_ways()
    }

    /// Names the state that the vault is in: it stays so until something changes. `None` while a change waits to be saved.
    #[must_use]
    pub fn moment_saved(&self) -> Option<u64> {
        (!self.is_unsaved()).then_some(self.own().header.sequence)
    }

    /// Saves what an earlier call could not.
    ///
    /// # Errors
    /// As for every change.
    pub fn save(&mut self) -> Result<()> {
        let moment = self.keyrack.moment()?;
        let saved = self.origins.save_again(&moment);
        self.index = None;
        self.note_damage();
        saved?;
        self.remember();
        self.mark_import();
        Ok(())
    }

    /// Takes over what other programs and computers wrote since, and says whether there was anything. Costs little while
    /// there is nothing.
    ///
    /// # Errors
    /// [`ErrorCode::NoVault`] when the vault's file has vanished, [`ErrorCode::KeysChanged`] when its password was changed
    /// elsewhere, or why it cannot be read. The open vault goes on from memory, and the next call looks again.
    pub fn refresh(&mut self) -> Result<bool> {
        let followed = self.origins.follow(self.keyrack.computer.clock.now());
        // Where one origin cannot be read, others may have brought news all the same.
        if !matches!(followed, Ok(false)) {
            self.index = None;
        }
        self.note_damage();
        let changed = followed?;
        if changed {
            self.remember();
        }
        Ok(changed)
    }

    /// Does what can wait until the user has the answer: reads back what was saved and keeps a copy of it.
    ///
    /// # Errors
    /// When what is on disk is not what was written; the state before it is kept.
    pub fn settle(&mut self) -> Result<()> {
        self.origins.settle(self.keyrack.computer.clock.now())
    }

    /// Seals changes that could not be saved, for a lock that cannot wait.
    ///
    /// # Errors
    /// When neither the vault's folder nor this computer's can be written.
    pub fn seal_pending(&mut self) -> Result<()> {
        let moment = self.keyrack.moment()?;
        self.origins.seal_pending(&moment)
    }

    /// Changes the vault and saves it. If `change` fails, it must have changed nothing, and nothing is saved; if saving
    /// fails, the change stays in memory for [`Session::save`].
    pub(crate) fn commit<T>(
        &mut self,
        change: impl FnOnce(&mut Vault, Stamp) -> Result<T>,
    ) -> Result<T> {
        let moment = self.keyrack.moment()?;
        self.index = None;
        let answer = self.origins.change(&moment, change);
        self.note_damage();
        let answer = answer?;
        self.remember();
        self.mark_import();
        Ok(answer)
    }

    /// What changed since this was last asked, by whomever.
    pub fn take_changes(&mut self) -> Changes {
        self.origins.take_changes()
    }

    /// Everything that can be seen, wherever it comes from.
    pub(crate) const fn vault(&self) -> &Vault {
        self.origins.view()
    }

    /// The person's own vault, for what is its alone: ways in, kept states, backups.
    pub(crate) const fn own(&self) -> &OpenVault {
        &self.origins.own.open
    }

    pub(crate) fn index(&mut self) -> &Index {
        self.parts().2
    }

    /// All folders, what belongs to the person, and the index of the folders as they are now.
    pub(crate) fn parts(&mut self) -> (&Origins, &Personal, &Index) {
        let origins = &self.origins;
        let index = self.index.get_or_insert_with(|| Index::of(origins.view()));
        (origins, &self.personal, index)
    }

    pub(crate) fn state(&self) -> (Id, &Computer) {
        (self.own().vault.id, &self.keyrack.computer)
    }

    /// Notes the highest sequence that was seen. If that fails, an older vault is not recognised as such later.
    pub(crate) fn remember(&self) {
        let (vault, computer) = self.state();
        let file = StateFile::of(computer, vault);
        let (sequence, saved_at) = (self.own().header.sequence, self.own().header.saved_at);
        if file.read().seen.is_none_or(|(seen, _)| seen < sequence) {
            let _ = file.change(|state| {
                if state.seen.is_none_or(|(seen, _)| seen < sequence) {
                    state.seen = Some((sequence, saved_at));
                }
            });
        }
    }

    /// Notes which vault was opened in this folder. If that fails, what is remembered of it is not found before the next
    /// unlock.
    pub(crate) fn remember_folder(&self) {
        let file = FolderFile::of(&self.keyrack);
        let vault = Some(self.own().vault.id);
        if file.read().vault != vault
            && let Ok(_lock) = file.lock(LOCK_WAIT)
        {
            let _ = file.change_locked(|state| state.vault = vault);
        }
    }

    /// Notes the ways in as they are now. If that fails, they are told once more as changed.
    pub(crate) fn remember_ways(&self) {
        if let Ok(slots) = self.own().files().slots() {
            self.note_ways_seen(WaysSeen::of(self.own(), &slots));
        }
    }

    fn note_ways_seen(&self, ways: WaysSeen) {
        let (vault, computer) = self.state();
        let _ = StateFile::of(computer, vault).change(|state| state.ways = Some(ways));
    }

    /// Says what a person should know of the vault that was opened; `known` is what this computer knew of it before.
    pub(crate) fn note(&mut self, known: &State) {
        self.notices = notices_of(&self.own().report);
        self.told = self.own().report.damage.clone();
        match known.seen {
            Some((seen, saved_at)) if seen > self.own().header.sequence => {
                self.notices.push(notice(
                    NoticeCode::OlderThanSeen,
                    [
                        ("sequence", self.own().header.sequence.to_string()),
                        ("seen", seen.to_string()),
                        ("seen_at", saved_at.to_string()),
                        ("saved_at", self.own().header.saved_at.to_string()),
                    ],
                ));
            }
            Some((seen, _)) if seen == self.own().header.sequence => {}
            _ => self.remember(),
        }
        self.note_ways(known.ways.as_ref());
    }

    /// Says whether the ways in are others than this computer saw last: once, where somebody with the vault's keys made
    /// them, and each time, where not.
    fn note_ways(&mut self, known: Option<&WaysSeen>) {
        let slots = self.own().files().living_slots().ok();
        let Some(slots) = slots.filter(|slots| self.own().vouches_for(slots)) else {
            self.notices.push(notice(NoticeCode::WaysInAltered, []));
            return;
        };
        let ways = WaysSeen::of(self.own(), &slots);
        if known == Some(&ways) {
            return;
        }
        if let Some(known) = known {
            let at = ways.changed_at(known);
            let at = at.unwrap_or(self.own().header.saved_at);
            self.notices.push(notice(
                NoticeCode::WaysInChanged,
                [("changed_at", at.to_string())],
            ));
        }
        self.note_ways_seen(ways);
    }

    /// Says what came to light about the vault's file while it was open.
    fn note_damage(&mut self) {
        let damage = &self.origins.own.open.report.damage;
        if *damage != self.told {
            self.notices.extend(damage.as_ref().map(damage_notice));
            self.told.clone_from(damage);
        }
    }

    /// Says that something was left as it is, because this person only sees its folder.
    pub(crate) fn note_only_seen(&mut self, count: usize) {
        if count > 0 {
            let args = [("count", count.to_string())];
            self.notices.push(notice(NoticeCode::OnlySeen, args));
        }
    }

    /// Says that the PIN of this computer opens nothing any more, where that is so.
    pub(crate) fn note_outdated_pin(&mut self) {
        if self.has_outdated_pin() {
            self.notices.push(notice(NoticeCode::PinOutdated, []));
        }
    }

    /// Goes on with a change of password that was interrupted. If that fails as well, everything still opens, and the
    /// next unlock tries again.
    pub(crate) fn finish_change_of_ways_in(&mut self, password: &str) {
        if self.own().change_is_unfinished()
            && let Ok(moment) = self.keyrack.moment()
        {
            let before = self.own().beside();
            let open = &mut self.origins.own.open;
            let _ = open.finish_change(password, &moment, &mut OsEntropy);
            self.origins.join();
            self.remember_ways();
            self.reseal_personal();
            self.reseal_offices(&before);
        }
    }
}
