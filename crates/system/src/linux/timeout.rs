//! Waits that end.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// What `work` returns, if it does in time. If it does not, its thread is left behind.
pub fn within<T: Send + 'static>(
    time: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Option<T> {
    let (tell, told) = mpsc::channel();
    thread::spawn(move || {
        // Whoever asked may have lost patience.
        _ = tell.send(work());
    });
    told.recv_timeout(time).ok()
}
