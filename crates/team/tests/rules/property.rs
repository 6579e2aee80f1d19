//! What holds in every office, however many of its people and computers are malicious, and whatever the store shows to whom.

use std::collections::BTreeSet;

use keyrack_team::{
    ids::{DeviceId, EntryId, MemberId, sha256},
    rules::{Class, Entry, Judgement, Op, Place, PresentKey, Role, Status, Under, judge},
};
use proptest::prelude::*;

use crate::{
    adversaries::{Simulation, is_top, latest, number, senior, takes_out},
    questions::{
        given_member, honest_computers, live, outside, places_given, renamed, retires, root,
        silenced, who_carries,
    },
    words::{Numbers, device, entry, folder, member},
};

/// An office is large, so few of them; the seed that is printed finds it again.
fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        max_shrink_iters: 0,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(20))]

    #[test]
    fn neither_order_of_arrival_nor_ids_mean_anything(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        let mut entries = renamed(&office.entries, &|id| EntryId(sha256(&id.0)));
        let mut numbers = Numbers::new(seed);
        numbers.shuffle(&mut entries);
        let of_office = |device, member| office.member_of(device) == Some(member);
        let again = judge(&entries, EntryId(sha256(&entry(0).0)), &of_office);
        for one in &office.entries {
            prop_assert_eq!(judged.status(one.id), again.status(EntryId(sha256(&one.id.0))));
        }
        prop_assert_eq!(outside(&office, &judged), outside(&office, &again));
    }

    #[test]
    fn a_removal_that_counts_leaves_nothing_of_its_target_but_what_it_lets_stand(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        for by in live(&office, &judged) {
            let author = judged.author_place(by.id);
            for op in &by.ops {
                let (Op::RemoveMember { keeps, .. } | Op::RemoveDevice { keeps, .. }) = op else {
                    continue;
                };
                for one in live(&office, &judged) {
                    let Some(place) = judged.author_place(one.id) else { continue };
                    let is_target = match op {
                        Op::RemoveMember { member, .. } => place.member == *member,
                        Op::RemoveDevice { device, .. } => one.device == Some(*device),
                        _ => false,
                    };
                    let may = author.is_none_or(|author| {
                        author.class <= Class::Manager
                            && author.rank < place.rank
                            && author.member != place.member
                    });
                    let root = root(&office, place.under);
                    if is_target && may && !judged.is_before(by.id, root) {
                        let stands = keeps.iter().any(|kept| {
                            judged.is_before(*kept, by.id)
                                && (*kept == one.id || judged.is_before(one.id, *kept))
                        });
                        prop_assert!(stands, "{} in spite of {}", number(&one.id), number(&by.id));
                    }
                }
            }
        }
    }

    #[test]
    fn a_rightful_removal_has_effect(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        for removal in &office.removals {
            let by = entry(removal.at as u64);
            if judged.status(by) != Some(Status::Live) {
                continue;
            }
            for place in judged.devices().values().filter(|x| x.member == removal.member) {
                let is_back = judged.is_before(by, root(&office, place.under));
                prop_assert!(place.rank <= removal.rank || is_back, "{}", removal.at);
            }
        }
    }

    #[test]
    fn nobody_is_erased_or_loses_a_place_by_equals_or_juniors(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        for person in &office.people {
            let own = office.entries_of(&judged, person.id);
            let places = own.iter().filter_map(|id| judged.author_place(*id));
            let of_devices = judged.devices().values().copied();
            let places = places.chain(of_devices.filter(|x| x.member == person.id));
            let Some(rank) = places.map(|place| place.rank).min() else { continue };
            let needed = who_carries(&office, &judged, person.id);
            // Whatever those say who are not above: it may as well be unsaid.
            let without: Vec<Entry> = office.entries.iter().map(|one| {
                let place = judged.author_place(one.id);
                let is_above = place.is_none_or(|x| x.member == person.id || x.rank < rank);
                let carries = |op: &Op| given_member(op).is_some_and(|to| needed.contains(&to));
                match is_above {
                    true => one.clone(),
                    false => silenced(one, &carries),
                }
            }).collect();
            let again = office.judge_those(&without);
            for id in own {
                if judged.author_place(id).is_some_and(|place| place.rank == rank) {
                    prop_assert_eq!(judged.status(id), again.status(id), "{}", number(&id));
                }
            }
            let devices = |judged: &Judgement| -> BTreeSet<DeviceId> {
                let devices = judged.devices().iter();
                let own = devices.filter(|(_, x)| x.member == person.id && x.rank == rank);
                own.map(|(device, _)| *device).collect()
            };
            prop_assert_eq!(devices(&judged), devices(&again));
        }
    }

    #[test]
    fn a_stolen_computer_does_nothing_to_the_member_s_senior_ones(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        let places = places_given(&office, &judged);
        for computer in &office.computers {
            let Some(own) = places.get(&computer.id).filter(|_| computer.stolen_at.is_some()) else {
                continue;
            };
            let most_senior = own.iter().map(|place| (place.rank, place.depth)).min();
            for senior in office.computers.iter().filter(|x| x.person == computer.person) {
                let theirs = places.get(&senior.id);
                let is_senior = theirs.is_some_and(|theirs| {
                    theirs.iter().all(|place| Some((place.rank, place.depth)) < most_senior)
                });
                if is_senior && senior.id != computer.id {
                    for (by, _) in judged.removals_of(senior.id) {
                        let by = &office.entries[number(by)];
                        prop_assert_ne!(by.device, Some(computer.id));
                    }
                }
            }
        }
    }

    #[test]
    fn what_an_honest_removal_lets_stand_does_stand(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        for removal in &office.removals {
            let by = entry(removal.at as u64);
            if judged.status(by) != Some(Status::Live) {
                continue;
            }
            let mut part = office.closure(removal.at);
            let after = office.judge_part(&part);
            part.remove(&removal.at);
            let before = office.judge_part(&part);
            for at in part {
                let id = entry(at as u64);
                if before.status(id) == Some(Status::Live) {
                    prop_assert_eq!(after.status(id), Some(Status::Live), "{} by {}", at, removal.at);
                }
            }
        }
    }

    #[test]
    fn whoever_was_seen_to_lose_a_folder_reads_it_again_only_by_a_decision_that_knows_or_outranks(
        seed in any::<u64>()
    ) {
        let office = Simulation::run(seed);
        prop_assert_eq!(office.returned, None);
    }

    #[test]
    fn every_reader_is_sealed_to_and_was_let_in_by_what_counts(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        prop_assert_eq!(office.unexplained, None);
    }

    #[test]
    fn no_key_serves_that_was_made_before_somebody_was_lost(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        let mut makers = judged.devices().keys().copied().collect::<Vec<_>>();
        makers.retain(|maker| judged.device_is_sealed_to(*maker));
        for computer in &office.computers {
            let part = office.judge_part(&computer.view);
            for seen in part.devices().keys().filter(|x| part.device_is_sealed_to(**x)) {
                if judged.device_is_sealed_to(*seen) {
                    continue;
                }
                for maker in &makers {
                    prop_assert!(!judged.is_fresh(*maker, &part.tips()), "{seen} is out");
                }
                let owner = office.member_of(*seen).unwrap();
                if let Some(now) = judged.present_key(owner) {
                    prop_assert_ne!(now, &PresentKey::Joining);
                    prop_assert_ne!(Some(now), part.present_key(owner));
                }
            }
        }
    }

    #[test]
    fn who_manages_a_folder_was_let_in_by_an_owner_or_made_it(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        for (folder, members) in judged.roles() {
            for (member, granted) in members {
                if granted.role != Role::Manage {
                    continue;
                }
                let is_reason = |author: Option<Place>, op: &Op| match op {
                    Op::FolderNew { folder: made, is_authors } => {
                        *made == folder && *is_authors && author.is_some_and(|x| x.member == member)
                    }
                    Op::Grant { folder: of, member: to, role: Role::Manage, .. } => {
                        (*of, *to) == (folder, member) && is_top(author.as_ref())
                    }
                    _ => false,
                };
                let has_reason = live(&office, &judged).any(|one| {
                    one.ops.iter().any(|op| is_reason(judged.author_place(one.id), op))
                });
                prop_assert!(has_reason, "{member} manages {folder}");
            }
        }
    }

    #[test]
    fn only_owners_and_the_sheet_settle(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        let without: Vec<Entry> = office.entries.iter().map(|one| {
            let decides = judged.status(one.id) == Some(Status::Void)
                || is_top(judged.author_place(one.id).as_ref());
            silenced(one, &|op| decides || !matches!(op, Op::Settle { .. }))
        }).collect();
        let again = office.judge_those(&without);
        prop_assert_eq!(outside(&office, &judged), outside(&office, &again));
        prop_assert_eq!(judged.undone(), again.undone());
    }

    #[test]
    fn the_sheet_removes_all_who_turned_and_takes_the_honest_ones_back(seed in any::<u64>()) {
        let mut office = Simulation::run(seed);
        let judged = office.judge();
        let bad: Vec<MemberId> = office.people.iter().filter(|x| x.turns_at.is_some()).map(|x| x.id).collect();
        let mut ops: Vec<Op> = bad.iter().map(|member| Op::RemoveMember { member: *member, keeps: vec![] }).collect();
        let chosen = honest_computers(&office, &judged);
        for (number, (member, device)) in chosen.iter().enumerate() {
            let class = if number % 3 == 0 { Class::Owner } else { Class::Member };
            ops.push(Op::Appoint { member: *member, class, device: *device });
        }
        let restores = office.sign(None, None, judged.tips(), ops);
        let all = (0..=restores as u64).map(entry).collect();
        office.sign(None, None, vec![entry(restores as u64)], vec![Op::Settle { removals: all }]);
        let again = office.judge();
        for member in bad {
            prop_assert!(!again.members().contains_key(&member), "a bad one stays");
        }
        for (member, device) in chosen {
            let is_removed = live(&office, &again).any(|one| {
                one.ops.iter().any(|op| matches!(op, Op::RemoveDevice { device: x, .. } if *x == device))
            });
            if !is_removed && !retires(&office, &again, device) {
                prop_assert!(again.members().contains_key(&member), "an honest one is not back");
            }
        }
        prop_assert!(!again.undone().keys().any(|id| office.entries[number(id)].ops.iter().any(takes_out)));
        for one in live(&office, &again) {
            if let Some(place) = again.author_place(one.id) {
                prop_assert!(office.is_honest(place.member), "an act of a bad one stands");
            }
        }
    }

    #[test]
    fn an_owner_s_next_step_works(seed in any::<u64>()) {
        let office = Simulation::run(seed);
        let judged = office.judge();
        let owners = judged.devices().iter().filter(|(_, x)| x.class == Class::Owner);
        for (owner, place) in owners.take(2) {
            next_steps(&office, &judged, *owner, place)?;
        }
    }
}

/// Settles everything, admits, grants, revokes, removes and takes back, each step on the one before.
fn next_steps(
    office: &Simulation,
    judged: &Judgement,
    owner: DeviceId,
    place: &Place,
) -> Result<(), TestCaseError> {
    let mut log = Log {
        office,
        entries: office.entries.clone(),
        owner,
        under: place.under,
    };
    let folder = judged.folders().next().unwrap_or_else(|| folder("m0.0/0"));
    let new = member("new");
    let to = judged.members().iter();
    let to = to
        .filter(|(_, x)| x.class != Class::Owner)
        .map(|(member, _)| *member)
        .next_back();
    let to = to.unwrap_or(new);
    let mut ops = vec![
        Op::Settle {
            removals: office.entries.iter().map(|one| one.id).collect(),
        },
        Op::AddMember {
            member: new,
            class: Class::Member,
            device: device("new.0"),
        },
    ];
    if to != new && !judged.is_sealed_to(to) {
        // Somebody removed a computer while another gave it a further place.
        ops.push(Op::Appoint {
            member: to,
            class: judged.members()[&to].class,
            device: senior(judged, to),
        });
    }
    let first = log.add(judged.tips(), ops);
    let grant = Op::Grant {
        folder,
        member: to,
        role: Role::Edit,
        recovery: true,
        until: None,
    };
    let granted = log.add(vec![first], vec![grant]);
    let now = log.judge();
    prop_assert!(now.members().contains_key(&new), "admits");
    let is_held = |id: &EntryId| log.entries[number(id)].ops.iter().any(takes_out);
    prop_assert!(!now.undone().keys().any(is_held), "settles");
    for recovery in [false, true] {
        let readers = now.readers(folder, recovery, office.now);
        prop_assert!(readers.contains(&to), "grants");
    }
    let revoke = Op::Revoke { folder, member: to };
    let revoked = log.with(vec![granted], vec![revoke]).judge();
    let reads = revoked.readers(folder, false, office.now);
    prop_assert!(!reads.contains(&to), "revokes");

    let below = judged.members().iter().filter(|(_, x)| x.rank > place.rank);
    for (target, _) in below {
        let keeps = latest(judged, &office.entries_of(judged, *target));
        let removal = Op::RemoveMember {
            member: *target,
            keeps,
        };
        let mut removed = log.with(vec![granted], vec![removal]);
        let last = removed
            .entries
            .last()
            .map(|one| one.id)
            .into_iter()
            .collect();
        let now = removed.judge();
        let rank = now.members().get(target).map(|x| x.rank);
        prop_assert!(rank.is_none_or(|rank| rank <= place.rank), "removes");

        let device = senior(judged, *target);
        let back = Op::Appoint {
            member: *target,
            class: Class::Member,
            device,
        };
        removed.add(last, vec![back]);
        let now = removed.judge();
        let is_back = now.members().contains_key(target);
        prop_assert!(is_back || !now.removals_of(device).is_empty(), "takes back");
    }
    Ok(())
}

/// The log of an office that an owner goes on with.
#[derive(Clone)]
struct Log<'a> {
    office: &'a Simulation,
    entries: Vec<Entry>,
    owner: DeviceId,
    under: Under,
}

impl Log<'_> {
    fn add(&mut self, prev: Vec<EntryId>, ops: Vec<Op>) -> EntryId {
        let id = entry(self.entries.len() as u64);
        self.entries.push(Entry {
            id,
            device: Some(self.owner),
            under: Some(self.under),
            prev,
            ops,
        });
        id
    }

    fn with(&self, prev: Vec<EntryId>, ops: Vec<Op>) -> Self {
        let mut log = self.clone();
        log.add(prev, ops);
        log
    }

    fn judge(&self) -> Judgement {
        self.office.judge_those(&self.entries)
    }
}
