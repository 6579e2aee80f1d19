//! Systems where the app cannot be reached from outside yet.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::path::Path;
use std::time::Duration;

/// A connection, of which there is none.
pub enum Stream {}

/// Where nobody comes in.
pub struct Door;

impl Door {
    /// There is none.
    ///
    /// # Errors
    /// None.
    pub fn open(_: &Path) -> io::Result<Self> {
        Ok(Self)
    }

    /// Nobody comes.
    ///
    /// # Errors
    /// Always.
    pub fn accept(&self) -> io::Result<Stream> {
        Err(io::ErrorKind::Unsupported.into())
    }
}

/// There is no way to the app.
pub fn connect(_: &Path) -> io::Result<Stream> {
    Err(io::ErrorKind::Unsupported.into())
}

impl Stream {
    /// Of no connection.
    pub fn set_read_timeout(&self, _: Option<Duration>) -> io::Result<()> {
        match *self {}
    }

    /// Of no connection.
    pub fn set_write_timeout(&self, _: Option<Duration>) -> io::Result<()> {
        match *self {}
    }

    /// Of no connection.
    pub fn try_clone(&self) -> io::Result<Self> {
        match *self {}
    }

    /// Of no connection.
    pub fn shutdown(&self, _: Shutdown) -> io::Result<()> {
        match *self {}
    }
}

impl Read for Stream {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        match *self {}
    }
}

impl Write for Stream {
    fn write(&mut self, _: &[u8]) -> io::Result<usize> {
        match *self {}
    }

    fn flush(&mut self) -> io::Result<()> {
        match *self {}
    }
}
