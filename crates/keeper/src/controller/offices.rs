//! Keeping offices in step while the vault is open. What is asked of a store holds nobody up: the keys are held only for the
//! short steps between.

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::time::Duration;

use keyrack_app::view::SyncView;
use keyrack_app::{OsEntropy, SyncOptions};

use super::Controller;
use super::lock_state::Keys;
use super::office_turns::{Due, Pace};
use super::vault_event::VaultEvent;
use crate::views::{Event, Failure};

/// A look into a store that is due.
pub struct StoreLook {
    keys: Arc<Keys>,
    locks: u64,
    what: What,
}

enum What {
    Sync { office: String, every: u64 },
    Joining(String),
}

impl Controller {
    /// Waits until there may be something to do for offices, at most for `pause`.
    pub fn wait_for_offices(&self, pause: Duration) {
        let now = self.computer.clock.boot().elapsed;
        self.office_turns.wait(pause, now);
    }

    /// The looks into stores that are due now. Each has to be carried out, and may take as long as a network does.
    pub fn offices_due(&self) -> Vec<StoreLook> {
        let found = panic::catch_unwind(AssertUnwindSafe(|| {
            let locks = self.vault_lock.now().locks;
            let keys = self.vault_lock.keys()?;
            let (paces, joining, cards) = self.with_keys(&keys, |opened| {
                let offices = opened.session.office_cards();
                let joining = offices.joining.into_iter().map(|it| it.office.id);
                let joining: Vec<String> = joining.collect();
                Ok((opened.session.office_paces(), joining, offices.offices))
            })?;
            self.tell_cards(&cards);
            let now = self.computer.clock.boot().elapsed;
            let Due { offices, joinings } = self.office_turns.begin(locks, now, &paces, &joining);
            let every = |office: &String| {
                let pace = paces.iter().find(|it| it.office == *office);
                pace.map_or(0, |it| it.every)
            };
            let syncs = offices.into_iter().map(|office| What::Sync {
                every: every(&office),
                office,
            });
            let all = syncs.chain(joinings.into_iter().map(What::Joining));
            let looks = all.map(|what| StoreLook {
                keys: Arc::clone(&keys),
                locks,
                what,
            });
            Ok::<_, Failure>(looks.collect())
        }));
        found.ok().and_then(Result::ok).unwrap_or_default()
    }

    /// Carries out a look into a store.
    pub fn look_into(&self, look: &StoreLook) {
        let StoreLook { keys, locks, what } = look;
        let locks = *locks;
        match what {
            What::Sync { office, every } => {
                let options = SyncOptions::default();
                let done = panic::catch_unwind(AssertUnwindSafe(|| {
                    self.sync_with(keys, office, options, false)
                }));
                let got_through = matches!(done, Ok(Ok(_)));
                let pace = Pace {
                    every: *every,
                    is_seen: self.shell.is_seen(),
                    jitter: random(),
                };
                let now = self.computer.clock.boot().elapsed;
                self.office_turns
                    .end(locks, office, got_through, now, &pace);
                self.look_at_cards(keys);
            }
            What::Joining(office) => {
                let followed =
                    panic::catch_unwind(AssertUnwindSafe(|| self.follow_joining(keys, office)));
                let published = followed.ok().and_then(Result::ok);
                let now = self.computer.clock.boot().elapsed;
                self.office_turns.end_joining(locks, office, published, now);
                self.look_at_cards(keys);
            }
        }
    }

    /// Brings an office in step, while others go on. In a hurry, no request to the store takes longer than two seconds.
    ///
    /// # Errors
    /// Why it is not in step.
    pub(crate) fn sync(
        &self,
        office: &str,
        options: SyncOptions,
        hurry: bool,
    ) -> Result<SyncView, Failure> {
        let locks = self.vault_lock.now().locks;
        let keys = self.vault_lock.keys()?;
        let done = self.sync_with(&keys, office, options, hurry);
        if done.is_ok() {
            self.office_turns.note_reached(locks, office);
        }
        self.look_at_cards(&keys);
        done
    }

    /// Brings an office in step as far as that is possible, before something that goes by what others did.
    pub(crate) fn sync_first(&self, office: &str) {
        _ = self.sync(office, SyncOptions::default(), false);
    }

    /// Before a code that counts is shown: what colleagues counted up, if their store answers soon.
    ///
    /// # Errors
    /// `locked`.
    pub(crate) fn count_with_colleagues(&self, account: &str, factor: &str) -> Result<(), Failure> {
        let offices = self.with(|opened| Ok(opened.session.offices_that_count(account, factor)))?;
        for office in offices {
            _ = self.sync(&office, SyncOptions::default(), true);
        }
        Ok(())
    }

    fn sync_with(
        &self,
        keys: &Arc<Keys>,
        office: &str,
        options: SyncOptions,
        hurry: bool,
    ) -> Result<SyncView, Failure> {
        let begin = |opened: &mut super::opened::Opened| {
            Ok(opened.session.begin_office_sync(office, options, hurry)?)
        };
        let mut sync = self.with_keys(keys, begin)?;
        self.office_turns.note_stop(&sync.stop());
        loop {
            sync.run();
            let (done, changes) = self.with_keys(keys, |opened| {
                let done = opened.session.continue_office_sync(&mut sync);
                Ok((done, opened.session.take_changes()))
            })?;
            if !changes.is_empty() {
                self.shell.tell(&Event::Changed);
                let event = VaultEvent::Changed(changes);
                self.vault_lock.now().subscribers.tell(&event);
            }
            if let Some(view) = done? {
                return Ok(view);
            }
        }
    }

    /// Looks whether an owner has answered, where the store lists something new. What it listed, once nothing came of it.
    fn follow_joining(&self, keys: &Arc<Keys>, office: &str) -> Result<Vec<String>, Failure> {
        let glance = self.with_keys(keys, |opened| Ok(opened.session.glance(office)?))?;
        let published = glance.published()?;
        if self.office_turns.is_news(office, &published) {
            let changes = self.with_keys(keys, |opened| {
                opened.session.follow_joining(office)?;
                Ok(opened.session.take_changes())
            })?;
            if !changes.is_empty() {
                self.shell.tell(&Event::Changed);
                let event = VaultEvent::Changed(changes);
                self.vault_lock.now().subscribers.tell(&event);
            }
            self.office_turns.nudge();
        }
        Ok(published)
    }

    /// Tells the windows where it stands otherwise with an office than they were told.
    fn look_at_cards(&self, keys: &Arc<Keys>) {
        let cards = self.with_keys(keys, |opened| Ok(opened.session.office_cards()));
        if let Ok(cards) = cards {
            self.tell_cards(&cards.offices);
        }
    }

    fn tell_cards(&self, cards: &[keyrack_app::view::OfficeCard]) {
        if !self.office_turns.is_told(cards) {
            self.shell.tell(&Event::OfficeChanged);
        }
    }
}

/// A number that no two computers draw alike.
fn random() -> u64 {
    use keyrack_app::Entropy as _;
    let mut bytes = [0; 8];
    // Without randomness all come at once; nothing is lost by that.
    _ = OsEntropy.fill(&mut bytes);
    u64::from_be_bytes(bytes)
}
