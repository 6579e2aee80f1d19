//! `team join`.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{
    JoinOffice, Result,
    view::{JoinState, JoiningView},
};
use zeroize::Zeroizing;

use super::{person::Person, place::Place};
use crate::{context::Context, exit_status::ExitStatus, text_output::TextOutput};

/// Join an office.
#[derive(Debug, Args)]
#[command(after_help = "\
The first time, this asks to join, and prints twelve digits: read them to an owner of the office, best by phone. Once an owner \
has approved the request, the same command brings the office onto this computer.")]
pub struct Join {
    #[command(flatten)]
    place: Place,
    /// Read the code of the invitation from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    code_file: PathBuf,
    #[command(flatten)]
    person: Person,
}

impl Join {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let code = context.input.text(&self.code_file)?;
        let join = JoinOffice {
            place: self.place.read(context)?,
            code: Zeroizing::new(code.trim().to_owned()),
            person: self.person.read(context.output.words()),
        };
        context.with_vault(|session| session.join_office(&join), joining)
    }
}

fn joining(view: &JoiningView, text: &mut TextOutput<'_>) {
    match view.state {
        JoinState::Waiting => {
            text.say("team-join-digits", &[]);
            text.strong(view.digits.as_deref().unwrap_or_default());
            text.say("team-join-again", &[]);
        }
        JoinState::Joined => {
            text.say("team-joined", &[("name", view.office.name.as_str().into())]);
        }
        JoinState::Refused => text.say("team-join-refused", &[]),
    }
}
