//! Reading heads: which are new, who signed them, what they say of the log, and whether they are taken in.

use std::collections::{BTreeMap, BTreeSet};

use super::{Files, HeadNames, Pulled, Want, file_name};
use crate::{
    alarm::{About, AlarmCode},
    form::FormError,
    head::{Body, Folders, Head, Listing},
    ids::{DeviceId, EntryId, ObjectId},
    json,
    layout::{HeadName, MAX_SEQ, object_path},
    log::{Added, Entry, Op},
    object::{self, KeyObject, KeysFor, MAX_OBJECT, Page, Segment},
    office::Office,
    rules::Class,
    state::Accepted,
};

/// By how much a device's number may jump: beyond, nobody could ever publish after it.
const MAX_JUMP: u64 = 1_000_000;

/// The most devices that nobody knows whose heads are looked into: everybody may write some.
const MAX_STRANGERS: usize = 256;

impl Office {
    /// Reads as far as it can: heads that a listing names, the log, and folders. Whatever it wants has to be read, or noted
    /// as missing, before it is called again with the same listing. `now` is in milliseconds since 1970.
    pub fn pull(&mut self, names: &HeadNames, files: &Files<'_>, now: u64) -> Pulled {
        let mut pull = Pull {
            opened: BTreeMap::new(),
            tried: BTreeSet::new(),
            done: Pulled::default(),
            office: self,
            files,
            now,
        };
        pull.compare(names);
        pull.read_heads(names);
        let mut done = pull.done;
        self.merge_folders(files, now, &mut done);
        self.note_rights(now);
        self.look_around(names, now, &mut done);
        done
    }
}

struct Pull<'a> {
    office: &'a mut Office,
    files: &'a Files<'a>,
    now: u64,
    /// Heads that were read and not taken in yet.
    opened: BTreeMap<HeadName, Opened>,
    /// Key objects that were looked at.
    tried: BTreeSet<ObjectId>,
    done: Pulled,
}

/// A head on its way in.
struct Opened {
    head: Head,
    body: Option<Body>,
    entries: Vec<EntryId>,
    /// Whether all of its entries are here.
    is_whole: bool,
}

impl Pull<'_> {
    /// Compares what the store shows with what was seen before.
    fn compare(&mut self, names: &HeadNames) {
        if names.junk > 0 {
            self.alarm_count(AlarmCode::Junk, About::default(), names.junk as u64);
        }
        let me = self.office.device();
        for (device, (seen, _)) in &self.office.state.seen {
            if *device != me && names.seq(*device).is_none_or(|seq| seq < *seen) {
                let in_office = self.office.judgement().place(*device).is_some();
                self.done.lost |= in_office;
                if in_office {
                    let about = About::device(*device);
                    self.done.alarms.add(AlarmCode::StoreOlder, about);
                }
            }
        }
        self.compare_own(names.newest.get(&me).map_or(&[], Vec::as_slice));
    }

    /// The newest head under this device's name has to be the one that was written last: else there is a second computer
    /// with its keys, or an older state of this one.
    fn compare_own(&mut self, newest: &[HeadName]) {
        let own = &self.office.state.own;
        let (seq, head) = (own.seq, own.head);
        let h10 = head.map(|it| it.to_string());
        let is_mine = |name: &HeadName| {
            let short = name.h10.to_string();
            name.seq == seq && h10.as_ref().is_some_and(|it| it.starts_with(&short))
        };
        let strange = newest
            .iter()
            .any(|name| name.seq > seq || name.seq == seq && !is_mine(name));
        if strange {
            self.office.state.own.twin = true;
        } else if newest.first().is_none_or(|it| it.seq < seq) && head.is_some() {
            self.done.lost = true;
            if own.pending.is_none() {
                let about = About::device(self.office.device());
                self.done.alarms.add(AlarmCode::StoreOlder, about);
            }
        }
        if self.office.state.own.twin {
            let about = About::device(self.office.device());
            self.done.alarms.add(AlarmCode::Twin, about);
        }
    }

    /// Reads heads until nothing more comes to light: an entry in one may name the device that signed another.
    fn read_heads(&mut self, names: &HeadNames) {
        loop {
            let before = self.progress();
            for name in names.newest.values().flatten() {
                self.open(*name);
            }
            let waiting: Vec<HeadName> = self.opened.keys().copied().collect();
            let mut added = false;
            for name in waiting {
                self.open_body(name);
                added |= self.take_entries(name);
            }
            if added {
                self.office.log.judge(self.now);
            }
            let ready: Vec<HeadName> = self.opened.keys().copied().collect();
            for name in ready {
                self.accept(name, names);
            }
            if self.progress() == before {
                break;
            }
        }
        self.complain();
    }

    fn progress(&self) -> (usize, usize, usize, usize) {
        let office = &self.office;
        let keys = office.keys.log_keys.len() + office.keys.member_keys.len();
        let bodies = self.opened.values().filter(|it| it.body.is_some()).count();
        (office.log.len(), keys, self.done.heads, bodies)
    }

    /// Reads a head whose author is known, if it is newer than what was taken in.
    fn open(&mut self, name: HeadName) {
        if self.opened.contains_key(&name) || name.device == self.office.device() {
            return;
        }
        let accepted = self.office.state.heads.get(&name.device);
        let newest = accepted
            .and_then(|heads| heads.first())
            .map(|it| it.frame.seq);
        let is_known = accepted.is_some_and(|heads| heads.iter().any(|it| it.h10 == name.h10));
        if is_known || newest.is_some_and(|seq| seq > name.seq) {
            return;
        }
        let Some(key) = self.office.log.key(name.device).copied() else {
            self.look_into_stranger(name);
            return;
        };
        if name.seq > newest.unwrap_or(0).saturating_add(MAX_JUMP).min(MAX_SEQ) {
            self.alarm(AlarmCode::Future, About::device(name.device));
            return;
        }
        let Some(bytes) = self.file(&name.path(), crate::form::Kind::Head.max()) else {
            return;
        };
        match Head::read(name, &bytes, self.office.team(), &key) {
            Ok(head) => _ = self.opened.insert(name, Opened::of(head)),
            Err(FormError::Newer) => self.alarm(AlarmCode::Newer, About::device(name.device)),
            Err(_) => {
                let about = About::device(name.device);
                self.done.damaged.insert(name.path(), about);
            }
        }
    }

    /// Takes entries out of a head whose author nobody knows: they may introduce it, as after a return with the sheet.
    /// Entries are signed themselves; nothing else of the head is believed.
    fn look_into_stranger(&mut self, name: HeadName) {
        let strangers = &self.office.state.strangers;
        if strangers.get(&name.device) == Some(&(name.seq, name.h10))
            || strangers.len() >= MAX_STRANGERS
        {
            return;
        }
        let Some(bytes) = self.file(&name.path(), crate::form::Kind::Head.max()) else {
            return;
        };
        let head = Head::unverified(name, &bytes, self.office.team());
        let body = head.ok().and_then(|head| {
            let key = self.office.keys.log_key(&head.frame.log_key)?;
            head.open([&key.identity]).ok()
        });
        let mut added = false;
        for text in body.iter().flat_map(|it| &it.log.new) {
            if let Ok(entry) = json::from_base64(text) {
                added |= self.add_entry(&entry);
            }
        }
        if added {
            self.office.log.judge(self.now);
        }
        if self.office.log.key(name.device).is_none() {
            let seen = (name.seq, name.h10);
            self.office.state.strangers.insert(name.device, seen);
        }
    }

    /// Opens what only the office may read, for which a key of the log may have to be had first.
    fn open_body(&mut self, name: HeadName) {
        let Some(opened) = self.opened.get(&name) else {
            return;
        };
        let frame = opened.head.frame.clone();
        if opened.body.is_none() {
            if self.office.keys.log_key(&frame.log_key).is_none() {
                for (object, len) in &frame.boot {
                    self.open_keys(name.device, *object, *len);
                }
            }
            let key = self.office.keys.log_key(&frame.log_key);
            let Some((key, opened)) = key.zip(self.opened.get(&name)) else {
                return;
            };
            let Ok(body) = opened.head.open([&key.identity]) else {
                self.alarm(AlarmCode::Damaged, About::device(name.device));
                self.opened.remove(&name);
                return;
            };
            if let Some(opened) = self.opened.get_mut(&name) {
                opened.body = Some(body);
            }
        }
        self.open_keys_for_me(name, &frame.boot);
    }

    /// Opens the key objects of a head that are for this device, or for its member.
    fn open_keys_for_me(&mut self, name: HeadName, boot: &[(ObjectId, u64)]) {
        let body = self.opened.get(&name).and_then(|it| it.body.as_ref());
        let mine = self.office.own_names();
        let for_me: BTreeSet<ObjectId> = body
            .iter()
            .flat_map(|body| &body.boot)
            .filter(|(_, to)| to.iter().any(|it| mine.contains(it)))
            .map(|(object, _)| *object)
            .collect();
        for (object, len) in boot {
            if for_me.contains(object) {
                self.open_keys(name.device, *object, *len);
            }
        }
    }

    fn open_keys(&mut self, device: DeviceId, object: ObjectId, len: u64) {
        if self.tried.contains(&object) {
            return;
        }
        let Some(bytes) = self.object(device, object, len) else {
            return;
        };
        self.tried.insert(object);
        let Ok(plain) = object::open(&bytes, self.office.keys.own()) else {
            return;
        };
        let Ok(keys) = KeyObject::read(&plain, self.office.team()) else {
            self.alarm(AlarmCode::Damaged, About::device(device));
            return;
        };
        match keys.keys_for {
            KeysFor::Log => {
                if self.office.keys.take(keys.keys, true) {
                    // It may open what was looked at in vain.
                    self.office.state.strangers.clear();
                }
            }
            // Only devices of the same member hand on that member's keys.
            KeysFor::Member(member) if member == self.office.keys.member => {
                let place = self.office.judgement().place(device);
                if place.is_some_and(|it| it.member == member) {
                    self.office.keys.take(keys.keys, false);
                }
            }
            KeysFor::Member(_) => {}
        }
    }

    /// Takes the entries of a head into the log, and says whether any was new.
    fn take_entries(&mut self, name: HeadName) -> bool {
        let Some(body) = self.opened.get(&name).and_then(|it| it.body.clone()) else {
            return false;
        };
        let mut files: Vec<Vec<u8>> = Vec::new();
        let mut is_whole = true;
        let mut listed = Vec::new();
        for (object, len, _, last) in &body.log.segs {
            match self.segment(name.device, *object, *len, *last, &mut listed) {
                Some(entries) => files.extend(entries),
                None => is_whole = false,
            }
        }
        for text in &body.log.new {
            match json::from_base64(text) {
                Ok(entry) => files.push(entry),
                Err(_) => is_whole = false,
            }
        }
        let mut added = false;
        for bytes in files {
            if let Ok(id) = Entry::id_of(&bytes) {
                listed.push(id);
            }
            added |= self.add_entry(&bytes);
        }
        if let Some(opened) = self.opened.get_mut(&name) {
            opened.is_whole = is_whole;
            opened.entries = listed;
        }
        added
    }

    fn add_entry(&mut self, bytes: &[u8]) -> bool {
        match self.office.log.add(bytes, self.now) {
            Added::New => return true,
            Added::Future(device) => self.alarm(AlarmCode::Future, About::device(device)),
            Added::Newer(device) => self.alarm(AlarmCode::Newer, About::device(device)),
            Added::Full => self.alarm(AlarmCode::LogFull, About::default()),
            Added::Known | Added::Waiting | Added::Refused(_) => {}
        }
        false
    }

    /// The entries of a segment; none of them where its last one is known, because then all before it are.
    fn segment(
        &mut self,
        device: DeviceId,
        object: ObjectId,
        len: u64,
        last: EntryId,
        listed: &mut Vec<EntryId>,
    ) -> Option<Vec<Vec<u8>>> {
        if self.office.judgement().knows(last) {
            listed.push(last);
            return Some(Vec::new());
        }
        let bytes = self.object(device, object, len)?;
        let plain = object::open(
            &bytes,
            self.office.keys.log_keys.iter().map(|it| &it.identity),
        );
        let segment = plain.and_then(|plain| Segment::read(&plain, self.office.team()));
        match segment {
            Ok(segment) => Some(segment.0),
            Err(_) => {
                self.alarm(AlarmCode::Damaged, About::device(device));
                None
            }
        }
    }

    /// Takes a head in, if its device is in the office, or a removal lets just this head count, and all that it knows of
    /// the log is known here.
    fn accept(&mut self, name: HeadName, names: &HeadNames) {
        let Some(opened) = self.opened.get(&name) else {
            return;
        };
        let Some(body) = opened.body.clone().filter(|_| opened.is_whole) else {
            return;
        };
        let judgement = self.office.judgement();
        let in_office = judgement.place(name.device).is_some();
        let hash = opened.head.hash;
        if !in_office && self.office.head_that_counts(name.device) != Some(hash) {
            return;
        }
        if !body.log.tips.iter().all(|tip| judgement.knows(*tip)) {
            return;
        }
        let Some(list) = self.list(name.device, &body) else {
            return;
        };
        let Some(opened) = self.opened.remove(&name) else {
            return;
        };
        let accepted = Accepted {
            h10: name.h10,
            hash,
            frame: opened.head.frame,
            body: Body {
                log: crate::head::LogPart {
                    new: Vec::new(),
                    ..body.log
                },
                folders: match body.folders {
                    Folders::List(_) => Folders::default(),
                    pages @ Folders::Pages(_) => pages,
                },
                ..body
            },
            entries: opened.entries,
            list,
        };
        self.take(name, accepted, names);
    }

    fn take(&mut self, name: HeadName, accepted: Accepted, names: &HeadNames) {
        let device = name.device;
        let is_owner = self.office.class_of(device) == Some(Class::Owner);
        let state = &mut self.office.state;
        let heads = state.heads.entry(device).or_default();
        // Two heads of one number, or one that does not know the one before it: two histories.
        let forked = names.newest.get(&device).is_some_and(|it| it.len() > 1)
            || heads.iter().any(|old| {
                old.frame.seq + 1 == accepted.frame.seq && accepted.frame.prev != Some(old.hash)
            });
        heads.retain(|old| old.frame.seq == accepted.frame.seq);
        let at = accepted.frame.at.0;
        heads.push(accepted);
        let seen = state.seen.entry(device).or_insert((name.seq, name.h10));
        *seen = (*seen).max((name.seq, name.h10));
        state.signs.insert(device, at);
        if is_owner {
            state.owner_seen = Some(self.now);
        }
        self.done.heads += 1;
        if forked {
            self.office.state.forked.insert(device);
        }
    }

    /// The folders that a head lists, itself or on pages.
    fn list(&mut self, device: DeviceId, body: &Body) -> Option<Vec<Listing>> {
        let pages = match &body.folders {
            Folders::List(list) => return Some(list.clone()),
            Folders::Pages(pages) => pages,
        };
        let mut list = Vec::new();
        let mut is_whole = true;
        for (digit, page) in pages.iter().enumerate() {
            let Some(bytes) = self.object(device, *page, MAX_OBJECT as u64) else {
                is_whole = false;
                continue;
            };
            let keys = self.office.keys.log_keys.iter().map(|it| &it.identity);
            let read = object::open(&bytes, keys)
                .and_then(|plain| Page::read(&plain, self.office.team(), device, digit));
            match read {
                Ok(page) => list.extend(page),
                Err(_) => {
                    self.alarm(AlarmCode::Damaged, About::device(device));
                    is_whole = false;
                }
            }
        }
        is_whole.then_some(list)
    }

    /// Says what could not be taken in, and whether that keeps this device from sealing.
    fn complain(&mut self) {
        let opened: Vec<HeadName> = self.opened.keys().copied().collect();
        for name in opened {
            let Some(Opened {
                body: Some(body),
                head,
                ..
            }) = self.opened.get(&name)
            else {
                continue;
            };
            let judgement = self.office.judgement();
            let in_office = judgement.place(name.device).is_some();
            if !in_office {
                let counts = self.office.head_that_counts(name.device) == Some(head.hash);
                if !counts && self.office.log.devices().contains(&name.device) {
                    self.alarm(AlarmCode::SetAside, About::device(name.device));
                }
                continue;
            }
            let lacks = !body.log.tips.iter().all(|tip| judgement.knows(*tip));
            let is_owner = self.office.class_of(name.device) == Some(Class::Owner);
            self.done.lacks_entries |= lacks && is_owner;
            self.alarm(AlarmCode::Incomplete, About::device(name.device));
        }
    }

    fn object(&mut self, device: DeviceId, object: ObjectId, len: u64) -> Option<Vec<u8>> {
        let path = object_path(device, object);
        let max = usize::try_from(len).unwrap_or(MAX_OBJECT).min(MAX_OBJECT);
        let bytes = self.file(&path, max)?;
        if ObjectId::of(&bytes) == object {
            return Some(bytes);
        }
        self.done.damaged.insert(path, About::device(device));
        None
    }

    fn file(&mut self, path: &str, max: usize) -> Option<Vec<u8>> {
        self.files.get(path, max, &mut self.done)
    }

    fn alarm(&mut self, code: AlarmCode, about: About) {
        self.done.alarms.add(code, about);
    }

    fn alarm_count(&mut self, code: AlarmCode, about: About, count: u64) {
        self.done.alarms.count(code, about, count);
    }
}

impl Opened {
    const fn of(head: Head) -> Self {
        Self {
            head,
            body: None,
            entries: Vec::new(),
            is_whole: false,
        }
    }
}

impl Files<'_> {
    /// A file from the cache; where it is not there, it is wanted.
    pub(crate) fn get(&self, path: &str, max: usize, done: &mut Pulled) -> Option<Vec<u8>> {
        if self.missing.contains(path) {
            return None;
        }
        let cached = self.cache.get(file_name(path));
        if cached.is_none() {
            let path = path.to_owned();
            done.wanted.insert(Want { path, max });
        }
        cached
    }
}

impl Office {
    /// What key objects name this device and its member's keys by.
    pub(crate) fn own_names(&self) -> BTreeSet<String> {
        let keys = self.keys.member_keys.iter().map(|it| it.id());
        keys.chain([self.device().to_string()]).collect()
    }

    /// The class of a device in the office.
    pub(crate) fn class_of(&self, device: DeviceId) -> Option<Class> {
        Some(self.judgement().place(device)?.class)
    }

    /// The head of a device that was taken out whose objects count until they are covered.
    pub(crate) fn head_that_counts(&self, device: DeviceId) -> Option<ObjectId> {
        let removals = self.judgement().removals_of(device);
        removals
            .iter()
            .find_map(|(entry, op)| match self.log.get(*entry)?.ops.get(*op)? {
                Op::RmMember { heads, .. } => heads.get(&device).copied(),
                Op::RmDevice { head, .. } => *head,
                _ => None,
            })
    }

    /// Says what is missing or late, by what others have seen.
    fn look_around(&self, names: &HeadNames, now: u64, done: &mut Pulled) {
        let mut newest: BTreeMap<DeviceId, u64> = BTreeMap::new();
        for heads in self.state.heads.values().flatten() {
            for (device, (seq, _)) in &heads.body.seen {
                let known = newest.entry(*device).or_default();
                *known = (*known).max(*seq);
            }
        }
        for (device, seq) in newest {
            let in_office = self.judgement().place(device).is_some();
            let have = names
                .seq(device)
                .unwrap_or(0)
                .max(self.state.seen.get(&device).map_or(0, |it| it.0));
            let have = if device == self.device() {
                self.state.own.seq
            } else {
                have
            };
            if in_office && seq > have {
                let missing = (seq - have).min(MAX_JUMP);
                done.alarms
                    .count(AlarmCode::Incomplete, About::device(device), missing);
            }
        }
        for member in self.judgement().held() {
            done.alarms.add(AlarmCode::Held, About::member(member));
        }
        for device in self.judgement().forked().union(&self.state.forked) {
            done.alarms
                .add(AlarmCode::DeviceForked, About::device(*device));
        }
        if let Some(device) = self.log.needs_newer() {
            done.alarms.add(AlarmCode::Newer, About::device(device));
        }
        if !self.is_in() && !self.judgement().removals_of(self.device()).is_empty() {
            done.alarms
                .add(AlarmCode::YouWereRemoved, About::device(self.device()));
        }
        let days = self
            .judgement()
            .policy()
            .get("max_silence_days")
            .copied()
            .unwrap_or(14);
        let since = self.state.owner_seen.unwrap_or(now);
        if !self.is_owner() && now.saturating_sub(since) > days.saturating_mul(24 * 60 * 60 * 1000)
        {
            done.alarms.add(AlarmCode::Silence, About::default());
        }
    }
}
