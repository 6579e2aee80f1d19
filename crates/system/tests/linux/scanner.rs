//! A program that looks at the screens, in a process of its own: it finds them by its environment.

use std::env;
use std::fs;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use keyrack_system::screen::{self, Capture, Drawing, ScreenError};
use rustix::process::{DumpableBehavior, dumpable_behavior, set_dumpable_behavior};
use tempfile::TempDir;

use crate::ordinary;

const TASK: &str = "KEYRACK_TEST_SCANNER";
const PATIENCE_MS: &str = "KEYRACK_TEST_PATIENCE_MS";
const FOLDER: &str = "KEYRACK_TEST_FOLDER";

/// What the scanner calls a line for the test.
const MARK: &str = "scanner: ";

/// The size of the hint at a scale of 1.
pub const HINT: (u32, u32) = (200, 40);

/// No test: what the tests start. Says what it has got; pixels go to a file.
#[test]
fn looks() {
    let Ok(task) = env::var(TASK) else {
        return;
    };
    let patience = env::var(PATIENCE_MS).map_or(60_000, |it| it.parse().unwrap());
    let patience = Duration::from_millis(patience);
    // As closed to other programs as the real one. Who asks the portal opens itself, and closes again.
    set_dumpable_behavior(DumpableBehavior::NotDumpable).unwrap();
    let capture = match task.as_str() {
        "ways" => {
            let ways = screen::ways();
            let say = |way: Result<(), screen::Why>| way.err().map_or("yes", screen::Why::as_str);
            println!("{MARK}{} {}", say(ways.all), say(ways.area));
            return;
        }
        "all" => screen::capture_all(patience),
        _ => screen::capture_area(&hint, patience),
    };
    assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
    let folder = env::var(FOLDER).unwrap();
    match capture {
        Ok(Some(Capture::Shots(shots))) => {
            for (number, shot) in shots.iter().enumerate() {
                println!("{MARK}{shot:?}");
                fs::write(format!("{folder}/{number}"), &*shot.pixels).unwrap();
            }
        }
        Ok(Some(Capture::Encoded(bytes))) => {
            println!("{MARK}encoded");
            fs::write(format!("{folder}/0"), &*bytes).unwrap();
        }
        Ok(None) => println!("{MARK}cancelled"),
        Err(ScreenError::Unavailable(why)) => println!("{MARK}{}", why.as_str()),
        Err(error) => println!("{MARK}{}", error.as_str()),
    }
}

/// A dark plate.
fn hint(scale: f64) -> Drawing {
    let size = |length: u32| (f64::from(length) * scale) as u32;
    let (width, height) = (size(HINT.0), size(HINT.1));
    Drawing {
        width,
        height,
        pixels: [20, 30, 40, 255].repeat((width * height) as usize),
    }
}

/// A scanner that looks.
pub struct Scanner {
    process: Child,
    folder: TempDir,
}

/// What it saw.
pub struct Screenshot {
    /// The sizes and places of the pictures, or why there is none.
    pub said: Vec<String>,
    pub pictures: Vec<Vec<u8>>,
}

impl Scanner {
    pub fn start(task: &str, environment: &[(&str, &str)]) -> Self {
        Self::start_as(task, environment, |command| command)
    }

    /// Of an ordinary user.
    pub fn of_ordinary_user(task: &str, environment: &[(&str, &str)]) -> Self {
        Self::start_as(task, environment, ordinary::run)
    }

    fn start_as(
        task: &str,
        environment: &[(&str, &str)],
        user: impl Fn(&mut Command) -> &mut Command,
    ) -> Self {
        let folder = tempfile::tempdir().unwrap();
        ordinary::give(folder.path());
        let mut command = Command::new(env::current_exe().unwrap());
        command
            .args(["--exact", "scanner::looks", "--nocapture"])
            .env(TASK, task)
            .env(FOLDER, folder.path())
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .envs(environment.iter().copied())
            .stdout(Stdio::piped());
        let process = user(&mut command).spawn().unwrap();
        Self { process, folder }
    }

    /// With so little patience.
    pub fn hasty(task: &str, milliseconds: u32, environment: &[(&str, &str)]) -> Self {
        let patience = milliseconds.to_string();
        let patience = [(PATIENCE_MS, patience.as_str())];
        Self::start(task, &[environment, &patience].concat())
    }

    /// Waits until it has seen.
    pub fn sees(mut self) -> Screenshot {
        let mut output = String::new();
        let mut pipe = self.process.stdout.take().unwrap();
        pipe.read_to_string(&mut output).unwrap();
        let said = output.lines().filter_map(|line| line.split_once(MARK));
        let said: Vec<_> = said.map(|(_, what)| what.to_owned()).collect();
        let pictures = (0..said.len()).map_while(|number| {
            let path = self.folder.path().join(number.to_string());
            fs::read(path).ok()
        });
        Screenshot {
            pictures: pictures.collect(),
            said,
        }
    }

    /// Waits until it has said the one thing that it says.
    pub fn says(self) -> String {
        self.sees().said.join(", ")
    }
}

impl Drop for Scanner {
    fn drop(&mut self) {
        _ = self.process.kill();
        _ = self.process.wait();
    }
}
