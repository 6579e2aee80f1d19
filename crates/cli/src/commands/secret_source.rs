//! Where the secret of a factor comes from.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use keyrack_app::{NewFactor, Result};
use zeroize::Zeroizing;

use crate::context::Context;

/// A secret and its parameters.
#[derive(Debug, Args)]
#[group(skip)]
pub struct SecretSource {
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

impl SecretSource {
    /// Reads the secret of a new factor that is called `label`.
    ///
    /// # Errors
    /// Why its file cannot be read.
    pub fn read(self, context: &Context<'_>, label: Option<String>) -> Result<NewFactor> {
        let uri = match (self.uri, &self.uri_file) {
            (Some(uri), _) => {
                context.output.warn("warn-uri-in-history");
                Some(Zeroizing::new(uri))
            }
            (None, Some(file)) => Some(context.input.text(file)?),
            (None, None) => None,
        };
        Ok(NewFactor {
            uri: uri.map(|uri| Zeroizing::new(uri.trim().to_owned())),
            secret: self
                .secret_file
                .as_deref()
                .map(|file| context.input.text(file))
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
