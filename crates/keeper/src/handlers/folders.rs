//! Clients and folders.

use keyrack_app::{
    NewFolder,
    view::{Colour, FolderDetails, Folders},
};
use serde::Deserialize;

use crate::controller::{Controller, bad_value, whole};
use crate::request::{Concerns, MAX_ROWS, Reply, RequestGroup, Step, json};
use crate::views::Failure;

/// What a window asks about clients and folders.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum FolderRequest {
    /// Clients and folders: [`Folders`](keyrack_app::view::Folders).
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
    /// Makes a client or folder: [`FolderDetails`](keyrack_app::view::FolderDetails).
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

    fn shows_secret(&self) -> bool {
        false
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
            Ok(session.folders_found(query, archived, from, count.min(MAX_ROWS)))
        })
    }

    pub(crate) fn add_folder(
        &self,
        name: &str,
        fields: &[(String, String)],
    ) -> Result<FolderDetails, Failure> {
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
    ) -> Result<FolderDetails, Failure> {
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
        "colour" => value.is_empty() || Colour::of_name(value).is_some(),
        _ => true,
    };
    if right { Ok(()) } else { Err(bad_value(field)) }
}
