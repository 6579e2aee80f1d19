//! Accounts, their factors and recovery items, and the folders they lie in.

pub(crate) mod fields;
pub(crate) mod folders;
pub(crate) mod ids;
pub(crate) mod views;

mod bulk;
mod changes;
mod drafts;
mod factors;
mod find;
mod moving;
mod recovery;
mod reveal;
mod rivals;

pub use changes::NewAccount;
pub use drafts::Draft;
pub use factors::{NewFactor, Which};
pub use find::Find;
pub use folders::NewFolder;
pub use ids::is_id;
pub use recovery::NewRecovery;
