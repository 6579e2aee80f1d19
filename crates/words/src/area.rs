//! The parts that the words of a language are kept in.

/// A part of a language's words, kept in a message file of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Area {
    /// Adding accounts.
    Add,
    /// What a person should know of an office, and what its members and folders are to each other.
    Alarms,
    /// Backups, and restoring them.
    Backup,
    /// What the command line says.
    Cli,
    /// What went wrong, and what to do.
    Errors,
    /// Imports.
    Import,
    /// Founding an office, and coming into one.
    Joining,
    /// Leaving an office, and the secrets to replace because of it.
    Leaving,
    /// What the user should know about the vault.
    Notices,
    /// The pages of an office.
    Office,
    /// What stands on sheets of paper.
    Paper,
    /// What became of the rows of an import or export, and why.
    Reasons,
    /// The settings.
    Settings,
    /// Setting up and opening a vault.
    Setup,
    /// The menu of the icon in the tray.
    Tray,
    /// The main window.
    Window,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 16] = [
        Self::Add,
        Self::Alarms,
        Self::Backup,
        Self::Cli,
        Self::Errors,
        Self::Import,
        Self::Joining,
        Self::Leaving,
        Self::Notices,
        Self::Office,
        Self::Paper,
        Self::Reasons,
        Self::Settings,
        Self::Setup,
        Self::Tray,
        Self::Window,
    ];
}
