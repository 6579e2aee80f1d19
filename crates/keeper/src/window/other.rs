//! Windows and macOS, where ending the program ends its web view's processes a moment later: WebView2 and WebKit watch
//! the connection to whoever started them. Waiting for them takes a job object, or the system's list of processes.

use std::io;
use std::process::{Child, Command};

/// Starts `command`.
pub fn start(command: &mut Command) -> io::Result<Child> {
    command.spawn()
}

/// Ends `child` at once, and waits for it.
pub fn end(mut child: Child) {
    _ = child.kill();
    _ = child.wait();
}
