//! Help over a remote connection.

use std::collections::VecDeque;

/// Whether somebody helps, and what was done meanwhile, its begins and ends among it. It outlasts a lock, so it holds ids
/// instead of names.
#[derive(Default)]
pub(crate) struct RemoteHelp {
    pub(crate) until: Option<HelpUntil>,
    /// When it ended last, on the clock that starts with the computer, in milliseconds.
    pub(crate) ended: Option<u64>,
    pub(crate) steps: VecDeque<Noted>,
    /// How many steps there were before these.
    pub(crate) left_out: usize,
}

#[derive(Clone, Copy)]
pub(crate) struct HelpUntil {
    /// On the clock that starts with the computer, in milliseconds.
    pub(crate) boot: u64,
    /// For people, in milliseconds since 1970.
    pub(crate) wall: u64,
}

/// Something that a request did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    pub(crate) at: u64,
    pub(crate) what: &'static str,
    pub(crate) about: Concerns,
}

/// What a request does, by its name, and whom it concerns.
pub type Step = (&'static str, Concerns);

/// Whom a request concerns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Concerns {
    /// Nobody, or several.
    Nobody,
    /// An account, by its id.
    Account(String),
    /// A client or folder, by its id.
    Folder(String),
}

impl Concerns {
    /// The account with this id.
    #[must_use]
    pub fn account(id: &str) -> Self {
        Self::Account(id.to_owned())
    }

    /// The client or folder with this id.
    #[must_use]
    pub fn folder(id: &str) -> Self {
        Self::Folder(id.to_owned())
    }

    /// The only one of these accounts.
    #[must_use]
    pub fn only(accounts: &[String]) -> Self {
        match accounts {
            [id] => Self::account(id),
            _ => Self::Nobody,
        }
    }
}
