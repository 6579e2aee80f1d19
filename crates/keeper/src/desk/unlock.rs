//! Opening the vault and locking it.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use keyrack_app::{RecoveryKey, Session, Unlock, Way};
use keyrack_system::Cause;
use zeroize::Zeroizing;

use super::gap::Reading;
use super::standing::{Entry, Keys, Standing};
use super::watch::{Happening, Moment};
use super::{Because, Desk, Opened, lock};
use super::{backup::Restoring, draft::Drafts, import::Importing, kit::WaitingKit, scan::Scanned};
use crate::stage::Stage;
use crate::views::{Event, Failure, Notice, State, Strength};

/// The most characters of a password that its strength is told by. Longer ones are no weaker, and the time that it
/// takes grows with the square.
const MAX_MEASURED: usize = 100;

impl Desk {
    /// Locks the vault: from now on nothing of it is told. Drops the keys, closes the paper, renews the main window and
    /// takes back what was lent to the clipboard. Changes that could not be saved are sealed beside the vault.
    ///
    /// Waits until the keys are gone, also those of an earlier lock or of an unlock under way, but for a few seconds at
    /// most: what is at work with them, on a disk that hangs, may hold them for longer.
    pub fn lock(&self, because: Because) {
        let start = Instant::now();
        if let Some(entry) = self
            .standing
            .shut(because, &Moment::of(&*self.computer.clock))
        {
            self.drop_keys(&entry.keys);
            if let Some(look) = entry.look {
                look.end();
            }
        }
        self.stage.close_paper();
        if because != Because::Quit {
            self.stage.renew();
        }
        // Another program may hold the clipboard. Then it is cleared once it is free.
        _ = self.clipboard.take_back();
        let patience = || because.patience().saturating_sub(start.elapsed());
        self.standing.wait_until_gone(patience());
        self.copy_after_lock(because, patience());
    }

    /// Does what time brings: locks when nobody was at work, or when the clocks tell of a sleep; closes the paper. Called
    /// every few seconds; waits for no disk. A fault in a part of it does not keep the next call from locking.
    pub fn tick(&self) {
        _ = panic::catch_unwind(AssertUnwindSafe(|| {
            if let Some(because) = self.gap() {
                return self.lock(because);
            }
            if self.is_idle() {
                return self.lock(Because::Idle);
            }
            if self.is_hidden() {
                return self.lock(Because::Hidden);
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
                Ok(changed)
            })
        }));
        if let Ok(Ok(true)) = changed {
            self.stage.tell(&Event::Changed);
            self.standing.now().watch.tell(&Happening::Changed);
        }
    }

    pub(super) fn state(&self) -> Result<State, Failure> {
        if let Ok(state) = self.with(|opened| Ok(opened.state())) {
            return Ok(state);
        }
        let (because, at, unsaved_lost) = {
            let now = self.standing.now();
            (now.because, now.at, now.unsaved_lost)
        };
        let status = self.keyrack.status(None)?;
        Ok(match status.vault {
            None => State::NoVault {
                folder: self.keyrack.folder().display().to_string(),
            },
            Some(_) => State::Locked {
                because: because.as_str(),
                at,
                retry_after_s: status.throttle.retry_after_s,
                unsaved_lost,
                pin: status.ways_in.iter().any(|way| way.kind == "pin"),
                lost: self.is_lost(),
            },
        })
    }

    /// Notes that somebody is at work.
    pub(super) fn active(&self) {
        let now = self.computer.clock.boot();
        if let Some(entry) = &mut self.standing.now().entry {
            entry.active = now;
        }
    }

    pub(super) fn strength(&self, password: &str) -> Strength {
        let measured: Zeroizing<String> =
            Zeroizing::new(password.chars().take(MAX_MEASURED).collect());
        Strength {
            score: zxcvbn::zxcvbn(&measured, &["keyrack"]).score().into(),
        }
    }

    pub(super) fn create(&self, password: &str) -> Result<State, Failure> {
        self.enter(|| {
            let key = RecoveryKey::make();
            let mut session = self.keyrack.init(password, None, &key)?;
            // Without this mark the window only would not remind of the kit after a restart.
            _ = session.set_kit_unproved(true);
            session.settle()?;
            Ok((session, Some(key)))
        })
    }

    pub(super) fn unlock(&self, password: Zeroizing<String>) -> Result<State, Failure> {
        let way = Unlock::Password(password);
        let state = self.enter(|| Ok((self.note_attempt(self.keyrack.unlock(&way))?, None)))?;
        self.renew_pin();
        Ok(state)
    }

    pub(super) fn unlock_with_key(&self, key: &str) -> Result<State, Failure> {
        self.enter(|| {
            let key = RecoveryKey::parse(key)?;
            let attempt = self.keyrack.unlock(&Unlock::RecoveryKey(key));
            Ok((self.note_attempt(attempt)?, None))
        })
    }

    /// Whoever came in with the recovery key does not know the old password, and need not.
    pub(super) fn change_password(&self, old: &str, new: &str) -> Result<(), Failure> {
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
    pub(super) fn prove(&self, password: &str) -> Result<keyrack_app::Proof, Failure> {
        let _coming = self.standing.coming();
        let _door = lock(&self.door);
        Ok(self.keyrack.prove(password)?)
    }

    /// Lets in who knows the way, unless it was locked while the key was derived.
    pub(super) fn enter(
        &self,
        open: impl FnOnce() -> Result<(Session, Option<RecoveryKey>), Failure>,
    ) -> Result<State, Failure> {
        let _coming = self.standing.coming();
        let locks = self.standing.now().locks;
        let (session, key) = {
            let _door = lock(&self.door);
            open()?
        };
        let kit = key.map(|key| WaitingKit::new(key, None)).transpose()?;
        let opened = Opened::new(session, kit);
        // What was slept through before is no reason to lock again.
        _ = self.gap();
        self.standing
            .enter(opened, locks, Moment::of(&*self.computer.clock))?;
        self.note_first_sight();
        self.with(|opened| {
            opened.masked = self.is_supported();
            Ok(opened.state())
        })
    }

    /// Drops `keys` as soon as nothing works with them any more.
    fn drop_keys(&self, keys: &Arc<Keys>) {
        let (standing, stage) = (Arc::clone(&self.standing), Arc::clone(&self.stage));
        let drop_them = {
            let keys = Arc::clone(keys);
            move || leave(&keys, &standing, &*stage)
        };
        if thread::Builder::new().spawn(drop_them).is_err() {
            leave(keys, &self.standing, &*self.stage);
        }
    }

    /// What the clocks say of the time since they were looked at last.
    fn gap(&self) -> Option<Because> {
        let reading = Reading::of(&*self.computer.clock);
        let earlier = std::mem::replace(&mut *lock(&self.clocks), reading);
        reading.gap_since(&earlier)
    }

    /// Whether nobody was at work for as long as is set: in any program where the system tells, else in this one.
    fn is_idle(&self) -> bool {
        let limit = Duration::from_secs(u64::from(self.settings().idle_minutes) * 60);
        let now = self.computer.clock.boot();
        let here = |entry: &Entry| now.elapsed.saturating_sub(entry.active.elapsed);
        let here = self.standing.now().entry.as_ref().map(here);
        let is_over = |idle: Duration| !limit.is_zero() && idle >= limit;
        here.map(Duration::from_millis).is_some_and(is_over)
            && self.stage.idle().is_none_or(is_over)
    }

    /// Whether there was no window to see for as long as is set.
    fn is_hidden(&self) -> bool {
        let limit = u64::from(self.settings().hidden_minutes) * 60 * 1000;
        let (now, seen) = (self.computer.clock.boot(), self.stage.is_seen());
        let mut standing = self.standing.now();
        let Some(entry) = &mut standing.entry else {
            return false;
        };
        if seen {
            entry.seen = now;
            return false;
        }
        limit > 0 && now.elapsed.saturating_sub(entry.seen.elapsed) >= limit
    }
}

impl Opened {
    fn new(session: Session, kit: Option<WaitingKit>) -> Self {
        Self {
            read_only: session.is_read_only(),
            session,
            // Until it is known whether somebody helps just now.
            masked: true,
            last_copy: None,
            drafts: Drafts::default(),
            scanned: Scanned::default(),
            importing: Importing::default(),
            kit,
            restoring: Restoring::default(),
            astray: None,
        }
    }

    pub(super) fn state(&self) -> State {
        let notices = self.session.notices().iter().map(Notice::from);
        let astray = self.astray.iter().map(|failure| Notice {
            code: match failure.code.as_str() {
                "no_vault" => "vault_gone",
                "keys_changed" => "keys_changed",
                _ => "vault_out_of_reach",
            }
            .to_owned(),
            args: BTreeMap::new(),
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
fn leave(keys: &Keys, standing: &Standing, stage: &dyn Stage) {
    let opened = lock(keys).take();
    let unsaved = opened.filter(|opened| opened.session.is_unsaved());
    let kept = panic::catch_unwind(AssertUnwindSafe(|| unsaved.is_none_or(Opened::keep)));
    if !kept.unwrap_or(false) {
        standing.now().unsaved_lost = true;
        // The new window may have asked how things stand already.
        stage.tell(&Event::UnsavedLost);
    }
    standing.gone();
}

impl Because {
    /// How long a lock waits for the keys to go. The system waits no longer than five seconds before it sleeps
    /// (logind.conf(5), `InhibitDelayMaxSec`); at the end of the program there is more at stake than a moment.
    const fn patience(self) -> Duration {
        match self {
            Self::Quit => Duration::from_secs(10),
            _ => Duration::from_secs(4),
        }
    }

    /// As windows and commands name it.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Person => "person",
            Self::Idle => "idle",
            Self::Crash => "crash",
            Self::Quit => "quit",
            Self::Sleep => "sleep",
            Self::Wake => "wake",
            Self::SessionLocked => "session_locked",
            Self::Screensaver => "screensaver",
            Self::SignedOut => "signed_out",
            Self::UserSwitch => "user_switch",
            Self::Disconnected => "disconnected",
            Self::Lid => "lid",
            Self::TimeJump => "time_jump",
            Self::Hidden => "hidden",
            Self::Tray => "tray",
            Self::Command => "command",
        }
    }
}

impl From<Cause> for Because {
    fn from(cause: Cause) -> Self {
        match cause {
            Cause::Sleep => Self::Sleep,
            Cause::Wake => Self::Wake,
            Cause::SessionLocked => Self::SessionLocked,
            Cause::Screensaver => Self::Screensaver,
            Cause::SignedOut => Self::SignedOut,
            Cause::UserSwitch => Self::UserSwitch,
            Cause::Disconnected => Self::Disconnected,
            Cause::Lid => Self::Lid,
        }
    }
}

impl From<&keyrack_app::Notice> for Notice {
    fn from(notice: &keyrack_app::Notice) -> Self {
        let args = notice.args.iter();
        Self {
            code: notice.code.to_owned(),
            args: args
                .map(|(name, value)| ((*name).to_owned(), value.clone()))
                .collect(),
        }
    }
}
