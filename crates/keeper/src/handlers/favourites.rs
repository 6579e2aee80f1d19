//! What of the favourites the tray can copy.

use keyrack_app::{Place, is_unseen, view::title};

use super::copy::CopyRequest;
use crate::controller::Controller;
use crate::request::RequestGroup;
use crate::views::Failure;

/// The most that a menu names.
const MAX: usize = 10;

/// The longest name, in characters.
const LONGEST: usize = 60;

/// A favourite with a code that time makes. One that counts is used up by a slip of the hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Favourite {
    /// The id of the account.
    pub account: String,
    /// The id of the factor.
    pub factor: String,
    /// Client, service, user name and desk, as far as they have names.
    pub name: String,
}

impl Controller {
    /// The first of the favourites; none while it is locked.
    #[must_use]
    pub fn favourites(&self) -> Vec<Favourite> {
        let rows =
            self.with(|opened| Ok(opened.session.rows("", &Place::Favourites, 0, 4 * MAX)?));
        let rows = rows.map(|rows| rows.rows).unwrap_or_default();
        let favourites = rows.into_iter().filter_map(|row| {
            let factor = row.factor.filter(|factor| factor.valid_until.is_some())?;
            let name = title(&[&row.folder.name, &row.service, &row.label, &factor.label]);
            Some(Favourite {
                account: row.account,
                factor: factor.id,
                name: shown(&name),
            })
        });
        favourites.take(MAX).collect()
    }

    /// Lends the code of a favourite to the clipboard, as the window does. Its menu names the client, so that nobody has to
    /// be asked whether it is the right one.
    ///
    /// # Errors
    /// As the window's request to copy.
    pub fn copy_favourite(&self, account: String, factor: String) -> Result<(), Failure> {
        self.active();
        let copy = CopyRequest::Copy {
            account,
            factor,
            next: false,
            sure: true,
        };
        copy.carry_out(self).map(drop)
    }
}

/// What fits a line of a menu, and nothing that would change how it reads.
fn shown(name: &str) -> String {
    let plain = name.chars().filter(|&character| !is_unseen(character));
    let mut shown: String = plain.clone().take(LONGEST).collect();
    if plain.count() > LONGEST {
        shown.push('…');
    }
    shown
}
