//! What wraps the keys of this device: a secret that only this computer has, so that a copy of the disk, even with the
//! password, is no second device. It lies in the keyring; without one, in a file of its own, and then a copied computer is
//! found out by the first clash in the store.

use std::path::{Path, PathBuf};

use keyrack_seal::{Entropy, Identity, OsEntropy, Plaintext, base32, file};
use keyrack_vault::disk;
use zeroize::Zeroizing;

use crate::{Computer, Error, ErrorCode, Result};

/// The largest text of a secret, in bytes.
const MAX: usize = 256;
/// The file, where there is no keyring.
const FILE: &str = "device.secret";

/// The secret of one office on this computer.
pub(super) struct DeviceSecret(Identity);

impl DeviceSecret {
    /// The secret that was made before, and is kept under `name`.
    pub fn find(computer: &Computer, folder: &Path, name: &str) -> Result<Self> {
        let gone = || Error::new(ErrorCode::OfficeKeysGone);
        if let Ok(text) = computer.disk.read(&path(folder), MAX) {
            return Self::read(&Zeroizing::new(text)).ok_or_else(gone);
        }
        match computer.keyring.read(name)? {
            Some(text) => Self::read(text.as_bytes()).ok_or_else(gone),
            None => Err(gone()),
        }
    }

    /// Makes one, and keeps it.
    pub fn make(computer: &Computer, folder: &Path, name: &str) -> Result<Self> {
        let mut bytes = Zeroizing::new([0; 32]);
        let random = |_| Error::new(ErrorCode::NoRandomness);
        OsEntropy.fill(&mut *bytes).map_err(random)?;
        let text = Zeroizing::new(base32::base32(&*bytes));
        if !is_kept_in_keyring(computer, name, &text) {
            let path = path(folder);
            disk::replace(&*computer.disk, &path, text.as_bytes())
                .map_err(|error| Error::io(&error, &path))?;
        }
        Self::read(text.as_bytes()).ok_or_else(|| Error::new(ErrorCode::OfficeKeysGone))
    }

    /// Forgets it.
    pub fn forget(computer: &Computer, folder: &Path, name: &str) {
        let _ = computer.keyring.delete(name);
        let _ = computer.disk.remove(&path(folder));
    }

    pub fn wrap(&self, plain: &[u8]) -> Result<Vec<u8>> {
        let sealed = file::seal(plain, &[&self.0.recipient()]);
        sealed.map_err(|_| Error::new(ErrorCode::OfficeKeysGone))
    }

    pub fn unwrap(&self, wrapped: &[u8]) -> Result<Plaintext> {
        let opened = file::open(wrapped, &self.0);
        opened.map_err(|_| Error::new(ErrorCode::OfficeKeysGone))
    }

    fn read(text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        let bytes = Zeroizing::new(base32::from_base32(text.trim())?);
        let bytes = <[u8; 32]>::try_from(&**bytes).ok()?;
        Identity::from_bytes(bytes).ok().map(Self)
    }
}

/// Some keyrings take what they do not give back.
fn is_kept_in_keyring(computer: &Computer, name: &str, text: &str) -> bool {
    computer.keyring.write(name, text).is_ok()
        && computer
            .keyring
            .read(name)
            .is_ok_and(|kept| kept.is_some_and(|kept| *kept == text))
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}
