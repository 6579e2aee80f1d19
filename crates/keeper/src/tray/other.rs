//! Windows and macOS, which show an icon only to a program whose first thread does nothing but serve it.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use super::{Entry, Presence, Wish};

/// An icon, of which there is none yet.
pub enum Icon {}

impl Icon {
    /// There is none.
    pub fn show(_: Vec<Entry>, _: Sender<Wish>, _: &Arc<Presence>) -> Option<Self> {
        None
    }

    /// Of no icon.
    pub fn change(&self, _: Vec<Entry>) {
        match *self {}
    }
}
