//! Files for another computer, another authenticator, or a drawer.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::Path;

use keyrack_app::{Export, Reduced};
use zeroize::Zeroizing;

use crate::controller::{Controller, whole};
use crate::shell::{Choose, WindowKind};
use crate::views::{Exported, Failure, LossLine, Losses};

/// How many names are given for each kind of loss.
const EXAMPLES: usize = 3;

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
        Ok(losses(&reduced))
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
        let info = info.ok_or_else(|| Failure::new("format_unknown"))?;
        if info.sealing == "always" && file_password.as_ref().is_none_or(|it| it.is_empty()) {
            return Err(Failure::new("file_password_needed"));
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

/// By kind, the most frequent first.
fn losses(reduced: &[Reduced]) -> Losses {
    let mut lines: BTreeMap<&str, LossLine> = BTreeMap::new();
    for it in reduced {
        let line = lines.entry(it.loss.code()).or_insert_with(|| LossLine {
            loss: it.loss.code().to_owned(),
            count: 0,
            examples: Vec::new(),
        });
        line.count += 1;
        let name = title(&it.issuer, &it.label);
        if line.examples.len() < EXAMPLES && !line.examples.contains(&name) {
            line.examples.push(name);
        }
    }
    let mut lines: Vec<LossLine> = lines.into_values().collect();
    lines.sort_by_key(|line| Reverse(line.count));
    Losses {
        total: reduced.len(),
        losses: lines,
    }
}

/// What people call an account.
pub(crate) fn title(issuer: &str, label: &str) -> String {
    let names = [issuer, label].into_iter().filter(|name| !name.is_empty());
    names.collect::<Vec<_>>().join(" · ")
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
