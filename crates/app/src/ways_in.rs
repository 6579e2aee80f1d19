//! Password and recovery key.

use keyrack_seal::{Identity, Kdf, OsEntropy, Recipient};
use zeroize::Zeroizing;

use crate::{
    Code, Error, Result, Session,
    session::{check_password, measured_kdf},
};

/// The key on paper. It is an ordinary age identity: `age -d -i` opens the vault with it, without Keyrack.
#[derive(Clone, Debug)]
pub struct RecoveryKey(Identity);

impl RecoveryKey {
    /// Makes a new one. It is shown or saved once, and nowhere kept.
    #[must_use]
    pub fn make() -> Self {
        Self(Identity::make())
    }

    /// Reads one from typed or saved text.
    ///
    /// # Errors
    /// [`Code::WrongRecoveryKey`] when the text holds none.
    pub fn parse(text: &str) -> Result<Self> {
        Identity::find_in(text)
            .map(Self)
            .map_err(|_| Error::new(Code::WrongRecoveryKey))
    }

    /// The key as text.
    #[must_use]
    pub fn reveal(&self) -> Zeroizing<String> {
        self.0.reveal()
    }

    /// The key with words around it that say what it is, as the stock `age` program reads it.
    #[must_use]
    pub fn file(&self, words: &[&str]) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(1024));
        for line in words {
            text.push_str("# ");
            text.push_str(line);
            text.push('\n');
        }
        text.push_str("# public key: ");
        text.push_str(&self.recipient().to_string());
        text.push('\n');
        text.push_str(&self.0.reveal());
        text.push('\n');
        text
    }

    pub(crate) fn recipient(&self) -> Recipient {
        self.0.recipient()
    }

    pub(crate) const fn identity(&self) -> &Identity {
        &self.0
    }
}

impl From<Identity> for RecoveryKey {
    fn from(identity: Identity) -> Self {
        Self(identity)
    }
}

impl Session {
    /// Gives the vault a new password. The recovery key stays valid. Copies made before still open the old way.
    ///
    /// # Errors
    /// [`Code::BadPassword`], or why it could not be written; then the old or the new password opens.
    pub fn change_password(&mut self, password: &str, kdf: Option<Kdf>) -> Result<()> {
        check_password(password)?;
        self.change_ways_in(password, kdf, None)
    }

    /// Gives the vault a new recovery key, which the caller has shown or saved before. `password` is the present one: it
    /// has to be set anew, because the old paper may have been used to learn the vault's keys.
    ///
    /// # Errors
    /// [`Code::WrongPassword`] when it is not the present one, or why it could not be written.
    pub fn change_recovery_key(
        &mut self,
        password: &str,
        kdf: Option<Kdf>,
        key: &RecoveryKey,
    ) -> Result<()> {
        let way = keyrack_vault::store::WayIn::Password(password);
        self.open.store().unlock(&way)?;
        self.change_ways_in(password, kdf, Some(key.recipient()))
    }

    fn change_ways_in(
        &mut self,
        password: &str,
        kdf: Option<Kdf>,
        recovery: Option<Recipient>,
    ) -> Result<()> {
        let kdf = match kdf {
            Some(kdf) => kdf.check_for_writing()?,
            None => self.present_kdf().unwrap_or_else(measured_kdf),
        };
        let moment = self.keyrack.moment()?;
        self.open
            .change_ways_in(password, kdf, recovery, &moment, &mut OsEntropy)?;
        self.remember();
        Ok(())
    }

    /// The costs of the present password, so that a change keeps what was chosen for this vault.
    fn present_kdf(&self) -> Option<Kdf> {
        let slots = self.open.store().slots().ok()?;
        slots
            .passwords()
            .map(|slot| slot.kdf())
            .find_map(|kdf| kdf.check_for_writing().ok())
    }
}
