//! Single accounts, and changes to many.

use keyrack_app::NewRecovery;

use super::{Desk, Opened};
use crate::views::{Account, Failure};

impl Desk {
    pub(super) fn account(&self, account: &str) -> Result<Account, Failure> {
        self.with(|opened| opened.account(account))
    }

    pub(super) fn favourite(&self, _accounts: &[String], _on: bool) -> Result<(), Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn confirm(&self, _account: &str, _factor: &str) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn edit(
        &self,
        _account: &str,
        _fields: &[(String, String)],
    ) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn move_accounts(
        &self,
        _accounts: &[String],
        _folder: &str,
    ) -> Result<usize, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn tag(
        &self,
        _accounts: &[String],
        _add: &[String],
        _remove: &[String],
    ) -> Result<usize, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn remove(&self, _accounts: &[String]) -> Result<usize, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn restore(&self, _accounts: &[String]) -> Result<usize, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn empty_trash(&self) -> Result<usize, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn edit_factor(
        &self,
        _account: &str,
        _factor: &str,
        _desk: &str,
    ) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn remove_factor(&self, _account: &str, _factor: &str) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn add_recovery(
        &self,
        _account: &str,
        _new: &NewRecovery,
    ) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn use_recovery(&self, _account: &str, _item: &str) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn remove_recovery(&self, _account: &str, _item: &str) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }
}

impl Opened {
    /// All about an account of the open vault but its secrets.
    pub(super) fn account(&mut self, _account: &str) -> Result<Account, Failure> {
        Err(Failure::new("not_available"))
    }
}
