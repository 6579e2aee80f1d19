//! The Credential Manager.

use std::collections::HashMap;

use keyring_core::{Entry, api::CredentialStoreApi};
use windows_native_keyring_store::Store;

use super::error::KeyringError;

/// What `KEYRACK_KEYRING` calls it.
pub const NAME: &str = "credential-manager";

pub fn entry(service: &str, name: &str) -> Result<Entry, KeyringError> {
    let store = Store::new().map_err(|_| KeyringError::Absent)?;
    // A profile that follows its user would take it to other computers.
    let stays = HashMap::from([("persistence", "Local")]);
    store
        .build(service, name, Some(&stays))
        .map_err(|_| KeyringError::Broken)
}
