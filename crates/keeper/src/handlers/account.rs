//! Single accounts, and changes to many.

use keyrack_app::{
    NewRecovery, Session, Which,
    view::{AccountDetails, AccountView, RivalView},
};
use serde::Deserialize;

use crate::controller::opened::Opened;
use crate::controller::{Controller, whole};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::typed::Typed;
use crate::views::Failure;

/// What a window asks about accounts that are there.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum AccountRequest {
    /// Everything about an account but its secrets: [`AccountDetails`](keyrack_app::view::AccountDetails).
    Account {
        /// Its id.
        account: String,
    },
    /// Marks accounts as favourites of this person on this computer, or no longer. Answered with `null`.
    Favourite {
        /// The accounts.
        accounts: Vec<String>,
        /// Whether they are.
        on: bool,
    },
    /// Notes that the portal accepted a code. Answers as `account`.
    Confirm {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// The keys of a factor that were set at the same time, each with its code: a list of
    /// [`RivalView`](keyrack_app::view::RivalView).
    Rivals {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// Chooses one of them, because the portal accepted its code. Answers as `account`.
    ChooseRival {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// What it is chosen by.
        rival: String,
    },
    /// Changes fields of an account: `service`, `issuer`, `label`, `url`, `email`, `note`, `support`, `tags` (between
    /// commas), `folder`, `also_serves`, `deadline.NAME` (`YYYY-MM-DD`), `channel.NAME`. Answers as `account`.
    Edit {
        /// The account.
        account: String,
        /// Names and new values; an empty value clears.
        fields: Vec<(String, String)>,
    },
    /// Moves accounts to a folder by id or name; a new name makes a new one. Answered with how many.
    Move {
        /// The accounts.
        accounts: Vec<String>,
        /// The folder.
        folder: String,
    },
    /// Adds and takes away tags. Answered with how many accounts.
    Tag {
        /// The accounts.
        accounts: Vec<String>,
        /// Tags to add.
        add: Vec<String>,
        /// Tags to take away.
        remove: Vec<String>,
    },
    /// Moves accounts to the trash. Answered with how many.
    Remove {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Brings accounts back from the trash. Answered with how many.
    Restore {
        /// The accounts.
        accounts: Vec<String>,
    },
    /// Removes for good what lies in the trash. Answered with how many accounts.
    EmptyTrash,
    /// Renames the desk of a factor. Answers as `account`.
    EditFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
        /// The desk or person.
        desk: String,
    },
    /// Moves a factor to the trash. Answers as `account`.
    RemoveFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// Brings a factor back from the trash. Answers as `account`.
    RestoreFactor {
        /// The account.
        account: String,
        /// The factor.
        factor: String,
    },
    /// Adds a recovery item. Answers as `account`.
    AddRecovery {
        /// The account.
        account: String,
        /// `deletion_code`, `backup_codes` or `phone`.
        kind: String,
        /// What it is called.
        label: String,
        /// Whose it is.
        whose: String,
        /// The code or number; backup codes one a line.
        #[cfg_attr(test, ts(type = "string"))]
        value: Typed,
    },
    /// Marks the next backup code as used. Answers as `account`.
    UseRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },
    /// Moves a recovery item to the trash. Answers as `account`.
    RemoveRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },
    /// Brings a recovery item back from the trash. Answers as `account`.
    RestoreRecovery {
        /// The account.
        account: String,
        /// The item.
        item: String,
    },
}

impl RequestGroup for AccountRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Account { account } => json(&controller.account(&account)?),
            Self::Favourite { accounts, on } => json(&controller.favourite(&accounts, on)?),
            Self::Confirm { account, factor } => json(&controller.confirm(&account, &factor)?),
            Self::Rivals { account, factor } => json(&controller.rivals(&account, &factor)?),
            Self::ChooseRival {
                account,
                factor,
                rival,
            } => json(&controller.choose_rival(&account, &factor, &rival)?),
            Self::Edit { account, fields } => json(&controller.edit(&account, &fields)?),
            Self::Move { accounts, folder } => json(&controller.move_accounts(&accounts, &folder)?),
            Self::Tag {
                accounts,
                add,
                remove,
            } => json(&controller.tag(&accounts, &add, &remove)?),
            Self::Remove { accounts } => json(&controller.remove(&accounts)?),
            Self::Restore { accounts } => json(&controller.restore(&accounts)?),
            Self::EmptyTrash => json(&controller.empty_trash()?),
            Self::EditFactor {
                account,
                factor,
                desk,
            } => json(&controller.edit_factor(&account, &factor, &desk)?),
            Self::RemoveFactor { account, factor } => {
                json(&controller.remove_factor(&account, &factor)?)
            }
            Self::RestoreFactor { account, factor } => {
                json(&controller.restore_factor(&account, &factor)?)
            }
            Self::AddRecovery {
                account,
                kind,
                label,
                whose,
                value,
            } => {
                let value = value.0;
                let new = NewRecovery {
                    kind,
                    label,
                    whose,
                    value,
                };
                json(&controller.add_recovery(&account, &new)?)
            }
            Self::UseRecovery { account, item } => json(&controller.use_recovery(&account, &item)?),
            Self::RemoveRecovery { account, item } => {
                json(&controller.remove_recovery(&account, &item)?)
            }
            Self::RestoreRecovery { account, item } => {
                json(&controller.restore_recovery(&account, &item)?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        // Their codes.
        matches!(self, Self::Rivals { .. })
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Confirm { account, .. } => ("confirm", Concerns::account(account)),
            Self::ChooseRival { account, .. } => ("choose_rival", Concerns::account(account)),
            Self::Edit { account, .. } => ("edit", Concerns::account(account)),
            Self::Move { accounts, .. } => ("move", Concerns::only(accounts)),
            Self::Tag { accounts, .. } => ("tag", Concerns::only(accounts)),
            Self::Remove { accounts } => ("remove", Concerns::only(accounts)),
            Self::Restore { accounts } => ("restore", Concerns::only(accounts)),
            Self::EmptyTrash => ("empty_trash", Concerns::Nobody),
            Self::EditFactor { account, .. } => ("edit_factor", Concerns::account(account)),
            Self::RemoveFactor { account, .. } => ("remove_factor", Concerns::account(account)),
            Self::RestoreFactor { account, .. } => ("restore_factor", Concerns::account(account)),
            Self::AddRecovery { account, .. } => ("add_recovery", Concerns::account(account)),
            Self::UseRecovery { account, .. } => ("use_recovery", Concerns::account(account)),
            Self::RemoveRecovery { account, .. } => ("remove_recovery", Concerns::account(account)),
            Self::RestoreRecovery { account, .. } => {
                ("restore_recovery", Concerns::account(account))
            }
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn account(&self, account: &str) -> Result<AccountDetails, Failure> {
        self.with(|opened| opened.account(account))
    }

    pub(crate) fn favourite(&self, accounts: &[String], on: bool) -> Result<(), Failure> {
        self.with(|opened| Ok(opened.session.mark_favourites(accounts, on)?))
    }

    pub(crate) fn rivals(&self, account: &str, factor: &str) -> Result<Vec<RivalView>, Failure> {
        let which = Which(Some(whole(factor)?.to_owned()));
        whole(account)?;
        self.with(|opened| Ok(opened.session.rivals(account, &which)?))
    }

    pub(crate) fn choose_rival(
        &self,
        account: &str,
        factor: &str,
        rival: &str,
    ) -> Result<AccountDetails, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.choose_rival(account, which, rival)
        })
    }

    pub(crate) fn confirm(&self, account: &str, factor: &str) -> Result<AccountDetails, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_confirm(account, which)
        })
    }

    pub(crate) fn edit(
        &self,
        account: &str,
        fields: &[(String, String)],
    ) -> Result<AccountDetails, Failure> {
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
    ) -> Result<AccountDetails, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_edit(account, which, desk)
        })
    }

    pub(crate) fn remove_factor(
        &self,
        account: &str,
        factor: &str,
    ) -> Result<AccountDetails, Failure> {
        self.change_factor(account, factor, |session, which| {
            session.factor_remove(account, which)
        })
    }

    pub(crate) fn restore_factor(
        &self,
        account: &str,
        factor: &str,
    ) -> Result<AccountDetails, Failure> {
        whole(factor)?;
        self.change_account(account, |session| session.factor_restore(account, factor))
    }

    pub(crate) fn add_recovery(
        &self,
        account: &str,
        new: &NewRecovery,
    ) -> Result<AccountDetails, Failure> {
        self.change_account(account, |session| session.recovery_add(account, new))
    }

    pub(crate) fn use_recovery(
        &self,
        account: &str,
        item: &str,
    ) -> Result<AccountDetails, Failure> {
        whole(item)?;
        self.change_account(account, |session| {
            session.recovery_use(account, Some(item), None)
        })
    }

    pub(crate) fn remove_recovery(
        &self,
        account: &str,
        item: &str,
    ) -> Result<AccountDetails, Failure> {
        whole(item)?;
        self.change_account(account, |session| {
            session.recovery_remove(account, Some(item))
        })
    }

    pub(crate) fn restore_recovery(
        &self,
        account: &str,
        item: &str,
    ) -> Result<AccountDetails, Failure> {
        whole(item)?;
        self.change_account(account, |session| session.recovery_restore(account, item))
    }

    fn change_factor(
        &self,
        account: &str,
        factor: &str,
        act: impl FnOnce(&mut Session, &Which) -> keyrack_app::Result<AccountView>,
    ) -> Result<AccountDetails, Failure> {
        let which = Which(Some(whole(factor)?.to_owned()));
        self.change_account(account, |session| act(session, &which))
    }

    fn change_account(
        &self,
        account: &str,
        act: impl FnOnce(&mut Session) -> keyrack_app::Result<AccountView>,
    ) -> Result<AccountDetails, Failure> {
        whole(account)?;
        self.change(|opened| {
            act(&mut opened.session)?;
            opened.account(account)
        })
    }
}

impl Opened {
    /// All about an account of the open vault but its secrets.
    pub(crate) fn account(&mut self, account: &str) -> Result<AccountDetails, Failure> {
        let mut account = self.session.details(account)?;
        if self.masked {
            let factors = account.account.factors.iter_mut();
            factors.for_each(|factor| factor.code.mask());
        }
        Ok(account)
    }
}
