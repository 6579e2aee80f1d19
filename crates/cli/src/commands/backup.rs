//! `backup`, `backup verify`, `backup list`, `restore`.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use keyrack_app::{
    Error, ErrorCode, MAX_BACKUP, Restore as Request, Result, Settings, Unlock,
    view::{BackupFile, BackupView, DifferenceView, RestoreView},
};
use serde::Serialize;
use zeroize::Zeroizing;

use crate::{
    context::{Context, no_vault},
    exit_status::ExitStatus,
    file,
    output::shown,
    text_output::{TextOutput, short, title},
    words::moment,
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

#[derive(Serialize)]
struct Written {
    file: String,
    bytes: usize,
}

impl Backup {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match (self.other, self.file) {
            (Some(Other::Verify { file, way }), _) => verify(context, &file, &way),
            (Some(Other::List { folder }), _) => list(context, folder),
            (None, Some(path)) => write(context, &path, file::Existing::if_forced(self.force)),
            (None, None) => {
                Err(Error::new(ErrorCode::Usage).with("detail", "the file to write is missing"))
            }
        }
    }
}

impl Restore {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let bytes = read(context, &self.file)?;
        let dry_run = self.dry_run || (!self.all && self.account.is_empty());
        let keyrack = context.keyrack();
        let (opened, way) = if keyrack.exists()? {
            let way = context.way_in("ask-password")?;
            (
                context.open_with(&keyrack, &way),
                self.way.of(context, Some(way))?,
            )
        } else {
            (Err(no_vault(&keyrack)), self.way.of(context, None)?)
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
                context
                    .output
                    .answer(&view, |text| restored(text, &view, dry_run))?;
                session.settle()?;
            }
            Err(error) if self.account.is_empty() && is_lost(error.code) => {
                let view = keyrack.adopt(&bytes, &way, dry_run)?;
                context
                    .output
                    .answer(&view, |text| restored(text, &view, dry_run))?;
            }
            Err(error) => return Err(error),
        }
        Ok(ExitStatus::Done)
    }
}

impl WayIn {
    /// The password that the file names, or else what opened the vault, or else what was given or is typed now.
    fn of(&self, context: &Context<'_>, present: Option<Unlock>) -> Result<Unlock> {
        match (&self.file_password_file, present) {
            (Some(file), _) => context.input.password_from(file).map(Unlock::Password),
            (None, Some(way)) => Ok(way),
            (None, None) => context.way_in("ask-backup-password"),
        }
    }
}

fn read(context: &Context<'_>, file: &Path) -> Result<Zeroizing<Vec<u8>>> {
    context.input.bytes(file, MAX_BACKUP)
}

fn write(context: &Context<'_>, path: &Path, existing: file::Existing) -> Result<ExitStatus> {
    file::check(path, existing)?;
    context.keyrack().leave_alone(path)?;
    let bytes = context.keyrack().backup()?;
    file::write(path, &bytes, existing)?;
    let answer = Written {
        file: shown(path),
        bytes: bytes.len(),
    };
    context.output.answer(&answer, |text| {
        text.say("backup-done", &[("path", answer.file.as_str().into())]);
    })?;
    Ok(ExitStatus::Done)
}

fn verify(context: &Context<'_>, file: &Path, way: &WayIn) -> Result<ExitStatus> {
    let bytes = read(context, file)?;
    let keyrack = context.keyrack();
    let way = way.of(context, None)?;
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
        let now = context.computer.clock.now();
        // Where it cannot be remembered, "doctor" reminds of a backup once more than it would have to.
        _ = keyrack.change_backup_record(|record| {
            (record.last, record.sequence) = (Some(now), Some(view.sequence));
        });
    }
    context.output.answer(&view, |text| verified(text, &view))?;
    Ok(if view.matches == Some(false) || !view.ways_in {
        ExitStatus::InPart
    } else {
        ExitStatus::Done
    })
}

fn list(context: &Context<'_>, folder: Option<PathBuf>) -> Result<ExitStatus> {
    let keyrack = context.keyrack();
    let chosen = || {
        let settings = Settings::of(&context.computer);
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
    let mut files = keyrack.backups_in(&folder)?;
    for file in &mut files {
        file.file = shown(&folder.join(&file.file));
    }
    context.output.answer(&files, |text| {
        let words = text.words();
        let row = |file: &BackupFile| {
            let key = match (file.own, file.verified) {
                (false, _) => "backup-foreign",
                (true, Some(_)) => "backup-verified",
                (true, None) => "backup-unverified",
            };
            vec![file.file.clone(), moment(file.modified), words.word(key)]
        };
        text.table(files.iter().map(row));
        if files.is_empty() {
            text.say("backup-none", &[("path", shown(&folder).into())]);
        }
    })?;
    Ok(ExitStatus::Done)
}

/// Whether there is no vault that could be opened, by whatever way in.
fn is_lost(code: ErrorCode) -> bool {
    matches!(
        code,
        ErrorCode::NoVault | ErrorCode::VaultUnreadable | ErrorCode::WaysInDamaged
    )
}

fn verified(text: &mut TextOutput<'_>, view: &BackupView) {
    let counts = [
        ("time", moment(view.saved_at).into()),
        ("accounts", view.accounts.into()),
        ("codes", view.codes.into()),
    ];
    text.say("backup-opens", &counts);
    if !view.ways_in {
        text.say("backup-ways-foreign", &[]);
    }
    match view.matches {
        Some(true) => text.say("backup-matches", &[]),
        Some(false) => text.say("backup-differs", &[]),
        None => text.say("backup-alone", &[]),
    }
}

fn restored(text: &mut TextOutput<'_>, view: &RestoreView, dry_run: bool) {
    let words = text.words();
    let row = |difference: &DifferenceView| {
        let taken = difference.taken.then(|| words.word("difference-taken"));
        vec![
            short(&difference.id).to_owned(),
            title(&[&difference.folder, &difference.issuer, &difference.label]),
            words.word(&format!("difference-{}", difference.state.as_str())),
            taken.unwrap_or_default(),
        ]
    };
    text.table(view.differences.iter().map(row));
    let key = match (view.adopted, dry_run) {
        (true, true) => "restore-would-adopt",
        (true, false) => "restore-adopted",
        (false, true) => "restore-would-restore",
        (false, false) => "restore-done",
    };
    text.say(
        key,
        &[
            ("count", view.restored.into()),
            ("differing", view.differences.len().into()),
        ],
    );
}
