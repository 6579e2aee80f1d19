//! The operating system's keyring, which keeps short texts for one user of one computer.
//!
//! It is a convenience that may be missing, locked, broken, or silent for ever behind a prompt that nobody answers. So
//! every call ends after a time, and an error never means that nothing is kept.

mod error;
#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
mod other;
#[cfg(windows)]
mod windows;

use std::{
    env,
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use parking_lot::Mutex;
use zeroize::Zeroizing;

pub use error::KeyringError;

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(not(any(target_os = "linux", target_os = "macos", windows)))]
use other as os;
#[cfg(windows)]
use windows as os;

/// Keeps texts by name. Calls may take seconds, so none is made while others wait for a lock of the caller's.
pub trait Keyring: Send + Sync {
    /// The text of a name; none where the keyring is sure that there is none.
    ///
    /// # Errors
    /// [`KeyringError`].
    fn read(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringError>;
    /// Keeps a text under a name, in place of the one before.
    ///
    /// # Errors
    /// [`KeyringError`]; it may be kept all the same.
    fn write(&self, name: &str, text: &str) -> Result<(), KeyringError>;
    /// Forgets a name; one that is not there is forgotten.
    ///
    /// # Errors
    /// [`KeyringError`]; it may be forgotten all the same.
    fn delete(&self, name: &str) -> Result<(), KeyringError>;
}

/// The keyring that `KEYRACK_KEYRING` names: `none`, or the system's own by its name (`secret-service`, `keychain`,
/// `credential-manager`), which is taken as well where nothing is named.
#[must_use]
pub fn here() -> Arc<dyn Keyring> {
    match env::var("KEYRACK_KEYRING").as_deref() {
        Ok("none") => Arc::new(NoKeyring(KeyringError::Off)),
        Err(env::VarError::NotPresent) | Ok("" | os::NAME) => Arc::new(OsKeyring::new(PATIENCE)),
        _ => Arc::new(NoKeyring(KeyringError::Absent)),
    }
}

/// How long a call may take. People answer prompts of the keyring in that time or try again.
const PATIENCE: Duration = Duration::from_secs(5);

/// What names Keyrack's texts among those of other programs.
const SERVICE: &str = "app.keyrack.Keyrack";

/// Refuses everything.
struct NoKeyring(KeyringError);

impl Keyring for NoKeyring {
    fn read(&self, _: &str) -> Result<Option<Zeroizing<String>>, KeyringError> {
        Err(self.0)
    }

    fn write(&self, _: &str, _: &str) -> Result<(), KeyringError> {
        Err(self.0)
    }

    fn delete(&self, _: &str) -> Result<(), KeyringError> {
        Err(self.0)
    }
}

/// The system's own. It is connected to anew for each call, so that nothing of a call stays in memory and a keyring that
/// was started later is found.
struct OsKeyring {
    calls: Calls,
}

impl OsKeyring {
    fn new(patience: Duration) -> Self {
        Self {
            calls: Calls::new(patience),
        }
    }

    fn with_entry<T: Send + 'static>(
        &self,
        name: &str,
        act: impl FnOnce(&keyring_core::Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<T, KeyringError> {
        let name = name.to_owned();
        self.calls.make(move || {
            let entry = os::entry(SERVICE, &name)?;
            act(&entry).map_err(|error| match error {
                keyring_core::Error::NoStorageAccess(_) => KeyringError::Locked,
                _ => KeyringError::Broken,
            })
        })
    }
}

impl Keyring for OsKeyring {
    fn read(&self, name: &str) -> Result<Option<Zeroizing<String>>, KeyringError> {
        self.with_entry(name, |entry| match entry.get_password() {
            Ok(text) => Ok(Some(Zeroizing::new(text))),
            Err(keyring_core::Error::NoEntry) => Ok(None),
            Err(error) => Err(error),
        })
    }

    fn write(&self, name: &str, text: &str) -> Result<(), KeyringError> {
        let text = Zeroizing::new(text.to_owned());
        self.with_entry(name, move |entry| entry.set_password(&text))
    }

    fn delete(&self, name: &str) -> Result<(), KeyringError> {
        self.with_entry(name, |entry| match entry.delete_credential() {
            Err(keyring_core::Error::NoEntry) => Ok(()),
            done => done,
        })
    }
}

/// Makes calls one after the other, each on a thread of its own, and gives up those that take too long. While one that
/// was given up still hangs, no other is begun.
struct Calls {
    patience: Duration,
    hanging: Mutex<Option<JoinHandle<()>>>,
}

impl Calls {
    fn new(patience: Duration) -> Self {
        Self {
            patience,
            hanging: Mutex::default(),
        }
    }

    fn make<T: Send + 'static>(
        &self,
        call: impl FnOnce() -> Result<T, KeyringError> + Send + 'static,
    ) -> Result<T, KeyringError> {
        let mut hanging = self.hanging.lock();
        if hanging.as_ref().is_some_and(|thread| !thread.is_finished()) {
            return Err(KeyringError::Silent);
        }
        let (answer, answered) = mpsc::sync_channel(1);
        let thread = thread::Builder::new()
            .name("keyring".to_owned())
            // Nobody may be waiting any more.
            .spawn(move || _ = answer.send(call()))
            .map_err(|_| KeyringError::Broken)?;
        match answered.recv_timeout(self.patience) {
            Ok(done) => done,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                *hanging = Some(thread);
                Err(KeyringError::Silent)
            }
            // A fault in the library of the keyring.
            Err(mpsc::RecvTimeoutError::Disconnected) => Err(KeyringError::Broken),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_hangs_is_given_up_and_keeps_others_from_hanging_too() {
        let calls = Calls::new(Duration::from_millis(10));
        let (prompt, answered) = mpsc::channel::<()>();
        let hangs = calls.make(move || {
            _ = answered.recv();
            Ok(1)
        });
        assert_eq!(hangs, Err(KeyringError::Silent));
        assert_eq!(calls.make(|| Ok(2)), Err(KeyringError::Silent));
        drop(prompt);
        let hanging = calls.hanging.lock().take();
        hanging.expect("the call that hung").join().unwrap();
        let patient = Calls::new(Duration::from_secs(600));
        assert_eq!(patient.make(|| Ok(3)), Ok(3));
    }

    #[test]
    fn a_fault_in_a_call_is_an_error() {
        let calls = Calls::new(Duration::from_secs(600));
        let done: Result<(), _> = calls.make(|| panic!("a fault, on purpose"));
        assert_eq!(done, Err(KeyringError::Broken));
        assert_eq!(calls.make(|| Ok(())), Ok(()));
    }

    #[test]
    fn a_keyring_that_is_off_says_so() {
        let off = NoKeyring(KeyringError::Off);
        assert_eq!(off.read("x").unwrap_err(), KeyringError::Off);
        assert_eq!(off.write("x", "y"), Err(KeyringError::Off));
        assert_eq!(off.delete("x"), Err(KeyringError::Off));
    }
}
