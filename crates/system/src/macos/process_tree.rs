//! A program with what it starts, as a process group.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};

use libc::{SIGKILL, killpg, pid_t};

/// A program and the processes of its group. The pages of a web view are not among them: the system starts those, and
/// ends them when the program that shows them is gone.
#[derive(Debug)]
pub struct ProcessTree {
    /// The program itself.
    pub child: Child,
}

impl ProcessTree {
    /// Starts `command` in a process group of its own.
    ///
    /// # Errors
    /// When the program is not there, or the system has no room for it.
    pub fn start(command: &mut Command) -> io::Result<Self> {
        let child = command.process_group(0).spawn()?;
        Ok(Self { child })
    }

    /// As [`ProcessTree::start`], for a program that [bounds](crate::bound) itself: only Windows does that from outside.
    ///
    /// # Errors
    /// As [`ProcessTree::start`].
    pub fn start_within(command: &mut Command, _memory: u64) -> io::Result<Self> {
        Self::start(command)
    }

    /// Ends all of them at once, and waits for the program.
    pub fn end(mut self) {
        // The program has not been waited for, so the number is still that of its group.
        // SAFETY: takes numbers only.
        unsafe { killpg(self.child.id() as pid_t, SIGKILL) };
        _ = self.child.wait();
    }
}
