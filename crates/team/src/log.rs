//! The office's log: signed entries, which only ever come in, and what they say.

mod device_document;
mod entry;
mod op;
mod set;

pub use device_document::{Contents, Device, DeviceDocument, Person, device_id};
pub use entry::{Entry, MAX_OPS, MAX_PREV, NewEntry};
pub use op::{Invite, Op, Policy, SheetKeys, folder_id, invite_id};
pub use set::{Added, Log, MAX_ENTRIES, WARN_ENTRIES};
