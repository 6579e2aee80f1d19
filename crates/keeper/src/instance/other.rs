//! Systems where further starts cannot knock yet: they only learn that they are not the first.

use std::fs;
use std::io;
use std::path::Path;

/// Makes the folder. It lies in the user's own profile, which other users cannot open.
pub fn make_private(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// Where further starts would knock.
pub struct Door;

impl Door {
    /// There is none.
    pub fn open(_: &Path) -> io::Result<Self> {
        Ok(Self)
    }

    /// Nobody knocks.
    pub fn on_knock(&self, _: impl Fn() -> io::Result<()> + Send + 'static) -> io::Result<()> {
        Ok(())
    }
}

/// There is no door.
pub fn knock(_: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
