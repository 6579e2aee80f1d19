//! Files that a command writes: whole or not at all, and readable by the user alone.

use std::{
    fs::{self, OpenOptions},
    io::{self, ErrorKind, Write},
    path::Path,
};

use keyrack_app::{Error, ErrorCode, Result};

/// What happens to a file that is there already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Existing {
    /// It is left alone, and nothing is written.
    Refuse,
    /// It is replaced, if it is an ordinary file.
    Replace,
}

impl Existing {
    /// As `--force` says.
    pub fn if_forced(force: bool) -> Self {
        if force { Self::Replace } else { Self::Refuse }
    }
}

/// Writes a file durably: under another name in the same folder, and then in one step in its place.
///
/// # Errors
/// [`ErrorCode::FileExists`], or as the system says; then nothing is there that was not there before.
pub fn write(path: &Path, bytes: &[u8], existing: Existing) -> Result<()> {
    check(path, existing)?;
    let failed = |error: &std::io::Error| Error::io(error, path);
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new()
        .prefix(".keyrack-")
        .tempfile_in(folder)
        .map_err(|error| failed(&error))?;
    file.write_all(bytes)
        .and_then(|()| file.as_file().sync_all())
        .map_err(|error| failed(&error))?;
    let placed = match existing {
        Existing::Refuse => file.persist_noclobber(path),
        Existing::Replace => file.persist(path),
    };
    match placed {
        Ok(_) => {}
        // FAT and many a file system in user space can neither rename to a free name only, nor link.
        Err(error)
            if existing == Existing::Refuse && error.error.kind() != ErrorKind::AlreadyExists =>
        {
            write_new(path, bytes).map_err(|error| failed(&error))?;
        }
        Err(error) => return Err(failed(&error.error)),
    }
    // The name is durable once the folder is; where folders cannot be synced, the system sees to it.
    if let Ok(folder) = std::fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// Writes a file that is not there, under its own name from the start.
fn write_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.write(true).create_new(true).open(path)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    if written.is_err() {
        _ = fs::remove_file(path);
    }
    written
}

/// Whether a file may be written: asked before long work, so that nobody waits for a refusal.
///
/// # Errors
/// [`ErrorCode::FileExists`].
pub fn check(path: &Path, existing: Existing) -> Result<()> {
    match path.symlink_metadata() {
        Ok(found) if existing == Existing::Refuse || !found.is_file() => {
            Err(Error::new(ErrorCode::FileExists).with("path", path.display()))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_written_whole_and_replaced_only_when_asked_to() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write(&path, b"one", Existing::Refuse).unwrap();
        let refused = write(&path, b"two", Existing::Refuse).unwrap_err();
        assert_eq!(refused.code, ErrorCode::FileExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, b"three", Existing::Replace).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing else is left"
        );
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(
                path.metadata().unwrap().permissions().mode() & 0o077,
                0,
                "nobody else may read it"
            );
        }
    }

    #[test]
    fn where_nothing_can_be_renamed_to_a_free_name_it_is_written_there_and_nothing_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("file");
        write_new(&path, b"one").unwrap();
        let refused = write_new(&path, b"two").unwrap_err();
        assert_eq!(refused.kind(), ErrorKind::AlreadyExists);
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        #[cfg(unix)]
        {
            let loose = folder.path().join("loose");
            std::os::unix::fs::symlink(folder.path().join("target"), &loose).unwrap();
            write_new(&loose, b"three").unwrap_err();
            assert!(!folder.path().join("target").exists());
        }
    }

    #[test]
    fn what_is_no_ordinary_file_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            write(folder.path(), b"x", Existing::Replace)
                .unwrap_err()
                .code,
            ErrorCode::FileExists
        );
        let missing = folder.path().join("no/such/folder/file");
        assert_eq!(
            write(&missing, b"x", Existing::Replace).unwrap_err().code,
            ErrorCode::FileNotFound
        );
    }
}
