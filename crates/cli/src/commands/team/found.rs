//! `team found`, `team recover`.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{
    Error, ErrorCode, FoundOffice, RecoverOffice, Result,
    view::{FoundedView, OfficeName},
};
use serde::Serialize;

use super::{
    person::Person,
    place::Place,
    sheets::{self, NewSheets},
    sync_text::{Changed, change},
};
use crate::{context::Context, exit_status::ExitStatus, text_output::short};

/// How many sheets an office can have.
const MAX_SHEETS: usize = 3;

/// Found an office.
#[derive(Debug, Args)]
#[command(after_help = "\
Each file holds one office key sheet. Whoever has a sheet can open every folder of the office, and become an owner when all \
others are gone. Take two, print them, keep one outside the office, and delete the files. Before the office is founded, one \
sheet has to be typed back; where there is no terminal, its file is read back.")]
pub struct Found {
    #[command(flatten)]
    place: Place,
    /// The name of the office
    #[arg(long)]
    name: String,
    /// The new files to write office key sheets to, one to three
    #[arg(long, value_name = "FILE", num_args = 1..=3, required = true)]
    key_sheet_file: Vec<PathBuf>,
    /// Read a sheet back from a file instead of the terminal, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    sheet_back_file: Option<PathBuf>,
    #[command(flatten)]
    person: Person,
}

/// Come back to an office.
#[derive(Debug, Args)]
pub struct Recover {
    #[command(flatten)]
    place: Place,
    /// Read the office key sheet from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    key_sheet_file: PathBuf,
    #[command(flatten)]
    person: Person,
}

#[derive(Serialize)]
struct Founded {
    office: OfficeName,
    sheets: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    sheet_files: Vec<String>,
}

impl Founded {
    fn of(view: FoundedView, sheet_files: Vec<String>) -> Changed<Self> {
        let founded = Self {
            office: view.office,
            sheets: view.sheets,
            sheet_files,
        };
        (founded, view.sync).into()
    }
}

impl Found {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        if self.key_sheet_file.len() > MAX_SHEETS {
            let detail = "an office has one to three office key sheets";
            return Err(Error::new(ErrorCode::Usage).with("detail", detail));
        }
        let place = self.place.read(context)?;
        let person = self.person.read(context.output.words());
        change(
            context,
            |session| {
                let address = self.place.address();
                let sheets = NewSheets::write(context, &self.key_sheet_file, &self.name, address)?;
                let found = FoundOffice {
                    place,
                    name: self.name,
                    person,
                    sheets: sheets.texts(),
                };
                let founded = sheets
                    .read_back(context, self.sheet_back_file.as_deref())
                    .and_then(|()| session.found_office(&found))
                    .inspect_err(|_| sheets.delete())?;
                Ok(Founded::of(founded, sheets.files()))
            },
            |founded, text| {
                let (name, id) = (&founded.office.name, short(&founded.office.id));
                let paths = founded.sheet_files.join(", ");
                text.say(
                    "team-founded",
                    &[("name", name.as_str().into()), ("id", id.into())],
                );
                text.say(
                    "team-founded-sheets",
                    &[("count", founded.sheets.into()), ("paths", paths.into())],
                );
            },
        )
    }
}

impl Recover {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let recover = RecoverOffice {
            place: self.place.read(context)?,
            sheet: sheets::read(context, &self.key_sheet_file)?,
            person: self.person.read(context.output.words()),
        };
        change(
            context,
            |session| Ok(Founded::of(session.recover_office(&recover)?, Vec::new())),
            |founded, text| {
                let name = founded.office.name.as_str();
                text.say("team-recovered", &[("name", name.into())]);
            },
        )
    }
}
