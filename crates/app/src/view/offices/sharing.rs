//! Who has which folder.

use keyrack_team::rules::{Class, Role};
use serde::Serialize;

use super::{OfficeName, PersonName};
use crate::view::FolderTag;

/// People and folders, and what who has of which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Matrix {
    /// The people, in the order of the cells: owners first.
    pub people: Vec<PersonName>,
    /// How many folders match.
    pub total: usize,
    /// Those asked for, by name.
    pub rows: Vec<MatrixRow>,
}

/// A folder, and what who has of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct MatrixRow {
    /// The folder.
    pub folder: FolderTag,
    /// Whether this person may say who has it.
    pub may_manage: bool,
    /// For each of the people what that person has; none for nothing. Owners manage every folder.
    pub cells: Vec<Option<CellView>>,
}

/// What somebody has of a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CellView {
    /// `view`, `edit` or `manage`.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// Who has a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Sharing {
    /// The folder.
    pub folder: FolderTag,
    /// The office; none for a folder of one's own vault, which nobody else has.
    pub office: Option<OfficeName>,
    /// What this person may do with it.
    pub role: Role,
    /// Whether this person sees recovery items.
    pub recovery: bool,
    /// Whether there are changes that are not in the store yet.
    pub unsent: bool,
    /// Everybody who reads it, owners first.
    pub readers: Vec<ReaderView>,
}

/// Somebody who reads a folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct ReaderView {
    /// The member's id.
    pub member: String,
    /// The member's name.
    pub name: String,
    /// `owner`, `manager` or `member`.
    pub class: Class,
    /// Whether it is the person on this computer.
    pub you: bool,
    /// What the member has; owners manage every folder, with recovery items.
    pub cell: CellView,
    /// Whether nothing new is sealed to the member until an owner decides.
    pub held: bool,
}

/// What became of a change of many grants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Shared {
    /// How many grants were made or taken.
    pub changed: usize,
    /// How many were so already.
    pub same: usize,
    /// How many this person may not make.
    pub refused: usize,
}
