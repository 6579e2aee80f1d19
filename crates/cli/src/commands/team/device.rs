//! `team device …`: further computers of one's own, and those that are lost.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use keyrack_app::{Result, view::LeaverKind};

use super::{
    OfficeOption,
    invite::{Invited, say_invited, write},
    leave::How,
    requests::Approve,
    sync_text::change,
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    file::{self, Existing},
    output::shown,
};

/// Add a computer of your own, or take one out.
#[derive(Debug, Subcommand)]
pub enum Device {
    /// Invite a further computer of yours
    Add(Add),
    /// Let a computer in that answered
    Approve(Approve),
    /// Take a computer out of the office, as when it was lost
    Remove(Remove),
    /// Take this computer out of the office, and the office off this computer
    Retire(super::leave::Leave),
}

/// Invite a further computer of yours.
#[derive(Debug, Args)]
#[command(after_help = "\
On the other computer, run `team join` with the code; here, run `team device approve` with the digits that the other one shows.")]
pub struct Add {
    /// For how many days the invitation can be answered
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=30))]
    days: u64,
    /// Write the code of the invitation to this new file; `-` prints it
    #[arg(long, value_name = "FILE")]
    code_file: PathBuf,
    #[command(flatten)]
    office: OfficeOption,
}

/// Take a computer out of the office, as when it was lost.
#[derive(Debug, Args)]
pub struct Remove {
    /// The computer: id, the start of its id, or label
    device: String,
    #[command(flatten)]
    how: How,
}

impl Device {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::Add(command) => command.run(context),
            Self::Approve(command) => command.run(context),
            Self::Remove(command) => command.how.run(context, LeaverKind::Device, command.device),
            Self::Retire(command) => command.run(context),
        }
    }
}

impl Add {
    fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let is_printed = self.code_file == Path::new("-");
        if !is_printed {
            file::check(&self.code_file, Existing::Refuse)?;
            context.keyrack().leave_alone(&self.code_file)?;
        }
        let (office, file) = (self.office.name(), &self.code_file);
        let name = context.output.words().word("team-own-computer");
        change(
            context,
            |session| {
                let (view, code) = session.invite_device(office, self.days)?;
                if !is_printed {
                    write(session, office, &view.id, file, &code)?;
                }
                let invited = Invited {
                    id: view.id,
                    expires: view.expires,
                    code: is_printed.then(|| code.to_string()),
                    code_file: (!is_printed).then(|| shown(file)),
                };
                Ok((invited, view.sync).into())
            },
            |invited, text| say_invited(text, invited, &name),
        )
    }
}
