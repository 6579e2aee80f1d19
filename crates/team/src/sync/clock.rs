//! Comparing the clock here with that of the store. A clock that is wrong gives wrong codes, and dates what is signed wrong.

use crate::alarm::{About, AlarmCode, Alarms};

/// How far off a clock may be, in milliseconds.
const MOST: u64 = 60_000;

/// What a person should know of the clock here, which is so many milliseconds ahead of that of the store.
#[must_use]
pub const fn clock_alarm(lead: i64) -> Option<AlarmCode> {
    match lead.unsigned_abs() > MOST {
        true if lead > 0 => Some(AlarmCode::ClockAhead),
        true => Some(AlarmCode::ClockBehind),
        false => None,
    }
}

/// Lets alarms tell of the clock what is known of it now.
pub(super) fn note_clock(alarms: &mut Alarms, lead: Option<i64>) {
    alarms.clear(AlarmCode::ClockAhead);
    alarms.clear(AlarmCode::ClockBehind);
    let lead = lead.unwrap_or_default();
    if let Some(code) = clock_alarm(lead) {
        alarms.count(code, About::default(), lead.unsigned_abs() / 1000);
    }
}
