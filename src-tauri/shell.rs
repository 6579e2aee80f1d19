//! The vault and the clipboard as the window uses them.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use keyrack_app::view::{AccountRow, CodeView};
use keyrack_app::{At, Computer, Error, Find, Keyrack, RecoveryKey, Session, Unlock};
use zeroize::Zeroizing;

use crate::clipboard::{self, Clipboard};
use crate::views::{Copied, Factor, Failure, Page, Row, State};

/// The most rows of one answer. What the window does not show, it does not get.
pub const MAX_ROWS: usize = 60;

/// One vault, opened or not, and the clipboard. Every call may take as long as the disk or the key derivation does.
pub struct Shell {
    computer: Computer,
    keyrack: Keyrack,
    clipboard: Clipboard,
    open: Mutex<Option<Opened>>,
}

/// The open vault.
struct Opened {
    session: Session,
    /// Whether a change may be in memory only, because saving it failed.
    unsaved: bool,
}

impl Shell {
    /// The default vault of `computer`, locked.
    pub fn new(computer: Computer) -> Self {
        let keyrack = Keyrack::new(computer.clone(), None);
        Self {
            computer,
            keyrack,
            clipboard: Clipboard::start(),
            open: Mutex::new(None),
        }
    }

    /// How things stand. `recovery_file` is what to propose for a new vault.
    pub fn state(&self, recovery_file: &Path) -> Result<State, Failure> {
        if let Some(opened) = self.open().as_mut() {
            return opened.state();
        }
        let status = self.keyrack.status(None)?;
        Ok(match status.vault {
            None => State::NoVault {
                recovery_file: recovery_file.display().to_string(),
            },
            Some(_) => State::Locked {
                retry_after_s: status.throttle.retry_after_s,
            },
        })
    }

    /// Saves a new recovery key as `recovery_file`, which must not be there yet, with the lines of `note` above it;
    /// then makes the vault that it and `password` open, and opens it.
    pub fn create(
        &self,
        password: &str,
        recovery_file: &Path,
        note: &str,
    ) -> Result<State, Failure> {
        let key = RecoveryKey::make();
        let text = key.file(&note.lines().collect::<Vec<_>>());
        let saved = self.computer.disk.create(recovery_file, text.as_bytes());
        saved.map_err(|error| Error::io(&error, recovery_file))?;

        let made = self.keyrack.init(password, None, &key);
        if made.is_err() {
            // A key that opens nothing would only mislead.
            _ = self.computer.disk.remove(recovery_file);
        }
        let mut session = made?;
        session.settle()?;
        self.enter(session)
    }

    /// Opens the vault.
    pub fn unlock(&self, password: Zeroizing<String>) -> Result<State, Failure> {
        // The lock is not held meanwhile, so that the window gets its other answers.
        let session = self.keyrack.unlock(&Unlock::Password(password))?;
        self.enter(session)
    }

    /// Drops the keys and clears the clipboard. Changes that could not be saved are sealed beside the vault. It is
    /// locked even when this fails.
    pub fn lock(&self) -> Result<(), Failure> {
        let opened = self.open().take();
        let kept = opened.map_or(Ok(()), Opened::keep);
        self.clipboard.take_back()?;
        kept
    }

    /// The accounts that match `query`, at most [`MAX_ROWS`] of them, from the place `from` on.
    pub fn list(&self, query: String, from: usize, count: usize) -> Result<Page, Failure> {
        self.with(|opened| {
            let page = opened.session.list(
                &Find {
                    query,
                    folder: None,
                },
                from,
                count.min(MAX_ROWS),
            )?;
            let rows = page.rows.into_iter().map(|row| opened.row(row)).collect();
            Ok(Page {
                total: page.total,
                rows,
            })
        })
    }

    /// Lends the code of a factor to the clipboard. A counter is moved on and saved before.
    pub fn copy(&self, factor: &str) -> Result<Copied, Failure> {
        self.with(|opened| {
            let view = opened.code(factor)?;
            let name = name_of(&view);
            let counts = view.valid_until.is_none();
            self.clipboard.lend(Zeroizing::new(view.code))?;
            if counts {
                opened.session.settle()?;
            }
            Ok(Copied {
                name,
                clears_in_s: clipboard::LOAN.as_secs(),
            })
        })
    }

    fn enter(&self, session: Session) -> Result<State, Failure> {
        let mut opened = Opened {
            session,
            unsaved: false,
        };
        let state = opened.state()?;
        *self.open() = Some(opened);
        Ok(state)
    }

    fn with<T>(&self, act: impl FnOnce(&mut Opened) -> Result<T, Failure>) -> Result<T, Failure> {
        self.open()
            .as_mut()
            .map_or_else(|| Err(Failure::new("locked")), act)
    }

    fn open(&self) -> MutexGuard<'_, Option<Opened>> {
        // A panic elsewhere must not keep the vault from being locked.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Opened {
    fn state(&mut self) -> Result<State, Failure> {
        Ok(State::Unlocked {
            total: self.session.list(&Find::default(), 0, 0)?.total,
        })
    }

    /// The row with the code of its first factor, unless that counts: each look would use a code up.
    fn row(&mut self, row: AccountRow) -> Row {
        let shown = row.factors.first().filter(|factor| factor.kind != "hotp");
        let code = shown.and_then(|factor| {
            self.session
                .code_in(
                    &row.id,
                    &factor.id,
                    &At {
                        peek: true,
                        ..At::default()
                    },
                )
                .ok()
        });
        let (valid_from, valid_until) = code
            .as_ref()
            .map_or((None, None), |code| (code.valid_from, code.valid_until));
        Row {
            id: row.id,
            folder: row.folder.map(|folder| folder.name).unwrap_or_default(),
            issuer: if row.service.is_empty() {
                row.issuer
            } else {
                row.service
            },
            label: row.label,
            factors: row
                .factors
                .into_iter()
                .map(|factor| Factor {
                    id: factor.id,
                    label: factor.label,
                    kind: factor.kind,
                })
                .collect(),
            code: code.map(|code| code.code),
            valid_from,
            valid_until,
        }
    }

    fn code(&mut self, factor: &str) -> Result<CodeView, Failure> {
        let code = self.session.code_of(factor, &At::default());
        self.unsaved |= code.is_err();
        Ok(code?)
    }

    /// Sees to it that no change is lost with the keys.
    fn keep(mut self) -> Result<(), Failure> {
        if self.unsaved && self.session.save().is_err() {
            self.session.seal_pending()?;
        }
        Ok(())
    }
}

/// Whose code it is: the client, else the service, else the user name.
fn name_of(code: &CodeView) -> String {
    let folder = code
        .account
        .folder
        .as_ref()
        .map_or("", |folder| &folder.name);
    let names = [folder, &code.account.issuer, &code.account.label];
    names
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default()
        .to_owned()
}
