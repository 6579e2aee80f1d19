//! Factors as QR codes for other devices.

use std::collections::BTreeSet;

use keyrack_exchange::{self as exchange, Unfit};
use keyrack_otp::otpauth::Uri;
use keyrack_qr::Matrix;
use keyrack_vault::{Account, Factor, Record};
use zeroize::Zeroizing;

use crate::{
    Error, ErrorCode, Result, Session, Which,
    accounts::views::{folder_name, service_of},
    origins::Action,
    transfer::{document, export},
    view::{RefusedCode, RefusedWhy},
};

/// One factor as a code that any authenticator reads.
pub struct PhoneCode {
    /// The account.
    pub account: String,
    /// The name of its folder; empty for the one without a name.
    pub folder: String,
    /// The service, or else the issuer.
    pub service: String,
    /// The user name.
    pub label: String,
    /// The desk that has the factor.
    pub desk: String,
    /// What the code says: an otpauth URI.
    pub text: Zeroizing<String>,
    /// The code.
    pub code: Matrix,
}

/// Factors as codes, one each.
pub struct PhoneCodes {
    /// The codes.
    pub codes: Vec<PhoneCode>,
    /// The factors that fit none.
    pub left_out: Vec<RefusedCode>,
}

/// Factors as a series of codes for Google Authenticator.
pub struct Transfer {
    /// The codes with their texts, in the order in which they should be scanned.
    pub codes: Vec<(Zeroizing<String>, Matrix)>,
    /// How many factors are in them.
    pub factors: usize,
    /// The factors that such a code cannot hold.
    pub left_out: Vec<RefusedCode>,
}

impl Session {
    /// Draws the factors of accounts for phones, one code each: all factors, or of one account the one that `which`
    /// names. For a person who has given the password.
    ///
    /// # Errors
    /// [`ErrorCode::PinNotEnough`], [`ErrorCode::NotFound`],
    /// [`ErrorCode::Ambiguous`], [`ErrorCode::NoFactor`].
    pub fn phone_codes(&mut self, accounts: &[String], which: &Which) -> Result<PhoneCodes> {
        self.may(Action::Reveal, [])?;
        let mut drawn = PhoneCodes {
            codes: Vec::new(),
            left_out: Vec::new(),
        };
        for text in accounts {
            let id = self.resolve(text)?;
            let account = self.account(id)?;
            self.may(Action::Reveal, [*account.folder.get()])?;
            let wanted = which.0.is_some().then(|| which.of(account)).transpose()?;
            let live = account.factors.live();
            for factor in live.filter(|it| wanted.is_none_or(|id| id == it.id())) {
                self.draw(account, factor, &mut drawn);
            }
        }
        Ok(drawn)
    }

    /// Draws all factors of accounts in use as a transfer to Google Authenticator: those of a folder, of some accounts
    /// by their whole ids, or all. For a person who has given the password.
    ///
    /// # Errors
    /// As [`Session::phone_codes`], and [`ErrorCode::NoRandomness`].
    pub fn transfer(&mut self, accounts: &[String], folder: Option<&str>) -> Result<Transfer> {
        self.may(Action::Reveal, [])?;
        let folder = folder
            .map(|name| crate::accounts::folders::find(self.vault(), name))
            .transpose()?;
        let mut document = document::of(self.vault(), folder);
        if !accounts.is_empty() {
            let ids: Result<BTreeSet<String>> = accounts
                .iter()
                .map(|text| Ok(self.resolve(text)?.to_string()))
                .collect();
            let ids: Vec<String> = ids?.into_iter().collect();
            export::keep(&mut document, &ids)?;
        }
        self.may(Action::Reveal, export::folders(&document))?;
        let live = document.accounts.iter().filter(|it| it.trashed.is_none());
        let factors: usize = live.map(|account| account.factors.iter().count()).sum();
        let made = exchange::transfer(&document, export::batch()?);
        let codes: Result<Vec<_>> = made
            .codes
            .into_iter()
            .map(|text| match keyrack_qr::draw(text.as_bytes()) {
                Ok(code) => Ok((text, code)),
                Err(keyrack_qr::TooLong) => {
                    Err(Error::new(ErrorCode::BadValue).with("field", "label"))
                }
            })
            .collect();
        Ok(Transfer {
            codes: codes?,
            factors: factors - made.left_out.len(),
            left_out: made.left_out.into_iter().map(RefusedCode::from).collect(),
        })
    }

    fn draw(&self, account: &Account, factor: &Factor, drawn: &mut PhoneCodes) {
        let Some((_, version)) = factor.versions.current() else {
            return;
        };
        let Some(otp) = version.otp() else {
            return;
        };
        let issuer = account.issuer.get();
        let uri = Uri {
            otp: otp.clone(),
            issuer: issuer.clone(),
            label: account.label.get().clone(),
            counter: version.counter_in_use(),
            extra: Vec::new(),
            notices: Vec::new(),
        };
        let text = uri.write();
        let Ok(code) = keyrack_qr::draw(text.as_bytes()) else {
            drawn.left_out.push(RefusedCode {
                reason: RefusedWhy::Drawn(Unfit::TooLong),
                issuer: uri.issuer,
                label: uri.label,
            });
            return;
        };
        let folder = folder_name(self.vault(), account).map(|folder| folder.name);
        drawn.codes.push(PhoneCode {
            account: account.id().to_string(),
            folder: folder.unwrap_or_default(),
            service: service_of(account).to_owned(),
            label: uri.label,
            desk: factor.label.get().clone(),
            text,
            code,
        });
    }
}
