//! Offices: people who share folders over a store, each with keys of their own. What the protocol is, `keyrack-team` knows;
//! here stand the use cases, and what of an office lies on this computer.

use keyrack_seal::OsEntropy;
use keyrack_team::{rules::Role, sheet::Sheet};
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session,
    view::{
        FoundedView, InvitedView, JoiningView, MemberView, OfficeFolderView, OfficeName,
        OfficeNumber, OfficeStatus, RequestView, SyncView,
    },
};

/// Where an office lives.
#[derive(Debug, Clone)]
pub struct StorePlace {
    /// `file:///…`, `https://…` or `s3://…`; never with a name or password in it.
    pub address: String,
    /// The text of a file with the name and password for it.
    pub credentials: Option<Zeroizing<String>>,
}

/// The person on this computer, as the office is to know it.
#[derive(Debug, Clone, Default)]
pub struct TeamPerson {
    /// The name.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
}

/// An office that is to be founded.
#[derive(Debug)]
pub struct FoundOffice {
    /// Where it is to live.
    pub place: StorePlace,
    /// What it is called.
    pub name: String,
    /// Its first owner.
    pub person: TeamPerson,
    /// The texts of one to three office key sheets, made by [`new_sheet`] and kept by then.
    pub sheets: Vec<Zeroizing<String>>,
}

/// Somebody who comes back to an office with its sheet.
#[derive(Debug)]
pub struct RecoverOffice {
    /// Where it lives.
    pub place: StorePlace,
    /// The text of a sheet.
    pub sheet: Zeroizing<String>,
    /// Who becomes an owner.
    pub person: TeamPerson,
}

/// Somebody who joins an office.
#[derive(Debug)]
pub struct JoinOffice {
    /// Where it lives.
    pub place: StorePlace,
    /// The code of the invitation.
    pub code: Zeroizing<String>,
    /// Who joins.
    pub person: TeamPerson,
}

/// What is granted.
#[derive(Debug, Clone)]
pub struct GrantRequest {
    /// A folder of the office, by id, the beginning of one, or name.
    pub folder: String,
    /// The role.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// An invitation that is to be made.
#[derive(Debug, Clone)]
pub struct InviteSomebody {
    /// Whom it is for.
    pub person: TeamPerson,
    /// Whether as an owner.
    pub owner: bool,
    /// What is granted at once.
    pub grants: Vec<GrantRequest>,
    /// For how many days it can be answered.
    pub days: u64,
}

/// How to sync.
#[derive(Debug, Clone, Copy, Default)]
pub struct SyncOptions {
    /// Publish folders though something by an owner has not arrived.
    pub incomplete: bool,
    /// Make the office anew in a store where it is no more.
    pub seed: bool,
}

/// A new office key sheet, as text: it has to be on paper before it is used.
///
/// # Errors
/// [`ErrorCode::NoRandomness`].
pub fn new_sheet() -> Result<Zeroizing<String>> {
    let sheet = Sheet::make(&mut OsEntropy);
    let sheet = sheet.map_err(|_| Error::new(ErrorCode::NoRandomness))?;
    Ok(sheet.reveal())
}

/// An office is named by its id, the beginning of one, or its name; none is enough where there is only one.
impl Session {
    /// The offices on this computer.
    #[must_use]
    pub fn offices(&self) -> Vec<OfficeName> {
        Vec::new()
    }

    /// Founds an office, of which this person is the first owner.
    ///
    /// # Errors
    /// Why not; then nothing is left of it here.
    pub fn found_office(&mut self, _found: &FoundOffice) -> Result<FoundedView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Comes back to an office with its sheet, as an owner.
    ///
    /// # Errors
    /// Why not; then nothing is left of it here.
    pub fn recover_office(&mut self, _recover: &RecoverOffice) -> Result<FoundedView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Invites somebody, and gives the code, which has to reach that person.
    ///
    /// # Errors
    /// Why not. Where the store cannot be reached, the invitation is made, and waits.
    pub fn invite(
        &mut self,
        _office: Option<&str>,
        _invite: &InviteSomebody,
    ) -> Result<(InvitedView, Zeroizing<String>)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes an invitation back.
    ///
    /// # Errors
    /// Why not.
    pub fn cancel_invite(&mut self, _office: Option<&str>, _id: &str) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Answers an invitation, or looks whether the answer was accepted where it was given before.
    ///
    /// # Errors
    /// Why not.
    pub fn join_office(&mut self, _join: &JoinOffice) -> Result<JoiningView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Who asks to join.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn join_requests(&mut self, _office: Option<&str>) -> Result<Vec<RequestView>> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Admits somebody, by the digits that the person reads out.
    ///
    /// # Errors
    /// Why not.
    pub fn approve_request(
        &mut self,
        _office: Option<&str>,
        _id: &str,
        _digits: &str,
    ) -> Result<(MemberView, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// The members, owners first.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn members(&mut self, _office: Option<&str>) -> Result<Vec<MemberView>> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// The folders that this member has.
    ///
    /// # Errors
    /// Why they cannot be told.
    pub fn office_folders(&mut self, _office: Option<&str>) -> Result<Vec<OfficeFolderView>> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Makes a folder in an office.
    ///
    /// # Errors
    /// Why not.
    pub fn new_office_folder(
        &mut self,
        _office: Option<&str>,
        _name: &str,
    ) -> Result<(OfficeFolderView, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Moves a folder of the vault, with all that is in it, into an office, where its owners read it.
    ///
    /// # Errors
    /// Why not.
    pub fn share_folder(
        &mut self,
        _office: Option<&str>,
        _folder: &str,
    ) -> Result<(OfficeFolderView, SyncView)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Lets a member at a folder. The member is named by id, the beginning of one, name, or e-mail address.
    ///
    /// # Errors
    /// Why not.
    pub fn grant(
        &mut self,
        _office: Option<&str>,
        _member: &str,
        _grant: &GrantRequest,
    ) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes a folder from a member.
    ///
    /// # Errors
    /// Why not.
    pub fn revoke(
        &mut self,
        _office: Option<&str>,
        _member: &str,
        _folder: &str,
    ) -> Result<SyncView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Brings an office in step, or all of them.
    ///
    /// # Errors
    /// Why the first that could not be was not; the others are in step all the same.
    pub fn sync_offices(
        &mut self,
        _office: Option<&str>,
        _options: SyncOptions,
    ) -> Result<Vec<(OfficeName, SyncView)>> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// The number by which two colleagues find that they are in step.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_number(&mut self, _office: Option<&str>) -> Result<OfficeNumber> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// How it stands with an office, or with all of them.
    ///
    /// # Errors
    /// Why it cannot be told.
    pub fn office_status(&mut self, _office: Option<&str>) -> Result<Vec<OfficeStatus>> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}
