//! All origins of a session, seen as one vault.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_team::ids::TeamId;
use keyrack_vault::{
    Account, Id, Record, Stamp, Ticker, Vault,
    files::{Moment, OpenVault},
};

use super::{
    changes::{Changed, Changes},
    office::OfficeOrigin,
    origin::{Action, Origin},
    own::OwnVault,
};
use crate::{Error, ErrorCode, Result};

/// The person's own vault, the other origins, and the view of all.
pub(crate) struct Origins {
    pub own: OwnVault,
    others: Vec<Other>,
    view: Vault,
    /// The place among the others of the origin that a folder is of; those of the own vault are not listed.
    homes: BTreeMap<Id, usize>,
    /// The same of accounts, by where their record in the view comes from.
    account_homes: BTreeMap<Id, usize>,
    /// Accounts that stand in two places at once: only one of each is in the view.
    duplicates: BTreeSet<Id>,
    /// Those of the others that cannot be changed now, and why.
    unready: BTreeMap<usize, Error>,
    /// What changed since somebody asked.
    changes: Changes,
}

impl Origins {
    pub fn new(open: OpenVault) -> Self {
        let mut origins = Self {
            view: Vault::new(open.vault.id),
            own: OwnVault::new(open),
            others: Vec::new(),
            homes: BTreeMap::new(),
            account_homes: BTreeMap::new(),
            duplicates: BTreeSet::new(),
            unready: BTreeMap::new(),
            changes: Changes::default(),
        };
        origins.join();
        origins.changes = Changes::default();
        origins
    }

    /// Everything that all origins hold.
    pub const fn view(&self) -> &Vault {
        &self.view
    }

    /// Adds an office, whose folders are seen from now on.
    pub fn add_office(&mut self, office: OfficeOrigin) {
        self.others.push(Other::Office(Box::new(office)));
        self.join();
    }

    /// Takes an office away; its folders are seen no more.
    pub fn remove_office(&mut self, team: TeamId) {
        self.others
            .retain_mut(|it| it.office().is_none_or(|it| it.team != team));
        self.unready.clear();
        self.join();
    }

    /// Adds an origin of whatever kind.
    #[cfg(test)]
    pub fn add(&mut self, origin: Box<dyn Origin>) {
        self.others.push(Other::Any(origin));
        self.join();
    }

    /// The offices among the origins.
    pub fn offices(&mut self) -> impl Iterator<Item = &mut OfficeOrigin> {
        self.others.iter_mut().filter_map(Other::office)
    }

    /// One of them.
    pub fn office(&mut self, team: TeamId) -> Option<&mut OfficeOrigin> {
        self.offices().find(|it| it.team == team)
    }

    /// The accounts in the view that are none of an office, in whatever state.
    pub fn accounts_outside(&self, team: TeamId) -> Vec<Id> {
        let is_of_office = |id: &Id| {
            let home = self.account_homes.get(id);
            let other = home.and_then(|it| self.others.get(*it));
            matches!(other, Some(Other::Office(office)) if office.team == team)
        };
        let accounts = self.view.accounts.unsorted().map(Record::id);
        accounts.filter(|id| !is_of_office(id)).collect()
    }

    /// The office that a folder is of; none for one of the own vault.
    pub fn office_of(&self, folder: Id) -> Option<&OfficeOrigin> {
        match self.others.get(self.home(Some(folder)))? {
            Other::Office(office) => Some(office),
            #[cfg(test)]
            Other::Any(_) => None,
        }
    }

    /// The folders that this person sees and does not change.
    pub fn only_seen(&self) -> impl Iterator<Item = Id> {
        let folders = self.homes.keys().copied();
        folders.filter(|it| self.may(Some(*it), Action::Edit).is_err())
    }

    /// Whether an account stands in two places at once.
    pub fn is_duplicate(&self, account: &Account) -> bool {
        let office = account.folder.get().and_then(|it| self.office_of(it));
        self.duplicates.contains(&account.id())
            || office.is_some_and(|it| it.duplicates.contains(&account.id()))
    }

    /// What changed since this was last asked.
    pub fn take_changes(&mut self) -> Changes {
        std::mem::take(&mut self.changes)
    }

    /// Whether the origin of a folder allows that.
    ///
    /// # Errors
    /// Why not.
    pub fn may(&self, folder: Option<Id>, action: Action) -> Result<()> {
        match self.others.get(self.home(folder)) {
            Some(origin) => origin.may(folder, action),
            None => self.own.may(folder, action),
        }
    }

    /// Changes the view, asks whether each folder that was touched may be changed, and saves what each origin has of it.
    ///
    /// # Errors
    /// Why `change` or an origin refuses: then nothing is changed anywhere. Why an origin could not save: then the others
    /// have saved their part all the same, and what it keeps in memory is in the view.
    pub fn change<T>(
        &mut self,
        moment: &Moment,
        change: impl FnOnce(&mut Vault, Stamp) -> Result<T>,
    ) -> Result<T> {
        self.begin(moment)?;
        // Also where `change` ends in a panic: else nobody could write for as long as the vault is open.
        let begun = Begun(self);
        let mut after = begun.0.view.clone();
        let (answer, changed, aged) = begun.0.changed(&mut after, moment, change)?;
        let saved = begun.0.save(&after, &changed, moment, aged);
        drop(begun);
        self.join();
        saved.map(|()| answer)
    }

    fn changed<T>(
        &self,
        after: &mut Vault,
        moment: &Moment,
        change: impl FnOnce(&mut Vault, Stamp) -> Result<T>,
    ) -> Result<(T, Changed, Stamp)> {
        let mut ticker = Ticker::new(moment.replica);
        ticker.observe(self.view.latest());
        // Both before the change: where there is no later stamp, nothing is changed.
        let (stamp, aged) = (ticker.tick(moment.now)?, ticker.tick(moment.now)?);
        let answer = change(after, stamp)?;
        let changed = Changed::between(&self.view, after);
        for folder in changed.concerned.places() {
            if let Some(why) = self.unready.get(&self.home(folder)) {
                return Err(why.clone());
            }
            self.may(folder, Action::Edit)?;
        }
        for id in &changed.accounts {
            let (before, after) = (self.view.accounts.get(*id), after.accounts.get(*id));
            self.may_recover(before, after)?;
            self.may_leave(*id, after)?;
            if let (None, Some(after)) = (before, after) {
                self.may_have_left(after, stamp)?;
            }
        }
        Ok((answer, changed, aged))
    }

    /// Whether the recovery items of an account may become what they are after a change.
    fn may_recover(&self, before: Option<&Account>, after: Option<&Account>) -> Result<()> {
        let folder = |it: Option<&Account>| it.and_then(|it| *it.folder.get());
        let same = before.map(|it| &it.recovery) == after.map(|it| &it.recovery)
            && folder(before) == folder(after);
        let mut accounts = [before, after].into_iter().flatten();
        if same || accounts.all(|it| it.recovery.is_empty()) {
            return Ok(());
        }
        self.may(folder(after.or(before)), Action::Recover)
    }

    /// Whether an account may be where it is after a change: none leaves an office under its own id, for the office's owners
    /// would miss it and bring it back. What was removed for good names no folder, and stays where it was.
    fn may_leave(&self, account: Id, after: Option<&Account>) -> Result<()> {
        if after.is_some_and(Record::is_gone) {
            return Ok(());
        }
        let home = self.account_homes.get(&account);
        let is_office = |place: &usize| matches!(self.others.get(*place), Some(Other::Office(_)));
        let goes_to = self.home(after.and_then(|it| *it.folder.get()));
        match home.filter(|it| is_office(it)) {
            Some(place) if *place != goes_to => Err(Error::new(ErrorCode::NotAvailable)),
            _ => Ok(()),
        }
    }

    /// Whether an account may leave an office as a new one: only whoever sees recovery items there knows that it has all.
    fn may_have_left(&self, account: &Account, stamp: Stamp) -> Result<()> {
        let left = account.been.iter();
        let left = left.filter(|(folder, _)| account.been.stamp(folder) == stamp);
        let mut left = left.filter_map(|(folder, _)| folder.parse().ok());
        left.try_for_each(|folder| self.may(Some(folder), Action::Recover))
    }

    fn save(
        &mut self,
        after: &Vault,
        changed: &Changed,
        moment: &Moment,
        aged: Stamp,
    ) -> Result<()> {
        let mut failed = None;
        let mut gained_in_vain = false;
        let mut parts = self.split(changed, after);
        if parts.is_empty() {
            // What changes nothing is saved as well, so that an age is counted on.
            parts.insert(OWN, Changed::default());
        }
        // What left an office is first saved where it went: else a failure between the two would leave it in the trash alone.
        let gains = |part: &Changed| {
            let mut accounts = part.accounts.iter();
            accounts.any(|it| self.view.accounts.get(*it).is_none())
        };
        let mut parts: Vec<(usize, Changed, bool)> = parts
            .into_iter()
            .map(|(place, part)| {
                let gains = gains(&part);
                (place, part, gains)
            })
            .collect();
        parts.sort_by_key(|(_, _, gains)| !gains);
        for (place, part, gains) in &parts {
            let origin: &mut dyn Origin = match self.others.get_mut(*place) {
                Some(origin) => &mut **origin,
                None => &mut self.own,
            };
            let saved = match gained_in_vain && !gains {
                true => origin.hold(after, part, moment, aged),
                false => origin.save(after, part, moment, aged),
            };
            gained_in_vain |= *gains && saved.is_err();
            failed = failed.or(saved.err());
        }
        failed.map_or(Ok(()), Err)
    }

    /// The part of a change that each origin has to save, by its place among the others.
    fn split(&self, changed: &Changed, after: &Vault) -> BTreeMap<usize, Changed> {
        let mut parts: BTreeMap<usize, Changed> = BTreeMap::new();
        for id in &changed.folders {
            parts
                .entry(self.home(Some(*id)))
                .or_default()
                .folders
                .push(*id);
        }
        let is_gone = |id: Id| after.accounts.get(id).is_some_and(Record::is_gone);
        for id in &changed.accounts {
            let folder = |vault: &Vault| Some(*vault.accounts.get(*id)?.folder.get());
            let (before, after) = (folder(&self.view), folder(after));
            if before.is_some() {
                // Where it came from learns as well that it has left.
                let home = self.account_homes.get(id).copied().unwrap_or(OWN);
                parts.entry(home).or_default().accounts.push(*id);
            }
            // What was removed for good names no folder any more, and is of no other origin for that.
            let is_gone = before.is_some() && is_gone(*id);
            if before != after && !is_gone {
                let home = self.home(after.flatten());
                let accounts = &mut parts.entry(home).or_default().accounts;
                if accounts.last() != Some(id) {
                    accounts.push(*id);
                }
            }
        }
        parts
    }

    /// Saves what could not be saved before, wherever it waits.
    pub fn save_again(&mut self, moment: &Moment) -> Result<()> {
        let own = self.own.save_again(moment);
        let saved = self.with_unsaved(own, |origin| origin.save_again(moment));
        self.join();
        saved
    }

    /// Takes over what others wrote. One origin that cannot be read keeps no other from it.
    pub fn follow(&mut self, now: u64) -> Result<bool> {
        let own = self.own.follow(now);
        let others = self.others.iter_mut().map(|origin| origin.follow(now));
        let followed = others.fold(own, |before, this| match (before, this) {
            (Ok(before), Ok(this)) => Ok(before || this),
            (Err(error), _) | (_, Err(error)) => Err(error),
        });
        if followed.as_ref().is_ok_and(|changed| !changed) {
            return Ok(false);
        }
        self.join();
        followed
    }

    pub fn settle(&mut self, now: u64) -> Result<()> {
        let own = self.own.settle(now);
        let others = self.others.iter_mut().map(|origin| origin.settle(now));
        others.fold(own, |before, this| before.and(this))
    }

    pub fn seal_pending(&mut self, moment: &Moment) -> Result<()> {
        let own = self.own.seal_pending(moment);
        self.with_unsaved(own, |origin| origin.seal_pending(moment))
    }

    /// Does something with every other origin that has something to save; those that wait for others come last, and only
    /// where these succeeded. `own` is what came of the own vault.
    fn with_unsaved(
        &mut self,
        own: Result<()>,
        run: impl Fn(&mut dyn Origin) -> Result<()>,
    ) -> Result<()> {
        let mut done = own;
        for is_held in [false, true] {
            let unsaved = self.others.iter_mut().map(|it| &mut **it);
            for origin in unsaved.filter(|it| it.is_unsaved() && it.is_held() == is_held) {
                if !is_held || done.is_ok() {
                    done = done.and(run(origin));
                }
            }
        }
        done
    }

    pub fn is_unsaved(&self) -> bool {
        self.own.is_unsaved() || self.others.iter().any(|origin| origin.is_unsaved())
    }

    /// Whether nothing at all can be changed.
    pub fn is_read_only(&self) -> bool {
        self.own.is_read_only() && self.others.iter().all(|origin| origin.is_read_only())
    }

    /// Gets all ready that can be. One that cannot keeps no other from being changed.
    fn begin(&mut self, moment: &Moment) -> Result<()> {
        self.own.begin(moment)?;
        self.unready.clear();
        for (place, origin) in self.others.iter_mut().enumerate() {
            if let Err(why) = origin.begin(moment) {
                self.unready.insert(place, why);
            }
        }
        self.join();
        Ok(())
    }

    fn leave(&mut self) {
        self.own.leave();
        self.others.iter_mut().for_each(|origin| origin.leave());
    }

    /// The place of the origin that a folder is of.
    fn home(&self, folder: Option<Id>) -> usize {
        let home = folder.and_then(|folder| self.homes.get(&folder));
        home.copied().unwrap_or(OWN)
    }

    /// Makes the view of what all origins hold now. An id that occurs in several is that of the first: who may change one
    /// origin must not change what another one has under the same id. An account is seen where its folder is. One that was
    /// moved out of the own vault is seen where it went, once it is there; but no origin takes an account of the own vault
    /// by offering a folder of the right id.
    pub fn join(&mut self) {
        let mut view = self.own.vault().clone();
        self.homes.clear();
        self.account_homes.clear();
        self.duplicates.clear();
        let left = moved_away(self.own.vault());
        for (place, origin) in self.others.iter().enumerate() {
            let vault = origin.vault();
            for folder in vault.folders.unsorted().map(Record::id) {
                if view.folders.get(folder).is_none() {
                    view.folders.take_over(folder, &vault.folders);
                    self.homes.insert(folder, place);
                }
            }
            for account in vault.accounts.unsorted() {
                let folder = account.folder.get();
                let is_home = folder.is_some_and(|it| self.homes.get(&it) == Some(&place));
                let id = account.id();
                let has_left = left.get(&id) == folder.as_ref();
                let is_free = !self.account_homes.contains_key(&id)
                    && (has_left || view.accounts.get(id).is_none());
                if is_home && is_free {
                    view.accounts.take_over(id, &vault.accounts);
                    self.account_homes.insert(id, place);
                } else if is_home && account.is_live() {
                    self.duplicates.insert(id);
                }
            }
        }
        view.shared.clone_from(&self.homes);
        self.changes
            .add(Changed::between(&self.view, &view).concerned);
        self.view = view;
    }
}

/// An origin besides the own vault.
#[derive(Debug)]
enum Other {
    Office(Box<OfficeOrigin>),
    #[cfg(test)]
    Any(Box<dyn Origin>),
}

impl Other {
    fn office(&mut self) -> Option<&mut OfficeOrigin> {
        match self {
            Self::Office(office) => Some(office),
            #[cfg(test)]
            Self::Any(_) => None,
        }
    }
}

impl std::ops::Deref for Other {
    type Target = dyn Origin;

    fn deref(&self) -> &Self::Target {
        match self {
            Self::Office(office) => &**office,
            #[cfg(test)]
            Self::Any(origin) => &**origin,
        }
    }
}

impl std::ops::DerefMut for Other {
    fn deref_mut(&mut self) -> &mut Self::Target {
        match self {
            Self::Office(office) => &mut **office,
            #[cfg(test)]
            Self::Any(origin) => &mut **origin,
        }
    }
}

/// Ends what was begun.
struct Begun<'a>(&'a mut Origins);

impl Drop for Begun<'_> {
    fn drop(&mut self) {
        self.0.leave();
    }
}

/// Where accounts went that were moved to a folder which the vault does not have.
fn moved_away(vault: &Vault) -> BTreeMap<Id, Id> {
    let marks = vault.folders.unsorted().flat_map(|it| it.moved.iter());
    let elsewhere = marks.filter(|(_, to)| vault.folders.get(**to).is_none());
    let accounts = elsewhere.filter_map(|(account, to)| Some((account.parse().ok()?, *to)));
    accounts.collect()
}

impl std::fmt::Debug for Origins {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Origins")
            .field("own", &self.own)
            .field("others", &self.others)
            .finish_non_exhaustive()
    }
}

/// Stands for the own vault where a place among the others is meant.
const OWN: usize = usize::MAX;
