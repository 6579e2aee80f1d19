//! The policy in force: the latest one; of those that were set at the same time, the stricter of each field.

use std::collections::BTreeMap;

use super::{
    entry::Op,
    judge::Verdicts,
    past::At,
    places::{Log, Places},
};

/// Fields of which the greater value is the stricter. Of all others, the smaller is (2.12).
const GREATER_IS_STRICTER: &[&str] = &[
    "audit_level",
    "device_approval",
    "lock_on_sleep",
    "min_password_len",
    "min_zxcvbn",
    "pin_len",
    "silence_stops_writing",
    "unlock_fail_delay",
];

pub(super) fn in_force(
    log: &Log<'_>,
    places: &Places,
    verdicts: &Verdicts,
) -> BTreeMap<String, u64> {
    let set: Vec<(At, &BTreeMap<String, u64>)> = log
        .ops()
        .filter_map(|(at, _, op)| match op {
            Op::Policy(fields) => Some((at, fields)),
            _ => None,
        })
        .filter(|(at, _)| verdicts.is_live(*at) && places.of(*at).is_some_and(|x| x.is_top()))
        .collect();
    let entries: Vec<At> = set.iter().map(|(at, _)| *at).collect();
    let latest = log.past.latest(&entries);
    let mut policy: BTreeMap<String, u64> = BTreeMap::new();
    for (_, fields) in set.iter().filter(|(at, _)| latest.contains(at)) {
        for (field, value) in *fields {
            let kept = policy.entry(field.clone()).or_insert(*value);
            *kept = stricter(field, *kept, *value);
        }
    }
    policy
}

fn stricter(field: &str, a: u64, b: u64) -> u64 {
    if GREATER_IS_STRICTER.contains(&field) {
        a.max(b)
    } else {
        a.min(b)
    }
}
