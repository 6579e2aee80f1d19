//! The delay after wrong passwords. It slows a person at the keyboard; against a copied file only the key derivation
//! counts.
//!
//! Time is counted by the clock that starts with the computer, so setting the wall clock neither shortens nor lengthens
//! it. What was waited before a restart does not count: nobody can say how long the computer was off.

use std::{io, time::Duration};

use keyrack_vault::files::FilesError;

use super::tries::Tries;
use crate::{Clock, Error, ErrorCode, Result, computer::state::FolderFile};

/// How long one try waits for the others: a dozen of them, each of which derives a key.
const PATIENCE: Duration = Duration::from_secs(60);

/// Lets a password be tried, unless too many were wrong. One try is made at a time; each is counted before it is made,
/// and seen to be counted, so that neither guesses at the same moment nor a kill in the middle of one are free. The count
/// is taken back where it was right, and where nothing could be tried.
///
/// Where this computer's folder cannot be written, nothing can be counted: a full disk keeps nobody from their accounts.
///
/// # Errors
/// [`ErrorCode::Throttled`], [`ErrorCode::WrongPassword`], or as `try_it` says.
pub(crate) fn attempt<T>(
    file: &FolderFile<'_>,
    clock: &dyn Clock,
    try_it: impl FnOnce() -> std::result::Result<T, FilesError>,
) -> Result<T> {
    let lock = file.lock(PATIENCE);
    if let Err(error) = &lock
        && error.kind() == io::ErrorKind::WouldBlock
    {
        return Err(Error::new(ErrorCode::Busy));
    }
    let before = file.read().tries;
    if let Some(seconds) = before.wait(&clock.boot()) {
        return Err(Error {
            retry_after_s: Some(seconds),
            ..Error::new(ErrorCode::Throttled)
        }
        .with("seconds", seconds));
    }
    let counted = file.change_locked(|state| state.tries.count(&clock.boot()));
    let counted = match counted {
        Ok(state) => Some(state.tries),
        Err(error) if is_refused(&error) => None,
        Err(error) => return Err(Error::io(&error, &file.path())),
    };
    let tried = try_it();
    let put_back = |tries: Tries| {
        if counted.is_some() {
            // A count that cannot be put back only makes a later mistake cost more.
            let _ = file.change_locked(|state| state.tries = tries);
        }
    };
    match tried {
        Ok(done) => {
            put_back(Tries::default());
            Ok(done)
        }
        Err(error @ (FilesError::WrongKey | FilesError::SlotDamaged)) => {
            let mut error = Error::from(error);
            if let Some(tries) = &counted {
                error.retry_after_s = tries.wait(&clock.boot());
                error = error.with("tries", tries.wrong);
            }
            Err(error)
        }
        Err(error) => {
            put_back(before);
            Err(error.into())
        }
    }
}

/// Whether the system refuses to write, as on a full disk.
fn is_refused(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull
            | io::ErrorKind::QuotaExceeded
            | io::ErrorKind::PermissionDenied
            | io::ErrorKind::ReadOnlyFilesystem
            | io::ErrorKind::NotFound
    )
}
