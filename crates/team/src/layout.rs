//! Names of files in the store.
//!
//! ```text
//! keyrack-team.json
//! heads/<device>.<sequence, 12 digits>.<10 characters of its hash>.h
//! obj/<device>/<hash>.o
//! join/<invitation>.<device>.j
//! ```
//!
//! No name of a client or a folder ever stands in one. What has another name is ignored.

use std::fmt;

use serde::{Deserialize, Serialize};

use keyrack_seal::base32::base32;

use crate::ids::{DeviceId, InviteId, ObjectId, TeamId, sha256};

/// The plain file that says which office this is.
pub const TEAM_FILE: &str = "keyrack-team.json";
/// The most bytes of it.
pub const MAX_TEAM_FILE: usize = 1024;
/// Where heads lie.
pub const HEADS: &str = "heads";
/// Where requests to join lie.
pub const JOIN: &str = "join";
/// The greatest sequence that a name can hold.
pub const MAX_SEQ: u64 = 999_999_999_999;

/// The name of a head.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HeadName {
    /// Whose it is.
    pub device: DeviceId,
    /// The number of the publication, from 1.
    pub seq: u64,
    /// The beginning of its hash.
    pub h10: Short,
}

/// The first ten characters of the base32 of a hash.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Short([u8; 10]);

impl Short {
    /// That of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self::cut(&base32(&sha256(bytes))).unwrap_or(Self([b'a'; 10]))
    }

    /// The beginning of a longer text.
    fn cut(text: &str) -> Option<Self> {
        let first = text.as_bytes().first_chunk::<10>()?;
        first.iter().all(is_base32).then_some(Self(*first))
    }
}

impl fmt::Display for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(std::str::from_utf8(&self.0).unwrap_or_default())
    }
}

impl fmt::Debug for Short {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Short {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Short {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        let short = (text.len() == 10).then(|| Self::cut(&text)).flatten();
        short.ok_or_else(|| serde::de::Error::custom("not ten characters of base32"))
    }
}

impl HeadName {
    /// Reads a name in [`HEADS`]; none where it is that of something else.
    #[must_use]
    pub fn read(name: &str) -> Option<Self> {
        let mut parts = name.split('.');
        let device = parts.next()?.parse().ok()?;
        let seq = parts
            .next()
            .filter(|it| it.len() == 12 && it.bytes().all(|b| b.is_ascii_digit()))?;
        let h10 = parts.next().filter(|it| it.len() == 10)?;
        let is_head = parts.next() == Some("h") && parts.next().is_none();
        let name = Self {
            device,
            seq: seq.parse().ok()?,
            h10: Short::cut(h10)?,
        };
        (is_head && name.seq > 0).then_some(name)
    }

    /// Where it lies in the store.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{HEADS}/{self}")
    }
}

impl fmt::Display for HeadName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{:012}.{}.h", self.device, self.seq, self.h10)
    }
}

/// The folder with what a device has published.
#[must_use]
pub fn objects_of(device: DeviceId) -> String {
    format!("obj/{device}")
}

/// Where an object of a device lies.
#[must_use]
pub fn object_path(device: DeviceId, object: ObjectId) -> String {
    format!("obj/{device}/{object}.o")
}

/// Reads a name in a device's folder of objects.
#[must_use]
pub fn object_name(name: &str) -> Option<ObjectId> {
    name.strip_suffix(".o")?.parse().ok()
}

/// Where a request to join lies.
#[must_use]
pub fn join_path(invite: InviteId, device: DeviceId) -> String {
    format!("{JOIN}/{invite}.{device}.j")
}

/// Reads a name in [`JOIN`].
#[must_use]
pub fn join_name(name: &str) -> Option<(InviteId, DeviceId)> {
    let (invite, device) = name.strip_suffix(".j")?.split_once('.')?;
    Some((invite.parse().ok()?, device.parse().ok()?))
}

/// What [`TEAM_FILE`] says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TeamFile {
    magic: String,
    v: u64,
    /// The office.
    pub team: TeamId,
}

impl TeamFile {
    /// That of an office.
    #[must_use]
    pub fn of(team: TeamId) -> Self {
        Self {
            magic: MAGIC.to_owned(),
            v: 1,
            team,
        }
    }

    /// Its bytes.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// Reads it.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let file: Self = crate::json::read(bytes).ok()?;
        (file.magic == MAGIC && file.v == 1).then_some(file)
    }
}

const MAGIC: &str = "keyrack-team";

fn is_base32(letter: &u8) -> bool {
    matches!(letter, b'a'..=b'z' | b'2'..=b'7')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_heads_are_read_as_they_are_written_and_no_others() {
        let name = HeadName {
            device: DeviceId([7; 16]),
            seq: 12,
            h10: Short::of(b"head"),
        };
        let text = name.to_string();
        assert_eq!(HeadName::read(&text), Some(name));
        let others = [
            text.to_uppercase(),
            format!("{text}.tmp"),
            text.replace(".h", ".h (1)"),
            text.replace("000000000012", "12"),
            text.replace("000000000012", "000000000000"),
            text.replace("000000000012", "+00000000012"),
            format!("../{text}"),
            ".DS_Store".to_owned(),
            "desktop.ini".to_owned(),
            format!("~${text}"),
            String::new(),
        ];
        for other in others {
            assert_eq!(HeadName::read(&other), None, "{other}");
        }
    }

    #[test]
    fn names_of_objects_and_requests_are_read_as_they_are_written() {
        let (device, object, invite) = (DeviceId([1; 16]), ObjectId([2; 32]), InviteId([3; 16]));
        let path = object_path(device, object);
        let name = path
            .strip_prefix(&format!("{}/", objects_of(device)))
            .unwrap();
        assert_eq!(object_name(name), Some(object));
        assert!(path.len() <= 100, "{}", path.len());
        let path = join_path(invite, device);
        assert_eq!(
            join_name(path.strip_prefix("join/").unwrap()),
            Some((invite, device))
        );
    }

    #[test]
    fn the_file_that_names_the_office_is_read_back() {
        let file = TeamFile::of(TeamId([9; 32]));
        assert_eq!(TeamFile::read(&file.write()).unwrap().team, file.team);
        for other in ["{}", "[]", "x", r#"{"magic":"other","v":1,"team":"a"}"#] {
            assert!(TeamFile::read(other.as_bytes()).is_none());
        }
    }
}
