//! `export`.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use keyrack_app::{Error, ErrorCode, Export as Request, Reduced, Result, Sealing, formats};
use serde::Serialize;

use super::shown;
use crate::{
    call::Call,
    ending::Ending,
    file,
    sheet::{Sheet, title},
};

/// Export accounts to a file for another program.
#[derive(Debug, Args)]
pub struct Export {
    /// The file to write
    file: PathBuf,
    /// File format; `keyrack` encrypts with a password, some others do if one is given
    #[arg(long, value_parser = PossibleValuesParser::new(formats().filter(|format| format.exports).map(|format| format.id)))]
    format: String,
    /// Read the password for the new file from a file
    #[arg(long, value_name = "FILE")]
    export_password_file: Option<PathBuf>,
    /// Only this folder: id, name, tax number or short code
    #[arg(long)]
    folder: Option<String>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
    /// Only list what the format cannot hold
    #[arg(long)]
    dry_run: bool,
}

#[derive(Serialize)]
struct Answer {
    file: String,
    format: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<usize>,
    reduced: Vec<Row>,
}

/// Something that the format has no place for.
#[derive(Serialize)]
struct Row {
    account_id: String,
    factor_id: Option<String>,
    issuer: String,
    label: String,
    loss: &'static str,
    left_out: bool,
}

impl Export {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        if self.dry_run {
            return self.tell(call);
        }
        let existing = file::Existing::if_forced(self.force);
        file::check(&self.file, existing)?;
        call.keyrack().leave_alone(&self.file)?;
        let sealing = formats()
            .find(|format| format.id == self.format)
            .map_or(Sealing::Never, |format| format.sealing);
        let sealed = match sealing {
            Sealing::Never => false,
            Sealing::Choice => self.export_password_file.is_some(),
            Sealing::Always => true,
        };
        if !sealed {
            call.output.warn("warn-plain-export");
        }
        let mut session = call.open()?;
        let mut request = self.request();
        if sealed {
            request.password = Some(self.password(call)?);
        }
        let made = session.export(&request)?;
        file::write(&self.file, &made.bytes, existing)?;
        let answer = self.answer(Some(made.bytes.len()), made.reduced);
        call.output.answer(&answer, |sheet| {
            list(&answer.reduced, sheet);
            sheet.say("export-done", &[("path", answer.file.as_str().into())]);
        })?;
        call.settle(&mut session)?;
        Ok(Ending::Done)
    }

    /// Says what would have no place.
    fn tell(&self, call: &Call<'_>) -> Result<Ending> {
        let mut session = call.open()?;
        let answer = self.answer(None, session.export_losses(&self.request())?);
        call.output.answer(&answer, |sheet| {
            list(&answer.reduced, sheet);
            sheet.say("export-dry-run", &[("count", answer.reduced.len().into())]);
        })?;
        call.settle(&mut session)?;
        Ok(Ending::Done)
    }

    fn request(&self) -> Request {
        Request {
            format: self.format.clone(),
            password: None,
            folder: self.folder.clone(),
            accounts: Vec::new(),
        }
    }

    fn answer(&self, bytes: Option<usize>, reduced: Vec<Reduced>) -> Answer {
        Answer {
            file: shown(&self.file),
            format: self.format.clone(),
            bytes,
            reduced: reduced.into_iter().map(Row::from).collect(),
        }
    }

    fn password(&self, call: &Call<'_>) -> Result<zeroize::Zeroizing<String>> {
        call.input
            .new_password(self.export_password_file.as_deref())
            .map_err(|error| match error.code {
                ErrorCode::PasswordNeeded => {
                    Error::new(ErrorCode::FilePasswordNeeded).hint("export")
                }
                _ => error,
            })
    }
}

impl From<Reduced> for Row {
    fn from(reduced: Reduced) -> Self {
        Self {
            account_id: reduced.account_id,
            factor_id: reduced.factor_id,
            issuer: reduced.issuer,
            label: reduced.label,
            loss: reduced.loss.code(),
            left_out: reduced.loss.is_left_out(),
        }
    }
}

fn list(reduced: &[Row], sheet: &mut Sheet<'_>) {
    let row = |row: &Row| {
        vec![
            title(&[&row.issuer, &row.label]),
            sheet.code("loss", row.loss),
        ]
    };
    let rows: Vec<Vec<String>> = reduced.iter().map(row).collect();
    sheet.table(&rows);
}
