//! Sealing what changed, and the head that lists it.

use std::collections::BTreeSet;

use keyrack_vault::document::DocumentError;

use super::{
    Files, Moment, cached_object, file_name,
    sealing::{MAX_READERS, boot_list},
};
use crate::{
    form::FormError,
    head::{Body, Folders, Frame, Head, Listing, LogPart, MAX_LIST, MAX_TIPS, PAGES},
    ids::{EntryId, ObjectId},
    json,
    layout::{HeadName, Short},
    object::{FolderObject, NewObject, Page, Sealed, Span, join_sealed},
    office::{Office, Readers},
    state::{ObjectState, OwnPage, Pending, Place},
};

/// So many compartments are sealed anew at once. With more, the entries because of which they are go before them.
pub const BATCH: usize = 200;

/// What keeps a device from publishing a folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// It is larger than anything that is published.
    #[error("the folder is too large to be shared")]
    TooLarge,
    /// A part could not be written.
    #[error(transparent)]
    Form(#[from] FormError),
}

impl From<DocumentError> for PublishError {
    fn from(_: DocumentError) -> Self {
        Self::TooLarge
    }
}

/// What a head says, apart from what others do.
#[derive(PartialEq, Eq)]
struct Published {
    list: Vec<Listing>,
    objects: Vec<ObjectId>,
    entries: Vec<EntryId>,
    log_key: Option<String>,
}

impl Office {
    /// Whether this device may publish at all.
    #[must_use]
    pub fn may_publish(&self) -> bool {
        self.is_in() && !self.state.own.twin && self.log.needs_newer().is_none()
    }

    /// Seals what has to be published, and signs the head that lists it, which is pending then; false where nothing has to
    /// be, or an earlier one still is. `folders` says whether folder objects may be sealed now, `heartbeat` that a head is
    /// due whatever it lists; `draw` gives random numbers.
    ///
    /// # Errors
    /// [`PublishError`]. A folder that is too large keeps the others waiting as well, so that no head lists half a change.
    pub fn prepare(
        &mut self,
        files: &Files<'_>,
        moment: &Moment,
        folders: bool,
        heartbeat: bool,
        draw: &mut dyn FnMut() -> u64,
    ) -> Result<bool, PublishError> {
        if !self.may_publish() || self.state.own.pending.is_some() {
            return Ok(false);
        }
        let own = self.state.own.clone();
        let is_prepared = self.prepare_all(files, moment, folders, heartbeat, draw);
        if is_prepared.is_err() {
            // What was sealed so far lies nowhere, and must not be listed.
            self.state.own = own;
        }
        is_prepared
    }

    fn prepare_all(
        &mut self,
        files: &Files<'_>,
        moment: &Moment,
        folders: bool,
        heartbeat: bool,
        draw: &mut dyn FnMut() -> u64,
    ) -> Result<bool, PublishError> {
        let before = self.published();
        let mut objects = Vec::new();
        self.prepare_keys(moment, &mut objects)?;
        let mut places = BTreeSet::new();
        let mut more = false;
        if folders && !self.is_stopped(moment.now) {
            let has_keys = !objects.is_empty();
            let due = self.due(files, moment.now, draw);
            let due = self.some_of(due, has_keys, &mut more);
            for place in due {
                if let Some(object) = self.seal_folder(place, moment)? {
                    files.cache.put(&cached_object(object.id), &object.bytes);
                    objects.push(object);
                    places.insert(place);
                }
            }
            self.drop_covered(files, moment.now);
        }
        self.pack_entries(&mut objects)?;
        if self.published() == before && !heartbeat {
            return Ok(false);
        }
        let head = self.sign_head(moment, &mut objects)?;
        for object in &objects {
            files.cache.put(&cached_object(object.id), &object.bytes);
        }
        files.cache.put(file_name(&head.0), &head.1);
        self.state.own.pending = Some(Pending {
            head: head.0,
            bytes: json::base64(&head.1),
            objects: objects.iter().map(|it| it.id).collect(),
            places,
            more,
        });
        Ok(true)
    }

    /// Of what is due, what the next publication holds: all that changed, and so much of what is only sealed anew that
    /// others do not wait long for the entries because of which it is.
    fn some_of(&self, due: BTreeSet<Place>, has_keys: bool, more: &mut bool) -> BTreeSet<Place> {
        let dirty = &self.folders.dirty;
        let (changed, mut same): (BTreeSet<Place>, BTreeSet<Place>) =
            due.into_iter().partition(|it| dirty.contains(it));
        if same.len() > BATCH {
            *more = true;
            let has_news = has_keys || self.has_unlisted_entries();
            let most = if has_news { 0 } else { BATCH };
            same = same.into_iter().take(most).collect();
        }
        changed.into_iter().chain(same).collect()
    }

    /// What the head says, apart from what others do.
    fn published(&self) -> Published {
        let own = &self.state.own;
        let key = self.fresh_log_key().map(|it| it.id());
        let in_use = key.filter(|_| own.head.is_some());
        Published {
            list: own.list.clone(),
            objects: own
                .boot
                .iter()
                .map(|it| it.object)
                .chain(own.segs.iter().map(|it| it.object))
                .collect(),
            entries: own.listed.clone(),
            log_key: in_use,
        }
    }

    /// Seals a compartment to whoever reads it now; none where nobody can, or there is nothing.
    fn seal_folder(
        &mut self,
        place: Place,
        moment: &Moment,
    ) -> Result<Option<NewObject>, PublishError> {
        let (folder, part) = place;
        let readers = match self.may_write(self.device(), folder, part, moment.now) {
            true => self.readers(folder, part, moment.now),
            false => self.owners(),
        };
        let Some(document) = self.folders.documents.get(&folder) else {
            return Ok(None);
        };
        if readers.len() > MAX_READERS {
            return Err(PublishError::TooLarge);
        }
        let document = document.at_home();
        let (device, at) = (self.device(), self.state.tick(moment.now));
        let mut head = FolderObject::new(self.team(), folder, part, device, at, &moment.program);
        head.to = readers
            .iter()
            .map(|(member, (key, _))| (*member, key.clone()))
            .collect();
        // Others' clocks may be ahead: what they set is read from now on all the same.
        let span = (moment.now, moment.now.max(document.latest().milliseconds()));
        head.sealed = self.note_sealed(place, &readers, span);
        let plain = head.write(&document)?;
        let to = readers
            .values()
            .map(|(_, key)| key)
            .chain(self.sheet_boxes());
        let object = NewObject::seal(&plain, &to.collect::<Vec<_>>())?;
        let len = object.bytes.len() as u64;
        self.replace_own(Listing(folder, part, object.id, len), moment.now);
        let state = ObjectState {
            of: (device, folder, part),
            to: head.to,
            merged: true,
            is_known: true,
        };
        self.state.objects.insert(object.id, state);
        self.state.basis.entry(place).or_default().insert(object.id);
        self.state.heal.remove(&place);
        Ok(Some(object))
    }

    /// Notes to whom a compartment is sealed now, too.
    fn note_sealed(&mut self, place: Place, readers: &Readers, span: Span) -> Sealed {
        let keys = readers.values().map(|(key, _)| key);
        self.state.note_reached(place, keys, span);
        let sealed = self.state.sealed.entry(place).or_default();
        let present = readers.keys().map(|member| (*member, span));
        join_sealed(sealed, &present.collect());
        sealed.clone()
    }

    fn replace_own(&mut self, listing: Listing, now: u64) {
        let own = &mut self.state.own;
        let place = (listing.0, listing.1);
        let (old, kept) = own.list.drain(..).partition(|it| (it.0, it.1) == place);
        let old: Vec<Listing> = old;
        own.list = kept;
        own.list.push(listing);
        own.list.sort_unstable();
        let basis = self.state.basis.entry(place).or_default();
        for it in old {
            basis.remove(&it.2);
            own.dropped.insert(it.2, now);
        }
    }

    fn sign_head(
        &mut self,
        moment: &Moment,
        objects: &mut Vec<NewObject>,
    ) -> Result<(String, Vec<u8>), PublishError> {
        let body = self.body(moment, objects)?;
        Ok(self.sign_body(moment, &body)?)
    }

    /// Signs the next head of this device.
    pub(super) fn sign_body(
        &mut self,
        moment: &Moment,
        body: &Body,
    ) -> Result<(String, Vec<u8>), FormError> {
        let key = self.fresh_log_key().ok_or(FormError::Sealed)?;
        let device = self.device();
        let own = &self.state.own;
        let mut frame = Frame::new(self.team(), device, own.seq + 1, own.head);
        frame.at = self.state.tick(moment.now);
        frame.log_key = key.id();
        frame.boot = boot_list(&self.state.own.boot);
        let bytes = Head::write(&frame, body, &self.keys.sign, &key.identity.recipient())?;
        let name = HeadName {
            device,
            seq: frame.seq,
            h10: Short::of(&bytes),
        };
        let own = &mut self.state.own;
        own.seq = frame.seq;
        own.head = Some(ObjectId::of(&bytes));
        own.published = moment.now;
        Ok((name.path(), bytes))
    }

    pub(super) fn body(
        &mut self,
        moment: &Moment,
        objects: &mut Vec<NewObject>,
    ) -> Result<Body, PublishError> {
        let folders = self.list_or_pages(objects)?;
        let own = &self.state.own;
        let entries = own.listed.iter().filter_map(|it| self.log.get(*it));
        let segs = own.segs.iter().filter_map(|it| {
            Some((
                it.object,
                it.len,
                it.entries.len() as u64,
                *it.entries.last()?,
            ))
        });
        Ok(Body {
            log: LogPart {
                tips: self.tips_to_list(),
                new: entries.map(|it| json::base64(&it.bytes)).collect(),
                segs: segs.collect(),
            },
            folders,
            files: Vec::new(),
            boot: own
                .boot
                .iter()
                .map(|it| (it.object, it.to.clone()))
                .collect(),
            seen: self.state.seen.clone(),
            audit: None,
            policy: None,
            app: moment.program.clone(),
            clock: self.state.clock.map(|it| it / 1000),
        })
    }

    /// As many tips as a head may list: somebody who means harm can make more.
    fn tips_to_list(&self) -> Vec<EntryId> {
        let mut tips = self.judgement().tips();
        tips.truncate(MAX_TIPS);
        tips
    }

    fn list_or_pages(&mut self, objects: &mut Vec<NewObject>) -> Result<Folders, PublishError> {
        let list = self.state.own.list.clone();
        if list.len() <= MAX_LIST {
            self.state.own.pages.clear();
            return Ok(Folders::List(list));
        }
        let key = self.fresh_log_key().ok_or(FormError::Sealed)?;
        let old = std::mem::take(&mut self.state.own.pages);
        let mut pages = Vec::new();
        for digit in 0..PAGES {
            let on_page: Vec<Listing> = list
                .iter()
                .filter(|it| it.digit() == digit)
                .copied()
                .collect();
            // A page that says the same is published once.
            let same = old
                .get(digit)
                .filter(|it| it.list == on_page && it.key == key.id());
            if let Some(same) = same {
                pages.push(same.clone());
                continue;
            }
            let page = Page::new(self.team(), self.device(), digit, on_page.clone());
            let object = NewObject::seal(&page.write()?, &[&key.identity.recipient()])?;
            pages.push(OwnPage {
                object: object.id,
                key: key.id(),
                list: on_page,
            });
            objects.push(object);
        }
        self.state.own.pages.clone_from(&pages);
        Ok(Folders::Pages(pages.iter().map(|it| it.object).collect()))
    }

    /// How much waits to be published: compartments, entries, and a head that is on its way.
    #[must_use]
    pub fn outbox(&self) -> usize {
        self.folders.unsent() + self.unsent_entries()
    }

    /// The same apart from compartments.
    #[must_use]
    pub fn unsent_entries(&self) -> usize {
        let own = &self.state.own;
        let me = self.device();
        let mut sent: BTreeSet<EntryId> = own.listed.iter().copied().collect();
        sent.extend(own.segs.iter().flat_map(|it| it.entries.iter().copied()));
        let entries = self
            .log
            .entries()
            .filter(|it| it.device == me && !sent.contains(&it.id));
        // What is only sealed anew, for others.
        let anew = own.reseal.difference(&self.folders.dirty);
        let anew = anew.filter(|it| self.folders.is_worth_an_object(**it));
        entries.count() + anew.count() + usize::from(own.pending.is_some())
    }
}
