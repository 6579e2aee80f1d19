//! Password and recovery key.

use keyrack_seal::{Kdf, OsEntropy, Paper, Recipient, slot::Unlocked};
use keyrack_vault::{
    Id,
    files::{OpenVault, WayIn},
};

use super::{
    password::{check_password, costs},
    recovery_key::RecoveryKey,
    throttle,
};
use crate::{
    Error, ErrorCode, Keyrack, Result, Session, Way,
    computer::state::{FolderFile, StateFile},
    notices::NoticeCode,
    origins::Action,
};

/// That somebody knows the password of a vault as it is now. It opens nothing.
#[derive(Debug, Clone)]
pub struct Proof(Recipient);

impl Proof {
    pub(crate) fn of(open: &OpenVault) -> Self {
        Self(open.recipient())
    }

    /// Whether it is of a vault whose identity is named so.
    pub(crate) fn is_of(&self, identity: &str) -> bool {
        self.0.id() == identity
    }
}

impl Keyrack {
    /// The id of the vault: of the one that was opened here last, or else the one that its ways in state, for which
    /// nothing vouches. None where there is no vault.
    #[must_use]
    pub fn vault_id(&self) -> Option<Id> {
        let slots = self.files().slots().ok()?;
        let opened = FolderFile::of(self).read().vault;
        opened.or_else(|| slots.vault.parse().ok())
    }

    /// Asks for the password again, before something that not everybody at an open vault may do. Takes as long as
    /// opening does, and counts wrong passwords as opening does.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPassword`], [`ErrorCode::Throttled`], or why the ways in cannot be read.
    pub fn prove(&self, password: &str) -> Result<Proof> {
        Ok(Proof(self.keys(password)?.keys.identity.recipient()))
    }

    /// The keys behind the password. Wrong ones count.
    pub(crate) fn keys(&self, password: &str) -> Result<Unlocked> {
        let files = self.files();
        let keys = throttle::attempt(&FolderFile::of(self), &*self.computer.clock, || {
            files.unlock(&WayIn::Password(password))
        })?;
        keys.ok_or_else(|| Error::new(ErrorCode::WaysInDamaged))
    }
}

impl Session {
    /// Whether `proof` is of this very vault: its files may have been replaced by those of another one, whose password
    /// somebody else knows. From then on, more than the PIN has opened it.
    ///
    /// # Errors
    /// [`ErrorCode::KeysChanged`].
    pub fn accept(&mut self, proof: &Proof) -> Result<()> {
        if proof.0 != self.own().recipient() {
            return Err(Error::new(ErrorCode::KeysChanged));
        }
        if self.way == Way::Pin {
            self.way = Way::Password;
        }
        Ok(())
    }

    /// That whoever opened it knows the password; none where that is not so.
    #[must_use]
    pub fn proof(&self) -> Option<Proof> {
        (self.way == Way::Password).then(|| Proof::of(self.own()))
    }

    /// Whether nobody has proved yet that the emergency kit is at hand, of a vault that was made on this computer.
    #[must_use]
    pub fn kit_is_unproved(&self) -> bool {
        let (vault, computer) = self.state();
        StateFile::of(computer, vault).read().kit_unproved
    }

    /// Remembers on this computer whether the emergency kit still has to be proved to be at hand.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn set_kit_unproved(&self, unproved: bool) -> Result<()> {
        let (vault, computer) = self.state();
        let file = StateFile::of(computer, vault);
        file.change(|state| state.kit_unproved = unproved)?;
        Ok(())
    }

    /// Gives the vault a new password. The recovery key stays valid. Copies made before still open the old way. A PIN
    /// opens nothing any more: it led to the old keys, and nobody here knows it to wrap the new ones.
    ///
    /// # Errors
    /// [`ErrorCode::BadPassword`], [`ErrorCode::PinNotEnough`], or why it could not be written; then the old or the new password opens.
    pub fn change_password(&mut self, password: &str, kdf: Option<Kdf>) -> Result<()> {
        self.may(Action::ChangeAccess, [])?;
        check_password(password)?;
        self.change_ways_in(password, kdf, None)?;
        self.way = Way::Password;
        Ok(())
    }

    /// Gives the vault a new recovery key, which the caller has shown or saved before. `password` is the present one: it
    /// has to be set anew, because the old paper may have been used to learn the vault's keys.
    ///
    /// # Errors
    /// [`ErrorCode::WrongPassword`] when it is not the present one, or why it could not be written.
    pub fn change_recovery_key(
        &mut self,
        password: &str,
        kdf: Option<Kdf>,
        key: &RecoveryKey,
    ) -> Result<()> {
        let proof = self.keyrack.prove(password)?;
        self.accept(&proof)?;
        self.change_ways_in(password, kdf, Some(key.paper()))
    }

    fn change_ways_in(
        &mut self,
        password: &str,
        kdf: Option<Kdf>,
        paper: Option<Paper>,
    ) -> Result<()> {
        let costs = costs(kdf, self.own().kdf())?;
        let moment = self.keyrack.moment()?;
        let before = self.own().beside();
        let open = &mut self.origins.own.open;
        let changed = open.change_ways_in(password, costs, paper, &moment, &mut OsEntropy);
        self.origins.join();
        self.index = None;
        changed?;
        self.remember();
        self.remember_ways();
        // What was wrong with the ways in has gone with them.
        self.notices.retain(|notice| {
            !matches!(
                notice.code,
                NoticeCode::WaysInAltered | NoticeCode::WaysInChanged
            )
        });
        self.reseal_personal();
        self.reseal_offices(&before);
        self.note_outdated_pin();
        Ok(())
    }
}
