//! `team device …`: further computers of one's own, and those that are lost.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use keyrack_app::{Result, view::LeaverKind};

use super::{OfficeOption, invite::hand_out, leave::How, requests::Approve};
use crate::{context::Context, exit_status::ExitStatus};

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
        let office = self.office.name();
        let name = context.output.words().word("team-own-computer");
        hand_out(context, office, &self.code_file, &name, |session| {
            session.invite_device(office, self.days)
        })
    }
}
