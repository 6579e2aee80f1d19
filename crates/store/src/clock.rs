//! Comparing the clock of this computer with that of a store.

use std::time::{SystemTime, UNIX_EPOCH};

use parking_lot::Mutex;

/// By how many milliseconds this computer's clock is ahead of a store's, as the store told last; taken once.
#[derive(Debug, Default)]
pub struct ClockLead(Mutex<Option<i64>>);

impl ClockLead {
    /// Notes what time it is at the store now.
    pub fn note(&self, theirs: SystemTime) {
        *self.0.lock() = Some(milliseconds(SystemTime::now()) - milliseconds(theirs));
    }

    /// What was noted since this was asked last.
    pub fn take(&self) -> Option<i64> {
        self.0.lock().take()
    }
}

/// Milliseconds since 1970. Thousands of years fit.
fn milliseconds(time: SystemTime) -> i64 {
    const MAX: i64 = i64::MAX / 2;
    let bounded = |millis: u128| i64::try_from(millis).unwrap_or(MAX).min(MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => bounded(since.as_millis()),
        Err(before) => -bounded(before.duration().as_millis()),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn a_lead_is_positive_where_the_store_is_behind_and_is_told_once() {
        let clock = ClockLead::default();
        assert_eq!(clock.take(), None);
        clock.note(SystemTime::now() - HOUR);
        assert!(clock.take().is_some_and(|lead| lead >= 3_600_000));
        assert_eq!(clock.take(), None);
        clock.note(SystemTime::now() + 2 * HOUR);
        assert!(clock.take().is_some_and(|lead| lead < -3_600_000));
    }

    #[test]
    fn no_time_is_too_far_off() {
        assert_eq!(
            milliseconds(UNIX_EPOCH - Duration::from_millis(1500)),
            -1500
        );
        let Some(far) = UNIX_EPOCH.checked_add(Duration::from_secs(u64::MAX / 4)) else {
            return;
        };
        let clock = ClockLead::default();
        clock.note(far);
        assert!(clock.take().is_some_and(|lead| lead < 0));
    }
}
