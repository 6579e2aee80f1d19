//! How things stand with the vault.

use std::collections::BTreeMap;

use keyrack_app::{NoticeCode, named};
use serde::Serialize;

use crate::controller::lock_reason::LockReason;

/// How things stand with the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// There is none yet.
    NoVault {
        /// Where it would be.
        folder: String,
    },
    /// It is there, and its keys are not in memory.
    Locked {
        /// Why.
        because: LockReason,
        /// Since when, in milliseconds since 1970.
        at: u64,
        /// Seconds until a password may be tried again, after too many wrong ones.
        retry_after_s: Option<u64>,
        /// Whether changes went with the keys, because no place could take them.
        unsaved_lost: bool,
        /// Whether a PIN was set for it on this computer. Whether it opens now, only the keyring can tell.
        pin: bool,
        /// Whether it could not be read, so that a backup may take its place.
        lost: bool,
    },
    /// It is open.
    Unlocked {
        /// Whether the emergency kit was proved to be at hand.
        kit_confirmed: bool,
        /// Whether a kit waits to be shown or confirmed.
        kit_waits: Option<Kit>,
        /// Whether changes cannot be saved.
        read_only: bool,
        /// Whether the recovery key opened it, so that nothing is saved before it has a new password.
        by_recovery_key: bool,
        /// Whether what was found as the person wished in the tray waits to be asked for, by `scan` from `tray`.
        scan_waits: bool,
        /// What opening found that the person should know.
        notices: Vec<Notice>,
    },
}

/// Something that the person should know, without it being an error.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Notice {
    /// The case; its words are found under its name.
    pub code: AnyNotice,
    /// What the words need.
    pub args: BTreeMap<String, String>,
}

/// Every case of a notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum AnyNotice {
    /// What opening the vault found.
    Opening(NoticeCode),
    /// What came later.
    Following(FollowingNotice),
}

named! {
    /// Why the file of an open vault is not followed.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum FollowingNotice {
        /// It is gone.
        VaultGone = "vault_gone",
        /// It has another password now.
        KeysChanged = "keys_changed",
        /// It cannot be read.
        VaultOutOfReach = "vault_out_of_reach",
    }
}

/// An emergency kit that waits to be confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Kit {
    /// The numbers, from 1, of the two groups that are asked for.
    pub ask: [u8; 2],
}

/// How hard a password is to guess.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Strength {
    /// From 0, at once, to 4, not in a lifetime.
    pub score: u8,
}

impl From<&keyrack_app::Notice> for Notice {
    fn from(notice: &keyrack_app::Notice) -> Self {
        let args = notice.args.iter();
        Self {
            code: AnyNotice::Opening(notice.code),
            args: args
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }
}

impl From<FollowingNotice> for Notice {
    fn from(code: FollowingNotice) -> Self {
        Self {
            code: AnyNotice::Following(code),
            args: BTreeMap::new(),
        }
    }
}
