//! A Unix socket in a folder that is the user's alone.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

pub use std::os::unix::net::UnixStream as Stream;

/// Where other programs of the user come in.
pub struct Listener {
    listener: UnixListener,
}

impl Listener {
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

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::process::CommandExt;
    use std::process::{Command, Stdio};

    use super::*;

    const NOBODY: u32 = 65_534;

    fn set_mode(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn another_user_who_gets_as_far_as_the_socket_is_refused_and_the_own_one_is_not() {
        let home = tempfile::tempdir().unwrap();
        let door = Listener::open(home.path()).unwrap();
        let _own = connect(home.path()).unwrap();
        assert!(door.accept().is_ok());
        if !rustix::process::geteuid().is_root() {
            // Past the test runner, which hides what tests print.
            _ = writeln!(
                io::stderr(),
                "SKIPPED another_user_who_gets_as_far_as_the_socket_is_refused_and_the_own_one_is_not: only root can be another user"
            );
            return;
        }
        set_mode(home.path(), 0o711);
        set_mode(&socket(home.path()), 0o666);
        let visits = "import socket, sys; s = socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); print('in', flush=True); s.recv(1)";
        let mut visitor = Command::new("/usr/bin/python3")
            .args(["-c", visits])
            .arg(socket(home.path()))
            .uid(NOBODY)
            .gid(NOBODY)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = String::new();
        let mut output = BufReader::new(visitor.stdout.take().unwrap());
        output.read_line(&mut said).unwrap();
        assert_eq!(said, "in\n", "the system itself keeps nobody out any more");
        let refused = door.accept().map(drop).unwrap_err();
        assert_eq!(refused.kind(), io::ErrorKind::PermissionDenied);
        assert!(visitor.wait().unwrap().success());
    }
}
