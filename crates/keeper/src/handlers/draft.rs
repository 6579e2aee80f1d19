//! Keys that were read and are not added yet. The windows only know their numbers.

use serde::Deserialize;

use keyrack_app::{Draft, NewAccount, NewFactor, Which, view::RowStatus};

use crate::controller::opened::{Drafts, Opened};
use crate::controller::{Controller, whole};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::{self, Added, AddedMany, Failure, WindowErrorCode};

/// The most typed drafts that wait at once. The oldest is forgotten for a new one.
const MAX_TYPED: usize = 64;

/// What a window asks to add keys.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum DraftRequest {
    /// Reads a key or an otpauth URI that was typed: [`Draft`](crate::views::Draft).
    ReadText {
        /// The text.
        #[cfg_attr(test, ts(type = "string"))]
        text: Typed,
        /// What a bare key does not say; a URI says it itself.
        how: How,
    },
    /// Adds an account with what a draft holds: [`Added`](crate::views::Added).
    Add {
        /// The draft.
        draft: u32,
        /// The service.
        service: String,
        /// The user name.
        label: String,
        /// The name or id of the client or folder; a new name makes a new one. None for the default folder.
        folder: Option<String>,
        /// The desk or person of the factor.
        desk: String,
        /// Further fields, as in `edit`.
        fields: Vec<(String, String)>,
    },
    /// Adds an account for each of these drafts, in one save: [`AddedMany`](crate::views::AddedMany).
    AddMany {
        /// The drafts.
        drafts: Vec<u32>,
        /// The name or id of the client or folder for all; a new name makes a new one. None for the default folder.
        folder: Option<String>,
        /// Drafts that go elsewhere, and where.
        folders: Vec<(u32, String)>,
    },
    /// Takes back what `add_many` has added: to the trash. Answered with `null`.
    UndoAdd {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Adds a factor with what a draft holds to an account: [`Added`](crate::views::Added).
    AddFactor {
        /// The account.
        account: String,
        /// The draft.
        draft: u32,
        /// The desk or person.
        desk: String,
    },
    /// Replaces the secret of a factor by that of a draft. The old one is kept until the new one is confirmed:
    /// [`Added`](crate::views::Added).
    ReplaceSecret {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The draft.
        draft: u32,
    },
    /// Forgets a draft. Answered with `null`.
    DropDraft {
        /// The draft.
        draft: u32,
    },
}

impl RequestGroup for DraftRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ReadText { text, how } => json(&controller.read_text(&text.0, how)?),
            Self::Add {
                draft,
                service,
                label,
                folder,
                desk,
                mut fields,
            } => {
                fields.push(("service".to_owned(), service));
                let new = NewAccount {
                    label: Some(label),
                    folder,
                    fields,
                    ..NewAccount::default()
                };
                json(&controller.add(draft, desk, new)?)
            }
            Self::AddMany {
                drafts,
                folder,
                folders,
            } => json(&controller.add_many(&drafts, folder.as_deref(), &folders)?),
            Self::UndoAdd { accounts } => json(&controller.undo_add(&accounts)?),
            Self::AddFactor {
                account,
                draft,
                desk,
            } => json(&controller.add_factor(&account, draft, desk)?),
            Self::ReplaceSecret {
                account,
                factor,
                draft,
            } => json(&controller.replace_secret(&account, &factor, draft)?),
            Self::DropDraft { draft } => json(&controller.drop_draft(draft)?),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Add { .. } => ("add", Concerns::Nobody),
            Self::AddMany { .. } => ("add_many", Concerns::Nobody),
            Self::UndoAdd { .. } => ("undo_add", Concerns::Nobody),
            Self::AddFactor { account, .. } => ("add_factor", Concerns::account(account)),
            Self::ReplaceSecret { account, .. } => ("replace_secret", Concerns::account(account)),
            _ => return None,
        })
    }
}

/// What a bare key does not say. What is left out is as most portals have it: TOTP, SHA-1, six digits, 30 seconds.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct How {
    /// `totp`, `hotp` or `steam`.
    pub kind: Option<String>,
    /// `SHA1`, `SHA256` or `SHA512`.
    pub algorithm: Option<String>,
    /// Characters of a code.
    pub digits: Option<u8>,
    /// Seconds that a code lives.
    pub period: Option<u32>,
    /// The next counter, for `hotp`.
    pub counter: Option<u64>,
}

impl Controller {
    pub(crate) fn read_text(&self, text: &str, how: How) -> Result<views::Draft, Failure> {
        let draft = Draft::read(text, how.into())?;
        self.with(|opened| {
            let read = opened.session.scanned([text]).found;
            let status = read.first().map(|found| found.status);
            Ok(opened.keep_draft(draft, status))
        })
    }

    pub(crate) fn add(
        &self,
        draft: u32,
        factor_label: String,
        mut new: NewAccount,
    ) -> Result<Added, Failure> {
        self.change(|opened| {
            new.factor = opened.drafts.get(draft)?.factor(factor_label);
            let account = opened.session.add(new)?;
            opened.drafts.drop(draft);
            let factor = account.factors.first().map(|factor| factor.id.clone());
            opened.added(&account.id, factor)
        })
    }

    pub(crate) fn add_many(
        &self,
        drafts: &[u32],
        folder: Option<&str>,
        folders: &[(u32, String)],
    ) -> Result<AddedMany, Failure> {
        self.change(|opened| {
            let new = drafts.iter().map(|draft| {
                let elsewhere = folders.iter().find(|(it, _)| it == draft);
                let folder = elsewhere.map_or(folder, |(_, folder)| Some(folder));
                Ok(NewAccount {
                    factor: opened.drafts.get(*draft)?.factor(String::new()),
                    folder: folder.map(str::to_owned),
                    ..NewAccount::default()
                })
            });
            let new = new.collect::<Result<Vec<_>, Failure>>()?;
            let accounts = opened.session.add_many(new)?;
            drafts.iter().for_each(|draft| opened.drafts.drop(*draft));
            let first = accounts.first().map(|id| opened.added_first(id));
            Ok(AddedMany {
                first: first.transpose()?,
                accounts,
            })
        })
    }

    pub(crate) fn undo_add(&self, accounts: &[String]) -> Result<(), Failure> {
        self.change(|opened| {
            opened.session.remove_all(accounts)?;
            Ok(())
        })
    }

    pub(crate) fn add_factor(
        &self,
        account: &str,
        draft: u32,
        desk: String,
    ) -> Result<Added, Failure> {
        whole(account)?;
        self.change(|opened| {
            let new = opened.drafts.get(draft)?.factor(desk);
            let before = opened.session.show(account)?.factors;
            let after = opened.session.factor_add(account, &new)?.factors;
            opened.drafts.drop(draft);
            let is_new = |id: &String| !before.iter().any(|factor| factor.id == *id);
            let factor = after.into_iter().map(|factor| factor.id).find(is_new);
            opened.added(account, factor)
        })
    }

    pub(crate) fn replace_secret(
        &self,
        account: &str,
        factor: &str,
        draft: u32,
    ) -> Result<Added, Failure> {
        whole(account)?;
        whole(factor)?;
        self.change(|opened| {
            let new = opened.drafts.get(draft)?.factor(String::new());
            let which = Which(Some(factor.to_owned()));
            opened.session.factor_replace(account, &which, &new)?;
            opened.drafts.drop(draft);
            opened.added(account, Some(factor.to_owned()))
        })
    }

    pub(crate) fn drop_draft(&self, draft: u32) -> Result<(), Failure> {
        self.with(|opened| {
            opened.drafts.drop(draft);
            Ok(())
        })
    }
}

impl Opened {
    fn keep_draft(&mut self, draft: Draft, status: Option<RowStatus>) -> views::Draft {
        let mut view = self.view_draft(&draft, status);
        view.draft = self.drafts.keep(draft);
        view
    }

    /// Keeps what a scan has found, with how it stands to the vault where that is known, in place of what the one before
    /// has found.
    pub(crate) fn keep_scanned(
        &mut self,
        found: Vec<(Draft, Option<RowStatus>)>,
    ) -> Vec<views::Draft> {
        let views = found.iter();
        let views = views.map(|(draft, status)| self.view_draft(draft, *status));
        let mut views: Vec<_> = views.collect();
        let drafts = found.into_iter().map(|(draft, _)| draft).collect();
        let numbers = self.drafts.keep_scanned(drafts);
        for (view, number) in views.iter_mut().zip(numbers) {
            view.draft = number;
        }
        views
    }

    fn view_draft(&self, draft: &Draft, status: Option<RowStatus>) -> views::Draft {
        let same = self.session.similar(draft);
        let by_likeness = same.first().map_or(RowStatus::New, |same| same.how.into());
        views::Draft {
            draft: 0,
            key: draft.view().clone(),
            status: status.unwrap_or(by_likeness),
            same,
        }
    }

    /// An account with its only factor.
    fn added_first(&mut self, account: &str) -> Result<Added, Failure> {
        let account = self.account(account)?;
        let factor = account
            .account
            .factors
            .first()
            .map(|it| it.factor.id.clone());
        Ok(Added {
            account,
            factor: factor.unwrap_or_default(),
        })
    }

    fn added(&mut self, account: &str, factor: Option<String>) -> Result<Added, Failure> {
        Ok(Added {
            account: self.account(account)?,
            factor: factor.unwrap_or_default(),
        })
    }
}

impl Drafts {
    fn keep(&mut self, draft: Draft) -> u32 {
        if self.typed.len() == MAX_TYPED {
            self.typed.pop_first();
        }
        let number = self.next();
        self.typed.insert(number, draft);
        number
    }

    fn keep_scanned(&mut self, drafts: Vec<Draft>) -> Vec<u32> {
        let numbers: Vec<u32> = drafts.iter().map(|_| self.next()).collect();
        self.scanned = numbers.iter().copied().zip(drafts).collect();
        numbers
    }

    fn next(&mut self) -> u32 {
        self.last = self.last.wrapping_add(1);
        self.last
    }

    fn get(&self, draft: u32) -> Result<&Draft, Failure> {
        let found = self.typed.get(&draft).or_else(|| self.scanned.get(&draft));
        found.ok_or_else(|| Failure::new(WindowErrorCode::DraftGone))
    }

    fn drop(&mut self, draft: u32) {
        self.typed.remove(&draft);
        self.scanned.remove(&draft);
    }
}

impl From<How> for NewFactor {
    fn from(how: How) -> Self {
        Self {
            kind: how.kind,
            algorithm: how.algorithm,
            digits: how.digits,
            period: how.period,
            counter: how.counter,
            ..Self::default()
        }
    }
}
