//! Who has which folder: looked at and changed for many at once.

use super::GrantLevel;
use crate::{
    Error, ErrorCode, Result, Session,
    view::{Matrix, Shared, Sharing, SyncView},
};

/// A change of what many people have of many folders.
#[derive(Debug, Clone)]
pub struct ShareFolders {
    /// The members, by id.
    pub members: Vec<String>,
    /// The folders, by id.
    pub folders: Vec<String>,
    /// All folders that match these words, besides.
    pub query: Option<String>,
    /// What they are to have; none for nothing.
    pub level: Option<GrantLevel>,
}

impl Session {
    /// People and folders of an office, and what who has of which. Words find people by name and e-mail address, and
    /// folders as the list of folders does; at most `count` folders from the place `from` on.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn matrix(
        &mut self,
        office: &str,
        people: &str,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<Matrix> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Who has a folder, of an office or of the vault.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn sharing(&mut self, folder: &str) -> Result<Sharing> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Lets many members at many folders, or takes the folders from them, in one publication.
    ///
    /// # Errors
    /// Why not.
    pub fn share(&mut self, office: &str, share: &ShareFolders) -> Result<(Shared, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}
