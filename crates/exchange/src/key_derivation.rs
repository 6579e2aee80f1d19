//! What it may take to derive a key from a password, and who is told how far that is.

use std::ops::ControlFlow;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::error::ImportError;

/// How keys are derived from passwords, which is the only thing about a file that takes long. What runs longer than
/// about half a second is told to a watcher ten times a second, and can be given up there.
pub struct KeyDerivation<'a> {
    watcher: Option<&'a mut dyn FnMut(f32) -> ControlFlow<()>>,
    memory_mib: u32,
}

/// The most memory in MiB that a file may ask for without [consent](KeyDerivation::allow_memory).
pub const USUAL_MEMORY_MIB: u32 = 256;

/// The most memory in MiB that a file may ask for at all.
pub const MAX_MEMORY_MIB: u32 = 1024;

impl<'a> KeyDerivation<'a> {
    /// Has a watcher told how far it is, from 0 to 1. When it answers `Break`, reading ends with
    /// [`ImportError::Cancelled`]; a derivation that runs then comes to its bounded end unheard, and is wiped.
    #[must_use]
    pub fn watched(mut self, watcher: &'a mut dyn FnMut(f32) -> ControlFlow<()>) -> Self {
        self.watcher = Some(watcher);
        self
    }

    /// Lets a file ask for as much memory, because somebody agreed to it. More than [`MAX_MEMORY_MIB`] is never taken.
    #[must_use]
    pub fn allow_memory(mut self, mib: u32) -> Self {
        self.memory_mib = mib.clamp(USUAL_MEMORY_MIB, MAX_MEMORY_MIB);
        self
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

    /// Says how far it is.
    pub(crate) fn tell(&mut self, share: f32) -> Result<(), ImportError> {
        let answer = self
            .watcher
            .as_mut()
            .map_or(ControlFlow::Continue(()), |watcher| watcher(share));
        if answer.is_break() {
            Err(ImportError::Cancelled)
        } else {
            Ok(())
        }
    }

    /// Does something that cannot tell how far it is. `ticks` is its expected duration in tenths of a second; what is
    /// short is done at once, what is longer on a thread of its own while the watcher is told.
    ///
    /// # Errors
    /// [`ImportError::Cancelled`] when the watcher gave it up, [`ImportError::NoMemory`] when there is no thread for it.
    pub fn run<T: Send + 'static>(
        &mut self,
        ticks: f32,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ImportError> {
        self.tell(0.0)?;
        if self.watcher.is_none() || ticks < LONG {
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

impl Default for KeyDerivation<'_> {
    /// Nobody watches, and nobody agreed to anything.
    fn default() -> Self {
        Self {
            watcher: None,
            memory_mib: USUAL_MEMORY_MIB,
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
        let plain = KeyDerivation::default();
        assert_eq!(plain.check_memory(256 * 1024), Ok(()));
        assert_eq!(
            plain.check_memory(256 * 1024 + 1),
            Err(ImportError::MemoryConsent { mib: 257 })
        );
        let agreed = KeyDerivation::default().allow_memory(u32::MAX);
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
        let mut derivation = KeyDerivation::default().watched(&mut watch);
        let answer = derivation.run(10.0, move || stopped.recv().is_ok());
        assert_eq!(answer, Err(ImportError::Cancelled));
        drop(stop);
        assert_eq!(told.len(), 4);
        assert!(told.is_sorted() && told.iter().all(|share| (0.0..1.0).contains(share)));
    }

    #[test]
    fn what_is_done_is_answered() {
        let mut watch = |_| ControlFlow::Continue(());
        assert_eq!(
            KeyDerivation::default().watched(&mut watch).run(10.0, || 7),
            Ok(7)
        );
        assert_eq!(KeyDerivation::default().run(10.0, || 7), Ok(7));
    }
}
