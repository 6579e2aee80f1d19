//! What of a sync is worth keeping on this computer.

use std::collections::{BTreeMap, BTreeSet};

use keyrack_vault::Id;

use super::{Outcome, file_name, outcome::HOUR};
use crate::{
    alarm::{About, AlarmCode, Alarms},
    ids::FolderId,
    layout::HeadName,
    office::Office,
    state::{Place, State},
};

/// What of the state is worth keeping though nothing else is new: else it would be found anew each time.
#[derive(PartialEq, Eq)]
pub(super) struct Watched {
    entries: usize,
    heal: BTreeMap<Place, u64>,
    homeless: BTreeMap<(FolderId, Id), u64>,
    strangers: usize,
    twin: bool,
}

impl Watched {
    pub fn of(office: &Office) -> Self {
        let State {
            heal,
            homeless,
            strangers,
            own,
            ..
        } = &office.state;
        Self {
            entries: office.log.len(),
            heal: heal.clone(),
            homeless: homeless.clone(),
            strangers: strangers.len(),
            twin: own.twin,
        }
    }
}

/// Notes what a sync found, and says whether that is worth to be kept: a poll that brings nothing costs no writing.
pub(super) fn note(office: &mut Office, outcome: &Outcome, now: u64) -> bool {
    let is_news = note_alarms(office, &outcome.alarms);
    let is_news = is_news || outcome.pulled > 0 || !outcome.changed.is_empty();
    let state = &mut office.state;
    let is_long_ago = state.synced.is_none_or(|it| now.saturating_sub(it) > HOUR);
    state.synced = Some(now);
    is_news || is_long_ago
}

/// Notes alarms, and says whether they are others than before.
pub(super) fn note_alarms(office: &mut Office, alarms: &Alarms) -> bool {
    let alarms: Vec<(AlarmCode, About, u64)> = alarms.iter().collect();
    let is_news = alarms != office.state.alarms;
    office.state.alarms = alarms;
    is_news
}

/// Files that heads list and the store does not have.
pub(super) fn incomplete(office: &Office, missing: &BTreeSet<String>) -> Alarms {
    let mut alarms = Alarms::default();
    let mut by_device: BTreeMap<_, u64> = BTreeMap::new();
    for path in missing {
        let device = path.split('/').nth(1).and_then(|it| it.parse().ok());
        let head = HeadName::read(file_name(path)).map(|it| it.device);
        if let Some(device) = device.or(head)
            && office.judgement().place(device).is_some()
        {
            *by_device.entry(device).or_default() += 1;
        }
    }
    for (device, count) in by_device {
        alarms.count(AlarmCode::Incomplete, About::device(device), count);
    }
    alarms
}
