//! Tasks: what takes a while on behalf of the open vault: looking for keys, reading files.

use std::sync::{Arc, OnceLock};

use super::Controller;
use super::lock_state::{Keys, locked};
use crate::scanner::TaskHandle;
use crate::views::{Event, Failure};

/// For how long, in milliseconds, nothing is told of how far it is.
const SILENT: u64 = 300;

/// Something that is under way. There is one at a time: the next one cancels it, as a lock and the person do.
pub(crate) struct Task<'a> {
    pub controller: &'a Controller,
    /// The vault that it is for.
    pub keys: Arc<Keys>,
    pub handle: Arc<TaskHandle>,
}

impl<'a> Task<'a> {
    /// Cancels the one before. How far this one is, is told as `event`.
    pub fn begin(controller: &'a Controller, event: fn(u16) -> Event) -> Result<Self, Failure> {
        let handle = Arc::new(TaskHandle::new(controller.teller(event)));
        let (keys, before) = {
            let mut now = controller.vault_lock.now();
            let unlocked = now.unlocked.as_mut().ok_or_else(locked)?;
            let before = unlocked.task.replace(Arc::clone(&handle));
            (Arc::clone(&unlocked.keys), before)
        };
        if let Some(before) = before {
            before.cancel();
        }
        Ok(Self {
            controller,
            keys,
            handle,
        })
    }
}

impl Drop for Task<'_> {
    fn drop(&mut self) {
        if let Some(unlocked) = &mut self.controller.vault_lock.now().unlocked {
            unlocked
                .task
                .take_if(|handle| Arc::ptr_eq(handle, &self.handle));
        }
    }
}

impl Controller {
    /// Cancels the task that is under way, and waits until nothing of it is left.
    pub fn cancel_task(&self) {
        let handle = match &mut self.vault_lock.now().unlocked {
            Some(unlocked) => unlocked.task.take(),
            None => None,
        };
        if let Some(handle) = handle {
            handle.cancel();
        }
    }

    /// Tells the window how far a task is, once it has taken a while. What the person has taken before there was
    /// anything to do does not count.
    fn teller(&self, event: fn(u16) -> Event) -> impl Fn(u16) + Send + Sync + 'static {
        let (shell, clock) = (Arc::clone(&self.shell), Arc::clone(&self.computer.clock));
        let start = OnceLock::new();
        move |done| {
            let now = clock.awake();
            if now.saturating_sub(*start.get_or_init(|| now)) >= SILENT {
                shell.tell(&event(done));
            }
        }
    }
}
