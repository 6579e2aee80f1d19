//! `recovery …`.

use std::path::PathBuf;

use clap::{Args, Subcommand, builder::PossibleValuesParser};
use keyrack_app::{NewRecovery, Result};

use super::account_text::{reveal, said};
use crate::{context::Context, exit_status::ExitStatus};

/// Keep what helps when no factor is at hand.
#[derive(Debug, Subcommand)]
pub enum Recovery {
    /// Add an item
    Add {
        /// The account: its id, the start of its id, or words that match only this account
        id: String,
        /// Type of item
        #[arg(long, value_parser = PossibleValuesParser::new(["deletion_code", "backup_codes", "phone"]))]
        kind: String,
        /// Name of the item
        #[arg(long, default_value = "", hide_default_value = true)]
        label: String,
        /// Whose phone it is
        #[arg(long, default_value = "", hide_default_value = true)]
        whose: String,
        /// Read it from a file, or from standard input if it is `-`; backup codes one per line
        #[arg(long, value_name = "FILE")]
        value_file: PathBuf,
    },
    /// Mark a backup code as used
    Use {
        #[command(flatten)]
        target: Target,
        /// Its position in the list, from 1 [default: the first unused one]
        #[arg(long, value_name = "N")]
        number: Option<usize>,
    },
    /// Show an account with its secrets
    Show {
        /// The account: its id, the start of its id, or words that match only this account
        id: String,
    },
    /// Move an item to the trash
    Remove {
        #[command(flatten)]
        target: Target,
    },
}

/// Which item of which account.
#[derive(Debug, Args)]
pub struct Target {
    /// The account: its id, the start of its id, or words that match only this account
    id: String,
    /// Id of the item, if the account has several
    #[arg(long, value_name = "ID")]
    item: Option<String>,
}

impl Recovery {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::Add {
                id,
                kind,
                label,
                whose,
                value_file,
            } => {
                let new = NewRecovery {
                    kind,
                    label,
                    whose,
                    value: context.input.text(&value_file)?,
                };
                context.with_vault(
                    |session| session.recovery_add(&id, &new),
                    said("recovery-added"),
                )
            }
            Self::Use { target, number } => context.with_vault(
                |session| session.recovery_use(&target.id, target.item.as_deref(), number),
                said("recovery-used"),
            ),
            Self::Show { id } => context.with_vault(|session| session.reveal(&id), reveal),
            Self::Remove { target } => context.with_vault(
                |session| session.recovery_remove(&target.id, target.item.as_deref()),
                said("recovery-removed"),
            ),
        }
    }
}
