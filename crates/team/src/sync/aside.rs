//! Work of people who had lost the right to it: set aside, until somebody with the right takes it in or lets it go (D1, D7).

use keyrack_vault::{Document, Id, Record};

use super::{Cache, Files, Pulled};
use crate::{
    head::Listing,
    ids::{DeviceId, FolderId, MemberId, ObjectId},
    layout::object_path,
    object::{self, FolderObject},
    office::{Office, OfficeError},
    state::{ObjectState, Place},
};

/// An object that does not count, and holds something that is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// The object.
    pub object: ObjectId,
    /// The device that lists it.
    pub device: DeviceId,
    /// Whose device it is.
    pub member: Option<MemberId>,
    /// The folder and compartment.
    pub place: Place,
    /// When it was made, in milliseconds since 1970.
    pub at: u64,
    /// The accounts in which it differs.
    pub accounts: Vec<Id>,
}

impl Office {
    /// What was set aside of folders that this member may change, the earliest first; `now` is in milliseconds since 1970.
    #[must_use]
    pub fn set_aside(&self, cache: &dyn Cache, now: u64) -> Vec<SetAside> {
        let listed = self.listed_aside(now).into_iter();
        let mut all: Vec<SetAside> = listed
            .filter_map(|(device, listing)| {
                let (head, document) = self.read_aside(device, listing, cache, now)?;
                let accounts = self.differing(&document, (listing.0, listing.1));
                Some(SetAside {
                    object: listing.2,
                    device,
                    member: self.log.owner_of(device),
                    place: (listing.0, listing.1),
                    at: head.at.0,
                    accounts,
                })
            })
            .collect();
        all.sort_by_key(|it| (it.at, it.object));
        all
    }

    /// What an object holds that was set aside; none where it is not there any more.
    #[must_use]
    pub fn read_set_aside(
        &self,
        object: ObjectId,
        cache: &dyn Cache,
        now: u64,
    ) -> Option<Document> {
        let (device, listing) = self.find_aside(object, now).ok()?;
        Some(self.read_aside(device, listing, cache, now)?.1)
    }

    /// Takes in what was set aside: it is published from here as this member's.
    ///
    /// # Errors
    /// [`OfficeError::NoRequest`] where it is not there any more; [`OfficeError::NeedsManage`] where this member may not
    /// change the folder.
    pub fn take_set_aside(
        &mut self,
        object: ObjectId,
        cache: &dyn Cache,
        now: u64,
    ) -> Result<FolderId, OfficeError> {
        let (device, listing) = self.find_aside(object, now)?;
        let place = (listing.0, listing.1);
        if !self.may_write(self.device(), place.0, place.1, now) {
            return Err(OfficeError::NeedsManage);
        }
        let read = self.read_aside(device, listing, cache, now);
        let (head, document) = read.ok_or(OfficeError::NoRequest)?;
        self.take_in(&document, now);
        self.folders.dirty.insert(place);
        self.note_known(device, object, place, head.to);
        Ok(place.0)
    }

    /// Lets go what was set aside: it is not told again on this device.
    ///
    /// # Errors
    /// [`OfficeError::NoRequest`] where it is not there any more.
    pub fn drop_set_aside(&mut self, object: ObjectId, now: u64) -> Result<(), OfficeError> {
        let (device, listing) = self.find_aside(object, now)?;
        self.note_known(device, object, (listing.0, listing.1), Vec::new());
        Ok(())
    }

    fn find_aside(&self, object: ObjectId, now: u64) -> Result<(DeviceId, Listing), OfficeError> {
        self.may_act()?;
        let mut listed = self.listed_aside(now).into_iter();
        let found = listed.find(|it| it.1.2 == object);
        found.ok_or(OfficeError::NoRequest)
    }

    fn note_known(
        &mut self,
        device: DeviceId,
        object: ObjectId,
        place: Place,
        to: Vec<(MemberId, String)>,
    ) {
        let state = ObjectState {
            of: (device, place.0, place.1),
            to,
            merged: false,
            is_known: true,
        };
        self.state.objects.insert(object, state);
    }

    /// What others list that does not count, and was neither taken in nor let go.
    fn listed_aside(&self, now: u64) -> Vec<(DeviceId, Listing)> {
        let me = self.device();
        let heads = self.state.heads.iter().filter(|it| *it.0 != me);
        let heads = heads.flat_map(|(device, heads)| heads.iter().map(move |it| (*device, it)));
        let listed = heads.flat_map(|(device, head)| {
            let list = head.list.iter();
            let aside = list.filter(move |it| {
                let place = (it.0, it.1);
                let known = self.state.objects.get(&it.2);
                self.may_write(me, it.0, it.1, now)
                    && !self.counts(device, head.hash, place, now)
                    && known.is_none_or(|known| !known.merged && !known.is_known)
            });
            aside.map(move |it| (device, *it))
        });
        listed.collect()
    }

    /// Reads it from the cache, without what is dated ahead; none where it holds nothing that is not here.
    fn read_aside(
        &self,
        device: DeviceId,
        listing: Listing,
        cache: &dyn Cache,
        now: u64,
    ) -> Option<(FolderObject, Document)> {
        let Listing(folder, part, object, len) = listing;
        let files = Files {
            cache,
            missing: Default::default(),
        };
        let path = object_path(device, object);
        let bytes = files.get(&path, object::most(len), &mut Pulled::default())?;
        let (head, document) = self.open_folder(&bytes, device, (folder, part)).ok()?;
        let document = document.set_aside_future(now).0?;
        let known = self.folders.documents.get(&folder);
        let is_new = known.is_none_or(|it| !super::cover::adds_nothing(&it.part(part), &document));
        is_new.then_some((head, document))
    }

    /// The accounts of a document in which it would change what is here.
    fn differing(&self, document: &Document, (folder, part): Place) -> Vec<Id> {
        let known = self.folders.documents.get(&folder).map(|it| it.part(part));
        let known = known.as_ref();
        let accounts = document.accounts.unsorted();
        let differ = accounts.filter(|theirs| {
            let ours = known.and_then(|it| it.accounts.get(theirs.id()));
            ours.is_none_or(|ours| !ours.covers(theirs))
        });
        let mut ids: Vec<Id> = differ.map(Record::id).collect();
        ids.sort_unstable();
        ids
    }
}
