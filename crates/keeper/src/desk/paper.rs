//! What the paper window shows.

use zeroize::Zeroizing;

use super::Desk;
use crate::views::{Copied, Failure, Paper};

impl Desk {
    /// Notes that the paper window has ended.
    pub fn paper_closed(&self) {}

    pub(super) fn reveal(&self, _account: &str, _password: &str) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn paper_view(&self) -> Result<Paper, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn picture(
        &self,
        _width: u32,
        _scale: f32,
        _dark: bool,
    ) -> Result<Zeroizing<Vec<u8>>, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn save_pdf(&self) -> Result<bool, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn copy_item(&self, _item: usize) -> Result<Copied, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn spell_item(&self, _item: usize) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }

    /// Ends the paper window when its time is over.
    pub(super) fn end_paper(&self) {}
}
