//! What the properties ask about a random office.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use keyrack_team::{
    ids::{DeviceId, EntryId, MemberId},
    rules::{Class, Entry, Judgement, Op, Place, Status, Under},
};

use crate::adversaries::{Simulation, given_to, is_top, number};

pub fn live<'a>(office: &'a Simulation, judged: &'a Judgement) -> impl Iterator<Item = &'a Entry> {
    let entries = office.entries.iter();
    entries.filter(|one| judged.status(one.id) == Some(Status::Live))
}

/// What the people of an office notice of its log.
pub fn outside(office: &Simulation, judged: &Judgement) -> String {
    let readers = judged.folders().map(|folder| {
        let codes = judged.readers(folder, false, office.now);
        (folder, codes, judged.readers(folder, true, office.now))
    });
    let keys = judged.members().keys();
    let keys = keys.map(|member| (member, judged.present_key(*member)));
    let devices = judged.devices().iter();
    let devices = devices.map(|(device, x)| (device, x.member, x.class, x.rank, x.depth));
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {:?} {}",
        devices.collect::<Vec<_>>(),
        judged.held(),
        judged.roles(),
        readers.collect::<Vec<_>>(),
        keys.collect::<Vec<_>>(),
        judged.forked(),
        judged.policy(),
        judged.losses().len(),
    )
}

/// The entry by which somebody else gave a place.
pub fn root(office: &Simulation, mut under: Under) -> EntryId {
    loop {
        let by = &office.entries[number(&under.0)];
        match (&by.ops[under.1], by.under) {
            (Op::AddDevice { .. }, Some(senior)) => under = senior,
            _ => return by.id,
        }
    }
}

/// The member, and everybody through whom the member's places come.
pub fn who_carries(
    office: &Simulation,
    judged: &Judgement,
    member: MemberId,
) -> BTreeSet<MemberId> {
    let mut found = BTreeSet::new();
    let mut open = vec![member];
    while let Some(member) = open.pop() {
        if !found.insert(member) {
            continue;
        }
        for one in &office.entries {
            let Some(author) = judged.author_place(one.id) else {
                continue;
            };
            if one.ops.iter().any(|op| given_member(op) == Some(member)) {
                open.push(author.member);
            }
            if author.member == member {
                let giver = judged.author_place(author.under.0);
                open.extend(giver.map(|giver| giver.member));
            }
        }
    }
    found
}

pub fn given_member(op: &Op) -> Option<MemberId> {
    match op {
        Op::Found { member, .. }
        | Op::AddMember { member, .. }
        | Op::Appoint { member, .. }
        | Op::AddDevice { member, .. } => Some(*member),
        _ => None,
    }
}

/// The entry with no other ops than those.
pub fn silenced(one: &Entry, says: &dyn Fn(&Op) -> bool) -> Entry {
    let ops = one.ops.iter();
    let ops = ops.map(|op| if says(op) { op.clone() } else { Op::Record });
    Entry {
        ops: ops.collect(),
        ..one.clone()
    }
}

/// (rank, depth) of every place that a live entry gives, by device.
pub fn places_given(office: &Simulation, judged: &Judgement) -> HashMap<DeviceId, Vec<Place>> {
    let mut places: HashMap<DeviceId, Vec<Place>> = HashMap::new();
    for one in live(office, judged) {
        let author = judged.author_place(one.id);
        for (number, op) in one.ops.iter().enumerate() {
            let rank = author.map_or(0, |author| author.rank);
            let (class, rank, depth) = match (op, author) {
                (Op::Found { .. }, _) => (Class::Owner, 1, 0),
                (Op::AddMember { class, .. } | Op::Appoint { class, .. }, _) => match class {
                    Class::Owner if is_top(author.as_ref()) => (*class, rank + 1, 0),
                    Class::Manager if is_top(author.as_ref()) => (*class, 1000, 0),
                    Class::Member if rank <= 1000 => (*class, 2000, 0),
                    _ => continue,
                },
                (Op::AddDevice { member, .. }, Some(author)) if author.member == *member => {
                    (author.class, author.rank, author.depth + 1)
                }
                _ => continue,
            };
            let (Some(device), Some(member)) = (given_to(op), given_member(op)) else {
                continue;
            };
            places.entry(device).or_default().push(Place {
                member,
                class,
                rank,
                depth,
                under: (one.id, number),
            });
        }
    }
    places
}

/// A computer of each honest member whom nobody removed rightfully.
pub fn honest_computers(office: &Simulation, judged: &Judgement) -> BTreeMap<MemberId, DeviceId> {
    let removed: BTreeSet<MemberId> = office
        .removals
        .iter()
        .map(|removal| removal.member)
        .chain(
            office
                .entries
                .iter()
                .filter(|one| one.device.is_none())
                .flat_map(|one| {
                    one.ops.iter().filter_map(|op| match op {
                        Op::RemoveMember { member, .. } => Some(*member),
                        _ => None,
                    })
                }),
        )
        .collect();
    let mut chosen = BTreeMap::new();
    for computer in &office.computers {
        let member = office.people[computer.person].id;
        if !office.is_honest(member) || removed.contains(&member) {
            continue;
        }
        let is_in = judged.place(computer.id).is_some();
        let kept = chosen.entry(member).or_insert(computer.id);
        if is_in && judged.place(*kept).is_none() {
            *kept = computer.id;
        }
    }
    chosen
}

pub fn retires(office: &Simulation, judged: &Judgement, device: DeviceId) -> bool {
    office.entries.iter().any(|one| {
        let is_own = |op: &Op| matches!(op, Op::RemoveDevice { device: x, .. } if *x == device);
        one.device == Some(device)
            && judged.author_place(one.id).is_some()
            && one.ops.iter().any(is_own)
    })
}

pub fn renamed(entries: &[Entry], name: &dyn Fn(&EntryId) -> EntryId) -> Vec<Entry> {
    let all = |ids: &[EntryId]| -> Vec<EntryId> { ids.iter().map(name).collect() };
    let rename = |op: &Op| {
        let mut op = op.clone();
        match &mut op {
            Op::RemoveMember { keeps, .. }
            | Op::RemoveDevice { keeps, .. }
            | Op::Demote { keeps, .. }
            | Op::Settle { removals: keeps } => *keeps = all(keeps),
            _ => {}
        }
        op
    };
    let entries = entries.iter();
    entries
        .map(|one| Entry {
            id: name(&one.id),
            device: one.device,
            under: one.under.map(|(by, op)| (name(&by), op)),
            prev: all(&one.prev),
            ops: one.ops.iter().map(rename).collect(),
        })
        .collect()
}
