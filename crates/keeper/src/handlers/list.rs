//! The list.

use crate::controller::Controller;
use crate::{
    request::{MAX_ROWS, Place},
    views::{Badge, Code, Counts, Failure, Page, Row},
};

/// The most tags that are named.
const MAX_TAGS: usize = 100;

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
