//! A Unix socket, which Windows 10 and later know as well, in a folder of the user's own profile. Whoever may write to
//! the folder may connect, and the profile is closed to other users.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use uds_windows::UnixListener;

pub use uds_windows::UnixStream as Stream;

/// Where other programs of the user come in.
pub struct Listener {
    listener: UnixListener,
}

impl Listener {
    /// Opens it in the folder `home`. Whoever opens it knows that no other app runs there, so a socket that lies there
    /// was left by a process that is gone.
    ///
    /// # Errors
    /// When the folder cannot be written, or its path is too long for a socket (about 100 bytes).
    pub fn open(home: &Path) -> io::Result<Self> {
        let path = socket(home);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        Ok(Self { listener })
    }

    /// Waits for the next visitor.
    ///
    /// # Errors
    /// When it went away, or the system has no room for it.
    pub fn accept(&self) -> io::Result<Stream> {
        let (visitor, _) = self.listener.accept()?;
        Ok(visitor)
    }
}

/// Connects to the app in `home`.
pub fn connect(home: &Path) -> io::Result<Stream> {
    Stream::connect(socket(home))
}

fn socket(home: &Path) -> PathBuf {
    home.join("app.socket")
}
