//! Windows: a value under `Run` of the user's registry. The list of what starts, in the settings and the task manager,
//! switches it off by another value, whose first byte is odd then.

use std::io;

use windows_registry::CURRENT_USER;

use super::IN_BACKGROUND;

const RUN: &str = r"Software\Microsoft\Windows\CurrentVersion\Run";
const APPROVED: &str = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run";

/// The name of both values.
const NAME: &str = "Keyrack";

/// The user's registry.
pub struct List;

impl List {
    /// That of this user.
    pub fn here() -> Option<Self> {
        Some(Self)
    }

    /// Whether `program` is started.
    pub fn has(&self, program: &str) -> bool {
        let line = CURRENT_USER.open(RUN).and_then(|run| run.get_string(NAME));
        let approved = CURRENT_USER
            .open(APPROVED)
            .and_then(|approved| approved.get_value(NAME));
        let is_off = approved.is_ok_and(|value| value.first().is_some_and(|byte| byte % 2 == 1));
        line.is_ok_and(|line| line == command(program)) && !is_off
    }

    /// Puts `program` there.
    pub fn add(&self, program: &str) -> io::Result<()> {
        let run = CURRENT_USER.create(RUN)?;
        run.set_string(NAME, command(program))?;
        // Whoever switched it off there switches it on here.
        forget(APPROVED)
    }

    /// Leaves no program there.
    pub fn remove(&self) -> io::Result<()> {
        forget(RUN)?;
        forget(APPROVED)
    }
}

fn command(program: &str) -> String {
    format!("\"{program}\" {IN_BACKGROUND}")
}

/// Removes the value from a key, if both are there.
fn forget(key: &str) -> io::Result<()> {
    let removed = CURRENT_USER
        .options()
        .read()
        .write()
        .open(key)
        .and_then(|key| key.remove_value(NAME));
    match removed.map_err(io::Error::from) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}
