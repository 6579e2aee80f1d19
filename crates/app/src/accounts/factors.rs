//! Factors: the ways of making codes that an account has.

use keyrack_otp::{Algorithm, Kind, Otp, Secret, otpauth};
use keyrack_vault::{Account, Factor, Id, Record, Stamp};
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session,
    accounts::{
        fields,
        ids::{by_id, make_id, not_found},
        views::view,
    },
    view::AccountView,
};

/// A new factor, or a new secret for one: an otpauth URI, or a key with its parameters.
#[derive(Clone, Default)]
pub struct NewFactor {
    /// An otpauth URI.
    pub uri: Option<Zeroizing<String>>,
    /// A key in Base32, as a portal shows it.
    pub secret: Option<Zeroizing<String>>,
    /// `totp`, `hotp` or `steam`; `totp` if not given.
    pub kind: Option<String>,
    /// `SHA1`, `SHA256` or `SHA512`; `SHA1` if not given.
    pub algorithm: Option<String>,
    /// Characters of a code; 6 if not given.
    pub digits: Option<u8>,
    /// Seconds that a code lives; 30 if not given.
    pub period: Option<u32>,
    /// The next HOTP counter; 0 if not given.
    pub counter: Option<u64>,
    /// The name of the desk or device at the portal.
    pub label: Option<String>,
}

/// Which factor of an account: by id or label. Not needed where there is one only.
#[derive(Debug, Clone, Default)]
pub struct Which(pub Option<String>);

/// A factor that was read and can be made.
pub(crate) struct Read {
    otp: Otp,
    counter: u64,
    label: Option<String>,
}

impl Session {
    /// Adds a factor to an account.
    ///
    /// # Errors
    /// As for [`Session::add`].
    pub fn factor_add(&mut self, id: &str, new: &NewFactor) -> Result<AccountView> {
        let (factor, _) = new.read()?;
        let id = self.resolve(id)?;
        self.change_account(id, |account, stamp| {
            account.factors.insert(factor.make(make_id()?, stamp));
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    /// Gives a factor a new secret. The old one is kept until 30 days after the portal accepted the new one.
    ///
    /// # Errors
    /// [`ErrorCode::NoFactor`], [`ErrorCode::Ambiguous`], or as for [`Session::add`].
    pub fn factor_replace(
        &mut self,
        id: &str,
        which: &Which,
        new: &NewFactor,
    ) -> Result<AccountView> {
        let (read, _) = new.read()?;
        self.change_factor(id, which, |factor, stamp| {
            factor.versions.set(read.otp, read.counter, stamp);
            if let Some(label) = read.label {
                factor.label.update(label, stamp);
            }
        })
    }

    /// Notes that the portal accepted a code.
    ///
    /// # Errors
    /// [`ErrorCode::NoFactor`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn factor_confirm(&mut self, id: &str, which: &Which) -> Result<AccountView> {
        let now = self.keyrack.computer.clock.now();
        self.change_factor(id, which, |factor, stamp| {
            factor.versions.confirm(now, stamp);
        })
    }

    /// Renames the desk of a factor.
    ///
    /// # Errors
    /// [`ErrorCode::NoFactor`], [`ErrorCode::Ambiguous`], [`ErrorCode::BadValue`], or why it could not be saved.
    pub fn factor_edit(&mut self, id: &str, which: &Which, label: &str) -> Result<AccountView> {
        fields::check_text("factor", label)?;
        self.change_factor(id, which, |factor, stamp| {
            factor.label.update(label.to_owned(), stamp);
        })
    }

    /// Moves a factor to the trash.
    ///
    /// # Errors
    /// [`ErrorCode::NoFactor`], [`ErrorCode::Ambiguous`], or why it could not be saved.
    pub fn factor_remove(&mut self, id: &str, which: &Which) -> Result<AccountView> {
        self.change_factor(id, which, Record::trash)
    }

    /// Brings a factor back from the trash, by its id.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`] when the trash does not hold it, or why it could not be saved.
    pub fn factor_restore(&mut self, id: &str, factor: &str) -> Result<AccountView> {
        let id = self.resolve(id)?;
        let trash = self.account(id)?.factors.iter().filter(|f| f.is_trashed());
        let factor = by_id(trash.map(Record::id), factor)?.ok_or_else(|| not_found(factor))?;
        self.change_account(id, |account, stamp| {
            if let Some(factor) = account.factors.get_mut(factor) {
                factor.revive(stamp);
            }
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }

    pub(super) fn change_factor(
        &mut self,
        id: &str,
        which: &Which,
        change: impl FnOnce(&mut Factor, Stamp),
    ) -> Result<AccountView> {
        let id = self.resolve(id)?;
        let factor = which.of(self.account(id)?)?;
        self.change_account(id, |account, stamp| {
            if let Some(factor) = account.factors.get_mut(factor) {
                change(factor, stamp);
            }
            Ok(())
        })?;
        Ok(view(self.vault(), self.account(id)?))
    }
}

impl NewFactor {
    /// Reads what was given; with a URI, that as well.
    pub(crate) fn read(&self) -> Result<(Read, Option<otpauth::Uri>)> {
        if let Some(label) = &self.label {
            fields::check_text("factor", label)?;
        }
        if let Some(text) = &self.uri {
            let uri = otpauth::parse(text).map_err(|error| {
                Error::new(ErrorCode::BadUri)
                    .with("reason", error.code())
                    .with("detail", error)
            })?;
            let read = Read {
                otp: uri.otp.clone(),
                counter: uri.counter.unwrap_or(0),
                label: self.label.clone(),
            };
            return Ok((read, Some(uri)));
        }
        let wrong = |field: &'static str| Error::new(ErrorCode::BadValue).with("field", field);
        let text = self.secret.as_deref().ok_or_else(|| wrong("secret"))?;
        let secret = Secret::from_base32(text)
            .map_err(|error| Error::new(ErrorCode::BadSecret).with("detail", error))?;
        let kind: Kind = match &self.kind {
            Some(kind) => kind.parse().map_err(|_| wrong("type"))?,
            None => Kind::Totp,
        };
        let algorithm: Algorithm = match &self.algorithm {
            Some(algorithm) => algorithm.parse().map_err(|_| wrong("algorithm"))?,
            None => Algorithm::default(),
        };
        let digits = self
            .digits
            .unwrap_or(if kind == Kind::Steam { 5 } else { 6 });
        let otp = Otp::new(kind, secret, algorithm, digits, self.period.unwrap_or(30)).map_err(
            |error| {
                wrong(match error {
                    keyrack_otp::OtpError::Period(_) => "period",
                    _ => "digits",
                })
            },
        )?;
        Ok((
            Read {
                otp,
                counter: self.counter.unwrap_or(0),
                label: self.label.clone(),
            },
            None,
        ))
    }
}

impl Read {
    pub(crate) fn into_parts(self) -> (Otp, u64) {
        (self.otp, self.counter)
    }

    pub(crate) fn make(self, id: Id, stamp: Stamp) -> Factor {
        let mut factor = Factor::new(id, stamp);
        factor.label.update(self.label.unwrap_or_default(), stamp);
        factor.versions.set(self.otp, self.counter, stamp);
        factor
    }
}

impl Which {
    /// The factor of an account.
    pub(crate) fn of(&self, account: &Account) -> Result<Id> {
        let live: Vec<&Factor> = account.factors.live().collect();
        let Some(text) = &self.0 else {
            return match live[..] {
                [] => Err(Error::new(ErrorCode::NoFactor)),
                [factor] => Ok(factor.id()),
                _ => Err(too_many(&live)),
            };
        };
        if let Some(id) = by_id(live.iter().map(|factor| factor.id()), text)? {
            return Ok(id);
        }
        let wanted = keyrack_vault::search::fold(text);
        let named: Vec<&Factor> = live
            .into_iter()
            .filter(|factor| keyrack_vault::search::fold(factor.label.get()) == wanted)
            .collect();
        match named[..] {
            [] => Err(not_found(text)),
            [factor] => Ok(factor.id()),
            _ => Err(too_many(&named)),
        }
    }
}

fn too_many(factors: &[&Factor]) -> Error {
    let names: Vec<&str> = factors
        .iter()
        .map(|factor| factor.label.get().as_str())
        .collect();
    Error::new(ErrorCode::Ambiguous)
        .with("query", "")
        .with("count", factors.len())
        .with("names", names.join("; "))
}

impl std::fmt::Debug for NewFactor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewFactor")
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}
