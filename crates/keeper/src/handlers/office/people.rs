//! People of an office: inviting and admitting them.

use keyrack_app::{
    GrantRequest, InviteSomebody, Role, TeamPerson,
    view::{People, PersonDetails},
};
use serde::Deserialize;

use super::office_id;
use crate::controller::{Controller, bad_value, whole};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::views::Failure;

/// How many digits a person reads out.
const DIGITS: usize = 12;

/// What a window asks about people of an office.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum PeopleRequest {
    /// The people of an office: [`People`](keyrack_app::view::People).
    People {
        /// The office's id.
        office: String,
    },
    /// A member: [`PersonDetails`](keyrack_app::view::PersonDetails).
    Person {
        /// The office's id.
        office: String,
        /// The member's id.
        member: String,
    },
    /// Invites somebody: [`InvitationView`](keyrack_app::view::InvitationView).
    Invite {
        /// The office's id.
        office: String,
        /// The name.
        name: String,
        /// The e-mail address; may be empty.
        email: String,
        /// Whether as an owner.
        owner: bool,
        /// What is granted at once.
        grants: Vec<GrantWish>,
        /// For how many days it can be answered.
        days: u8,
    },
    /// Invites a further computer of this person. Answers as `invite`.
    InviteDevice {
        /// The office's id.
        office: String,
    },
    /// Shows an invitation in the paper window, with its code to scan. Answered with `null`.
    ShowInvitation {
        /// The office's id.
        office: String,
        /// The invitation's id.
        invite: String,
    },
    /// Lends the text of an invitation to the clipboard: [`Copied`](crate::views::Copied).
    CopyInvitation {
        /// The office's id.
        office: String,
        /// The invitation's id.
        invite: String,
    },
    /// The same, and opens an empty mail to the person, to paste it into: what starts a mail program is seen by other
    /// programs, so the code is not in it. Answers as `copy_invitation`.
    MailInvitation {
        /// The office's id.
        office: String,
        /// The invitation's id.
        invite: String,
    },
    /// Takes an invitation back. Answers as `people`.
    CancelInvitation {
        /// The office's id.
        office: String,
        /// The invitation's id.
        invite: String,
    },
    /// Admits somebody, by the digits that the person reads out. Answers as `people`.
    Approve {
        /// The office's id.
        office: String,
        /// The request's id.
        request: String,
        /// The twelve digits.
        digits: String,
    },
    /// Makes a member an owner. Answers as `person`.
    Promote {
        /// The office's id.
        office: String,
        /// The member's id.
        member: String,
    },
}

/// What somebody is to have of a folder.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct GrantWish {
    /// The folder's id.
    pub folder: String,
    /// `view`, `edit` or `manage`.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

impl RequestGroup for PeopleRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::People { office } => json(&controller.people(&office)?),
            Self::Person { office, member } => json(&controller.person(&office, &member)?),
            Self::Invite {
                office,
                name,
                email,
                owner,
                grants,
                days,
            } => {
                let grants = grants.into_iter().map(|it| GrantRequest {
                    folder: it.folder,
                    role: it.role,
                    recovery: it.recovery,
                    until: it.until,
                });
                let invite = InviteSomebody {
                    person: TeamPerson { name, email },
                    owner,
                    grants: grants.collect(),
                    days: days.into(),
                };
                json(&controller.invite(&office, &invite)?)
            }
            Self::InviteDevice { office } => json(&controller.invite_device(&office)?),
            Self::ShowInvitation { office, invite } => {
                json(&controller.show_invitation(&office, &invite)?)
            }
            Self::CopyInvitation { office, invite } => {
                json(&controller.copy_invitation(&office, &invite)?)
            }
            Self::MailInvitation { office, invite } => {
                json(&controller.mail_invitation(&office, &invite)?)
            }
            Self::CancelInvitation { office, invite } => {
                json(&controller.cancel_invitation(&office, &invite)?)
            }
            Self::Approve {
                office,
                request,
                digits,
            } => json(&controller.approve(&office, &request, &digits)?),
            Self::Promote { office, member } => json(&controller.promote(&office, &member)?),
        }
    }

    fn shows_secret(&self) -> bool {
        // A text that is lent to be pasted at once stands on the screen then.
        matches!(
            self,
            Self::ShowInvitation { .. } | Self::CopyInvitation { .. } | Self::MailInvitation { .. }
        )
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Invite { .. } => ("invite", Concerns::Nobody),
            Self::InviteDevice { .. } => ("invite_device", Concerns::Nobody),
            Self::CancelInvitation { .. } => ("cancel_invitation", Concerns::Nobody),
            Self::Approve { .. } => ("approve", Concerns::Nobody),
            Self::Promote { .. } => ("promote", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn people(&self, office: &str) -> Result<People, Failure> {
        let office = office_id(office)?;
        self.with(|opened| Ok(opened.session.people(office)?))
    }

    pub(crate) fn person(&self, office: &str, member: &str) -> Result<PersonDetails, Failure> {
        let (office, member) = (office_id(office)?, whole(member)?);
        self.with(|opened| Ok(opened.session.person(office, member)?))
    }

    /// The digits are those of a phone call: what else stands between them does not count. What are not twelve is no guess.
    pub(crate) fn approve(
        &self,
        office: &str,
        request: &str,
        digits: &str,
    ) -> Result<People, Failure> {
        let (office, request) = (office_id(office)?, whole(request)?);
        let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
        if digits.len() != DIGITS {
            return Err(bad_value("digits"));
        }
        self.sync_first(office);
        self.change(|opened| {
            opened
                .session
                .approve_request(Some(office), request, &digits)?;
            Ok(opened.session.people(office)?)
        })
    }

    pub(crate) fn promote(&self, office: &str, member: &str) -> Result<PersonDetails, Failure> {
        let (office, member) = (office_id(office)?, whole(member)?);
        self.sync_first(office);
        self.change(|opened| {
            opened.session.promote(Some(office), member)?;
            Ok(opened.session.person(office, member)?)
        })
    }
}
