//! What the windows are told beside the views of `keyrack-app`: what is the window's own. No type here has a place for a
//! secret, and nothing else crosses the bridge but pictures for the paper window.
//!
//! The same types in TypeScript stand in `ui/src/lib/backend/types/`; a test compares them.

mod adding;
mod backups;
mod copying;
mod events;
mod failure;
mod founding;
mod imports;
mod paper;
mod settings;
mod state;
mod support;

pub use adding::{Added, AddedMany, Draft, NoWay, QrShown, Scan, ScanWays, UnreadPicture};
pub use backups::{Backups, CheckedBackup, Exported, RestorePage, RestorePlan, Restored};
pub use copying::{Copied, CopiedCode, CopiedField, CopiedText, Copy};
pub use events::Event;
pub use failure::{Failure, FailureCode, WindowErrorCode};
pub use founding::{Sheets, StoreFound, StoreProbe, WaitingSheet};
pub use imports::{
    ClientCounts, DroppedKind, ImportClients, ImportEntry, ImportPage, Imported, Incoming,
};
pub use paper::{Paper, PaperItem, PaperItemKind, PaperKind};
pub use settings::{About, Format, Settings};
pub use state::{AnyNotice, FollowingNotice, Kit, Notice, State, Strength};
pub use support::{Support, SupportStep};
