//! `export`.

use std::path::PathBuf;

use clap::{Args, builder::PossibleValuesParser};
use keyrack_app::{Error, ErrorCode, Export as Request, Loss, Reduced, Result, Sealing, formats};
use serde::Serialize;

use crate::{
    context::Context,
    exit_status::ExitStatus,
    file,
    output::shown,
    text_output::{TextOutput, title},
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
    loss: Loss,
    left_out: bool,
}

impl Export {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        if self.dry_run {
            return self.tell(context);
        }
        let existing = file::Existing::if_forced(self.force);
        file::check(&self.file, existing)?;
        context.keyrack().leave_alone(&self.file)?;
        let sealing = formats()
            .find(|format| format.id == self.format)
            .map_or(Sealing::Never, |format| format.sealing);
        let sealed = match sealing {
            Sealing::Never => false,
            Sealing::Choice => self.export_password_file.is_some(),
            Sealing::Always => true,
        };
        if !sealed {
            context.output.warn("warn-plain-export");
        }
        context.with_vault(
            |session| {
                let mut request = self.request();
                if sealed {
                    request.password = Some(self.password(context)?);
                }
                let made = session.export(&request)?;
                file::write(&self.file, &made.bytes, existing)?;
                Ok(self.answer(Some(made.bytes.len()), made.reduced))
            },
            |answer, text| {
                list(&answer.reduced, text);
                text.say("export-done", &[("path", answer.file.as_str().into())]);
            },
        )
    }

    /// Says what would have no place.
    fn tell(&self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| Ok(self.answer(None, session.export_losses(&self.request())?)),
            |answer, text| {
                list(&answer.reduced, text);
                text.say("export-dry-run", &[("count", answer.reduced.len().into())]);
            },
        )
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

    fn password(&self, context: &Context<'_>) -> Result<zeroize::Zeroizing<String>> {
        context
            .input
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
            loss: reduced.loss,
            left_out: reduced.loss.is_left_out(),
        }
    }
}

fn list(reduced: &[Row], text: &mut TextOutput<'_>) {
    let words = text.words();
    text.table(reduced.iter().map(|row| {
        vec![
            title(&[&row.issuer, &row.label]),
            words.code("loss", row.loss.code()),
        ]
    }));
}
