//! Comparing the clock here with that of the store. A clock that is wrong gives wrong codes, and dates what is signed wrong.

use crate::alarm::{About, AlarmCode, Alarms};

/// How far off a clock may be, in milliseconds.
const MOST: u64 = 60_000;

/// Whether the clock here and that of the store differ too much, by how many milliseconds the one here is ahead.
#[must_use]
pub const fn is_off(lead: i64) -> bool {
    lead.unsigned_abs() > MOST
}

/// Lets alarms tell of the clock what is known of it now.
pub(super) fn note_clock(alarms: &mut Alarms, lead: Option<i64>) {
    alarms.clear(AlarmCode::ClockAhead);
    alarms.clear(AlarmCode::ClockBehind);
    if let Some(lead) = lead.filter(|it| is_off(*it)) {
        let code = match lead > 0 {
            true => AlarmCode::ClockAhead,
            false => AlarmCode::ClockBehind,
        };
        alarms.count(code, About::default(), lead.unsigned_abs() / 1000);
    }
}
