//! What wraps the keys of this device: a secret that only this computer has, so that a copy of the disk, even with the
//! password, is no second device. It lies in the keyring; without one, in a file of its own, and then a copied computer is
//! found out by the first clash in the store.

use std::path::Path;

use keyrack_seal::{Entropy, Identity, OsEntropy, Plaintext, base32, file};
use keyrack_vault::disk;
use zeroize::Zeroizing;

use crate::{Computer, Error, ErrorCode, Result};

/// The largest text of a secret, in bytes.
const MAX: usize = 256;
/// The file, where there is no keyring.
const FILE: &str = "device.secret";
/// The file that says by what the keyring knows it. It is drawn at random: one user of a computer has one keyring, whatever
/// homes and vaults there are, and each of these may be a device of the same office.
const ENTRY: &str = "device.entry";

/// The secret of one office on this computer.
pub(super) struct DeviceSecret(Identity);

impl DeviceSecret {
    /// The secret that was made before, for the office in `folder`.
    pub fn find(computer: &Computer, folder: &Path) -> Result<Self> {
        let gone = || Error::new(ErrorCode::OfficeKeysGone);
        if let Ok(text) = computer.disk.read(&folder.join(FILE), MAX) {
            return Self::read(&Zeroizing::new(text)).ok_or_else(gone);
        }
        let entry = entry(computer, folder).ok_or_else(gone)?;
        match computer.keyring.read(&entry)? {
            Some(text) => Self::read(text.as_bytes()).ok_or_else(gone),
            None => Err(gone()),
        }
    }

    /// Makes one for the office in `folder`, and keeps it in the place of the one before.
    pub fn make(computer: &Computer, folder: &Path) -> Result<()> {
        Self::forget(computer, folder);
        let random = |_| Error::new(ErrorCode::NoRandomness);
        let (mut bytes, mut id) = (Zeroizing::new([0; 32]), [0; 10]);
        OsEntropy.fill(&mut *bytes).map_err(random)?;
        OsEntropy.fill(&mut id).map_err(random)?;
        let text = Zeroizing::new(base32::base32(&*bytes));
        let write = |name: &str, text: &str| {
            let path = folder.join(name);
            disk::replace(&*computer.disk, &path, text.as_bytes())
                .map_err(|error| Error::io(&error, &path))
        };
        let id = base32::base32(&id);
        // The name first: a secret under a name that nobody knows could not be taken away.
        write(ENTRY, &id)?;
        if !is_kept_in_keyring(computer, &entry_of(&id), &text) {
            write(FILE, &text)?;
        }
        Ok(())
    }

    /// Forgets it.
    pub fn forget(computer: &Computer, folder: &Path) {
        if let Some(entry) = entry(computer, folder) {
            let _ = computer.keyring.delete(&entry);
        }
        for name in [FILE, ENTRY] {
            let _ = computer.disk.remove(&folder.join(name));
        }
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

/// By what the keyring knows the secret of the office in `folder`.
fn entry(computer: &Computer, folder: &Path) -> Option<String> {
    let id = computer.disk.read(&folder.join(ENTRY), MAX).ok()?;
    let id = std::str::from_utf8(&id).ok()?.trim();
    base32::from_base32(id).map(|_| entry_of(id))
}

fn entry_of(id: &str) -> String {
    format!("office {id}")
}
