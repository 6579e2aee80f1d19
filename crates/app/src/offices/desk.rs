//! How it stands with the offices on this computer, as a window shows it, and what a person can do about it.

use super::StorePlace;
use crate::{
    Error, ErrorCode, Result, Session,
    view::{OfficeCard, OfficeDetails, Offices, SyncView},
};

impl Session {
    /// The offices on this computer, and those that were asked to be joined.
    pub fn office_cards(&mut self) -> Offices {
        Offices {
            offices: Vec::new(),
            joining: Vec::new(),
        }
    }

    /// An office as it stands in the list.
    ///
    /// # Errors
    /// [`ErrorCode::NoOffice`].
    pub fn office_card(&mut self, office: &str) -> Result<OfficeCard> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// All that the page of an office shows. Asks nothing of the store.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_details(&mut self, office: &str) -> Result<OfficeDetails> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Says anew where an office lives, or with what password: it has to be the same office.
    ///
    /// # Errors
    /// Why not.
    pub fn change_store(&mut self, office: &str, place: &StorePlace) -> Result<()> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes what was set aside in, as a change of this person; or lets it go.
    ///
    /// # Errors
    /// Why not.
    pub fn decide_set_aside(&mut self, office: &str, id: &str, take: bool) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes an office off this computer. In the office nothing changes.
    ///
    /// # Errors
    /// Why not.
    pub fn forget_office(&mut self, office: &str) -> Result<()> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}
