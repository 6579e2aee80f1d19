//! What the signed log means: a pure function of the set of its entries, whatever the order in which they arrive
//! (design, 2.5: R1 to R9).
//!
//! Every entry names the op that gave its device the place under which it signs. So the rank of an entry is a fact of its
//! own chain, known before anything is judged, and a removal counts against greater ranks only. One pass by rank
//! therefore decides everything: there are no circles and no ties, and neither ids nor arrival decide.

mod entry;
mod folders;
mod forks;
mod grants;
mod holds;
mod judge;
mod keys;
mod office;
mod past;
mod places;
mod policy;
mod removals;
mod tenures;

use std::collections::{BTreeMap, BTreeSet};

pub use entry::{Class, Entry, Op, Role, Under};
pub use folders::Granted;
pub use judge::Status;
pub use keys::PresentKey;
pub use places::Place;

use crate::ids::{DeviceId, EntryId, FolderId, MemberId};
use folders::Folders;
use holds::Holds;
use judge::Verdicts;
use office::Office;
use past::{At, Past};
use places::{Belonging, Log, Places};

/// Judges the entries of an office's log. `founding` is the entry whose hash is the office.
///
/// `belongs` says whether a document that the device signed itself names that member. Ops that carry such a document
/// (`found`, `add_member`, `add_device`) need no answer; `appoint` does. It is asked for nothing else than what the
/// entries name, and must not change its answer meanwhile.
///
/// The caller has checked form and signature, and gives at most 20,000 entries with at most 64 `prev` each. An entry given
/// twice is one. Time and memory grow with the square of the number of entries: 25 MB for 20,000.
#[must_use]
pub fn judge(
    entries: &[Entry],
    founding: EntryId,
    belongs: &dyn Fn(DeviceId, MemberId) -> bool,
) -> Judgement {
    let log = Log::new(entries);
    let belonging = Belonging::new(&log, belongs);
    let places = Places::new(&log, founding, &belonging);
    let verdicts = Verdicts::new(&log, &places, &belonging);
    let holds = Holds::new(&log, &places, &verdicts);
    let office = Office::new(&log, &places, &verdicts, &holds, &belonging);
    let folders = Folders::new(&log, &places, &verdicts, &holds);
    let mut undone = holds.open(&verdicts);
    for (at, because_of) in &folders.undone {
        undone.entry(*at).or_default().extend(because_of);
    }
    let keys = keys::present(&log, &places, &verdicts, &office);
    let policy = policy::in_force(&log, &places, &verdicts);
    let forked = forks::devices(&log);
    Judgement {
        founding: log.past.find(founding),
        signed: places.signed(&log),
        status: verdicts.status,
        waiting: log.waiting,
        past: log.past,
        office,
        folders,
        undone,
        keys,
        policy,
        forked,
    }
}

/// What the entries of a log mean together. Only live entries have effect.
#[derive(Debug)]
pub struct Judgement {
    past: Past,
    founding: Option<At>,
    waiting: BTreeSet<EntryId>,
    status: Vec<Status>,
    signed: Vec<Option<Place>>,
    office: Office,
    folders: Folders,
    undone: BTreeMap<At, BTreeSet<At>>,
    keys: BTreeMap<MemberId, PresentKey>,
    policy: BTreeMap<String, u64>,
    forked: BTreeSet<DeviceId>,
}

/// Entries.
impl Judgement {
    /// What became of an entry; none where it was not among those that were judged.
    #[must_use]
    pub fn status(&self, entry: EntryId) -> Option<Status> {
        match self.past.find(entry) {
            Some(at) => Some(self.status[at]),
            None => self.waiting.contains(&entry).then_some(Status::Pending),
        }
    }

    /// Whether an entry is here with all of its past.
    #[must_use]
    pub fn knows(&self, entry: EntryId) -> bool {
        self.past.find(entry).is_some()
    }

    /// Whether `a` is in the past of `b`. Nothing is in its own past, and what is not known is in none.
    #[must_use]
    pub fn is_before(&self, a: EntryId, b: EntryId) -> bool {
        match (self.past.find(a), self.past.find(b)) {
            (Some(a), Some(b)) => self.past.is_before(a, b),
            _ => false,
        }
    }

    /// The entries that are in the past of no other, in ascending order, among those whose past is complete and leads to
    /// the founding.
    #[must_use]
    pub fn tips(&self) -> Vec<EntryId> {
        let Some(founding) = self.founding else {
            return Vec::new();
        };
        let of_the_office: Vec<At> = (0..self.status.len())
            .filter(|at| *at == founding || self.past.is_before(founding, *at))
            .collect();
        self.ids(self.past.latest(&of_the_office))
    }

    /// The place under which an entry was signed, whatever became of it later. None for the office key sheet, and for an
    /// entry that is void or waits.
    #[must_use]
    pub fn author_place(&self, entry: EntryId) -> Option<Place> {
        self.signed[self.past.find(entry)?]
    }

    fn ids(&self, entries: impl IntoIterator<Item = At>) -> Vec<EntryId> {
        let mut ids: Vec<_> = entries.into_iter().map(|at| self.past.id(at)).collect();
        ids.sort_unstable();
        ids
    }
}

/// People and computers.
impl Judgement {
    /// The devices that are in the office, each with the best place that counts.
    #[must_use]
    pub fn devices(&self) -> &BTreeMap<DeviceId, Place> {
        &self.office.devices
    }

    /// The best place of a device that counts; none for a device that is not in the office.
    #[must_use]
    pub fn place(&self, device: DeviceId) -> Option<&Place> {
        self.office.devices.get(&device)
    }

    /// The members, each with the best place of a device in the office.
    #[must_use]
    pub fn members(&self) -> &BTreeMap<MemberId, Place> {
        &self.office.members
    }

    /// Whether anything is sealed to a member (R8c).
    #[must_use]
    pub fn is_sealed_to(&self, member: MemberId) -> bool {
        self.office.sealed_members.contains_key(&member)
    }

    /// Whether keys are sealed to a device (R8c).
    #[must_use]
    pub fn device_is_sealed_to(&self, device: DeviceId) -> bool {
        self.office.sealed_devices.contains(&device)
    }

    /// The members to whom nobody seals until an owner has looked, in ascending order.
    #[must_use]
    pub fn held(&self) -> Vec<MemberId> {
        let members = self.office.members.keys();
        members
            .copied()
            .filter(|member| !self.is_sealed_to(*member))
            .collect()
    }

    /// The live ops, in ascending order, by which a device that was in the office no longer is: removals that count
    /// against its places, or else its own retirement. Empty for a device that is in the office.
    #[must_use]
    pub fn removals_of(&self, device: DeviceId) -> &[Under] {
        self.office
            .removed
            .get(&device)
            .map_or(&[], |removals| removals)
    }

    /// The entries that do not count any more and still stop sealing to those from whom they took something (R8c). Each
    /// with the removals, in ascending order, that a `settle` has to name so that this ends; a `settle` that names those
    /// of all ends everything but what a device was given while somebody removed it.
    #[must_use]
    pub fn undone(&self) -> BTreeMap<EntryId, Vec<EntryId>> {
        let undone = self.undone.iter();
        undone
            .map(|(at, because_of)| (self.past.id(*at), self.ids(because_of.iter().copied())))
            .collect()
    }

    /// The devices whose entries are not one chain (R9): an alarm, which voids nothing.
    #[must_use]
    pub fn forked(&self) -> &BTreeSet<DeviceId> {
        &self.forked
    }

    /// The fields of the policy that are in force. Of policies that were set at the same time, the stricter of each field.
    #[must_use]
    pub fn policy(&self) -> &BTreeMap<String, u64> {
        &self.policy
    }
}

/// Folders. Times are milliseconds since 1970.
impl Judgement {
    /// Every folder that somebody made or that grants and revocations name, held ones too, in ascending order.
    pub fn folders(&self) -> impl Iterator<Item = FolderId> + '_ {
        self.folders.ids()
    }

    /// What a member was granted in a folder, be it over by now. Owners need nothing, and may have nothing.
    #[must_use]
    pub fn role(&self, folder: FolderId, member: MemberId) -> Option<Granted> {
        self.folders.role(folder, member)
    }

    /// All that was granted, by folder and member.
    #[must_use]
    pub fn roles(&self) -> BTreeMap<FolderId, BTreeMap<MemberId, Granted>> {
        self.folders.roles()
    }

    /// Whether what a member writes into a folder counts; for its recovery part, [`Judgement::may_recover`] must hold too.
    #[must_use]
    pub fn may_edit(&self, folder: FolderId, member: MemberId, now: u64) -> bool {
        self.may(folder, member, now, |granted| granted.role >= Role::Edit)
    }

    /// Whether a member may say who else sees and edits a folder.
    #[must_use]
    pub fn may_manage(&self, folder: FolderId, member: MemberId, now: u64) -> bool {
        self.may(folder, member, now, |granted| granted.role >= Role::Manage)
    }

    /// Whether a member has the recovery part of a folder.
    #[must_use]
    pub fn may_recover(&self, folder: FolderId, member: MemberId, now: u64) -> bool {
        self.may(folder, member, now, |granted| granted.recovery)
    }

    /// The members to whom a part of a folder is sealed now, in ascending order: owners are among them, the office key
    /// sheets are not. One without a [present key](Judgement::present_key) has to wait.
    #[must_use]
    pub fn readers(&self, folder: FolderId, recovery: bool, now: u64) -> Vec<MemberId> {
        let sealed_to = self.office.sealed_members.iter();
        sealed_to
            .filter(|(member, class)| {
                **class == Class::Owner
                    || self
                        .folders
                        .is_read_until(folder, **member, recovery)
                        .is_some_and(|until| until > now)
            })
            .map(|(member, _)| *member)
            .collect()
    }

    fn may(
        &self,
        folder: FolderId,
        member: MemberId,
        now: u64,
        is_enough: impl Fn(&Granted) -> bool,
    ) -> bool {
        let Some(place) = self.office.members.get(&member) else {
            return false;
        };
        place.class == Class::Owner
            || self.role(folder, member).is_some_and(|granted| {
                granted.until.is_none_or(|until| until > now) && is_enough(&granted)
            })
    }
}

/// Keys.
impl Judgement {
    /// The key to which a member in the office is sealed; none until one of the member's devices has renewed it (R8d).
    #[must_use]
    pub fn present_key(&self, member: MemberId) -> Option<&PresentKey> {
        self.keys.get(&member)
    }

    /// Whether a log key still serves that `maker` made when it had seen `tips` (R8d).
    #[must_use]
    pub fn is_fresh(&self, maker: DeviceId, tips: &[EntryId]) -> bool {
        let tips: Option<Vec<At>> = tips.iter().map(|tip| self.past.find(*tip)).collect();
        let Some(tips) = tips else { return false };
        self.device_is_sealed_to(maker)
            && self
                .office
                .losses
                .iter()
                .all(|loss| self.past.is_seen_by(*loss, &tips))
    }

    /// The entries by which somebody lost what keys protect, in ascending order (R8d).
    #[must_use]
    pub fn losses(&self) -> Vec<EntryId> {
        self.ids(self.office.losses.iter().copied())
    }
}
