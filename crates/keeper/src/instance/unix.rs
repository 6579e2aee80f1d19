//! A Unix socket in a folder that is the user's alone.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

/// How long either side waits for the other.
const PATIENCE: Duration = Duration::from_secs(5);

/// What a further start says, and what it hears once the window is at the front.
const SHOW: &[u8; 5] = b"show\n";
const DONE: &[u8; 5] = b"done\n";

/// Makes the folder, open to the user alone.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true).mode(0o700).create(folder)
}

/// Where further starts knock.
pub struct Door {
    listener: UnixListener,
}

impl Door {
    /// Opens it. Whoever does holds the lock, so a socket that is there was left by a process that is gone.
    pub fn open(home: &Path) -> io::Result<Self> {
        let path = socket(home);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(&path)?;
        // The folder may have been there before, and open to others.
        fs::set_permissions(&path, Permissions::from_mode(0o600))?;
        Ok(Self { listener })
    }

    /// Calls `show` at each knock, on a thread of its own.
    pub fn on_knock(&self, show: impl Fn() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        let listener = self.listener.try_clone()?;
        thread::Builder::new().spawn(move || {
            for visitor in listener.incoming() {
                // A visitor that says nothing, or something else, is let go.
                _ = visitor.and_then(|visitor| greet(visitor, &show));
            }
        })?;
        Ok(())
    }
}

/// Knocks at the door of the first, and waits until it has shown itself.
pub fn knock(home: &Path) -> io::Result<()> {
    let mut first = patient(UnixStream::connect(socket(home))?)?;
    first.write_all(SHOW)?;
    first.read_exact(&mut [0; DONE.len()])
}

fn greet(visitor: UnixStream, show: &impl Fn() -> io::Result<()>) -> io::Result<()> {
    let mut visitor = patient(visitor)?;
    let mut said = [0; SHOW.len()];
    visitor.read_exact(&mut said)?;
    if said == *SHOW {
        show()?;
        visitor.write_all(DONE)?;
    }
    Ok(())
}

fn patient(stream: UnixStream) -> io::Result<UnixStream> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

fn socket(home: &Path) -> PathBuf {
    home.join("app.socket")
}
