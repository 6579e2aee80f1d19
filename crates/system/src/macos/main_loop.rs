//! The loop in which the first thread hears the system.

use std::panic;
use std::thread;

use block2::RcBlock;
use objc2_core_foundation::CFRunLoop;
use objc2_foundation::NSOperationQueue;

/// Runs `work` on a thread of its own, while this thread, which has to be the first of the program, hears the system.
/// Returns what `work` does.
pub fn with_main_loop<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    thread::scope(|scope| {
        let worker = scope.spawn(|| {
            let _end = EndOfLoop;
            work()
        });
        CFRunLoop::run();
        worker
            .join()
            .unwrap_or_else(|fault| panic::resume_unwind(fault))
    })
}

/// Has the first thread do something once it hears the system.
pub fn on_main_thread(work: impl Fn() + Send + 'static) {
    // SAFETY: whatever the block has captured may go to another thread.
    unsafe { NSOperationQueue::mainQueue().addOperationWithBlock(&RcBlock::new(work)) };
}

/// Ends the loop when it is dropped, also by a fault. It does so in the loop itself, for a loop that has not begun yet
/// cannot be stopped.
struct EndOfLoop;

impl Drop for EndOfLoop {
    fn drop(&mut self) {
        on_main_thread(|| {
            if let Some(main) = CFRunLoop::main() {
                main.stop();
            }
        });
    }
}
