//! `app …`: what the running app is asked to do.

use clap::Subcommand;
use keyrack_app::{
    Result,
    running::{Event, Running, Turn, Wish},
    view::AppView,
};
use serde_json::json;

use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, moment},
};

/// Talk to the app that runs.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum App {
    /// Lock it, and wait until its keys are gone
    Lock,
    /// Show its window
    Show,
    /// End it, and wait until it has ended
    Quit,
    /// Print a line of JSON for the present state and for each lock and unlock
    Events {
        /// Go on until interrupted
        #[arg(long, required = true)]
        follow: bool,
    },
}

impl App {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let app = Running::reach(&call.computer.home)?;
        match self {
            Self::Lock => stands(call, &app.ask(Wish::Lock)?)?,
            Self::Show => stands(call, &app.ask(Wish::Show)?)?,
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
        (true, Some(Event::Unlocked)) => sheet.say("app-is-unlocked", &[]),
        (true, Some(Event::Locked)) => locked(
            sheet,
            app.locked_at.unwrap_or_default(),
            app.locked_because.as_deref().unwrap_or_default(),
        ),
    }
}

fn stands(call: &Call<'_>, turn: &Turn) -> Result<()> {
    call.output.answer(turn, |sheet| match turn.event {
        Event::Unlocked => sheet.say("app-is-unlocked", &[]),
        Event::Locked => locked(sheet, turn.at, turn.because.as_deref().unwrap_or_default()),
    })
}

fn locked(sheet: &mut Sheet<'_>, at: u64, because: &str) {
    let arguments = [("time", moment(at).into()), ("because", because.into())];
    sheet.say("app-is-locked", &arguments);
}
