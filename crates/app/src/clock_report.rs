//! Whether the clock is right. Codes follow the clock, and a portal refuses those of another moment.

use crate::{
    Boot, Error, ErrorCode, Keyrack, Result, Session, codes,
    view::{ClockReport, CodeStep, Measured},
};

/// How far the clock may be off, in milliseconds, before codes of the usual 30 seconds are refused too often: portals
/// take the code before and after their own as well (RFC 6238, 5.2), but not all of them do.
const TOLERATED: u64 = 15_000;

/// How much later than now a change may have been made before the clock is suspected, in milliseconds.
const SLACK: u64 = 60_000;

/// The right time at a moment, as a time server said. It tells the right time later on as well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RightTime {
    /// Milliseconds since 1970.
    at: u64,
    boot: Boot,
}

impl Keyrack {
    /// What is known about the clock: by the system, by a time server that was asked before, and by the latest change
    /// in the vault, in milliseconds since 1970 (0 when it is not open).
    #[must_use]
    pub fn clock(&self, latest_change: u64, online: Option<&RightTime>) -> ClockReport {
        let computer = &self.computer;
        let (now, boot) = (computer.clock.now(), computer.clock.boot());
        let online = online.filter(|right| right.boot.id == boot.id);
        let (right, measured) = match online {
            Some(right) => {
                let since = boot.elapsed.saturating_sub(right.boot.elapsed);
                (Some(right.at.saturating_add(since)), Some(Measured::Online))
            }
            None if latest_change > now.saturating_add(SLACK) => {
                (Some(latest_change), Some(Measured::Changes))
            }
            None => (None, None),
        };
        let ahead = |right: u64| i64::try_from(i128::from(now) - i128::from(right)).ok();
        let off_ms = right.and_then(ahead);
        ClockReport {
            synchronised: computer.time.synchronised(),
            off_ms,
            measured,
            wrong: off_ms.is_some_and(|off| off.unsigned_abs() > TOLERATED),
        }
    }

    /// Asks a time server, over the network.
    ///
    /// # Errors
    /// [`ErrorCode::ClockUnreachable`].
    pub fn ask_time_server(&self) -> Result<RightTime> {
        let at = self.computer.time.ask();
        Ok(RightTime {
            at: at.map_err(|_| Error::new(ErrorCode::ClockUnreachable))?,
            boot: self.computer.clock.boot(),
        })
    }
}

impl Session {
    /// When the latest change was made, by the clock of whoever made it, in milliseconds since 1970.
    #[must_use]
    pub fn latest_change(&self) -> u64 {
        self.vault().latest().milliseconds()
    }

    /// The codes of a factor from two steps ago to two steps ahead, by full ids: the one that a portal takes shows how
    /// far the clock is off. Nothing for a factor that counts.
    ///
    /// # Errors
    /// [`ErrorCode::NotFound`].
    pub fn codes_around(&self, account: &str, factor: &str) -> Result<Vec<CodeStep>> {
        let now = self.keyrack.computer.clock.now() / 1000;
        codes::around(self.vault(), account, factor, now)
    }
}
