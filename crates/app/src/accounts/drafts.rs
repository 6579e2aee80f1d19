//! Keys that were read and are not added yet.

use keyrack_exchange::{Entry, Notice, plain_name};
use keyrack_otp::{Kind, Otp, otpauth};
use keyrack_vault::{Account, Record};

use super::views::{folder_tag, service_of};
use crate::{
    Error, ErrorCode, NewFactor, Result, Session,
    view::{ImportRow, KeyView, Likeness, RowStatus, SimilarAccount},
};

/// The most bytes of a text that is read as a key.
const MAX_TEXT: usize = 64 * 1024;

/// The most accounts that are named as being like a draft.
const MAX_SAME: usize = 10;

/// A key with its parameters, as it was read. It is wiped when dropped, and has no way to be shown.
#[derive(Debug, Clone)]
pub struct Draft {
    factor: NewFactor,
    otp: Otp,
    view: KeyView,
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
            let notices = uri.notices.iter().map(Notice::from).collect();
            let names = (plain_name(&uri.issuer), plain_name(&uri.label));
            if (&uri.issuer, &uri.label) != (&names.0, &names.1) {
                (uri.issuer, uri.label) = names.clone();
                factor.uri = Some(uri.write());
            }
            (names.0, names.1, notices)
        });
        Ok(Self {
            factor,
            view: KeyView::of(&otp, counter, issuer, label, notices),
            otp,
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
        let counter = uri.counter.unwrap_or(0);
        Self {
            factor: NewFactor {
                uri: Some(uri.write()),
                ..NewFactor::default()
            },
            view: KeyView::of(&uri.otp, counter, uri.issuer, uri.label, entry.notices),
            otp: uri.otp,
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

    /// All of it that is no secret.
    #[must_use]
    pub const fn view(&self) -> &KeyView {
        &self.view
    }
}

impl KeyView {
    fn of(otp: &Otp, counter: u64, issuer: String, label: String, notices: Vec<Notice>) -> Self {
        Self {
            issuer,
            label,
            kind: otp.kind().into(),
            algorithm: otp.algorithm().into(),
            digits: otp.digits(),
            period: otp.period(),
            counter: (otp.kind() == Kind::Hotp).then_some(counter),
            notices,
        }
    }
}

impl Session {
    /// Accounts in use that are like a draft: those with the same secret first, at most ten.
    #[must_use]
    pub fn similar(&self, draft: &Draft) -> Vec<SimilarAccount> {
        let fold = keyrack_vault::search::fold;
        let named = (fold(&draft.view.issuer), fold(&draft.view.label));
        let (mut secrets, mut names) = (Vec::new(), Vec::new());
        for account in self.vault().live_accounts() {
            let versions = account
                .factors
                .live()
                .flat_map(|factor| factor.versions.known());
            let mut known = versions.filter_map(|(_, version)| version.otp());
            if known.any(|otp| otp.secret() == draft.otp.secret()) {
                secrets.push((Likeness::Secret, account));
            } else if !named.1.is_empty()
                && fold(account.label.get()) == named.1
                && [&account.issuer, &account.service]
                    .iter()
                    .any(|name| fold(name.get()) == named.0)
            {
                names.push((Likeness::Name, account));
            }
        }
        secrets.extend(names);
        secrets.truncate(MAX_SAME);
        let similar = secrets.into_iter();
        similar
            .map(|(how, account)| self.similar_to(how, account))
            .collect()
    }

    /// The account that an entry resembles, unless that is another entry.
    #[must_use]
    pub fn similar_to_row(&self, row: &ImportRow) -> Option<SimilarAccount> {
        let how = match row.status {
            RowStatus::SameName => Likeness::Name,
            RowStatus::New
            | RowStatus::Identical
            | RowStatus::SameSecret
            | RowStatus::Unreadable
            | RowStatus::Unsupported => Likeness::Secret,
        };
        let account = self
            .vault()
            .accounts
            .get(row.account_id.as_ref()?.parse().ok()?)?;
        (!account.is_gone()).then(|| self.similar_to(how, account))
    }

    fn similar_to(&self, how: Likeness, account: &Account) -> SimilarAccount {
        SimilarAccount {
            how,
            account: account.id().to_string(),
            folder: folder_tag(&self.origins, account),
            service: service_of(account).to_owned(),
            label: account.label.get().clone(),
        }
    }
}
