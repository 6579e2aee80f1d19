//! An office on this device.

mod acts;
mod admit;
mod bulk;
mod found;
mod leave;
mod promote;
mod readers;

pub use acts::{Grant, OfficeError};
pub use admit::{Invitation, ReadFile, Request};
pub use bulk::Shared;
pub use found::{Founding, JoiningDevice, Newcomer, Recovering};
pub(crate) use leave::is_act;
pub use leave::{Leaver, Removal, RemovalPlan};

use std::collections::BTreeMap;

use keyrack_seal::Recipient;
use keyrack_vault::Compartment;

use crate::{
    device_keys::DeviceKeys,
    folders::{Folders, Right, Rights},
    ids::{DeviceId, FolderId, MemberId, TeamId},
    log::Log,
    rules::{Class, Judgement, PresentKey},
    state::State,
};

/// An office: the keys of this device, the log, what others publish, and the folders.
#[derive(Debug)]
pub struct Office {
    /// The keys of this device.
    pub keys: DeviceKeys,
    /// The log.
    pub log: Log,
    /// What is known of the store.
    pub state: State,
    /// The folders.
    pub folders: Folders,
}

/// To whom something is sealed: member, and id and text of the key.
pub(crate) type Readers = BTreeMap<MemberId, (String, Recipient)>;

impl Office {
    /// The office's id.
    #[must_use]
    pub const fn team(&self) -> TeamId {
        self.log.team()
    }

    /// This device.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.keys.device()
    }

    /// What the log means.
    #[must_use]
    pub const fn judgement(&self) -> &Judgement {
        self.log.judgement()
    }

    /// Whether this device is in the office.
    #[must_use]
    pub fn is_in(&self) -> bool {
        self.judgement().place(self.device()).is_some()
    }

    /// Whether this device decides about everything.
    #[must_use]
    pub fn is_owner(&self) -> bool {
        let place = self.judgement().place(self.device());
        place.is_some_and(|it| it.class == Class::Owner)
    }

    /// Whether this member reads a compartment, at `now` in milliseconds since 1970.
    #[must_use]
    pub fn reads(&self, folder: FolderId, part: Compartment, now: u64) -> bool {
        let judgement = self.judgement();
        let member = self.keys.member;
        match part {
            _ if !self.is_in() => false,
            _ if self.is_owner() => true,
            Compartment::Codes => judgement
                .role(folder, member)
                .is_some_and(|it| it.until.is_none_or(|until| until > now)),
            Compartment::Recovery => judgement.may_recover(folder, member, now),
        }
    }

    /// Whether what a device says of a compartment counts, at `now`.
    #[must_use]
    pub fn may_write(
        &self,
        device: DeviceId,
        folder: FolderId,
        part: Compartment,
        now: u64,
    ) -> bool {
        let judgement = self.judgement();
        let Some(place) = judgement.place(device) else {
            return false;
        };
        let edits = judgement.may_edit(folder, place.member, now);
        edits
            && match part {
                Compartment::Codes => true,
                Compartment::Recovery => judgement.may_recover(folder, place.member, now),
            }
    }

    /// The present keys of whoever reads a compartment at `now`. Who has none gets it later.
    pub(crate) fn readers(&self, folder: FolderId, part: Compartment, now: u64) -> Readers {
        let recovery = part == Compartment::Recovery;
        let readers = self.judgement().readers(folder, recovery, now);
        self.present_keys(readers)
    }

    /// The present keys of the owners to whom anything is sealed.
    pub(crate) fn owners(&self) -> Readers {
        let members = self.judgement().members().iter();
        let owners = members.filter(|(member, place)| {
            place.class == Class::Owner && self.judgement().is_sealed_to(**member)
        });
        self.present_keys(owners.map(|it| *it.0))
    }

    /// The present keys of members.
    pub(crate) fn present_keys(&self, members: impl IntoIterator<Item = MemberId>) -> Readers {
        let keys = members.into_iter().filter_map(|member| {
            let key = match self.judgement().present_key(member)? {
                PresentKey::Joining => self.log.person(member)?.key.clone(),
                PresentKey::Announced(key) => key.parse().ok()?,
            };
            Some((member, (key.key_id(), key)))
        });
        keys.collect()
    }

    /// What everything important is sealed to besides its readers.
    pub(crate) fn sheet_boxes(&self) -> impl Iterator<Item = &Recipient> {
        self.log.sheets().iter().map(|sheet| &sheet.sealed_to)
    }

    /// 24 digits that are equal for two colleagues who know the same log, in groups of four: they can compare them by phone.
    #[must_use]
    pub fn number(&self) -> String {
        let tips = self.judgement().tips();
        let ids: Vec<u8> = tips.iter().flat_map(|it| it.0).collect();
        let digest = crate::ids::sha256(&ids);
        let first = digest
            .first_chunk()
            .map_or(0, |it| u128::from_be_bytes(*it));
        let digits = format!("{:024}", first % 10_u128.pow(24));
        let groups: Vec<&str> = (0..6)
            .filter_map(|at| digits.get(at * 4..at * 4 + 4))
            .collect();
        groups.join(" ")
    }

    /// Notes what this member may do, for when the log is not at hand.
    pub fn note_rights(&mut self, now: u64) {
        let judgement = self.judgement();
        let member = self.keys.member;
        let granted = judgement.folders().filter_map(|folder| {
            let granted = judgement.role(folder, member)?;
            let right = Right {
                role: granted.role,
                recovery: granted.recovery && judgement.may_recover(folder, member, now),
                until: granted.until,
            };
            Some((folder, right))
        });
        let readers = self.folders.documents.keys().map(|folder| {
            let readers = judgement.readers(*folder, false, now);
            (*folder, readers.iter().filter(|it| **it != member).count())
        });
        self.folders.rights = Rights {
            name: self.log.name().to_owned(),
            owner: self.is_owner(),
            out: !self.is_in(),
            folders: granted.collect(),
            readers: readers.collect(),
        };
    }
}
