//! The listing of heads: one request tells all that is new.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_store::Listed;

use crate::{ids::DeviceId, layout::HeadName};

/// The newest heads that a listing names.
#[derive(Debug, Clone, Default)]
pub struct HeadNames {
    /// Of each device those with the greatest number: one, or several where it has two histories.
    pub newest: BTreeMap<DeviceId, Vec<HeadName>>,
    /// All names that are those of heads.
    pub all: Vec<HeadName>,
    /// How many names are none of a head.
    pub junk: usize,
}

impl HeadNames {
    /// Reads a listing, which may be in any order, and name a file twice.
    #[must_use]
    pub fn read(listed: &[Listed]) -> Self {
        let names = listed.iter().map(|file| HeadName::read(&file.name));
        let junk = names.clone().filter(Option::is_none).count();
        let mut all: Vec<HeadName> = names.flatten().collect();
        all.sort_unstable();
        all.dedup();
        Self::of_sorted(all, junk)
    }

    fn of_sorted(all: Vec<HeadName>, junk: usize) -> Self {
        let mut newest: BTreeMap<DeviceId, Vec<HeadName>> = BTreeMap::new();
        for name in &all {
            let of_device = newest.entry(name.device).or_default();
            if of_device.first().is_some_and(|it| it.seq < name.seq) {
                of_device.clear();
            }
            of_device.push(*name);
        }
        Self { newest, all, junk }
    }

    /// The greatest number of a device's heads.
    #[must_use]
    pub fn seq(&self, device: DeviceId) -> Option<u64> {
        self.newest.get(&device)?.first().map(|it| it.seq)
    }

    /// All heads that are named of a device, the newest first.
    pub fn of(&self, device: DeviceId) -> impl Iterator<Item = HeadName> + '_ {
        let from = self.all.partition_point(|it| it.device < device);
        let to = self.all.partition_point(|it| it.device <= device);
        let names = self.all.get(from..to).unwrap_or_default();
        names.iter().rev().copied()
    }

    /// What is named apart from these.
    #[must_use]
    pub fn without(&self, others: &BTreeSet<HeadName>) -> Self {
        let all = self.all.iter().copied();
        Self::of_sorted(all.filter(|it| !others.contains(it)).collect(), self.junk)
    }

    /// Whether a head is named.
    #[must_use]
    pub fn has(&self, name: &HeadName) -> bool {
        self.all.binary_search(name).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Short;

    #[test]
    fn of_each_device_the_newest_head_counts_in_whatever_order_and_however_often_it_is_listed() {
        let name = |device: u8, seq, text: &[u8]| HeadName {
            device: DeviceId([device; 16]),
            seq,
            h10: Short::of(text),
        };
        let (old, new, fork, other) = (
            name(1, 9, b"a"),
            name(1, 10, b"b"),
            name(1, 10, b"c"),
            name(2, 3, b"d"),
        );
        let listed: Vec<Listed> = [new, other, old, fork, new]
            .iter()
            .map(ToString::to_string)
            .chain([
                ".DS_Store".to_owned(),
                format!("{new} (conflicted copy)"),
                new.to_string().to_uppercase(),
            ])
            .map(|name| Listed { name, size: 1 })
            .collect();
        let names = HeadNames::read(&listed);
        let mut both = vec![new, fork];
        both.sort_unstable();
        assert_eq!(names.newest[&new.device], both);
        assert_eq!(names.newest[&other.device], vec![other]);
        assert_eq!(names.junk, 3);
        assert!(names.has(&old));
    }
}
