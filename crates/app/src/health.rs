//! What is known about the vault and this computer, and whether it is as it should be.

use std::collections::BTreeMap;

use keyrack_seal::{Kdf, slot::Slot};
use keyrack_vault::{files::LOCK_WAIT, payload};
use serde::Serialize;

use crate::{
    ErrorCode, Keyrack, Result, Session, VERSION,
    computer::control_socket::{Connection, ControlRequest, LockState},
    computer::state::FolderFile,
    view::{
        AppView, GenerationView, KdfView, StatusView, ThrottleView, VaultView, WayInKind, WayInView,
    },
};

/// How something is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Health {
    /// As it should be.
    Ok,
    /// Worth a look.
    Warn,
    /// To be mended.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// Names it; the words are found under it and its state.
    pub check: &'static str,
    /// How it is.
    pub state: Health,
    /// What the words need.
    pub args: BTreeMap<&'static str, String>,
}

impl Keyrack {
    /// What is known about the vault; more of it when it is open.
    ///
    /// # Errors
    /// When its folder cannot be read.
    pub fn status(&self, session: Option<&Session>) -> Result<StatusView> {
        let files = self.files();
        let slots = files.slots().ok();
        let id = match session {
            Some(session) => Some(session.own().vault.id),
            None => self.vault_id(),
        };
        let tries = FolderFile::of(self).read().tries;
        let vault = if files.exists()? {
            Some(VaultView {
                path: self.folder.display().to_string(),
                id: id.map(|id| id.to_string()),
                sequence: session.map(|session| session.own().header.sequence),
                format: payload::VERSION,
                min_reader: payload::MIN_READER,
                generations: self.generations(session)?,
                quarantined: session.map(|session| session.vault().quarantine.len()),
                pending: id.map_or(0, |id| files.pending(id)),
            })
        } else {
            None
        };
        let replica = self
            .computer
            .disk
            .read(&self.computer.home.join("replica"), 64)
            .ok();
        Ok(StatusView {
            version: VERSION,
            vault,
            ways_in: slots
                .iter()
                .flat_map(|slots| &slots.slots)
                .map(way_in)
                .chain(self.kept_pin().ok().flatten().map(|kept| WayInView {
                    id: kept.slot.id.clone(),
                    kind: WayInKind::Pin,
                    kdf: Some(kdf_view(kept.slot.kdf())),
                }))
                .collect(),
            throttle: ThrottleView {
                wrong: tries.wrong,
                retry_after_s: tries.wait(&self.computer.clock.boot()),
            },
            writer: replica
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .map(|text| text.trim().to_owned()),
            app: AppView::default(),
        })
    }

    /// How the desktop app stands, if it runs, which [`Keyrack::status`] does not ask.
    #[must_use]
    pub fn app(&self) -> AppView {
        let app = Connection::reach(&self.computer.home);
        let running = app.is_ok();
        let turn = app.and_then(|app| app.ask(ControlRequest::Status)).ok();
        let locked = turn.clone().filter(|turn| turn.event == LockState::Locked);
        AppView {
            running,
            state: turn.map(|turn| turn.event),
            locked_at: locked.as_ref().map(|turn| turn.at),
            locked_because: locked.and_then(|turn| turn.because),
        }
    }

    /// Looks at everything that can go wrong without anybody noticing.
    ///
    /// # Errors
    /// None: what cannot be looked at is a finding.
    pub fn doctor(&self, session: Option<&Session>) -> Result<Vec<Check>> {
        let mut checks = vec![self.check_home(), check_memory(), self.check_clock(session)];
        let files = self.files();
        match files.exists() {
            Ok(true) => checks.push(check(
                "vault",
                Health::Ok,
                [("path", self.folder.display().to_string())],
            )),
            Ok(false) => {
                checks.push(check(
                    "vault",
                    Health::Fail,
                    [("path", self.folder.display().to_string())],
                ));
                return Ok(checks);
            }
            Err(error) => {
                checks.push(check("vault", Health::Fail, [("path", error.to_string())]));
                return Ok(checks);
            }
        }
        checks.push(match files.slots() {
            // Who has the vault open knows whether these are its ways in; else only that there are some.
            Ok(slots)
                if session.is_none_or(|session| session.own().vouches_for(&slots))
                    && slots.recoveries().next().is_some()
                    && slots.passwords().next().is_some() =>
            {
                check(
                    "ways_in",
                    Health::Ok,
                    [("count", slots.slots.len().to_string())],
                )
            }
            Ok(slots) => check(
                "ways_in",
                Health::Warn,
                [("count", slots.slots.len().to_string())],
            ),
            Err(_) => check("ways_in", Health::Fail, [("count", "0".into())]),
        });
        checks.push(self.check_folder());
        checks.push(self.check_backups());
        checks.push(self.check_keyring());
        if let Some(session) = session {
            checks.extend(self.check_open(session)?);
        }
        Ok(checks)
    }

    fn check_home(&self) -> Check {
        let path = self.computer.home.display().to_string();
        let file = FolderFile::of(self);
        let lock = file.lock(LOCK_WAIT);
        let writable = lock.is_ok() && file.change_locked(|_| ()).is_ok();
        check(
            "home",
            if writable { Health::Ok } else { Health::Warn },
            [("path", path)],
        )
    }

    fn check_folder(&self) -> Check {
        let path = self.folder.display().to_string();
        let state = match self.files().can_write() {
            true => Health::Ok,
            false => Health::Warn,
        };
        check("folder", state, [("path", path)])
    }

    /// When a backup was last found good, by the app or by `backup verify`: within 30 days is well.
    fn check_backups(&self) -> Check {
        const DAY: u64 = 24 * 60 * 60 * 1000;
        let record = self.backup_record();
        let days = record
            .last
            .map(|last| self.computer.clock.now().saturating_sub(last) / DAY);
        let state = match days {
            Some(0..=30) => Health::Ok,
            _ => Health::Warn,
        };
        let age = days.map_or("none".to_owned(), |days| days.to_string());
        check("backups", state, [("age", age)])
    }

    /// Whether the keyring works; one that does not matters where a PIN is set.
    fn check_keyring(&self) -> Check {
        let pin = self.pin();
        let code = pin.why.map_or("works", ErrorCode::as_str);
        let due = matches!(pin.why, Some(ErrorCode::PinRestarted | ErrorCode::PinWeek));
        let state = match pin.set && !pin.usable && !due {
            true => Health::Warn,
            false => Health::Ok,
        };
        check("keyring", state, [("code", code.to_owned())])
    }

    /// Codes depend on the clock. It is wrong when it is before the vault was last saved, or before this program.
    fn check_clock(&self, session: Option<&Session>) -> Check {
        /// The start of 2026, in milliseconds since 1970.
        const OLDEST: u64 = 1_767_225_600_000;
        const SLACK: u64 = 60 * 1000;
        let now = self.computer.clock.now();
        let latest = session.map_or(0, |session| session.vault().latest().milliseconds());
        let behind = now < OLDEST || now.saturating_add(SLACK) < latest;
        check(
            "clock",
            if behind { Health::Warn } else { Health::Ok },
            [("now", now.to_string()), ("latest", latest.to_string())],
        )
    }

    fn check_open(&self, session: &Session) -> Result<Vec<Check>> {
        let generations = self.generations(Some(session))?;
        let broken = generations
            .iter()
            .filter(|kept| kept.opens == Some(false))
            .count();
        let quarantined = session.vault().quarantine.len();
        let rivals = session
            .vault()
            .live_accounts()
            .flat_map(|account| account.factors.live())
            .filter(|factor| factor.versions.in_force().count() > 1)
            .count();
        let good = |bad: usize| if bad == 0 { Health::Ok } else { Health::Warn };
        Ok(vec![
            check(
                "generations",
                good(broken),
                [
                    ("count", generations.len().to_string()),
                    ("broken", broken.to_string()),
                ],
            ),
            check(
                "quarantine",
                good(quarantined),
                [("count", quarantined.to_string())],
            ),
            check("rivals", good(rivals), [("count", rivals.to_string())]),
            check(
                "notices",
                good(session.notices.len()),
                [("count", session.notices.len().to_string())],
            ),
        ])
    }

    fn generations(&self, session: Option<&Session>) -> Result<Vec<GenerationView>> {
        let kept = self.files().generations()?;
        let views = kept.into_iter().map(|kept| {
            let read = session.map(|session| session.own().open_generation(&kept).ok());
            let opened = read.as_ref().and_then(Option::as_ref);
            GenerationView {
                seq: kept.sequence,
                opens: read.as_ref().map(Option::is_some),
                saved_at: opened.map_or(kept.modified, |read| read.header.saved_at),
                accounts: opened.map(|read| read.vault.live_accounts().count()),
            }
        });
        Ok(views.collect())
    }
}

/// Whether keys stay out of the swap. It is worth a look only: everything works as well where they may not.
fn check_memory() -> Check {
    let kept = keyrack_memory::is_kept_out_of_swap();
    let (state, kept) = match kept {
        true => (Health::Ok, "yes"),
        false => (Health::Warn, "no"),
    };
    check("memory", state, [("kept", kept.to_owned())])
}

/// What was read when the whole vault was looked through.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct VerifyView {
    /// Accounts in use.
    pub accounts: usize,
    /// Folders in use.
    pub folders: usize,
    /// Factors whose code could be computed.
    pub codes: usize,
    /// Accounts in the trash.
    pub trashed: usize,
    /// Records in quarantine: kept, but not readable by this version.
    pub quarantined: usize,
    /// Kept states that open.
    pub generations: usize,
    /// Kept states that do not.
    pub generations_broken: usize,
    /// Whether nothing is wrong.
    pub ok: bool,
}

impl Session {
    /// Looks through every record and every kept state.
    ///
    /// # Errors
    /// When the kept states cannot be listed.
    pub fn verify(&self) -> Result<VerifyView> {
        let vault = self.vault();
        let now = self.keyrack.computer.clock.now() / 1000;
        let factors = vault
            .live_accounts()
            .flat_map(|account| account.factors.live().map(move |f| (account, f)));
        let codes = factors
            .filter(|(account, f)| crate::codes::code_view(vault, account, f, now).is_some())
            .count();
        let generations = self.keyrack.generations(Some(self))?;
        let opens = generations
            .iter()
            .filter(|kept| kept.opens == Some(true))
            .count();
        let broken = generations.len() - opens;
        Ok(VerifyView {
            accounts: vault.live_accounts().count(),
            folders: vault.shown_folders().len(),
            codes,
            trashed: vault
                .accounts
                .iter()
                .filter(|account| keyrack_vault::Record::is_trashed(*account))
                .count(),
            quarantined: vault.quarantine.len(),
            generations: opens,
            generations_broken: broken,
            ok: broken == 0 && vault.quarantine.is_empty() && self.notices.is_empty(),
        })
    }
}

fn check<const N: usize>(
    check: &'static str,
    state: Health,
    args: [(&'static str, String); N],
) -> Check {
    Check {
        check,
        state,
        args: args.into(),
    }
}

fn way_in(slot: &Slot) -> WayInView {
    match slot {
        Slot::Password(slot) => WayInView {
            id: slot.id.clone(),
            kind: WayInKind::Password,
            kdf: Some(kdf_view(slot.kdf())),
        },
        Slot::Recovery(slot) => WayInView {
            id: slot.id.clone(),
            kind: WayInKind::Recovery,
            kdf: None,
        },
        Slot::Unknown(_) => WayInView {
            id: String::new(),
            kind: WayInKind::Unknown,
            kdf: None,
        },
    }
}

fn kdf_view(kdf: Kdf) -> KdfView {
    KdfView {
        algorithm: "argon2id",
        m: kdf.m,
        t: kdf.t,
        p: kdf.p,
    }
}
