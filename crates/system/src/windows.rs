//! Windows.

use std::time::Duration;

use crate::events::On;

#[derive(Debug)]
pub struct Watch;

impl Watch {
    pub fn start(_on: On) -> Self {
        Self
    }
}

pub fn idle() -> Option<Duration> {
    None
}
