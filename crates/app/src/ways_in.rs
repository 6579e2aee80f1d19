//! Password and recovery key.

use keyrack_seal::{Costs, Identity, Kdf, OsEntropy, Paper, Recipient, slot::Unlocked};
use keyrack_vault::{
    Id,
    files::{OpenVault, WayIn},
};
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Keyrack, Result, Session, Way,
    session::{check_password, measured_kdf},
    state::{FolderFile, StateFile},
    throttle,
};

/// What the text of every recovery key begins with.
const PREFIX: &str = "AGE-SECRET-KEY-1";

/// The most bytes of a text that is taken for a typed key.
const MAX_TYPED: usize = 4096;

/// The key on paper. It is an ordinary age identity: `age -d -i` opens the vault with it, without Keyrack.
#[derive(Clone, Debug)]
pub struct RecoveryKey(Identity);

impl RecoveryKey {
    /// Makes a new one. It is shown or saved once, and nowhere kept.
    #[must_use]
    pub fn make() -> Self {
        Self(Identity::make())
    }

    /// Reads one from typed or saved text: a file with the key on one of its lines, or the key alone, with or without
    /// its prefix, in any case, with spaces, dashes and ends of lines anywhere.
    ///
    /// # Errors
    /// [`ErrorCode::WrongRecoveryKey`] when the text holds none.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || Error::new(ErrorCode::WrongRecoveryKey);
        if let Ok(identity) = Identity::find_in(text) {
            return Ok(Self(identity));
        }
        if text.len() > MAX_TYPED {
            return Err(wrong());
        }
        let is_key = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '\u{2010}'..='\u{2015}');
        let typed: Zeroizing<String> = Zeroizing::new(
            text.chars()
                .filter(is_key)
                .map(|c| c.to_ascii_uppercase())
                .collect(),
        );
        let key = typed.strip_prefix("AGESECRETKEY1").unwrap_or(&typed);
        let whole = Zeroizing::new(format!("{PREFIX}{key}"));
        whole.parse().map(Self).map_err(|_| wrong())
    }

    /// The key in groups of four characters without its prefix, the last one shorter: as the emergency kit shows it
    /// and asks for it.
    #[must_use]
    pub fn groups(&self) -> Vec<Zeroizing<String>> {
        let text = self.reveal();
        let key = text.strip_prefix(PREFIX).unwrap_or(&text);
        let groups = key.as_bytes().chunks(4);
        groups
            .map(|group| Zeroizing::new(String::from_utf8_lossy(group).into_owned()))
            .collect()
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

    pub(crate) fn paper(&self) -> Paper {
        self.0.paper()
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

/// The costs of a new way in: what was asked for, else what this computer takes for about 0.7 s, and never less than
/// those of the way in that opened.
pub(crate) fn costs(asked: Option<Kdf>, opened: Option<Kdf>) -> Result<Costs> {
    let costs = match (asked, opened) {
        (Some(asked), _) => asked.for_writing()?,
        (None, Some(_)) => Costs::FLOOR,
        (None, None) => measured_kdf().for_writing()?,
    };
    Ok(opened.map_or(Ok(costs), |opened| costs.at_least(opened))?)
}

impl Session {
    /// Whether `proof` is of this very vault: its files may have been replaced by those of another one, whose password
    /// somebody else knows. From then on, more than the PIN has opened it.
    ///
    /// # Errors
    /// [`ErrorCode::KeysChanged`].
    pub fn accept(&mut self, proof: &Proof) -> Result<()> {
        if proof.0 != self.open.recipient() {
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
        (self.way == Way::Password).then(|| Proof::of(&self.open))
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
        self.ask_more_than_pin()?;
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
        let costs = costs(kdf, self.open.kdf())?;
        let moment = self.keyrack.moment()?;
        self.open
            .change_ways_in(password, costs, paper, &moment, &mut OsEntropy)?;
        self.remember();
        self.remember_ways();
        // What was wrong with the ways in has gone with them.
        self.notices
            .retain(|notice| !["ways_in_altered", "ways_in_changed"].contains(&notice.code));
        self.reseal_personal();
        self.note_outdated_pin();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_however_it_was_typed() {
        let key = RecoveryKey::make();
        let text = key.reveal();
        let bare = text.strip_prefix(PREFIX).unwrap();
        let groups: Vec<String> = key.groups().iter().map(|group| group.to_string()).collect();
        assert_eq!((groups.len(), groups.concat().as_str()), (15, bare));
        for typed in [
            text.to_string(),
            bare.to_owned(),
            bare.to_lowercase(),
            groups.join(" "),
            groups.join("-"),
            groups.join("\n"),
            format!("age-secret-key-1\r\n{}\r\n", groups.join("  ")),
            format!("{PREFIX}-{}", groups.join("\u{2013}")),
            key.file(&["kept in the safe"]).to_string(),
        ] {
            let again = RecoveryKey::parse(&typed).expect(&typed);
            assert_eq!(again.recipient(), key.recipient());
        }
    }

    #[test]
    fn what_is_no_key_is_refused() {
        let text = RecoveryKey::make().reveal();
        let last = text.chars().last().unwrap();
        let mistyped = format!(
            "{}{}",
            &text[..text.len() - 1],
            if last == 'Q' { 'P' } else { 'Q' }
        );
        for typed in [
            "",
            "-",
            "AGE-SECRET-KEY-1",
            "á",
            &text[..70],
            &mistyped,
            &"Q".repeat(1 << 20),
        ] {
            assert_eq!(
                RecoveryKey::parse(typed).unwrap_err().code,
                ErrorCode::WrongRecoveryKey
            );
        }
    }
}
