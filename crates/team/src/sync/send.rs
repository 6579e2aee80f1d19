//! Sending what was prepared, and clearing up after it.

use std::collections::BTreeSet;

use keyrack_store::Listed;

use super::{Cache, Files, cached_object, errand::NewFile, file_name, outcome::DAY};
use crate::{
    ids::ObjectId,
    json,
    layout::{HeadName, object_path},
    office::Office,
};

/// Superseded files go after this many milliseconds, when nobody reads them any more.
const KEPT: u64 = DAY;

impl Office {
    /// The files of the publication that is on its way: the head last, so that nobody sees a head whose objects are not
    /// there. None where nothing is, or may be sent. Where a file of it is lost, the head must never be seen, and everything
    /// is sealed again under the next number.
    pub(super) fn unsent_files(&mut self, cache: &dyn Cache) -> Option<(String, Vec<NewFile>)> {
        let own = &self.state.own;
        // Of a second computer's heads and these, nobody could say which is the next.
        let pending = own.pending.clone().filter(|_| !own.twin)?;
        let there: BTreeSet<String> = cache.names().into_iter().collect();
        let mut objects = pending.objects.iter();
        if !objects.all(|it| there.contains(&cached_object(*it))) {
            self.drop_pending(&pending.head, cache);
            return None;
        }
        let device = self.device();
        let objects = pending.objects.iter();
        let objects = objects.map(|it| NewFile::own(object_path(device, *it)));
        let head = json::from_base64(&pending.bytes).unwrap_or_default();
        let head = NewFile::own_of(pending.head.clone(), head);
        Some((pending.head, objects.chain([head]).collect()))
    }

    /// Gives up a publication of which a file is lost, if it is still that which is on its way.
    pub(super) fn drop_pending(&mut self, head: &str, cache: &dyn Cache) {
        let own = &mut self.state.own;
        if let Some(pending) = own.pending.take_if(|it| it.head == head) {
            cache.remove(file_name(head));
            self.give_up(&pending.objects.into_iter().collect());
        }
    }

    /// What this device has superseded in the store, and nobody reads any more.
    pub(super) fn superseded(&self, listed: &[Listed], now: u64) -> Vec<String> {
        // While a head is on its way, others go by the one before it.
        if !self.may_publish() || self.state.own.pending.is_some() {
            return Vec::new();
        }
        let (me, own) = (self.device(), &self.state.own);
        let heads = listed.iter().filter_map(|it| HeadName::read(&it.name));
        let heads = heads.filter(|it| it.device == me && it.seq + 1 < own.seq);
        let dropped = own.dropped.iter();
        let dropped = dropped.filter(|(_, since)| now.saturating_sub(**since) >= KEPT);
        let objects = dropped.map(|(object, _)| object_path(me, *object));
        heads.map(|it| it.path()).chain(objects).collect()
    }

    /// Notes what of that was deleted, and says whether that is worth to be kept.
    pub(super) fn note_deleted(&mut self, paths: &[String]) -> bool {
        let me = self.device();
        let dropped = &mut self.state.own.dropped;
        let before = dropped.len();
        dropped.retain(|object, _| !paths.contains(&object_path(me, *object)));
        dropped.len() < before
    }

    /// Forgets what is of no use in the cache, of what was there when the sync began: others may be reading more.
    pub(super) fn tidy(&self, cache: &dyn Cache, before: &BTreeSet<String>) {
        let (me, newest) = (self.device(), self.state.own.seq);
        let in_use = self.in_use();
        for name in before {
            let is_own_head =
                HeadName::read(name).is_some_and(|it| it.device == me && it.seq == newest);
            if !in_use.contains(name) && !is_own_head {
                cache.remove(name);
            }
        }
    }

    /// Takes objects that are lost off the lists of this device: what they held is published anew.
    pub(super) fn give_up(&mut self, lost: &BTreeSet<ObjectId>) {
        let own = &mut self.state.own;
        let lists = own.list.iter().filter(|it| lost.contains(&it.2));
        self.folders.dirty.extend(lists.map(|it| (it.0, it.1)));
        own.list.retain(|it| !lost.contains(&it.2));
        own.boot.retain(|it| !lost.contains(&it.object));
        own.segs.retain(|it| !lost.contains(&it.object));
        own.pages.clear();
        own.listed.clear();
    }

    /// Notes that a publication is in the store. Another process may have sent and noted it before.
    pub(super) fn note_sent(&mut self, head: &str, files: &Files<'_>, now: u64) {
        let pending = &mut self.state.own.pending;
        let Some(pending) = pending.take_if(|it| it.head == head) else {
            return;
        };
        // Others went by what it supersedes until now.
        let prepared = self.state.own.published;
        for since in self.state.own.dropped.values_mut() {
            if *since >= prepared {
                *since = now;
            }
        }
        for place in pending.places {
            // What was changed while it was on its way is not in it.
            self.state.basis.remove(&place);
            self.state.own.reseal.remove(&place);
            let (folder, part) = place;
            let is_asked_of_owners = !self.may_write(self.device(), folder, part, now);
            if is_asked_of_owners || self.is_covered_by_others(place, files, now) {
                self.folders.dirty.remove(&place);
            }
        }
    }
}
