//! Taking people and computers out of an office.

use crate::{
    Error, ErrorCode, Result, Session,
    view::{LeaverKind, RemovalPlan, SyncView},
};

/// Who is to be taken out, and how.
#[derive(Debug, Clone)]
pub struct Removal {
    /// What is taken out.
    pub kind: LeaverKind,
    /// The member, by id, the beginning of one, name or e-mail address; or the computer, by id, the beginning of one, or
    /// label.
    pub who: String,
    /// Whether people whom the leaver admitted are taken back in the same step, where they would fall as well.
    pub takes_back: bool,
    /// Whether it is done although something has not arrived.
    pub incomplete: bool,
    /// The newest entries of the leaver that stand, by id or the beginning of one; none for all that are known.
    pub keeps: Vec<String>,
}

impl Session {
    /// What taking somebody out would do. Syncs first, as far as the store can be reached.
    ///
    /// # Errors
    /// Why that cannot be told, or not be done.
    pub fn removal_plan(&mut self, office: Option<&str>, removal: &Removal) -> Result<RemovalPlan> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes a member or a computer out of an office, or makes an owner a member again.
    ///
    /// # Errors
    /// Why not; [`ErrorCode::SyncIncomplete`] where something has not arrived and that was not allowed.
    pub fn remove_from_office(
        &mut self,
        office: Option<&str>,
        removal: &Removal,
    ) -> Result<(RemovalPlan, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Makes a member an owner.
    ///
    /// # Errors
    /// Why not.
    pub fn promote(&mut self, office: Option<&str>, member: &str) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Decides about a member of whom a removal was undone: the member stays and is sealed to again, or is taken out.
    ///
    /// # Errors
    /// Why not.
    pub fn settle_removal(
        &mut self,
        office: Option<&str>,
        member: Option<&str>,
        stays: bool,
    ) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes this computer out of an office, and the office off this computer.
    ///
    /// # Errors
    /// Why not; [`ErrorCode::LastOwner`] where nobody would be left who decides.
    pub fn leave_office(&mut self, office: Option<&str>) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}
