//! What a device knows of the office besides keys and folders: it is sealed, and never leaves the computer.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_seal::Plaintext;
use keyrack_vault::{Compartment, Id};
use serde::{Deserialize, Serialize};

use crate::{
    alarm::{About, AlarmCode},
    form::FormError,
    head::{Body, Frame, Listing},
    ids::{DeviceId, EntryId, FolderId, InviteId, MemberId, ObjectId, TeamId},
    json,
    layout::{HeadName, Short},
    log::Log,
    object::{Sealed, Span, join_span},
};

/// A compartment of a folder.
pub type Place = (FolderId, Compartment);

/// The state.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct State {
    /// The newest heads of each device that were taken in: one, or those of a device with two histories.
    pub heads: BTreeMap<DeviceId, Vec<Accepted>>,
    /// The newest head of each device that was ever seen.
    pub seen: BTreeMap<DeviceId, (u64, Short)>,
    /// Heads of devices that nobody knows, which were looked at in vain.
    pub strangers: BTreeMap<DeviceId, (u64, Short)>,
    /// The last heads of devices that retired, which list nothing.
    #[serde(default)]
    pub retired: BTreeMap<DeviceId, (u64, Short)>,
    /// What this device publishes.
    pub own: Own,
    /// Objects that are listed, and were read.
    pub objects: BTreeMap<ObjectId, ObjectState>,
    /// From when to when folders were sealed to whom.
    #[serde(with = "pairs")]
    pub sealed: BTreeMap<Place, Sealed>,
    /// From when to when compartments were sealed to which key, in objects that were opened here: those too that did not
    /// count.
    #[serde(default, with = "pairs")]
    pub reached: BTreeMap<Place, BTreeMap<String, Span>>,
    /// Secrets that were ticked as replaced at the portal, by what they are called in the list of them.
    #[serde(default)]
    pub ticked: BTreeMap<String, Ticked>,
    /// Objects whose contents this device took in, by compartment: where one of them goes without another that covers it,
    /// what was in it has to be published from here.
    #[serde(with = "pairs")]
    pub basis: BTreeMap<Place, BTreeSet<ObjectId>>,
    /// What has to be published again from here, and when: not at once, so that not everybody does.
    #[serde(with = "pairs")]
    pub heal: BTreeMap<Place, u64>,
    /// Accounts that left a folder and are at home nowhere, and since when.
    #[serde(default, with = "pairs")]
    pub homeless: BTreeMap<(FolderId, Id), u64>,
    /// When the folders of the store are to be compared with what is listed.
    #[serde(default)]
    pub look_at: Option<u64>,
    /// What other devices list and is neither in the store nor here, as it was found when it was last looked.
    #[serde(default)]
    pub gone: BTreeMap<DeviceId, BTreeSet<ObjectId>>,
    /// How often wrong digits were typed for a request, by invitation and device.
    #[serde(with = "pairs")]
    pub wrong: BTreeMap<(InviteId, DeviceId), u8>,
    /// Codes of invitations from here, to be sent again.
    pub invites: BTreeMap<InviteId, String>,
    /// Invitations that were answered a second time, by somebody who knows the code, and when that was last seen, in
    /// milliseconds since 1970.
    #[serde(default)]
    pub used_again: BTreeMap<InviteId, u64>,
    /// The greatest time in what was signed here, in milliseconds since 1970 and a counter.
    pub at: (u64, u16),
    /// When the store was last read whole, in milliseconds since 1970.
    pub synced: Option<u64>,
    /// By how many milliseconds the clock here was ahead of the store's when the store last told its time.
    #[serde(default)]
    pub clock: Option<i64>,
    /// When an owner's new head was last seen.
    pub owner_seen: Option<u64>,
    /// Devices of which two histories were seen.
    pub forked: BTreeSet<DeviceId>,
    /// What the last sync found that a person should know.
    pub alarms: Vec<(AlarmCode, About, u64)>,
    /// What arrived of somebody only after a removal had undone it, and nobody has looked at.
    #[serde(default)]
    pub late: BTreeSet<EntryId>,
    /// The last sign of each device: when its newest head was made.
    pub signs: BTreeMap<DeviceId, u64>,
}

/// A head that was taken in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accepted {
    /// The beginning of its hash.
    pub h10: Short,
    /// Its hash.
    pub hash: ObjectId,
    /// What everybody may read.
    pub frame: Frame,
    /// What the office may read, without entries.
    pub body: Body,
    /// The entries that it lists.
    pub entries: Vec<EntryId>,
    /// The folders that it lists.
    pub list: Vec<Listing>,
}

impl Accepted {
    /// What the head is called in the store.
    #[must_use]
    pub const fn name(&self) -> HeadName {
        HeadName {
            device: self.frame.dev,
            seq: self.frame.seq,
            h10: self.h10,
        }
    }
}

/// What is known of a folder object that was read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ObjectState {
    /// Who made it, and of what: others may list it as something else.
    pub of: (DeviceId, FolderId, Compartment),
    /// To which key of whom it is sealed.
    pub to: Vec<(MemberId, String)>,
    /// Whether it was merged: its author might change the folder when it was read.
    pub merged: bool,
    /// Whether it was looked at, and held nothing that is not here.
    #[serde(default)]
    pub is_known: bool,
}

/// A tick, which counts as long as nobody could read the secret after what was known then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticked {
    /// When it was made, in milliseconds since 1970.
    pub at: u64,
    /// Until when somebody could read the secret, as was known then.
    pub until: u64,
}

/// What this device publishes.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Own {
    /// The number of the newest head that was begun to be written; a number is never used twice.
    pub seq: u64,
    /// That head.
    pub head: Option<ObjectId>,
    /// A publication that may not have reached the store.
    pub pending: Option<Pending>,
    /// Whether another computer was seen that publishes under this device's name.
    pub twin: bool,
    /// Folder objects.
    pub list: Vec<Listing>,
    /// Key objects: object, size, to whom, which key.
    pub boot: Vec<OwnBoot>,
    /// Segments of the log, and what is in them.
    pub segs: Vec<OwnSegment>,
    /// The pages of a long list of folder objects.
    pub pages: Vec<OwnPage>,
    /// Entries that stand in the head itself.
    pub listed: Vec<EntryId>,
    /// Objects that are not listed any more, and since when: they go a day later.
    pub dropped: BTreeMap<ObjectId, u64>,
    /// When the newest head was made.
    pub published: u64,
    /// What has to be sealed anew from here, though nothing in it changed.
    #[serde(default)]
    pub reseal: BTreeSet<Place>,
}

/// A publication on its way. Its files are in the cache.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pending {
    /// The head's path.
    pub head: String,
    /// The head, in base64url.
    pub bytes: String,
    /// The objects that are new.
    pub objects: Vec<ObjectId>,
    /// What of the folders it publishes.
    pub places: BTreeSet<Place>,
    /// Whether more waits to be sealed anew, for the next publication.
    #[serde(default)]
    pub more: bool,
}

/// A key object of this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnBoot {
    /// The object.
    pub object: ObjectId,
    /// Its size.
    pub len: u64,
    /// To which member keys or devices it is sealed.
    pub to: Vec<String>,
    /// The newest key in it.
    pub key: String,
    /// Whether it holds keys of the log.
    pub is_log: bool,
}

/// A page of this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnPage {
    /// The object.
    pub object: ObjectId,
    /// The log key that it is sealed to.
    pub key: String,
    /// What stands on it.
    pub list: Vec<Listing>,
}

/// A segment of this device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSegment {
    /// The object.
    pub object: ObjectId,
    /// Its size.
    pub len: u64,
    /// The entries in it.
    pub entries: Vec<EntryId>,
}

impl State {
    /// The state and the log, to be sealed.
    ///
    /// # Errors
    /// [`FormError::Malformed`], which means a defect here.
    pub fn write(&self, log: &Log) -> Result<Plaintext, FormError> {
        // In the order of their times, so that the key of an author is known before it is needed.
        let mut known: Vec<_> = log.entries().collect();
        known.sort_by_key(|it| (it.at, it.id));
        let entries = known.into_iter().map(|it| &*it.bytes).chain(log.waiting());
        crate::object::padded(&Stored {
            format: FORMAT.to_owned(),
            version: 1,
            team: log.team(),
            entries: entries.map(json::base64).collect(),
            state: std::borrow::Cow::Borrowed(self),
        })
    }

    /// Reads what [`State::write`] wrote; `now` is in milliseconds since 1970.
    ///
    /// # Errors
    /// [`FormError`].
    pub fn read(plain: &[u8], team: TeamId, now: u64) -> Result<(Self, Log), FormError> {
        let stored: Stored<'_> = serde_json::from_slice(plain).map_err(|_| FormError::Malformed)?;
        if stored.format != FORMAT || stored.team != team {
            return Err(FormError::Malformed);
        }
        if stored.version != 1 {
            return Err(FormError::Newer);
        }
        let entries: Vec<Vec<u8>> = stored
            .entries
            .iter()
            .map(|entry| json::from_base64(entry))
            .collect::<Result<_, _>>()?;
        let mut log = entries
            .iter()
            .find_map(|entry| Log::found(team, entry).ok())
            .ok_or(FormError::Malformed)?;
        // What was taken in once stays so where the clock was set back.
        let now = now.max(stored.state.at.0);
        for entry in &entries {
            log.add(entry, now);
        }
        log.judge(now);
        Ok((stored.state.into_owned(), log))
    }

    /// Notes which keys opened what was in a compartment.
    pub(crate) fn note_reached<'a>(
        &mut self,
        place: Place,
        keys: impl Iterator<Item = &'a String>,
        span: Span,
    ) {
        let reached = self.reached.entry(place).or_default();
        for key in keys {
            join_span(reached.entry(key.clone()).or_insert(span), span);
        }
    }

    /// Takes the next time for something that is signed here.
    pub fn tick(&mut self, now: u64) -> (u64, u16) {
        self.at = match now > self.at.0 {
            true => (now, 0),
            false if self.at.1 < u16::MAX => (self.at.0, self.at.1 + 1),
            false => (self.at.0 + 1, 0),
        };
        self.at
    }
}

const FORMAT: &str = "keyrack-office";

#[derive(Serialize, Deserialize)]
struct Stored<'a> {
    format: String,
    version: u64,
    team: TeamId,
    entries: Vec<String>,
    state: std::borrow::Cow<'a, State>,
}

/// A map whose keys are no texts, as a list of pairs.
mod pairs {
    use std::collections::BTreeMap;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub fn serialize<K: Serialize, V: Serialize, S: Serializer>(
        map: &BTreeMap<K, V>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(map)
    }

    pub fn deserialize<'de, K, V, D>(deserializer: D) -> Result<BTreeMap<K, V>, D::Error>
    where
        K: Deserialize<'de> + Ord,
        V: Deserialize<'de>,
        D: Deserializer<'de>,
    {
        let pairs = Vec::<(K, V)>::deserialize(deserializer)?;
        Ok(pairs.into_iter().collect())
    }
}
