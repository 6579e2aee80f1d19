//! A program with everything that it starts, as a process group: Linux keeps what a web view starts in the group of the
//! program that shows it.

use std::fs;
use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};

/// How often, and how many times, to look whether all are gone.
const LOOK: Duration = Duration::from_millis(1);
const LOOKS: u32 = 2_000;

/// A program with everything that it starts.
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

    /// Ends the program and its process group at once, and waits until no member is left. That takes milliseconds; a
    /// member that the kernel cannot end is given up after two seconds.
    pub fn end(mut self) {
        let group = Pid::from_child(&self.child);
        // The program has not been waited for, so the number is still that of its group.
        _ = kill_process_group(group, Signal::KILL);
        for _ in 0..LOOKS {
            let is_gone = self.child.try_wait().is_ok_and(|status| status.is_some());
            if is_gone && !has_members(group.as_raw_pid()) {
                return;
            }
            thread::sleep(LOOK);
        }
    }
}

/// Whether a process of `group` still has memory. One that only waits to be noticed by its parent has none.
#[must_use]
pub fn has_members(group: i32) -> bool {
    let Ok(processes) = fs::read_dir("/proc") else {
        return false;
    };
    processes
        .filter_map(|process| fs::read_to_string(process.ok()?.path().join("stat")).ok())
        .any(|stat| is_member(&stat, group))
}

/// Reads `pid (name) state parent group …`, see proc(5). The name may hold anything, parentheses included.
fn is_member(stat: &str, group: i32) -> bool {
    let Some((_, rest)) = stat.rsplit_once(')') else {
        return false;
    };
    let mut fields = rest.split_ascii_whitespace();
    let (state, _parent, its_group) = (fields.next(), fields.next(), fields.next());
    !matches!(state, Some("Z" | "X")) && its_group.and_then(|g| g.parse().ok()) == Some(group)
}

#[cfg(test)]
mod tests {
    use std::io::Read;
    use std::process::Stdio;

    use super::*;

    #[test]
    fn a_member_is_told_from_others_and_from_the_dead() {
        assert!(is_member("7 (web (view) ) S 1 42 42 0", 42));
        assert!(!is_member("7 (sh) S 1 43 42 0", 42));
        assert!(!is_member("7 (sh) Z 1 42 42 0", 42));
        assert!(!is_member("", 42));
        assert!(!is_member("7 (sh", 42));
    }

    #[test]
    fn what_the_child_has_started_ends_with_it() {
        let mut command = Command::new("sh");
        command
            .args(["-c", "sleep 1000 & sleep 1000 & echo; wait"])
            .stdout(Stdio::piped());
        let mut tree = ProcessTree::start(&mut command).unwrap();
        let group = Pid::from_child(&tree.child).as_raw_pid();
        let mut started = [0];
        tree.child
            .stdout
            .take()
            .unwrap()
            .read_exact(&mut started)
            .unwrap();
        assert!(has_members(group));
        tree.end();
        assert!(!has_members(group));
    }
}
