//! `factor …`.

use clap::{Args, Subcommand};
use keyrack_app::{Error, ErrorCode, Find, Result, Session, Which};

use super::{account_text::said, secret_source::SecretSource};
use crate::{context::Context, exit_status::ExitStatus};

/// Change the factors of an account.
#[derive(Debug, Subcommand)]
pub enum Factor {
    /// Add a factor, for example for another desk
    Add {
        /// The account: its id, the start of its id, or words that match only this account
        id: String,
        #[command(flatten)]
        source: SecretSource,
        /// Name of the desk or device
        #[arg(long, value_name = "LABEL")]
        factor: Option<String>,
    },
    /// Give a factor a new key; the old one is kept until 30 days after the portal accepts the new one
    Replace {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        source: SecretSource,
    },
    /// Record that the portal accepted a code
    Confirm {
        #[command(flatten)]
        target: Target,
    },
    /// Move a factor to the trash
    Remove {
        #[command(flatten)]
        target: Target,
    },
}

/// Which factor of which account.
#[derive(Debug, Args)]
pub struct Target {
    /// The account: its id, the start of its id, or words that match only this account; or the id of the factor itself
    id: String,
    /// The factor, if the account has several: its id or the name of its desk
    #[arg(long, value_name = "LABEL")]
    factor: Option<String>,
}

impl Factor {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::Add { id, source, factor } => {
                let new = source.read(context, factor)?;
                context.with_vault(
                    |session| session.factor_add(&id, &new),
                    said("factor-added"),
                )
            }
            Self::Replace { target, source } => {
                let new = source.read(context, None)?;
                context.with_vault(
                    |session| {
                        let (id, which) = target.find(session)?;
                        session.factor_replace(&id, &which, &new)
                    },
                    said("factor-replaced"),
                )
            }
            Self::Confirm { target } => context.with_vault(
                |session| {
                    let (id, which) = target.find(session)?;
                    session.factor_confirm(&id, &which)
                },
                said("factor-is-confirmed"),
            ),
            Self::Remove { target } => context.with_vault(
                |session| {
                    let (id, which) = target.find(session)?;
                    session.factor_remove(&id, &which)
                },
                said("factor-removed"),
            ),
        }
    }
}

impl Target {
    /// The account and the factor, also where the factor alone is named.
    fn find(&self, session: &mut Session) -> Result<(String, Which)> {
        let named = || (self.id.clone(), Which(self.factor.clone()));
        if self.factor.is_some() || self.id.len() < SHORTEST_PREFIX {
            return Ok(named());
        }
        let id = self.id.to_ascii_lowercase();
        let rows = session.list(&Find::default(), 0, usize::MAX)?.rows;
        let factors = rows
            .iter()
            .flat_map(|row| row.factors.iter().map(move |factor| (&row.id, &factor.id)));
        let mut hits = factors.filter(|(_, factor)| factor.starts_with(&id));
        match (hits.next(), hits.count()) {
            (Some((account, factor)), 0) => Ok((account.clone(), Which(Some(factor.clone())))),
            (Some(_), more) => Err(Error::new(ErrorCode::Ambiguous)
                .with("query", &self.id)
                .with("count", more + 1)
                .with("names", "")),
            (None, _) => Ok(named()),
        }
    }
}

/// The fewest characters of an id that stand for it, as everywhere in Keyrack.
const SHORTEST_PREFIX: usize = 4;
