//! A Unix socket in a folder that is the user's alone.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

pub use std::os::unix::net::UnixStream as Stream;

/// Where other programs of the user come in.
pub struct Door {
    listener: UnixListener,
}

impl Door {
    /// Opens it in the folder `home`, which is closed to other users. Whoever opens it knows that no other app runs
    /// there, so a socket that lies there was left by a process that is gone.
    ///
    /// # Errors
    /// When the folder cannot be written, or its path is too long for a socket (about 100 bytes).
    pub fn open(home: &Path) -> io::Result<Self> {
        // It may have been made by another program, and be open to others.
        fs::set_permissions(home, Permissions::from_mode(0o700))?;
        let path = socket(home);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(Self { listener })
    }

    /// Waits for the next visitor.
    ///
    /// # Errors
    /// When it is another user's, or it went away, or the system has no room for it.
    pub fn accept(&self) -> io::Result<Stream> {
        let (visitor, _) = self.listener.accept()?;
        peer::is_this_user(&visitor)?
            .then_some(visitor)
            .ok_or_else(|| io::ErrorKind::PermissionDenied.into())
    }
}

/// Connects to the app in `home`.
pub fn connect(home: &Path) -> io::Result<Stream> {
    let app = UnixStream::connect(socket(home))?;
    peer::is_this_user(&app)?
        .then_some(app)
        .ok_or_else(|| io::ErrorKind::PermissionDenied.into())
}

fn socket(home: &Path) -> PathBuf {
    home.join("app.socket")
}

#[cfg(target_os = "linux")]
mod peer {
    use std::io;
    use std::os::unix::net::UnixStream;

    use rustix::{net::sockopt::socket_peercred, process::geteuid};

    /// Whether the other end is a process of this user, by `SO_PEERCRED` of unix(7).
    pub fn is_this_user(stream: &UnixStream) -> io::Result<bool> {
        Ok(socket_peercred(stream)?.uid == geteuid())
    }
}

#[cfg(not(target_os = "linux"))]
mod peer {
    use std::io;
    use std::os::unix::net::UnixStream;

    use nix::unistd::{geteuid, getpeereid};

    /// Whether the other end is a process of this user, by getpeereid(3).
    pub fn is_this_user(stream: &UnixStream) -> io::Result<bool> {
        Ok(getpeereid(stream)?.0 == geteuid())
    }
}
