//! Heads: what a device publishes. One signature covers everything, because all else is listed by hash.

use std::collections::BTreeMap;

use keyrack_seal::{
    Identity, Recipient, file,
    sign::{SigningKey, VerifyingKey},
};
use keyrack_vault::Compartment;
use serde::{Deserialize, Serialize};

use crate::{
    form::{self, FormError, Framed, Kind},
    ids::{DeviceId, EntryId, FolderId, ObjectId, TeamId},
    json,
    layout::{HeadName, Short},
    log::device_id,
};

/// The most key objects that a head lists.
pub const MAX_BOOT: usize = 64;
/// The most folders that a head lists itself; more stand on pages.
pub const MAX_LIST: usize = 64;
/// How many pages there are: one for each hex digit.
pub const PAGES: usize = 16;
/// The most folders on a page.
pub const MAX_PAGE: usize = 20_000;
/// The most bytes of new entries in a head.
pub const MAX_NEW: usize = 64 << 10;
/// The most devices of an office.
pub const MAX_DEVICES: usize = 400;
const MAX_SEGMENTS: usize = 4_000;
pub(crate) const MAX_TIPS: usize = 5_000;

/// What everybody may read of a head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frame {
    v: u64,
    /// The office.
    pub team: TeamId,
    /// Who publishes.
    pub dev: DeviceId,
    /// The number of the publication, from 1.
    pub seq: u64,
    /// The one before it.
    pub prev: Option<ObjectId>,
    /// When, in milliseconds since 1970 and a counter.
    pub at: (u64, u16),
    /// The id of the log key that opens the second frame.
    #[serde(rename = "lk")]
    pub log_key: String,
    /// The key objects that are in use, and their sizes.
    pub boot: Vec<(ObjectId, u64)>,
}

/// What the office may read of a head.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// The log.
    pub log: LogPart,
    /// The folders.
    pub folders: Folders,
    /// Files that lie apart.
    pub files: Vec<(String, ObjectId, u64)>,
    /// To whom each key object goes: ids of member keys, or devices.
    pub boot: Vec<(ObjectId, Vec<String>)>,
    /// The newest head of each device that the author has seen.
    pub seen: BTreeMap<DeviceId, (u64, Short)>,
    /// What happened on the device: how much, and where it is written.
    pub audit: Option<(u64, ObjectId)>,
    /// The policy that the program applies.
    pub policy: Option<EntryId>,
    /// The program's version.
    pub app: String,
    /// By how many seconds the device's clock is ahead of the store's.
    pub clock: Option<i64>,
}

/// What a head says of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LogPart {
    /// The tips that the author knows.
    pub tips: Vec<EntryId>,
    /// Entries, as they were written, in base64url.
    pub new: Vec<String>,
    /// Segments with older ones: object, size, count, last entry.
    pub segs: Vec<(ObjectId, u64, u64, EntryId)>,
}

/// The folders that a head lists, or the pages that do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Folders {
    /// Few.
    List(Vec<Listing>),
    /// Many, by the first hex digit of their ids.
    Pages(Vec<ObjectId>),
}

impl Default for Folders {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

/// A folder object that is listed: folder, compartment, object, size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Listing(pub FolderId, pub Compartment, pub ObjectId, pub u64);

impl Listing {
    /// The page that it stands on.
    #[must_use]
    pub fn digit(&self) -> usize {
        usize::from(self.0.as_bytes()[0] >> 4)
    }
}

/// A head whose form and signature are right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// What it is named.
    pub name: HeadName,
    /// The hash of the file.
    pub hash: ObjectId,
    /// What everybody may read.
    pub frame: Frame,
    /// The sealed second frame.
    sealed: Vec<u8>,
}

impl Frame {
    /// The frame of a publication.
    #[must_use]
    pub fn new(team: TeamId, dev: DeviceId, seq: u64, prev: Option<ObjectId>) -> Self {
        Self {
            v: 1,
            team,
            dev,
            seq,
            prev,
            at: (0, 0),
            log_key: String::new(),
            boot: Vec::new(),
        }
    }
}

impl Head {
    /// Signs a head, and gives the file.
    ///
    /// # Errors
    /// [`FormError::Malformed`] where it is larger than heads may be.
    pub fn write(
        frame: &Frame,
        body: &Body,
        key: &SigningKey,
        log_key: &Recipient,
    ) -> Result<Vec<u8>, FormError> {
        if frame.boot.len() > MAX_BOOT || !body.is_within_bounds() {
            // What nobody would read must not be signed.
            return Err(FormError::Malformed);
        }
        let first = serde_json::to_vec(frame).map_err(|_| FormError::Malformed)?;
        let second = super::object::padded(body)?;
        let sealed = file::seal(&second, &[log_key]).map_err(|_| FormError::Malformed)?;
        form::write(Kind::Head, key, &[&first, &sealed])
    }

    /// Reads a head whose author is not known yet. Nothing in it may be believed: it is for finding the founding entry of
    /// an office, whose hash is known.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn unverified(name: HeadName, bytes: &[u8], team: TeamId) -> Result<Self, FormError> {
        if Short::of(bytes) != name.h10 {
            return Err(FormError::Misplaced);
        }
        let framed = Framed::split(Kind::Head, bytes)?;
        Self::of(
            name,
            bytes,
            team,
            framed.unverified(),
            framed.unverified_second(),
        )
    }

    /// Reads a head that lies under `name`.
    ///
    /// # Errors
    /// [`FormError`]: [`FormError::Misplaced`] where it is another one than its name says.
    pub fn read(
        name: HeadName,
        bytes: &[u8],
        team: TeamId,
        key: &VerifyingKey,
    ) -> Result<Self, FormError> {
        if Short::of(bytes) != name.h10 || device_id(key) != name.device {
            return Err(FormError::Misplaced);
        }
        let [first, second] = Framed::split(Kind::Head, bytes)?.verified(key)?;
        Self::of(name, bytes, team, first, second)
    }

    fn of(
        name: HeadName,
        bytes: &[u8],
        team: TeamId,
        first: &[u8],
        second: &[u8],
    ) -> Result<Self, FormError> {
        let frame: Frame = json::read(first)?;
        if frame.v != 1 {
            return Err(FormError::Newer);
        }
        if frame.boot.len() > MAX_BOOT {
            return Err(FormError::Malformed);
        }
        let is_the_one = (frame.team, frame.dev, frame.seq) == (team, name.device, name.seq);
        match is_the_one {
            true => Ok(Self {
                name,
                hash: ObjectId::of(bytes),
                frame,
                sealed: second.to_vec(),
            }),
            false => Err(FormError::Misplaced),
        }
    }

    /// Opens the second frame.
    ///
    /// # Errors
    /// [`FormError::Sealed`] where none of the keys opens it; else what is wrong with it.
    pub fn open<'a>(
        &self,
        log_keys: impl IntoIterator<Item = &'a Identity>,
    ) -> Result<Body, FormError> {
        let plain = file::open_with(&self.sealed, log_keys).map_err(|_| FormError::Sealed)?;
        let body: Body = json::read(&plain)?;
        match body.is_within_bounds() {
            true => Ok(body),
            false => Err(FormError::Malformed),
        }
    }
}

impl Body {
    fn is_within_bounds(&self) -> bool {
        let folders = match &self.folders {
            Folders::List(list) => list.len() <= MAX_LIST,
            Folders::Pages(pages) => pages.len() == PAGES,
        };
        let new: usize = self.log.new.iter().map(String::len).sum();
        folders
            && new <= MAX_NEW * 4 / 3 + 4
            && self.log.segs.len() <= MAX_SEGMENTS
            && self.log.tips.len() <= MAX_TIPS
            && self.boot.len() <= MAX_BOOT
            && self.seen.len() <= MAX_DEVICES
    }
}
