//! Sending what was prepared, and clearing up after it.

use std::collections::BTreeSet;

use keyrack_store::{Created, Listed, StoreError};

use super::{
    Files, HeadNames, Options, Outcome, SyncError, Syncing,
    drive::{DAY, HOUR},
    file_name,
    heal::{Lost, held},
};
use crate::{
    ids::ObjectId,
    json,
    layout::{HeadName, object_path},
    office::Office,
};

/// Superseded files go after this many milliseconds, when nobody reads them any more.
const KEPT: u64 = DAY;

impl Syncing<'_> {
    /// Publishes what this device has to, and puts back what the store lost of others.
    ///
    /// # Errors
    /// [`SyncError`]. What did not reach the store waits.
    pub(super) fn publish(
        &mut self,
        office: &mut Office,
        names: &HeadNames,
        lacks_entries: bool,
        options: Options,
        outcome: &mut Outcome,
    ) -> Result<(), SyncError> {
        let lost = office.lost_own(names, self.cache);
        if !lost.is_empty() {
            // Other files may be lost as well.
            office.state.look_at = Some(self.moment.now);
        }
        for (path, bytes) in lost {
            self.put(&path, &bytes)?;
        }
        if office.state.own.pending.is_some() {
            // It may be that it could not be kept when it was made.
            (self.keep)(office)?;
        }
        self.send_pending(office, outcome)?;
        let hours = office
            .judgement()
            .policy()
            .get("heartbeat_h")
            .copied()
            .unwrap_or(24);
        let since = self.moment.now.saturating_sub(office.state.own.published);
        let heartbeat = since >= hours.saturating_mul(HOUR);
        let files = Files {
            cache: self.cache,
            missing: BTreeSet::new(),
        };
        let folders = !lacks_entries || options.incomplete;
        let mut heartbeat = heartbeat;
        while office.prepare(&files, &self.moment, folders, heartbeat, self.draw)? {
            let pending = office.state.own.pending.as_ref();
            let more = pending.is_some_and(|it| it.more);
            (self.keep)(office)?;
            self.send_pending(office, outcome)?;
            heartbeat = false;
            if !more {
                break;
            }
        }
        // Last, for not every place lets one device write where another one does.
        self.put_back(office.lost(names, self.cache))?;
        Ok(self.look(office)?)
    }

    /// Puts files of others back.
    ///
    /// # Errors
    /// [`StoreError`], but not where others may not be written for, or something else lies there.
    pub(super) fn put_back(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), StoreError> {
        for (path, bytes) in files {
            match self.store.create(&path, &bytes) {
                Ok(_) | Err(StoreError::ReadOnly | StoreError::NotPlain | StoreError::Refused) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    /// Creates the files of a publication: the head last, so that nobody sees a head whose objects are not there.
    fn send_pending(
        &mut self,
        office: &mut Office,
        outcome: &mut Outcome,
    ) -> Result<(), SyncError> {
        let own = &office.state.own;
        // Of a second computer's heads and these, nobody could say which is the next.
        let Some(pending) = own.pending.clone().filter(|_| !own.twin) else {
            return Ok(());
        };
        let objects = pending.objects.iter().copied();
        let objects: Vec<Lost> = held(self.cache, office.device(), objects).collect();
        if objects.len() < pending.objects.len() {
            // A file of it is lost, so that the head must never be seen. Everything is sealed again under the next number.
            self.cache.remove(file_name(&pending.head));
            office.give_up(&pending.objects.iter().copied().collect());
            office.state.own.pending = None;
            return Ok(());
        }
        for (path, bytes) in &objects {
            self.put(path, bytes)?;
        }
        let head = json::from_base64(&pending.bytes).unwrap_or_default();
        self.put(&pending.head, &head)?;
        let files = Files {
            cache: self.cache,
            missing: BTreeSet::new(),
        };
        office.note_sent(&files, self.moment.now);
        outcome.published = true;
        Ok(())
    }

    /// Creates a file of this device. A torn or foreign one under its name is written over where it can be.
    pub(super) fn put(&self, path: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self.store.create(path, bytes) {
            Ok(Created::Created) => return Ok(()),
            Ok(Created::Exists) | Err(StoreError::NotPlain) => {}
            Err(error) => return Err(error),
        }
        match self.store.read(path, bytes.len()) {
            Ok(there) if there == bytes => return Ok(()),
            Ok(_) | Err(StoreError::NotFound | StoreError::TooLarge | StoreError::NotPlain) => {}
            Err(error) => return Err(error),
        }
        self.store.delete(path)?;
        match self.store.create(path, bytes)? {
            Created::Created => Ok(()),
            Created::Exists => Err(StoreError::Broken),
        }
    }

    /// Deletes what this device has superseded, and forgets what is of no use in the cache. That it fails is of no
    /// consequence: it is tried again.
    pub(super) fn tidy(&mut self, office: &mut Office, listed: &[Listed]) {
        let me = office.device();
        let newest = office.state.own.seq;
        // While a head is on its way, others go by the one before it.
        if office.may_publish() && office.state.own.pending.is_none() {
            let own = listed.iter().filter_map(|it| HeadName::read(&it.name));
            for name in own.filter(|it| it.device == me && it.seq + 1 < newest) {
                let _ = self.store.delete(&name.path());
            }
            self.delete_dropped(office);
        }
        let in_use = office.in_use();
        for name in self.cache.names() {
            let is_own_head =
                HeadName::read(&name).is_some_and(|it| it.device == me && it.seq == newest);
            if !in_use.contains(&name) && !is_own_head {
                self.cache.remove(&name);
            }
        }
    }

    fn delete_dropped(&self, office: &mut Office) {
        let (me, now) = (office.device(), self.moment.now);
        let dropped = &mut office.state.own.dropped;
        let is_old = |since: &u64| now.saturating_sub(*since) >= KEPT;
        let old: Vec<ObjectId> = dropped
            .iter()
            .filter(|(_, since)| is_old(since))
            .map(|(object, _)| *object)
            .collect();
        for object in old {
            if self.store.delete(&object_path(me, object)).is_ok() {
                dropped.remove(&object);
            }
        }
    }
}

impl Office {
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

    /// Notes that the publication that was on its way is in the store.
    fn note_sent(&mut self, files: &Files<'_>, now: u64) {
        let Some(pending) = self.state.own.pending.take() else {
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
