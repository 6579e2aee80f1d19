//! Builds the log of an office: who signs what, under which place, having seen what.

use std::collections::BTreeSet;

use keyrack_team::{
    ids::{DeviceId, MemberId},
    rules::{Class, Entry, Judgement, Op, Role, Under, judge},
};

use crate::words::{device, entry, folder, member, member_of};

/// A log. Entries are numbered in the order in which they were signed; 0 is the founding by the sheet of member `m0`.
#[derive(Clone)]
pub struct Office {
    pub entries: Vec<Entry>,
    /// Documents by which devices say whose they are, beside those that ops carry.
    documents: BTreeSet<(DeviceId, MemberId)>,
}

impl Office {
    /// The founder's office.
    pub fn found() -> Self {
        let mut office = Self {
            entries: Vec::new(),
            documents: BTreeSet::new(),
        };
        office.sheet(
            &[],
            [Op::Found {
                member: member("m0"),
                device: device("m0.0"),
            }],
        );
        office
    }

    /// The founder and those whom he admitted in a row: `m1` by entry 1, and so on.
    pub fn of(classes: &[Class]) -> Self {
        let mut office = Self::found();
        for (before, class) in (0..).zip(classes) {
            let name = format!("m{}", before + 1);
            office.by("m0.0", 0, &[before], [add(&name, *class)]);
        }
        office
    }

    /// An entry of a device in the place that the first op of entry `under` gave it.
    pub fn by<const N: usize>(
        &mut self,
        author: &str,
        under: u64,
        prev: &[u64],
        ops: [Op; N],
    ) -> u64 {
        self.by_op(author, (under, 0), prev, ops)
    }

    /// An entry of a device in the place that a certain op gave it.
    pub fn by_op<const N: usize>(
        &mut self,
        author: &str,
        under: (u64, usize),
        prev: &[u64],
        ops: [Op; N],
    ) -> u64 {
        let under = Some((entry(under.0), under.1));
        self.sign(Some(author), under, prev, ops.into())
    }

    /// An entry of the office key sheet.
    pub fn sheet<const N: usize>(&mut self, prev: &[u64], ops: [Op; N]) -> u64 {
        self.sign(None, None, prev, ops.into())
    }

    pub fn sign(
        &mut self,
        author: Option<&str>,
        under: Option<Under>,
        prev: &[u64],
        ops: Vec<Op>,
    ) -> u64 {
        let number = self.entries.len() as u64;
        self.entries.push(Entry {
            id: entry(number),
            device: author.map(device),
            under,
            prev: prev.iter().copied().map(entry).collect(),
            ops,
        });
        number
    }

    /// The device says of itself that it belongs to the member of its name.
    pub fn document(&mut self, name: &str) {
        self.documents
            .insert((device(name), member(member_of(name))));
    }

    /// Judges everything, from the first entry to the last and the other way round.
    pub fn judge(&self) -> Judgement {
        let belongs = |device, member| self.documents.contains(&(device, member));
        let judged = judge(&self.entries, entry(0), &belongs);
        let reversed: Vec<Entry> = self.entries.iter().rev().cloned().collect();
        let again = judge(&reversed, entry(0), &belongs);
        for one in &self.entries {
            assert_eq!(judged.status(one.id), again.status(one.id));
        }
        assert_eq!(judged.devices(), again.devices());
        assert_eq!(judged.roles(), again.roles());
        judged
    }
}

pub fn add(name: &str, class: Class) -> Op {
    Op::AddMember {
        member: member(name),
        class,
        device: device(&format!("{name}.0")),
    }
}

pub fn appoint(device_name: &str, class: Class) -> Op {
    Op::Appoint {
        member: member(member_of(device_name)),
        class,
        device: device(device_name),
    }
}

pub fn add_device(name: &str) -> Op {
    Op::AddDevice {
        member: member(member_of(name)),
        device: device(name),
    }
}

pub fn remove(name: &str, keeps: &[u64]) -> Op {
    Op::RemoveMember {
        member: member(name),
        keeps: keeps.iter().copied().map(entry).collect(),
    }
}

pub fn remove_device(name: &str, keeps: &[u64]) -> Op {
    Op::RemoveDevice {
        device: device(name),
        keeps: keeps.iter().copied().map(entry).collect(),
    }
}

pub fn demote(name: &str, class: Class, keeps: &[u64]) -> Op {
    Op::Demote {
        member: member(name),
        class,
        keeps: keeps.iter().copied().map(entry).collect(),
    }
}

pub fn key(name: &str, key: &str) -> Op {
    Op::MemberKey {
        member: member(name),
        key: key.to_owned(),
    }
}

/// Makes a folder whose id the author made.
pub fn make(name: &str) -> Op {
    Op::FolderNew {
        folder: folder(name),
        is_authors: true,
    }
}

/// "Makes" a folder whose id somebody else made.
pub fn claim(name: &str) -> Op {
    Op::FolderNew {
        folder: folder(name),
        is_authors: false,
    }
}

/// Without an end.
pub fn grant(name: &str, to: &str, role: Role, recovery: bool) -> Op {
    Op::Grant {
        folder: folder(name),
        member: member(to),
        role,
        recovery,
        until: None,
    }
}

pub fn revoke(name: &str, from: &str) -> Op {
    Op::Revoke {
        folder: folder(name),
        member: member(from),
    }
}

pub fn settle(removals: &[u64]) -> Op {
    Op::Settle {
        removals: removals.iter().copied().map(entry).collect(),
    }
}

pub fn policy(field: &str, value: u64) -> Op {
    Op::Policy([(field.to_owned(), value)].into())
}

#[track_caller]
pub fn assert_members(judged: &Judgement, names: &[&str]) {
    let found: BTreeSet<MemberId> = judged.members().keys().copied().collect();
    let expected: BTreeSet<MemberId> = names.iter().map(|name| member(name)).collect();
    assert_eq!(found, expected, "not {names:?}");
}

#[track_caller]
pub fn assert_devices(judged: &Judgement, names: &[&str]) {
    let found: BTreeSet<DeviceId> = judged.devices().keys().copied().collect();
    let expected: BTreeSet<DeviceId> = names.iter().map(|name| device(name)).collect();
    assert_eq!(found, expected, "not {names:?}");
}

/// The members to whom the codes of a folder are sealed at time 1.
#[track_caller]
pub fn assert_readers(judged: &Judgement, name: &str, names: &[&str]) {
    let found: BTreeSet<MemberId> = judged.readers(folder(name), false, 1).into_iter().collect();
    let expected: BTreeSet<MemberId> = names.iter().map(|name| member(name)).collect();
    assert_eq!(found, expected, "not {names:?}");
}
