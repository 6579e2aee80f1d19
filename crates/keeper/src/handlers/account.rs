//! Single accounts, and changes to many.

use keyrack_app::{
    Details, NewRecovery, Session, Which,
    view::{AccountView, FactorView, RecoveryView},
};

use crate::controller::{Controller, Opened, whole};
use crate::views::{Account, Badge, Code, Factor, Failure, FolderTag, Recovery};

impl Controller {
    pub(crate) fn account(&self, account: &str) -> Result<Account, Failure> {
        self.with(|opened| opened.account(account))
    }

    pub(crate) fn favourite(&self, accounts: &[String], on: bool) -> Result<(), Failure> {
        self.with(|opened| Ok(opened.session.mark_favourites(accounts, on)?))
    }

    pub(crate) fn confirm(&self, account: &str, factor: &str) -> Result<Account, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_confirm(account, which)
        })
    }

    pub(crate) fn edit(
        &self,
        account: &str,
        fields: &[(String, String)],
    ) -> Result<Account, Failure> {
        self.change_account(account, |session| {
            session.edit_or_make_folder(account, fields)
        })
    }

    pub(crate) fn move_accounts(
        &self,
        accounts: &[String],
        folder: &str,
    ) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.move_all(accounts, folder)?))
    }

    pub(crate) fn tag(
        &self,
        accounts: &[String],
        add: &[String],
        remove: &[String],
    ) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.tag_all(accounts, add, remove)?))
    }

    pub(crate) fn remove(&self, accounts: &[String]) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.remove_all(accounts)?))
    }

    pub(crate) fn restore(&self, accounts: &[String]) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.restore_all(accounts)?))
    }

    pub(crate) fn empty_trash(&self) -> Result<usize, Failure> {
        self.change(|opened| Ok(opened.session.empty_trash()?))
    }

    pub(crate) fn edit_factor(
        &self,
        account: &str,
        factor: &str,
        desk: &str,
    ) -> Result<Account, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_edit(account, which, desk)
        })
    }

    pub(crate) fn remove_factor(&self, account: &str, factor: &str) -> Result<Account, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_remove(account, which)
        })
    }

    pub(crate) fn restore_factor(&self, account: &str, factor: &str) -> Result<Account, Failure> {
        whole(factor)?;
        self.change_account(account, |session| session.factor_restore(account, factor))
    }

    pub(crate) fn add_recovery(
        &self,
        account: &str,
        new: &NewRecovery,
    ) -> Result<Account, Failure> {
        self.change_account(account, |session| session.recovery_add(account, new))
    }

    pub(crate) fn use_recovery(&self, account: &str, item: &str) -> Result<Account, Failure> {
        whole(item)?;
        self.change_account(account, |session| {
            session.recovery_use(account, Some(item), None)
        })
    }

    pub(crate) fn remove_recovery(&self, account: &str, item: &str) -> Result<Account, Failure> {
        whole(item)?;
        self.change_account(account, |session| {
            session.recovery_remove(account, Some(item))
        })
    }

    pub(crate) fn restore_recovery(&self, account: &str, item: &str) -> Result<Account, Failure> {
        whole(item)?;
        self.change_account(account, |session| session.recovery_restore(account, item))
    }

    fn change_factor(
        &self,
        account: &str,
        factor: &str,
        act: impl FnOnce(&mut Session, &Which) -> keyrack_app::Result<AccountView>,
    ) -> Result<Account, Failure> {
        let which = Which(Some(whole(factor)?.to_owned()));
        self.change_account(account, |session| act(session, &which))
    }

    fn change_account(
        &self,
        account: &str,
        act: impl FnOnce(&mut Session) -> keyrack_app::Result<AccountView>,
    ) -> Result<Account, Failure> {
        whole(account)?;
        self.change(|opened| {
            act(&mut opened.session)?;
            opened.account(account)
        })
    }
}

impl Opened {
    /// All about an account of the open vault but its secrets.
    pub(crate) fn account(&mut self, account: &str) -> Result<Account, Failure> {
        let mut account = Account::from(self.session.details(account)?);
        if self.masked {
            let factors = account.factors.iter_mut();
            factors.for_each(|factor| factor.code.mask());
        }
        Ok(account)
    }
}

impl From<Details> for Account {
    fn from(details: Details) -> Self {
        let account = details.account;
        let mut codes = details.codes;
        let mut factor = |view: FactorView| {
            let at = codes.iter().position(|code| code.id == view.id)?;
            Some(Factor::of(codes.swap_remove(at).into(), view))
        };
        Self {
            factors: account
                .factors
                .into_iter()
                .filter_map(&mut factor)
                .collect(),
            id: account.id,
            folder: details.folder.into(),
            service: account.service,
            issuer: account.issuer,
            label: account.label,
            url: account.url,
            email: account.email,
            note: account.note,
            support: account.support,
            tags: account.tags,
            favourite: details.favourite,
            also_serves: details
                .also_serves
                .into_iter()
                .map(FolderTag::from)
                .collect(),
            deadlines: account.deadlines,
            channels: account.channels,
            badges: details.attention.into_iter().map(Badge::from).collect(),
            trashed: account.trashed,
            created: account.created,
            changed: account.changed,
            recovery: account.recovery.into_iter().map(Recovery::from).collect(),
        }
    }
}

impl Factor {
    fn of(code: Code, view: FactorView) -> Self {
        Self {
            code,
            algorithm: view.algorithm,
            digits: view.digits,
            period: view.period,
            counter: view.counter,
            confirmed: view.confirmed,
            rivals: view.rivals,
            replaced: view.replaced,
        }
    }
}

impl From<RecoveryView> for Recovery {
    fn from(view: RecoveryView) -> Self {
        Self {
            id: view.id,
            kind: view.kind,
            label: view.label,
            whose: view.whose,
            codes_left: view.codes_left,
            codes_total: view.codes_total,
        }
    }
}
