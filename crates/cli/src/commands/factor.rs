//! `factor …`, and where a secret comes from.

use std::path::PathBuf;

use clap::{Args, Subcommand, builder::PossibleValuesParser};
use keyrack_app::{Error, ErrorCode, Find, NewFactor, Result, Session, Which};
use zeroize::Zeroizing;

use super::accounts::said;
use crate::{call::Call, ending::Ending};

/// Change the factors of an account.
#[derive(Debug, Subcommand)]
pub enum Factor {
    /// Add a factor, for example for another desk
    Add {
        /// The account: its id, the start of its id, or words that match only this account
        id: String,
        #[command(flatten)]
        source: Source,
        /// Name of the desk or device
        #[arg(long, value_name = "LABEL")]
        factor: Option<String>,
    },
    /// Give a factor a new key; the old one is kept until 30 days after the portal accepts the new one
    Replace {
        #[command(flatten)]
        target: Target,
        #[command(flatten)]
        source: Source,
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

/// A secret and its parameters.
#[derive(Debug, Args)]
#[group(skip)]
pub struct Source {
    /// An otpauth URI. It stays in the shell history; with --uri-file it does not
    #[arg(required_unless_present_any = ["uri_file", "secret_file"], conflicts_with_all = ["uri_file", "secret_file"])]
    uri: Option<String>,
    /// Read an otpauth URI from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE", conflicts_with = "secret_file")]
    uri_file: Option<PathBuf>,
    /// Read the key the portal shows (Base32) from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    secret_file: Option<PathBuf>,
    /// Type of code [default: totp]
    #[arg(long = "type", requires = "secret_file", value_parser = PossibleValuesParser::new(["totp", "hotp", "steam"]))]
    kind: Option<String>,
    /// Hash algorithm [default: SHA1]
    #[arg(long, requires = "secret_file", ignore_case = true, value_parser = PossibleValuesParser::new(["SHA1", "SHA256", "SHA512"]))]
    algorithm: Option<String>,
    /// Digits or characters in a code [default: 6]
    #[arg(long, requires = "secret_file")]
    digits: Option<u8>,
    /// Seconds a code is valid [default: 30]
    #[arg(long, requires = "secret_file", value_name = "SECONDS")]
    period: Option<u32>,
    /// The next HOTP counter [default: 0]
    #[arg(long, requires = "secret_file")]
    counter: Option<u64>,
}

impl Factor {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        match self {
            Self::Add { id, source, factor } => {
                let new = source.read(call, factor)?;
                call.with_vault(
                    |session| session.factor_add(&id, &new),
                    |account, sheet| said(sheet, "factor-added", account),
                )
            }
            Self::Replace { target, source } => {
                let new = source.read(call, None)?;
                call.with_vault(
                    |session| {
                        let (id, which) = target.find(session)?;
                        session.factor_replace(&id, &which, &new)
                    },
                    |account, sheet| said(sheet, "factor-replaced", account),
                )
            }
            Self::Confirm { target } => call.with_vault(
                |session| {
                    let (id, which) = target.find(session)?;
                    session.factor_confirm(&id, &which)
                },
                |account, sheet| said(sheet, "factor-is-confirmed", account),
            ),
            Self::Remove { target } => call.with_vault(
                |session| {
                    let (id, which) = target.find(session)?;
                    session.factor_remove(&id, &which)
                },
                |account, sheet| said(sheet, "factor-removed", account),
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

impl Source {
    /// Reads the secret; `label` names the desk.
    pub fn read(self, call: &Call<'_>, label: Option<String>) -> Result<NewFactor> {
        let uri = match (self.uri, &self.uri_file) {
            (Some(uri), _) => {
                call.output.warn("warn-uri-in-history");
                Some(Zeroizing::new(uri))
            }
            (None, Some(file)) => Some(call.input.text(file)?),
            (None, None) => None,
        };
        Ok(NewFactor {
            uri: uri.map(|uri| Zeroizing::new(uri.trim().to_owned())),
            secret: self
                .secret_file
                .as_deref()
                .map(|file| call.input.text(file))
                .transpose()?,
            kind: self.kind,
            algorithm: self.algorithm.map(|name| name.to_ascii_uppercase()),
            digits: self.digits,
            period: self.period,
            counter: self.counter,
            label,
        })
    }
}

/// The fewest characters of an id that stand for it, as everywhere in Keyrack.
const SHORTEST_PREFIX: usize = 4;
