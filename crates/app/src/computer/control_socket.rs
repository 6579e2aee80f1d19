//! The app that runs on this computer, as other programs of the same user reach it: a line of JSON for a wish, and a
//! line for what came of it. Neither tells more than whether the vault is open, since when and why not.
//!
//! ```text
//! {"do":"lock"}
//! {"event":"locked","because":"command","at":1790000000000,"monotonic_ms":5000000}
//! ```

#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

use std::io::{self, Read, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{Error, ErrorCode, Result};

#[cfg(unix)]
use unix as os;
#[cfg(windows)]
use windows as os;

pub use os::Listener;

/// The longest line, in bytes, without its end.
pub const MAX_LINE: usize = 1024;

/// How long the app may take for what it does at once, and for what waits for windows, clipboards and disks.
const AT_ONCE: Duration = Duration::from_secs(5);
const IN_TIME: Duration = Duration::from_secs(60);

/// What the app is asked to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum ControlRequest {
    /// Show its window. Answered with the present [`LockChange`] once it comes up.
    Show,
    /// Lock. Answered with the [`LockChange`] once the keys and the old window are gone.
    Lock,
    /// End. Not answered; the connection ends with the program.
    Quit,
    /// Tell how it stands: the present [`LockChange`].
    Status,
    /// Tell the present [`LockChange`], and each further one when it comes, until either side ends the connection.
    Events,
}

/// Since when the vault is open, or not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LockChange {
    /// What happened.
    pub event: LockState,
    /// Why it was locked.
    pub because: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// When, in milliseconds since the computer started, sleep included.
    pub monotonic_ms: u64,
}

/// What happened to the vault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LockState {
    /// Its keys left the memory, or were not there yet when the app started.
    Locked,
    /// It was opened.
    Unlocked,
}

/// A line of the app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ControlReply {
    /// How it stands.
    LockChange(LockChange),
    /// Why it was not done.
    Refusal {
        /// Names the case.
        error: String,
    },
}

/// A connection to the app.
pub struct Connection {
    line: MessageStream,
}

impl Connection {
    /// Connects to the app whose state lies in the folder `home`.
    ///
    /// # Errors
    /// [`ErrorCode::AppNotRunning`].
    pub fn reach(home: &Path) -> Result<Self> {
        match os::connect(home) {
            Ok(stream) => Ok(Self {
                line: MessageStream::new(stream),
            }),
            Err(error) => Err(Error::new(ErrorCode::AppNotRunning).with("detail", error)),
        }
    }

    /// Asks for what is answered once, and waits until it is done.
    ///
    /// # Errors
    /// [`ErrorCode::AppFailed`] when it is not done, or not in time.
    pub fn ask(mut self, wish: ControlRequest) -> Result<LockChange> {
        let patience = match wish {
            ControlRequest::Lock => IN_TIME,
            _ => AT_ONCE,
        };
        self.say(wish)?;
        self.hear(Some(patience))?
            .ok_or_else(|| failed("it ended meanwhile"))
    }

    /// Ends the app, and waits until it has ended.
    ///
    /// # Errors
    /// [`ErrorCode::AppFailed`] when it does not end in time.
    pub fn quit(mut self) -> Result<()> {
        self.say(ControlRequest::Quit)?;
        while self.hear(Some(IN_TIME))?.is_some() {}
        Ok(())
    }

    /// Hears of each lock and unlock, the present state first, until the app ends.
    ///
    /// # Errors
    /// [`ErrorCode::AppFailed`], also for any of them.
    pub fn follow(mut self) -> Result<impl Iterator<Item = Result<LockChange>>> {
        self.say(ControlRequest::Events)?;
        Ok(std::iter::from_fn(move || self.hear(None).transpose()))
    }

    fn say(&mut self, wish: ControlRequest) -> Result<()> {
        self.line.say(&wish).map_err(failed)
    }

    fn hear(&mut self, within: Option<Duration>) -> Result<Option<LockChange>> {
        match self.line.hear(within) {
            Ok(Some(ControlReply::LockChange(turn))) => Ok(Some(turn)),
            Ok(Some(ControlReply::Refusal { error })) => Err(failed(error)),
            // A program that ends with something unread resets its connections.
            Err(error) if error.kind() == io::ErrorKind::ConnectionReset => Ok(None),
            Ok(None) => Ok(None),
            Err(error) => Err(failed(error)),
        }
    }
}

/// A connection on which either side says lines of JSON.
pub struct MessageStream {
    stream: os::Stream,
    heard: Vec<u8>,
}

impl MessageStream {
    /// Speaks over `stream`.
    #[must_use]
    pub const fn new(stream: os::Stream) -> Self {
        Self {
            stream,
            heard: Vec::new(),
        }
    }

    /// The next line; none when the other side has ended the connection.
    ///
    /// # Errors
    /// When nothing whole comes `within` that time, the line is longer than [`MAX_LINE`] or does not say a `T`, or the
    /// connection breaks.
    pub fn hear<T: DeserializeOwned>(&mut self, within: Option<Duration>) -> io::Result<Option<T>> {
        let line = self.read(within)?;
        let said = line.map(|line| serde_json::from_slice(&line));
        Ok(said.transpose()?)
    }

    /// Says `what`.
    ///
    /// # Errors
    /// When the other side does not take it in time, or the connection breaks.
    pub fn say(&mut self, what: &impl Serialize) -> io::Result<()> {
        self.say_within(what, AT_ONCE)
    }

    /// Says `what` to somebody who may take so long to hear it.
    ///
    /// # Errors
    /// As [`MessageStream::say`].
    pub fn say_within(&mut self, what: &impl Serialize, time: Duration) -> io::Result<()> {
        let mut line = serde_json::to_vec(what)?;
        line.push(b'\n');
        self.stream.set_write_timeout(Some(time))?;
        self.stream.write_all(&line)
    }

    /// Waits until the other side ends the connection, and hears nothing that it says meanwhile.
    pub fn outlast(mut self) {
        while self.read(None).is_ok_and(|line| line.is_some()) {}
    }

    /// The same connection once more, to speak on while somebody else listens.
    ///
    /// # Errors
    /// When the system has no room for it.
    pub fn try_clone(&self) -> io::Result<Self> {
        self.stream.try_clone().map(Self::new)
    }

    /// Ends the connection for whoever listens on it here or there.
    pub fn end(&self) {
        _ = self.stream.shutdown(std::net::Shutdown::Both);
    }

    fn read(&mut self, within: Option<Duration>) -> io::Result<Option<Vec<u8>>> {
        let deadline = within.map(|time| Instant::now() + time);
        loop {
            if let Some(end) = self.heard.iter().position(|&byte| byte == b'\n') {
                let rest = self.heard.split_off(end + 1);
                let mut line = std::mem::replace(&mut self.heard, rest);
                line.pop();
                return Ok(Some(line));
            }
            if self.heard.len() > MAX_LINE {
                return Err(io::ErrorKind::InvalidData.into());
            }
            let left = deadline.map(|deadline| deadline.saturating_duration_since(Instant::now()));
            if left.is_some_and(|left| left.is_zero()) {
                return Err(io::ErrorKind::TimedOut.into());
            }
            self.stream.set_read_timeout(left)?;
            let mut bytes = [0; 512];
            match self.stream.read(&mut bytes) {
                Ok(0) => return Ok(None),
                Ok(count) => self.heard.extend_from_slice(&bytes[..count]),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
    }
}

fn failed(detail: impl std::fmt::Display) -> Error {
    Error::new(ErrorCode::AppFailed).with("detail", detail)
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use std::os::unix::net::UnixStream;
    use std::thread;

    use super::*;

    fn pair() -> (MessageStream, UnixStream) {
        let (here, there) = UnixStream::pair().unwrap();
        (MessageStream::new(here), there)
    }

    fn turn() -> LockChange {
        LockChange {
            event: LockState::Locked,
            because: Some("command".to_owned()),
            at: 1_790_000_000_000,
            monotonic_ms: 5_000_000,
        }
    }

    #[test]
    fn wishes_and_answers_are_the_lines_that_scripts_rely_on() {
        let said = |what: &dyn Fn(&mut MessageStream)| {
            let (mut line, mut there) = pair();
            what(&mut line);
            drop(line);
            let mut text = String::new();
            there.read_to_string(&mut text).unwrap();
            text
        };
        assert_eq!(
            said(&|line| line.say(&ControlRequest::Lock).unwrap()),
            "{\"do\":\"lock\"}\n"
        );
        assert_eq!(
            said(&|line| line.say(&ControlReply::LockChange(turn())).unwrap()),
            "{\"event\":\"locked\",\"because\":\"command\",\"at\":1790000000000,\"monotonic_ms\":5000000}\n"
        );
    }

    #[test]
    fn lines_are_heard_one_by_one_however_they_arrive() {
        let (mut line, mut there) = pair();
        there
            .write_all(b"{\"do\":\"show\"}\n{\"do\":\"quit\"}\n{\"do\":")
            .unwrap();
        let mut hear = || line.hear::<ControlRequest>(None).unwrap();
        assert_eq!(hear(), Some(ControlRequest::Show));
        assert_eq!(hear(), Some(ControlRequest::Quit));
        there.write_all(b"\"status\"}\n").unwrap();
        assert_eq!(hear(), Some(ControlRequest::Status));
        drop(there);
        assert_eq!(hear(), None);
    }

    #[test]
    fn what_is_no_wish_or_too_long_or_does_not_end_is_refused() {
        for said in [
            &b"GET / HTTP/1.1\n"[..],
            b"{\"do\":\"reveal\"}\n",
            b"\xff\n",
            b"\n",
        ] {
            let (mut line, mut there) = pair();
            there.write_all(said).unwrap();
            assert!(line.hear::<ControlRequest>(None).is_err(), "{said:?}");
        }
        let (mut line, mut there) = pair();
        let flood = thread::spawn(move || while there.write_all(&[b'x'; 4096]).is_ok() {});
        assert!(line.hear::<ControlRequest>(None).is_err());
        drop(line);
        flood.join().unwrap();

        let (mut line, mut there) = pair();
        there.write_all(b"{\"do\":\"show\"}").unwrap();
        assert!(
            line.hear::<ControlRequest>(Some(Duration::from_millis(1)))
                .is_err()
        );
    }

    #[test]
    fn an_app_that_is_not_there_is_told_from_one_that_fails() {
        let home = tempfile::tempdir().unwrap();
        let missing = Connection::reach(home.path()).err().unwrap();
        assert_eq!(missing.code, ErrorCode::AppNotRunning);

        let door = Listener::open(home.path()).unwrap();
        let asks = |answer: &'static [u8]| {
            thread::scope(|scope| {
                scope.spawn(|| {
                    let mut visitor = door.accept().unwrap();
                    visitor.write_all(answer).unwrap();
                    MessageStream::new(visitor)
                        .hear::<ControlRequest>(None)
                        .unwrap();
                });
                Connection::reach(home.path())
                    .unwrap()
                    .ask(ControlRequest::Show)
            })
        };
        for bad in [
            &b"{\"error\":\"window_unavailable\"}\n"[..],
            b"",
            b"nonsense\n",
            b"{}\n",
        ] {
            assert_eq!(asks(bad).unwrap_err().code, ErrorCode::AppFailed, "{bad:?}");
        }
        let good = b"{\"event\":\"locked\",\"because\":\"command\",\"at\":1790000000000,\"monotonic_ms\":5000000}\n";
        assert_eq!(asks(good).unwrap(), turn());
    }

    #[test]
    fn the_socket_is_open_to_nobody_else_even_in_a_folder_that_is() {
        use std::fs::{Permissions, metadata, set_permissions};
        use std::os::unix::fs::PermissionsExt;

        let home = tempfile::tempdir().unwrap();
        set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
        let _door = Listener::open(home.path()).unwrap();
        let mode = |name: &str| {
            metadata(home.path().join(name))
                .unwrap()
                .permissions()
                .mode()
                & 0o777
        };
        assert_eq!((mode(""), mode("app.socket")), (0o700, 0o600));
    }
}
