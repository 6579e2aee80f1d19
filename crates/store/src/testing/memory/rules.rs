//! When what goes wrong.

use crate::{Listed, StoreError};

/// What a store is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Request {
    /// A listing.
    List,
    /// The content of a file.
    Read,
    /// A new file.
    Create,
    /// A file less.
    Delete,
}

/// What goes wrong with a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// It fails, and nothing happens.
    Fail(StoreError),
    /// It happens, but its answer is this error, as when a connection breaks too late.
    FailAfter(StoreError),
    /// A create or delete is accepted, and does nothing.
    Lose,
    /// A create is accepted, and seen by nobody before [`super::MemoryStore::release`].
    Delay,
    /// A read gives no more than so many of the first bytes.
    Tear(usize),
    /// A read gives other bytes: one bit of the byte at this place, counted round, is turned.
    Flip(usize),
    /// A listing is that of so many changes ago.
    Stale(usize),
    /// A listing is in another order, which this number chooses.
    Shuffle(u64),
    /// A listing names every file twice.
    Twice,
}

/// A fault, and the requests that it befalls: unless it says less, every one.
#[derive(Debug, Clone)]
pub struct Rule {
    fault: Fault,
    request: Option<Request>,
    prefix: String,
    skip: u64,
    times: u64,
}

impl Rule {
    /// A fault that befalls every request.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self {
            fault,
            request: None,
            prefix: String::new(),
            skip: 0,
            times: u64::MAX,
        }
    }

    /// Only requests of this kind.
    #[must_use]
    pub fn on(self, request: Request) -> Self {
        Self {
            request: Some(request),
            ..self
        }
    }

    /// Only paths, or folders that are listed, that begin so.
    #[must_use]
    pub fn under(self, prefix: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            ..self
        }
    }

    /// Not the first so many requests that it fits.
    #[must_use]
    pub fn skip(self, skip: u64) -> Self {
        Self { skip, ..self }
    }

    /// Not more than so many requests.
    #[must_use]
    pub fn times(self, times: u64) -> Self {
        Self { times, ..self }
    }

    /// Counts a request, and says whether the fault befalls it.
    fn is_due(&mut self, request: Request, path: &str) -> bool {
        let fits =
            self.request.is_none_or(|only| only == request) && path.starts_with(&self.prefix);
        if !fits {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        let is_due = self.times > 0;
        self.times = self.times.saturating_sub(1);
        is_due
    }
}

#[derive(Default)]
pub struct Rules(Vec<Rule>);

impl Rules {
    pub fn add(&mut self, rule: Rule) {
        self.0.push(rule);
    }

    pub fn due(&mut self, request: Request, path: &str) -> Faults {
        let due = self
            .0
            .iter_mut()
            .filter_map(|rule| rule.is_due(request, path).then(|| rule.fault.clone()));
        Faults(due.collect())
    }
}

/// What befalls one request.
pub struct Faults(Vec<Fault>);

impl Faults {
    pub fn before(&self) -> Result<(), StoreError> {
        self.error(|fault| match fault {
            Fault::Fail(error) => Some(*error),
            _ => None,
        })
    }

    pub fn after(&self) -> Result<(), StoreError> {
        self.error(|fault| match fault {
            Fault::FailAfter(error) => Some(*error),
            _ => None,
        })
    }

    fn error(&self, which: impl Fn(&Fault) -> Option<StoreError>) -> Result<(), StoreError> {
        self.0.iter().find_map(which).map_or(Ok(()), Err)
    }

    pub fn loses(&self) -> bool {
        self.0.contains(&Fault::Lose)
    }

    pub fn delays(&self) -> bool {
        self.0.contains(&Fault::Delay)
    }

    pub fn stale(&self) -> usize {
        let stale = self.0.iter().map(|fault| match fault {
            Fault::Stale(ago) => *ago,
            _ => 0,
        });
        stale.max().unwrap_or_default()
    }

    pub fn content(&self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for fault in &self.0 {
            match fault {
                Fault::Tear(length) => bytes.truncate(*length),
                Fault::Flip(at) => {
                    let at = at.checked_rem(bytes.len()).unwrap_or_default();
                    if let Some(byte) = bytes.get_mut(at) {
                        *byte ^= 1;
                    }
                }
                _ => {}
            }
        }
        bytes
    }

    pub fn listing(&self, mut files: Vec<Listed>) -> Vec<Listed> {
        for fault in &self.0 {
            match fault {
                Fault::Twice => files.extend_from_within(..),
                Fault::Shuffle(seed) => shuffle(&mut files, *seed),
                _ => {}
            }
        }
        files
    }
}

/// Fisher and Yates, by a generator of Vigna's (splitmix64), which is good enough for an order.
fn shuffle<T>(items: &mut [T], seed: u64) {
    let mut state = seed;
    for last in (1..items.len()).rev() {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut number = state;
        number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        number ^= number >> 31;
        items.swap(last, (number % (last as u64 + 1)) as usize);
    }
}
