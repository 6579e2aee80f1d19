//! What honest people do.

use keyrack_team::{
    ids::{EntryId, FolderId, MemberId},
    rules::{Class, Judgement, Op, Place, Role},
};

use super::{Kind, Removal, Simulation, latest, senior};

const POLICIES: [&str; 4] = [
    "export_plain",
    "max_autolock_min",
    "max_offline_days",
    "pin_len",
];

impl Simulation {
    /// An office with owners, members, second computers and folders, in which everybody has seen everything.
    pub(super) fn set_up(&mut self) {
        let owners = self.numbers.pick(&[1, 2, 2]);
        for number in 0..owners + 3 {
            let class = if number < owners {
                Class::Owner
            } else {
                Class::Member
            };
            self.admit(0, class);
        }
        for person in 0..2 {
            if self.numbers.percent(50) {
                let first = self.first_computer(person);
                self.computers[first].view = (0..self.entries.len()).collect();
                self.add_computer(first);
                self.computers[0].view = (0..self.entries.len()).collect();
            }
        }
        let judged = self.seen_by(0);
        let folders = [self.new_folder(0), self.new_folder(0)];
        let mut ops: Vec<Op> = folders.map(|folder| self.make_folder(0, folder)).into();
        for folder in folders {
            for (member, place) in judged.members() {
                if place.class != Class::Owner && self.numbers.percent(60) {
                    let role = self.numbers.pick(&[Role::View, Role::Edit, Role::Manage]);
                    let recovery = self.numbers.percent(60);
                    ops.push(grant(folder, *member, role, recovery, None));
                }
            }
        }
        self.sign_as(0, &judged, ops);
        for number in 0..self.computers.len() {
            self.computers[number].view = (0..self.entries.len()).collect();
        }
    }

    pub(super) fn act_honestly(&mut self, actor: usize) {
        let mut judged = self.seen_by(actor);
        let id = self.computers[actor].id;
        if judged.place(id).is_none() {
            return;
        }
        let own = self.people[self.computers[actor].person].id;
        if judged.device_is_sealed_to(id) && judged.present_key(own).is_none() {
            let key = self.new_key();
            self.sign_as(actor, &judged, vec![Op::MemberKey { member: own, key }]);
            judged = self.seen_by(actor);
        }
        if self.numbers.percent(45) {
            self.decide(actor, &judged);
            judged = self.seen_by(actor);
        }
        if judged.place(id).is_some() {
            self.look_at_readers(actor, &judged);
        }
    }

    pub(super) fn act_with_sheet(&mut self) {
        let judged = self.judge();
        let members: Vec<MemberId> = judged.members().keys().copied().collect();
        let what = self.numbers.below(100);
        let ops = if what < 40 && members.len() > 1 {
            let member = self.numbers.pick(&members[1..]);
            let keeps = latest(&judged, &self.entries_of(&judged, member));
            vec![Op::RemoveMember { member, keeps }]
        } else if (40..60).contains(&what) {
            let joins = self.join(None, true);
            let op = self.admission(joins, Class::Owner);
            let at = self.sign(None, None, judged.tips(), vec![op]);
            self.computers[joins].view = self.closure(at);
            return;
        } else if what < 80 && !judged.devices().is_empty() {
            let devices: Vec<_> = judged.devices().keys().copied().collect();
            let device = self.numbers.pick(&devices);
            let keeps = latest(&judged, &self.entries_by(&judged, device));
            vec![Op::RemoveDevice { device, keeps }]
        } else {
            vec![Op::Record]
        };
        self.sign(None, None, judged.tips(), ops);
    }

    fn decide(&mut self, actor: usize, judged: &Judgement) {
        let place = judged.devices()[&self.computers[actor].id];
        let mut what = self.numbers.below(100);
        if self.kind != Kind::Plain && place.class == Class::Owner && self.numbers.percent(60) {
            what = self.numbers.pick(&[5, 20, 36, 44, 44, 51, 54, 57, 61]);
        }
        let ops = match (place.class, what) {
            (Class::Owner, 0..17) => {
                let class = self.numbers.pick(&[
                    Class::Owner,
                    Class::Member,
                    Class::Member,
                    Class::Member,
                    Class::Manager,
                ]);
                return self.admit(actor, class);
            }
            (Class::Manager, 0..30) => return self.admit(actor, Class::Member),
            (Class::Owner, 17..62) => self.decide_as_owner(judged, place, what),
            (_, ..45) => {
                let folder = self.new_folder(actor);
                Some(vec![self.make_folder(actor, folder)])
            }
            (_, 45..60) => {
                let has = self.people[self.computers[actor].person].computers;
                if has < 4 {
                    self.add_computer(actor);
                }
                return;
            }
            (_, 60..68) => self.remove_own(judged, place, actor),
            (_, 68..72) => {
                let id = self.computers[actor].id;
                let own = judged.devices().values();
                let is_last = own.filter(|x| x.member == place.member).count() == 1;
                let keeps = Vec::new();
                (!is_last).then(|| vec![Op::RemoveDevice { device: id, keeps }])
            }
            (_, 72..90) => self.decide_on_own_folder(judged, place),
            _ => None,
        };
        if let Some(ops) = ops {
            if let [Op::RemoveMember { member, .. }] = ops[..] {
                self.removals.push(Removal {
                    at: self.entries.len(),
                    member,
                    rank: place.rank,
                });
            }
            self.sign_as(actor, judged, ops);
        }
    }

    fn decide_as_owner(
        &mut self,
        judged: &Judgement,
        place: Place,
        what: usize,
    ) -> Option<Vec<Op>> {
        let others = |wanted: &dyn Fn(&Place) -> bool| -> Vec<MemberId> {
            let members = judged.members().iter();
            let others = members.filter(|(member, x)| **member != place.member && wanted(x));
            others.map(|(member, _)| *member).collect()
        };
        let below = |x: &Place| x.rank > place.rank;
        Some(match what {
            17..34 => {
                let member = self.pick(&others(&|_| true))?;
                let folder = self.pick(&judged.folders().collect::<Vec<_>>())?;
                let until = self.now + 3 + self.numbers.below(37) as u64;
                let until = self.numbers.percent(30).then_some(until);
                let role = self.numbers.pick(&[Role::View, Role::Edit, Role::Manage]);
                vec![grant(folder, member, role, self.numbers.percent(50), until)]
            }
            34..42 => {
                let roles = judged.roles();
                let granted = roles
                    .iter()
                    .flat_map(|(folder, members)| members.keys().map(|member| (*folder, *member)));
                let (folder, member) = self.pick(&granted.collect::<Vec<_>>())?;
                vec![Op::Revoke { folder, member }]
            }
            42..50 => {
                let member = self.pick(&others(&below))?;
                let keeps = latest(judged, &self.entries_of(judged, member));
                vec![Op::RemoveMember { member, keeps }]
            }
            50..53 => {
                let devices = judged.devices().iter().filter(|(_, x)| below(x));
                let devices: Vec<_> = devices.map(|(device, _)| *device).collect();
                let device = self.pick(&devices)?;
                let keeps = latest(judged, &self.entries_by(judged, device));
                vec![Op::RemoveDevice { device, keeps }]
            }
            53..56 => {
                let member = self.pick(&others(&|x| x.class == Class::Member))?;
                vec![Op::Appoint {
                    member,
                    class: self.numbers.pick(&[Class::Owner, Class::Manager]),
                    device: senior(judged, member),
                }]
            }
            56..58 => {
                let member = self.pick(&others(&|x| x.class == Class::Owner && below(x)))?;
                demotion(
                    judged,
                    member,
                    latest(judged, &self.entries_of(judged, member)),
                )
            }
            58..60 => {
                let field = self.numbers.pick(&POLICIES).to_owned();
                vec![Op::Policy([(field, self.numbers.below(10) as u64)].into())]
            }
            _ => {
                let undone = judged.undone();
                if undone.is_empty() {
                    return None;
                }
                let removals = undone.into_values().flatten().collect();
                vec![Op::Settle { removals }]
            }
        })
    }

    fn remove_own(&mut self, judged: &Judgement, place: Place, actor: usize) -> Option<Vec<Op>> {
        let junior = judged.devices().iter().filter(|(device, x)| {
            **device != self.computers[actor].id
                && x.member == place.member
                && x.rank == place.rank
                && x.depth > place.depth
        });
        let junior: Vec<_> = junior.map(|(device, _)| *device).collect();
        let device = self.pick(&junior)?;
        let keeps = latest(judged, &self.entries_by(judged, device));
        Some(vec![Op::RemoveDevice { device, keeps }])
    }

    fn decide_on_own_folder(&mut self, judged: &Judgement, place: Place) -> Option<Vec<Op>> {
        let managed = judged.folders().filter(|folder| {
            let granted = judged.role(*folder, place.member);
            granted.is_some_and(|granted| granted.role == Role::Manage)
        });
        let folder = self.pick(&managed.collect::<Vec<_>>())?;
        let others = judged.members().keys().copied();
        let others: Vec<_> = others.filter(|member| *member != place.member).collect();
        let member = self.pick(&others)?;
        if !self.numbers.percent(70) {
            return Some(vec![Op::Revoke { folder, member }]);
        }
        let role = self.numbers.pick(&[Role::View, Role::Edit]);
        let recovery = self.numbers.percent(50);
        Some(vec![grant(folder, member, role, recovery, None)])
    }

    fn admit(&mut self, actor: usize, class: Class) {
        let judged = self.seen_by(actor);
        let is_honest = !self.numbers.percent(self.malice);
        let joins = self.join(None, is_honest);
        let op = self.admission(joins, class);
        let at = self.sign_as(actor, &judged, vec![op]);
        self.computers[joins].view = self.closure(at);
    }

    fn add_computer(&mut self, actor: usize) {
        let judged = self.seen_by(actor);
        let person = self.computers[actor].person;
        let added = self.join(Some(person), true);
        let op = Op::AddDevice {
            member: self.people[person].id,
            device: self.computers[added].id,
        };
        let at = self.sign_as(actor, &judged, vec![op]);
        self.computers[added].view = self.closure(at);
    }

    pub(super) fn admission(&self, joins: usize, class: Class) -> Op {
        Op::AddMember {
            member: self.people[self.computers[joins].person].id,
            class,
            device: self.computers[joins].id,
        }
    }

    fn first_computer(&self, person: usize) -> usize {
        let mut computers = self.computers.iter();
        computers.position(|x| x.person == person).unwrap()
    }

    /// Signs in the best place, having seen everything that the device has.
    fn sign_as(&mut self, actor: usize, judged: &Judgement, ops: Vec<Op>) -> usize {
        let under = judged.devices()[&self.computers[actor].id].under;
        let at = self.sign(Some(actor), Some(under), judged.tips(), ops);
        self.computers[actor].view.insert(at);
        at
    }

    pub(super) fn pick<T: Clone>(&mut self, from: &[T]) -> Option<T> {
        (!from.is_empty()).then(|| self.numbers.pick(from))
    }
}

fn demotion(judged: &Judgement, member: MemberId, keeps: Vec<EntryId>) -> Vec<Op> {
    let class = Class::Member;
    let device = senior(judged, member);
    vec![
        Op::Demote {
            member,
            class,
            keeps,
        },
        Op::Appoint {
            member,
            class,
            device,
        },
    ]
}

pub fn grant(
    folder: FolderId,
    member: MemberId,
    role: Role,
    recovery: bool,
    until: Option<u64>,
) -> Op {
    Op::Grant {
        folder,
        member,
        role,
        recovery,
        until,
    }
}
