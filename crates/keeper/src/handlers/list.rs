//! The list.

use keyrack_app::view::{Counts, FactorCode, Rows};

use crate::controller::Controller;
use crate::request::{MAX_ROWS, Reply, RequestGroup, json};
use crate::views::Failure;
use serde::Deserialize;

/// The most tags that are named.
const MAX_TAGS: usize = 100;

/// What a window asks about the list.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum ListRequest {
    /// Rows of the list: [`Rows`](keyrack_app::view::Rows).
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
    /// How many rows each place has: [`Counts`](keyrack_app::view::Counts).
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

    fn shows_secret(&self) -> bool {
        false
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
    ) -> Result<Rows, Failure> {
        self.with(|opened| {
            let mut rows = opened
                .session
                .rows(query, &place.into(), from, count.min(MAX_ROWS))?;
            if opened.masked {
                let codes = rows.rows.iter_mut().filter_map(|row| row.factor.as_mut());
                codes.for_each(FactorCode::mask);
            }
            Ok(rows)
        })
    }

    pub(crate) fn counts(&self) -> Result<Counts, Failure> {
        self.with(|opened| {
            let mut counts = opened.session.counts();
            counts.tags.truncate(MAX_TAGS);
            Ok(counts)
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
