//! A task that another process works on, for those who wait for it.

use parking_lot::{Mutex, MutexGuard};

/// A task that is under way. Whoever holds this can cancel it.
pub struct TaskHandle {
    state: Mutex<State>,
    tell: Box<dyn Fn(u16) + Send + Sync>,
}

struct State {
    is_cancelled: bool,
    /// The place of the part that is worked on, and how many parts there are.
    at: usize,
    all: usize,
    on_cancel: Option<Box<dyn FnOnce() + Send>>,
}

impl TaskHandle {
    /// One that `tell`s how far it is, from 0 to 1000.
    pub fn new(tell: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self {
            state: Mutex::new(State {
                is_cancelled: false,
                at: 0,
                all: 1,
                on_cancel: None,
            }),
            tell: Box::new(tell),
        }
    }

    /// Cancels it, and waits until nothing of it is left. Does nothing the second time.
    pub fn cancel(&self) {
        let on_cancel = {
            let mut state = self.state();
            state.is_cancelled = true;
            state.on_cancel.take()
        };
        if let Some(on_cancel) = on_cancel {
            on_cancel();
        }
    }

    /// Whether it was cancelled.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.state().is_cancelled
    }

    /// Sees to it that `act` is called once if the task is cancelled from now on, or was already. It takes the place of the
    /// one before.
    pub fn on_cancel(&self, act: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        if state.is_cancelled {
            drop(state);
            act();
        } else {
            state.on_cancel = Some(Box::new(act));
        }
    }

    /// Goes on with the part at the place `at` among `all`.
    pub fn begin_part(&self, at: usize, all: usize) {
        let mut state = self.state();
        (state.at, state.all) = (at, all.max(1));
    }

    /// Tells how far it is with its part, from 0 to 1000.
    pub fn progress(&self, done: u16) {
        let (is_cancelled, at, all) = {
            let state = self.state();
            (state.is_cancelled, state.at, state.all)
        };
        if !is_cancelled {
            let done = (at * 1000 + usize::from(done.min(1000))) / all;
            (self.tell)(done.min(1000) as u16);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock()
    }
}
