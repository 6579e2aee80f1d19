//! Opening the vault and locking it.

use std::collections::BTreeMap;
use std::panic::{self, AssertUnwindSafe};

use keyrack_app::{Boot, RecoveryKey, Session, Unlock};
use zeroize::Zeroizing;

use super::{Because, Desk, Opened, draft::Drafts, kit::WaitingKit, lock};
use crate::views::{Event, Failure, Notice, State, Strength};

/// The most characters of a password that its strength is told by. Longer ones are no weaker, and the time that it
/// takes grows with the square.
const MAX_MEASURED: usize = 100;

impl Desk {
    /// Drops the keys, clears the clipboard, closes the paper and renews the main window. Changes that could not be
    /// saved are sealed beside the vault. It is locked even when a part of this fails.
    pub fn lock(&self, because: Because) {
        // Whoever ends the program with a lock of its own waits for what another one still has to seal.
        let _locking = lock(&self.locking);
        let opened = {
            let mut standing = self.standing();
            standing.locks += 1;
            standing.because = because;
            standing.at = self.computer.clock.now();
            // What is locked already keeps its word of what was lost.
            standing.unsaved_lost &= standing.opened.is_none();
            standing.opened.take()
        };
        // The keys go now, unless something has to be sealed with them.
        let unsaved = opened.filter(|opened| opened.session.is_unsaved());
        self.stage.close_paper();
        if because != Because::Quit {
            self.stage.renew();
        }
        // Another program may hold the clipboard. Then it is cleared once it is free.
        _ = self.clipboard.take_back();
        if unsaved.is_some_and(|unsaved| !unsaved.keep()) {
            self.standing().unsaved_lost = true;
            // The new window may have asked how things stand already.
            self.stage.tell(&Event::UnsavedLost);
        }
    }

    /// Does what time brings: locks when nobody was at work, takes over what other programs wrote, closes the paper.
    /// Called every few seconds. A fault in a part of it does not keep the next call from locking.
    pub fn tick(&self) {
        _ = panic::catch_unwind(AssertUnwindSafe(|| {
            if self.is_idle() {
                return self.lock(Because::Idle);
            }
            self.end_paper();
            self.watch_support();
            if self.follow() {
                self.stage.tell(&Event::Changed);
            }
        }));
    }

    pub(super) fn state(&self) -> Result<State, Failure> {
        let standing = self.standing();
        if let Some(opened) = &standing.opened {
            return Ok(opened.state());
        }
        let (because, at, unsaved_lost) = (standing.because, standing.at, standing.unsaved_lost);
        drop(standing);
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
                pin: false,
            },
        })
    }

    /// Notes that somebody is at work.
    pub(super) fn active(&self) {
        let now = self.computer.clock.boot();
        if let Some(opened) = &mut self.standing().opened {
            opened.active = now;
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
        self.enter(|| Ok((self.keyrack.unlock(&Unlock::Password(password))?, None)))
    }

    pub(super) fn unlock_with_key(&self, key: &str) -> Result<State, Failure> {
        self.enter(|| {
            let key = RecoveryKey::parse(key)?;
            Ok((self.keyrack.unlock(&Unlock::RecoveryKey(key))?, None))
        })
    }

    /// Whoever came in with the recovery key does not know the old password, and need not.
    pub(super) fn change_password(&self, old: &str, new: &str) -> Result<(), Failure> {
        let proof = if self.with(|opened| Ok(opened.session.by_password()))? {
            Some(self.prove(old)?)
        } else {
            None
        };
        self.change(|opened| {
            if let Some(proof) = proof {
                opened.session.accept(&proof)?;
            }
            Ok(opened.session.change_password(new, None)?)
        })
    }

    /// Asks for the password again. No other request waits meanwhile, but other guesses do.
    pub(super) fn prove(&self, password: &str) -> Result<keyrack_app::Proof, Failure> {
        let _door = lock(&self.door);
        Ok(self.keyrack.prove(password)?)
    }

    /// Lets in who knows the way, unless it was locked while the key was derived.
    fn enter(
        &self,
        open: impl FnOnce() -> Result<(Session, Option<RecoveryKey>), Failure>,
    ) -> Result<State, Failure> {
        let locks = self.standing().locks;
        let (session, key) = {
            let _door = lock(&self.door);
            open()?
        };
        let kit = key.map(|key| WaitingKit::new(key, None)).transpose()?;
        let mut opened = Opened::new(session, kit, self.computer.clock.boot());
        opened.masked = self.is_supported();
        let mut standing = self.standing();
        if standing.locks != locks {
            return Err(Failure::new("locked"));
        }
        // Whoever pressed Enter twice comes in once: what is open already may have changes that no file has.
        Ok(standing.opened.get_or_insert(opened).state())
    }

    /// Saves what could not be saved, and takes over what others wrote. Says whether the windows show something old.
    fn follow(&self) -> bool {
        let changed = self.with(|opened| {
            if opened.session.is_unsaved() {
                // Tried again the next time; until then the change is in memory.
                _ = opened.session.save();
            }
            _ = opened.session.settle();
            let (changed, astray) = match opened.session.refresh() {
                Ok(changed) => (changed, None),
                Err(error) => (false, Some(Failure::from(error))),
            };
            let said = std::mem::replace(&mut opened.astray, astray);
            Ok(changed || said != opened.astray)
        });
        changed.unwrap_or(false)
    }

    fn is_idle(&self) -> bool {
        let limit = u64::from(self.settings().idle_minutes) * 60 * 1000;
        let now = self.computer.clock.boot();
        let standing = self.standing();
        let idle = |opened: &Opened| now.elapsed.saturating_sub(opened.active.elapsed) >= limit;
        limit > 0 && standing.opened.as_ref().is_some_and(idle)
    }
}

impl Opened {
    fn new(session: Session, kit: Option<WaitingKit>, now: Boot) -> Self {
        Self {
            read_only: session.is_read_only(),
            session,
            masked: false,
            active: now,
            last_copy: None,
            drafts: Drafts::default(),
            kit,
            paper: None,
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
            by_recovery_key: !self.session.by_password(),
            notices: notices.chain(astray).collect(),
        }
    }

    /// Sees to it that no change is lost with the keys, and says whether that worked out: both places of sealed changes
    /// may refuse, and then nothing is left that could be tried.
    fn keep(mut self) -> bool {
        self.session.save().is_ok() || self.session.seal_pending().is_ok()
    }
}

impl Because {
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
