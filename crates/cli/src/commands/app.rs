//! `app …`: what the running app is asked to do.

use clap::Subcommand;
use keyrack_app::{
    Result,
    control_socket::{Connection, ControlRequest, LockChange, LockState},
    view::AppView,
};
use serde_json::json;

use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, moment},
};

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
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let app = Connection::reach(&call.computer.home)?;
        match self {
            Self::Lock => stands(call, &app.ask(ControlRequest::Lock)?)?,
            Self::Show => stands(call, &app.ask(ControlRequest::Show)?)?,
            Self::Quit => {
                app.quit()?;
                let answer = json!({ "ended": true });
                call.output
                    .answer(&answer, |sheet| sheet.say("app-ended", &[]))?;
            }
            Self::Events { .. } => {
                for turn in app.follow()? {
                    if !call.output.event(&turn?)? {
                        break;
                    }
                }
            }
        }
        Ok(Ending::Done)
    }
}

/// A line about the app, if it runs.
pub fn running(sheet: &mut Sheet<'_>, app: &AppView) {
    match (app.running, app.state) {
        (false, _) => {}
        (true, None) => sheet.say("app-silent", &[]),
        (true, Some(LockState::Unlocked)) => sheet.say("app-is-unlocked", &[]),
        (true, Some(LockState::Locked)) => locked(
            sheet,
            app.locked_at.unwrap_or_default(),
            app.locked_because.as_deref().unwrap_or_default(),
        ),
    }
}

fn stands(call: &Call<'_>, turn: &LockChange) -> Result<()> {
    call.output.answer(turn, |sheet| match turn.event {
        LockState::Unlocked => sheet.say("app-is-unlocked", &[]),
        LockState::Locked => locked(sheet, turn.at, turn.because.as_deref().unwrap_or_default()),
    })
}

fn locked(sheet: &mut Sheet<'_>, at: u64, because: &str) {
    let arguments = [("time", moment(at).into()), ("because", because.into())];
    sheet.say("app-is-locked", &arguments);
}
