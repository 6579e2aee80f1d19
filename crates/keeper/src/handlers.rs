//! What the windows may ask for. Each file declares requests about one thing, and carries them out.

mod account;
mod backup;
mod clock;
mod copy;
mod draft;
mod export;
mod favourites;
mod folders;
mod import;
mod kit;
mod list;
mod office;
mod paper;
mod pin;
mod scan;
mod settings;
mod support;
mod unlock;

use std::panic::{self, AssertUnwindSafe};

use crate::controller::Controller;
use crate::request::{Reply, RequestGroup, Step};
use crate::shell::WindowKind;
use crate::views::{Failure, WindowErrorCode};

pub use backup::BackupFrom;
pub use draft::How;
pub use favourites::Favourite;
pub use import::ImportFrom;
pub use list::Place;
pub use office::{GrantWish, ListForm, StoreWish};
pub use paper::{PaperRequest, QrKind};
pub use scan::ScanFrom;
pub use settings::Changes;

/// Declares [`Request`]. A request is read by the first group that knows its name.
macro_rules! requests {
    ($($module:ident::$group:ident),+ $(,)?) => {
        $(pub use $module::$group;)+

        /// What the main window may ask. What no group lists is refused.
        #[derive(Debug, Clone)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        #[cfg_attr(test, ts(untagged))]
        #[allow(missing_docs, reason = "each group says what it is about")]
        pub enum Request {
            $($group($group)),+
        }

        impl Request {
            /// Reads a request. Why it is none is not said, for the reason might repeat a password.
            #[must_use]
            pub fn read(json: &[u8]) -> Option<Self> {
                $(if let Ok(request) = serde_json::from_slice(json) {
                    return Some(Self::$group(request));
                })+
                None
            }

            fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
                match self {
                    $(Self::$group(request) => request.carry_out(controller)),+
                }
            }

            fn shows_secret(&self) -> bool {
                match self {
                    $(Self::$group(request) => request.shows_secret()),+
                }
            }

            fn step(&self) -> Option<Step> {
                match self {
                    $(Self::$group(request) => request.step()),+
                }
            }
        }
    };
}

requests! {
    list::ListRequest,
    account::AccountRequest,
    folders::FolderRequest,
    copy::CopyRequest,
    paper::RevealRequest,
    draft::DraftRequest,
    scan::ScanRequest,
    import::ImportRequest,
    export::ExportRequest,
    backup::BackupRequest,
    unlock::UnlockRequest,
    pin::PinRequest,
    kit::KitRequest,
    settings::SettingsRequest,
    support::SupportRequest,
    clock::ClockRequest,
    office::OfficeRequest,
    office::FoundingRequest,
    office::JoiningRequest,
    office::PeopleRequest,
    office::SharingRequest,
    office::LeavingRequest,
}

impl Controller {
    /// Carries out a request of a window. May take as long as the disk, the key derivation or a dialog does, and may
    /// be called from several threads at once.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn answer(&self, window: WindowKind, request: &[u8]) -> Result<Reply, Failure> {
        let bad = || Failure::new(WindowErrorCode::BadRequest);
        // A fault in one request must neither end the process nor keep the vault from being locked.
        let done = panic::catch_unwind(AssertUnwindSafe(|| match window {
            WindowKind::Main => self.main(Request::read(request).ok_or_else(bad)?),
            WindowKind::Paper => serde_json::from_slice::<PaperRequest>(request)
                .map_err(|_| bad())?
                .carry_out(self),
        }));
        done.unwrap_or_else(|_| Err(Failure::new(WindowErrorCode::Unexpected)))
    }

    fn main(&self, request: Request) -> Result<Reply, Failure> {
        if request.shows_secret() && self.is_supported() {
            return Err(Failure::new(WindowErrorCode::SupportMode));
        }
        let step = request.step();
        let reply = request.carry_out(self)?;
        self.note(step);
        Ok(reply)
    }
}
