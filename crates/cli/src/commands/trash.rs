//! `trash …`.

use clap::Subcommand;
use keyrack_app::{Result, view::AccountView};
use serde::Serialize;

use super::account_text::{said, view_title};
use crate::{context::Context, exit_status::ExitStatus, text_output::short, words::moment};

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
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::List => context.with_vault(
                |session| Ok(session.trash()),
                |accounts, text| {
                    if accounts.is_empty() {
                        return text.say("trash-none", &[]);
                    }
                    let row = |account: &AccountView| {
                        let when = account.trashed.map(moment).unwrap_or_default();
                        vec![short(&account.id).to_owned(), when, view_title(account)]
                    };
                    text.table(accounts.iter().map(row));
                },
            ),
            Self::Restore { id } => context.with_vault(
                |session| session.restore_from_trash(&id),
                said("account-restored"),
            ),
            Self::Empty => context.with_vault(
                |session| {
                    Ok(Emptied {
                        removed: session.empty_trash()?,
                    })
                },
                |emptied, text| text.say("trash-emptied", &[("count", emptied.removed.into())]),
            ),
        }
    }
}
