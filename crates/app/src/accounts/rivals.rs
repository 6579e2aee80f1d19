//! Secrets of one factor that were set at the same time on different computers. All of them are kept until somebody says
//! which one the portal accepts.

use keyrack_vault::{Factor, Stamp};

use super::{Which, ids::not_found};
use crate::{
    Result, Session,
    view::{AccountView, RivalView},
};

impl Session {
    /// The secrets of a factor that are in force, the earliest first, each with its code of now: one, or more until somebody
    /// chooses.
    ///
    /// # Errors
    /// [`ErrorCode::NoFactor`](crate::ErrorCode), [`ErrorCode::Ambiguous`](crate::ErrorCode), or that there is no such account.
    pub fn rivals(&mut self, id: &str, which: &Which) -> Result<Vec<RivalView>> {
        let id = self.resolve(id)?;
        let account = self.account(id)?;
        let factor = which.of(account)?;
        let now = self.keyrack.computer.clock.now() / 1000;
        let factor = account.factors.get(factor);
        Ok(factor.map(|it| views(it, now)).unwrap_or_default())
    }

    /// Chooses one of them, because the portal accepted a code of it: the others count as replaced.
    ///
    /// # Errors
    /// As for [`Session::rivals`]; [`ErrorCode::NotFound`](crate::ErrorCode) where `rival` is none that is in force any more,
    /// or why it could not be saved.
    pub fn choose_rival(&mut self, id: &str, which: &Which, rival: &str) -> Result<AccountView> {
        let now = self.keyrack.computer.clock.now();
        let is_there = self.rivals(id, which)?.iter().any(|it| it.id == rival);
        if !is_there {
            return Err(not_found(rival));
        }
        self.change_factor(id, which, |factor, stamp| {
            let mut in_force = factor.versions.in_force();
            let chosen = in_force.find(|(set, _)| id_of(*set) == rival);
            let chosen = chosen.and_then(|(_, it)| Some((it.otp()?.clone(), it.counter())));
            drop(in_force);
            if let Some((otp, counter)) = chosen {
                factor.versions.set(otp, counter, stamp);
                factor.versions.confirm(now, stamp);
            }
        })
    }
}

fn views(factor: &Factor, now: u64) -> Vec<RivalView> {
    let views = factor.versions.in_force().map(|(stamp, version)| {
        let otp = version.otp();
        let window = otp.and_then(|it| it.window_at(now));
        RivalView {
            id: id_of(stamp),
            set: stamp.milliseconds(),
            code: otp.and_then(|it| Some(it.code_at(now)?.to_string())),
            valid_until: window.map(|it| it.until),
        }
    });
    views.collect()
}

/// What a secret is chosen by: when, and on which computer it was set.
fn id_of(stamp: Stamp) -> String {
    let (at, counter) = (stamp.milliseconds(), stamp.counter());
    format!("{at}.{counter}.{}", stamp.replica())
}
