//! `init`: a new vault.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{Error, ErrorCode, Kdf, RecoveryKey, Result};
use serde::Serialize;

use crate::{
    context::Context,
    exit_status::ExitStatus,
    file,
    output::{Output, shown},
};

/// Make a new vault.
#[derive(Debug, Args)]
pub struct Init {
    /// Cost of unlocking with the password: KiB of memory, passes, lanes [default: about 0.7 s on this computer]
    #[arg(long, value_name = "m=65536,t=3,p=1", value_parser = kdf)]
    kdf: Option<Kdf>,
    /// Write the recovery key to this new file instead of printing it
    #[arg(long, value_name = "FILE")]
    recovery_file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Answer {
    vault: String,
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_file: Option<String>,
}

impl Init {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let keyrack = context.keyrack();
        if keyrack.exists()? {
            return Err(Error::new(ErrorCode::VaultExists).with("path", keyrack.folder().display()));
        }
        let password = context
            .input
            .new_password(context.options.password_file.as_deref())?;
        let key = RecoveryKey::make();
        // Before the vault: there shall never be one whose recovery key nobody has.
        if let Some(file) = &self.recovery_file {
            write_key(context.output, file, &key)?;
        }
        let mut session = keyrack.init(&password, self.kdf, &key).inspect_err(|_| {
            // It opens nothing, unless the vault was made all the same.
            if let (Some(file), Ok(false)) = (&self.recovery_file, keyrack.exists()) {
                let _ = std::fs::remove_file(file);
            }
        })?;
        let answer = Answer {
            vault: shown(keyrack.folder()),
            id: keyrack
                .status(Some(&session))?
                .vault
                .and_then(|vault| vault.id),
            recovery_key: self
                .recovery_file
                .is_none()
                .then(|| key.reveal().to_string()),
            recovery_file: self.recovery_file.as_deref().map(shown),
        };
        context.output.answer(&answer, |text| {
            text.say("init-done", &[("path", answer.vault.as_str().into())]);
            match (&answer.recovery_key, &answer.recovery_file) {
                (Some(key), _) => {
                    text.say("init-recovery-key", &[]);
                    text.strong(key);
                }
                (None, Some(file)) => {
                    text.say("init-recovery-file", &[("path", file.as_str().into())]);
                }
                (None, None) => {}
            }
        })?;
        session.settle()?;
        Ok(ExitStatus::Done)
    }
}

/// Writes a recovery key into a new file, as the stock `age` program reads it.
///
/// # Errors
/// [`ErrorCode::FileExists`], or why it could not be written.
pub fn write_key(output: &Output, path: &std::path::Path, key: &RecoveryKey) -> Result<()> {
    let words = output.words().text("recovery-key-file", &[]);
    let lines: Vec<&str> = words.lines().collect();
    file::write(path, key.file(&lines).as_bytes(), file::Existing::Refuse)
}

/// Reads costs as `m=65536,t=3,p=1`, in any order; what is not named is the least that is accepted.
pub fn kdf(text: &str) -> std::result::Result<Kdf, String> {
    let mut kdf = Kdf::FLOOR;
    for part in text.split(',') {
        let (name, value) = part
            .split_once('=')
            .ok_or("costs are given as m=65536,t=3,p=1")?;
        let value = value
            .parse()
            .map_err(|_| format!("{name} is not a whole number"))?;
        match name {
            "m" => kdf.m = value,
            "t" => kdf.t = value,
            "p" => kdf.p = value,
            _ => return Err("the costs are m (KiB of memory), t (passes) and p (lanes)".to_owned()),
        }
    }
    let costs = kdf.for_writing().map_err(|error| error.to_string())?;
    Ok(costs.kdf())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn costs_are_read_in_any_order() {
        assert_eq!(
            kdf("p=2,m=131072,t=4"),
            Ok(Kdf {
                m: 131_072,
                t: 4,
                p: 2
            })
        );
        assert_eq!(kdf("t=5"), Ok(Kdf { t: 5, ..Kdf::FLOOR }));
        for wrong in [
            "",
            "m",
            "m=lots",
            "m=-1",
            "m=4294967296",
            "x=1",
            "m=65536,,t=3",
            "m=65535",
            "t=2",
            "p=0",
            "t=17",
        ] {
            assert!(kdf(wrong).is_err(), "{wrong:?} is refused");
        }
    }
}
