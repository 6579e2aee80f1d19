//! What a person should know besides what was read: what is late, who is held, and how long no owner was seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Pulled,
    outcome::{DAY, HOUR},
};
use crate::{
    alarm::{About, AlarmCode},
    ids::{DeviceId, EntryId},
    office::{Office, is_act},
    rules::Status,
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
        for entry in self.state.late.iter().filter_map(|it| self.log.get(*it)) {
            let about = About {
                device: Some(entry.device),
                member: self.log.owner_of(entry.device),
                folder: None,
            };
            done.alarms.add(AlarmCode::RemovedUndone, about);
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

    /// The devices that removals took out.
    pub(super) fn taken_out(&self) -> BTreeSet<DeviceId> {
        let devices = self.log.devices().into_iter();
        let judgement = self.judgement();
        devices
            .filter(|it| !judgement.removals_of(*it).is_empty())
            .collect()
    }

    /// Notes, for owners, which of the entries that came only now a removal had undone before.
    pub(super) fn note_undone(&mut self, came: &[EntryId]) {
        // For who comes into an office, all that was undone in it is new.
        if self.is_owner() && self.state.synced.is_some() {
            let judgement = self.log.judgement();
            let undone = came.iter().filter(|it| {
                let entry = self.log.get(**it);
                let is_undone = judgement.status(**it) == Some(Status::Cut);
                is_undone && entry.is_some_and(|it| it.ops.iter().any(is_act))
            });
            self.state.late.extend(undone.copied());
        }
    }

    /// Until when, in milliseconds since 1970, a sync that finds the same listing as the one before has nothing to do:
    /// nothing ends, is due or is to be mended until then. Good only after a sync that read and published all it had to.
    #[must_use]
    pub fn rests_until(&self, now: u64) -> u64 {
        let (state, judgement) = (&self.state, self.judgement());
        let policy = judgement.policy();
        let days = policy.get("max_silence_days").copied().unwrap_or(14);
        let silent = state.owner_seen.filter(|_| !self.is_owner());
        let silent = silent.map(|it| it.saturating_add(days.saturating_mul(DAY)));
        let hours = policy.get("heartbeat_h").copied().unwrap_or(24);
        let heartbeat = state
            .own
            .published
            .saturating_add(hours.saturating_mul(HOUR));
        let grants = judgement.roles();
        let grants = grants.values().flat_map(BTreeMap::values);
        let ends = grants.filter_map(|it| it.until);
        let left = state.homeless.values().chain(state.own.dropped.values());
        let left = left.map(|since| since.saturating_add(DAY));
        let due = state.heal.values().copied().chain(state.look_at);
        let all = ends.chain(left).chain(due).chain([heartbeat]).chain(silent);
        all.filter(|it| *it > now).min().unwrap_or(u64::MAX)
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
