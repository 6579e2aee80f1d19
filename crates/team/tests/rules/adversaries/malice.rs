//! What malicious members and thieves do: anything that they can sign.

use std::collections::BTreeSet;

use keyrack_team::{
    ids::{DeviceId, EntryId, FolderId, MemberId},
    rules::{Class, Op, Role, Under},
};

use super::{At, Simulation, given_to, honest::grant};
use crate::words::{entry, folder};

const CLASSES: [Class; 3] = [Class::Owner, Class::Manager, Class::Member];

impl Simulation {
    pub(super) fn act_badly(&mut self, actor: usize) {
        let known: Vec<At> = self.computers[actor].view.iter().copied().collect();
        let mut base = self.computers[actor].view.clone();
        if self.numbers.percent(55) {
            // On an old state, or as a second branch.
            let tip = self.numbers.pick(&known);
            base = self.closure(tip);
        }
        let mut places = self.places_given(actor, &base);
        if places.is_empty() {
            base = self.computers[actor].view.clone();
            places = self.places_given(actor, &base);
        }
        let Some(under) = self.pick(&places) else {
            return;
        };
        let prev = self.judge_part(&base).tips();
        let (ops, joins) = self.anything(actor, &base);
        let at = self.sign(Some(actor), Some(under), prev, ops);
        let seen = self.closure(at);
        if let Some(joins) = joins {
            self.computers[joins].view.clone_from(&seen);
        }
        self.computers[actor].view.extend(seen);
    }

    /// Every op that names the device, whether it gives a place or not.
    fn places_given(&self, actor: usize, base: &BTreeSet<At>) -> Vec<Under> {
        let id = Some(self.computers[actor].id);
        let ops = base.iter().flat_map(|at| {
            let ops = self.entries[*at].ops.iter().enumerate();
            ops.map(move |(number, op)| (*at, number, op))
        });
        ops.filter(|(_, _, op)| given_to(op) == id)
            .map(|(at, number, _)| (entry(at as u64), number))
            .collect()
    }

    /// Ops, and the computer that joins by them.
    fn anything(&mut self, actor: usize, base: &BTreeSet<At>) -> (Vec<Op>, Option<usize>) {
        let own = self.people[self.computers[actor].person].id;
        let member = self.anybody();
        let folder = self.any_folder();
        let what = self.numbers.below(14);
        let op = match what {
            0 | 1 => Op::RemoveMember {
                member,
                keeps: self.any_entries(base),
            },
            2 => Op::RemoveDevice {
                device: self.any_device(own),
                keeps: self.any_entries(base),
            },
            3 => Op::Demote {
                member,
                class: Class::Member,
                keeps: self.any_entries(base),
            },
            4 => {
                let joins = self.join(None, false);
                let class = self.numbers.pick(&CLASSES);
                return (vec![self.admission(joins, class)], Some(joins));
            }
            5 => Op::AddMember {
                member,
                class: self.numbers.pick(&[Class::Owner, Class::Member]),
                device: self.devices_of(member)[0],
            },
            6 => Op::Appoint {
                member,
                class: self.numbers.pick(&CLASSES),
                device: self.numbers.pick(&self.devices_of(member)),
            },
            7 if self.people[self.computers[actor].person].computers <= 4 => {
                let added = self.join(Some(self.computers[actor].person), false);
                let device = self.computers[added].id;
                let member = own;
                return (vec![Op::AddDevice { member, device }], Some(added));
            }
            8 => Op::MemberKey {
                member: own,
                key: self.new_key(),
            },
            9 | 10 => {
                let member = if self.numbers.percent(50) {
                    own
                } else {
                    member
                };
                let role = self.numbers.pick(&[Role::View, Role::Edit, Role::Manage]);
                grant(folder, member, role, true, None)
            }
            11 => Op::Revoke { folder, member },
            12 => Op::Settle {
                removals: base.iter().map(|at| entry(*at as u64)).collect(),
            },
            _ => {
                let make = self.make_folder(actor, folder);
                let folder = self.any_folder();
                let ops = vec![make, grant(folder, own, Role::Manage, true, None)];
                return (ops, None);
            }
        };
        (vec![op], None)
    }

    fn anybody(&mut self) -> MemberId {
        let number = self.numbers.below(self.people.len());
        self.people[number].id
    }

    fn any_folder(&mut self) -> FolderId {
        let made: Vec<FolderId> = self.folders.keys().copied().collect();
        self.pick(&made).unwrap_or_else(|| folder("m0.0/99"))
    }

    fn any_device(&mut self, own: MemberId) -> DeviceId {
        if self.numbers.percent(50) {
            self.numbers.pick(&self.devices_of(own))
        } else {
            let number = self.numbers.below(self.computers.len());
            self.computers[number].id
        }
    }

    fn any_entries(&mut self, base: &BTreeSet<At>) -> Vec<EntryId> {
        let base: Vec<EntryId> = base.iter().map(|at| entry(*at as u64)).collect();
        let count = self.numbers.below(3);
        self.numbers.sample(&base, count)
    }

    fn devices_of(&self, member: MemberId) -> Vec<DeviceId> {
        let computers = self.computers.iter();
        computers
            .filter(|computer| self.people[computer.person].id == member)
            .map(|computer| computer.id)
            .collect()
    }
}
