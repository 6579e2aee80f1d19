//! How it stands with the offices on this computer, as a window shows it.

use keyrack_team::rules::Class;
use serde::Serialize;

use super::{AlarmView, JoiningView, RequestView};
use crate::named;

/// The offices on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Offices {
    /// Those that this person is in, by name.
    pub offices: Vec<OfficeCard>,
    /// Those that this person asked to join, and whose owner has not answered yet.
    pub joining: Vec<JoiningView>,
}

named! {
    /// How it stands with an office, in one word.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum OfficeState {
        /// All that is here is in the store, and all that is there is here.
        InStep = "in_step",
        /// Changes are on their way.
        Waiting = "waiting",
        /// The store cannot be reached.
        Offline = "offline",
        /// A person has to look.
        NeedsYou = "needs_you",
    }
}

/// An office, as it stands in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OfficeCard {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// How it stands.
    pub state: OfficeState,
    /// How many changes are not in the store yet.
    pub unsent: usize,
    /// When the store was last read, in seconds since 1970; none where it never was.
    pub synced: Option<u64>,
    /// How much a person has to look at: alarms with an action, requests, undone removals, changes that were set aside.
    pub needs: usize,
    /// The class of this person; none for somebody who is out.
    pub class: Option<Class>,
}

/// All that the page of an office shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OfficeDetails {
    /// The office as it stands in the list.
    pub card: OfficeCard,
    /// The store's address, which holds no password.
    pub store: String,
    /// The person on this computer.
    pub member: String,
    /// The office number: 24 digits, in groups of four.
    pub number: String,
    /// How many members there are.
    pub people: usize,
    /// How many of them are owners.
    pub owners: usize,
    /// How many folders this person has.
    pub folders: usize,
    /// When a sign of an owner was last seen, in seconds since 1970; none on an owner's computer.
    pub owner_seen: Option<u64>,
    /// What a person should know, the gravest first.
    pub alarms: Vec<AlarmView>,
    /// Who asks to join, as the last sync saw it.
    pub requests: Vec<RequestView>,
    /// Removals that were undone, about which an owner has to decide.
    pub holds: Vec<HoldView>,
    /// Changes by people who had lost the right to make them.
    pub set_aside: Vec<SetAsideView>,
    /// How many secrets are to be replaced at the portals because of people who left, and are not ticked.
    pub exposed: usize,
}

named! {
    /// What a person can do about an alarm.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum AlarmAction {
        /// Sync once more.
        Sync = "sync",
        /// Make the office anew in the store, from what is here.
        Seed = "seed",
        /// Look at the member.
        Person = "person",
        /// Take the computer out of the office.
        RemoveDevice = "remove_device",
        /// Decide about a removal that was undone.
        Settle = "settle",
        /// Look at changes that were set aside.
        SetAside = "set_aside",
        /// Take the office off this computer.
        Forget = "forget",
        /// Join anew, as another computer.
        JoinAnew = "join_anew",
        /// Say anew where the office lives, or with what password.
        Place = "place",
        /// Install a newer version.
        Update = "update",
        /// Check the clock of this computer.
        Clock = "clock",
    }
}

/// A member to whom nothing new is sealed, because somebody's removal of that member was undone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct HoldView {
    /// The member's id.
    pub member: String,
    /// The member's name.
    pub name: String,
    /// Who had taken the member out, or something from the member.
    pub by: String,
    /// Who undid that; empty where it is not known.
    pub undone_by: String,
}

/// What somebody changed who had lost the right to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct SetAsideView {
    /// Its id.
    pub id: String,
    /// The folder's name.
    pub folder: String,
    /// Whose change it is.
    pub name: String,
    /// When it was made, in seconds since 1970.
    pub at: u64,
    /// The accounts that it would change, by name.
    pub accounts: Vec<String>,
}
