//! Windows and macOS, which are asked through the crate for what only the system knows.

use std::time::Duration;

use super::boot::Boot;

pub fn boot() -> Boot {
    Boot {
        id: keyrack_system::boot_id(),
        elapsed: milliseconds(keyrack_system::since_boot()),
    }
}

pub fn awake() -> u64 {
    milliseconds(keyrack_system::awake())
}

/// Windows says it in the environment.
pub fn name() -> String {
    "computer".to_owned()
}

fn milliseconds(time: Duration) -> u64 {
    time.as_millis() as u64
}
