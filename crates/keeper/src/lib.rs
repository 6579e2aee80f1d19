//! The process of the desktop app that holds the keys. It has no web view: the windows are programs of their own,
//! which it starts, answers, and ends.

#![forbid(unsafe_code)]

pub mod desk;
pub mod request;
pub mod stage;
#[cfg(test)]
mod types;
pub mod views;
