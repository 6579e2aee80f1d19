//! Reading heads: what they say of the log, and, once all of it is known, whether they are taken in.

mod keys;
mod names;

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::keep;

use super::{Files, HeadNames, Pulled, Want, file_name};
use crate::{
    alarm::{About, AlarmCode},
    head::{Body, Folders, Head, Listing},
    ids::{DeviceId, EntryId, ObjectId},
    json,
    layout::{HeadName, object_path},
    log::{Added, Entry, Op},
    object::{self, MAX_OBJECT, Page, Segment},
    office::Office,
    rules::Class,
    state::Accepted,
};

impl Office {
    /// Reads as far as it can: heads that a listing names, the log, and folders. Whatever it wants has to be read, or noted
    /// as missing, before it is called again with the same listing. `now` is in milliseconds since 1970.
    pub fn pull(&mut self, names: &HeadNames, files: &Files<'_>, now: u64) -> Pulled {
        let mut pull = Pull {
            opened: BTreeMap::new(),
            tried: BTreeMap::new(),
            strange: BTreeSet::new(),
            refused: BTreeSet::new(),
            out: self.taken_out(),
            late: Vec::new(),
            done: Pulled::default(),
            office: self,
            files,
            now,
        };
        pull.read_log(names);
        pull.office.note_undone(&pull.late);
        let mut done = match pull.done.wanted.is_empty() && pull.done.damaged.is_empty() {
            true => pull.take_heads(names),
            // Who is in the office is not known before the whole log is.
            false => return pull.done,
        };
        self.merge_folders(files, now, &mut done);
        self.note_rights(now);
        self.settle_moves(files.missing.is_empty(), now, &mut done);
        self.look_around(now, &mut done);
        done
    }
}

struct Pull<'a> {
    office: &'a mut Office,
    files: &'a Files<'a>,
    now: u64,
    /// Heads that were read and not taken in yet.
    opened: BTreeMap<HeadName, Opened>,
    /// Key objects that were looked at, and with how many keys; with more, it is tried again.
    tried: BTreeMap<ObjectId, usize>,
    /// Devices that nobody knows, whose heads have to be read first.
    strange: BTreeSet<DeviceId>,
    /// Heads that are listed, and that nobody published who may.
    refused: BTreeSet<HeadName>,
    /// Devices that were out before anything was read.
    out: BTreeSet<DeviceId>,
    /// Entries of those that are new.
    late: Vec<EntryId>,
    done: Pulled,
}

/// A head on its way in.
struct Opened {
    head: Head,
    body: Option<Body>,
    entries: Vec<EntryId>,
    /// Whether all of its entries are here.
    is_whole: bool,
    /// Whether it is signed rightly, and nothing that the office could read.
    is_broken: bool,
}

impl Pull<'_> {
    /// Reads heads until nothing more comes to light: an entry in one may name the device that signed another.
    fn read_log(&mut self, names: &HeadNames) {
        loop {
            let before = self.progress();
            for device in names.newest.keys() {
                self.open_newest(*device, names);
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
            if self.progress() == before {
                break;
            }
        }
    }

    fn progress(&self) -> (usize, usize, usize, usize) {
        let office = &self.office;
        let bodies = self.opened.values().filter(|it| it.body.is_some()).count();
        (
            office.log.len(),
            office.keys.count(),
            self.opened.len(),
            bodies,
        )
    }

    /// Takes in what may be, and says what may not.
    fn take_heads(mut self, names: &HeadNames) -> Pulled {
        let ready: Vec<HeadName> = self.opened.keys().copied().collect();
        for name in ready {
            self.accept(name);
        }
        self.done.names = names.without(&self.refused);
        self.compare();
        self.complain();
        self.done
    }

    /// Opens what only the office may read, for which a key of the log may have to be had first.
    fn open_body(&mut self, name: HeadName) {
        let Some(opened) = self.opened.get(&name) else {
            return;
        };
        let frame = opened.head.frame.clone();
        if opened.is_broken {
            return;
        }
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
                if let Some(opened) = self.opened.get_mut(&name) {
                    opened.is_broken = true;
                }
                return;
            };
            if let Some(opened) = self.opened.get_mut(&name) {
                opened.body = Some(body);
            }
        }
        self.open_keys_for_me(name);
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
            let id = Entry::id_of(&bytes);
            listed.extend(id.iter().copied());
            let is_new = self.add_entry(&bytes);
            if let (Ok(id), true) = (id, is_new) {
                self.note_late(id);
            }
            added |= is_new;
        }
        if let Some(opened) = self.opened.get_mut(&name) {
            opened.is_whole = is_whole;
            opened.entries = listed;
        }
        added
    }

    /// Notes an entry of somebody who was out when it came.
    fn note_late(&mut self, id: EntryId) {
        let author = self.office.log.get(id).map(|it| it.device);
        if author.is_some_and(|it| self.out.contains(&it)) {
            self.late.push(id);
        }
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
        let plain = object::open(&bytes, self.office.keys.log_identities());
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
    fn accept(&mut self, name: HeadName) {
        let Some(opened) = self.opened.get(&name) else {
            return;
        };
        let Some(body) = opened.body.clone().filter(|_| opened.is_whole) else {
            return;
        };
        let judgement = self.office.judgement();
        let in_office = judgement.place(name.device).is_some();
        let hash = opened.head.hash;
        if !in_office && !self.office.heads_that_count(name.device).contains(&hash) {
            return;
        }
        if !body.log.tips.iter().all(|tip| judgement.knows(*tip)) {
            return;
        }
        let list = self.list(name.device, &body);
        let keys = self.keys_for_me(name);
        let Some((list, keys)) = list.zip(keys) else {
            return;
        };
        let Some(opened) = self.opened.remove(&name) else {
            return;
        };
        if in_office {
            self.believe(name.device, keys);
        }
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
        self.take(name, accepted);
    }

    fn take(&mut self, name: HeadName, accepted: Accepted) {
        let device = name.device;
        let is_owner = self.office.class_of(device) == Some(Class::Owner);
        let state = &mut self.office.state;
        let heads = state.heads.entry(device).or_default();
        // Two heads of one number, or one that does not know the one before it: two histories.
        let forked = heads.iter().any(|old| {
            let is_next = old.frame.seq + 1 == accepted.frame.seq;
            old.frame.seq == accepted.frame.seq || is_next && accepted.frame.prev != Some(old.hash)
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
            let read = object::open(&bytes, self.office.keys.log_identities())
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
            let Some(opened) = self.opened.get(&name) else {
                continue;
            };
            let about = About::device(name.device);
            let judgement = self.office.judgement();
            let in_office = judgement.place(name.device).is_some();
            if !in_office {
                let counts = self.office.heads_that_count(name.device);
                let folders = opened.body.as_ref().map(|it| &it.folders);
                let is_empty = folders.is_some_and(|it| *it == Folders::default());
                if !is_empty && !counts.contains(&opened.head.hash) {
                    self.alarm(AlarmCode::SetAside, about);
                } else if is_empty && opened.is_whole {
                    // It says that its device retires, and need not be read again.
                    let seen = (name.seq, name.h10);
                    self.office.state.retired.insert(name.device, seen);
                }
                continue;
            }
            if opened.is_broken {
                self.alarm(AlarmCode::Damaged, about);
                continue;
            }
            let Some(body) = &opened.body else {
                let boot = &opened.head.frame.boot;
                let is_tried = boot.iter().all(|(it, _)| self.tried.contains_key(it));
                let by_owner = self.office.class_of(name.device) == Some(Class::Owner);
                let code = match by_owner && is_tried && !boot.is_empty() {
                    true => AlarmCode::KeyRenewed,
                    false => AlarmCode::Incomplete,
                };
                self.alarm(code, about);
                continue;
            };
            let lacks = !body.log.tips.iter().all(|tip| judgement.knows(*tip));
            let is_owner = self.office.class_of(name.device) == Some(Class::Owner);
            // A clock that is ahead dates entries that wait for their time; that is no reason for everybody to wait.
            let is_ahead = opened.head.frame.at.0 > self.now.saturating_add(keep::AHEAD);
            self.done.lacks_entries |= lacks && is_owner && !is_ahead;
            self.alarm(AlarmCode::Incomplete, about);
        }
    }

    fn object(&mut self, device: DeviceId, object: ObjectId, len: u64) -> Option<Vec<u8>> {
        let path = object_path(device, object);
        let max = object::most(len);
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
}

impl Opened {
    const fn of(head: Head) -> Self {
        Self {
            head,
            body: None,
            entries: Vec::new(),
            is_whole: false,
            is_broken: false,
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

    /// The heads of a device that was taken out whose objects count until they are covered: those that the removals name.
    pub(crate) fn heads_that_count(&self, device: DeviceId) -> BTreeSet<ObjectId> {
        let removals = self.judgement().removals_of(device).iter();
        let heads =
            removals.filter_map(|(entry, op)| match self.log.get(*entry)?.ops.get(*op)? {
                Op::RmMember { heads, .. } => heads.get(&device).copied(),
                Op::RmDevice { head, .. } => *head,
                _ => None,
            });
        heads.collect()
    }
}
