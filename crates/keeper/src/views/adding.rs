//! Keys on their way into the vault.

use keyrack_app::{
    named,
    view::{AccountDetails, KeyView, MissingParts, RefusedCode, RowStatus, SimilarAccount},
};
use serde::Serialize;

use super::FailureCode;

/// What was read, before it is added. Its secret stays with the keeper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Draft {
    /// Names it in `add`.
    pub draft: u32,
    /// All of it that is no secret.
    #[serde(flatten)]
    pub key: KeyView,
    /// How it stands to the vault.
    pub status: RowStatus,
    /// Accounts that are like it.
    pub same: Vec<SimilarAccount>,
}

/// Where what was added is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Added {
    /// The account, all of it.
    pub account: AccountDetails,
    /// The id of the factor that was added.
    pub factor: String,
}

/// What `add_many` has added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct AddedMany {
    /// The ids of the accounts.
    pub accounts: Vec<String>,
    /// The first of them.
    pub first: Option<Added>,
}

/// Which ways to the screens there are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct ScanWays {
    /// Why all screens cannot be looked at; none if they can.
    pub screens: Option<NoWay>,
    /// Why no rectangle can be dragged, likewise.
    pub area: Option<NoWay>,
    /// Whether the desktop asks the person first. Our window stays then, for some desktops ask only on behalf of the
    /// program that has the focus.
    pub asks: bool,
}

named! {
    /// Why a way to the screens is not there.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum NoWay {
        /// The program runs without a desktop.
        NoDisplay = "no_display",
        /// The desktop has no service that takes pictures for programs.
        NoPortal = "no_portal",
        /// That service cannot take pictures of a rectangle.
        NoArea = "no_area",
        /// The screen or the service does not answer.
        NoAnswer = "no_answer",
        /// The person has to allow it first, in the settings of the system.
        NotPermitted = "not_permitted",
    }
}

/// What a look has found. Nothing is an answer too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Scan {
    /// The keys.
    pub found: Vec<Draft>,
    /// Codes that make no key for us.
    pub refused: Vec<RefusedCode>,
    /// Transfer codes of which parts are missing.
    pub missing: Vec<MissingParts>,
    /// Pictures that could not be read.
    pub unread: Vec<UnreadPicture>,
    /// Codes that were left out because two readings of them differ.
    pub doubtful: u32,
    /// How many pictures, screens and pages were looked at.
    pub pictures: u32,
}

/// A picture that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct UnreadPicture {
    /// The name of its file, without the folder; empty where it has none.
    pub name: String,
    /// Why.
    pub code: FailureCode,
}

/// What stands in the paper window now; or would, where something is left out and the person did not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct QrShown {
    /// How many factors.
    pub shown: u32,
    /// Those that no such code can hold.
    pub left_out: Vec<RefusedCode>,
}
