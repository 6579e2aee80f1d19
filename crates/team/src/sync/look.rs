//! Looking, once a day, whether what heads list is in the store at all. A listing of heads does not tell.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_store::Listed;

use super::{Cache, cached_object, errand::NewFile, outcome::DAY};
use crate::{
    ids::{DeviceId, ObjectId},
    layout::{object_name, object_path},
    office::Office,
};

/// How often it is looked, in milliseconds; up to as much again is left to chance, for not all are to look at once.
const OFTEN: u64 = DAY;

/// What devices list.
pub(super) type ListedObjects = BTreeMap<DeviceId, BTreeSet<ObjectId>>;

impl Office {
    /// Whether it is time to look; `draw` gives a random number.
    pub(super) fn is_time_to_look(&mut self, now: u64, draw: &mut dyn FnMut() -> u64) -> bool {
        let next = now.saturating_add(OFTEN + draw() % OFTEN);
        // The clock may have been set back.
        let at = self.state.look_at.map_or(next, |at| at.min(next));
        self.state.look_at = Some(at);
        if at > now || !self.may_publish() || self.state.own.pending.is_some() {
            return false;
        }
        self.state.look_at = Some(next);
        true
    }

    /// Compares what devices list, or listed a moment ago, with what is in their folders, each of which is one request, and says what is to be put back: what is not there and is
    /// held here. What was in own objects that nobody holds any more is listed anew with the next publication; what of
    /// others is not to be had is noted.
    pub(super) fn look(
        &mut self,
        listed: &ListedObjects,
        there: &[Vec<Listed>],
        cache: &dyn Cache,
        now: u64,
    ) -> Vec<NewFile> {
        self.state.gone.clear();
        let mut lost = Vec::new();
        for ((device, listed), there) in listed.iter().zip(there) {
            lost.extend(self.compare(*device, listed, there, cache, now));
        }
        // Of a head that is on its way, the files may not be there yet.
        let head = self.own_head(cache);
        lost.extend(head.filter(|_| self.state.own.pending.is_none()));
        lost
    }

    /// Compares what a device lists with what is in its folder.
    fn compare(
        &mut self,
        device: DeviceId,
        listed: &BTreeSet<ObjectId>,
        there: &[Listed],
        cache: &dyn Cache,
        now: u64,
    ) -> Vec<NewFile> {
        let is_own = device == self.device();
        let mut sound = BTreeSet::new();
        let mut all = BTreeSet::new();
        for file in there {
            let Some(object) = object_name(&file.name) else {
                continue;
            };
            all.insert(object);
            // Of its own files a device knows the size. Others' cannot be written anew.
            let bytes = cache.get(&cached_object(object)).filter(|_| is_own);
            if bytes.is_none_or(|bytes| bytes.len() as u64 == file.size) {
                sound.insert(object);
            }
        }
        let mut lost = BTreeSet::new();
        let mut held = Vec::new();
        for object in listed.difference(&sound) {
            let path = object_path(device, *object);
            match cache.get(&cached_object(*object)) {
                Some(_) if is_own => held.push(NewFile::own(path)),
                Some(_) => held.push(NewFile::back(path)),
                None => _ = lost.insert(*object),
            }
        }
        self.note_lost(device, lost);
        if is_own {
            self.drop_unlisted(&all, now);
        }
        held
    }

    /// What each device in the office lists.
    pub(super) fn listed_objects(&self) -> ListedObjects {
        let others = self.state.heads.iter();
        let others = others.filter(|(device, _)| self.judgement().place(**device).is_some());
        let mut listed: ListedObjects = others
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
