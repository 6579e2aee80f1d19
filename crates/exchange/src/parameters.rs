//! From loose parameters to a factor, as every format but otpauth has to go.

use keyrack_otp::{Algorithm, Kind, Otp, Secret};

use crate::{Notice, Reason};

/// What a file says about a factor. `None` and an empty text mean that it does not say.
pub(crate) struct Parameters<'a> {
    pub(crate) kind: Kind,
    pub(crate) secret: &'a str,
    pub(crate) algorithm: &'a str,
    pub(crate) digits: Option<u64>,
    pub(crate) period: Option<u64>,
    pub(crate) counter: Option<u64>,
}

impl Parameters<'_> {
    /// Makes the factor and the counter of its next code.
    ///
    /// What the file does not say is what the otpauth URI would mean by silence: SHA-1, 6 digits, 30 seconds. What it
    /// says wrongly is an error, never another code.
    pub(crate) fn factor(&self, notices: &mut Vec<Notice>) -> Result<(Otp, Option<u64>), Reason> {
        let secret = Secret::from_base32(self.secret)?;
        let algorithm = match self.algorithm {
            "" => Algorithm::default(),
            name => name.parse()?,
        };
        let digits = self
            .digits
            .map_or(Ok(6), u8::try_from)
            .map_err(|_| Reason::BadDigits)?;
        let period = match self.kind {
            Kind::Hotp => None,
            Kind::Totp | Kind::Steam => self.period,
        };
        let period = period
            .map_or(Ok(30), u32::try_from)
            .map_err(|_| Reason::BadPeriod)?;
        let counter = match self.kind {
            Kind::Hotp => self.counter.or_else(|| {
                notices.push(Notice::CounterAssumed);
                Some(0)
            }),
            Kind::Totp | Kind::Steam => None,
        };
        Ok((
            Otp::new(self.kind, secret, algorithm, digits, period)?,
            counter,
        ))
    }
}
