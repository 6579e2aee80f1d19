//! Joining an office with a code.

use keyrack_app::{
    ErrorCode, JoinOffice, read_invitation,
    view::{InvitationRead, JoiningView},
};
use serde::Deserialize;

use super::{StoreWish, founding::named, office_id};
use crate::controller::Controller;
use crate::handlers::ScanFrom;
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::{Failure, WindowErrorCode};

/// What a window asks about joining an office.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum JoiningRequest {
    /// Reads an invitation, or its code alone, which is kept until `join_office`:
    /// [`InvitationRead`](keyrack_app::view::InvitationRead).
    ReadInvitation {
        /// The text.
        #[cfg_attr(test, ts(type = "string"))]
        text: Typed,
    },
    /// Reads an invitation from a picture of its code. Answers as `read_invitation`, or with `null` where the person chose
    /// nothing.
    ScanInvitation {
        /// Where to look.
        from: ScanFrom,
    },
    /// Answers the invitation that was read: [`JoiningView`](keyrack_app::view::JoiningView).
    JoinOffice {
        /// Where the office lives.
        store: StoreWish,
        /// The name of the person.
        person: String,
        /// The person's e-mail address; may be empty.
        email: String,
    },
    /// Looks whether an owner has answered. Answers as `join_office`.
    Joining {
        /// The office's id.
        office: String,
    },
    /// Takes back that this computer asked to join. Answered with `null`.
    CancelJoining {
        /// The office's id.
        office: String,
    },
}

impl RequestGroup for JoiningRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ReadInvitation { text } => json(&controller.read_invitation(&text)?),
            Self::ScanInvitation { from } => json(&controller.scan_invitation(from)?),
            Self::JoinOffice {
                store,
                person,
                email,
            } => json(&controller.join_office(&store, &person, &email)?),
            Self::Joining { office } => json(&controller.joining(&office)?),
            Self::CancelJoining { office } => json(&controller.cancel_joining(&office)?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::JoinOffice { .. } => ("join_office", Concerns::Nobody),
            Self::CancelJoining { .. } => ("cancel_joining", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn read_invitation(&self, text: &Typed) -> Result<InvitationRead, Failure> {
        let (read, code) = read_invitation(&text.0)?;
        self.with(|opened| {
            opened.offices.code = Some(code);
            Ok(read)
        })
    }

    /// Of several codes in a picture the first one that is an invitation.
    pub(crate) fn scan_invitation(
        &self,
        from: ScanFrom,
    ) -> Result<Option<InvitationRead>, Failure> {
        self.see_codes(from, |opened, texts| {
            let mut read = texts.iter().filter_map(|text| read_invitation(text).ok());
            let (read, code) = read
                .next()
                .ok_or_else(|| Failure::new(ErrorCode::WrongCode))?;
            opened.offices.code = Some(code);
            Ok(read)
        })
    }

    /// The code stays until the request is in the store, so that it can be tried again.
    pub(crate) fn join_office(
        &self,
        store: &StoreWish,
        person: &str,
        email: &str,
    ) -> Result<JoiningView, Failure> {
        let place = store.place()?;
        self.change(|opened| {
            let gone = || Failure::new(WindowErrorCode::InvitationGone);
            let join = JoinOffice {
                place,
                code: opened.offices.code.clone().ok_or_else(gone)?,
                person: named(person, email),
            };
            let joining = opened.session.join_office(&join)?;
            opened.offices.code = None;
            Ok(joining)
        })
    }

    pub(crate) fn joining(&self, office: &str) -> Result<JoiningView, Failure> {
        let office = office_id(office)?;
        self.change(|opened| Ok(opened.session.follow_joining(office)?))
    }

    pub(crate) fn cancel_joining(&self, office: &str) -> Result<(), Failure> {
        let office = office_id(office)?;
        self.with(|opened| Ok(opened.session.cancel_joining(office)?))
    }
}
