//! Which entries of the log this device lists, in its head or in segments.

use std::collections::{BTreeMap, BTreeSet};

use super::publish::PublishError;
use crate::{
    form::FormError,
    ids::{DeviceId, EntryId},
    log::Entry,
    object::{NewObject, Segment},
    office::Office,
    state::OwnSegment,
};

/// From so many bytes of entries on a head puts the older ones into a segment.
const MUCH: usize = 32 << 10;
/// So many bytes of entries fit into a segment, with what base64 and padding add.
const SEGMENT: usize = 44 << 10;

impl Office {
    /// Puts entries that are to be listed from here into the head, and the older ones of many into segments.
    pub(super) fn pack_entries(
        &mut self,
        objects: &mut Vec<NewObject>,
    ) -> Result<(), PublishError> {
        let in_segments: BTreeSet<EntryId> = self
            .state
            .own
            .segs
            .iter()
            .flat_map(|it| it.entries.iter().copied())
            .collect();
        let mut new: Vec<EntryId> = self.to_list();
        new.retain(|it| !in_segments.contains(it));
        let size = |office: &Self, ids: &[EntryId]| -> usize {
            let bytes = ids.iter().filter_map(|it| office.log.get(*it));
            bytes.map(|it| it.bytes.len()).sum()
        };
        let mut authors: BTreeMap<DeviceId, Vec<EntryId>> = BTreeMap::new();
        if size(self, &new) > MUCH {
            for id in std::mem::take(&mut new) {
                let author = self.log.get(id).map(|it| it.device);
                authors
                    .entry(author.unwrap_or(self.device()))
                    .or_default()
                    .push(id);
            }
        }
        for ids in authors.into_values() {
            for some in self.chains(&ids) {
                objects.push(self.seal_segment(&some)?);
            }
        }
        self.state.own.listed = new;
        Ok(())
    }

    /// Whether there are entries that are to be listed from here, and are not.
    pub(super) fn has_unlisted_entries(&self) -> bool {
        let own = &self.state.own;
        let in_segments = own.segs.iter().flat_map(|it| &it.entries);
        let listed: BTreeSet<&EntryId> = own.listed.iter().chain(in_segments).collect();
        self.to_list().iter().any(|it| !listed.contains(it))
    }

    /// Splits entries of one author into parts that fit a segment, each of which is a chain: whoever knows the last entry of
    /// one knows all.
    fn chains(&self, ids: &[EntryId]) -> Vec<Vec<EntryId>> {
        let mut parts: Vec<Vec<EntryId>> = Vec::new();
        let mut size = 0;
        for id in ids {
            let bytes = self.log.get(*id).map_or(0, |it| it.bytes.len());
            let last = parts.last_mut().filter(|part| {
                let follows = part
                    .last()
                    .is_some_and(|it| self.judgement().is_before(*it, *id));
                follows && size + bytes <= SEGMENT
            });
            match last {
                Some(part) => part.push(*id),
                None => {
                    parts.push(vec![*id]);
                    size = 0;
                }
            }
            size += bytes;
        }
        parts
    }

    fn seal_segment(&mut self, entries: &[EntryId]) -> Result<NewObject, PublishError> {
        let bytes = entries.iter().filter_map(|it| self.log.get(*it));
        let segment = Segment(bytes.map(|it| it.bytes.clone()).collect());
        let key = self.fresh_log_key().ok_or(FormError::Sealed)?;
        let plain = segment.write(self.team())?;
        let object = NewObject::seal(&plain, &[&key.identity.recipient()])?;
        self.state.own.segs.push(OwnSegment {
            object: object.id,
            len: object.bytes.len() as u64,
            entries: entries.to_vec(),
        });
        Ok(object)
    }

    /// The entries that this device lists, in the order of their times: its own, and those of others that nobody in the
    /// office lists, so that whoever comes later finds them.
    fn to_list(&self) -> Vec<EntryId> {
        let me = self.device();
        let judgement = self.judgement();
        let listed = self.listed_by_others();
        // In a segment that was not read, only the last entry is known; it comes after all others there.
        let mut last: BTreeMap<DeviceId, &Entry> = BTreeMap::new();
        for entry in listed.iter().filter_map(|it| self.log.get(*it)) {
            let of_author = last.entry(entry.device).or_insert(entry);
            if of_author.at < entry.at {
                *of_author = entry;
            }
        }
        let is_listed = |entry: &Entry| {
            let after = last.get(&entry.device);
            listed.contains(&entry.id)
                || after.is_some_and(|it| judgement.is_before(entry.id, it.id))
        };
        let ours = self.log.entries().filter(|entry| {
            // Neither a sheet nor who was taken out lists its own.
            let is_nobodys = judgement.place(entry.device).is_none() && self.is_owner();
            judgement.knows(entry.id) && (entry.device == me || is_nobodys || !is_listed(entry))
        });
        let mut ours: Vec<&Entry> = ours.collect();
        ours.sort_by_key(|it| (it.at, it.id));
        ours.into_iter().map(|it| it.id).collect()
    }

    fn listed_by_others(&self) -> BTreeSet<EntryId> {
        let me = self.device();
        let in_office = |device: &DeviceId| {
            *device != me
                && self.judgement().place(*device).is_some()
                && !self.has_lost_entries(*device)
        };
        let heads = self
            .state
            .heads
            .iter()
            .filter(|(device, _)| in_office(device));
        let heads = heads.flat_map(|(_, heads)| heads);
        heads.flat_map(|it| it.entries.iter().copied()).collect()
    }
}
