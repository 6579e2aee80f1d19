//! Keys that were read and are not added yet.

use keyrack_exchange::{Entry, plain_name};
use keyrack_otp::{Kind, Otp, otpauth};
use keyrack_vault::Record;

use crate::{Error, ErrorCode, NewFactor, Result, Session};

/// The most bytes of a text that is read as a key.
const MAX_TEXT: usize = 64 * 1024;

/// The most accounts that are named as being like a draft.
const MAX_SAME: usize = 10;

/// A key with its parameters, as it was read. It is wiped when dropped, and has no way to be shown.
#[derive(Debug, Clone)]
pub struct Draft {
    factor: NewFactor,
    otp: Otp,
    counter: u64,
    issuer: String,
    label: String,
    notices: Vec<&'static str>,
}

/// How an account is like a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// It makes the same codes, or did.
    Secret,
    /// It has the same issuer and user name.
    Name,
}

impl Draft {
    /// Reads a typed or copied text: an otpauth URI, else a key in Base32, of which `how` says the rest.
    ///
    /// # Errors
    /// [`ErrorCode::BadUri`], [`ErrorCode::BadSecret`], [`ErrorCode::BadValue`].
    pub fn read(text: &str, how: NewFactor) -> Result<Self> {
        if text.len() > MAX_TEXT {
            return Err(Error::new(ErrorCode::BadSecret).with("detail", ""));
        }
        let text = text.trim();
        let mut factor = if text.contains("://") {
            NewFactor {
                uri: Some(text.to_owned().into()),
                ..NewFactor::default()
            }
        } else {
            NewFactor {
                secret: Some(text.to_owned().into()),
                ..how
            }
        };
        let (read, uri) = factor.read()?;
        let (otp, counter) = read.into_parts();
        let (issuer, label, notices) = uri.map_or_else(Default::default, |mut uri| {
            let notices = uri.notices.iter().filter_map(note).collect();
            let names = (plain_name(&uri.issuer), plain_name(&uri.label));
            if (&uri.issuer, &uri.label) != (&names.0, &names.1) {
                (uri.issuer, uri.label) = names.clone();
                factor.uri = Some(uri.write());
            }
            (names.0, names.1, notices)
        });
        Ok(Self {
            factor,
            otp,
            counter,
            issuer,
            label,
            notices,
        })
    }

    /// What an entry of a file or a code says.
    pub(crate) fn of(entry: Entry) -> Self {
        let uri = otpauth::Uri {
            otp: entry.otp,
            issuer: entry.issuer,
            label: entry.label,
            counter: entry.counter,
            extra: Vec::new(),
            notices: Vec::new(),
        };
        Self {
            factor: NewFactor {
                uri: Some(uri.write()),
                ..NewFactor::default()
            },
            notices: entry.notices.iter().map(|notice| notice.code()).collect(),
            otp: uri.otp,
            counter: uri.counter.unwrap_or(0),
            issuer: uri.issuer,
            label: uri.label,
        }
    }

    /// The factor that it makes, under the name of a desk.
    #[must_use]
    pub fn factor(&self, desk: String) -> NewFactor {
        NewFactor {
            label: Some(desk).filter(|desk| !desk.is_empty()),
            ..self.factor.clone()
        }
    }

    /// The issuer that it names.
    #[must_use]
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The user name that it names.
    #[must_use]
    pub fn label(&self) -> &str {
        &self.label
    }

    /// `totp`, `hotp` or `steam`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.otp.kind().as_str()
    }

    /// `SHA1`, `SHA256` or `SHA512`.
    #[must_use]
    pub fn algorithm(&self) -> &'static str {
        self.otp.algorithm().as_str()
    }

    /// Characters of a code.
    #[must_use]
    pub fn digits(&self) -> u8 {
        self.otp.digits()
    }

    /// Seconds that a code lives; none where it counts.
    #[must_use]
    pub fn period(&self) -> Option<u32> {
        self.otp.period()
    }

    /// The next counter; none where it does not count.
    #[must_use]
    pub fn counter(&self) -> Option<u64> {
        (self.otp.kind() == Kind::Hotp).then_some(self.counter)
    }

    /// What was odd about it, by names of words.
    #[must_use]
    pub fn notices(&self) -> &[&'static str] {
        &self.notices
    }
}

impl Likeness {
    /// The name of its words.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Secret => "same_secret",
            Self::Name => "same_name",
        }
    }
}

impl Session {
    /// Accounts in use that are like a draft, by their ids: those with the same secret first, at most ten.
    #[must_use]
    pub fn same(&self, draft: &Draft) -> Vec<(Likeness, String)> {
        let fold = keyrack_vault::search::fold;
        let named = (fold(&draft.issuer), fold(&draft.label));
        let (mut secrets, mut names) = (Vec::new(), Vec::new());
        for account in self.vault().live_accounts() {
            let versions = account
                .factors
                .live()
                .flat_map(|factor| factor.versions.known());
            let mut known = versions.filter_map(|(_, version)| version.otp());
            if known.any(|otp| otp.secret() == draft.otp.secret()) {
                secrets.push((Likeness::Secret, account.id().to_string()));
            } else if !named.1.is_empty()
                && fold(account.label.get()) == named.1
                && [&account.issuer, &account.service]
                    .iter()
                    .any(|name| fold(name.get()) == named.0)
            {
                names.push((Likeness::Name, account.id().to_string()));
            }
        }
        secrets.extend(names);
        secrets.truncate(MAX_SAME);
        secrets
    }
}

fn note(notice: &otpauth::Notice) -> Option<&'static str> {
    match notice {
        otpauth::Notice::IssuerMismatch { .. } => Some("issuer_mismatch"),
        otpauth::Notice::LeftOverBits => Some("left_over_bits"),
        otpauth::Notice::MissingCounter => Some("counter_assumed"),
        // Those that a later version of that crate adds.
        _ => None,
    }
}
