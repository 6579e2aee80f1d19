//! Who gets in: password, PIN and recovery key.

pub(crate) mod keyring;
pub(crate) mod tries;

mod password;
mod pin;
mod recovery_key;
mod throttle;
mod unlock;
mod ways_in;

pub use keyring::{Keyring, KeyringError};
pub use recovery_key::RecoveryKey;
pub use unlock::Unlock;
pub use ways_in::Proof;
