//! Keys that were read and are not added yet.

use super::Desk;
use crate::request::How;
use crate::views::{Added, Draft, Failure};

impl Desk {
    pub(super) fn read_text(&self, _text: &str, _how: How) -> Result<Draft, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn read_clipboard(&self) -> Result<Draft, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn add(
        &self,
        _draft: u32,
        _service: String,
        _label: String,
        _folder: Option<String>,
        _desk: String,
        _fields: Vec<(String, String)>,
    ) -> Result<Added, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn add_factor(
        &self,
        _account: &str,
        _draft: u32,
        _desk: String,
    ) -> Result<Added, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn replace_secret(
        &self,
        _account: &str,
        _factor: &str,
        _draft: u32,
    ) -> Result<Added, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn drop_draft(&self, _draft: u32) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }
}
