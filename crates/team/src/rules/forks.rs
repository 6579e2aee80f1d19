//! R9: devices whose entries are not one chain. An alarm; nothing is void because of it.

use std::collections::{BTreeSet, HashMap};

use super::{past::At, places::Log};
use crate::ids::DeviceId;

/// The devices that have a twin.
pub(super) fn devices(log: &Log<'_>) -> BTreeSet<DeviceId> {
    let mut latest: HashMap<DeviceId, At> = HashMap::new();
    let mut forked = BTreeSet::new();
    for (at, entry) in log.entries.iter().enumerate() {
        let Some(device) = entry.device else { continue };
        let earlier = latest.insert(device, at);
        if earlier.is_some_and(|earlier| !log.past.is_before(earlier, at)) {
            forked.insert(device);
        }
    }
    forked
}
