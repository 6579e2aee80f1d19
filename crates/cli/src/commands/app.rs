//! `app …`: what the running app is asked to do.

use clap::Subcommand;
use keyrack_app::{
    Result,
    control_socket::{Connection, ControlRequest, LockChange, LockState},
    view::AppView,
};
use serde_json::json;

use crate::{context::Context, exit_status::ExitStatus, text_output::TextOutput, words::moment};

/// Control the running app.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum App {
    /// Lock the app, and wait until its keys are gone
    Lock,
    /// Show the app's window
    Show,
    /// Quit the app, and wait until it has quit
    Quit,
    /// Print a line of JSON for the current state, then for each lock and unlock
    Events {
        /// Keep printing until interrupted
        #[arg(long, required = true)]
        follow: bool,
    },
}

impl App {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let app = Connection::reach(&context.computer.home)?;
        match self {
            Self::Lock => stands(context, &app.ask(ControlRequest::Lock)?)?,
            Self::Show => stands(context, &app.ask(ControlRequest::Show)?)?,
            Self::Quit => {
                app.quit()?;
                let answer = json!({ "ended": true });
                context
                    .output
                    .answer(&answer, |text| text.say("app-ended", &[]))?;
            }
            Self::Events { .. } => {
                for turn in app.follow()? {
                    if !context.output.event(&turn?)? {
                        break;
                    }
                }
            }
        }
        Ok(ExitStatus::Done)
    }
}

/// A line about the app, if it runs.
pub fn running(text: &mut TextOutput<'_>, app: &AppView) {
    match (app.running, app.state) {
        (false, _) => {}
        (true, None) => text.say("app-silent", &[]),
        (true, Some(LockState::Unlocked)) => text.say("app-is-unlocked", &[]),
        (true, Some(LockState::Locked)) => locked(
            text,
            app.locked_at.unwrap_or_default(),
            app.locked_because.as_deref().unwrap_or_default(),
        ),
    }
}

fn stands(context: &Context<'_>, turn: &LockChange) -> Result<()> {
    context.output.answer(turn, |text| match turn.event {
        LockState::Unlocked => text.say("app-is-unlocked", &[]),
        LockState::Locked => locked(text, turn.at, turn.because.as_deref().unwrap_or_default()),
    })
}

fn locked(text: &mut TextOutput<'_>, at: u64, because: &str) {
    let arguments = [("time", moment(at).into()), ("because", because.into())];
    text.say("app-is-locked", &arguments);
}
