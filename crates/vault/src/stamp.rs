//! When and by whom something was set: a hybrid logical clock.
//!
//! After Kulkarni et al., "Logical Physical Clocks" (2014): wall-clock milliseconds, pushed forward by a counter
//! whenever the wall clock does not advance past what was already seen. So a later change always bears the greater
//! stamp, even where a computer's clock was set back.

use std::fmt;

/// 8 random bytes that name one computer and one of its users as a writer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Replica(pub u64);

impl fmt::Display for Replica {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// A moment in the order of changes. Stamps of different changes differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Stamp {
    /// Milliseconds since 1970 in the upper 48 bits, the counter in the lower 16.
    time: u64,
    replica: Replica,
}

impl Stamp {
    /// Before everything: the stamp of what was never set.
    pub const NEVER: Self = Self {
        time: 0,
        replica: Replica(0),
    };

    /// The last milliseconds that are read from a file, in the year 2248, and so the last that are given out: a change with
    /// a later stamp would be lost when it is read again.
    pub const LAST_READ: u64 = (1 << 43) - 1;

    /// A stamp from its parts.
    #[must_use]
    pub const fn new(milliseconds: u64, counter: u16, replica: Replica) -> Self {
        Self {
            time: (milliseconds & MAX_MILLISECONDS) << 16 | counter as u64,
            replica,
        }
    }

    /// Milliseconds since 1970.
    #[must_use]
    pub const fn milliseconds(self) -> u64 {
        self.time >> 16
    }

    /// Tells apart what was set within one millisecond.
    #[must_use]
    pub const fn counter(self) -> u16 {
        self.time as u16
    }

    /// Who set it.
    #[must_use]
    pub const fn replica(self) -> Replica {
        self.replica
    }

    /// Whether a purge at `floor` forgets what was set then.
    pub(crate) fn is_purged_by(self, floor: Self) -> bool {
        floor.is_set() && self <= floor
    }

    /// Whether anything was set at all.
    #[must_use]
    pub fn is_set(self) -> bool {
        self != Self::NEVER
    }
}

const MAX_MILLISECONDS: u64 = (1 << 48) - 1;

/// There is no later stamp that could be read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the clock is beyond what a vault can hold")]
pub struct OutOfStamps;

/// Hands out this replica's stamps, each greater than all before and all it has observed.
#[derive(Debug, Clone)]
pub struct Ticker {
    replica: Replica,
    last: u64,
}

impl Ticker {
    /// A ticker for `replica` that has seen nothing yet.
    #[must_use]
    pub const fn new(replica: Replica) -> Self {
        Self { replica, last: 0 }
    }

    /// Takes note of a stamp that exists, so that later ones are greater.
    pub fn observe(&mut self, stamp: Stamp) {
        self.last = self.last.max(stamp.time);
    }

    /// The next stamp, at wall-clock `now` in milliseconds since 1970. A clock that stands at 0 counts as 1, because 0
    /// in a file means that nothing was set.
    ///
    /// # Errors
    /// [`OutOfStamps`] where no greater one could be read again: a change that bears it would be lost. Nothing that was
    /// read leads there, only a clock that is set beyond [`Stamp::LAST_READ`].
    pub fn tick(&mut self, now: u64) -> Result<Stamp, OutOfStamps> {
        let next = (now.clamp(1, MAX_MILLISECONDS) << 16).max(self.last.saturating_add(1));
        if next >> 16 > Stamp::LAST_READ {
            return Err(OutOfStamps);
        }
        self.last = next;
        Ok(Stamp {
            time: next,
            replica: self.replica,
        })
    }
}

/// The table that lets a file write a replica as a small number. Numbers are never given anew, so a record written
/// under an earlier state of the table reads the same under a later one.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replicas(Vec<Replica>);

impl Replicas {
    /// The most replicas that a file may name.
    pub const MAX: usize = 4096;

    /// A table as read from a file; `None` when it names too many.
    #[must_use]
    pub fn from_list(list: Vec<Replica>) -> Option<Self> {
        (list.len() <= Self::MAX).then_some(Self(list))
    }

    /// A table as texts name it, each replica by 16 hex digits; `None` for what is no such table.
    #[must_use]
    pub fn from_texts(texts: &[String]) -> Option<Self> {
        let replica = |text: &String| u64::from_str_radix(text, 16).map(Replica).ok();
        let replicas: Option<Vec<Replica>> = texts.iter().map(replica).collect();
        replicas.and_then(Self::from_list)
    }

    /// The texts of [`Replicas::from_texts`].
    #[must_use]
    pub fn to_texts(&self) -> Vec<String> {
        self.0.iter().map(ToString::to_string).collect()
    }

    /// The replicas in the order of their numbers.
    #[must_use]
    pub fn as_slice(&self) -> &[Replica] {
        &self.0
    }

    /// The number of `replica`, given now if it has none.
    pub fn number(&mut self, replica: Replica) -> usize {
        // A vault has a handful of writers; a scan beats hashing.
        self.0
            .iter()
            .position(|known| *known == replica)
            .unwrap_or_else(|| {
                self.0.push(replica);
                self.0.len() - 1
            })
    }

    /// The replica of a number.
    #[must_use]
    pub fn get(&self, number: u64) -> Option<Replica> {
        self.0.get(usize::try_from(number).ok()?).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_though_the_clock_is_set_back() {
        let mut ticker = Ticker::new(Replica(1));
        let stamps = [1000, 1000, 5, 0, 2000, 7].map(|now| ticker.tick(now).unwrap());
        assert!(stamps.is_sorted_by(|a, b| a < b), "{stamps:?}");
    }

    #[test]
    fn a_stamp_is_greater_than_every_one_observed() {
        let mut ticker = Ticker::new(Replica(1));
        let seen = Stamp::new(9_000, 65_535, Replica(2));
        ticker.observe(seen);
        assert!(ticker.tick(10).unwrap() > seen);
    }

    #[test]
    fn there_is_a_stamp_after_every_one_that_is_read_and_none_that_would_not_be() {
        let last = Stamp::new(Stamp::LAST_READ, u16::MAX - 1, Replica(2));
        let mut ticker = Ticker::new(Replica(1));
        ticker.observe(last);
        assert!(ticker.tick(10).unwrap() > last);
        assert_eq!(ticker.tick(10), Err(OutOfStamps));
        assert_eq!(ticker.tick(u64::MAX), Err(OutOfStamps));
        let mut ticker = Ticker::new(Replica(1));
        assert_eq!(ticker.tick(Stamp::LAST_READ + 1), Err(OutOfStamps));
        assert!(
            ticker.tick(Stamp::LAST_READ).is_ok(),
            "the clock was put right"
        );
    }
}
