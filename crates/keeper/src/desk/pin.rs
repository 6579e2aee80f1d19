//! The PIN of this computer.

use super::Desk;
use crate::views::{Failure, Pin, State};

impl Desk {
    pub(super) fn pin(&self) -> Result<Pin, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn unlock_with_pin(&self, _pin: &str) -> Result<State, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn set_pin(&self, _password: &str, _pin: &str) -> Result<Pin, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn remove_pin(&self) -> Result<Pin, Failure> {
        Err(Failure::new("not_available"))
    }
}
