//! People of an office, and those who are about to be.

use keyrack_team::rules::Class;
use serde::Serialize;

use super::{GrantView, MemberView, RequestView};

/// The people of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct People {
    /// The members, owners first.
    pub people: Vec<PersonRow>,
    /// Invitations that can still be answered.
    pub invitations: Vec<InvitationView>,
    /// Who asks to join, as the last sync saw it.
    pub requests: Vec<RequestView>,
}

/// A member, as a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PersonRow {
    /// The member.
    pub member: MemberView,
    /// How many folders the member was granted; owners read all without.
    pub folders: usize,
    /// When the newest sign of one of the member's computers was made, in seconds since 1970.
    pub last_sign: Option<u64>,
}

/// A member by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PersonName {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// `owner`, `manager` or `member`.
    pub class: Class,
}

/// A member, and what the member has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct PersonDetails {
    /// The member.
    pub member: MemberView,
    /// What was granted, by the folders' names.
    pub grants: Vec<GrantView>,
    /// Whether this person may take the member, or computers of the member, out.
    pub may_remove: bool,
    /// Whether this person may make the member an owner.
    pub may_promote: bool,
    /// Whether this person may make an owner a member again.
    pub may_demote: bool,
}

/// An invitation that can still be answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InvitationView {
    /// Its id.
    pub id: String,
    /// Whom it is for.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// What it makes of whoever answers; none for a further computer of this person.
    pub class: Option<Class>,
    /// How many folders are granted with it.
    pub folders: usize,
    /// Until when it can be answered, in seconds since 1970.
    pub expires: u64,
    /// Whether its code is on this computer, so that it can be shown again.
    pub is_here: bool,
}

/// What an invitation says that was pasted or scanned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct InvitationRead {
    /// The store's address; empty where the text does not say.
    pub store: String,
}
