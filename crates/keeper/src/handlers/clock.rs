//! Whether codes will be right: they are where the clock is.

use keyrack_app::view::{ClockReport, CodeStep};
use serde::Deserialize;

use crate::controller::{Controller, whole};
use crate::request::{Reply, RequestGroup, json};
use crate::views::Failure;

/// What a window asks about the clock.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockRequest {
    /// Whether the clock is right, as far as this computer knows: [`ClockReport`](keyrack_app::view::ClockReport).
    Clock,
    /// Asks a time server on the internet: [`ClockReport`](keyrack_app::view::ClockReport).
    CheckClock,
    /// The codes of a factor before and after the present one: [`CodeStep`](keyrack_app::view::CodeStep).
    CodesAround {
        /// The account.
        account: String,
        /// The factor, which does not count.
        factor: String,
    },
}

impl RequestGroup for ClockRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Clock => json(&controller.clock()),
            Self::CheckClock => json(&controller.check_clock()?),
            Self::CodesAround { account, factor } => {
                json(&controller.codes_around(&account, &factor)?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        matches!(self, Self::CodesAround { .. })
    }
}

impl Controller {
    pub(crate) fn clock(&self) -> ClockReport {
        let latest = self.with(|opened| Ok(opened.session.latest_change()));
        let online = self.clocks.online.lock().clone();
        self.keyrack
            .clock(latest.unwrap_or_default(), online.as_ref())
    }

    /// Asks a time server. This is the only thing in the app that uses the network, and a person has to ask for it.
    pub(crate) fn check_clock(&self) -> Result<ClockReport, Failure> {
        let measured = self.keyrack.ask_time_server()?;
        *self.clocks.online.lock() = Some(measured);
        Ok(self.clock())
    }

    pub(crate) fn codes_around(
        &self,
        account: &str,
        factor: &str,
    ) -> Result<Vec<CodeStep>, Failure> {
        whole(account)?;
        whole(factor)?;
        self.with(|opened| Ok(opened.session.codes_around(account, factor)?))
    }
}
