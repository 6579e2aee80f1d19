//! `export`.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use keyrack_app::{Code, Error, Export as Request, Result, formats};
use serde::Serialize;

use super::shown;
use crate::{call::Call, ending::Ending, file};

/// Write accounts into a file for another program.
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write
    file: PathBuf,
    /// Its format; only `keyrack` seals it with a password
    #[arg(long, value_parser = PossibleValuesParser::new(formats().filter(|format| format.exports).map(|format| format.id)))]
    format: String,
    /// Read the password that seals the file from a file
    #[arg(long, value_name = "FILE")]
    export_password_file: Option<PathBuf>,
    /// Only this folder: id, name, tax number or short code
    #[arg(long)]
    folder: Option<String>,
    /// Replace the file if it is there
    #[arg(long)]
    force: bool,
}

#[derive(Serialize)]
struct Answer {
    file: String,
    format: String,
    bytes: usize,
}

impl Export {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let existing = file::Existing::if_forced(self.force);
        file::check(&self.file, existing)?;
        call.keyrack().leave_alone(&self.file)?;
        let sealed = formats().any(|format| format.id == self.format && format.encrypted);
        if !sealed {
            call.output.warn("warn-plain-export");
        }
        let mut session = call.open()?;
        let password = if sealed {
            Some(self.password(call)?)
        } else {
            None
        };
        let request = Request {
            format: self.format.clone(),
            password,
            folder: self.folder,
            accounts: Vec::new(),
        };
        let bytes = session.export(&request)?.bytes;
        file::write(&self.file, &bytes, existing)?;
        let answer = Answer {
            file: shown(&self.file),
            format: self.format,
            bytes: bytes.len(),
        };
        call.output.answer(&answer, |sheet| {
            sheet.say("export-done", &[("path", answer.file.as_str().into())]);
        })?;
        call.settle(&mut session)?;
        Ok(Ending::Done)
    }

    fn password(&self, call: &Call<'_>) -> Result<zeroize::Zeroizing<String>> {
        call.input
            .new_password(self.export_password_file.as_deref())
            .map_err(|error| match error.code {
                Code::PasswordNeeded => Error::new(Code::FilePasswordNeeded).hint("export"),
                _ => error,
            })
    }
}
