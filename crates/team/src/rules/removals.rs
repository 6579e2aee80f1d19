//! R5, R6: what a removal counts against, and what of its target stands all the same.

use std::collections::HashMap;

use super::{
    entry::{Class, Op},
    past::{At, Past},
    places::{Belonging, Log, Places, Standing, floor},
};
use crate::ids::{DeviceId, EntryId, MemberId};

/// A member or device taken out, or a demotion.
#[derive(Debug, Clone)]
pub(super) struct Removal {
    /// The entry, and the number of the op.
    pub by: (At, usize),
    pub target: Target,
    author: Standing,
    /// The latest entries of the target that stand.
    keeps: Vec<At>,
}

/// Whom a removal names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Member(MemberId),
    /// Loses the places above the class.
    Demoted(MemberId, Class),
    Device(DeviceId),
}

impl Removal {
    /// The removals of an entry. A device that takes itself out retires, which removes nothing.
    pub fn of_entry<'a>(
        log: &'a Log<'_>,
        places: &'a Places,
        belonging: &'a Belonging<'_>,
        at: At,
    ) -> impl Iterator<Item = Self> + 'a {
        let entry = log.entries[at];
        let ops = entry.ops.iter().enumerate();
        ops.filter_map(move |(number, op)| {
            let (target, keeps) = target(op)?;
            if Some(target) == entry.device.map(Target::Device) {
                return None;
            }
            Some(Self {
                by: (at, number),
                target,
                author: *places.of(at)?,
                keeps: kept(log, belonging, at, target, keeps),
            })
        })
    }

    pub fn is_demotion(&self) -> bool {
        matches!(self.target, Target::Demoted(..))
    }

    /// R5: whether it counts against what a device does in a place.
    pub fn counts_against(&self, past: &Past, device: DeviceId, place: &Standing) -> bool {
        if past.is_before(self.by.0, place.root) {
            return false; // whoever gave that place knew of it
        }
        let author = &self.author;
        let is_own = author.member == place.member;
        let outranks = !is_own && author.class <= Class::Manager && author.rank < place.rank;
        match self.target {
            Target::Device(target) if is_own => {
                target == device && author.seniority() < place.seniority()
            }
            Target::Device(target) => target == device && outranks,
            Target::Member(target) => place.member == Some(target) && outranks,
            Target::Demoted(target, class) => {
                place.member == Some(target) && outranks && place.rank < floor(class)
            }
        }
    }

    /// R6: whether an entry of the target stands.
    pub fn keeps(&self, past: &Past, at: At) -> bool {
        past.is_seen_by(at, &self.keeps)
    }
}

/// Removals, by whom they name.
#[derive(Debug, Default)]
pub(super) struct Removals {
    all: Vec<Removal>,
    of_members: HashMap<MemberId, Vec<usize>>,
    of_devices: HashMap<DeviceId, Vec<usize>>,
}

impl Removals {
    pub fn add(&mut self, removal: Removal) {
        let number = self.all.len();
        match removal.target {
            Target::Member(member) | Target::Demoted(member, _) => {
                self.of_members.entry(member).or_default().push(number);
            }
            Target::Device(device) => self.of_devices.entry(device).or_default().push(number),
        }
        self.all.push(removal);
    }

    /// Those that name a device, or one of the members whose places it has.
    pub fn naming<'a>(
        &'a self,
        device: DeviceId,
        members: impl IntoIterator<Item = MemberId> + 'a,
    ) -> impl Iterator<Item = &'a Removal> + 'a {
        let of_device = self.of_devices.get(&device);
        let of_members = members.into_iter();
        let of_members = of_members.filter_map(|member| self.of_members.get(&member));
        let numbers = of_device.into_iter().chain(of_members).flatten();
        numbers.map(|number| &self.all[*number])
    }
}

fn target(op: &Op) -> Option<(Target, &[EntryId])> {
    Some(match op {
        Op::RemoveMember { member, keeps } => (Target::Member(*member), keeps),
        Op::RemoveDevice { device, keeps } => (Target::Device(*device), keeps),
        Op::Demote {
            member,
            class,
            keeps,
        } => (Target::Demoted(*member, *class), keeps),
        _ => return None,
    })
}

/// Of the entries that a removal lets stand, those that are the target's own and that its author had seen.
fn kept(
    log: &Log<'_>,
    belonging: &Belonging<'_>,
    at: At,
    target: Target,
    keeps: &[EntryId],
) -> Vec<At> {
    let of_target = |kept: At| {
        log.entries[kept].device.is_some_and(|device| match target {
            Target::Device(target) => device == target,
            Target::Member(member) | Target::Demoted(member, _) => belonging.is_of(device, member),
        })
    };
    let seen = keeps.iter().filter_map(|id| log.past.find(*id));
    let seen: Vec<At> = seen
        .filter(|kept| log.past.is_before(*kept, at) && of_target(*kept))
        .collect();
    log.past.latest(&seen)
}
