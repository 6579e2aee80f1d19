//! `backup`, `backup verify`, `backup list`, `restore`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use keyrack_app::{
    Error, ErrorCode, MAX_BACKUP, Restore as Request, Result, Settings, Unlock,
    view::{BackupView, DifferenceView, RestoreView},
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::shown;
use crate::{
    call::{Call, no_vault},
    ending::Ending,
    file,
    sheet::{Sheet, moment, short, title},
};

/// Back up the vault to one file, check a backup, or list the backups in a folder.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub struct Backup {
    #[command(subcommand)]
    other: Option<Other>,
    /// The file to write. The vault's password and recovery key open it
    #[arg(required = true)]
    file: Option<PathBuf>,
    /// Replace an existing file
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Subcommand)]
enum Other {
    /// Open a backup, make its codes and compare them with the vault's
    Verify {
        /// The backup
        file: PathBuf,
        #[command(flatten)]
        way: WayIn,
    },
    /// List the backups in a folder, newest first
    List {
        /// The folder [default: the one chosen in the app]
        folder: Option<PathBuf>,
    },
}

/// Restore accounts, or the whole vault, from a backup.
#[derive(Debug, Args)]
#[command(after_help = "\
If there is no vault, or it cannot be read, the backup becomes the vault (--all). Otherwise the accounts that differ are \
listed, and the ones you choose are restored as a new change. Without --all or --account, nothing is changed.")]
pub struct Restore {
    /// The backup
    file: PathBuf,
    /// Restore everything that differs
    #[arg(long, conflicts_with = "account")]
    all: bool,
    /// Restore these accounts, by id
    #[arg(long, value_name = "ID", num_args = 1..)]
    account: Vec<String>,
    /// Only show what would happen
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    way: WayIn,
}

/// What opens a backup, where it is not what opens the vault now.
#[derive(Debug, Args)]
pub struct WayIn {
    /// Read the vault's password at that time from a file, if it was a different one
    #[arg(long, value_name = "FILE")]
    file_password_file: Option<PathBuf>,
}

/// A backup in a folder.
#[derive(Serialize)]
struct Listed {
    file: String,
    /// In milliseconds since 1970, as all times.
    modified: u64,
    bytes: u64,
    /// Whether it is of this vault.
    own: bool,
    /// When this computer opened it and found it good.
    verified: Option<u64>,
}

#[derive(Serialize)]
struct Written {
    file: String,
    bytes: usize,
}

impl Backup {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        match (self.other, self.file) {
            (Some(Other::Verify { file, way }), _) => verify(call, &file, &way),
            (Some(Other::List { folder }), _) => list(call, folder),
            (None, Some(path)) => write(call, &path, file::Existing::if_forced(self.force)),
            (None, None) => {
                Err(Error::new(ErrorCode::Usage).with("detail", "the file to write is missing"))
            }
        }
    }
}

impl Restore {
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let bytes = read(call, &self.file)?;
        let dry_run = self.dry_run || (!self.all && self.account.is_empty());
        let keyrack = call.keyrack();
        let (opened, way) = if keyrack.exists()? {
            let way = call.way_in("ask-password")?;
            (
                call.open_with(&keyrack, &way),
                self.way.of(call, Some(way))?,
            )
        } else {
            (Err(no_vault(&keyrack)), self.way.of(call, None)?)
        };
        match opened {
            Ok(mut session) => {
                let request = Request {
                    all: self.all,
                    accounts: self.account,
                    dry_run,
                };
                // Under the keys of now no key is derived once more.
                let backup = session
                    .open_backup(&bytes)
                    .or_else(|_| keyrack.open_backup(&bytes, &way))?;
                let (view, _) = session.restore(&backup, &request)?;
                call.output
                    .answer(&view, |sheet| restored(sheet, &view, dry_run))?;
                session.settle()?;
            }
            Err(error) if self.account.is_empty() && is_lost(error.code) => {
                let view = keyrack.adopt(&bytes, &way, dry_run)?;
                call.output
                    .answer(&view, |sheet| restored(sheet, &view, dry_run))?;
            }
            Err(error) => return Err(error),
        }
        Ok(Ending::Done)
    }
}

impl WayIn {
    /// The password that the file names, or else what opened the vault, or else what was given or is typed now.
    fn of(&self, call: &Call<'_>, present: Option<Unlock>) -> Result<Unlock> {
        match (&self.file_password_file, present) {
            (Some(file), _) => call.input.password_from(file).map(Unlock::Password),
            (None, Some(way)) => Ok(way),
            (None, None) => call.way_in("ask-backup-password"),
        }
    }
}

fn read(call: &Call<'_>, file: &Path) -> Result<Zeroizing<Vec<u8>>> {
    call.input.bytes(file, MAX_BACKUP)
}

fn write(call: &Call<'_>, path: &Path, existing: file::Existing) -> Result<Ending> {
    file::check(path, existing)?;
    call.keyrack().leave_alone(path)?;
    let bytes = call.keyrack().backup()?;
    file::write(path, &bytes, existing)?;
    let answer = Written {
        file: shown(path),
        bytes: bytes.len(),
    };
    call.output.answer(&answer, |sheet| {
        sheet.say("backup-done", &[("path", answer.file.as_str().into())]);
    })?;
    Ok(Ending::Done)
}

fn verify(call: &Call<'_>, file: &Path, way: &WayIn) -> Result<Ending> {
    let bytes = read(call, file)?;
    let keyrack = call.keyrack();
    let way = way.of(call, None)?;
    // First by itself: a backup has to open where there is no vault.
    let mut view = keyrack.backup_verify(&bytes, &way, None)?;
    if keyrack
        .status(None)?
        .vault
        .and_then(|vault| vault.id)
        .as_ref()
        == Some(&view.vault)
    {
        // The vault may have another password by now. Then there is nothing to compare with.
        if let Ok(session) = keyrack.unlock(&way) {
            view = keyrack.backup_verify(&bytes, &way, Some(&session))?;
        }
    }
    if view.matches == Some(true) && view.ways_in {
        let now = call.computer.clock.now();
        // Where it cannot be remembered, "doctor" reminds of a backup once more than it would have to.
        _ = keyrack.change_backup_record(|record| {
            (record.last, record.sequence) = (Some(now), Some(view.sequence));
        });
    }
    call.output.answer(&view, |sheet| verified(sheet, &view))?;
    Ok(if view.matches == Some(false) || !view.ways_in {
        Ending::InPart
    } else {
        Ending::Done
    })
}

fn list(call: &Call<'_>, folder: Option<PathBuf>) -> Result<Ending> {
    let keyrack = call.keyrack();
    let chosen = || {
        let settings = Settings::of(&call.computer);
        let backups = settings.backups.get(&keyrack.vault_id()?.to_string())?;
        backups.folder.clone()
    };
    let folder = folder.or_else(chosen);
    let folder = folder.ok_or_else(|| {
        Error::new(ErrorCode::Usage).with(
            "detail",
            "no folder is named, and none is chosen in the app",
        )
    })?;
    let record = keyrack.backup_record();
    let files: Vec<Listed> = keyrack
        .backups_in(&folder)?
        .into_iter()
        .map(|file| Listed {
            verified: record.verified.get(&file.name).copied(),
            modified: file.modified,
            bytes: file.size,
            own: file.own,
            file: shown(&folder.join(file.name)),
        })
        .collect();
    call.output.answer(&files, |sheet| {
        let rows = files.iter().map(|file| {
            let key = match (file.own, file.verified) {
                (false, _) => "backup-foreign",
                (true, Some(_)) => "backup-verified",
                (true, None) => "backup-unverified",
            };
            vec![file.file.clone(), moment(file.modified), sheet.word(key)]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        sheet.table(&rows);
        if rows.is_empty() {
            sheet.say("backup-none", &[("path", shown(&folder).into())]);
        }
    })?;
    Ok(Ending::Done)
}

/// Whether there is no vault that could be opened, by whatever way in.
fn is_lost(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NoVault | ErrorCode::VaultUnreadable | ErrorCode::WaysInDamaged
    )
}

fn verified(sheet: &mut Sheet<'_>, view: &BackupView) {
    let counts = [
        ("time", moment(view.saved_at).into()),
        ("accounts", view.accounts.into()),
        ("codes", view.codes.into()),
    ];
    sheet.say("backup-opens", &counts);
    if !view.ways_in {
        sheet.say("backup-ways-foreign", &[]);
    }
    match view.matches {
        Some(true) => sheet.say("backup-matches", &[]),
        Some(false) => sheet.say("backup-differs", &[]),
        None => sheet.say("backup-alone", &[]),
    }
}

fn restored(sheet: &mut Sheet<'_>, view: &RestoreView, dry_run: bool) {
    let row = |difference: &DifferenceView| {
        vec![
            short(&difference.id).to_owned(),
            title(&[&difference.folder, &difference.issuer, &difference.label]),
            sheet.word(&format!("difference-{}", difference.state)),
            if difference.taken {
                sheet.word("difference-taken")
            } else {
                String::new()
            },
        ]
    };
    let rows: Vec<Vec<String>> = view.differences.iter().map(row).collect();
    sheet.table(&rows);
    let key = match (view.adopted, dry_run) {
        (true, true) => "restore-would-adopt",
        (true, false) => "restore-adopted",
        (false, true) => "restore-would-restore",
        (false, false) => "restore-done",
    };
    sheet.say(
        key,
        &[
            ("count", view.restored.into()),
            ("differing", view.differences.len().into()),
        ],
    );
}
