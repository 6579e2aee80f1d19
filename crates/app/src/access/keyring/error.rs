//! What is wrong with a keyring.

/// Why the keyring did not do it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyringError {
    /// There is no keyring.
    #[error("there is no keyring")]
    Absent,
    /// It is locked, and was not unlocked.
    #[error("the keyring is locked")]
    Locked,
    /// It answers with errors.
    #[error("the keyring does not work")]
    Broken,
    /// It does not answer in time.
    #[error("the keyring does not answer")]
    Silent,
    /// It is not to be used.
    #[error("the keyring is not to be used")]
    Off,
}
