//! Windows and macOS, which show an icon only to a program whose first thread does nothing but serve it.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::{Presence, TrayCommand, TrayItem};

/// An icon, of which there is none yet.
pub enum Icon {}

impl Icon {
    /// There is none.
    pub fn show(_: Vec<TrayItem>, _: Sender<TrayCommand>, _: &Arc<Presence>) -> Option<Self> {
        None
    }

    /// Of no icon.
    pub fn change(&self, _: Vec<TrayItem>) {
        match *self {}
    }
}
