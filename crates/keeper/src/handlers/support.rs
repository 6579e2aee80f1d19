//! Help over a remote connection: while it runs, codes and secrets are not shown, and what is done is noted.

use serde::Deserialize;

use keyrack_app::view::title;

use crate::controller::opened::Opened;
use crate::controller::remote_help::{HelpUntil, Noted, RemoteHelp};
use crate::controller::{Controller, bad_value};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::views::{self, Event, Failure, SupportStep};

/// For how long it may run, in minutes.
const LEAST: u16 = 5;
const LONGEST: u16 = 120;

/// How many steps are kept; the oldest go first, and are counted.
const MAX_STEPS: usize = 500;

/// How long after its end a new help goes on with the list, in milliseconds: whoever ends the help and begins it again
/// does not get rid of what was done before.
const ONE_HELP: u64 = 12 * 60 * 60 * 1000;

/// What a window asks about help over a remote connection.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum SupportRequest {
    /// Hides codes and secrets from somebody who helps over a remote connection: [`Support`](crate::views::Support).
    StartSupport {
        /// For how long, from 5 to 120.
        minutes: u16,
    },
    /// Ends that: [`Support`](crate::views::Support).
    EndSupport,
    /// How it stands with it: [`Support`](crate::views::Support).
    Support,
}

impl RequestGroup for SupportRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::StartSupport { minutes } => json(&controller.start_support(minutes)?),
            Self::EndSupport => json(&controller.end_support()),
            Self::Support => json(&controller.support_view()),
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }
}

impl Controller {
    pub(crate) fn start_support(&self, minutes: u16) -> Result<views::Support, Failure> {
        if !(LEAST..=LONGEST).contains(&minutes) {
            return Err(bad_value("minutes"));
        }
        let (clock, length) = (&self.computer.clock, u64::from(minutes) * 60 * 1000);
        let until = HelpUntil {
            boot: clock.boot().elapsed.saturating_add(length),
            wall: clock.now().saturating_add(length),
        };
        {
            let mut support = self.remote_help.lock();
            let goes_on = support
                .ended
                .is_some_and(|ended| clock.boot().elapsed.saturating_sub(ended) < ONE_HELP);
            if support.until.is_none() && !goes_on {
                *support = RemoteHelp::default();
            }
            support.until = Some(until);
            support.push(Noted::of_nobody("begin_support", clock.now()));
        }
        self.close_paper();
        self.support_changed();
        Ok(self.support_view())
    }

    pub(crate) fn end_support(&self) -> views::Support {
        self.stop_support("end_support");
        self.support_view()
    }

    /// Ends it, and notes how.
    fn stop_support(&self, how: &'static str) {
        let clock = &self.computer.clock;
        {
            let mut support = self.remote_help.lock();
            if support.until.take().is_none() {
                return;
            }
            support.ended = Some(clock.boot().elapsed);
            support.push(Noted::of_nobody(how, clock.now()));
        }
        self.support_changed();
    }

    pub(crate) fn support_view(&self) -> views::Support {
        let (until, steps, left_out) = {
            let support = self.remote_help.lock();
            (support.until, support.steps.clone(), support.left_out)
        };
        // Whom it concerned is for those to know who can open the vault.
        let done = self.with(|opened| Ok(steps.iter().map(|step| opened.tell(step)).collect()));
        views::Support {
            until: until.map(|until| until.wall),
            done: done.unwrap_or_default(),
            left_out,
        }
    }

    /// Whether somebody helps now.
    pub(crate) fn is_supported(&self) -> bool {
        self.remote_help.lock().until.is_some()
    }

    /// Ends the help when its time is over.
    pub(crate) fn watch_support(&self) {
        let now = self.computer.clock.boot().elapsed;
        if self
            .remote_help
            .lock()
            .until
            .is_some_and(|until| until.boot <= now)
        {
            self.stop_support("support_over");
        }
    }

    /// Notes what was done, if somebody helps.
    pub(crate) fn note(&self, step: Option<Step>) {
        let Some((what, about)) = step else { return };
        let mut support = self.remote_help.lock();
        if support.until.is_none() {
            return;
        }
        let at = self.computer.clock.now();
        support.push(Noted { at, what, about });
    }

    fn support_changed(&self) {
        // Who comes in later finds it so.
        _ = self.with(|opened| {
            opened.masked = self.is_supported();
            Ok(())
        });
        self.protect_screen();
        self.shell.tell(&Event::SupportChanged);
        self.shell.tell(&Event::Changed);
    }
}

impl RemoteHelp {
    fn push(&mut self, step: Noted) {
        if self.steps.len() == MAX_STEPS {
            self.steps.pop_front();
            self.left_out += 1;
        }
        self.steps.push_back(step);
    }
}

impl Noted {
    const fn of_nobody(what: &'static str, at: u64) -> Self {
        let about = Concerns::Nobody;
        Self { at, what, about }
    }
}

impl Opened {
    /// The step in names, as far as what it concerned is still there.
    fn tell(&mut self, step: &Noted) -> SupportStep {
        let about = match &step.about {
            Concerns::Nobody => None,
            Concerns::Account(id) => self.session.details(id).ok().map(|details| {
                let account = details.account;
                title(&[
                    &account.folder.name,
                    account.service_or_issuer(),
                    &account.label,
                ])
            }),
            Concerns::Folder(id) => self.session.folder(id).ok().map(|folder| folder.name),
        };
        SupportStep {
            at: step.at,
            what: step.what.to_owned(),
            about: about.unwrap_or_default(),
        }
    }
}
