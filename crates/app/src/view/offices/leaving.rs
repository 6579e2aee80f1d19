//! Taking somebody out of an office, and what that person could read.

use serde::Serialize;

use super::PersonName;
use crate::{named, view::FolderTag};

named! {
    /// What is taken out.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum LeaverKind {
        /// A member, with all computers.
        Member = "member",
        /// A computer of a member.
        Device = "device",
        /// An owner, who stays as a member.
        Owner = "owner",
    }
}

/// Who or what is taken out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Leaver {
    /// What it is.
    pub kind: LeaverKind,
    /// Its id: of the member, or of the computer.
    pub id: String,
    /// The name of the member.
    pub name: String,
    /// The computer's label; empty where it is the member.
    pub label: String,
}

/// What taking somebody out does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct RemovalPlan {
    /// Who or what is taken out.
    pub leaver: Leaver,
    /// Computers of which something has not arrived here, by label.
    pub missing: Vec<String>,
    /// What of the leaver's acts will not stand.
    pub undoes: Vec<UndoneAct>,
    /// People whom the leaver admitted, and who stay because they are taken back in the same step.
    pub takes_back: Vec<PersonName>,
    /// Folders that are sealed anew, without the leaver.
    pub folders: usize,
    /// Secrets that the leaver could read, and that are still in use.
    pub exposed: usize,
    /// Whether nobody would be left who decides.
    pub last_owner: bool,
    /// Whether it is this computer, or the person on it.
    pub you: bool,
}

/// An act that will not stand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct UndoneAct {
    /// The name of the op, as the log writes it.
    pub what: String,
    /// The member or computer that it was about, by name; empty for none.
    pub about: String,
    /// The folder that it was about, by name; empty for none.
    pub folder: String,
    /// When it was signed, in seconds since 1970.
    pub at: u64,
}

named! {
    /// What of an account somebody could read who left.
    #[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
    pub enum ExposedKind {
        /// The secret of a factor.
        Factor = "factor",
        /// A recovery item.
        Recovery = "recovery",
    }
}

/// Secrets to replace at the portals.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExposedPage {
    /// How many there are.
    pub total: usize,
    /// How many of them are not ticked.
    pub open: usize,
    /// How many match what was looked for.
    pub found: usize,
    /// Those asked for, by client.
    pub rows: Vec<ExposedSecret>,
}

/// A secret that somebody could read who may not any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ExposedSecret {
    /// By what it is ticked.
    pub id: String,
    /// What it is.
    pub kind: ExposedKind,
    /// The id of the account.
    pub account: String,
    /// The client or folder.
    pub folder: FolderTag,
    /// The service.
    pub service: String,
    /// The user name.
    pub label: String,
    /// The desk of the factor, or the kind of the recovery item.
    pub desk: String,
    /// Who could read it, by name.
    pub people: Vec<String>,
    /// Until when the last of them could, in seconds since 1970.
    pub until: u64,
    /// When somebody ticked that it was replaced at the portal, in seconds since 1970.
    pub ticked: Option<u64>,
}
