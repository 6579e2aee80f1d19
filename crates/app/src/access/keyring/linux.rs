//! The Secret Service of GNOME, KDE and others, over D-Bus.

use std::collections::HashMap;

use keyring_core::{Entry, Error, api::CredentialStoreApi};
use zbus_secret_service_keyring_store::Store;

use super::error::KeyringError;

/// What `KEYRACK_KEYRING` calls it.
pub const NAME: &str = "secret-service";

pub fn entry(service: &str, name: &str) -> Result<Entry, KeyringError> {
    let store = Store::new().map_err(|error| refusal(&error))?;
    let label = HashMap::from([("label", "Keyrack: PIN")]);
    store
        .build(service, name, Some(&label))
        .map_err(|_| KeyringError::Broken)
}

/// Why it could not be connected to. No bus and no keyring on it are the usual case on a server.
fn refusal(error: &Error) -> KeyringError {
    let Error::PlatformFailure(cause) = error else {
        return KeyringError::Broken;
    };
    let Some(cause) = cause.source() else {
        return KeyringError::Absent;
    };
    match cause.downcast_ref() {
        Some(zbus::Error::MethodError(name, ..)) if is_nobody(name) => KeyringError::Absent,
        Some(
            zbus::Error::Connection(..) | zbus::Error::InputOutput(_) | zbus::Error::Address(_),
        ) => KeyringError::Absent,
        _ => KeyringError::Broken,
    }
}

/// Whether the bus says by this error that nobody has the name, and that nobody can be started to take it.
fn is_nobody(name: &str) -> bool {
    matches!(
        name,
        "org.freedesktop.DBus.Error.ServiceUnknown" | "org.freedesktop.DBus.Error.NameHasNoOwner"
    ) || name.starts_with("org.freedesktop.DBus.Error.Spawn.")
}
