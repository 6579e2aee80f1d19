//! Files for another computer, another authenticator, or a drawer.

use std::path::Path;

use keyrack_app::{ErrorCode, Export, Sealing, view::Losses};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::controller::{Controller, whole};
use crate::request::{Concerns, Reply, RequestGroup, Step, json};
use crate::shell::{Choose, WindowKind};
use crate::typed::Typed;
use crate::views::{Exported, Failure};

/// What a window asks to write to files for others.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ExportRequest {
    /// What the format has no place for: [`Losses`](keyrack_app::view::Losses).
    ExportLosses {
        /// The accounts; empty for all.
        accounts: Vec<String>,
        /// Only those of this client or folder, by id.
        folder: Option<String>,
        /// The name of the format.
        format: String,
    },
    /// Writes accounts to a file that the person chooses: [`Exported`](crate::views::Exported), or `null` when they
    /// chose none.
    Export {
        /// The accounts; empty for all.
        accounts: Vec<String>,
        /// Only those of this client or folder, by id.
        folder: Option<String>,
        /// The name of the format.
        format: String,
        /// The password of the file; none or empty for a plain one, where the format has such.
        #[cfg_attr(test, ts(type = "string | null"))]
        file_password: Option<Typed>,
        /// The password of the vault, asked for again.
        #[cfg_attr(test, ts(type = "string"))]
        password: Typed,
    },
}

impl RequestGroup for ExportRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::ExportLosses {
                accounts,
                folder,
                format,
            } => json(&controller.export_losses(accounts, folder, format)?),
            Self::Export {
                accounts,
                folder,
                format,
                file_password,
                password,
            } => json(&controller.export(
                accounts,
                folder,
                format,
                file_password.map(|password| password.0),
                &password.0,
            )?),
        }
    }

    fn shows_secret(&self) -> bool {
        match self {
            Self::Export {
                format,
                file_password,
                ..
            } => !is_sealed(format, file_password.as_ref()),
            Self::ExportLosses { .. } => false,
        }
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Export { .. } => ("export", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn export_losses(
        &self,
        accounts: Vec<String>,
        folder: Option<String>,
        format: String,
    ) -> Result<Losses, Failure> {
        let ids = accounts.iter().chain(&folder);
        ids.into_iter().try_for_each(|id| whole(id).map(drop))?;
        let export = Export {
            accounts,
            folder,
            format,
            password: None,
        };
        let reduced = self.with(|opened| Ok(opened.session.export_losses(&export)?))?;
        Ok(Losses::of(&reduced))
    }

    pub(crate) fn export(
        &self,
        accounts: Vec<String>,
        folder: Option<String>,
        format: String,
        file_password: Option<Zeroizing<String>>,
        password: &str,
    ) -> Result<Option<Exported>, Failure> {
        let ids = accounts.iter().chain(&folder);
        ids.into_iter().try_for_each(|id| whole(id).map(drop))?;
        let info = self
            .about()
            .formats
            .into_iter()
            .find(|it| it.name == format);
        let info = info.ok_or_else(|| Failure::new(ErrorCode::FormatUnknown))?;
        if info.sealing == Sealing::Always && file_password.as_ref().is_none_or(|it| it.is_empty())
        {
            return Err(Failure::new(ErrorCode::FilePasswordNeeded));
        }
        let proof = self.prove(password)?;
        self.with(|opened| Ok(opened.session.accept(&proof)?))?;
        let choose = Choose::Save {
            name: format!("keyrack-{}.{}", self.computer.clock.today(), info.extension),
            extension: info.extension,
        };
        let Some(path) = self.shell.choose(WindowKind::Main, &choose)? else {
            return Ok(None);
        };
        let export = Export {
            format,
            password: file_password,
            folder,
            accounts,
        };
        // It may have been locked while the person chose.
        let made = self.with(|opened| {
            opened.session.accept(&proof)?;
            Ok(opened.session.export(&export)?)
        })?;
        self.write_chosen(&path, &made.bytes)?;
        Ok(Some(Exported {
            file: name(&path),
            accounts: made.accounts,
            left_out: made.left_out,
        }))
    }

    /// Writes a file where the person chose, for this user alone.
    pub(crate) fn write_chosen(&self, path: &Path, bytes: &[u8]) -> Result<(), Failure> {
        self.keyrack.leave_alone(path)?;
        Ok(self.computer.write_private(path, bytes)?)
    }
}

/// Whether a file of the format that is written with the password shows nothing to whoever gets it.
fn is_sealed(format: &str, password: Option<&Typed>) -> bool {
    let format = keyrack_app::formats().find(|it| it.id == format);
    format.is_some_and(|format| format.sealing != keyrack_app::Sealing::Never)
        && password.is_some_and(|password| !password.0.is_empty())
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
