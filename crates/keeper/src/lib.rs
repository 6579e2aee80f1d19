//! The process of the desktop app that holds the keys. It has no web view: the windows are programs of their own,
//! which it starts, answers, and ends.

#![forbid(unsafe_code)]

#[cfg(target_os = "linux")]
mod bus;
pub mod clipboard;
mod control_socket;
pub mod controller;
mod fault;
pub mod handlers;
mod instance;
mod jobs;
mod keeper;
mod login;
pub mod orders;
pub mod request;
pub mod scanner;
pub mod shell;
mod speech;
mod time;
mod tray;
pub mod typed;
#[cfg(test)]
mod types;
pub mod views;
mod window_process;
mod windows;
pub mod wire;

pub use keeper::run;
