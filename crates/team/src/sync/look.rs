//! Looking, once a day, whether what heads list is in the store at all. A listing of heads does not tell.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_store::{Listed, StoreError};

use super::{Syncing, cached_object, drive::DAY};
use crate::{
    ids::{DeviceId, ObjectId},
    layout::{MAX_TEAM_FILE, TEAM_FILE, TeamFile, object_name, object_path, objects_of},
    office::Office,
};

/// How often it is looked, in milliseconds; up to as much again is left to chance, for not all are to look at once.
const OFTEN: u64 = DAY;

impl Syncing<'_> {
    /// Puts back what of the listed objects is not there and is held here; lists anew what was in own objects that nobody
    /// holds any more; and notes what of others is not to be had. Each device's folder is one request.
    ///
    /// # Errors
    /// [`StoreError`].
    pub(super) fn look(&mut self, office: &mut Office) -> Result<(), StoreError> {
        let now = self.moment.now;
        let next = now.saturating_add(OFTEN + (self.draw)() % OFTEN);
        // The clock may have been set back.
        let at = office.state.look_at.map_or(next, |at| at.min(next));
        office.state.look_at = Some(at);
        if at > now || !office.may_publish() || office.state.own.pending.is_some() {
            return Ok(());
        }
        office.state.look_at = Some(next);
        if self.store.read(TEAM_FILE, MAX_TEAM_FILE) == Err(StoreError::NotFound) {
            let file = TeamFile::of(office.team()).write();
            self.put_back(vec![(TEAM_FILE.to_owned(), file)])?;
        }
        office.state.gone.clear();
        for (device, listed) in office.listed_objects() {
            let there = self.store.list(&objects_of(device))?;
            self.compare(office, device, &listed, &there)?;
        }
        match office.own_head(self.cache) {
            Some((path, bytes)) => self.put(&path, &bytes),
            None => Ok(()),
        }
    }

    /// Compares what a device lists with what is in its folder.
    fn compare(
        &self,
        office: &mut Office,
        device: DeviceId,
        listed: &BTreeSet<ObjectId>,
        there: &[Listed],
    ) -> Result<(), StoreError> {
        let is_own = device == office.device();
        let mut sound = BTreeSet::new();
        let mut all = BTreeSet::new();
        for file in there {
            let Some(object) = object_name(&file.name) else {
                continue;
            };
            all.insert(object);
            // Of its own files a device knows the size. Others' cannot be written anew.
            let bytes = self.cache.get(&cached_object(object)).filter(|_| is_own);
            if bytes.is_none_or(|bytes| bytes.len() as u64 == file.size) {
                sound.insert(object);
            }
        }
        let mut lost = BTreeSet::new();
        let mut held = Vec::new();
        for object in listed.difference(&sound) {
            match self.cache.get(&cached_object(*object)) {
                Some(bytes) => held.push((object_path(device, *object), bytes)),
                None => _ = lost.insert(*object),
            }
        }
        office.note_lost(device, lost);
        if !is_own {
            return self.put_back(held);
        }
        office.drop_unlisted(&all, self.moment.now);
        held.iter()
            .try_for_each(|(path, bytes)| self.put(path, bytes))
    }
}

impl Office {
    /// What each device in the office lists.
    fn listed_objects(&self) -> BTreeMap<DeviceId, BTreeSet<ObjectId>> {
        let others = self.state.heads.iter();
        let others = others.filter(|(device, _)| self.judgement().place(**device).is_some());
        let mut listed: BTreeMap<DeviceId, BTreeSet<ObjectId>> = others
            .map(|(device, heads)| {
                let objects = heads.iter().flat_map(super::heal::objects_of);
                (*device, objects.collect())
            })
            .collect();
        listed.insert(self.device(), self.own_objects().collect());
        listed
    }

    /// Notes which objects of a device are neither in the store nor here.
    fn note_lost(&mut self, device: DeviceId, lost: BTreeSet<ObjectId>) {
        if device != self.device() {
            self.state.gone.insert(device, lost);
        } else if !lost.is_empty() {
            self.give_up(&lost);
        }
    }

    /// Whether an object of another device is lost.
    pub(super) fn is_gone(&self, device: DeviceId, object: ObjectId) -> bool {
        let gone = self.state.gone.get(&device);
        gone.is_some_and(|it| it.contains(&object))
    }

    /// Whether a part of the log that a device lists is lost.
    pub(super) fn has_lost_entries(&self, device: DeviceId) -> bool {
        let heads = self.state.heads.get(&device).into_iter().flatten();
        let mut segments = heads.flat_map(|it| &it.body.log.segs);
        segments.any(|it| self.is_gone(device, it.0))
    }

    /// Has objects deleted a day later that lie in this device's folder and that it does not list, as of a state that was
    /// put back by others.
    fn drop_unlisted(&mut self, there: &BTreeSet<ObjectId>, now: u64) {
        let listed: BTreeSet<ObjectId> = self.own_objects().collect();
        for object in there.difference(&listed) {
            self.state.own.dropped.entry(*object).or_insert(now);
        }
    }
}
