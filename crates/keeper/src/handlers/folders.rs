//! Clients and folders.

use keyrack_app::{NewFolder, view::FolderView};
use serde::Deserialize;

use crate::controller::{Controller, bad_value, whole};
use crate::request::{Concerns, MAX_ROWS, Reply, RequestGroup, Step, json};
use crate::views::{COLOURS, Failure, Folder, FolderTag, Folders};

/// What a window asks about clients and folders.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum FolderRequest {
    /// Clients and folders: [`Folders`](crate::views::Folders).
    Folders {
        /// Words, in any order; empty for all.
        query: String,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
        /// Those out of the way instead of the others.
        archived: bool,
    },
    /// Makes a client or folder: [`Folder`](crate::views::Folder).
    AddFolder {
        /// Its name.
        name: String,
        /// Further fields, as in `edit_folder`.
        fields: Vec<(String, String)>,
    },
    /// Changes fields of a client or folder: `name`, `client` (`true` or `false`), `tax_number`, `short_code`,
    /// `contact`, `email`, `notes`, `colour`, `archived`. Answers as `add_folder`.
    EditFolder {
        /// Its id.
        folder: String,
        /// Names and new values.
        fields: Vec<(String, String)>,
    },
    /// Removes a folder that holds no account. Answered with `null`.
    RemoveFolder {
        /// Its id.
        folder: String,
    },
}

impl RequestGroup for FolderRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Folders {
                query,
                from,
                count,
                archived,
            } => json(&controller.folders(&query, from, count, archived)?),
            Self::AddFolder { name, fields } => json(&controller.add_folder(&name, &fields)?),
            Self::EditFolder { folder, fields } => json(&controller.edit_folder(&folder, &fields)?),
            Self::RemoveFolder { folder } => json(&controller.remove_folder(&folder)?),
        }
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::AddFolder { .. } => ("add_folder", Concerns::Nobody),
            Self::EditFolder { folder, .. } => ("edit_folder", Concerns::folder(folder)),
            Self::RemoveFolder { folder } => ("remove_folder", Concerns::folder(folder)),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn folders(
        &self,
        query: &str,
        from: usize,
        count: usize,
        archived: bool,
    ) -> Result<Folders, Failure> {
        self.with(|opened| {
            let session = &opened.session;
            let (total, folders) =
                session.folders_found(query, archived, from, count.min(MAX_ROWS));
            Ok(Folders {
                total,
                folders: folders.into_iter().map(Folder::from).collect(),
            })
        })
    }

    pub(crate) fn add_folder(
        &self,
        name: &str,
        fields: &[(String, String)],
    ) -> Result<Folder, Failure> {
        check("name", name)?;
        check_all(fields)?;
        let new = NewFolder {
            name: name.to_owned(),
            fields: fields.to_vec(),
        };
        self.change(|opened| Ok(opened.session.folder_add(&new)?.into()))
    }

    pub(crate) fn edit_folder(
        &self,
        folder: &str,
        fields: &[(String, String)],
    ) -> Result<Folder, Failure> {
        whole(folder)?;
        check_all(fields)?;
        self.change(|opened| Ok(opened.session.folder_edit(folder, fields)?.into()))
    }

    pub(crate) fn remove_folder(&self, folder: &str) -> Result<(), Failure> {
        whole(folder)?;
        self.change(|opened| {
            opened.session.folder_remove(folder)?;
            Ok(())
        })
    }
}

fn check_all(fields: &[(String, String)]) -> Result<(), Failure> {
    fields
        .iter()
        .try_for_each(|(field, value)| check(field, value))
}

/// What the window's forms allow, which is less than the vault does: a folder has a name, and a colour is one of ours.
fn check(field: &str, value: &str) -> Result<(), Failure> {
    let right = match field {
        "name" => !value.trim().is_empty(),
        "colour" => value.is_empty() || COLOURS.contains(&value),
        _ => true,
    };
    if right { Ok(()) } else { Err(bad_value(field)) }
}

impl From<FolderView> for Folder {
    fn from(view: FolderView) -> Self {
        let (colour, colour_chosen) = colour(&view.id, &view.colour);
        let client = view.client.is_some();
        let details = view.client.unwrap_or_default();
        Self {
            id: view.id,
            name: view.name,
            colour,
            colour_chosen,
            client,
            tax_number: details.tax_number,
            short_code: details.short_code,
            contact: details.contact,
            email: details.email,
            notes: details.notes,
            archived: view.archived,
            accounts: view.accounts,
            also_serving: view.also_serving,
        }
    }
}

impl From<keyrack_app::FolderTag> for FolderTag {
    fn from(tag: keyrack_app::FolderTag) -> Self {
        Self {
            colour: colour(&tag.id, &tag.colour).0,
            id: tag.id,
            name: tag.name,
        }
    }
}

/// The colour that was chosen, if it is one of ours, else one that follows from the id and so never changes; and whether
/// it was chosen.
fn colour(id: &str, chosen: &str) -> (String, bool) {
    if COLOURS.contains(&chosen) {
        return (chosen.to_owned(), true);
    }
    let number = id.bytes().fold(0_usize, |number, letter| {
        (number * 31 + usize::from(letter)) % 1009
    });
    let follows = COLOURS.get(number % COLOURS.len());
    (follows.copied().unwrap_or_default().to_owned(), false)
}
