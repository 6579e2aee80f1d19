//! The place where an office keeps its files. It is asked for four things only: to list a folder, to read a file, to create
//! one that is not there, and to delete one. It is given names and bytes, never a key; and it is believed in nothing.

#![forbid(unsafe_code)]

mod address;
mod bounded;
mod clock;
mod counted;
mod credentials;
mod folder;
mod name;
mod remote;
#[cfg(feature = "testing")]
pub mod testing;

pub use address::{Address, open};
pub use bounded::Bounded;
pub use counted::{Counted, Counts};
pub use credentials::{Credentials, CredentialsError};
pub use folder::FsStore;
pub use remote::{Bucket, Limits, S3Store, WebDavStore};

/// A place for files. Paths are relative, of at most three parts separated by `/`, made of `a-z`, `0-9`, `.` and `-`, and
/// at most 100 bytes long; no part begins or ends with a dot. Any other path is a [`StoreError::BadAddress`] and reaches
/// no file. The empty path is the folder that everything lies in.
pub trait Store: Send + Sync {
    /// The files of a folder, in no order and without its folders; none where the folder does not exist. A listing may be
    /// stale, name a file twice, and name what no path can. It holds at most [`MAX_LISTED`] names.
    ///
    /// # Errors
    /// [`StoreError::Unreachable`] where the place itself is not there, as of a share that is not mounted;
    /// [`StoreError::NotPlain`] where something else lies in the place of the folder; or why it could not be read.
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError>;

    /// A file of at most `max` bytes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`], [`StoreError::TooLarge`], or why it could not be read.
    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError>;

    /// Creates a file, and its folder, durably. A file that is there already is left as it is where the place allows to
    /// notice that; nothing may rely on it.
    ///
    /// # Errors
    /// [`StoreError`]. Then the file may be there all the same, whole.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError>;

    /// Deletes a file; one that is not there is no error.
    ///
    /// # Errors
    /// [`StoreError`].
    fn delete(&self, path: &str) -> Result<(), StoreError>;

    /// Tries everything once, with a file of its own that it deletes again.
    ///
    /// # Errors
    /// Why the place cannot be used at all.
    fn probe(&self) -> Result<Probe, StoreError>;

    /// By how many milliseconds this computer's clock is ahead of the place's, where the place told its time with an
    /// answer since this was asked last: a server with any, a folder with a file that was created. Asks nothing.
    fn take_clock_lead(&self) -> Option<i64> {
        None
    }
}

/// The most names that a listing gives. Of a folder that holds more, some are left out: whoever fills a folder with junk
/// must not take the memory of those who look into it.
pub const MAX_LISTED: usize = 250_000;

/// The longest path, in bytes. Some systems take no more than 260 with everything above, and sync programs than 400.
pub const MAX_PATH: usize = 100;

/// A file in a listing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Listed {
    /// Its name within the folder.
    pub name: String,
    /// Its size in bytes, as far as the place says.
    pub size: u64,
}

/// What became of a file that was to be created.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Created {
    /// It is there now.
    Created,
    /// A file of that name was there.
    Exists,
}

/// What a probe found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// Whether files can be created.
    pub can_create: bool,
    /// Whether files can be deleted.
    pub can_delete: bool,
}

/// Why a store did not do what it was asked for. Carries no path and no address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum StoreError {
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// The file is larger than what was allowed.
    #[error("the file is too large")]
    TooLarge,
    /// The place cannot be reached now.
    #[error("the store cannot be reached")]
    Unreachable,
    /// It did not answer in time.
    #[error("the store did not answer in time")]
    TimedOut,
    /// The name and password, or the key, are not accepted.
    #[error("the store refuses access")]
    Refused,
    /// Reading works, writing is not allowed.
    #[error("the store cannot be written")]
    ReadOnly,
    /// There is no room left.
    #[error("the store is full")]
    Full,
    /// A link, a pipe or a device lies where a file should.
    #[error("what is there is no file")]
    NotPlain,
    /// The address is none, or of a kind that is not known.
    #[error("this is no address of a store")]
    BadAddress,
    /// It answers what makes no sense.
    #[error("the store answers what makes no sense")]
    Broken,
}

impl<S: Store + ?Sized> Store for Box<S> {
    fn list(&self, folder: &str) -> Result<Vec<Listed>, StoreError> {
        (**self).list(folder)
    }

    fn read(&self, path: &str, max: usize) -> Result<Vec<u8>, StoreError> {
        (**self).read(path, max)
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<Created, StoreError> {
        (**self).create(path, bytes)
    }

    fn delete(&self, path: &str) -> Result<(), StoreError> {
        (**self).delete(path)
    }

    fn probe(&self) -> Result<Probe, StoreError> {
        (**self).probe()
    }

    fn take_clock_lead(&self) -> Option<i64> {
        (**self).take_clock_lead()
    }
}
