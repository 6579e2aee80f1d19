//! The process of the desktop app that holds the keys. It has no web view: the windows are programs of their own,
//! which it starts, answers, and ends.

#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod bus;
mod clipboard;
mod control_socket;
pub mod desk;
pub mod eye;
mod fault;
mod instance;
mod keeper;
mod login;
pub mod orders;
pub mod request;
pub mod stage;
mod time;
mod tray;
#[cfg(test)]
mod types;
pub mod views;
mod window;
mod windows;
pub mod wire;

pub use keeper::run;
