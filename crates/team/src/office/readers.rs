//! Who could read which folders of an office, and who reads them now.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::Compartment;

use super::Office;
use crate::{
    exposed::{Reader, Who},
    ids::{DeviceId, EntryId, MemberId},
    log::Op,
    object::{Span, join_span},
    state::Place,
};

/// By which entries each key of a member was announced, by the key's id; none for the key of the joining document.
type Keys = BTreeMap<String, (MemberId, Vec<Option<EntryId>>)>;

impl Office {
    /// Everybody but this member to whom folders were ever sealed, and whoever has a computer that was taken out of the
    /// office; `now` is in milliseconds since 1970. A computer that its member took out there and then is in good hands.
    #[must_use]
    pub fn readers_ever(&self, now: u64) -> BTreeMap<Who, Reader> {
        let keys = self.keys_ever();
        let mut readers: BTreeMap<Who, Reader> = BTreeMap::new();
        for (place, sealed) in &self.state.sealed {
            for (member, span) in sealed {
                note(&mut readers, Who::Member(*member), *place, *span);
            }
        }
        for (place, reached) in &self.state.reached {
            for (key, span) in reached {
                if let Some((member, _)) = keys.get(key) {
                    note(&mut readers, Who::Member(*member), *place, *span);
                }
            }
        }
        self.note_reading(&mut readers, now);
        for device in self.log.devices() {
            if let Some(reader) = self.of_lost(device, &keys, &readers) {
                readers.insert(Who::Device(device), reader);
            }
        }
        readers.remove(&Who::Member(self.keys.member));
        readers
    }

    fn keys_ever(&self) -> Keys {
        let mut keys = Keys::new();
        let mut add = |key: String, member, by| {
            let known = keys.entry(key).or_insert_with(|| (member, Vec::new()));
            known.1.push(by);
        };
        for member in self.members_ever() {
            if let Some(person) = self.log.person(member) {
                add(person.key.key_id(), member, None);
            }
        }
        for entry in self.log.entries() {
            for op in &entry.ops {
                if let Op::MemberKey { member, recipient } = op {
                    add(recipient.key_id(), *member, Some(entry.id));
                }
            }
        }
        keys
    }

    /// Everybody who is or was a member, or asked to be one and was entered in the log.
    #[must_use]
    pub fn members_ever(&self) -> BTreeSet<MemberId> {
        let devices = self.log.devices().into_iter();
        let members = devices.flat_map(|it| self.log.members_of(it).collect::<Vec<_>>());
        members.collect()
    }

    fn note_reading(&self, readers: &mut BTreeMap<Who, Reader>, now: u64) {
        for folder in self.folders.documents.keys() {
            for part in [Compartment::Codes, Compartment::Recovery] {
                let recovery = part == Compartment::Recovery;
                for member in self.judgement().readers(*folder, recovery, now) {
                    if let Some(reader) = readers.get_mut(&Who::Member(member)) {
                        reader.reads.insert((*folder, part));
                    }
                }
            }
        }
        for (who, reader) in readers {
            if let Who::Member(member) = who {
                let devices = self.log.devices_of(*member);
                reader.replicas = devices.map(|it| it.device.replica).collect();
            }
        }
    }

    /// What could be read with a computer that somebody took out of the office while its member stays; none of others.
    /// That is what was sealed to keys that were there before the removal.
    fn of_lost(
        &self,
        device: DeviceId,
        keys: &Keys,
        readers: &BTreeMap<Who, Reader>,
    ) -> Option<Reader> {
        let removals: Vec<(EntryId, u64)> = self
            .judgement()
            .removals_of(device)
            .iter()
            .filter_map(|(entry, number)| {
                let entry = self.log.get(*entry)?;
                let is_removal = matches!(entry.ops.get(*number)?, Op::RmDevice { .. });
                (is_removal && entry.device != device).then_some((entry.id, entry.at.0))
            })
            .collect();
        let removed = removals.iter().map(|it| it.1).max()?;
        let member = self.log.owner_of(device)?;
        self.judgement().members().get(&member)?;
        let of_member = readers.get(&Who::Member(member))?;
        let knew = |by: &Option<EntryId>| {
            let mut removals = removals.iter();
            by.is_some_and(|by| removals.any(|it| self.judgement().is_before(it.0, by)))
        };
        let had = keys
            .iter()
            .filter(|(_, (of, by))| *of == member && !by.iter().all(knew));
        let had: BTreeSet<&String> = had.map(|(key, _)| key).collect();
        let mut reader = Reader::default();
        for (place, (first, last)) in &of_member.sealed {
            let reached = self.state.reached.get(place).into_iter().flatten();
            let reached = reached.filter(|(key, _)| had.contains(key));
            let until = reached.map(|(_, span)| span.1).max();
            let until = until.unwrap_or_default().max((*last).min(removed));
            if until >= *first {
                reader.sealed.insert(*place, (*first, until));
            }
        }
        Some(reader)
    }
}

fn note(readers: &mut BTreeMap<Who, Reader>, who: Who, place: Place, span: Span) {
    let sealed = &mut readers.entry(who).or_default().sealed;
    join_span(sealed.entry(place).or_insert(span), span);
}
