//! Reading folder objects into the folders.

use std::collections::BTreeSet;

use keyrack_vault::{Account, Compartment, Document, Record, keep};

use super::{Files, Pulled, cover::adds_nothing};
use crate::{
    alarm::{About, AlarmCode},
    form::FormError,
    head::Listing,
    ids::{DeviceId, MemberId, ObjectId},
    layout::object_path,
    object::{self, FolderObject, Sealed, Span, join_sealed},
    office::Office,
    rules::Role,
    state::{ObjectState, Place},
};

impl Office {
    /// Reads every object that is listed for this member and was not read yet. What its author may write is merged; other
    /// objects are known, and wait.
    pub(super) fn merge_folders(&mut self, files: &Files<'_>, now: u64, done: &mut Pulled) {
        let me = self.device();
        let listed: Vec<(DeviceId, ObjectId, Listing)> = self
            .state
            .heads
            .iter()
            .filter(|(device, _)| **device != me)
            .flat_map(|(device, heads)| heads.iter().map(move |head| (*device, head)))
            .flat_map(|(device, head)| head.list.iter().map(move |it| (device, head.hash, *it)))
            .collect();
        self.forget_unlisted(listed.iter().map(|it| it.2.2));
        let mut sealed_for_me = BTreeSet::new();
        let mut sealed_for_others = BTreeSet::new();
        let mut others = Vec::new();
        for (device, head, listing) in listed {
            let Listing(folder, part, object, _) = listing;
            if !self.reads(folder, part, now) {
                continue;
            }
            let counts = self.counts(device, head, (folder, part), now);
            let known = self.state.objects.get(&object);
            if known.is_some_and(|it| it.merged && it.of == (device, folder, part)) {
                sealed_for_me.insert((folder, part));
                continue;
            }
            if !counts {
                others.push((device, listing));
                continue;
            }
            match self.merge_object(device, listing, files, now, done) {
                Some(true) => _ = sealed_for_me.insert((folder, part)),
                Some(false) => _ = sealed_for_others.insert((folder, part)),
                None => {}
            }
        }
        // Compared with all that counts.
        for (device, listing) in others {
            if !self.is_nothing_new(device, listing, files, now, done) {
                done.alarms.add(AlarmCode::SetAside, About::device(device));
            }
        }
        for (folder, part) in sealed_for_others.difference(&sealed_for_me) {
            if *part == Compartment::Codes {
                done.alarms
                    .add(AlarmCode::NotSealedForYou, About::folder(*folder));
            }
        }
    }

    /// Whether what a head of a device lists counts: the device may write there, or was taken out by a removal that names
    /// just this head.
    pub(crate) fn counts(
        &self,
        device: DeviceId,
        head: ObjectId,
        (folder, part): Place,
        now: u64,
    ) -> bool {
        match self.judgement().place(device) {
            Some(_) => self.may_write(device, folder, part, now),
            None => {
                self.heads_that_count(device).contains(&head)
                    && self.might_write(device, (folder, part), now)
            }
        }
    }

    /// Whether a device that was taken out might write there before: a removal lets nothing count that did not.
    fn might_write(&self, device: DeviceId, (folder, part): Place, now: u64) -> bool {
        let judgement = self.judgement();
        let mut members = self.log.members_of(device);
        members.any(|member| {
            let role = judgement.role(folder, member);
            self.log.was_owner(member)
                || role.is_some_and(|it| {
                    it.role >= Role::Edit
                        && it.until.is_none_or(|until| until > now)
                        && (part == Compartment::Codes || it.recovery)
                })
        })
    }

    /// Merges an object; false where it is sealed to others, none where it could not be read.
    fn merge_object(
        &mut self,
        device: DeviceId,
        listing: Listing,
        files: &Files<'_>,
        now: u64,
        done: &mut Pulled,
    ) -> Option<bool> {
        let Listing(folder, part, object, len) = listing;
        let path = object_path(device, object);
        let max = object::most(len);
        let bytes = files.get(&path, max, done)?;
        let about = About {
            device: Some(device),
            member: None,
            folder: Some(folder),
        };
        if ObjectId::of(&bytes) != object {
            done.damaged.insert(path, about);
            return None;
        }
        let (head, document) = match self.open_folder(&bytes, device, (folder, part)) {
            Ok(read) => read,
            Err(FormError::Sealed) => return Some(false),
            Err(_) => {
                done.alarms.add(AlarmCode::Damaged, about);
                return None;
            }
        };
        self.look_at_readers(&head, now, done);
        self.note_reached(&head, &document, now);
        let (document, future) = document.set_aside_future(now);
        if future.is_some() {
            done.alarms.add(AlarmCode::Future, About::device(device));
        }
        if document.is_some_and(|document| self.take_in(&document, now)) {
            done.changed.insert(folder);
        }
        join_sealed(
            self.state.sealed.entry((folder, part)).or_default(),
            &in_time(&head.sealed, now),
        );
        self.state
            .basis
            .entry((folder, part))
            .or_default()
            .insert(object);
        let state = ObjectState {
            of: (device, folder, part),
            to: head.to,
            // What is dated ahead is tried again each time, until its time has come.
            merged: future.is_none(),
            is_known: true,
        };
        self.state.objects.insert(object, state);
        Some(true)
    }

    /// Whether an object that does not count holds nothing that is not here: somebody who lost the right to write leaves
    /// the last one listed.
    fn is_nothing_new(
        &mut self,
        device: DeviceId,
        listing: Listing,
        files: &Files<'_>,
        now: u64,
        done: &mut Pulled,
    ) -> bool {
        let Listing(folder, part, object, len) = listing;
        if let Some(state) = self.state.objects.get(&object) {
            return state.is_known;
        }
        let max = object::most(len);
        let Some(bytes) = files.get(&object_path(device, object), max, done) else {
            return true;
        };
        let Ok((head, document)) = self.open_folder(&bytes, device, (folder, part)) else {
            return true;
        };
        self.note_reached(&head, &document, now);
        let known = self.folders.documents.get(&folder);
        let is_known = known.is_some_and(|known| adds_nothing(&known.part(part), &document));
        if is_known {
            let state = ObjectState {
                of: (device, folder, part),
                to: head.to,
                merged: false,
                is_known,
            };
            self.state.objects.insert(object, state);
        }
        is_known
    }

    /// Opens a folder object of a device with the keys of this one.
    pub(super) fn open_folder(
        &self,
        bytes: &[u8],
        device: DeviceId,
        (folder, part): Place,
    ) -> Result<(FolderObject, Document), FormError> {
        let plain = object::open(bytes, self.keys.own())?;
        FolderObject::read(&plain, self.team(), folder, part, device)
    }

    /// Notes which keys open an object: a colleague's, or one that the author took for a colleague's.
    fn note_reached(&mut self, head: &FolderObject, document: &Document, now: u64) {
        let latest = document.latest().milliseconds().max(head.at.0);
        let span = span_in_time((head.at.0, latest), now);
        let keys = head.to.iter().map(|(_, key)| key);
        self.state
            .note_reached((head.folder, head.part), keys, span);
    }

    /// Joins a document with what is known of its folder, and says whether that changed anything.
    pub(super) fn take_in(&mut self, document: &Document, now: u64) -> bool {
        let folder = document.folder.id();
        let Some(known) = self.folders.documents.get_mut(&folder) else {
            self.folders.documents.insert(folder, document.clone());
            return true;
        };
        if known.covers(document) {
            return false;
        }
        let departed: Vec<Account> = known.departed().cloned().collect();
        known.merge(document);
        // Of what comes back, nobody may have what was kept here alone.
        let comes_back = |it: &Account| {
            let now_here = known.accounts.get(it.id());
            let theirs = document.accounts.get(it.id());
            now_here.is_some_and(|it| known.is_at_home(it))
                && theirs.is_some_and(|theirs| !theirs.covers(it))
        };
        if departed.iter().any(comes_back) {
            self.folders.touch(folder, now);
        }
        true
    }

    /// An object that is sealed to somebody who may not read it is told, for its secrets have to be replaced.
    fn look_at_readers(&self, head: &FolderObject, now: u64, done: &mut Pulled) {
        let readers =
            self.judgement()
                .readers(head.folder, head.part == Compartment::Recovery, now);
        for (member, _) in &head.to {
            if !readers.contains(member) {
                let about = About {
                    device: Some(head.dev),
                    member: Some(*member),
                    folder: Some(head.folder),
                };
                done.once.add(AlarmCode::SealedToRemoved, about);
            }
        }
    }

    /// Forgets what was read of objects that nobody lists any more.
    fn forget_unlisted(&mut self, listed: impl Iterator<Item = ObjectId>) {
        let own = self.state.own.list.iter().map(|it| it.2);
        let listed: BTreeSet<ObjectId> = listed.chain(own).collect();
        self.state
            .objects
            .retain(|object, _| listed.contains(object));
    }

    /// To whom an object was sealed.
    pub(crate) fn sealed_to(&self, object: ObjectId) -> Option<&[(MemberId, String)]> {
        self.state.objects.get(&object).map(|it| &*it.to)
    }
}

/// What an author says of whom a folder was sealed to, without what lies so far ahead that contents of then would be set
/// aside.
fn in_time(sealed: &Sealed, now: u64) -> Sealed {
    let sealed = sealed.iter();
    let in_time = sealed.map(|(member, span)| (*member, span_in_time(*span, now)));
    in_time.collect()
}

fn span_in_time((first, last): Span, now: u64) -> Span {
    let limit = now.saturating_add(keep::AHEAD);
    (first.min(limit), last.min(limit))
}
