//! Keys that were read and are not added yet. The windows only know their numbers.

use std::collections::BTreeMap;

use keyrack_app::{Draft, NewAccount, NewFactor, Which};

use super::{Content, Desk, Opened, whole};
use crate::request::How;
use crate::views::{self, Added, Failure, Same};

/// The most drafts that wait at once. The oldest is forgotten for a new one.
const MAX_DRAFTS: usize = 64;

/// Drafts by their numbers.
#[derive(Default)]
pub(super) struct Drafts {
    waiting: BTreeMap<u32, Draft>,
    last: u32,
}

impl Desk {
    pub(super) fn read_text(&self, text: &str, how: How) -> Result<views::Draft, Failure> {
        let draft = Draft::read(text, how.into());
        self.with(|opened| Ok(opened.keep_draft(draft?)))
    }

    pub(super) fn read_clipboard(&self) -> Result<views::Draft, Failure> {
        match self.clipboard.read()? {
            Content::Text(text) => self.read_text(&text, How::default()),
            Content::Picture => Err(Failure::new("picture_not_yet")),
            Content::Nothing => Err(Failure::new("clipboard_empty")),
        }
    }

    pub(super) fn add(
        &self,
        draft: u32,
        service: String,
        label: String,
        folder: Option<String>,
        desk: String,
        mut fields: Vec<(String, String)>,
    ) -> Result<Added, Failure> {
        fields.push(("service".to_owned(), service));
        self.change(|opened| {
            let new = NewAccount {
                factor: opened.drafts.get(draft)?.factor(desk),
                issuer: None,
                label: Some(label),
                folder,
                fields,
            };
            let account = opened.session.add(new)?;
            opened.drafts.drop(draft);
            let factor = account.factors.first().map(|factor| factor.id.clone());
            opened.added(&account.id, factor)
        })
    }

    pub(super) fn add_factor(
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

    pub(super) fn replace_secret(
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

    pub(super) fn drop_draft(&self, draft: u32) -> Result<(), Failure> {
        self.with(|opened| {
            opened.drafts.drop(draft);
            Ok(())
        })
    }
}

impl Opened {
    fn keep_draft(&mut self, draft: Draft) -> views::Draft {
        let same = self.session.same(&draft).into_iter();
        let same = same.filter_map(|(how, account)| {
            let details = self.session.details(&account).ok()?;
            Some(Same {
                how: how.as_str(),
                account,
                folder: details.folder.into(),
                service: match details.account.service.as_str() {
                    "" => details.account.issuer,
                    _ => details.account.service,
                },
                label: details.account.label,
            })
        });
        let same = same.collect();
        let notices = draft.notices().iter();
        let mut view = views::Draft {
            draft: 0,
            issuer: draft.issuer().to_owned(),
            label: draft.label().to_owned(),
            kind: draft.kind().to_owned(),
            algorithm: draft.algorithm().to_owned(),
            digits: draft.digits(),
            period: draft.period(),
            counter: draft.counter(),
            notices: notices.map(|notice| (*notice).to_owned()).collect(),
            same,
        };
        view.draft = self.drafts.keep(draft);
        view
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
        if self.waiting.len() == MAX_DRAFTS {
            self.waiting.pop_first();
        }
        self.last = self.last.wrapping_add(1);
        self.waiting.insert(self.last, draft);
        self.last
    }

    fn get(&self, draft: u32) -> Result<&Draft, Failure> {
        self.waiting
            .get(&draft)
            .ok_or_else(|| Failure::new("draft_gone"))
    }

    fn drop(&mut self, draft: u32) {
        self.waiting.remove(&draft);
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
