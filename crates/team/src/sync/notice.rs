//! What a person should know besides what was read: what is late, who is held, and how long no owner was seen.

use std::collections::BTreeMap;

use super::{Pulled, drive::DAY};
use crate::{
    alarm::{About, AlarmCode},
    ids::DeviceId,
    office::Office,
};

/// So many publications that did not arrive are counted at most: anybody in the office may claim to have seen some.
const MAX_LATE: u64 = 1_000_000;

impl Office {
    /// Says what is missing or late, by what others have seen.
    pub(super) fn look_around(&self, now: u64, done: &mut Pulled) {
        let mut newest: BTreeMap<DeviceId, u64> = BTreeMap::new();
        for heads in self.state.heads.values().flatten() {
            for (device, (seq, _)) in &heads.body.seen {
                let known = newest.entry(*device).or_default();
                *known = (*known).max(*seq);
            }
        }
        for (device, seq) in newest {
            let in_office = self.judgement().place(device).is_some();
            let have = done
                .names
                .seq(device)
                .unwrap_or(0)
                .max(self.state.seen.get(&device).map_or(0, |it| it.0));
            let have = if device == self.device() {
                self.state.own.seq
            } else {
                have
            };
            if in_office && seq > have {
                let missing = (seq - have).min(MAX_LATE);
                done.alarms
                    .count(AlarmCode::Incomplete, About::device(device), missing);
            }
        }
        for member in self.judgement().held() {
            done.alarms.add(AlarmCode::Held, About::member(member));
        }
        for device in self.judgement().forked().union(&self.state.forked) {
            done.alarms
                .add(AlarmCode::DeviceForked, About::device(*device));
        }
        if let Some(device) = self.log.needs_newer() {
            done.alarms.add(AlarmCode::Newer, About::device(device));
        }
        if !self.is_in() && !self.judgement().removals_of(self.device()).is_empty() {
            done.alarms
                .add(AlarmCode::YouWereRemoved, About::device(self.device()));
        }
        if self.is_silent(now) {
            done.alarms.add(AlarmCode::Silence, About::default());
        }
    }

    /// Whether no owner was seen for longer than the policy lets pass.
    fn is_silent(&self, now: u64) -> bool {
        let days = self.judgement().policy().get("max_silence_days");
        let days = days.copied().unwrap_or(14);
        let since = self.state.owner_seen.unwrap_or(now);
        !self.is_owner() && now.saturating_sub(since) > days.saturating_mul(DAY)
    }

    /// Whether the policy stops writing because of that.
    pub(super) fn is_stopped(&self, now: u64) -> bool {
        let stops = self.judgement().policy().get("silence_stops_writing");
        stops.is_some_and(|it| *it > 0) && self.is_silent(now)
    }
}
