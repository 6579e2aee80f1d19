//! Reading aloud, with the program that the system has for it. The text goes to its input, never into its arguments,
//! which every user of the computer can see.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread;

use zeroize::Zeroizing;

use crate::views::{Failure, WindowErrorCode};

/// The program, and how it is told to read what is written to it. `spd-say` also copies it to its output, which goes
/// nowhere.
#[cfg(target_os = "linux")]
const PROGRAM: Option<(&str, &[&str])> = Some(("spd-say", &["--pipe-mode", "--wait"]));
#[cfg(target_os = "macos")]
const PROGRAM: Option<(&str, &[&str])> = Some(("say", &["-f", "-"]));
#[cfg(not(any(target_os = "linux", target_os = "macos")))]
const PROGRAM: Option<(&str, &[&str])> = None;

/// Whether this computer can read texts aloud.
pub fn is_there() -> bool {
    find().is_some()
}

/// A text that is being read aloud, until it is dropped.
pub struct Voice(Child);

impl Voice {
    /// Reads a text aloud, character by character. Returns while it is being read.
    ///
    /// # Errors
    /// When this computer cannot.
    pub fn spell(text: &str) -> Result<Self, Failure> {
        let silent = || Failure::new(WindowErrorCode::NoSpeech);
        let (program, arguments) = find().ok_or_else(silent)?;
        let mut speaker = Command::new(program);
        speaker
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        Self::start(&mut speaker, spelled(text)).map_err(|_| silent())
    }

    fn start(speaker: &mut Command, text: Zeroizing<String>) -> io::Result<Self> {
        let mut speaker = speaker.stdin(Stdio::piped()).spawn()?;
        if let Some(mut input) = speaker.stdin.take() {
            // It takes in no more than it has said.
            thread::spawn(move || _ = input.write_all(text.as_bytes()));
        }
        Ok(Self(speaker))
    }
}

impl Drop for Voice {
    fn drop(&mut self) {
        // It may have come to its end by itself.
        _ = self.0.kill();
        _ = self.0.wait();
    }
}

fn find() -> Option<(PathBuf, &'static [&'static str])> {
    let (name, arguments) = PROGRAM?;
    let path = std::env::var_os("PATH")?;
    let mut places = std::env::split_paths(&path).map(|folder| folder.join(name));
    Some((places.find(|place| place.is_file())?, arguments))
}

/// Four characters to a line, each a word of its own.
fn spelled(text: &str) -> Zeroizing<String> {
    let mut spelled = Zeroizing::new(String::with_capacity(text.len() * 3 + 1));
    let characters = text.chars().filter(|character| !character.is_whitespace());
    for (place, character) in characters.enumerate() {
        spelled.push(character);
        spelled.push_str(if place % 4 == 3 { ",\n" } else { ", " });
    }
    spelled.push('\n');
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn a_voice_that_is_dropped_is_silent() {
        use std::io::Read;

        let mut endless = Command::new("sleep");
        endless.arg("1000").stdout(Stdio::piped());
        let mut voice = Voice::start(&mut endless, spelled("JBSW")).unwrap();
        let mut heard = voice.0.stdout.take().unwrap();
        drop(voice);
        assert_eq!(heard.read(&mut [0]).unwrap(), 0);
    }

    #[test]
    fn a_key_is_read_one_character_after_the_other() {
        assert_eq!(*spelled("JBSW Y3"), "J, B, S, W,\nY, 3, \n");
    }
}
