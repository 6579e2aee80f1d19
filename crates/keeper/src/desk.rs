//! Where requests of the windows are carried out.
//!
//! Everything that a lock has to forget lies in one place, [`Opened`]: the keys, drafts, a kit that waits, what is on
//! the paper. Locking drops it.

mod account;
mod backup;
mod clock;
mod copy;
mod draft;
mod errand;
mod export;
mod eye;
mod favourites;
mod folders;
mod gap;
mod import;
mod kit;
mod list;
mod loans;
mod paper;
mod pin;
mod scan;
mod settings;
mod speech;
mod standing;
mod support;
mod unlock;
mod watch;

use std::panic::{self, AssertUnwindSafe};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use keyrack_app::{Computer, Keyrack, NewRecovery, RightTime, Session, Settings};
use serde::{Serialize, de::DeserializeOwned};
use standing::{Keys, Standing, locked};
use zeroize::Zeroizing;

use crate::request::{PaperRequest, Request};
use crate::stage::{Stage, Window};
use crate::views::{Event, Failure, ScanWays};

pub use eye::{Blind, Contents, Eye, Look, MAX_FILE, Seen, Subject};
pub use favourites::Favourite;
pub use loans::{Content, Loans, MAX_TEXT, Unavailable};
pub use watch::{Happening, Watcher};

/// One vault, open or not, and everything that the windows may ask about it.
pub struct Desk {
    computer: Computer,
    keyrack: Keyrack,
    stage: Arc<dyn Stage>,
    clipboard: Box<dyn Loans>,
    eye: Box<dyn Eye>,
    /// Held while our windows are off the screens.
    veil: Mutex<()>,
    /// Which ways to the screens there are, once the eye has said so.
    ways: Mutex<Option<ScanWays>>,
    settings: Mutex<Settings>,
    support: Mutex<support::Support>,
    /// What a time server has said.
    online_clock: Mutex<Option<RightTime>>,
    /// When a backup is due.
    plan: Mutex<backup::Plan>,
    /// Whether one is being written.
    backing_up: Arc<AtomicBool>,
    /// A backup that may become the vault.
    found: Mutex<backup::Found>,
    /// Whether the vault could not be read.
    lost: Mutex<bool>,
    /// Held while a key is derived from a password: one at a time, for each takes memory and is a guess.
    door: Mutex<()>,
    standing: Arc<Standing>,
    /// What the clocks said last.
    clocks: Mutex<gap::Reading>,
}

/// What a window gets.
pub enum Reply {
    /// A view, as JSON.
    Json(String),
    /// A PNG picture, for the paper window.
    Picture(Zeroizing<Vec<u8>>),
}

/// Why the vault was locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The program has just started.
    Start,
    /// A person wished it.
    Person,
    /// Nobody was at work.
    Idle,
    /// The window broke down.
    Crash,
    /// The program ends.
    Quit,
    /// The computer was about to sleep.
    Sleep,
    /// The computer had slept, and had not said so before.
    Wake,
    /// The session was locked.
    SessionLocked,
    /// The screen saver began.
    Screensaver,
    /// The user signed out, or the computer was shut down.
    SignedOut,
    /// Another user's session came to the screen.
    UserSwitch,
    /// The session lost its screen: the connection from afar was closed.
    Disconnected,
    /// The lid was closed.
    Lid,
    /// The clock on the wall was moved, or the computer stood still without knowing.
    TimeJump,
    /// There was no window to see for as long as is set.
    Hidden,
    /// A person wished it in the tray.
    Tray,
    /// A command wished it.
    Command,
}

/// The open vault, and what is forgotten with it.
pub(crate) struct Opened {
    session: Session,
    /// Whether changes were refused when it was opened.
    read_only: bool,
    /// Whether codes are withheld, because somebody helps over a remote connection.
    masked: bool,
    /// Of whom a code was copied last.
    last_copy: Option<copy::LastCopy>,
    /// What was read and is not added yet.
    drafts: draft::Drafts,
    /// What was read by scans that belong together.
    scanned: scan::Scanned,
    /// What was read of files.
    importing: import::Importing,
    /// The kit that is not proved to be at hand yet.
    kit: Option<kit::WaitingKit>,
    /// The backup that was chosen, and how it was before something came back.
    restoring: backup::Restoring,
    /// Why the vault's file could not be followed, if it could not.
    astray: Option<Failure>,
}

impl Desk {
    /// The default vault of `computer`, locked.
    #[must_use]
    pub fn new(
        computer: Computer,
        stage: Arc<dyn Stage>,
        clipboard: Box<dyn Loans>,
        eye: Box<dyn Eye>,
    ) -> Self {
        Self {
            keyrack: Keyrack::new(computer.clone(), None),
            stage,
            clipboard,
            eye,
            veil: Mutex::default(),
            ways: Mutex::default(),
            settings: Mutex::new(Settings::of(&computer)),
            support: Mutex::default(),
            online_clock: Mutex::default(),
            plan: Mutex::default(),
            backing_up: Arc::default(),
            found: Mutex::default(),
            lost: Mutex::default(),
            door: Mutex::default(),
            clocks: Mutex::new(gap::Reading::of(&*computer.clock)),
            standing: Arc::new(Standing::new(&watch::Moment::of(&*computer.clock))),
            computer,
        }
    }

    /// Carries out a request of a window. May take as long as the disk, the key derivation or a dialog does, and may
    /// be called from several threads at once.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn answer(&self, window: Window, request: &[u8]) -> Result<Reply, Failure> {
        // A fault in one request must neither end the process nor keep the vault from being locked.
        let done = panic::catch_unwind(AssertUnwindSafe(|| match window {
            Window::Main => self.main(read(request)?),
            Window::Paper => self.paper(&read(request)?),
        }));
        done.unwrap_or_else(|_| Err(Failure::new("unexpected")))
    }

    /// What is set on this computer.
    #[must_use]
    pub fn settings(&self) -> Settings {
        lock(&self.settings).clone()
    }

    fn main(&self, request: Request) -> Result<Reply, Failure> {
        self.allow(&request)?;
        let step = support::step_of(&request);
        let reply = self.carry_out(request)?;
        self.note(step);
        Ok(reply)
    }

    fn carry_out(&self, request: Request) -> Result<Reply, Failure> {
        match request {
            Request::State => json(&self.state()?),
            Request::Active => json(&self.active()),
            Request::Settings => json(&self.settings_view()),
            Request::ChangeSettings { changes } => json(&self.change_settings(changes)?),
            Request::ChooseBackupFolder => json(&self.choose_backup_folder()?),
            Request::About => json(&self.about()),

            Request::Strength { password } => json(&self.strength(&password.0)),
            Request::Create { password } => json(&self.create(&password.0)?),
            Request::Unlock { password } => json(&self.unlock(password.0)?),
            Request::UnlockWithKey { key } => json(&self.unlock_with_key(&key.0)?),
            Request::Pin => json(&self.pin()),
            Request::UnlockWithPin { pin } => json(&self.unlock_with_pin(pin.0)?),
            Request::SetPin { password, pin } => json(&self.set_pin(&password.0, &pin.0)?),
            Request::RemovePin => json(&self.remove_pin()?),
            Request::Lock => json(&self.lock(Because::Person)),
            Request::ChangePassword { old, new } => json(&self.change_password(&old.0, &new.0)?),

            Request::MakeKit { password, language } => json(&self.make_kit(password.0, language)?),
            Request::ShowKit { language } => json(&self.show_kit(language)?),
            Request::ConfirmKit { groups } => json(&self.confirm_kit(&groups)?),
            Request::PutOffKit => json(&self.put_off_kit()?),

            Request::List {
                query,
                place,
                from,
                count,
            } => json(&self.list(&query, &place, from, count)?),
            Request::Counts => json(&self.counts()?),
            Request::Account { account } => json(&self.account(&account)?),
            Request::Copy {
                account,
                factor,
                next,
                sure,
            } => json(&self.copy(&account, &factor, next, sure)?),
            Request::ClearClipboard => json(&self.clear_clipboard()?),
            Request::CopyField { account, field } => json(&self.copy_field(&account, &field)?),
            Request::OpenPage { account } => json(&self.open_page(&account)?),
            Request::Reveal { account, password } => json(&self.reveal(&account, &password.0)?),
            Request::ShowQr {
                accounts,
                factor,
                kind,
                sure,
                password,
            } => json(&self.show_qr(&accounts, factor.as_deref(), kind, sure, &password.0)?),
            Request::Favourite { accounts, on } => json(&self.favourite(&accounts, on)?),

            Request::ReadText { text, how } => json(&self.read_text(&text.0, how)?),
            Request::ScanWays => json(&self.scan_ways()?),
            Request::Scan { from, more } => json(&self.scan(from, more)?),
            Request::CancelScan => json(&self.end_errand()),
            Request::Add {
                draft,
                service,
                label,
                folder,
                desk,
                fields,
            } => json(&self.add(draft, service, label, folder, desk, fields)?),
            Request::AddMany {
                drafts,
                folder,
                folders,
            } => json(&self.add_many(&drafts, folder.as_deref(), &folders)?),
            Request::UndoAdd { accounts } => json(&self.undo_add(&accounts)?),
            Request::AddFactor {
                account,
                draft,
                desk,
            } => json(&self.add_factor(&account, draft, desk)?),
            Request::ReplaceSecret {
                account,
                factor,
                draft,
            } => json(&self.replace_secret(&account, &factor, draft)?),
            Request::DropDraft { draft } => json(&self.drop_draft(draft)?),
            Request::Confirm { account, factor } => json(&self.confirm(&account, &factor)?),

            Request::Edit { account, fields } => json(&self.edit(&account, &fields)?),
            Request::Move { accounts, folder } => json(&self.move_accounts(&accounts, &folder)?),
            Request::Tag {
                accounts,
                add,
                remove,
            } => json(&self.tag(&accounts, &add, &remove)?),
            Request::Remove { accounts } => json(&self.remove(&accounts)?),
            Request::Restore { accounts } => json(&self.restore(&accounts)?),
            Request::EmptyTrash => json(&self.empty_trash()?),
            Request::EditFactor {
                account,
                factor,
                desk,
            } => json(&self.edit_factor(&account, &factor, &desk)?),
            Request::RemoveFactor { account, factor } => {
                json(&self.remove_factor(&account, &factor)?)
            }
            Request::RestoreFactor { account, factor } => {
                json(&self.restore_factor(&account, &factor)?)
            }
            Request::AddRecovery {
                account,
                kind,
                label,
                whose,
                value,
            } => {
                let value = value.0;
                let new = NewRecovery {
                    kind,
                    label,
                    whose,
                    value,
                };
                json(&self.add_recovery(&account, &new)?)
            }
            Request::UseRecovery { account, item } => json(&self.use_recovery(&account, &item)?),
            Request::RemoveRecovery { account, item } => {
                json(&self.remove_recovery(&account, &item)?)
            }
            Request::RestoreRecovery { account, item } => {
                json(&self.restore_recovery(&account, &item)?)
            }

            Request::Folders {
                query,
                from,
                count,
                archived,
            } => json(&self.folders(&query, from, count, archived)?),
            Request::AddFolder { name, fields } => json(&self.add_folder(&name, &fields)?),
            Request::EditFolder { folder, fields } => json(&self.edit_folder(&folder, &fields)?),
            Request::RemoveFolder { folder } => json(&self.remove_folder(&folder)?),

            Request::OpenImport { from } => json(&self.open_import(from)?),
            Request::ReadImport {
                password,
                memory_mib,
                columns,
            } => json(&self.read_import(password, memory_mib, columns)?),
            Request::ImportRows {
                status,
                from,
                count,
            } => json(&self.import_rows(status.as_deref(), from, count)?),
            Request::ImportClients {
                without_code,
                from,
                count,
            } => json(&self.import_clients(without_code, from, count)?),
            Request::ChooseImport {
                rows,
                status,
                decision,
            } => json(&self.choose_import(&rows, status.as_deref(), decision.into())?),
            Request::TakeImport { folder, groups } => {
                json(&self.take_import(folder, groups.into())?)
            }
            Request::UndoImport => json(&self.undo_import()?),
            Request::SaveImportReport => json(&self.save_import_report()?),
            Request::DropImport => json(&self.drop_import()?),
            Request::CancelImport => json(&self.end_errand()),
            Request::DroppedKind => json(&self.dropped_kind()?),

            Request::ExportLosses {
                accounts,
                folder,
                format,
            } => json(&self.export_losses(accounts, folder, format)?),
            Request::Export {
                accounts,
                folder,
                format,
                file_password,
                password,
            } => json(&self.export(
                accounts,
                folder,
                format,
                file_password.map(|password| password.0),
                &password.0,
            )?),
            Request::BackUp => json(&self.back_up()?),
            Request::Backups => json(&self.backups()?),
            Request::OpenBackup {
                from,
                file,
                password,
            } => json(&self.open_backup(from, file, password.as_ref())?),
            Request::RestoreRows { from, count } => json(&self.restore_rows(from, count)?),
            Request::TakeRestore { accounts } => json(&self.take_restore(accounts)?),
            Request::UndoRestore => json(&self.undo_restore()?),
            Request::DropRestore => json(&self.drop_restore()),
            Request::Drill { typed } => json(&self.drill(&typed)?),
            Request::Adopt { password } => json(&self.adopt(&password)?),

            Request::StartSupport { minutes } => json(&self.start_support(minutes)?),
            Request::EndSupport => json(&self.end_support()),
            Request::Support => json(&self.support_view()),

            Request::Clock => json(&self.clock()),
            Request::CheckClock => json(&self.check_clock()?),
            Request::CodesAround { account, factor } => {
                json(&self.codes_around(&account, &factor)?)
            }
        }
    }

    fn paper(&self, request: &PaperRequest) -> Result<Reply, Failure> {
        match *request {
            PaperRequest::Paper => json(&self.paper_view()?),
            PaperRequest::Picture { width, scale, dark } => {
                self.picture(width, scale, dark).map(Reply::Picture)
            }
            PaperRequest::Turn { page } => json(&self.turn_paper(page)?),
            PaperRequest::SavePdf => json(&self.save_pdf()?),
            PaperRequest::Print => json(&self.stage.print_paper()?),
            PaperRequest::CopyItem { item } => json(&self.copy_item(item)?),
            PaperRequest::SpellItem { item } => json(&self.spell_item(item)?),
            PaperRequest::Close => json(&self.close_paper()),
        }
    }

    /// Acts on the open vault, while nothing else does. What comes of it is not told once the vault is locked.
    fn with<T>(&self, act: impl FnOnce(&mut Opened) -> Result<T, Failure>) -> Result<T, Failure> {
        self.with_keys(&self.standing.keys()?, act)
    }

    /// As [`Desk::with`], of the vault that `keys` open and no other.
    fn with_keys<T>(
        &self,
        keys: &Arc<Keys>,
        act: impl FnOnce(&mut Opened) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let done = lock(keys).as_mut().map(act);
        done.filter(|_| self.standing.has(keys))
            .unwrap_or_else(|| Err(locked()))
    }

    /// Changes the open vault. What cannot be saved stays in memory: saving is tried again, and a lock seals it.
    fn change<T>(&self, act: impl FnOnce(&mut Opened) -> Result<T, Failure>) -> Result<T, Failure> {
        let (done, newly_unsaved) = self.with(|opened| {
            let before = opened.session.is_unsaved();
            let done = act(opened);
            self.note_sequence(opened);
            Ok((done, !before && opened.session.is_unsaved()))
        })?;
        if newly_unsaved {
            self.stage.tell(&Event::Unsaved);
        }
        self.standing.now().watch.tell(&Happening::Changed);
        done
    }

    /// Lends a text to the clipboard. One that comes there after a lock is taken back.
    fn lend(&self, text: Zeroizing<String>, seconds: u16) -> Result<(), Failure> {
        self.clipboard.lend(text, seconds)?;
        if self.standing.now().entry.is_none() {
            _ = self.clipboard.take_back();
            return Err(locked());
        }
        Ok(())
    }
}

/// An id as windows send it: all of it. Words and beginnings of ids are for the command line.
fn whole(id: &str) -> Result<&str, Failure> {
    if keyrack_app::is_id(id) {
        Ok(id)
    } else {
        Err(Failure::new("not_found").with("query", id))
    }
}

fn bad_value(field: &str) -> Failure {
    Failure::new("bad_value").with("field", field)
}

/// What a mutex holds, even after a panic elsewhere: the vault must always be able to be locked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Reads a request. Why it is none is not said, for the reason might repeat a password.
fn read<T: DeserializeOwned>(request: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(request).map_err(|_| Failure::new("bad_request"))
}

fn json(view: &impl Serialize) -> Result<Reply, Failure> {
    let text = serde_json::to_string(view);
    text.map(Reply::Json)
        .map_err(|_| Failure::new("unexpected"))
}
