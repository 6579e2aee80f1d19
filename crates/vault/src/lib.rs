//! Keyrack's vault: the data model, how states of it merge, how it is searched, and its files on disk.
//!
//! * [`Vault`], [`Folder`], [`Account`], [`Factor`], [`Recovery`]: what is kept; parts and laws in [`record`];
//! * [`payload`]: the JSON that is sealed, described in `docs/vault-format.md`; [`document`]: that of one
//!   folder; [`documents`]: those of many;
//! * [`search`]: finding among 10,000 accounts;
//! * [`disk`] and [`files`]: durable files, generations, damage and repair.

#![forbid(unsafe_code)]

mod collect;
mod enclosure;
mod factor;
mod id;
mod lines;
mod model;
mod quarantine;
mod secret_text;
mod vault;

pub mod disk;
pub mod document;
pub mod documents;
pub mod files;
pub mod payload;
pub mod record;
pub mod search;
pub mod stamp;

pub use collect::keep;
pub use document::{Compartment, Document};
pub use factor::{Factor, Version, Versions};
pub use files::VaultFiles;
pub use id::{Id, IdError};
pub use model::{Account, FileRef, Folder, Recovery};
pub use quarantine::{Quarantined, RecordKind};
pub use record::{Field, Life, Map, Record, Records};
pub use secret_text::SecretText;
pub use stamp::{OutOfStamps, Replica, Stamp, Ticker};
pub use vault::Vault;
