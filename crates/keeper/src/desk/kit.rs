//! The emergency kit.

use zeroize::Zeroizing;

use super::Desk;
use crate::request::Typed;
use crate::views::{Failure, Kit, State};

impl Desk {
    pub(super) fn make_kit(&self, _password: Zeroizing<String>) -> Result<Kit, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn show_kit(&self) -> Result<Kit, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn confirm_kit(&self, _groups: &[Typed]) -> Result<State, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn put_off_kit(&self) -> Result<State, Failure> {
        Err(Failure::new("not_available"))
    }
}
