//! Linux: `CLOCK_BOOTTIME` and `CLOCK_MONOTONIC`, which stands still in sleep, asked of the kernel itself, and the
//! kernel's id of this boot.

use rustix::time::{ClockId, clock_gettime};

use super::boot::Boot;

pub fn boot() -> Boot {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    Boot {
        id: id.trim().to_owned(),
        elapsed: milliseconds(ClockId::Boottime),
    }
}

pub fn awake() -> u64 {
    milliseconds(ClockId::Monotonic)
}

/// The name by which a network knows it.
pub fn name() -> String {
    let name = rustix::system::uname()
        .nodename()
        .to_string_lossy()
        .into_owned();
    name.chars().take(100).collect()
}

fn milliseconds(clock: ClockId) -> u64 {
    let time = clock_gettime(clock);
    time.tv_sec.max(0) as u64 * 1000 + time.tv_nsec.max(0) as u64 / 1_000_000
}
