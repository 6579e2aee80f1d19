//! The notation of the vectors: names stand for keys, numbers for hashes.

use keyrack_team::ids::{DeviceId, EntryId, FolderId, MemberId, sha256};

/// Device `m3.1` belongs to member `m3`.
pub fn device(name: &str) -> DeviceId {
    DeviceId(short("device", name))
}

pub fn member(name: &str) -> MemberId {
    MemberId(short("member", name))
}

/// Folder `m3.1/4` was made by device `m3.1`.
pub fn folder(name: &str) -> FolderId {
    FolderId::from_bytes(short("folder", name))
}

/// The device that made a folder.
pub fn maker(folder: &str) -> &str {
    folder.rsplit_once('/').map_or("", |(device, _)| device)
}

/// The member to whom a device belongs.
pub fn member_of(device: &str) -> &str {
    device.rsplit_once('.').map_or("", |(member, _)| member)
}

/// The number in big-endian order of bytes.
pub fn entry(number: u64) -> EntryId {
    let mut bytes = [0; 32];
    bytes[24..].copy_from_slice(&number.to_be_bytes());
    EntryId(bytes)
}

fn short(kind: &str, name: &str) -> [u8; 16] {
    let hash = sha256(format!("{kind} {name}").as_bytes());
    hash[..16].try_into().unwrap()
}

/// Numbers that are the same in every run.
pub struct Numbers(u64);

impl Numbers {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// SplitMix64.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Less than `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// True in so many of a hundred times.
    pub fn percent(&mut self, times: usize) -> bool {
        self.below(100) < times
    }

    pub fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    /// At most so many of them, in a random order.
    pub fn sample<T: Clone>(&mut self, from: &[T], at_most: usize) -> Vec<T> {
        let mut from = from.to_vec();
        self.shuffle(&mut from);
        from.truncate(at_most);
        from
    }

    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for end in (1..list.len()).rev() {
            list.swap(end, self.below(end + 1));
        }
    }
}
