//! `trash …`.

use clap::Subcommand;
use keyrack_app::{Result, view::AccountView};
use serde::Serialize;

use super::accounts::{said, view_title};
use crate::{
    call::Call,
    ending::Ending,
    sheet::{moment, short},
};

/// List, restore or delete what was removed.
#[derive(Debug, Subcommand)]
pub enum Trash {
    /// List removed accounts, latest first; they are kept for 30 days
    List,
    /// Restore an account
    Restore {
        /// The account's id, or the start of it
        id: String,
    },
    /// Delete everything in the trash for good
    Empty,
}

#[derive(Serialize)]
struct Emptied {
    removed: usize,
}

impl Trash {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        match self {
            Self::List => call.with_vault(
                |session| Ok(session.trash()),
                |accounts, sheet| {
                    if accounts.is_empty() {
                        return sheet.say("trash-none", &[]);
                    }
                    let row = |account: &AccountView| {
                        let when = account.trashed.map(moment).unwrap_or_default();
                        vec![short(&account.id).to_owned(), when, view_title(account)]
                    };
                    sheet.table(&accounts.iter().map(row).collect::<Vec<_>>());
                },
            ),
            Self::Restore { id } => call.with_vault(
                |session| session.restore_from_trash(&id),
                |account, sheet| said(sheet, "account-restored", account),
            ),
            Self::Empty => call.with_vault(
                |session| {
                    Ok(Emptied {
                        removed: session.empty_trash()?,
                    })
                },
                |emptied, sheet| sheet.say("trash-emptied", &[("count", emptied.removed.into())]),
            ),
        }
    }
}
