//! Invitations that are shown again.

use keyrack_seal::OsEntropy;
use keyrack_team::{
    ids::InviteId,
    join::InviteCode,
    log::Invite,
    office::{Office, OfficeError},
};
use zeroize::Zeroizing;

use super::{
    invitation_text::{InvitationText, one_line},
    named::begins,
};
use crate::{
    Result, Session,
    accounts::ids::not_found,
    view::{InvitationView, InvitedView},
};

const DAY: u64 = 24 * 60 * 60 * 1000;

impl Session {
    /// An invitation that was made on this computer, with its code and the office's store, to be shown again.
    ///
    /// # Errors
    /// Why it can be answered no more; [`ErrorCode::NotFound`] where there is none, or it was made on another computer.
    pub fn invitation(
        &mut self,
        office: &str,
        invite: &str,
    ) -> Result<(InvitationView, InvitationText)> {
        self.ask(Some(office), |office, origin, now| {
            let id = invite_of(office, invite)?;
            office.is_open(id, now)?;
            let code = office.code_of(id).ok_or_else(|| not_found(invite))?;
            let open = open_invitations(office, now);
            let view = open.into_iter().find(|it| it.id == id.to_string());
            let inviter = office.log.person(office.keys.member);
            let text = InvitationText {
                office: one_line(office.log.name()),
                inviter: inviter.map(|it| one_line(&it.name)).unwrap_or_default(),
                store: origin.files.place()?.address.clone(),
                code,
            };
            Ok((view.ok_or_else(|| not_found(invite))?, text))
        })
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
        self.make_invitation(office, days, |office, expires, now| {
            Ok(office.invite_device(expires, now, &mut OsEntropy)?)
        })
    }

    /// Makes an invitation that ends after so many days, and gives its code.
    pub(super) fn make_invitation(
        &mut self,
        office: Option<&str>,
        days: u64,
        make: impl FnOnce(&mut Office, u64, u64) -> Result<InviteCode>,
    ) -> Result<(InvitedView, Zeroizing<String>)> {
        let ((code, expires), sync) = self.act(office, |office, now| {
            let expires = now.saturating_add(days.saturating_mul(DAY));
            Ok((make(office, expires, now)?, expires))
        })?;
        let view = InvitedView {
            id: code.id().to_string(),
            expires: expires / 1000,
            sync,
        };
        Ok((view, code.reveal()))
    }
}

/// The invitations that can be answered, by name: those for computers are shown to the person whose they are.
pub(super) fn open_invitations(office: &Office, now: u64) -> Vec<InvitationView> {
    let invites = office.open_invites();
    let open = invites
        .values()
        .filter(|it| office.is_open(it.id, now).is_ok());
    let mut views: Vec<InvitationView> = open.map(|it| view(office, it)).collect();
    views.sort_by(|a, b| (&a.name, &a.id).cmp(&(&b.name, &b.id)));
    views
}

fn view(office: &Office, invite: &Invite) -> InvitationView {
    InvitationView {
        id: invite.id.to_string(),
        name: invite.label.clone(),
        email: invite.email.clone(),
        class: invite.class,
        folders: invite.folders.len(),
        expires: invite.expires / 1000,
        is_here: office.code_of(invite.id).is_some(),
    }
}

/// The invitation that a text means by its id or the beginning of it, be it over.
pub(super) fn invite_of(office: &Office, text: &str) -> Result<InviteId> {
    let invites = office.open_invites();
    let mut meant = invites.keys().filter(|it| begins(&it.to_string(), text));
    match (meant.next(), meant.next()) {
        (Some(invite), None) => Ok(*invite),
        (None, _) if is_cancelled(office, text) => Err(OfficeError::InviteCancelled.into()),
        _ => Err(not_found(text)),
    }
}

fn is_cancelled(office: &Office, text: &str) -> bool {
    let taken_back = office.log.taken_back(office.keys.member);
    let cancelled = office.log.cancelled();
    let mut all = cancelled.iter().chain(taken_back.keys());
    all.any(|it| begins(&it.to_string(), text))
}
