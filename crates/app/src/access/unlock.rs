//! Making a vault, and opening it.

use keyrack_seal::{Identity, Kdf, OsEntropy};
use keyrack_vault::{
    Id,
    files::{FilesError, WayIn},
};
use zeroize::Zeroizing;

use super::{
    password::{check_password, costs},
    recovery_key::RecoveryKey,
};
use crate::{
    Error, ErrorCode, Keyrack, Result, Session, Way, computer::state::StateFile,
    list::personal::Personal,
};

/// How to open it.
#[derive(Clone)]
pub enum Unlock {
    /// By password.
    Password(Zeroizing<String>),
    /// By the PIN of this computer.
    Pin(Zeroizing<String>),
    /// By the recovery key.
    RecoveryKey(RecoveryKey),
}

impl Keyrack {
    /// Makes a new vault with one unnamed folder. The caller has shown or saved `recovery` before: it is the way in when
    /// the password is forgotten.
    ///
    /// # Errors
    /// [`ErrorCode::VaultExists`], [`ErrorCode::BadPassword`], or why it could not be written.
    pub fn init(
        &self,
        password: &str,
        kdf: Option<Kdf>,
        recovery: &RecoveryKey,
    ) -> Result<Session> {
        check_password(password)?;
        let costs = costs(kdf, None)?;
        let mut entropy = OsEntropy;
        let moment = self.moment()?;
        let open =
            self.files()
                .create(password, costs, &recovery.paper(), &moment, &mut entropy)?;
        let mut session = Session::new(self.clone(), open, Way::Password);
        session.remember_folder();
        session.remember_ways();
        session.commit(|vault, stamp| {
            let folder = Id::make(&mut entropy).map_err(|_| Error::new(ErrorCode::NoRandomness))?;
            vault
                .folders
                .insert(keyrack_vault::Record::new(folder, stamp));
            Ok(())
        })?;
        Ok(session)
    }

    /// Opens the vault.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPassword`], [`ErrorCode::WrongRecoveryKey`], [`ErrorCode::WrongPin`], [`ErrorCode::Throttled`], why the PIN does not
    /// open now, or why the vault's files do not.
    pub fn unlock(&self, way: &Unlock) -> Result<Session> {
        let files = self.files();
        let now = self.computer.clock.now();
        // Before the vault is read: what another program saves meanwhile is newer than both. If it turns out to be another
        // vault than expected, this is not used.
        let expected = self.vault_id();
        let known = expected.map(|vault| StateFile::of(&self.computer, vault).read());
        let open =
            match way {
                Unlock::RecoveryKey(key) => files
                    .open(&WayIn::RecoveryKey(key.identity()), now)
                    .map_err(|error| match error {
                        FilesError::WrongKey => Error::new(ErrorCode::WrongRecoveryKey),
                        error => error.into(),
                    })?,
                Unlock::Pin(pin) => files.open_with_keys(self.keys_by_pin(pin)?, now).map_err(
                    |error| match error {
                        FilesError::KeysChanged => Error::new(ErrorCode::PinOutdated),
                        error => error.into(),
                    },
                )?,
                Unlock::Password(password) => files.open_with_keys(self.keys(password)?, now)?,
            };
        let mut session = Session::new(self.clone(), open, way.way());
        let vault = session.own().vault.id;
        let known = known.filter(|_| expected == Some(vault));
        let known = known.unwrap_or_else(|| StateFile::of(&self.computer, vault).read());
        session.remember_folder();
        session.note(&known);
        session.open_offices();
        session.personal = Personal::read(&self.computer, session.own(), session.vault());
        if let Unlock::Password(password) = way {
            session.finish_change_of_ways_in(password);
        }
        session.note_outdated_pin();
        Ok(session)
    }
}

impl Unlock {
    const fn way(&self) -> Way {
        match self {
            Self::Password(_) => Way::Password,
            Self::Pin(_) => Way::Pin,
            Self::RecoveryKey(_) => Way::RecoveryKey,
        }
    }

    /// By password.
    #[must_use]
    pub fn password(text: &str) -> Self {
        Self::Password(Zeroizing::new(text.to_owned()))
    }
}

impl std::fmt::Debug for Unlock {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Unlock(..)")
    }
}

impl From<Identity> for Unlock {
    fn from(identity: Identity) -> Self {
        Self::RecoveryKey(identity.into())
    }
}
