//! How a search is followed and called off.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU16, Ordering};

use crate::Error;

/// Follows a search from outside: hears how far it is, and calls it off. Clones are the same progress.
#[derive(Clone)]
pub struct Progress {
    shared: Arc<Shared>,
    /// The part of the whole that this progress tells about, in thousandths.
    from: u16,
    to: u16,
}

struct Shared {
    cancelled: AtomicBool,
    told: AtomicU16,
    tell: Box<dyn Fn(u16) + Send + Sync>,
}

impl Progress {
    /// A progress that is told how far the search is: from 0 to 1000, never backwards, on the thread that searches.
    pub fn new(tell: impl Fn(u16) + Send + Sync + 'static) -> Self {
        let shared = Shared {
            cancelled: AtomicBool::new(false),
            told: AtomicU16::new(0),
            tell: Box::new(tell),
        };
        Self {
            shared: Arc::new(shared),
            from: 0,
            to: 1000,
        }
    }

    /// A progress that only calls off.
    pub fn silent() -> Self {
        Self::new(|_| {})
    }

    /// Calls the search off. It ends within some tens of milliseconds with [`Error::Cancelled`].
    pub fn cancel(&self) {
        self.shared.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether [`Self::cancel`] was called.
    pub fn is_cancelled(&self) -> bool {
        self.shared.cancelled.load(Ordering::Relaxed)
    }

    /// Ends a search that was called off.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.is_cancelled() {
            Err(Error::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Tells that `done` of `all` steps are done.
    pub(crate) fn tell(&self, done: usize, all: usize) {
        let share = usize::from(self.to - self.from) * done.min(all) / all.max(1);
        let now = self.from + u16::try_from(share).unwrap_or(0);
        if self.shared.told.fetch_max(now, Ordering::Relaxed) < now {
            (self.shared.tell)(now);
        }
    }

    /// The progress over step `index` of `all` equal steps of this one.
    pub(crate) fn part(&self, index: usize, all: usize) -> Self {
        let at = |index: usize| {
            let share = usize::from(self.to - self.from) * index / all.max(1);
            self.from + u16::try_from(share).unwrap_or(0)
        };
        Self {
            shared: Arc::clone(&self.shared),
            from: at(index),
            to: at(index + 1),
        }
    }
}

impl Default for Progress {
    fn default() -> Self {
        Self::silent()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;

    #[test]
    fn progress_never_goes_back_and_parts_stay_in_their_share() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let sink = Arc::clone(&told);
        let progress = Progress::new(move |done| sink.lock().unwrap().push(done));
        progress.part(0, 2).tell(1, 2);
        progress.part(1, 2).tell(0, 2);
        progress.part(0, 2).tell(0, 2);
        progress.part(1, 2).tell(9, 2);
        assert_eq!(*told.lock().unwrap(), [250, 500, 1000]);
    }

    #[test]
    fn a_clone_calls_off_the_same_search() {
        let progress = Progress::silent();
        assert_eq!(progress.check(), Ok(()));
        progress.clone().cancel();
        assert_eq!(progress.part(3, 4).check(), Err(Error::Cancelled));
    }
}
