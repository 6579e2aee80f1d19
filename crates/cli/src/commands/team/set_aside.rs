//! `team set-aside …`: changes by people who had lost the right to make them.

use clap::{Args, Subcommand};
use keyrack_app::{Result, view::SetAsideView};

use super::{
    OfficeOption,
    sync_text::{Changed, change},
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::moment,
};

/// Changes by people who had lost the right to make them.
#[derive(Debug, Subcommand)]
pub enum SetAside {
    /// List them
    List(List),
    /// Take one in, as a change of your own
    Take(One),
    /// Let one go
    Drop(One),
}

/// List changes that were set aside.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    office: OfficeOption,
}

/// One of them.
#[derive(Debug, Args)]
pub struct One {
    /// The change: its id, or the start of its id
    id: String,
    #[command(flatten)]
    office: OfficeOption,
}

impl SetAside {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::List(command) => context.with_vault(
                |session| {
                    let office = session.office_id(command.office.name())?;
                    Ok(session.office_details(&office)?.set_aside)
                },
                |changes, text| list(text, changes),
            ),
            Self::Take(one) => one.decide(context, true),
            Self::Drop(one) => one.decide(context, false),
        }
    }
}

impl One {
    fn decide(self, context: &Context<'_>, take: bool) -> Result<ExitStatus> {
        change(
            context,
            |session| {
                let office = session.office_id(self.office.name())?;
                let sync = session.decide_set_aside(&office, &self.id, take)?;
                Ok(Changed::from(sync))
            },
            |_, text| {
                let said = if take { "team-taken-in" } else { "team-let-go" };
                text.say(said, &[]);
            },
        )
    }
}

fn list(text: &mut TextOutput<'_>, changes: &[SetAsideView]) {
    if changes.is_empty() {
        return text.say("team-nothing-set-aside", &[]);
    }
    let row = |change: &SetAsideView| {
        vec![
            short(&change.id).to_owned(),
            moment(change.at.saturating_mul(1000)),
            change.name.clone(),
            change.folder.clone(),
            change.accounts.join(", "),
        ]
    };
    text.table(changes.iter().map(row));
}
