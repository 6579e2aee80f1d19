//! Linux and macOS.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::Path;

/// Folders and files are their user's alone.
pub fn private_folder(builder: &mut DirBuilder) {
    builder.mode(0o700);
}

pub fn private_file(options: &mut OpenOptions) {
    options.mode(0o600);
}

pub fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
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
    if let Ok(metadata) = fs::metadata(to) {
        let _ = fs::set_permissions(from, metadata.permissions());
    }
    fs::rename(from, to)
}
