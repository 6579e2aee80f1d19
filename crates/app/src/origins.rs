//! Where folders come from, and where changes of them go.
//!
//! An [`Origin`] holds folders with all that lies in them: the vault of this person, and whatever else a person shares. A
//! session joins all of them in one view, which is searched, shown and changed. A change is split by the folders that it
//! touched, asked of their origins, and saved by these; nothing else knows how an origin keeps what it holds.

mod changes;
mod joined;
mod office;
mod origin;
mod own;

pub use changes::Changes;
pub(crate) use joined::Origins;
pub(crate) use office::OfficeOrigin;
pub use origin::Action;

#[cfg(test)]
mod tests;
