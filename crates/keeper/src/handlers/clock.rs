//! Whether codes will be right: they are where the clock is.

use keyrack_app::ClockReport;
use serde::Deserialize;

use crate::controller::{Controller, whole};
use crate::request::{Reply, RequestGroup, json};
use crate::views::{Clock, CodeAt, CodesAround, Failure};

/// What a window asks about the clock.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ClockRequest {
    /// Whether the clock is right, as far as this computer knows: [`Clock`](crate::views::Clock).
    Clock,
    /// Asks a time server on the internet: [`Clock`](crate::views::Clock).
    CheckClock,
    /// The codes of a factor before and after the present one: [`CodesAround`](crate::views::CodesAround).
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
    pub(crate) fn clock(&self) -> Clock {
        let latest = self.with(|opened| Ok(opened.session.latest_change()));
        let online = self.clocks.online.lock().clone();
        let report = self
            .keyrack
            .clock(latest.unwrap_or_default(), online.as_ref());
        report.into()
    }

    /// Asks a time server. This is the only thing in the app that uses the network, and a person has to ask for it.
    pub(crate) fn check_clock(&self) -> Result<Clock, Failure> {
        let measured = self.keyrack.ask_time_server()?;
        *self.clocks.online.lock() = Some(measured);
        Ok(self.clock())
    }

    pub(crate) fn codes_around(&self, account: &str, factor: &str) -> Result<CodesAround, Failure> {
        whole(account)?;
        whole(factor)?;
        let codes = self.with(|opened| Ok(opened.session.codes_around(account, factor)?))?;
        Ok(CodesAround {
            codes: codes
                .into_iter()
                .map(|code| CodeAt {
                    step: code.step,
                    code: code.code,
                    valid_from: code.valid_from,
                    valid_until: code.valid_until,
                })
                .collect(),
        })
    }
}

impl From<ClockReport> for Clock {
    fn from(report: ClockReport) -> Self {
        Self {
            synchronised: report.synchronised,
            off_ms: report.off_ms,
            measured: report.measured.map(|by| by.as_str()),
            wrong: report.is_wrong(),
        }
    }
}
