//! When the stores of offices are looked into.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Weak};
use std::time::Duration;

use keyrack_app::OfficePace;
use keyrack_app::view::OfficeCard;
use parking_lot::{Condvar, Mutex};

/// For how long changes are gathered before they are sent, in milliseconds.
const GATHER: u64 = 500;
/// The longest time between two looks, in milliseconds, where a store cannot be reached.
const LONGEST: u64 = 10 * 60 * 1000;
/// What that is at least, where a look costs little.
const SHORTEST: u64 = 2 * 60 * 1000;
/// How much slower it is where nobody sees the window.
const HIDDEN: u64 = 4;
/// How often it is looked whether an owner has answered, in milliseconds.
const JOINING: u64 = 15_000;
/// Which of these looks are thorough whatever the store lists.
const ALL_THE_SAME: u32 = 8;
/// By how much the last look may be told late, in seconds: not every poll is worth to draw a window anew.
const STALE: u64 = 5 * 60;

/// Whose turn it is, and what the windows were told.
#[derive(Default)]
pub(crate) struct OfficeTurns {
    turns: Mutex<Turns>,
    nudged: Condvar,
}

#[derive(Default)]
struct Turns {
    /// How often the vault was locked, when this began: the turns of a vault that was open before are over.
    locks: u64,
    offices: BTreeMap<String, Turn>,
    joinings: BTreeMap<String, Joining>,
    /// How what is under way is stopped.
    stops: Vec<Weak<AtomicBool>>,
    told: Option<Vec<OfficeCard>>,
    is_nudged: bool,
}

/// The turn of an office.
#[derive(Default)]
struct Turn {
    /// When it is the next time, in milliseconds since the computer was started.
    next: u64,
    /// How often in a row it could not be reached.
    failures: u32,
    /// Up to where changes of this side were sent, or tried to be, and since when there are others.
    changes: u64,
    changed_at: Option<u64>,
    under_way: bool,
}

/// The turn of an office that was asked to be joined.
#[derive(Default)]
struct Joining {
    next: u64,
    under_way: bool,
    /// What the store listed when there was no answer.
    published: Option<Vec<String>>,
    /// How often it was looked.
    looks: u32,
}

/// What to do now.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Due {
    /// Offices to sync.
    pub offices: Vec<String>,
    /// Offices that were asked to be joined.
    pub joinings: Vec<String>,
}

impl OfficeTurns {
    /// Waits until somebody has something to send, but no longer than `pause`, or until the next turn that is known.
    pub fn wait(&self, pause: Duration, now: u64) {
        let mut turns = self.turns.lock();
        let free = turns.offices.values();
        let free = free.filter(|it| !it.under_way && it.failures == 0);
        let gathering = free.filter_map(|it| it.changed_at);
        let first = gathering.map(|it| (it + GATHER).saturating_sub(now)).min();
        let pause = first.map_or(pause, |it| pause.min(Duration::from_millis(it + 1)));
        self.nudged
            .wait_while_for(&mut turns, |it| !it.is_nudged, pause);
        turns.is_nudged = false;
    }

    /// Has it looked at once whose turn it is.
    pub fn nudge(&self) {
        self.turns.lock().is_nudged = true;
        self.nudged.notify_all();
    }

    /// Stops what is under way, because the vault is locked.
    pub fn stop(&self) {
        let turns = std::mem::take(&mut *self.turns.lock());
        for stop in turns.stops.iter().filter_map(Weak::upgrade) {
            stop.store(true, Ordering::Relaxed);
        }
    }

    /// Begins what is due at `now`, in milliseconds since the computer was started, of a vault that was locked so often.
    pub fn begin(&self, locks: u64, now: u64, paces: &[OfficePace], joining: &[String]) -> Due {
        let mut turns = self.turns.lock();
        if turns.locks != locks {
            *turns = Turns {
                locks,
                ..Turns::default()
            };
        }
        turns
            .offices
            .retain(|office, _| paces.iter().any(|it| it.office == *office));
        turns.joinings.retain(|office, _| joining.contains(office));
        let mut due = Due::default();
        for pace in paces {
            let turn = turns.offices.entry(pace.office.clone()).or_default();
            if turn.is_due(pace, now) {
                turn.under_way = true;
                (turn.changes, turn.changed_at) = (pace.changes, None);
                due.offices.push(pace.office.clone());
            }
        }
        for office in joining {
            let turn = turns.joinings.entry(office.clone()).or_default();
            if !turn.under_way && turn.next <= now {
                turn.under_way = true;
                due.joinings.push(office.clone());
            }
        }
        due
    }

    /// Notes how a sync is stopped.
    pub fn note_stop(&self, stop: &Arc<AtomicBool>) {
        let stops = &mut self.turns.lock().stops;
        stops.retain(|it| it.strong_count() > 0);
        stops.push(Arc::downgrade(stop));
    }

    /// Notes that a store was reached out of turn, so that changes are sent soon again.
    pub fn note_reached(&self, locks: u64, office: &str) {
        self.change(locks, office, |turn| turn.failures = 0);
    }

    /// Notes that an office was looked at: whether that got through, and how long until the next time.
    pub fn end(&self, locks: u64, office: &str, got_through: bool, now: u64, pace: &Pace) {
        self.change(locks, office, |turn| {
            turn.failures = if got_through { 0 } else { turn.failures + 1 };
            turn.next = now.saturating_add(pace.pause(turn.failures));
            turn.under_way = false;
        });
        self.nudge();
    }

    /// Notes that it was looked for an answer.
    pub fn end_joining(&self, locks: u64, office: &str, published: Option<Vec<String>>, now: u64) {
        let mut turns = self.turns.lock();
        if turns.locks == locks
            && let Some(turn) = turns.joinings.get_mut(office)
        {
            turn.under_way = false;
            turn.looks = turn.looks.wrapping_add(1);
            turn.next = now.saturating_add(JOINING);
            turn.published = published.or_else(|| turn.published.take());
        }
    }

    /// Whether a store lists something else than when there was no answer. What is listed may also arrive late, which a
    /// listing does not show, so that from time to time it is looked all the same.
    pub fn is_news(&self, office: &str, published: &[String]) -> bool {
        let turns = self.turns.lock();
        let before = turns.joinings.get(office);
        before.is_none_or(|it| {
            it.looks.is_multiple_of(ALL_THE_SAME) || it.published.as_deref() != Some(published)
        })
    }

    /// Whether the windows have to be told how it stands with the offices.
    pub fn is_told(&self, cards: &[OfficeCard]) -> bool {
        let mut turns = self.turns.lock();
        let same = turns.told.as_deref().is_some_and(|told| {
            told.len() == cards.len() && told.iter().zip(cards).all(|(a, b)| is_same(a, b))
        });
        if !same {
            turns.told = Some(cards.to_vec());
        }
        same
    }

    fn change(&self, locks: u64, office: &str, change: impl FnOnce(&mut Turn)) {
        let mut turns = self.turns.lock();
        if turns.locks == locks
            && let Some(turn) = turns.offices.get_mut(office)
        {
            change(turn);
        }
    }
}

/// How fast it goes.
pub(crate) struct Pace {
    /// How often in milliseconds, by what a request costs.
    pub every: u64,
    /// Whether somebody can see a window.
    pub is_seen: bool,
    /// A random number: not all computers of an office are to come at once.
    pub jitter: u64,
}

impl Pace {
    /// How long until the next look, in milliseconds, after so many failures in a row.
    pub fn pause(&self, failures: u32) -> u64 {
        let slower = if self.is_seen { 1 } else { HIDDEN };
        let backed_off = self.every.saturating_mul(slower << failures.min(8));
        let longest = self.every.saturating_mul(4).clamp(SHORTEST, LONGEST);
        let pause = backed_off.min(longest.saturating_mul(slower));
        pause + self.jitter % (self.every / 10).max(1)
    }
}

impl Turn {
    fn is_due(&mut self, pace: &OfficePace, now: u64) -> bool {
        if pace.changes != self.changes && self.changed_at.is_none() {
            self.changed_at = Some(now);
        }
        if self.under_way {
            return false;
        }
        let gathered = self.changed_at.is_some_and(|it| it + GATHER <= now);
        // A store that cannot be reached is not asked more often for what is changed.
        self.next <= now || gathered && self.failures == 0
    }
}

fn is_same(told: &OfficeCard, card: &OfficeCard) -> bool {
    let age = |it: &OfficeCard| it.synced.unwrap_or(0);
    let is_recent = age(card).abs_diff(age(told)) < STALE;
    let synced = if is_recent { told.synced } else { card.synced };
    let card = OfficeCard {
        synced,
        ..card.clone()
    };
    *told == card
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pace(changes: u64) -> [OfficePace; 1] {
        [OfficePace {
            office: "one".to_owned(),
            every: 30_000,
            changes,
        }]
    }

    fn is_due(turns: &OfficeTurns, now: u64, changes: u64) -> bool {
        !turns.begin(1, now, &pace(changes), &[]).offices.is_empty()
    }

    const SEEN: Pace = Pace {
        every: 30_000,
        is_seen: true,
        jitter: 0,
    };

    #[test]
    fn a_store_is_looked_into_at_once_then_from_time_to_time_and_soon_after_changes() {
        let turns = OfficeTurns::default();
        assert!(is_due(&turns, 5_000, 0));
        assert!(!is_due(&turns, 99_000, 0), "it is on its way");
        turns.end(1, "one", true, 5_000, &SEEN);
        assert!(!is_due(&turns, 34_999, 0));
        assert!(!is_due(&turns, 34_999, 1), "more may be changed");
        assert!(is_due(&turns, 35_000, 1));
        turns.end(1, "one", true, 35_000, &SEEN);
        assert!(!is_due(&turns, 40_000, 2));
        assert!(!is_due(&turns, 40_400, 5));
        assert!(is_due(&turns, 40_500, 5), "all of them at once");
        turns.end(1, "one", true, 40_500, &SEEN);
        assert!(!is_due(&turns, 70_000, 5), "they were sent");
    }

    #[test]
    fn a_store_that_cannot_be_reached_is_asked_less_and_less_often() {
        let pauses: Vec<u64> = (0..6).map(|it| SEEN.pause(it)).collect();
        assert_eq!(pauses, [30_000, 60_000, 120_000, 120_000, 120_000, 120_000]);
        let turns = OfficeTurns::default();
        assert!(is_due(&turns, 0, 0));
        turns.end(1, "one", false, 0, &SEEN);
        assert!(!is_due(&turns, 10_000, 1), "changes wait for it as well");
        turns.note_reached(1, "one");
        assert!(is_due(&turns, 11_000, 1), "it is there again");
    }

    #[test]
    fn without_a_window_it_is_slower_and_no_two_computers_come_at_once() {
        let hidden = Pace {
            is_seen: false,
            ..SEEN
        };
        assert_eq!(hidden.pause(0), 120_000);
        let late = Pace {
            jitter: 7_000,
            ..SEEN
        };
        assert_eq!(late.pause(0), 31_000);
        let s3 = Pace {
            every: 300_000,
            ..SEEN
        };
        assert_eq!(s3.pause(9), 600_000);
    }

    #[test]
    fn a_lock_stops_what_is_under_way_and_the_next_vault_begins_anew() {
        let turns = OfficeTurns::default();
        assert!(is_due(&turns, 0, 0));
        let stop = Arc::<AtomicBool>::default();
        turns.note_stop(&stop);
        turns.stop();
        assert!(stop.load(Ordering::Relaxed));
        assert_eq!(turns.begin(2, 1_000, &pace(0), &[]).offices, ["one"]);
        turns.end(1, "one", true, 1_000, &SEEN);
        assert_eq!(turns.begin(2, 99_000, &pace(0), &[]), Due::default());
    }
}
