//! Which of the heads that a listing names are believed: everybody who writes to the store can put one there under any name.

use super::{Opened, Pull};
use crate::{
    alarm::{About, AlarmCode},
    form::{FormError, Kind},
    head::{Body, Head},
    ids::DeviceId,
    json,
    layout::{HeadName, MAX_SEQ, object_path},
    sync::HeadNames,
};

/// By how much a device's number may jump: beyond, nobody could ever publish after it.
const MAX_JUMP: u64 = 1_000_000;
/// How many heads under the name of one device are looked at, the newest first, before it is taken to have none. An honest
/// device keeps two.
const MAX_HEADS: usize = 64;
/// The most devices that nobody knows whose heads are looked into: everybody may write some.
const MAX_STRANGERS: usize = 256;
/// How many heads of such a device are looked into.
const MAX_STRANGE_HEADS: usize = 4;
/// How many segments of the log are read because such a head lists them.
const MAX_STRANGE_SEGMENTS: usize = 256;

/// What became of a head that is listed.
enum Found {
    /// It is signed by its device.
    Good(Box<Head>),
    /// It is none of that device, or cannot be read.
    Bad,
    /// It has to be read first.
    Wanted,
}

impl Pull<'_> {
    /// Opens the newest head of a device, and others of the same number.
    pub(super) fn open_newest(&mut self, device: DeviceId, names: &HeadNames) {
        if device == self.office.device() {
            self.look_for_twin(names);
        } else if self.office.log.key(device).is_none() {
            self.look_into_stranger(device, names);
        } else {
            self.open_newest_of(device, names);
        }
    }

    /// Opens what removals of a device let count: it may have written others since, at least that it retires.
    fn open_counting_of(&mut self, device: DeviceId, names: &HeadNames) {
        let counting = self.office.heads_that_count(device);
        let counting: Vec<String> = counting.iter().map(ToString::to_string).collect();
        if counting.is_empty() {
            return;
        }
        let accepted = self.office.state.heads.get(&device);
        let known: Vec<HeadName> = accepted.into_iter().flatten().map(|it| it.name()).collect();
        for name in names.of(device).take(MAX_HEADS) {
            let short = name.h10.to_string();
            let is_named = counting.iter().any(|it| it.starts_with(&short));
            if is_named
                && !known.contains(&name)
                && !self.opened.contains_key(&name)
                && let Found::Good(head) = self.find(name)
            {
                self.opened.insert(name, Opened::of(*head));
            }
        }
    }

    fn open_newest_of(&mut self, device: DeviceId, names: &HeadNames) {
        self.open_counting_of(device, names);
        let accepted = self.office.state.heads.get(&device);
        let known: Vec<_> = accepted
            .into_iter()
            .flatten()
            .map(|it| (it.frame.seq, it.h10))
            .collect();
        let newest = accepted.and_then(|it| it.first()).map(|it| it.frame.seq);
        let mut found = newest;
        let last = newest.unwrap_or(0).saturating_add(MAX_JUMP).min(MAX_SEQ);
        for name in names.of(device).take(MAX_HEADS) {
            if found.is_some_and(|seq| seq > name.seq) {
                break;
            }
            let was_last = self.office.state.retired.get(&device) == Some(&(name.seq, name.h10));
            let is_known = was_last || known.contains(&(name.seq, name.h10));
            if is_known || self.opened.contains_key(&name) {
                found = Some(name.seq);
                continue;
            }
            if name.seq > last {
                if self.refused.insert(name) {
                    self.alarm(AlarmCode::Future, About::device(device));
                }
                continue;
            }
            match self.find(name) {
                Found::Good(head) => {
                    found = Some(name.seq);
                    self.opened.insert(name, Opened::of(*head));
                }
                Found::Bad => _ = self.refused.insert(name),
                Found::Wanted => break,
            }
        }
    }

    fn find(&mut self, name: HeadName) -> Found {
        if self.refused.contains(&name) {
            return Found::Bad;
        }
        let about = About::device(name.device);
        let Some(key) = self.office.log.key(name.device).copied() else {
            return Found::Bad;
        };
        let path = name.path();
        let Some(bytes) = self.file(&path, Kind::Head.max()) else {
            return match self.files.missing.contains(&path) {
                true => Found::Bad,
                false => Found::Wanted,
            };
        };
        match Head::read(name, &bytes, self.office.team(), &key) {
            Ok(head) => Found::Good(Box::new(head)),
            Err(FormError::Newer) => {
                self.alarm(AlarmCode::Newer, about);
                Found::Bad
            }
            Err(_) => {
                self.done.damaged.insert(path, about);
                Found::Wanted
            }
        }
    }

    /// The newest head that this device's key signed has to be the one that was written last: else there is a second
    /// computer with its keys, or this one was put back to an older state.
    fn look_for_twin(&mut self, names: &HeadNames) {
        let own = &self.office.state.own;
        let (seq, head) = (own.seq, own.head.map(|it| it.to_string()));
        let is_mine = |name: &HeadName| {
            let short = name.h10.to_string();
            name.seq == seq && head.as_ref().is_some_and(|it| it.starts_with(&short))
        };
        let me = self.office.device();
        let newer = names.of(me).take_while(|it| it.seq >= seq);
        let strange: Vec<HeadName> = newer.filter(|it| !is_mine(it)).take(MAX_HEADS).collect();
        for name in strange {
            match self.find(name) {
                Found::Good(_) => {
                    self.office.state.own.twin = true;
                    break;
                }
                Found::Bad => _ = self.refused.insert(name),
                Found::Wanted => break,
            }
        }
    }

    /// Takes entries out of the heads of a device that nobody knows: they may introduce it, as after a return with the
    /// sheet. Entries are signed themselves; nothing else of such a head is believed.
    fn look_into_stranger(&mut self, device: DeviceId, names: &HeadNames) {
        let heads: Vec<HeadName> = names.of(device).take(MAX_STRANGE_HEADS).collect();
        let Some(newest) = heads.first() else { return };
        let seen = (newest.seq, newest.h10);
        let strangers = &mut self.office.state.strangers;
        if strangers.get(&device) == Some(&seen) {
            return;
        }
        if strangers.len() >= MAX_STRANGERS {
            strangers.retain(|it, _| names.newest.contains_key(it));
        }
        if strangers.len() + self.strange.len() >= MAX_STRANGERS && !self.strange.contains(&device)
        {
            return;
        }
        self.strange.insert(device);
        let mut added = false;
        let mut is_waiting = false;
        for name in heads {
            let path = name.path();
            match self.file(&path, Kind::Head.max()) {
                Some(bytes) => is_waiting |= !self.take_strange_entries(name, &bytes, &mut added),
                None => is_waiting |= !self.files.missing.contains(&path),
            }
        }
        if added {
            self.office.log.judge(self.now);
        }
        if !is_waiting && self.office.log.key(device).is_none() {
            self.strange.remove(&device);
            self.office.state.strangers.insert(device, seen);
        }
    }

    /// Says whether there is nothing to wait for.
    fn take_strange_entries(&mut self, name: HeadName, bytes: &[u8], added: &mut bool) -> bool {
        let head = match Head::unverified(name, bytes, self.office.team()) {
            Ok(head) => head,
            Err(FormError::Misplaced) => {
                // Perhaps only a part of it has arrived.
                let about = About::device(name.device);
                self.done.damaged.insert(name.path(), about);
                return false;
            }
            Err(_) => return true,
        };
        let has_keys = self.look_for_key(name.device, &head);
        let key = self.office.keys.log_key(&head.frame.log_key);
        let Some(body) = key.and_then(|key| head.open([&key.identity]).ok()) else {
            return has_keys;
        };
        let (has_all, entries) = self.entries_of(name.device, &body);
        for entry in entries {
            *added |= self.add_entry(&entry);
        }
        has_all
    }

    /// Looks for the key of a stranger's head among what it hands on, and says whether there is nothing to wait for.
    fn look_for_key(&mut self, device: DeviceId, head: &Head) -> bool {
        let mut has_all = true;
        for (object, len) in &head.frame.boot {
            if self.office.keys.log_key(&head.frame.log_key).is_some() {
                break;
            }
            self.open_keys(device, *object, *len);
            let path = object_path(device, *object);
            has_all &= self.tried.contains_key(object) || self.files.missing.contains(&path);
        }
        has_all
    }

    /// The entries that a stranger's head lists, and whether these are all.
    fn entries_of(&mut self, device: DeviceId, body: &Body) -> (bool, Vec<Vec<u8>>) {
        let new = body.log.new.iter();
        let mut entries: Vec<Vec<u8>> = new.filter_map(|it| json::from_base64(it).ok()).collect();
        let mut has_all = true;
        for (object, len, _, last) in body.log.segs.iter().take(MAX_STRANGE_SEGMENTS) {
            match self.segment(device, *object, *len, *last, &mut Vec::new()) {
                Some(some) => entries.extend(some),
                None => has_all = false,
            }
        }
        (has_all, entries)
    }

    /// Compares what the store shows with what was seen before.
    pub(super) fn compare(&mut self) {
        let junk = self.done.names.junk as u64;
        let alarms = &mut self.done.alarms;
        if junk > 0 {
            alarms.count(AlarmCode::Junk, About::default(), junk);
        }
        let me = self.office.device();
        for (device, (seen, _)) in &self.office.state.seen {
            let seq = self.done.names.seq(*device);
            let in_office = self.office.judgement().place(*device).is_some();
            if *device != me && in_office && seq.is_none_or(|seq| seq < *seen) {
                self.done.lost = true;
                alarms.add(AlarmCode::StoreOlder, About::device(*device));
            }
        }
        let own = &self.office.state.own;
        if own.twin {
            alarms.add(AlarmCode::Twin, About::device(me));
        } else if own.head.is_some() && self.done.names.seq(me).is_none_or(|seq| seq < own.seq) {
            self.done.lost = true;
            if own.pending.is_none() {
                alarms.add(AlarmCode::StoreOlder, About::device(me));
            }
        }
    }
}
