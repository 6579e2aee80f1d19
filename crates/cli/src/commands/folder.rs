//! `folder …`.

use clap::Subcommand;
use keyrack_app::{NewFolder, Result, view::FolderView};

use super::assignments;
use crate::{
    call::Call,
    ending::Ending,
    sheet::{Sheet, short},
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
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        match self {
            Self::List => call.with_vault(
                |session| Ok(session.folders()),
                |folders, sheet| list(sheet, folders),
            ),
            Self::Add { name, fields } => {
                let new = NewFolder {
                    name,
                    fields: assignments(&fields)?,
                };
                call.with_vault(
                    |session| session.folder_add(&new),
                    |folder, sheet| said(sheet, "folder-added", folder),
                )
            }
            Self::Edit { folder, fields } => {
                let fields = assignments(&fields)?;
                call.with_vault(
                    |session| session.folder_edit(&folder, &fields),
                    |folder, sheet| said(sheet, "folder-changed", folder),
                )
            }
            Self::Remove { folder } => call.with_vault(
                |session| session.folder_remove(&folder),
                |folder, sheet| said(sheet, "folder-removed", folder),
            ),
        }
    }
}

fn list(sheet: &mut Sheet<'_>, folders: &[FolderView]) {
    if folders.is_empty() {
        return sheet.say("folder-none", &[]);
    }
    let row = |folder: &FolderView| {
        let client = folder.client.as_ref();
        vec![
            short(&folder.id).to_owned(),
            name(sheet, folder),
            client
                .map(|client| client.short_code.clone())
                .unwrap_or_default(),
            client
                .map(|client| client.tax_number.clone())
                .unwrap_or_default(),
            sheet.words("folder-accounts", &[("count", folder.accounts.into())]),
            if folder.archived {
                sheet.word("folder-archived")
            } else {
                String::new()
            },
        ]
    };
    let rows: Vec<Vec<String>> = folders.iter().map(row).collect();
    sheet.table(&rows);
}

fn said(sheet: &mut Sheet<'_>, key: &str, folder: &FolderView) {
    let name = name(sheet, folder);
    sheet.say(
        key,
        &[("name", name.into()), ("id", short(&folder.id).into())],
    );
}

fn name(sheet: &Sheet<'_>, folder: &FolderView) -> String {
    if folder.name.is_empty() {
        sheet.word("folder-unnamed")
    } else {
        folder.name.clone()
    }
}
