//! A connection whose every wait is bounded: a server that hangs must not hang this program.

use std::io;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::io::Errno;
use x11rb::errors::ConnectError;
use x11rb::reexports::x11rb_protocol::{parse_display::parse_display, xauth};
use x11rb::rust_connection::{DefaultStream, PollMode, RustConnection, Stream};
use x11rb::utils::RawFdContainer;

use super::super::timeout::within;
use crate::screen::{ScreenError, Why};

/// For how long the server may be silent while it is waited for.
const PATIENCE: Duration = Duration::from_secs(5);

/// A stream that fails with [`io::ErrorKind::TimedOut`] where the plain one waits for ever.
#[derive(Debug)]
pub struct TimedStream(DefaultStream);

impl TimedStream {
    /// Waits until there is something to read, at most until `end`. Returns whether there is.
    pub fn wait_until(&self, end: Instant) -> io::Result<bool> {
        wait(&self.0, PollFlags::IN, end)
    }
}

/// Connects to the display that the environment names.
pub fn connect() -> Result<RustConnection<TimedStream>, ScreenError> {
    // A server on another computer may not even take the connection.
    match within(2 * PATIENCE, try_connect) {
        Some(Ok(connection)) => Ok(connection),
        Some(Err(ConnectError::IoError(error))) if error.kind() == io::ErrorKind::TimedOut => {
            Err(ScreenError::TimedOut)
        }
        Some(Err(_)) => Err(ScreenError::Unavailable(Why::NoDisplay)),
        None => Err(ScreenError::TimedOut),
    }
}

fn try_connect() -> Result<RustConnection<TimedStream>, ConnectError> {
    let display = parse_display(None)?;
    let mut last = ConnectError::InvalidScreen;
    for address in display.connect_instruction() {
        match DefaultStream::connect(&address) {
            Ok((stream, (family, peer))) => {
                // Without a key for the server it may let us in all the same.
                let (name, key) = xauth::get_auth(family, &peer, display.display)
                    .ok()
                    .flatten()
                    .unwrap_or_default();
                let screen = usize::from(display.screen);
                let stream = TimedStream(stream);
                return RustConnection::connect_to_stream_with_auth_info(stream, screen, name, key);
            }
            Err(error) => last = error.into(),
        }
    }
    Err(last)
}

impl Stream for TimedStream {
    fn poll(&self, mode: PollMode) -> io::Result<()> {
        let mut flags = PollFlags::empty();
        flags.set(PollFlags::IN, mode.readable());
        flags.set(PollFlags::OUT, mode.writable());
        if wait(&self.0, flags, Instant::now() + PATIENCE)? {
            Ok(())
        } else {
            Err(io::ErrorKind::TimedOut.into())
        }
    }

    fn read(&self, bytes: &mut [u8], files: &mut Vec<RawFdContainer>) -> io::Result<usize> {
        self.0.read(bytes, files)
    }

    fn write(&self, bytes: &[u8], files: &mut Vec<RawFdContainer>) -> io::Result<usize> {
        self.0.write(bytes, files)
    }

    fn write_vectored(
        &self,
        bytes: &[io::IoSlice<'_>],
        files: &mut Vec<RawFdContainer>,
    ) -> io::Result<usize> {
        self.0.write_vectored(bytes, files)
    }
}

fn wait(stream: &DefaultStream, flags: PollFlags, end: Instant) -> io::Result<bool> {
    loop {
        let left = end.saturating_duration_since(Instant::now());
        let left = Timespec::try_from(left).map_err(|_| io::ErrorKind::InvalidInput)?;
        match poll(&mut [PollFd::new(stream, flags)], Some(&left)) {
            Ok(ready) => return Ok(ready > 0),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
