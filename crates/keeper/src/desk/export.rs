//! Files for another computer, another authenticator, or a drawer.

use zeroize::Zeroizing;

use super::Desk;
use crate::views::{Backup, Exported, Failure};

impl Desk {
    pub(super) fn export(
        &self,
        _accounts: Vec<String>,
        _format: String,
        _file_password: Option<Zeroizing<String>>,
        _password: &str,
    ) -> Result<Option<Exported>, Failure> {
        Err(Failure::new("not_available"))
    }

    pub(super) fn back_up(&self) -> Result<Backup, Failure> {
        Err(Failure::new("not_available"))
    }
}
