//! Who has which folder of an office.

use keyrack_app::{
    Role, ShareFolders,
    view::{Matrix, Shared, Sharing},
};
use serde::Deserialize;

use super::office_id;
use crate::controller::{Controller, whole};
use crate::request::{Concerns, MAX_ROWS, Reply, RequestGroup, Step, json};
use crate::views::Failure;

/// What a window asks about sharing.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum SharingRequest {
    /// People and folders, and what who has of which: [`Matrix`](keyrack_app::view::Matrix).
    Matrix {
        /// The office's id.
        office: String,
        /// Words that find people; empty for all.
        people: String,
        /// Words that find folders; empty for all.
        query: String,
        /// The place of the first folder.
        from: usize,
        /// How many folders, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Who has a folder: [`Sharing`](keyrack_app::view::Sharing).
    Sharing {
        /// Its id.
        folder: String,
    },
    /// Lets people at folders, or takes the folders from them: [`Shared`](keyrack_app::view::Shared).
    Share {
        /// The office's id.
        office: String,
        /// The members, by id.
        members: Vec<String>,
        /// The folders, by id.
        folders: Vec<String>,
        /// What they are to have; none for nothing.
        role: Option<Role>,
        /// Whether recovery items are included.
        recovery: bool,
        /// Until when, in seconds since 1970; none for ever.
        until: Option<u64>,
    },
    /// Moves folders of the vault, with all that is in them, into an office, where its owners read them. Answered with
    /// their new ids, in the same order.
    ShareFolders {
        /// The office's id.
        office: String,
        /// The folders, by id.
        folders: Vec<String>,
    },
    /// Makes a folder in an office. Answered with its id.
    NewOfficeFolder {
        /// The office's id.
        office: String,
        /// Its name.
        name: String,
    },
}

impl RequestGroup for SharingRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::Matrix {
                office,
                people,
                query,
                from,
                count,
            } => json(&controller.matrix(&office, &people, &query, from, count)?),
            Self::Sharing { folder } => json(&controller.sharing(&folder)?),
            Self::Share {
                office,
                members,
                folders,
                role,
                recovery,
                until,
            } => {
                let level = role.map(|role| keyrack_app::GrantLevel {
                    role,
                    recovery,
                    until,
                });
                let share = ShareFolders {
                    members,
                    folders,
                    level,
                };
                json(&controller.share(&office, &share)?)
            }
            Self::ShareFolders { office, folders } => {
                json(&controller.share_folders(&office, &folders)?)
            }
            Self::NewOfficeFolder { office, name } => {
                json(&controller.new_office_folder(&office, &name)?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::Share { .. } => ("share", Concerns::Nobody),
            Self::ShareFolders { .. } => ("share_folders", Concerns::Nobody),
            Self::NewOfficeFolder { .. } => ("new_office_folder", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn matrix(
        &self,
        office: &str,
        people: &str,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<Matrix, Failure> {
        let (office, count) = (office_id(office)?, count.min(MAX_ROWS));
        self.with(|opened| {
            let session = &mut opened.session;
            Ok(session.matrix(office, people, query, from, count)?)
        })
    }

    pub(crate) fn sharing(&self, folder: &str) -> Result<Sharing, Failure> {
        let folder = whole(folder)?;
        self.with(|opened| Ok(opened.session.sharing(folder)?))
    }

    pub(crate) fn share(&self, office: &str, share: &ShareFolders) -> Result<Shared, Failure> {
        let office = office_id(office)?;
        let mut ids = share.members.iter().chain(&share.folders);
        ids.try_for_each(|id| whole(id).map(drop))?;
        self.change(|opened| Ok(opened.session.share(office, share)?.0))
    }

    pub(crate) fn share_folders(
        &self,
        office: &str,
        folders: &[String],
    ) -> Result<Vec<String>, Failure> {
        let office = office_id(office)?;
        { folders.iter() }.try_for_each(|id| whole(id).map(drop))?;
        self.change(|opened| Ok(opened.session.share_folders(office, folders)?.0))
    }

    pub(crate) fn new_office_folder(&self, office: &str, name: &str) -> Result<String, Failure> {
        let office = office_id(office)?;
        self.change(|opened| {
            let (folder, _) = opened.session.new_office_folder(Some(office), name)?;
            Ok(folder.id)
        })
    }
}
