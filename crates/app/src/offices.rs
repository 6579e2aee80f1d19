//! Offices: people who share folders over a store, each with keys of their own. What the protocol is, `keyrack-team` knows;
//! here stand the use cases, and what of an office lies on this computer.

mod cache;
mod desk;
mod device_secret;
mod error;
mod exposed;
pub(crate) mod files;
mod found;
mod held;
mod invitation;
mod invitation_text;
mod join;
mod joinings;
mod learning;
mod leaving;
pub(crate) mod memory;
mod named;
mod people;
mod place;
mod share;
mod sharing;
mod step;
mod syncing;
mod tell;
mod views;

use keyrack_seal::OsEntropy;
use keyrack_team::{rules::Role, sheet::Sheet};
use zeroize::Zeroizing;

use crate::{Error, ErrorCode, Result};

pub use desk::{OfficePace, OfficePlace, StoreGlance};
pub use exposed::EXPOSED_COLUMNS;
pub use invitation_text::{InvitationText, read_invitation};
pub(crate) use joinings::Joinings;
pub use leaving::Removal;
pub use named::is_office_id;
pub use place::StorePlace;
pub use sharing::ShareFolders;
pub use syncing::OfficeSync;

/// The person on this computer, as the office is to know it.
#[derive(Debug, Clone, Default)]
pub struct TeamPerson {
    /// The name.
    pub name: String,
    /// The e-mail address; may be empty.
    pub email: String,
}

/// An office that is to be founded.
pub struct FoundOffice {
    /// Where it is to live.
    pub place: StorePlace,
    /// What it is called.
    pub name: String,
    /// Its first owner.
    pub person: TeamPerson,
    /// The texts of one to three office key sheets, made by [`new_sheet`] and kept by then.
    pub sheets: Vec<Zeroizing<String>>,
}

/// Somebody who comes back to an office with its sheet.
pub struct RecoverOffice {
    /// Where it lives.
    pub place: StorePlace,
    /// The text of a sheet.
    pub sheet: Zeroizing<String>,
    /// Who becomes an owner.
    pub person: TeamPerson,
}

/// Somebody who joins an office.
pub struct JoinOffice {
    /// Where it lives.
    pub place: StorePlace,
    /// The code of the invitation.
    pub code: Zeroizing<String>,
    /// Who joins.
    pub person: TeamPerson,
}

/// What is granted.
#[derive(Debug, Clone)]
pub struct GrantRequest {
    /// A folder of the office, by id, the beginning of one, or name.
    pub folder: String,
    /// The role.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// What somebody is to have of a folder.
#[derive(Debug, Clone, Copy)]
pub struct GrantLevel {
    /// The role.
    pub role: Role,
    /// Whether recovery items are included.
    pub recovery: bool,
    /// Until when, in seconds since 1970; none for ever.
    pub until: Option<u64>,
}

/// An invitation that is to be made.
#[derive(Debug, Clone)]
pub struct InviteSomebody {
    /// Whom it is for.
    pub person: TeamPerson,
    /// Whether as an owner.
    pub owner: bool,
    /// What is granted at once.
    pub grants: Vec<GrantRequest>,
    /// For how many days it can be answered.
    pub days: u64,
}

/// How to sync.
#[derive(Debug, Clone, Copy, Default)]
pub struct SyncOptions {
    /// Publish folders though something by an owner has not arrived.
    pub incomplete: bool,
    /// Make the office anew in a store where it is no more.
    pub seed: bool,
}

/// A new office key sheet, as text: it has to be on paper before it is used.
///
/// # Errors
/// [`ErrorCode::NoRandomness`].
pub fn new_sheet() -> Result<Zeroizing<String>> {
    let sheet = Sheet::make(&mut OsEntropy);
    let sheet = sheet.map_err(|_| Error::new(ErrorCode::NoRandomness))?;
    Ok(sheet.reveal())
}

/// Secrets of them are not shown.
macro_rules! hidden {
    ($($name:ident),*) => {
        $(impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        })*
    };
}

hidden!(FoundOffice, RecoverOffice, JoinOffice);
