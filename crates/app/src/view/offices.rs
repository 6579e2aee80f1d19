//! Offices: people who share folders.

mod desk;
mod leaving;
mod people;
mod sharing;

pub use desk::{
    AlarmAction, HoldView, OfficeCard, OfficeDetails, OfficeState, Offices, SetAsideView,
};
pub use leaving::{
    ExposedKind, ExposedPage, ExposedSecret, Leaver, LeaverKind, RemovalPlan, UndoneAct,
};
pub use people::{InvitationRead, InvitationView, People, PersonDetails, PersonName, PersonRow};
pub use sharing::{CellView, Matrix, MatrixRow, ReaderView, Shared, Sharing};

use keyrack_team::{
    alarm::AlarmCode,
    rules::{Class, Role},
};
use serde::Serialize;

use crate::named;

/// An office by id and name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OfficeName {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// An office that was founded, or come back to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FoundedView {
    /// The office.
    pub office: OfficeName,
    /// How many sheets it has.
    pub sheets: usize,
    /// What the first sync did.
    pub sync: SyncView,
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct InvitedView {
    /// Its id.
    pub id: String,
    /// Until when it can be answered, in seconds since 1970.
    pub expires: u64,
    /// What the sync did that told the office.
    pub sync: SyncView,
}

named! {
    /// How far somebody is who joins.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum JoinState {
        /// The digits are to be read out to an owner.
        Waiting = "waiting",
        /// The office is on this computer.
        Joined = "joined",
        /// Nobody will admit this computer any more: its request is not in the store, because the invitation was used by
        /// another computer, taken back, or ended; or it was admitted and taken out again.
        Refused = "refused",
    }
}

/// Somebody's joining, as seen from the computer that joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct JoiningView {
    /// How far it is.
    pub state: JoinState,
    /// Twelve digits, which the owner types; none once joined.
    pub digits: Option<String>,
    /// The office; its name is empty until joined.
    pub office: OfficeName,
}

/// What a member has, or is to have, of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct GrantView {
    /// The folder's id.
    pub folder: String,
    /// Its name; empty where it is not here.
    pub name: String,
    /// `view`, `edit` or `manage`.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// Somebody who asks to join. It holds no digits: they are asked of whoever joins.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RequestView {
    /// The id of the request.
    pub id: String,
    /// The name that was given.
    pub name: String,
    /// The e-mail address that was given.
    pub email: String,
    /// Whom the invitation was for.
    pub invited: String,
    /// The class that the invitation gives; none for a further computer of somebody who is in.
    pub class: Option<Class>,
    /// What it grants.
    pub folders: Vec<GrantView>,
}

/// A member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MemberView {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// `owner`, `manager` or `member`.
    pub class: Class,
    /// 1 for the founder and whom a sheet admits, 2 for owners whom such admit, and so on.
    pub rank: u32,
    /// Whether this is the member whose computer this is.
    pub you: bool,
    /// The computers.
    pub devices: Vec<MemberDeviceView>,
    /// Whether nothing new is sealed to the member until an owner decides.
    pub held: bool,
    /// Whether something can be sealed to the member.
    pub present_key: bool,
}

/// A computer of a member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MemberDeviceView {
    /// The id.
    pub id: String,
    /// What its person calls it.
    pub label: String,
    /// Whether it is in the office.
    #[serde(rename = "in")]
    pub is_in: bool,
    /// When its newest head was made, in seconds since 1970; none where none was seen.
    pub last_sign: Option<u64>,
    /// Whether two histories of it were seen.
    pub forked: bool,
}

/// A folder of an office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeFolderView {
    /// The id.
    pub id: String,
    /// The name; empty where the folder is not here yet.
    pub name: String,
    /// What this member may do; owners manage every folder.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Whether there are changes that are not in the store yet.
    pub unsent: bool,
    /// Members that it was granted to; owners read it without.
    pub members: Vec<FolderRoleView>,
}

/// What a member has of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FolderRoleView {
    /// The member's id.
    pub member: String,
    /// The member's name.
    pub name: String,
    /// `view`, `edit` or `manage`.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// What a sync did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct SyncView {
    /// Whether something was published.
    pub published: bool,
    /// How many publications of others were taken in.
    pub pulled: usize,
    /// How much waits to be published: nothing, once all is in the store.
    pub outbox: usize,
    /// How many changes of others do not count.
    pub set_aside: u64,
    /// What a person should know.
    pub alarms: Vec<AlarmView>,
    /// What was asked of the store.
    pub requests: SyncRequests,
    /// How much went over the line.
    pub bytes: SyncBytes,
}

/// Requests to a store, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SyncRequests {
    /// Listings.
    pub list: u64,
    /// Files read.
    pub read: u64,
    /// Files created.
    pub create: u64,
    /// Files deleted.
    pub delete: u64,
}

/// Bytes from and to a store.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct SyncBytes {
    /// From it.
    #[serde(rename = "in")]
    pub from: u64,
    /// To it.
    pub out: u64,
}

/// Something that a person should know of the office.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct AlarmView {
    /// What it is.
    pub code: AlarmCode,
    /// The computer that it is about, by its label.
    pub device: Option<String>,
    /// The member that it is about, by name.
    pub member: Option<String>,
    /// The folder that it is about, by name.
    pub folder: Option<String>,
    /// How often.
    pub count: u64,
    /// What the person can do about it; none where it ends by itself.
    pub action: Option<AlarmAction>,
    /// The id of the computer.
    pub device_id: Option<String>,
    /// The id of the member.
    pub member_id: Option<String>,
    /// The id of the folder.
    pub folder_id: Option<String>,
}

/// The office number: equal for two colleagues who are in step, so that they can compare it by phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeNumber {
    /// The office.
    pub office: OfficeName,
    /// 24 digits, in groups of four.
    pub number: String,
}

/// How it stands with an office on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct OfficeStatus {
    /// The office.
    pub office: OfficeName,
    /// The store's address, which holds no password.
    pub store: String,
    /// The person on this computer.
    pub member: String,
    /// The class of that person; none for somebody who is out.
    pub class: Option<Class>,
    /// The number of the newest publication from this computer.
    pub head: u64,
    /// How many entries the log has.
    pub entries: usize,
    /// How many of them are the newest: more than one until somebody who knows all of them signs the next.
    pub tips: usize,
    /// When the store was last read, in seconds since 1970.
    pub synced: Option<u64>,
    /// For how many days no sign of an owner was seen; 0 on an owner's computer.
    pub silence_days: u64,
    /// How much waits to be published.
    pub outbox: usize,
    /// What a person should know, as the last sync found it.
    pub alarms: Vec<AlarmView>,
}
