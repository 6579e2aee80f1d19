//! Gaps in time: that the computer slept or stood still, seen from its clocks where nobody said so.

use keyrack_app::Clock;

use super::lock_reason::LockReason;

/// A sleep that is shorter, in milliseconds, is none: the clocks are not read at the same moment.
const SHORTEST_SLEEP: u64 = 2_000;

/// How far the clock on the wall may be put right at once, in milliseconds.
const LARGEST_CORRECTION: u64 = 30_000;

/// All clocks at a moment, in milliseconds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ClockReading {
    /// Since the computer was started.
    on: u64,
    /// Of that, without its sleep.
    awake: u64,
    /// Since 1970, by the clock on the wall.
    wall: u64,
}

impl ClockReading {
    /// Of these clocks.
    pub fn of(clock: &dyn Clock) -> Self {
        Self {
            on: clock.boot().elapsed,
            awake: clock.awake(),
            wall: clock.now(),
        }
    }

    /// What has happened between `earlier` and this, if that is a reason to lock.
    pub fn gap_since(&self, earlier: &Self) -> Option<LockReason> {
        let passed = self.on.saturating_sub(earlier.on);
        let slept = passed.saturating_sub(self.awake.saturating_sub(earlier.awake));
        if slept >= SHORTEST_SLEEP {
            return Some(LockReason::Wake);
        }
        let expected = earlier.wall.saturating_add(passed);
        (self.wall.abs_diff(expected) > LARGEST_CORRECTION).then_some(LockReason::TimeJump)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const START: ClockReading = ClockReading {
        on: 5_000_000,
        awake: 4_000_000,
        wall: 1_790_000_000_000,
    };

    fn later(on: u64, awake: u64, wall: i64) -> Option<LockReason> {
        let reading = ClockReading {
            on: START.on + on,
            awake: START.awake + awake,
            wall: START.wall.saturating_add_signed(wall),
        };
        reading.gap_since(&START)
    }

    #[test]
    fn time_that_passes_on_all_clocks_is_no_gap() {
        assert_eq!(later(0, 0, 0), None);
        assert_eq!(later(2_000, 2_000, 2_000), None);
        assert_eq!(
            later(86_400_000, 86_400_000, 86_400_000),
            None,
            "a stopped program"
        );
        assert_eq!(later(2_000, 2_000, -25_000), None, "a small correction");
    }

    #[test]
    fn a_sleep_is_seen_by_what_the_computer_was_not_awake() {
        assert_eq!(later(3_602_000, 2_000, 3_602_000), Some(LockReason::Wake));
        assert_eq!(later(4_000, 2_000, 4_000), Some(LockReason::Wake));
        assert_eq!(later(3_999, 2_000, 3_999), None);
    }

    #[test]
    fn a_standstill_is_seen_by_the_wall_and_so_is_a_clock_that_is_set() {
        assert_eq!(later(2_000, 2_000, 3_600_000), Some(LockReason::TimeJump));
        assert_eq!(later(2_000, 2_000, -3_600_000), Some(LockReason::TimeJump));
    }
}
