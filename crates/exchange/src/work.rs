//! What a long reading tells and asks: how far it is, whether to go on, and how much memory it may take.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::ImportError;

/// How files are read, beside their format and password.
///
/// The only thing that takes long is to derive a key from a password. What runs longer than about half a second is
/// told to the watch ten times a second, and can be given up there.
pub struct Work<'a> {
    watch: Option<&'a mut dyn FnMut(f32) -> ControlFlow<()>>,
    memory_mib: u32,
    columns: &'a [(String, String)],
}

/// The most memory in MiB that a file may ask for without [consent](Work::allow_memory).
pub const USUAL_MEMORY_MIB: u32 = 256;

/// The most memory in MiB that a file may ask for at all.
pub const MAX_MEMORY_MIB: u32 = 1024;

impl<'a> Work<'a> {
    /// Has the watch told how far the work is, from 0 to 1. When it answers `Break`, reading ends with
    /// [`ImportError::Cancelled`]; a derivation that runs then comes to its bounded end unheard, and is wiped.
    #[must_use]
    pub fn watched(mut self, watch: &'a mut dyn FnMut(f32) -> ControlFlow<()>) -> Self {
        self.watch = Some(watch);
        self
    }

    /// Lets a file ask for as much memory, because somebody agreed to it. More than [`MAX_MEMORY_MIB`] is never taken.
    #[must_use]
    pub fn allow_memory(mut self, mib: u32) -> Self {
        self.memory_mib = mib.clamp(USUAL_MEMORY_MIB, MAX_MEMORY_MIB);
        self
    }

    /// Says which column of a table holds which [field](crate::Field), by the heading or the letter of the column.
    /// Columns that are not named are guessed.
    #[must_use]
    pub fn with_columns(mut self, columns: &'a [(String, String)]) -> Self {
        self.columns = columns;
        self
    }

    pub(crate) fn columns(&self) -> &'a [(String, String)] {
        self.columns
    }

    /// Checks that somebody agreed to the memory that a file asks for.
    pub(crate) fn check_memory(&self, kib: u64) -> Result<(), ImportError> {
        let mib = u32::try_from(kib.div_ceil(1024)).unwrap_or(u32::MAX);
        if mib > MAX_MEMORY_MIB {
            Err(ImportError::TooCostly)
        } else if mib > self.memory_mib {
            Err(ImportError::MemoryConsent { mib })
        } else {
            Ok(())
        }
    }

    /// Says how far the work is.
    pub(crate) fn tell(&mut self, share: f32) -> Result<(), ImportError> {
        let answer = self
            .watch
            .as_mut()
            .map_or(ControlFlow::Continue(()), |watch| watch(share));
        if answer.is_break() {
            Err(ImportError::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Does something that cannot tell how far it is. `ticks` is its expected duration in tenths of a second; what is
    /// short is done at once, what is longer on a thread of its own while the watch is told.
    ///
    /// # Errors
    /// [`ImportError::Cancelled`] when the watch gave it up, [`ImportError::NoMemory`] when there is no thread for it.
    pub fn run<T: Send + 'static>(
        &mut self,
        ticks: f32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ImportError> {
        self.tell(0.0)?;
        if self.watch.is_none() || ticks < LONG {
            return Ok(work());
        }
        let (done, answer) = mpsc::sync_channel(1);
        thread::Builder::new()
            .name("file key".to_owned())
            .spawn(move || drop(done.send(work())))
            .map_err(|_| ImportError::NoMemory)?;
        let mut passed = 0.0_f32;
        loop {
            match answer.recv_timeout(TICK) {
                Ok(answer) => return Ok(answer),
                Err(RecvTimeoutError::Timeout) => {
                    passed += 1.0;
                    // Slower computers get there as well, and never at once.
                    self.tell((passed / (passed + ticks) * 1.2).min(0.99))?;
                }
                Err(RecvTimeoutError::Disconnected) => return Err(ImportError::NoMemory),
            }
        }
    }
}

impl Default for Work<'_> {
    /// Nobody watches, and nobody agreed to anything.
    fn default() -> Self {
        Self {
            watch: None,
            memory_mib: USUAL_MEMORY_MIB,
            columns: &[],
        }
    }
}

const TICK: Duration = Duration::from_millis(100);

/// From how many ticks on somebody wants to know.
const LONG: f32 = 4.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_beyond_the_usual_needs_consent_and_too_much_is_refused() {
        let plain = Work::default();
        assert_eq!(plain.check_memory(256 * 1024), Ok(()));
        assert_eq!(
            plain.check_memory(256 * 1024 + 1),
            Err(ImportError::MemoryConsent { mib: 257 })
        );
        let agreed = Work::default().allow_memory(u32::MAX);
        assert_eq!(agreed.check_memory(1024 * 1024), Ok(()));
        assert_eq!(
            agreed.check_memory(1024 * 1024 + 1),
            Err(ImportError::TooCostly)
        );
        assert_eq!(agreed.check_memory(u64::MAX), Err(ImportError::TooCostly));
    }

    #[test]
    fn long_work_is_told_and_can_be_given_up() {
        let (stop, stopped) = mpsc::channel::<()>();
        let mut told = Vec::new();
        let mut watch = |share| {
            told.push(share);
            if told.len() < 4 {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        let mut work = Work::default().watched(&mut watch);
        let answer = work.run(10.0, move || stopped.recv().is_ok());
        assert_eq!(answer, Err(ImportError::Cancelled));
        drop(stop);
        assert_eq!(told.len(), 4);
        assert!(told.is_sorted() && told.iter().all(|share| (0.0..1.0).contains(share)));
    }

    #[test]
    fn what_is_done_is_answered() {
        let mut watch = |_| ControlFlow::Continue(());
        assert_eq!(Work::default().watched(&mut watch).run(10.0, || 7), Ok(7));
        assert_eq!(Work::default().run(10.0, || 7), Ok(7));
    }
}
