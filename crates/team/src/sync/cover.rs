//! Which folder objects this device has to publish, and which of its own another one covers (D4, D5).

use std::collections::BTreeSet;

use keyrack_vault::Document;

use super::{Files, Pulled};
use crate::{
    head::Listing,
    ids::{DeviceId, MemberId, ObjectId},
    layout::object_path,
    object::{MAX_OBJECT, Sealed, join_sealed},
    office::Office,
    state::Place,
};

/// How long others are given to publish what is missing, in milliseconds: by then one of them has, and not all do at once.
const WAIT: u64 = 10 * 60 * 1000;

/// What lists one compartment: device, object.
type Listed = (DeviceId, ObjectId);

impl Office {
    /// The compartments that have to be sealed and published from here now. `draw` gives a random number, for not all
    /// devices are to mend the same at once.
    pub(super) fn due(
        &mut self,
        files: &Files<'_>,
        now: u64,
        draw: &mut dyn FnMut() -> u64,
    ) -> BTreeSet<Place> {
        // What is empty gets no object, so that nothing of it waits for one.
        let dirty = self.folders.dirty.iter().copied();
        let worth: BTreeSet<Place> = dirty
            .filter(|it| self.folders.is_worth_an_object(*it))
            .collect();
        self.folders.dirty = worth;
        let mut due = BTreeSet::new();
        let writable = self.writable(now);
        self.state.own.reseal.retain(|it| writable.contains(it));
        for place in writable {
            let is_asked =
                self.folders.dirty.contains(&place) || self.state.own.reseal.contains(&place);
            let needs = is_asked || self.must_seal_again(place, now);
            if needs || !self.is_covered_by_others(place, files, now) {
                if needs || self.is_time_to_heal(place, now, draw) {
                    due.insert(place);
                }
            } else {
                self.state.heal.remove(&place);
            }
        }
        due.extend(self.lost_work(now));
        due
    }

    /// What was changed here before the right to it was lost: it is sealed to the owners alone, who decide about it.
    fn lost_work(&self, now: u64) -> Vec<Place> {
        let dirty = self.folders.dirty.iter().copied();
        let me = self.device();
        dirty
            .filter(|(folder, part)| !self.may_write(me, *folder, *part, now))
            .collect()
    }

    /// Takes off the list what another device's object covers.
    pub(super) fn drop_covered(&mut self, files: &Files<'_>, now: u64) {
        let me = self.device();
        let own = self.state.own.list.clone();
        for listing in own {
            let Listing(folder, part, object, _) = listing;
            if !self.may_write(me, folder, part, now) {
                // What somebody who may not write any more published last stays until an owner has looked at it.
                continue;
            }
            let place = (folder, part);
            let others = self.counting(place, now);
            let others = others.into_iter().filter(|(device, _)| *device != me);
            let is_covered = others
                .filter(|(_, it)| self.is_sealed_to_present(*it, place, now))
                .any(|other| self.covers(place, other, object, files, now));
            if is_covered {
                self.state.own.list.retain(|it| it.2 != object);
                self.state.own.dropped.insert(object, now);
                let basis = self.state.basis.entry(place).or_default();
                basis.remove(&object);
            }
        }
    }

    /// Compartments with something in them that this device may write.
    fn writable(&self, now: u64) -> BTreeSet<Place> {
        use keyrack_vault::Compartment::{Codes, Recovery};
        let me = self.device();
        let folders = self.folders.documents.keys();
        let places = folders.flat_map(|folder| [(*folder, Codes), (*folder, Recovery)]);
        places
            .filter(|(folder, part)| self.may_write(me, *folder, *part, now))
            .filter(|place| self.folders.is_worth_an_object(*place))
            .collect()
    }

    /// The objects of a compartment that count.
    pub(super) fn counting(&self, place: Place, now: u64) -> Vec<Listed> {
        let me = self.device();
        let listed = |device: DeviceId, list: &[Listing]| -> Vec<Listed> {
            let is_right = |it: &&Listing| {
                let known = self.state.objects.get(&it.2);
                known.is_none_or(|known| known.of == (device, it.0, it.1))
            };
            let of_place = list.iter().filter(|it| (it.0, it.1) == place);
            let of_place = of_place.filter(is_right);
            let of_place = of_place.filter(|it| !self.is_gone(device, it.2));
            of_place.map(|it| (device, it.2)).collect()
        };
        let mut counting = listed(me, &self.state.own.list);
        for (device, heads) in &self.state.heads {
            let heads = heads.iter().filter(|_| *device != me);
            let heads = heads.filter(|it| self.counts(*device, it.hash, place, now));
            counting.extend(heads.flat_map(|it| listed(*device, &it.list)));
        }
        counting
    }

    /// An own object that is not sealed to just those who read it now.
    fn must_seal_again(&self, place: Place, now: u64) -> bool {
        let own = self
            .state
            .own
            .list
            .iter()
            .filter(|it| (it.0, it.1) == place);
        own.into_iter()
            .any(|it| !self.is_sealed_to_present(it.2, place, now))
    }

    fn is_sealed_to_present(&self, object: ObjectId, place: Place, now: u64) -> bool {
        let readers = self.readers(place.0, place.1, now);
        let readers: BTreeSet<(MemberId, &str)> = readers
            .iter()
            .map(|(member, (key, _))| (*member, &**key))
            .collect();
        let Some(to) = self.sealed_to(object) else {
            return false;
        };
        to.iter()
            .map(|(member, key)| (*member, &**key))
            .collect::<BTreeSet<_>>()
            == readers
    }

    /// Whether the objects that count hold all that is known here, and one of them is sealed to all present readers.
    pub(super) fn is_covered_by_others(
        &mut self,
        place: Place,
        files: &Files<'_>,
        now: u64,
    ) -> bool {
        let counting = self.counting(place, now);
        if !counting
            .iter()
            .any(|(_, it)| self.is_sealed_to_present(*it, place, now))
        {
            return false;
        }
        let objects: BTreeSet<ObjectId> = counting.iter().map(|(_, object)| *object).collect();
        let basis = self.state.basis.get(&place);
        if basis.is_some_and(|basis| basis.is_subset(&objects)) {
            return true;
        }
        // One that was taken in is listed no more: what was in it may be in the others.
        let mut all: Option<Document> = None;
        for (device, object) in counting {
            let Some((_, document)) = self.document_of(place, (device, object), files, now) else {
                continue;
            };
            match &mut all {
                Some(all) => all.merge(&document),
                None => all = Some(document),
            }
        }
        let known = self.folders.documents.get(&place.0);
        let known = known.map(|it| it.part(place.1));
        let covered = match (&all, &known) {
            (Some(all), Some(known)) => adds_nothing(all, known),
            (_, None) => true,
            (None, Some(_)) => false,
        };
        if covered {
            self.state.basis.insert(place, objects);
        }
        covered
    }

    /// Whether it was long enough ago that something was found to be missing.
    fn is_time_to_heal(&mut self, place: Place, now: u64, draw: &mut dyn FnMut() -> u64) -> bool {
        let due = self
            .state
            .heal
            .entry(place)
            .or_insert_with(|| now + draw() % WAIT);
        *due <= now
    }

    /// Whether another device's object covers an own one: merging that into it changes nothing, nor does what it says of
    /// whom the folder was ever sealed to; and it is larger, or equal and of the lesser device.
    fn covers(
        &self,
        place: Place,
        other: Listed,
        own: ObjectId,
        files: &Files<'_>,
        now: u64,
    ) -> bool {
        let me = self.device();
        let theirs = self.document_of(place, other, files, now);
        let mine = self.document_of(place, (me, own), files, now);
        let Some(((theirs_sealed, theirs), (mine_sealed, mine))) = theirs.zip(mine) else {
            return false;
        };
        let is_larger =
            !adds_nothing(&mine, &theirs) || !tells_nothing(&mine_sealed, &theirs_sealed);
        adds_nothing(&theirs, &mine)
            && tells_nothing(&theirs_sealed, &mine_sealed)
            && (is_larger || other.0 < me)
    }

    /// What an object holds, from the cache; of another device's without what is dated ahead, which nobody takes in yet.
    fn document_of(
        &self,
        place: Place,
        listed: Listed,
        files: &Files<'_>,
        now: u64,
    ) -> Option<(Sealed, Document)> {
        let path = object_path(listed.0, listed.1);
        let bytes = files.get(&path, MAX_OBJECT, &mut Pulled::default())?;
        let (head, document) = self.open_folder(&bytes, listed.0, place).ok()?;
        let document = match listed.0 == self.device() {
            true => document,
            false => document.set_aside_future(now).0?,
        };
        Some((head.sealed, document))
    }
}

/// Whether all that `other` says of whom a folder was sealed to is in `sealed`.
fn tells_nothing(sealed: &Sealed, other: &Sealed) -> bool {
    let mut joined = sealed.clone();
    join_sealed(&mut joined, other);
    joined == *sealed
}

/// Whether all that `other` holds is in `document`. What moved to another folder is in neither, whatever is left of it.
pub(super) fn adds_nothing(document: &Document, other: &Document) -> bool {
    let mut joined = document.clone();
    joined.merge(other);
    document.at_home().covers(&joined.at_home())
}
