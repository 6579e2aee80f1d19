//! Windows and macOS. Here a lock ends the program, but does not make sure yet that the processes of its web view are
//! gone: that takes a job object, or the system's list of processes.

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
