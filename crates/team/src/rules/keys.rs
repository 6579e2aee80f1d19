//! R8d: the key to which each member is sealed.

use std::collections::BTreeMap;

use super::{
    entry::Op,
    judge::Verdicts,
    office::Office,
    past::At,
    places::{Log, Places},
};
use crate::ids::MemberId;

/// A member's present key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum PresentKey {
    /// The one of the joining document.
    Joining,
    /// One that a device of the member announced: `age1…`.
    Announced(String),
}

/// The present key of each member in the office who has one: the newest that was made with every loss of a device of the
/// member in its past, by a device that is sealed to. Of several that are equally new, the least.
pub(super) fn present(
    log: &Log<'_>,
    places: &Places,
    verdicts: &Verdicts,
    office: &Office,
) -> BTreeMap<MemberId, PresentKey> {
    let mut announced: BTreeMap<MemberId, Vec<(At, &str)>> = BTreeMap::new();
    for (at, _, op) in log.ops() {
        let Op::MemberKey { member, key } = op else {
            continue;
        };
        let is_own = places.of(at).and_then(|author| author.member) == Some(*member);
        let is_sealed_to = log.entries[at]
            .device
            .is_some_and(|device| office.sealed_devices.contains(&device));
        if verdicts.is_live(at) && is_own && is_sealed_to {
            announced.entry(*member).or_default().push((at, key));
        }
    }
    let members = office.members.keys();
    members
        .filter_map(|member| {
            let announced = announced.get(member).map_or(&[][..], |keys| keys);
            Some((*member, present_of(log, office, *member, announced)?))
        })
        .collect()
}

fn present_of(
    log: &Log<'_>,
    office: &Office,
    member: MemberId,
    announced: &[(At, &str)],
) -> Option<PresentKey> {
    let losses: Vec<At> = match office.losses_of.get(&member) {
        Some(losses) => losses.iter().collect(),
        None => Vec::new(),
    };
    let latest_losses = log.past.latest(&losses);
    let knows_all = |at: At| {
        latest_losses
            .iter()
            .all(|loss| log.past.is_before(*loss, at))
    };
    let fresh: Vec<_> = announced.iter().filter(|(at, _)| knows_all(*at)).collect();
    let entries: Vec<At> = fresh.iter().map(|(at, _)| *at).collect();
    let newest = log.past.latest(&entries);
    let newest = fresh.iter().filter(|(at, _)| newest.contains(at));
    match newest.map(|(_, key)| *key).min() {
        Some(key) => Some(PresentKey::Announced(key.to_owned())),
        None => losses.is_empty().then_some(PresentKey::Joining),
    }
}
