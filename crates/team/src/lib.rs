//! An office: people who share folders, each with keys of their own, over a store that is believed in nothing.
//!
//! * [`rules`]: what the signed log means, a pure function of the set of its entries.

#![forbid(unsafe_code)]

pub mod ids;
pub mod rules;
