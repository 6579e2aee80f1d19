//! `team folders`, `team folder …`.

use clap::{Args, Subcommand};
use keyrack_app::{
    Result,
    view::{FolderRoleView, OfficeFolderView, SyncView},
};
use serde::Serialize;

use super::{
    OfficeOption,
    access::{rights, role_key},
    sync_text::{Changed, change},
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::Words,
};

/// List the folders of the office that you have.
#[derive(Debug, Args)]
pub struct Folders {
    #[command(flatten)]
    office: OfficeOption,
}

/// Make a folder in the office, or share one of the vault.
#[derive(Debug, Subcommand)]
pub enum Folder {
    /// Make a folder in the office; its owners read it as well
    New {
        /// Its name
        name: String,
        #[command(flatten)]
        office: OfficeOption,
    },
    /// Move a folder of the vault, with all its accounts, into the office; its owners read it then
    Share {
        /// The folder of the vault: id, name, tax number or short code
        folder: String,
        #[command(flatten)]
        office: OfficeOption,
    },
}

#[derive(Serialize)]
struct FolderAnswer {
    folder: OfficeFolderView,
}

impl Folders {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| session.office_folders(self.office.name()),
            |folders, text| list(text, folders),
        )
    }
}

impl Folder {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::New { name, office } => change(
                context,
                |session| session.new_office_folder(office.name(), &name).map(answer),
                said("team-folder-made"),
            ),
            Self::Share { folder, office } => change(
                context,
                |session| session.share_folder(office.name(), &folder).map(answer),
                said("team-folder-shared"),
            ),
        }
    }
}

fn answer((folder, sync): (OfficeFolderView, SyncView)) -> Changed<FolderAnswer> {
    (FolderAnswer { folder }, sync).into()
}

fn said(key: &'static str) -> impl FnOnce(&FolderAnswer, &mut TextOutput<'_>) {
    move |answer, text| {
        let name = name(text.words(), &answer.folder);
        let id = short(&answer.folder.id);
        text.say(key, &[("name", name.into()), ("id", id.into())]);
    }
}

fn list(text: &mut TextOutput<'_>, folders: &[OfficeFolderView]) {
    if folders.is_empty() {
        return text.say("team-no-folders", &[]);
    }
    let words = text.words();
    let row = |folder: &OfficeFolderView| {
        let unsent = folder.unsent.then(|| words.word("team-folder-unsent"));
        vec![
            short(&folder.id).to_owned(),
            name(words, folder),
            rights(words, role_key(folder.role), folder.recovery, None),
            members(words, &folder.members),
            unsent.unwrap_or_default(),
        ]
    };
    text.table(folders.iter().map(row));
}

fn members(words: &Words, members: &[FolderRoleView]) -> String {
    let one = |member: &FolderRoleView| {
        let rights = rights(words, role_key(member.role), member.recovery, member.until);
        format!("{} ({rights})", member.name)
    };
    members.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn name(words: &Words, folder: &OfficeFolderView) -> String {
    if folder.name.is_empty() {
        words.word("team-folder-not-here")
    } else {
        folder.name.clone()
    }
}
