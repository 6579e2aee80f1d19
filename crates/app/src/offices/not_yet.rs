//! What windows ask for and offices do not answer yet.

use crate::{
    Error, ErrorCode, Result, Session,
    view::{People, PersonDetails, SyncView},
};

impl Session {
    /// The people of an office.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn people(&mut self, _office: &str) -> Result<People> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// A member, and what the member has.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn person(&mut self, _office: &str, _member: &str) -> Result<PersonDetails> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Moves folders of the vault into an office.
    ///
    /// # Errors
    /// Why not.
    pub fn share_folders(
        &mut self,
        _office: &str,
        _folders: &[String],
    ) -> Result<(Vec<String>, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}
