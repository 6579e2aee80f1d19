//! Lending codes and fields to the clipboard.

use super::Desk;
use crate::views::{Copy, Failure};

impl Desk {
    pub(super) fn copy(
        &self,
        _account: &str,
        _factor: &str,
        _next: bool,
        _sure: bool,
    ) -> Result<Copy, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn clear_clipboard(&self) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn copy_field(&self, _account: &str, _field: &str) -> Result<Copy, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn open_page(&self, _account: &str) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }
}
