//! Linux: `CLOCK_BOOTTIME`, asked of the kernel itself, and the kernel's id of this boot.

use rustix::time::{ClockId, clock_gettime};

use super::Boot;

pub fn boot() -> Boot {
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default();
    let time = clock_gettime(ClockId::Boottime);
    let milliseconds = time.tv_sec.max(0) as u64 * 1000 + time.tv_nsec.max(0) as u64 / 1_000_000;
    Boot {
        id: id.trim().to_owned(),
        elapsed: milliseconds,
    }
}
