//! `password`, `pin set|remove`, `recovery-key new`.

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
        call.settle(&mut session)?;
        Ok(Ending::Done)
    }
}

impl Pin {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let keyrack = call.keyrack();
        if !keyrack.exists()? {
            return Err(no_vault(&keyrack));
        }
        let (view, words) = match self {
            Self::Set => {
                let password = call.password()?;
                let pin = call.input.new_pin(call.options.pin_file.as_deref())?;
                (keyrack.set_pin(&password, &pin)?, "pin-set")
            }
            Self::Remove => (keyrack.remove_pin()?, "pin-removed"),
        };
        call.output.answer(&view, |sheet| sheet.say(words, &[]))?;
        Ok(Ending::Done)
    }
}

impl RecoveryKey {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let Self::New { out, kdf } = self;
        file::check(&out, file::Existing::Refuse)?;
        // The password is set anew together with the key, so it is needed whatever opens the vault.
        let password = call.password()?;
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
        call.settle(&mut session)?;
        Ok(Ending::Done)
    }
}
