//! What a window asks to open the vault, to lock it, and to know whether it is open.

use serde::Deserialize;

use crate::controller::{Controller, LockReason};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::Failure;

/// What a window asks to open the vault, to lock it, and to know whether it is open.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum UnlockRequest {
    /// How things stand with the vault: [`State`](crate::views::State).
    State,
    /// A person is at work: typing, moving the mouse. Puts the idle lock off. Answered with `null`.
    Active,
    /// How hard a new password is to guess: [`Strength`](crate::views::Strength).
    Strength {
        /// The password so far.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Makes the vault and its recovery key, and opens it. Answers as `state`; the emergency kit waits to be shown.
    Create {
        /// The new password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Opens the vault by password. Answers as `state`.
    Unlock {
        /// The password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
    /// Opens the vault by the recovery key on the emergency kit. Answers as `state`.
    UnlockWithKey {
        /// The key, with or without its prefix, spaces, dashes and lines.
        #[cfg_attr(test, ts(type = "string"))]
        key: Typed,
    },
    /// Locks. This window ends, and a new one shows the lock screen.
    Lock,
    /// Gives the vault a new password. Answered with `null`.
    ChangePassword {
        /// The present one.
        #[cfg_attr(test, ts(type = "string"))]
        old: Typed,
        /// The new one.
        #[cfg_attr(test, ts(type = "string"))]
        new: Typed,
    },
}

impl RequestGroup for UnlockRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::State => json(&controller.state()?),
            Self::Active => json(&controller.active()),
            Self::Strength { password } => json(&controller.strength(&password.0)),
            Self::Create { password } => json(&controller.create(&password.0)?),
            Self::Unlock { password } => json(&controller.unlock(password.0)?),
            Self::UnlockWithKey { key } => json(&controller.unlock_with_key(&key.0)?),
            Self::Lock => json(&controller.lock(LockReason::Person)),
            Self::ChangePassword { old, new } => json(&controller.change_password(&old.0, &new.0)?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Unlock { .. } | Self::UnlockWithKey { .. } => ("unlock", Concerns::Nobody),
            Self::Lock => ("lock", Concerns::Nobody),
            Self::ChangePassword { .. } => ("change_password", Concerns::Nobody),
            _ => return None,
        })
    }
}
