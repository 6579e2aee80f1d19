//! The list.

use super::Desk;
use crate::{
    request::Place,
    views::{Counts, Failure, Page},
};

impl Desk {
    pub(super) fn list(
        &self,
        _query: &str,
        _place: &Place,
        _from: usize,
        _count: usize,
    ) -> Result<Page, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn counts(&self) -> Result<Counts, Failure> {
        Err(Failure::new("not_available"))
    }
}
