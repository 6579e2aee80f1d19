//! `folder …`.

use clap::Subcommand;
use keyrack_app::{NewFolder, Result, view::FolderView};

use super::assignments::assignments;
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::Words,
};

/// Change folders and clients.
#[derive(Debug, Subcommand)]
#[command(after_help = "\
Fields: name, colour, archived, client, and for a client: tax_number, short_code, contact, email, notes. \
An empty value clears the field.")]
pub enum Folder {
    /// List folders
    List,
    /// Add a folder
    Add {
        /// Its name
        name: String,
        /// More fields, such as tax_number=12345678-2-41
        #[arg(value_name = "FIELD=VALUE")]
        fields: Vec<String>,
    },
    /// Change fields of a folder
    Edit {
        /// The folder: id, name, tax number or short code
        folder: String,
        /// What to change
        #[arg(value_name = "FIELD=VALUE", required = true)]
        fields: Vec<String>,
    },
    /// Move an empty folder to the trash
    Remove {
        /// The folder: id, name, tax number or short code
        folder: String,
    },
}

impl Folder {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        match self {
            Self::List => context.with_vault(
                |session| Ok(session.folders()),
                |folders, text| list(text, folders),
            ),
            Self::Add { name, fields } => {
                let new = NewFolder {
                    name,
                    fields: assignments(&fields)?,
                };
                context.with_vault(|session| session.folder_add(&new), said("folder-added"))
            }
            Self::Edit { folder, fields } => {
                let fields = assignments(&fields)?;
                context.with_vault(
                    |session| session.folder_edit(&folder, &fields),
                    said("folder-changed"),
                )
            }
            Self::Remove { folder } => context.with_vault(
                |session| session.folder_remove(&folder),
                said("folder-removed"),
            ),
        }
    }
}

fn list(text: &mut TextOutput<'_>, folders: &[FolderView]) {
    if folders.is_empty() {
        return text.say("folder-none", &[]);
    }
    let words = text.words();
    let row = |folder: &FolderView| {
        let client = folder.client.as_ref();
        let archived = folder.archived.then(|| words.word("folder-archived"));
        vec![
            short(&folder.id).to_owned(),
            name(words, folder),
            client
                .map(|client| client.short_code.clone())
                .unwrap_or_default(),
            client
                .map(|client| client.tax_number.clone())
                .unwrap_or_default(),
            words.text("folder-accounts", &[("count", folder.accounts.into())]),
            archived.unwrap_or_default(),
        ]
    };
    text.table(folders.iter().map(row));
}

/// Says what was done with a folder, in the words of `key`.
fn said(key: &'static str) -> impl FnOnce(&FolderView, &mut TextOutput<'_>) {
    move |folder, text| {
        let name = name(text.words(), folder);
        text.say(
            key,
            &[("name", name.into()), ("id", short(&folder.id).into())],
        );
    }
}

fn name(words: &Words, folder: &FolderView) -> String {
    if folder.name.is_empty() {
        words.word("folder-unnamed")
    } else {
        folder.name.clone()
    }
}
