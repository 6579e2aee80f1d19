//! What the windows may ask for, and where each request is carried out.

mod account;
mod backup;
mod clock;
mod copy;
mod draft;
mod export;
mod favourites;
mod folders;
mod import;
mod kit;
mod list;
mod paper;
mod pin;
mod scan;
mod settings;
mod support;
mod unlock;

use std::panic::{self, AssertUnwindSafe};

use keyrack_app::NewRecovery;
use serde::{Serialize, de::DeserializeOwned};
use zeroize::Zeroizing;

use crate::controller::{Controller, LockReason};
use crate::request::{PaperRequest, Request};
use crate::shell::WindowKind;
use crate::views::Failure;

pub(crate) use backup::{Found, Plan, Restoring};
pub(crate) use copy::LastCopy;
pub(crate) use draft::Drafts;
pub use favourites::Favourite;
pub(crate) use import::Importing;
pub(crate) use kit::WaitingKit;
pub(crate) use paper::Paper;
pub(crate) use scan::ScanSeries;
pub(crate) use support::Support;

/// What a window gets.
pub enum Reply {
    /// A view, as JSON.
    Json(String),
    /// A PNG picture, for the paper window.
    Picture(Zeroizing<Vec<u8>>),
}

impl Controller {
    /// Carries out a request of a window. May take as long as the disk, the key derivation or a dialog does, and may
    /// be called from several threads at once.
    ///
    /// # Errors
    /// Why it was not done.
    pub fn answer(&self, window: WindowKind, request: &[u8]) -> Result<Reply, Failure> {
        // A fault in one request must neither end the process nor keep the vault from being locked.
        let done = panic::catch_unwind(AssertUnwindSafe(|| match window {
            WindowKind::Main => self.main(read(request)?),
            WindowKind::Paper => self.paper(&read(request)?),
        }));
        done.unwrap_or_else(|_| Err(Failure::new("unexpected")))
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
            Request::Lock => json(&self.lock(LockReason::Person)),
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
            Request::CancelScan => json(&self.cancel_task()),
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
            Request::CancelImport => json(&self.cancel_task()),
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
            PaperRequest::Print => json(&self.shell.print_paper()?),
            PaperRequest::CopyItem { item } => json(&self.copy_item(item)?),
            PaperRequest::SpellItem { item } => json(&self.spell_item(item)?),
            PaperRequest::Close => json(&self.close_paper()),
        }
    }
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
