//! An office: people who share folders, each with keys of their own, over a store that is believed in nothing.
//!
//! * [`log`]: signed entries, which say who is in the office and who has which folder; [`rules`]: what they mean, a pure
//!   function of their set;
//! * [`head`] and [`object`]: what a device publishes; [`layout`]: under which names;
//! * [`exposed`]: what somebody could read who may not any more;
//! * [`form`] and [`json`]: how bytes are framed, signed and read.
//!
//! `docs/sharing-protocol.md` describes every byte.

#![forbid(unsafe_code)]

pub mod alarm;
pub mod device_keys;
pub mod exposed;
pub mod folders;
pub mod form;
pub mod head;
pub mod ids;
pub mod join;
pub mod json;
pub mod layout;
pub mod log;
pub mod object;
pub mod office;
pub mod rules;
pub mod sheet;
pub mod state;
pub mod sync;
