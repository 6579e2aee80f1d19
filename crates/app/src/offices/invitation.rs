//! Invitations as text: what is sent, and what is read of it again.

use keyrack_seal::OsEntropy;
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session,
    view::{InvitationRead, InvitationView, InvitedView, JoiningView},
};

const DAY: u64 = 24 * 60 * 60 * 1000;

/// Reads an invitation that was pasted whole, or its code alone: what it says, and the code.
///
/// # Errors
/// [`ErrorCode::WrongCode`].
pub fn read_invitation(text: &str) -> Result<(InvitationRead, Zeroizing<String>)> {
    Err(Error::new(ErrorCode::NotAvailable))
}

impl Session {
    /// An invitation that was made on this computer, with its code and the office's store, to be shown again.
    ///
    /// # Errors
    /// Why not.
    pub fn invitation(
        &mut self,
        office: &str,
        invite: &str,
    ) -> Result<(InvitationView, InvitationText)> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Invites a further computer of this person, and gives the code, which has to reach that computer.
    ///
    /// # Errors
    /// Why not.
    pub fn invite_device(
        &mut self,
        office: Option<&str>,
        days: u64,
    ) -> Result<(InvitedView, Zeroizing<String>)> {
        let ((code, expires), sync) = self.act(office, |office, now| {
            let expires = now.saturating_add(days.saturating_mul(DAY));
            let code = office.invite_device(expires, now, &mut OsEntropy)?;
            Ok((code, expires))
        })?;
        let view = InvitedView {
            id: code.id().to_string(),
            expires: expires / 1000,
            sync,
        };
        Ok((view, code.reveal()))
    }

    /// Looks whether an owner has answered who asked to join from here.
    ///
    /// # Errors
    /// Why that cannot be told.
    pub fn follow_joining(&mut self, office: &str) -> Result<JoiningView> {
        Err(Error::new(ErrorCode::NotAvailable))
    }

    /// Takes back that this computer asked to join.
    ///
    /// # Errors
    /// Why not.
    pub fn cancel_joining(&mut self, office: &str) -> Result<()> {
        Err(Error::new(ErrorCode::NotAvailable))
    }
}

/// What the text of an invitation is made of.
pub struct InvitationText {
    /// The office's name.
    pub office: String,
    /// Who invites.
    pub inviter: String,
    /// The store's address.
    pub store: String,
    /// The code.
    pub code: Zeroizing<String>,
}
