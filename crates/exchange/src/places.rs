//! What a format has places for: what goes out, and what is lost.

use std::collections::{HashMap, HashSet};
use std::ops::RangeInclusive;

use keyrack_otp::{Algorithm, Kind};

use crate::document::{Account, Document, Factor};
use crate::loss::{Loss, Reduced};
use crate::migration;

/// What a format has places for.
pub(crate) struct Places {
    pub(crate) hotp: bool,
    /// Whether Steam's factors can be written, and whether only with the hash and the period that Steam uses.
    pub(crate) steam: Steam,
    pub(crate) digits: RangeInclusive<u8>,
    /// Whether two factors may have one secret.
    pub(crate) equal_secrets: bool,
    pub(crate) factor_label: bool,
    /// The longest note, in bytes.
    pub(crate) note: usize,
    pub(crate) tags: bool,
    pub(crate) folder: bool,
    pub(crate) url: bool,
    /// Whether only what fits Google's transfer codes can be written.
    pub(crate) transfer: bool,
}

/// What a format knows of Steam.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Steam {
    /// Everything that other factors have.
    Full,
    /// The secret and names, but neither hash nor period.
    Plain,
    /// The secret and one name.
    Nameless,
}

impl Places {
    /// A format with places for every factor and nothing else.
    pub(crate) const FACTORS: Self = Self {
        hotp: true,
        steam: Steam::Full,
        digits: 1..=10,
        equal_secrets: true,
        factor_label: false,
        note: 0,
        tags: false,
        folder: false,
        url: false,
        transfer: false,
    };

    /// Why a factor cannot be written.
    fn obstacle<'a>(
        &self,
        account: &Account,
        factor: &'a Factor,
        seen: &mut HashSet<&'a [u8]>,
    ) -> Option<Loss> {
        if self.transfer {
            return migration::unfit(account, factor).map(Loss::from);
        }
        let otp = &factor.otp;
        let is_new = self.equal_secrets || seen.insert(otp.secret().as_bytes());
        match otp.kind() {
            Kind::Hotp if !self.hotp => Some(Loss::Hotp),
            Kind::Steam if self.steam != Steam::Full && otp.algorithm() != Algorithm::Sha1 => {
                Some(Loss::Algorithm)
            }
            Kind::Steam if self.steam != Steam::Full && otp.period() != Some(30) => {
                Some(Loss::Period)
            }
            Kind::Totp | Kind::Hotp if !self.digits.contains(&otp.digits()) => Some(Loss::Digits),
            _ if !is_new => Some(Loss::SecretTwice),
            _ => None,
        }
    }

    fn lost_of_factor(&self, account: &Account, factor: &Factor) -> impl Iterator<Item = Loss> {
        let nameless = factor.otp.kind() == Kind::Steam && self.steam == Steam::Nameless;
        let both = !account.issuer.is_empty() && !account.label.is_empty();
        [
            (Loss::Issuer, nameless && both),
            (
                Loss::FactorLabel,
                !self.factor_label && !factor.label.is_empty(),
            ),
            (Loss::Replaced, !factor.replaced.is_empty()),
        ]
        .into_iter()
        .filter_map(|(loss, lost)| lost.then_some(loss))
    }

    fn lost_of_account(
        &self,
        account: &Account,
        document: &Document,
    ) -> impl Iterator<Item = Loss> {
        let folder = document
            .folders
            .iter()
            .find(|folder| folder.id == account.folder);
        let details = !(self.url || account.url.is_empty())
            || !account.email.is_empty()
            || !account.also_serves.is_empty()
            || !account.deadlines.is_empty()
            || !account.support.is_empty()
            || !account.channels.is_empty();
        [
            (Loss::Note, account.note.len() > self.note),
            (Loss::Tags, !self.tags && !account.tags.is_empty()),
            (
                Loss::Folder,
                !self.folder && folder.is_some_and(|folder| !folder.name.is_empty()),
            ),
            (Loss::Recovery, !account.recovery.0.is_empty()),
            (Loss::Details, details),
        ]
        .into_iter()
        .filter_map(|(loss, lost)| lost.then_some(loss))
    }
}

/// A factor that goes out, with its account.
pub(crate) struct Item<'a> {
    pub(crate) account: &'a Account,
    pub(crate) factor: &'a Factor,
    /// The name of the folder; empty if it has none.
    pub(crate) folder: &'a str,
    /// The note; empty if the format has no place for it.
    pub(crate) note: &'a str,
}

impl Item<'_> {
    /// The folder and the tags, each once, for formats that have one list for both.
    pub(crate) fn groups(&self) -> impl Iterator<Item = &str> {
        let tags = self.account.tags.iter().map(String::as_str);
        [self.folder]
            .into_iter()
            .chain(tags.filter(|tag| *tag != self.folder))
            .filter(|name| !name.is_empty())
    }
}

/// The factors that a format has a place for, in the order of the document.
pub(crate) fn items<'a>(document: &'a Document, places: &Places) -> Vec<Item<'a>> {
    let folders: HashMap<&str, &str> = document
        .folders
        .iter()
        .map(|folder| (folder.id.as_str(), folder.name.as_str()))
        .collect();
    let mut seen = HashSet::new();
    let mut items = Vec::new();
    for account in document
        .accounts
        .iter()
        .filter(|account| account.trashed.is_none())
    {
        let folder = folders
            .get(account.folder.as_str())
            .copied()
            .unwrap_or_default();
        let note = Some(account.note.as_str()).filter(|note| note.len() <= places.note);
        for factor in account.factors.iter() {
            if places.obstacle(account, factor, &mut seen).is_none() {
                items.push(Item {
                    account,
                    factor,
                    folder,
                    note: note.unwrap_or_default(),
                });
            }
        }
    }
    items
}

/// What of a document has no place, in the order of its accounts.
pub(crate) fn losses(document: &Document, places: &Places) -> Vec<Reduced> {
    let mut seen = HashSet::new();
    let mut reduced = Vec::new();
    for account in document.accounts.iter() {
        let mut lose = |factor: Option<&Factor>, loss| {
            reduced.push(Reduced {
                account_id: account.id.clone(),
                factor_id: factor.map(|factor| factor.id.clone()),
                issuer: account.issuer.clone(),
                label: account.label.clone(),
                loss,
            });
        };
        if account.trashed.is_some() {
            lose(None, Loss::Trashed);
            continue;
        }
        for factor in account.factors.iter() {
            match places.obstacle(account, factor, &mut seen) {
                Some(loss) => lose(Some(factor), loss),
                None => places
                    .lost_of_factor(account, factor)
                    .for_each(|loss| lose(Some(factor), loss)),
            }
        }
        places
            .lost_of_account(account, document)
            .for_each(|loss| lose(None, loss));
    }
    reduced
}
