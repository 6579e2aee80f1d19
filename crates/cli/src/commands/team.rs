//! `team …`: offices, whose members share folders over a store.

mod access;
mod date;
mod device;
mod exposure;
mod folders;
mod found;
mod invite;
mod join;
mod leave;
mod members;
mod person;
mod place;
mod removal_text;
mod requests;
mod set_aside;
mod sheets;
mod state;
mod sync;
mod sync_text;

use clap::{Args, Subcommand};
use keyrack_app::Result;

use crate::{context::Context, exit_status::ExitStatus};

/// Share folders with colleagues.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
A store is a folder (file:///srv/office), a WebDAV server (https://cloud.example.org/dav/office) or a bucket \
(s3://bucket/prefix?endpoint=…&region=…). Its name and password, or its keys, are read from a file, never from the address. \
Exit status 8: done and saved on this computer, but not in the store yet; `team sync` sends it.")]
pub enum Team {
    /// Found an office in an empty store, and make its office key sheets
    Found(found::Found),
    /// Come back to an office with its office key sheet, as an owner
    Recover(found::Recover),
    /// Write an office key sheet that was typed from paper as a file for Keyrack and for `age`
    SheetIdentity(sheets::SheetIdentity),
    /// Invite a colleague
    Invite(invite::Invite),
    /// Take an invitation back
    Cancel(invite::Cancel),
    /// Join an office with the code of an invitation; again, to see whether an owner has approved it
    Join(join::Join),
    /// List who asks to join
    Requests(requests::Requests),
    /// Let somebody in who asks to join
    Approve(requests::Approve),
    /// List the members and their computers
    Members(members::Members),
    /// Take a member out of the office
    Remove(leave::Remove),
    /// Make a member an owner
    Promote(leave::Promote),
    /// Make an owner a member again
    Demote(leave::Demote),
    /// Decide about a removal that another removal undid
    Settle(leave::Settle),
    /// Add a computer of your own, or take one out
    #[command(subcommand)]
    Device(device::Device),
    /// Take this computer out of the office, and the office off this computer
    Leave(leave::Leave),
    /// Changes by people who had lost the right to make them
    #[command(subcommand)]
    SetAside(set_aside::SetAside),
    /// List the folders of the office that you have
    Folders(folders::Folders),
    /// Make a folder in the office, or share one of the vault
    #[command(subcommand)]
    Folder(folders::Folder),
    /// Let a member at a folder
    Grant(access::Grant),
    /// Take a folder from a member
    Revoke(access::Revoke),
    /// List the secrets that somebody could read who may not any more
    Exposure(exposure::Exposure),
    /// Send what is new here to the store, and get what is new there
    Sync(sync::Sync),
    /// Show how it stands with the office on this computer
    Status(state::Status),
    /// Print the office number: two colleagues with the same number have seen the same changes
    Number(state::Number),
    /// List the offices on this computer
    List(state::List),
}

/// Which of several offices.
#[derive(Debug, Args)]
pub struct OfficeOption {
    /// The office: id, the start of its id, or name; needed where there are several on this computer
    #[arg(long)]
    office: Option<String>,
}

impl OfficeOption {
    /// As use cases take it.
    fn name(&self) -> Option<&str> {
        self.office.as_deref()
    }
}

impl Team {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::Found(command) => command.run(context),
            Self::Recover(command) => command.run(context),
            Self::SheetIdentity(command) => command.run(context),
            Self::Invite(command) => command.run(context),
            Self::Cancel(command) => command.run(context),
            Self::Join(command) => command.run(context),
            Self::Requests(command) => command.run(context),
            Self::Approve(command) => command.run(context),
            Self::Members(command) => command.run(context),
            Self::Remove(command) => command.run(context),
            Self::Promote(command) => command.run(context),
            Self::Demote(command) => command.run(context),
            Self::Settle(command) => command.run(context),
            Self::Device(command) => command.run(context),
            Self::Leave(command) => command.run(context),
            Self::SetAside(command) => command.run(context),
            Self::Folders(command) => command.run(context),
            Self::Folder(command) => command.run(context),
            Self::Grant(command) => command.run(context),
            Self::Revoke(command) => command.run(context),
            Self::Exposure(command) => command.run(context),
            Self::Sync(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Number(command) => command.run(context),
            Self::List(command) => command.run(context),
        }
    }
}
