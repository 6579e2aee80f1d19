//! Clients and folders.

use super::Desk;
use crate::views::{Failure, Folder, Folders};

impl Desk {
    pub(super) fn folders(
        &self,
        _query: &str,
        _from: usize,
        _count: usize,
        _archived: bool,
    ) -> Result<Folders, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn add_folder(
        &self,
        _name: &str,
        _fields: &[(String, String)],
    ) -> Result<Folder, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn edit_folder(
        &self,
        _folder: &str,
        _fields: &[(String, String)],
    ) -> Result<Folder, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn remove_folder(&self, _folder: &str) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }
}
