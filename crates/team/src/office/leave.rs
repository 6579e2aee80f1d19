//! People and computers that leave, and owners who become members again (design, 2.9).

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::Compartment::{Codes, Recovery};

use super::{Office, acts::OfficeError};
use crate::{
    alarm::AlarmCode,
    ids::{DeviceId, EntryId, FolderId, MemberId},
    log::{MAX_PREV, Op},
    rules::{self, Class, Judgement, Status, Under},
    state::Place,
};

/// The most entries that a removal names: somebody who means harm can make more that are in nobody's past. What is beyond
/// does not stand.
const MAX_KEEPS: usize = 512;

/// Who leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaver {
    /// A member, with all computers.
    Member(MemberId),
    /// A computer.
    Device(DeviceId),
    /// An owner, who stays as a member.
    Owner(MemberId),
}

/// How somebody is taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removal {
    /// Who leaves.
    pub leaver: Leaver,
    /// Whether members who would fall as well are taken back in the same entry.
    pub takes_back: bool,
    /// The newest entries of the leaver that stand, with those in their past; none for all that are known.
    pub keeps: Option<Vec<EntryId>>,
}

/// What a removal does.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RemovalPlan {
    /// Devices of which something has not arrived, by the last sync.
    pub missing: BTreeSet<DeviceId>,
    /// What counts now and will not stand.
    pub undoes: Vec<Under>,
    /// Members who are taken back in the same entry, because those who had let them in did so by what does not stand.
    pub takes_back: Vec<MemberId>,
    /// Members who fall with the leaver.
    pub falls: Vec<MemberId>,
    /// What is sealed anew from here.
    pub folders: BTreeSet<FolderId>,
    /// Whether nobody would be left who decides. Then it is not done.
    pub last_owner: bool,
    /// Whether it is this device, or the member whose device it is. That is not done by a removal, but by
    /// [`Office::retire`].
    pub you: bool,
}

/// A removal, worked out to the end before anything is signed.
struct Draft {
    ops: Vec<Op>,
    after: Judgement,
    fallen: BTreeMap<DeviceId, rules::Place>,
}

impl Office {
    /// What taking somebody out would do, as far as is known here; `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// [`OfficeError`]: why it cannot be done, but for the last owner, which the plan says.
    pub fn plan_removal(&self, removal: &Removal, now: u64) -> Result<RemovalPlan, OfficeError> {
        let draft = self.draft_removal(removal)?;
        Ok(self.plan_of(removal.leaver, &draft, now))
    }

    /// Takes somebody out. All that the leaver could read is sealed anew with the next publication.
    ///
    /// # Errors
    /// [`OfficeError`].
    pub fn remove(&mut self, removal: &Removal, now: u64) -> Result<RemovalPlan, OfficeError> {
        let draft = self.draft_removal(removal)?;
        let plan = self.plan_of(removal.leaver, &draft, now);
        if plan.last_owner {
            return Err(OfficeError::LastOwner);
        }
        if plan.you {
            return Err(OfficeError::RankTooLow);
        }
        let places = self.exposed_places(removal.leaver, &draft.after, now);
        self.sign(draft.ops, now)?;
        self.note_rights(now);
        self.seal_anew(places, now);
        Ok(plan)
    }

    /// Has compartments sealed anew, from here, with the next publications.
    pub(super) fn seal_anew(&mut self, places: impl IntoIterator<Item = Place>, now: u64) {
        let me = self.device();
        for (folder, part) in places {
            if self.may_write(me, folder, part, now) {
                self.state.own.reseal.insert((folder, part));
            }
        }
    }

    /// What the log would mean with one more entry of this device. Nothing is signed.
    pub(crate) fn judged_with(&self, ops: &[Op]) -> Judgement {
        let author = self.keys.sign.verifying_key();
        let place = self.judgement().place(self.device());
        let mut prev = self.judgement().tips();
        prev.truncate(MAX_PREV);
        let entry = rules::Entry {
            // Ids decide about nothing; no hash is this one.
            id: EntryId([0xff; 32]),
            device: Some(self.device()),
            under: place.map(|it| it.under),
            prev,
            ops: ops
                .iter()
                .map(|it| it.for_rules(self.team(), &author))
                .collect(),
        };
        self.log.judged_with(entry)
    }

    fn draft_removal(&self, removal: &Removal) -> Result<Draft, OfficeError> {
        self.may_act()?;
        let leaver = removal.leaver;
        let member = self.member_of(leaver)?;
        let mut ops = self.removal_ops(removal, member);
        let mut after = self.judged_with(&ops);
        let fallen = self.fallen(&after, member);
        if removal.takes_back && self.is_owner() && !fallen.is_empty() {
            ops.extend(fallen.iter().map(|(device, place)| Op::Appoint {
                member: place.member,
                class: place.class,
                device: *device,
            }));
            after = self.judged_with(&ops);
        }
        let is_out = match leaver {
            Leaver::Member(member) => !after.members().contains_key(&member),
            Leaver::Device(device) => after.place(device).is_none(),
            Leaver::Owner(member) => {
                let place = after.members().get(&member);
                place.is_some_and(|it| it.class > Class::Owner)
            }
        };
        let draft = Draft { ops, after, fallen };
        match is_out {
            true => Ok(draft),
            false if !self.is_owner() => Err(OfficeError::NeedsOwner),
            // Nobody takes the own rank: that it is the last one's is the better reason.
            false if self.is_last_owner(member) => Err(OfficeError::LastOwner),
            false => Err(OfficeError::RankTooLow),
        }
    }

    /// Whose member a leaver is, if it is in the office.
    fn member_of(&self, leaver: Leaver) -> Result<MemberId, OfficeError> {
        let judgement = self.judgement();
        let place = match leaver {
            Leaver::Member(member) => judgement.members().get(&member),
            Leaver::Device(device) => judgement.place(device),
            Leaver::Owner(member) => {
                let place = judgement.members().get(&member);
                place.filter(|it| it.class == Class::Owner)
            }
        };
        place.map(|it| it.member).ok_or(OfficeError::NoMember)
    }

    fn is_last_owner(&self, member: MemberId) -> bool {
        let members = self.judgement().members();
        let mut owners = members.iter().filter(|it| it.1.class == Class::Owner);
        owners.all(|(it, _)| *it == member)
    }

    fn removal_ops(&self, removal: &Removal, member: MemberId) -> Vec<Op> {
        let devices: BTreeSet<DeviceId> = match removal.leaver {
            Leaver::Device(device) => [device].into(),
            Leaver::Member(_) | Leaver::Owner(_) => self
                .log
                .devices_of(member)
                .map(|it| it.device.id())
                .collect(),
        };
        let keeps = || {
            let chosen = removal.keeps.clone();
            chosen.unwrap_or_else(|| self.latest_of(&devices))
        };
        match removal.leaver {
            // Nobody removes himself; all computers of a member together can go.
            Leaver::Member(member) if member == self.keys.member => {
                let in_office = self.devices_in_office(member).into_iter();
                in_office
                    .map(|it| self.device_removal(it, Vec::new()))
                    .collect()
            }
            Leaver::Member(member) => vec![Op::RmMember {
                member,
                keeps: keeps(),
                heads: devices
                    .iter()
                    .filter_map(|it| Some((*it, self.head_of(*it)?)))
                    .collect(),
            }],
            Leaver::Device(device) if device == self.device() => {
                vec![self.device_removal(device, Vec::new())]
            }
            Leaver::Device(device) => vec![self.device_removal(device, keeps())],
            Leaver::Owner(member) => {
                let class = Class::Member;
                let demote = Op::Demote {
                    member,
                    class,
                    keeps: keeps(),
                };
                let stay = self.devices_in_office(member).into_iter();
                let stay = stay.map(|device| Op::Appoint {
                    member,
                    class,
                    device,
                });
                std::iter::once(demote).chain(stay).collect()
            }
        }
    }

    fn device_removal(&self, device: DeviceId, keeps: Vec<EntryId>) -> Op {
        Op::RmDevice {
            device,
            keeps,
            head: self.head_of(device),
        }
    }

    /// The head of a device that was taken in last, whose objects count until others cover them.
    fn head_of(&self, device: DeviceId) -> Option<crate::ids::ObjectId> {
        match device == self.device() {
            true => self.state.own.head,
            false => Some(self.state.heads.get(&device)?.first()?.hash),
        }
    }

    /// The devices of a member that are in the office, the most senior first.
    pub(super) fn devices_in_office(&self, member: MemberId) -> Vec<DeviceId> {
        let devices = self.judgement().devices().iter();
        let mut devices: Vec<_> = devices.filter(|it| it.1.member == member).collect();
        devices.sort_by_key(|(device, place)| (place.rank, place.depth, **device));
        devices.into_iter().map(|it| *it.0).collect()
    }

    /// Of the entries of devices, those that are in the past of none of the others.
    fn latest_of(&self, devices: &BTreeSet<DeviceId>) -> Vec<EntryId> {
        let judgement = self.judgement();
        let entries = self.log.entries();
        let theirs = entries.filter(|it| devices.contains(&it.device) && judgement.knows(it.id));
        let mut theirs: Vec<_> = theirs.collect();
        theirs.sort_by_key(|it| std::cmp::Reverse(it.at));
        let mut latest: Vec<EntryId> = Vec::new();
        for entry in theirs {
            if !latest.iter().any(|it| judgement.is_before(entry.id, *it)) {
                latest.retain(|it| !judgement.is_before(*it, entry.id));
                latest.push(entry.id);
            }
        }
        // What counts comes before what does not.
        latest.sort_by_key(|it| judgement.status(*it) != Some(Status::Live));
        latest.truncate(MAX_KEEPS);
        latest
    }

    /// The devices of others that would be in the office no more.
    fn fallen(&self, after: &Judgement, leaver: MemberId) -> BTreeMap<DeviceId, rules::Place> {
        let devices = self.judgement().devices().iter();
        devices
            .filter(|(device, place)| place.member != leaver && after.place(**device).is_none())
            .map(|(device, place)| (*device, *place))
            .collect()
    }

    fn plan_of(&self, leaver: Leaver, draft: &Draft, now: u64) -> RemovalPlan {
        let after = &draft.after;
        let you = match leaver {
            Leaver::Member(member) | Leaver::Owner(member) => member == self.keys.member,
            Leaver::Device(device) => device == self.device(),
        };
        let members: BTreeSet<MemberId> = draft.fallen.values().map(|it| it.member).collect();
        let (takes_back, falls) = members
            .into_iter()
            .partition(|it| after.members().contains_key(it));
        let places = self.exposed_places(leaver, after, now);
        RemovalPlan {
            missing: self.missing_devices(),
            undoes: self.undone_by(after),
            takes_back,
            falls,
            folders: places.into_iter().map(|it| it.0).collect(),
            last_owner: !after.members().values().any(|it| it.class == Class::Owner),
            you,
        }
    }

    /// Devices of which something has not arrived, by the last sync.
    #[must_use]
    pub fn missing_devices(&self) -> BTreeSet<DeviceId> {
        let alarms = self.state.alarms.iter();
        let late = alarms.filter(|it| it.0 == AlarmCode::Incomplete);
        late.filter_map(|it| it.1.device).collect()
    }

    /// The ops that count now and would not any more.
    fn undone_by(&self, after: &Judgement) -> Vec<Under> {
        let is_live = |it: &Judgement, entry| it.status(entry) == Some(Status::Live);
        let entries = self.log.entries();
        let mut fallen: Vec<_> = entries
            .filter(|it| is_live(self.judgement(), it.id) && !is_live(after, it.id))
            .collect();
        fallen.sort_by_key(|it| (it.at, it.id));
        let acts = fallen.into_iter().flat_map(|entry| {
            let ops = entry.ops.iter().enumerate();
            let acts = ops.filter(|(_, op)| is_act(op));
            acts.map(|(number, _)| (entry.id, number))
        });
        acts.collect()
    }

    /// The compartments that a leaver can read now, and those that are listed sealed to the leaver.
    fn exposed_places(&self, leaver: Leaver, after: &Judgement, now: u64) -> BTreeSet<Place> {
        let Ok(member) = self.member_of(leaver) else {
            return BTreeSet::new();
        };
        let reads = |judgement: &Judgement, (folder, part): Place| {
            let readers = judgement.readers(folder, part == Recovery, now);
            readers.contains(&member)
        };
        let folders = self.folders.documents.keys();
        let all = folders.flat_map(|it| [(*it, Codes), (*it, Recovery)]);
        let mut exposed: BTreeSet<Place> = all.filter(|it| reads(self.judgement(), *it)).collect();
        let objects = self.state.objects.values();
        let sealed = objects.filter(|it| it.to.iter().any(|to| to.0 == member));
        exposed.extend(sealed.map(|it| (it.of.1, it.of.2)));
        // Somebody who stays, and goes on reading, with the same keys, loses nothing there.
        let stays = matches!(leaver, Leaver::Owner(_));
        exposed.retain(|it| self.folders.is_worth_an_object(*it) && !(stays && reads(after, *it)));
        exposed
    }
}

/// Whether an op does something of which people know.
pub(crate) const fn is_act(op: &Op) -> bool {
    !matches!(
        op,
        Op::MemberKey { .. } | Op::Cancel { .. } | Op::Pack { .. } | Op::Moved { .. }
    )
}
