//! Linux and macOS.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use super::open_plain;

/// Folders and files are their user's alone.
pub fn private_folder(builder: &mut DirBuilder) {
    builder.mode(0o700);
}

pub fn private_file(options: &mut OpenOptions) {
    options.mode(0o600);
}

/// Opens no link, waits for no other end of a pipe, and takes no terminal over.
pub fn without_surprise(options: &mut OpenOptions) -> &mut OpenOptions {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(flags.bits() as i32)
}

pub fn sync_folder(folder: &Path) -> io::Result<()> {
    let only_folders = OFlags::DIRECTORY.bits() as i32;
    let mut options = File::options();
    let folder = options.read(true).custom_flags(only_folders).open(folder)?;
    match folder.sync_all() {
        // Some shares know no such thing for folders.
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported
            ) =>
        {
            Ok(())
        }
        result => result,
    }
}

pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    // Whoever could read the file before can read it after: a folder on a share is used by several people.
    if let Ok(there) = fs::symlink_metadata(to)
        && let Ok(file) = open_plain(from, OpenOptions::new().write(true))
    {
        let rights = Permissions::from_mode(there.permissions().mode() & 0o666);
        let _ = file.set_permissions(rights);
    }
    fs::rename(from, to)
}
