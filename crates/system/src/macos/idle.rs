//! The last event of keyboard, mouse or trackpad in this session.

use std::time::Duration;

use objc2_core_graphics::{CGEventSource, CGEventSourceStateID, CGEventType};

/// Stands for an event of any kind (`kCGAnyInputEventType`).
const ANY: CGEventType = CGEventType(u32::MAX);

pub fn idle() -> Option<Duration> {
    let session = CGEventSourceStateID::CombinedSessionState;
    let seconds = CGEventSource::seconds_since_last_event_type(session, ANY);
    Duration::try_from_secs_f64(seconds).ok()
}
