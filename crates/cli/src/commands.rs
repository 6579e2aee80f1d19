//! The commands, one module for each group of them.

mod accounts;
mod app;
mod backup;
mod code;
mod export;
mod factor;
mod folder;
mod health;
mod import;
mod init;
mod qr;
mod recovery;
mod scan;
mod shell;
mod trash;
mod ways_in;

use std::path::Path;

use clap::Subcommand;
use keyrack_app::{Error, ErrorCode, Result};

use crate::{call::Call, ending::Ending};

/// What the program is asked to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Create a new vault and its recovery key
    Init(init::Init),
    /// Add an account
    Add(accounts::Add),
    /// List accounts
    List(accounts::List),
    /// Show an account
    Show(accounts::Show),
    /// Change fields of an account
    Edit(accounts::Edit),
    /// Move an account to the trash, for 30 days
    Remove(accounts::Remove),
    /// List, restore or delete what was removed
    #[command(subcommand)]
    Trash(trash::Trash),
    /// Change the factors of an account; they make its codes
    #[command(subcommand)]
    Factor(factor::Factor),
    /// Store recovery items for when no factor is at hand: deletion codes, backup codes, phones
    #[command(subcommand)]
    Recovery(recovery::Recovery),
    /// Change folders and clients
    #[command(subcommand)]
    Folder(folder::Folder),
    /// Print the code of an account
    Code(code::Code),
    /// Read QR codes from pictures and PDFs
    Scan(scan::Scan),
    /// Make QR codes of accounts for a phone
    Qr(qr::Qr),
    /// Import files from another authenticator
    Import(import::Import),
    /// Undo the last import on this computer
    UndoImport(import::UndoImport),
    /// List the file formats
    Formats(import::Formats),
    /// Export accounts to a file for another program
    Export(export::Export),
    /// Back up the vault to one file, check a backup, or list the backups in a folder
    Backup(backup::Backup),
    /// Restore accounts, or the whole vault, from a backup
    Restore(backup::Restore),
    /// Change the password; the recovery key stays valid
    Password(ways_in::Password),
    /// Open the vault with a PIN on this computer
    #[command(subcommand)]
    Pin(ways_in::Pin),
    /// Change the recovery key
    #[command(subcommand)]
    RecoveryKey(ways_in::RecoveryKey),
    /// Check that every record and every snapshot of the vault can be read
    Verify(health::Verify),
    /// Show the state of the vault; shows more if it can be unlocked
    Status(health::Status),
    /// Look for problems that might go unnoticed; finds more if the vault can be unlocked
    Doctor(health::Doctor),
    /// Control the running app
    #[command(subcommand)]
    App(app::App),
    /// Print shell completions
    Completions(shell::Completions),
    /// Print the manual page
    Man(shell::Man),
}

impl Command {
    /// Does it, and tells how it ended.
    ///
    /// # Errors
    /// Why it failed.
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        match self {
            Self::Init(command) => command.run(call),
            Self::Add(command) => command.run(call),
            Self::List(command) => command.run(call),
            Self::Show(command) => command.run(call),
            Self::Edit(command) => command.run(call),
            Self::Remove(command) => command.run(call),
            Self::Trash(command) => command.run(call),
            Self::Factor(command) => command.run(call),
            Self::Recovery(command) => command.run(call),
            Self::Folder(command) => command.run(call),
            Self::Code(command) => command.run(call),
            Self::Scan(command) => command.run(call),
            Self::Qr(command) => command.run(call),
            Self::Import(command) => command.run(call),
            Self::UndoImport(command) => command.run(call),
            Self::Formats(command) => command.run(call),
            Self::Export(command) => command.run(call),
            Self::Backup(command) => command.run(call),
            Self::Restore(command) => command.run(call),
            Self::Password(command) => command.run(call),
            Self::Pin(command) => command.run(call),
            Self::RecoveryKey(command) => command.run(call),
            Self::Verify(command) => command.run(call),
            Self::Status(command) => command.run(call),
            Self::Doctor(command) => command.run(call),
            Self::App(command) => command.run(call),
            Self::Completions(command) => command.run(call),
            Self::Man(command) => command.run(call),
        }
    }
}

/// Reads `field=value`. What is not so is not repeated: it may be a secret in the wrong place.
fn assignments(words: &[String]) -> Result<Vec<(String, String)>> {
    let pair = |word: &String| {
        word.split_once('=')
            .map(|(field, value)| (field.to_owned(), value.to_owned()))
    };
    let pairs: Option<Vec<_>> = words.iter().map(pair).collect();
    pairs.ok_or_else(|| {
        Error::new(ErrorCode::Usage).with("detail", "fields are given as field=value")
    })
}

/// The path as an answer shows it.
fn shown(path: &Path) -> String {
    path.display().to_string()
}
