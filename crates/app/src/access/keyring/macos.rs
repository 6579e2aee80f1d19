//! The login keychain.

use apple_native_keyring_store::keychain::Store;
use keyring_core::{Entry, api::CredentialStoreApi};

use super::error::KeyringError;

/// What `KEYRACK_KEYRING` calls it.
pub const NAME: &str = "keychain";

pub fn entry(service: &str, name: &str) -> Result<Entry, KeyringError> {
    let store = Store::new().map_err(|_| KeyringError::Absent)?;
    store
        .build(service, name, None)
        .map_err(|_| KeyringError::Broken)
}
