//! The commands, one module for each group of them.

mod account_text;
mod accounts;
mod app;
mod assignments;
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
mod secret_source;
mod shell;
mod team;
mod trash;
mod ways_in;

use clap::Subcommand;
use keyrack_app::Result;

use crate::{context::Context, exit_status::ExitStatus};

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
    /// Share folders with colleagues, each with a vault of their own, over a store that the office has
    #[command(subcommand)]
    Team(team::Team),
    /// Control the running app
    #[command(subcommand)]
    App(app::App),
    /// Print shell completions
    Completions(shell::Completions),
    /// Print the manual page
    Man(shell::Man),
}

impl Command {
    /// Does it, and tells how it ended. `definition` is that of the whole command line.
    ///
    /// # Errors
    /// Why it failed.
    pub fn run(
        self,
        context: &Context<'_>,
        definition: fn() -> clap::Command,
    ) -> Result<ExitStatus> {
        match self {
            Self::Init(command) => command.run(context),
            Self::Add(command) => command.run(context),
            Self::List(command) => command.run(context),
            Self::Show(command) => command.run(context),
            Self::Edit(command) => command.run(context),
            Self::Remove(command) => command.run(context),
            Self::Trash(command) => command.run(context),
            Self::Factor(command) => command.run(context),
            Self::Recovery(command) => command.run(context),
            Self::Folder(command) => command.run(context),
            Self::Code(command) => command.run(context),
            Self::Scan(command) => command.run(context),
            Self::Qr(command) => command.run(context),
            Self::Import(command) => command.run(context),
            Self::UndoImport(command) => command.run(context),
            Self::Formats(command) => command.run(context),
            Self::Export(command) => command.run(context),
            Self::Backup(command) => command.run(context),
            Self::Restore(command) => command.run(context),
            Self::Password(command) => command.run(context),
            Self::Pin(command) => command.run(context),
            Self::RecoveryKey(command) => command.run(context),
            Self::Verify(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Doctor(command) => command.run(context),
            Self::Team(command) => command.run(context),
            Self::App(command) => command.run(context),
            Self::Completions(command) => command.run(context, definition()),
            Self::Man(command) => command.run(context, &definition()),
        }
    }
}
