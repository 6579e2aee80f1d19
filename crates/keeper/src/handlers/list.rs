//! The list.

use crate::controller::Controller;
use crate::request::{MAX_ROWS, Reply, RequestGroup, json};
use crate::views::{Badge, Code, Counts, Failure, Page, Row};
use serde::Deserialize;

/// The most tags that are named.
const MAX_TAGS: usize = 100;

/// What a window asks about the list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ListRequest {
    /// Rows of the list: [`Page`](crate::views::Page).
    List {
        /// Words, in any order; empty for all.
        query: String,
        /// Where to look.
        place: Place,
        /// The place in the list of the first row.
        from: usize,
        /// How many rows, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// How many rows each place has: [`Counts`](crate::views::Counts).
    Counts,
}

impl RequestGroup for ListRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::List {
                query,
                place,
                from,
                count,
            } => json(&controller.list(&query, &place, from, count)?),
            Self::Counts => json(&controller.counts()?),
        }
    }
}

/// Where to look for accounts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "in", rename_all = "snake_case", deny_unknown_fields)]
pub enum Place {
    /// Everywhere.
    All,
    /// Among this person's favourites.
    Favourites,
    /// Among those copied lately, the latest first.
    Recent,
    /// Among those that somebody should look at.
    Attention,
    /// In one client or folder: what belongs to it, then what serves it as well.
    Folder {
        /// Its id.
        folder: String,
    },
    /// In the trash, the latest first.
    Trash,
}

impl Controller {
    pub(crate) fn list(
        &self,
        query: &str,
        place: &Place,
        from: usize,
        count: usize,
    ) -> Result<Page, Failure> {
        self.with(|opened| {
            let rows = opened
                .session
                .rows(query, &place.into(), from, count.min(MAX_ROWS))?;
            let mut page = Page {
                total: rows.total,
                rows: rows.rows.into_iter().map(Row::from).collect(),
            };
            if opened.masked {
                let codes = page.rows.iter_mut().filter_map(|row| row.factor.as_mut());
                codes.for_each(Code::mask);
            }
            Ok(page)
        })
    }

    pub(crate) fn counts(&self) -> Result<Counts, Failure> {
        self.with(|opened| {
            let mut counts = opened.session.counts();
            counts.tags.truncate(MAX_TAGS);
            Ok(Counts {
                all: counts.all,
                favourites: counts.favourites,
                recent: counts.recent,
                attention: counts.attention,
                trash: counts.trash,
                folders: counts.folders,
                archived: counts.archived,
                tags: counts.tags,
            })
        })
    }
}

impl From<&Place> for keyrack_app::Place {
    fn from(place: &Place) -> Self {
        match place {
            Place::All => Self::All,
            Place::Favourites => Self::Favourites,
            Place::Recent => Self::Recent,
            Place::Attention => Self::Attention,
            Place::Folder { folder } => Self::Folder(folder.clone()),
            Place::Trash => Self::Trash,
        }
    }
}

impl From<keyrack_app::Row> for Row {
    fn from(row: keyrack_app::Row) -> Self {
        Self {
            account: row.account,
            factor: row.factor.map(Code::from),
            folder: row.folder.into(),
            service: row.service,
            label: row.label,
            tags: row.tags,
            favourite: row.favourite,
            badges: row.attention.into_iter().map(Badge::from).collect(),
            trashed: row.trashed,
        }
    }
}

impl From<keyrack_app::FactorCode> for Code {
    fn from(factor: keyrack_app::FactorCode) -> Self {
        Self {
            id: factor.id,
            desk: factor.desk,
            kind: factor.kind.to_owned(),
            code: factor.code,
            next: factor.next,
            valid_from: factor.valid_from,
            valid_until: factor.valid_until,
            masked: false,
        }
    }
}

impl From<keyrack_app::Attention> for Badge {
    fn from(attention: keyrack_app::Attention) -> Self {
        match attention {
            keyrack_app::Attention::Unconfirmed => Self::Unconfirmed,
            keyrack_app::Attention::Rivals => Self::Rivals,
            keyrack_app::Attention::Deadline { name, date, days } => {
                Self::Deadline { name, date, days }
            }
        }
    }
}
