//! An entry: who signed it, under which appointment, after what, and what it does.

use keyrack_seal::sign::{SigningKey, VerifyingKey};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{device_document::device_id, op::Op};
use crate::{
    form::{self, FormError, Framed, Kind},
    ids::{DeviceId, EntryId, TeamId},
    json::{self, Fields},
    rules::{self, Under},
};

/// The most tips that an entry names.
pub const MAX_PREV: usize = 64;
/// The most ops of an entry: more do not fit where each has a name of 26 characters.
pub const MAX_OPS: usize = 1_000;

/// An entry whose form and signature are right.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The hash of its frame.
    pub id: EntryId,
    /// The whole file, as it was written.
    pub bytes: Vec<u8>,
    /// The office; none in the founding entry.
    pub team: Option<TeamId>,
    /// Who signed it: a device, or a sheet.
    pub device: DeviceId,
    /// The key that it was signed with.
    pub author: VerifyingKey,
    /// What gave the device the place under which it signs; none for a sheet.
    pub under: Option<Under>,
    /// The tips that the author had seen.
    pub prev: Vec<EntryId>,
    /// When, in milliseconds since 1970 and a counter.
    pub at: (u64, u16),
    /// What it does.
    pub ops: Vec<Op>,
}

/// An entry that is to be signed.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// The office; none when it is founded.
    pub team: Option<TeamId>,
    /// What gave the device its place; none for a sheet.
    pub under: Option<Under>,
    /// The tips.
    pub prev: Vec<EntryId>,
    /// When.
    pub at: (u64, u16),
    /// What it does.
    pub ops: Vec<Op>,
}

impl NewEntry {
    /// Signs it.
    ///
    /// # Errors
    /// [`FormError::Malformed`] where it is larger than entries may be.
    pub fn sign(&self, key: &SigningKey) -> Result<Entry, FormError> {
        let author = key.verifying_key();
        let stored = Stored {
            v: 1,
            team: self.team,
            dev: device_id(&author),
            under: self.under,
            prev: &self.prev,
            at: self.at,
            ops: &self.ops,
        };
        let frame = serde_json::to_vec(&stored).map_err(|_| FormError::Malformed)?;
        let bytes = form::write(Kind::Entry, key, &[&frame])?;
        // What nobody could read must not be signed.
        Entry::read(&bytes, |device| (device == stored.dev).then_some(author))
    }
}

impl Entry {
    /// Whose entry it is, before its signature was looked at.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn author_of(bytes: &[u8]) -> Result<DeviceId, FormError> {
        #[derive(Deserialize)]
        struct Author {
            dev: DeviceId,
        }
        let framed = Framed::split(Kind::Entry, bytes)?;
        json::read::<Author>(framed.unverified()).map(|it| it.dev)
    }

    /// The id that an entry has, whoever signed it.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn id_of(bytes: &[u8]) -> Result<EntryId, FormError> {
        let framed = Framed::split(Kind::Entry, bytes)?;
        Ok(EntryId::of(framed.unverified()))
    }

    /// The keys of the sheets that a founding entry lists, before its signature was looked at: that its hash is the name
    /// of the office vouches for them.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn founding(bytes: &[u8], team: TeamId) -> Result<Self, FormError> {
        let framed = Framed::split(Kind::Entry, bytes)?;
        let frame = framed.unverified();
        if EntryId::of(frame).0 != team.0 {
            return Err(FormError::Misplaced);
        }
        let ops = read_ops(&mut json::read_object(frame)?)?;
        let [Op::Found { sheets, .. }] = &*ops else {
            return Err(FormError::Malformed);
        };
        let sheets = sheets.clone();
        Self::read(bytes, |device| {
            let sheet = sheets.iter().find(|it| it.id() == device);
            sheet.map(|it| it.sign)
        })
    }

    /// Reads an entry. `key` finds the key of a device.
    ///
    /// # Errors
    /// [`FormError::Unsigned`] also where there is no key.
    pub fn read(
        bytes: &[u8],
        key: impl FnOnce(DeviceId) -> Option<VerifyingKey>,
    ) -> Result<Self, FormError> {
        let author = key(Self::author_of(bytes)?).ok_or(FormError::Unsigned)?;
        let [frame, _] = Framed::split(Kind::Entry, bytes)?.verified(&author)?;
        let mut fields = json::read_object(frame)?;
        if fields.take::<u64>("v")? != 1 {
            return Err(FormError::Newer);
        }
        let entry = Self {
            id: EntryId::of(frame),
            bytes: bytes.to_vec(),
            team: fields.take("team")?,
            device: fields.take("dev")?,
            author,
            under: fields.take("under")?,
            prev: fields.take("prev")?,
            at: fields.take("at")?,
            ops: read_ops(&mut fields)?,
        };
        fields.end()?;
        match entry.prev.len() <= MAX_PREV {
            true => Ok(entry),
            false => Err(FormError::Malformed),
        }
    }

    /// What the rules see of it. `is_sheet` says whether a device is one of the office's sheets.
    #[must_use]
    pub fn for_rules(&self, team: TeamId, is_sheet: impl FnOnce(DeviceId) -> bool) -> rules::Entry {
        rules::Entry {
            id: self.id,
            device: (!is_sheet(self.device)).then_some(self.device),
            under: self.under,
            prev: self.prev.clone(),
            ops: self
                .ops
                .iter()
                .map(|op| op.for_rules(team, &self.author))
                .collect(),
        }
    }
}

/// `{"v":1,"team","dev","under":["<entry>",n]|null,"prev":["<entry>"…],"at":[ms,ctr],"ops":[…]}`
#[derive(Serialize)]
struct Stored<'a> {
    v: u64,
    team: Option<TeamId>,
    dev: DeviceId,
    under: Option<Under>,
    prev: &'a [EntryId],
    at: (u64, u16),
    ops: &'a [Op],
}

fn read_ops(fields: &mut Fields) -> Result<Vec<Op>, FormError> {
    let ops: Vec<Value> = fields.take("ops")?;
    if ops.len() > MAX_OPS {
        return Err(FormError::Malformed);
    }
    ops.into_iter().map(Op::read).collect()
}
