//! `password`, `pin set|remove`, `recovery-key new`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use keyrack_app::{Kdf, RecoveryKey as Key, Result, Unlock};
use serde::Serialize;

use super::init::{kdf, write_key};
use crate::{
    context::{Context, no_vault},
    exit_status::ExitStatus,
    file,
    output::shown,
};

/// Change the password. The recovery key stays valid; copies made before still open the old way.
#[derive(Debug, Args)]
pub struct Password {
    /// Read the new password from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    new_password_file: Option<PathBuf>,
    /// Cost of unlocking with it: KiB of memory, passes, lanes [default: as before]
    #[arg(long, value_name = "m=65536,t=3,p=1", value_parser = kdf)]
    kdf: Option<Kdf>,
}

/// Change the PIN of this computer.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Pin {
    /// Set the PIN in the file of --pin-file, or one that is typed: 4 to 12 digits. It takes the password
    Set,
    /// Remove the PIN
    Remove,
}

/// Change the recovery key.
#[derive(Debug, Subcommand)]
pub enum RecoveryKey {
    /// Make a new one. The old one no longer opens the vault, but still opens copies made before
    New {
        /// Write it to this new file
        #[arg(long, value_name = "FILE")]
        out: PathBuf,
        /// Cost of unlocking with the password: KiB of memory, passes, lanes [default: as before]
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
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| {
                let new = context
                    .input
                    .new_password(self.new_password_file.as_deref())?;
                session.change_password(&new, self.kdf)?;
                Ok(Changed {
                    changed: "password",
                    recovery_file: None,
                })
            },
            |_, text| text.say("password-changed", &[]),
        )
    }
}

impl Pin {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let keyrack = context.keyrack();
        if !keyrack.exists()? {
            return Err(no_vault(&keyrack));
        }
        let (view, words) = match self {
            Self::Set => {
                let password = context.password()?;
                let pin = context.input.new_pin(context.options.pin_file.as_deref())?;
                (keyrack.set_pin(&password, &pin)?, "pin-set")
            }
            Self::Remove => (keyrack.remove_pin()?, "pin-removed"),
        };
        context.output.answer(&view, |text| text.say(words, &[]))?;
        Ok(ExitStatus::Done)
    }
}

impl RecoveryKey {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let Self::New { out, kdf } = self;
        file::check(&out, file::Existing::Refuse)?;
        // The password is set anew together with the key, so it is needed whatever opens the vault.
        let password = context.password()?;
        let keyrack = context.keyrack();
        if !keyrack.exists()? {
            return Err(no_vault(&keyrack));
        }
        let mut session = context.open_with(&keyrack, &Unlock::Password(password.clone()))?;
        let key = Key::make();
        // Before the change, and kept whatever comes after it: the new key may be in force from here on.
        write_key(context.output, &out, &key)?;
        session.change_recovery_key(&password, kdf, &key)?;
        let answer = Changed {
            changed: "recovery_key",
            recovery_file: Some(shown(&out)),
        };
        context.finish(&mut session, &answer, |text| {
            text.say("recovery-key-changed", &[("path", shown(&out).into())]);
        })?;
        Ok(ExitStatus::Done)
    }
}
