//! What takes a while on behalf of the open vault: looking for keys, reading files.

use std::sync::{Arc, OnceLock};

use super::standing::{Keys, locked};
use super::{Desk, Look};
use crate::views::{Event, Failure};

/// For how long, in milliseconds, nothing is told of how far it is.
const SILENT: u64 = 300;

/// Something that is under way. There is one at a time: the next one ends it, as a lock and the person do.
pub(super) struct Errand<'a> {
    pub desk: &'a Desk,
    /// The vault that it is for.
    pub keys: Arc<Keys>,
    pub look: Arc<Look>,
}

impl<'a> Errand<'a> {
    /// Ends the one before. How far this one is, is told as `event`.
    pub fn begin(desk: &'a Desk, event: fn(u16) -> Event) -> Result<Self, Failure> {
        let look = Arc::new(Look::new(desk.teller(event)));
        let (keys, before) = {
            let mut now = desk.standing.now();
            let entry = now.entry.as_mut().ok_or_else(locked)?;
            let before = entry.look.replace(Arc::clone(&look));
            (Arc::clone(&entry.keys), before)
        };
        if let Some(before) = before {
            before.end();
        }
        Ok(Self { desk, keys, look })
    }
}

impl Drop for Errand<'_> {
    fn drop(&mut self) {
        if let Some(entry) = &mut self.desk.standing.now().entry {
            entry.look.take_if(|look| Arc::ptr_eq(look, &self.look));
        }
    }
}

impl Desk {
    /// Ends the errand that is under way, and waits until nothing of it is left.
    pub fn end_errand(&self) {
        let look = match &mut self.standing.now().entry {
            Some(entry) => entry.look.take(),
            None => None,
        };
        if let Some(look) = look {
            look.end();
        }
    }

    /// Tells the window how far an errand is, once it has taken a while. What the person has taken before there was
    /// anything to do does not count.
    fn teller(&self, event: fn(u16) -> Event) -> impl Fn(u16) + Send + Sync + 'static {
        let (stage, clock) = (Arc::clone(&self.stage), Arc::clone(&self.computer.clock));
        let start = OnceLock::new();
        move |done| {
            let now = clock.awake();
            if now.saturating_sub(*start.get_or_init(|| now)) >= SILENT {
                stage.tell(&event(done));
            }
        }
    }
}
