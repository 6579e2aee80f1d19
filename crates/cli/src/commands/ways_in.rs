//! `password`, `recovery-key new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use keyrack_app::{Kdf, RecoveryKey as Key, Result, Unlock};
use serde::Serialize;

use super::{
    init::{kdf, write_key},
    shown,
};
use crate::{
    call::{Call, no_vault},
    ending::Ending,
    file,
};

/// Change the password. The recovery key stays valid; copies made before still open the old way.
#[derive(Debug, Args)]
pub struct Password {
    /// Read the new password from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    new_password_file: Option<PathBuf>,
    /// The costs of opening the vault by it: KiB of memory, passes, lanes [default: as before]
    #[arg(long, value_name = "m=65536,t=3,p=1", value_parser = kdf)]
    kdf: Option<Kdf>,
}

/// Change the recovery key.
#[derive(Debug, Subcommand)]
pub enum RecoveryKey {
    /// Make a new one. The old one no longer opens the vault; copies made before still open with it
    New {
        /// Write it into this new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// The costs of opening the vault by the password: KiB of memory, passes, lanes [default: as before]
        #[arg(long, value_name = "m=65536,t=3,p=1", value_parser = kdf)]
        kdf: Option<Kdf>,
    },
}

#[derive(Serialize)]
struct Changed {
    changed: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_file: Option<String>,
}

impl Password {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let mut session = call.open()?;
        let new = call.input.new_password(self.new_password_file.as_deref())?;
        session.change_password(&new, self.kdf)?;
        let answer = Changed {
            changed: "password",
            recovery_file: None,
        };
        call.output
            .answer(&answer, |sheet| sheet.say("password-changed", &[]))?;
        session.settle()?;
        Ok(Ending::Done)
    }
}

impl RecoveryKey {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let Self::New { out, kdf } = self;
        file::check(&out, file::Existing::Refuse)?;
        // The password is set anew together with the key, so it is needed whatever opens the vault.
        let password = match &call.options.password_file {
            Some(file) => call.input.password_from(file)?,
            None => call.input.password("ask-password")?,
        };
        let keyrack = call.keyrack();
        if !keyrack.exists()? {
            return Err(no_vault(&keyrack));
        }
        let mut session = call.open_with(&keyrack, &Unlock::Password(password.clone()))?;
        let key = Key::make();
        // Before the change, and kept whatever comes after it: the new key may be in force from here on.
        write_key(call.output, &out, &key)?;
        session.change_recovery_key(&password, kdf, &key)?;
        let answer = Changed {
            changed: "recovery_key",
            recovery_file: Some(shown(&out)),
        };
        call.output.answer(&answer, |sheet| {
            sheet.say("recovery-key-changed", &[("path", shown(&out).into())]);
        })?;
        session.settle()?;
        Ok(Ending::Done)
    }
}
