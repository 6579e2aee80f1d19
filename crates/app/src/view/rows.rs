//! The list as a window shows it: one row for each factor, with its codes.

use serde::Serialize;

use super::{FactorKind, FolderTag};

/// Part of a list, and how long the whole is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Rows {
    /// How many match.
    pub total: usize,
    /// Those asked for.
    pub rows: Vec<Row>,
}

/// A factor of an account, or an account without any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Row {
    /// The id of the account.
    pub account: String,
    /// The factor; none where there is none, and in the trash.
    pub factor: Option<FactorCode>,
    /// Where it belongs.
    pub folder: FolderTag,
    /// The service as the office calls it, else the issuer.
    pub service: String,
    /// The user name.
    pub label: String,
    /// Its tags.
    pub tags: Vec<String>,
    /// Whether it is one of this person's favourites.
    pub favourite: bool,
    /// What somebody should look at.
    pub badges: Vec<Badge>,
    /// When it was put into the trash, in milliseconds since 1970.
    pub trashed: Option<u64>,
}

/// A factor and its codes at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct FactorCode {
    /// The factor.
    pub id: String,
    /// The name of the desk or person; may be empty.
    pub label: String,
    /// How its codes follow each other.
    #[serde(rename = "type")]
    pub kind: FactorKind,
    /// The code; none if it counts, for then each look would use a code up.
    pub code: Option<String>,
    /// The code after it.
    pub next: Option<String>,
    /// The first second in which the code is valid, since 1970.
    pub valid_from: Option<u64>,
    /// The first second in which it no longer is.
    pub valid_until: Option<u64>,
    /// Whether codes are withheld, because somebody helps over a remote connection.
    pub masked: bool,
}

/// What somebody should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(tag = "badge", rename_all = "snake_case")]
pub enum Badge {
    /// Nobody has said yet that the portal accepted a code.
    Unconfirmed,
    /// Two secrets were set at the same time; someone has to choose.
    Rivals,
    /// A date to keep is past, or comes within 30 days.
    Deadline {
        /// Its name.
        name: String,
        /// `YYYY-MM-DD`.
        date: String,
        /// Days until then; negative when past.
        days: i64,
    },
    /// This person sees it and changes nothing of it.
    ReadOnly,
    /// There are changes of its folder that are not in the office's store yet.
    Unsent,
    /// It stands in two folders at once, because two people moved it at the same time.
    Duplicate,
}

/// How many rows each place has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Counts {
    /// Everywhere.
    pub all: usize,
    /// Among the favourites.
    pub favourites: usize,
    /// Among those copied lately.
    pub recent: usize,
    /// Among those that somebody should look at.
    pub attention: usize,
    /// In the trash.
    pub trash: usize,
    /// Folders that are not out of the way.
    pub folders: usize,
    /// Folders that are.
    pub archived: usize,
    /// Tags in use, the most frequent first.
    pub tags: Vec<String>,
}

impl FactorCode {
    /// Withholds its codes.
    pub fn mask(&mut self) {
        (self.code, self.next, self.masked) = (None, None, true);
    }
}
