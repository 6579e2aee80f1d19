//! Opening the vault and locking it.

mod requests;

use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use keyrack_app::{ErrorCode, RecoveryKey, Session, Unlock, Way, view::WayInKind};
use zeroize::Zeroizing;

use crate::controller::clock_gap::ClockReading;
use crate::controller::lock_state::{Keys, Unlocked, VaultLock};
use crate::controller::opened::{
    Drafts, Importing, OfficeSecrets, Opened, Restoring, ScanSeries, WaitingKit,
};
use crate::controller::vault_event::{Moment, VaultEvent};
use crate::controller::{Controller, LockReason};
use crate::shell::Shell;
use crate::views::{Event, Failure, FailureCode, FollowingNotice, Notice, State, Strength};

pub use requests::UnlockRequest;

/// The most characters of a password that its strength is told by. Longer ones are no weaker, and the time that it
/// takes grows with the square.
const MAX_MEASURED: usize = 100;

impl Controller {
    /// Locks the vault: from now on nothing of it is told. Drops the keys, closes the paper, renews the main window and
    /// takes back what was lent to the clipboard. Changes that could not be saved are sealed beside the vault.
    ///
    /// Waits until the keys are gone, also those of an earlier lock or of an unlock under way, but for a few seconds at
    /// most: what is at work with them, on a disk that hangs, may hold them for longer.
    pub fn lock(&self, reason: LockReason) {
        let start = Instant::now();
        if let Some(unlocked) = self
            .vault_lock
            .lock(reason, &Moment::of(&*self.computer.clock))
        {
            self.office_turns.stop();
            self.drop_keys(&unlocked.keys);
            if let Some(task) = unlocked.task {
                task.cancel();
            }
        }
        self.shell.close_paper();
        if reason != LockReason::Quit {
            self.shell.renew();
        }
        // Another program may hold the clipboard. Then it is cleared once it is free.
        _ = self.clipboard.take_back();
        let patience = || reason.patience().saturating_sub(start.elapsed());
        self.vault_lock.wait_until_gone(patience());
        self.copy_after_lock(reason, patience());
    }

    /// Does what time brings: locks when nobody was at work, or when the clocks tell of a sleep; closes the paper. Called
    /// every few seconds; waits for no disk. A fault in a part of it does not keep the next call from locking.
    pub fn tick(&self) {
        _ = panic::catch_unwind(AssertUnwindSafe(|| {
            if let Some(reason) = self.clock_gap() {
                return self.lock(reason);
            }
            if self.is_idle() {
                return self.lock(LockReason::Idle);
            }
            if self.is_hidden() {
                return self.lock(LockReason::Hidden);
            }
            self.end_paper();
            self.watch_support();
        }));
    }

    /// Saves what could not be saved, and takes over what other programs wrote. Called every few seconds; may take as long
    /// as a disk does.
    pub fn follow(&self) {
        let changed = panic::catch_unwind(AssertUnwindSafe(|| {
            self.with(|opened| {
                let changed = opened.follow();
                self.note_sequence(opened);
                Ok((changed, opened.session.take_changes()))
            })
        }));
        if let Ok(Ok((changed, changes))) = changed
            && (changed || !changes.is_empty())
        {
            self.shell.tell(&Event::Changed);
            let event = VaultEvent::Changed(changes);
            self.vault_lock.now().subscribers.tell(&event);
        }
    }

    pub(crate) fn state(&self) -> Result<State, Failure> {
        if let Ok(state) = self.with(|opened| Ok(opened.state())) {
            return Ok(state);
        }
        let (reason, at, unsaved_lost) = {
            let now = self.vault_lock.now();
            (now.reason, now.at, now.unsaved_lost)
        };
        let status = self.keyrack.status(None)?;
        Ok(match status.vault {
            None => State::NoVault {
                folder: self.keyrack.folder().display().to_string(),
            },
            Some(_) => State::Locked {
                because: reason,
                at,
                retry_after_s: status.throttle.retry_after_s,
                unsaved_lost,
                pin: status.ways_in.iter().any(|way| way.kind == WayInKind::Pin),
                lost: self.is_lost(),
            },
        })
    }

    /// Notes that somebody is at work.
    pub(crate) fn active(&self) {
        let now = self.computer.clock.boot();
        if let Some(unlocked) = &mut self.vault_lock.now().unlocked {
            unlocked.active = now;
        }
    }

    pub(crate) fn strength(&self, password: &str) -> Strength {
        let measured: Zeroizing<String> =
            Zeroizing::new(password.chars().take(MAX_MEASURED).collect());
        Strength {
            score: zxcvbn::zxcvbn(&measured, &["keyrack"]).score().into(),
        }
    }

    pub(crate) fn create(&self, password: &str) -> Result<State, Failure> {
        self.enter(|| {
            let key = RecoveryKey::make();
            let mut session = self.keyrack.init(password, None, &key)?;
            // Without this mark the window only would not remind of the kit after a restart.
            _ = session.set_kit_unproved(true);
            session.settle()?;
            Ok((session, Some(key)))
        })
    }

    pub(crate) fn unlock(&self, password: Zeroizing<String>) -> Result<State, Failure> {
        let way = Unlock::Password(password);
        let state = self.enter(|| Ok((self.note_attempt(self.keyrack.unlock(&way))?, None)))?;
        self.renew_pin();
        Ok(state)
    }

    pub(crate) fn unlock_with_key(&self, key: &str) -> Result<State, Failure> {
        self.enter(|| {
            let key = RecoveryKey::parse(key)?;
            let attempt = self.keyrack.unlock(&Unlock::RecoveryKey(key));
            Ok((self.note_attempt(attempt)?, None))
        })
    }

    /// Whoever came in with the recovery key does not know the old password, and need not.
    pub(crate) fn change_password(&self, old: &str, new: &str) -> Result<(), Failure> {
        let proof = if self.with(|opened| Ok(opened.session.way() != Way::RecoveryKey))? {
            Some(self.prove(old)?)
        } else {
            None
        };
        self.change(|opened| {
            if let Some(proof) = proof {
                opened.session.accept(&proof)?;
            }
            Ok(opened.session.change_password(new, None)?)
        })?;
        self.renew_pin();
        Ok(())
    }

    /// Asks for the password again. No other request waits meanwhile, but other guesses do.
    pub(crate) fn prove(&self, password: &str) -> Result<keyrack_app::Proof, Failure> {
        let _guard = self.vault_lock.guard_keys();
        let _door = self.vault_lock.deriving.lock();
        Ok(self.keyrack.prove(password)?)
    }

    /// Lets in who knows the way, unless it was locked while the key was derived.
    pub(crate) fn enter(
        &self,
        open: impl FnOnce() -> Result<(Session, Option<RecoveryKey>), Failure>,
    ) -> Result<State, Failure> {
        let _guard = self.vault_lock.guard_keys();
        let locks = self.vault_lock.now().locks;
        let (session, key) = {
            let _door = self.vault_lock.deriving.lock();
            open()?
        };
        let kit = key.map(|key| WaitingKit::new(key, None)).transpose()?;
        let opened = Opened::new(session, kit);
        // What was slept through before is no reason to lock again.
        _ = self.clock_gap();
        self.vault_lock
            .unlock(opened, locks, Moment::of(&*self.computer.clock))?;
        self.note_first_sight();
        self.office_turns.nudge();
        self.with(|opened| {
            opened.masked = self.is_supported();
            Ok(opened.state())
        })
    }

    /// Drops `keys` as soon as nothing works with them any more.
    fn drop_keys(&self, keys: &Arc<Keys>) {
        let (vault_lock, shell) = (Arc::clone(&self.vault_lock), Arc::clone(&self.shell));
        let drop_them = {
            let keys = Arc::clone(keys);
            move || leave(&keys, &vault_lock, &*shell)
        };
        if thread::Builder::new().spawn(drop_them).is_err() {
            leave(keys, &self.vault_lock, &*self.shell);
        }
    }

    /// What the clocks say of the time since they were looked at last.
    fn clock_gap(&self) -> Option<LockReason> {
        let reading = ClockReading::of(&*self.computer.clock);
        let earlier = std::mem::replace(&mut *self.clocks.last.lock(), reading);
        reading.gap_since(&earlier)
    }

    /// Whether nobody was at work for as long as is set: in any program where the system tells, else in this one.
    fn is_idle(&self) -> bool {
        let limit = Duration::from_secs(u64::from(self.settings().idle_minutes) * 60);
        let now = self.computer.clock.boot();
        let here = |unlocked: &Unlocked| now.elapsed.saturating_sub(unlocked.active.elapsed);
        let here = self.vault_lock.now().unlocked.as_ref().map(here);
        let is_over = |idle: Duration| !limit.is_zero() && idle >= limit;
        here.map(Duration::from_millis).is_some_and(is_over)
            && self.shell.idle().is_none_or(is_over)
    }

    /// Whether there was no window to see for as long as is set.
    fn is_hidden(&self) -> bool {
        let limit = u64::from(self.settings().hidden_minutes) * 60 * 1000;
        let (now, seen) = (self.computer.clock.boot(), self.shell.is_seen());
        let mut state = self.vault_lock.now();
        let Some(unlocked) = &mut state.unlocked else {
            return false;
        };
        if seen {
            unlocked.seen = now;
            return false;
        }
        limit > 0 && now.elapsed.saturating_sub(unlocked.seen.elapsed) >= limit
    }
}

impl Opened {
    fn new(mut session: Session, kit: Option<WaitingKit>) -> Self {
        session.sync_apart();
        Self {
            read_only: session.is_read_only(),
            session,
            // Until it is known whether somebody helps just now.
            masked: true,
            last_copy: None,
            drafts: Drafts::default(),
            scanned: ScanSeries::default(),
            importing: Importing::default(),
            kit,
            restoring: Restoring::default(),
            offices: OfficeSecrets::default(),
            astray: None,
        }
    }

    pub(crate) fn state(&self) -> State {
        let notices = self.session.notices().iter().map(Notice::from);
        let astray = self.astray.iter().map(|failure| {
            Notice::from(match failure.code {
                FailureCode::App(ErrorCode::NoVault) => FollowingNotice::VaultGone,
                FailureCode::App(ErrorCode::KeysChanged) => FollowingNotice::KeysChanged,
                _ => FollowingNotice::VaultOutOfReach,
            })
        });
        State::Unlocked {
            kit_confirmed: !self.session.kit_is_unproved(),
            kit_waits: self.kit.as_ref().map(WaitingKit::view),
            read_only: self.read_only,
            by_recovery_key: self.session.needs_new_password(),
            scan_waits: self.scanned.is_waiting(),
            notices: notices.chain(astray).collect(),
        }
    }

    /// Saves what could not be saved, and takes over what others wrote. Says whether the windows show something old.
    fn follow(&mut self) -> bool {
        if self.session.is_unsaved() {
            // Tried again the next time; until then the change is in memory.
            _ = self.session.save();
        }
        _ = self.session.settle();
        let (changed, astray) = match self.session.refresh() {
            Ok(changed) => (changed, None),
            Err(error) => (false, Some(Failure::from(error))),
        };
        let said = std::mem::replace(&mut self.astray, astray);
        changed || said != self.astray
    }

    /// Sees to it that no change is lost with the keys, and says whether that worked out: both places of sealed changes
    /// may refuse, and then nothing is left that could be tried.
    fn keep(mut self) -> bool {
        self.session.save().is_ok() || self.session.seal_pending().is_ok()
    }
}

/// Drops `keys` once nothing works with them any more, and seals with them what could not be saved.
fn leave(keys: &Keys, vault_lock: &VaultLock, shell: &dyn Shell) {
    let opened = keys.lock().take();
    let unsaved = opened.filter(|opened| opened.session.is_unsaved());
    let kept = panic::catch_unwind(AssertUnwindSafe(|| unsaved.is_none_or(Opened::keep)));
    if !kept.unwrap_or(false) {
        vault_lock.now().unsaved_lost = true;
        // The new window may have asked how things stand already.
        shell.tell(&Event::UnsavedLost);
    }
    vault_lock.keys_dropped();
}
