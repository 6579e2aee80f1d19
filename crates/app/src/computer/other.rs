//! Systems without a module of their own yet: the time since this program started. Every start then counts as a start
//! of the computer, so a delay after wrong passwords has to be waited for within one run.

use std::{sync::OnceLock, time::Instant};

use super::Boot;

pub fn boot() -> Boot {
    static START: OnceLock<Instant> = OnceLock::new();
    let elapsed = START.get_or_init(Instant::now).elapsed();
    Boot {
        id: std::process::id().to_string(),
        elapsed: elapsed.as_millis() as u64,
    }
}
