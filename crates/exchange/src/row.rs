//! What an import consists of: entries, and what could not become one.

use keyrack_otp::Otp;

use crate::names::plain_name;
use crate::reason::{Notice, Reason};

/// One entry of an imported file.
#[derive(Debug)]
pub struct Row {
    /// The place of the entry in the import, counted from 1 over all files.
    pub row: usize,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an entry of a file.
#[derive(Debug)]
#[expect(
    clippy::large_enum_variant,
    reason = "nearly all are entries, and a box for each would cost more"
)]
pub enum Outcome {
    /// It can be taken over.
    Entry(Entry),
    /// It cannot.
    Refused(Refusal),
}

/// An entry that can be taken over.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who issued the secret; empty if the file does not say.
    pub issuer: String,
    /// The user or account name; empty if the file does not say.
    pub label: String,
    /// The secret and its parameters.
    pub otp: Otp,
    /// The counter of the next code; `Some` for HOTP only.
    pub counter: Option<u64>,
    /// A note, possibly of several lines.
    pub note: String,
    /// The address of the login page; empty if the file does not say.
    pub url: String,
    /// The names of the groups, categories or folders that the entry lies in.
    pub groups: Vec<String>,
    /// Free tags.
    pub tags: Vec<String>,
    /// Whether the entry was pinned or starred.
    pub favourite: bool,
    /// Whether the entry lay in the trash.
    pub trashed: bool,
    /// What the user should know about the entry.
    pub notices: Vec<Notice>,
    /// Where the entry stands in [`Import::document`](crate::Import::document), if there is one.
    pub source: Option<Source>,
}

impl Entry {
    /// An entry with what every format knows, and nothing else.
    pub(crate) fn new(issuer: String, label: String, otp: Otp, counter: Option<u64>) -> Self {
        Self {
            issuer,
            label,
            otp,
            counter,
            note: String::new(),
            url: String::new(),
            groups: Vec::new(),
            tags: Vec::new(),
            favourite: false,
            trashed: false,
            notices: Vec::new(),
            source: None,
        }
    }

    /// Notes that a text has characters that could not be decoded.
    pub(crate) fn note_replaced_characters(&mut self) {
        if [&self.issuer, &self.label, &self.note]
            .iter()
            .any(|text| text.contains(char::REPLACEMENT_CHARACTER))
        {
            self.notices.push(Notice::CharactersReplaced);
        }
    }
}

impl Outcome {
    /// What cannot be taken over, under its issuer and label.
    pub(crate) fn refused(reason: Reason, (issuer, label): (String, String)) -> Self {
        Self::Refused(Refusal {
            reason,
            issuer,
            label,
        })
    }

    /// Makes the names [plain](plain_name).
    pub(crate) fn make_names_plain(&mut self) {
        let (issuer, label) = match self {
            Self::Entry(entry) => (&mut entry.issuer, &mut entry.label),
            Self::Refused(refusal) => (&mut refusal.issuer, &mut refusal.label),
        };
        for name in [issuer, label] {
            *name = plain_name(name);
        }
    }
}

/// The identifiers under which a document knows an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The identifier of the account.
    pub account_id: String,
    /// The identifier of the factor.
    pub factor_id: String,
}

/// An entry that cannot be taken over, with as much of its name as could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Why not.
    pub reason: Reason,
    /// Who issued the secret; empty if that is not known.
    pub issuer: String,
    /// The user or account name; empty if that is not known.
    pub label: String,
}
