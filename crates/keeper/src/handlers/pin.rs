//! The PIN of this computer. The keyring may take seconds, so no lock of the desk but `door` is held while it is asked.

use serde::Deserialize;
use std::thread;

use keyrack_app::{Unlock, view::PinView};

use crate::controller::Controller;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::{Failure, State};

/// What a window asks about the PIN.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum PinRequest {
    /// How it stands with the PIN of this computer: [`PinView`](keyrack_app::view::PinView). Asks the keyring, which may take seconds.
    Pin,
    /// Opens the vault by PIN. Answers as `state`.
    UnlockWithPin {
        /// The PIN.
        #[cfg_attr(test, ts(type = "string"))]
        pin: Typed,
    },
    /// Gives the vault a PIN on this computer: [`PinView`](keyrack_app::view::PinView).
    SetPin {
        /// The password.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
        /// From 4 to 12 digits.
        #[cfg_attr(test, ts(type = "string"))]
        pin: Typed,
    },
    /// Takes the PIN away: [`PinView`](keyrack_app::view::PinView).
    RemovePin,
}

impl RequestGroup for PinRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Pin => json(&controller.pin()),
            Self::UnlockWithPin { pin } => json(&controller.unlock_with_pin(pin.0)?),
            Self::SetPin { password, pin } => json(&controller.set_pin(&password.0, &pin.0)?),
            Self::RemovePin => json(&controller.remove_pin()?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::UnlockWithPin { .. } => ("unlock", Concerns::Nobody),
            Self::SetPin { .. } => ("set_pin", Concerns::Nobody),
            Self::RemovePin => ("remove_pin", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn pin(&self) -> PinView {
        self.keyrack.pin()
    }

    pub(crate) fn unlock_with_pin(
        &self,
        pin: zeroize::Zeroizing<String>,
    ) -> Result<State, Failure> {
        let way = Unlock::Pin(pin);
        self.enter(|| Ok((self.note_attempt(self.keyrack.unlock(&way))?, None)))
    }

    pub(crate) fn set_pin(&self, password: &str, pin: &str) -> Result<PinView, Failure> {
        // Only at an open vault, as everything else that needs the password once more.
        self.with(|_| Ok(()))?;
        let _door = self.vault_lock.deriving.lock();
        Ok(self.keyrack.set_pin(password, pin)?)
    }

    pub(crate) fn remove_pin(&self) -> Result<PinView, Failure> {
        self.with(|_| Ok(()))?;
        Ok(self.keyrack.remove_pin()?)
    }

    /// Lets the PIN open for another week after the password did, while nobody waits for it.
    pub(crate) fn renew_pin(&self) {
        let Ok(Some(proof)) = self.with(|opened| Ok(opened.session.proof())) else {
            return;
        };
        let keyrack = self.keyrack.clone();
        // Where that fails, the password is asked for once more than it would have to be.
        _ = thread::Builder::new()
            .name("pin".to_owned())
            .spawn(move || _ = keyrack.renew_pin(&proof));
    }
}
