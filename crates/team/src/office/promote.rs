//! Owners who make others owners, and who decide about removals that were undone.

use std::collections::BTreeSet;

use keyrack_vault::Compartment::{Codes, Recovery};

use super::{Office, acts::OfficeError};
use crate::{
    ids::{EntryId, MemberId},
    log::Op,
    rules::Class,
};

impl Office {
    /// Makes a member an owner: the most senior computer, which takes the others along. Everything is sealed anew, for an
    /// owner reads all folders.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn promote(&mut self, member: MemberId, now: u64) -> Result<(), OfficeError> {
        self.may_act()?;
        if !self.is_owner() {
            return Err(OfficeError::NeedsOwner);
        }
        let place = self.judgement().members().get(&member);
        if place.ok_or(OfficeError::NoMember)?.class == Class::Owner {
            return Ok(());
        }
        let ops: Vec<Op> = self.appoint(member, Class::Owner).take(1).collect();
        // Behind the ninety-ninth owner there is no further place.
        let after = self.judged_with(&ops);
        if after
            .members()
            .get(&member)
            .is_none_or(|it| it.class != Class::Owner)
        {
            return Err(OfficeError::RankTooLow);
        }
        self.sign(ops, now)?;
        self.note_rights(now);
        let folders = self.folders.documents.keys();
        let places: Vec<_> = folders
            .flat_map(|it| [(*it, Codes), (*it, Recovery)])
            .collect();
        self.seal_anew(places, now);
        Ok(())
    }

    /// Ends the holds that were put on a member by what was undone since, or those of all: they are sealed to again. What
    /// was undone for the same reason is settled with it.
    ///
    /// # Errors
    /// [`OfficeError`]; [`OfficeError::NoMember`] where nothing is held.
    pub fn settle(&mut self, member: Option<MemberId>, now: u64) -> Result<(), OfficeError> {
        self.may_act()?;
        if !self.is_owner() {
            return Err(OfficeError::NeedsOwner);
        }
        let held: Vec<MemberId> = match member {
            Some(member) => vec![member],
            None => self.judgement().held(),
        };
        let undone = self.judgement().undone().into_iter();
        let concerned =
            undone.filter(|(entry, _)| member.is_none_or(|it| self.takes_from(*entry, it)));
        let removals: BTreeSet<EntryId> = concerned.flat_map(|it| it.1).collect();
        let mut is_done = !removals.is_empty();
        if is_done {
            let removals = removals.into_iter().collect();
            self.sign(vec![Op::Settle { removals }], now)?;
        }
        // Somebody who was given a place while another was taking one away is let in by who knows of both.
        for member in held {
            let place = self.judgement().members().get(&member);
            let still_held = place.filter(|_| !self.judgement().is_sealed_to(member));
            let Some(class) = still_held.map(|it| it.class) else {
                continue;
            };
            let ops: Vec<Op> = self.appoint(member, class).collect();
            self.sign(ops, now)?;
            is_done = true;
        }
        self.note_rights(now);
        let late = std::mem::take(&mut self.state.late);
        let (seen, left): (BTreeSet<EntryId>, BTreeSet<EntryId>) = late
            .into_iter()
            .partition(|entry| member.is_none_or(|it| self.takes_from(*entry, it)));
        self.state.late = left;
        match is_done || !seen.is_empty() {
            true => Ok(()),
            false => Err(OfficeError::NoMember),
        }
    }

    /// Whether an entry takes something from a member.
    #[must_use]
    pub fn takes_from(&self, entry: EntryId, member: MemberId) -> bool {
        let entry = self.log.get(entry);
        let mut ops = entry.into_iter().flat_map(|it| &it.ops);
        ops.any(|op| match op {
            Op::RmMember { member: it, .. }
            | Op::Demote { member: it, .. }
            | Op::Revoke { member: it, .. }
            | Op::Grant { member: it, .. } => *it == member,
            Op::RmDevice { device, .. } => self.log.document(*device, member).is_some(),
            _ => false,
        })
    }

    fn appoint(&self, member: MemberId, class: Class) -> impl Iterator<Item = Op> + use<> {
        let devices = self.devices_in_office(member).into_iter();
        devices.map(move |device| Op::Appoint {
            member,
            class,
            device,
        })
    }
}
