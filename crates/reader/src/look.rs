//! Something that is under way in another process, for those who wait for it.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// A look that is under way. Whoever has it can end it.
pub struct Look {
    state: Mutex<State>,
    tell: Box<dyn Fn(u16) + Send + Sync>,
}

struct State {
    is_over: bool,
    /// The place of the subject that is looked at, and how many there are.
    at: usize,
    all: usize,
    end: Option<Box<dyn FnOnce() + Send>>,
}

impl Look {
    /// One that `tell`s how far it is, from 0 to 1000.
    pub fn new(tell: impl Fn(u16) + Send + Sync + 'static) -> Self {
        Self {
            state: Mutex::new(State {
                is_over: false,
                at: 0,
                all: 1,
                end: None,
            }),
            tell: Box::new(tell),
        }
    }

    /// Ends it, and waits until nothing of it is left. Does nothing the second time.
    pub fn end(&self) {
        let end = {
            let mut state = self.state();
            state.is_over = true;
            state.end.take()
        };
        if let Some(end) = end {
            end();
        }
    }

    /// Whether it was ended.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.state().is_over
    }

    /// Sees to it that `end` is called once if the look is ended from now on, or was already. It takes the place of the
    /// one before.
    pub fn at_end(&self, end: impl FnOnce() + Send + 'static) {
        let mut state = self.state();
        if state.is_over {
            drop(state);
            end();
        } else {
            state.end = Some(Box::new(end));
        }
    }

    /// Goes on with the subject at the place `at` among `all`.
    pub fn go_on(&self, at: usize, all: usize) {
        let mut state = self.state();
        (state.at, state.all) = (at, all.max(1));
    }

    /// Tells how far it is with its subject, from 0 to 1000.
    pub fn progress(&self, done: u16) {
        let (is_over, at, all) = {
            let state = self.state();
            (state.is_over, state.at, state.all)
        };
        if !is_over {
            let done = (at * 1000 + usize::from(done.min(1000))) / all;
            (self.tell)(done.min(1000) as u16);
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
