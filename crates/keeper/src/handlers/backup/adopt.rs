//! A backup that becomes the vault, where there is none or none that can be read.

use keyrack_app::ErrorCode;

use super::requests::BackupFrom;
use super::{way_of, wrong_key};
use crate::controller::Controller;
use crate::typed::Typed;
use crate::views::{CheckedBackup, Failure, RestorePlan, State, WindowErrorCode};

impl Controller {
    /// Looks into a backup that the person chooses. It stays at hand while its password is asked for.
    pub(crate) fn look_into_backup(
        &self,
        typed: Option<&Typed>,
    ) -> Result<Option<RestorePlan>, Failure> {
        self.ask_for_loss()?;
        let kept = self.backups.found.lock().clone();
        let chosen = match kept.filter(|_| typed.is_some()) {
            Some(chosen) => Some(chosen),
            None => self.choose_backup(BackupFrom::File, None)?,
        };
        let Some(chosen) = chosen else {
            return Ok(None);
        };
        *self.backups.found.lock() = Some(chosen.clone());
        let Some(typed) = typed else {
            return Err(Failure::new(ErrorCode::FilePasswordNeeded).with("file", &chosen.name));
        };
        let view = self.open_with(&chosen.bytes, typed)?.view(None);
        Ok(Some(RestorePlan {
            own: self.is_of_vault(&view),
            adopts: true,
            missing: view.accounts,
            deleted: 0,
            changed: 0,
            checked: CheckedBackup {
                file: chosen.name,
                backup: view,
            },
        }))
    }

    /// Makes the backup the vault, and opens it.
    pub(crate) fn adopt(&self, typed: &Typed) -> Result<State, Failure> {
        self.ask_for_loss()?;
        let chosen = self.backups.found.lock().clone();
        let chosen = chosen.ok_or_else(|| Failure::new(WindowErrorCode::BackupGone))?;
        let way = way_of(&typed.0);
        let state = self.enter(|| {
            let adopted = self.keyrack.adopt(&chosen.bytes, &way, false);
            adopted.map_err(wrong_key)?;
            Ok((self.keyrack.unlock(&way)?, None))
        })?;
        *self.backups.found.lock() = None;
        *self.backups.vault_lost.lock() = false;
        self.shell.tell(&crate::views::Event::SettingsChanged);
        Ok(state)
    }

    /// Notes how an attempt to open the vault went: where it cannot be read, a backup may take its place.
    pub(crate) fn note_attempt<T>(
        &self,
        attempt: Result<T, keyrack_app::Error>,
    ) -> Result<T, Failure> {
        let lost = match &attempt {
            Ok(_) => Some(false),
            Err(error) => {
                let is_lost = matches!(
                    error.code,
                    ErrorCode::VaultUnreadable | ErrorCode::WaysInDamaged
                );
                is_lost.then_some(true)
            }
        };
        if let Some(lost) = lost {
            *self.backups.vault_lost.lock() = lost;
        }
        attempt.map_err(Failure::from)
    }

    /// Whether a backup may take the place of the vault: nobody at a locked computer exchanges a vault that is well.
    pub(crate) fn is_lost(&self) -> bool {
        *self.backups.vault_lost.lock()
    }

    fn ask_for_loss(&self) -> Result<(), Failure> {
        if self.vault_lock.keys().is_ok() || (self.keyrack.exists()? && !self.is_lost()) {
            return Err(
                Failure::from(keyrack_app::Error::new(ErrorCode::VaultExists))
                    .with("path", &self.keyrack.folder().display().to_string()),
            );
        }
        Ok(())
    }
}
