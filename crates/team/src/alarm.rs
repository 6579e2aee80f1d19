//! What a person should know of the office: each a code, and what it is about.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::ids::{DeviceId, FolderId, MemberId};

/// Lists the kinds, each with the name that never changes.
macro_rules! codes {
    ($($(#[$about:meta])* $case:ident = $name:literal,)+) => {
        /// A kind of alarm.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
        pub enum AlarmCode {
            $($(#[$about])* #[serde(rename = $name)] $case,)+
        }

        impl AlarmCode {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$case,)+];

            /// Its name.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$case => $name,)+
                }
            }
        }
    };
}

codes! {
    /// The store shows an older state of a device than was seen before.
    StoreOlder = "store_older",
    /// Something that others have seen has not arrived.
    Incomplete = "incomplete",
    /// There are two histories of one device.
    DeviceForked = "device_forked",
    /// Another computer publishes under this one's name.
    Twin = "twin",
    /// It is dated more than a day ahead.
    Future = "future",
    /// A file in the store is not what was published.
    Damaged = "damaged",
    /// A folder was granted, and is not sealed to this member yet.
    NotSealedForYou = "not_sealed_for_you",
    /// Somebody is sealed nothing until an owner decides.
    Held = "held",
    /// Something was sealed to somebody who may not read it.
    SealedToRemoved = "sealed_to_removed",
    /// Changes by somebody who may not make them.
    SetAside = "set_aside",
    /// No sign of an owner for long.
    Silence = "silence",
    /// Somebody who knows the code of an invitation answered it after it had let a member in: another computer of the
    /// member, or whoever else has read the letter.
    InviteUsed = "invite_used",
    /// The clock here is ahead of that of the store, by as many seconds as the alarm counts.
    ClockAhead = "clock_ahead",
    /// The clock here is behind that of the store, by as many seconds as the alarm counts.
    ClockBehind = "clock_behind",
    /// The store holds another office.
    OtherOffice = "other_office",
    /// The office is not in the store any more.
    OfficeGone = "office_gone",
    /// Files that belong to nothing.
    Junk = "junk",
    /// Somebody uses a newer version.
    Newer = "newer",
    /// The log takes no more entries.
    LogFull = "log_full",
    /// The store cannot be written.
    StoreReadOnly = "store_read_only",
    /// The store has no room.
    StoreFull = "store_full",
    /// The store accepts the name and password, or the key, no more.
    StoreRefused = "store_refused",
    /// The keys of this device cannot be read here: it is another computer, or another user of it.
    KeysGone = "keys_gone",
    /// This member, or this computer, was taken out of the office.
    YouWereRemoved = "you_were_removed",
    /// The office has new keys, and this computer was given none of them: it was probably taken out, for who is out is told
    /// nothing more.
    KeyRenewed = "key_renewed",
    /// Something arrived that a removal had undone before anybody saw it.
    RemovedUndone = "removed_undone",
}

/// What an alarm is about.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct About {
    /// A device.
    pub device: Option<DeviceId>,
    /// A member.
    pub member: Option<MemberId>,
    /// A folder.
    pub folder: Option<FolderId>,
}

impl About {
    /// A device.
    #[must_use]
    pub const fn device(device: DeviceId) -> Self {
        Self {
            device: Some(device),
            member: None,
            folder: None,
        }
    }

    /// A member.
    #[must_use]
    pub const fn member(member: MemberId) -> Self {
        Self {
            device: None,
            member: Some(member),
            folder: None,
        }
    }

    /// A folder.
    #[must_use]
    pub const fn folder(folder: FolderId) -> Self {
        Self {
            device: None,
            member: None,
            folder: Some(folder),
        }
    }
}

/// Alarms, each once, and how often.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Alarms(BTreeMap<(AlarmCode, About), u64>);

impl Alarms {
    /// Adds one.
    pub fn add(&mut self, code: AlarmCode, about: About) {
        self.count(code, about, 1);
    }

    /// Adds some of one kind.
    pub fn count(&mut self, code: AlarmCode, about: About, count: u64) {
        *self.0.entry((code, about)).or_default() += count;
    }

    /// Takes all of one kind away.
    pub fn clear(&mut self, code: AlarmCode) {
        self.0.retain(|it, _| it.0 != code);
    }

    /// Whether there is one of a kind.
    #[must_use]
    pub fn has(&self, code: AlarmCode) -> bool {
        self.0.keys().any(|it| it.0 == code)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = (AlarmCode, About, u64)> {
        self.0
            .iter()
            .map(|((code, about), count)| (*code, *about, *count))
    }

    /// Adds those of others.
    pub fn extend(&mut self, others: &Self) {
        for (code, about, count) in others.iter() {
            self.count(code, about, count);
        }
    }
}
