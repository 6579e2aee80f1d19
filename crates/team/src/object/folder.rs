//! Folder objects: the whole state of one compartment of a folder, as its author sees it.

use std::collections::BTreeMap;

use keyrack_seal::Plaintext;
use keyrack_vault::{Compartment, Document, document::DocumentError};
use serde::{Deserialize, Serialize};

use crate::{
    form::FormError,
    ids::{DeviceId, FolderId, MemberId, TeamId},
};

/// From when to when, in milliseconds since 1970.
pub type Span = (u64, u64);

/// From when to when a folder was sealed to somebody.
pub type Sealed = BTreeMap<MemberId, Span>;

/// What the first line of a folder object says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FolderObject {
    format: String,
    version: u64,
    min_reader: u64,
    /// The program.
    pub written_by: String,
    /// The office.
    pub team: TeamId,
    /// The folder.
    pub folder: FolderId,
    /// The compartment.
    pub part: Compartment,
    /// The author.
    pub dev: DeviceId,
    /// When, in milliseconds since 1970 and a counter.
    pub at: (u64, u16),
    /// To which key of whom it is sealed.
    pub to: Vec<(MemberId, String)>,
    /// From when to when the folder was sealed to whom, as far as the author knows.
    pub sealed: Sealed,
}

/// Joins what two authors know of whom a folder was sealed to.
pub fn join_sealed(into: &mut Sealed, other: &Sealed) {
    for (member, span) in other {
        join_span(into.entry(*member).or_insert(*span), *span);
    }
}

/// Makes a span so long that it holds another one too.
pub fn join_span(into: &mut Span, (first, last): Span) {
    *into = (into.0.min(first), into.1.max(last));
}

impl FolderObject {
    /// The first line of an object.
    #[must_use]
    pub fn new(
        team: TeamId,
        folder: FolderId,
        part: Compartment,
        dev: DeviceId,
        at: (u64, u16),
        written_by: &str,
    ) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: 1,
            min_reader: 1,
            written_by: written_by.to_owned(),
            team,
            folder,
            part,
            dev,
            at,
            to: Vec::new(),
            sealed: Sealed::new(),
        }
    }

    /// The plaintext.
    ///
    /// # Errors
    /// [`DocumentError::TooLarge`].
    pub fn write(&self, document: &Document) -> Result<Plaintext, DocumentError> {
        document.write(self.part, self)
    }

    /// Reads a plaintext.
    ///
    /// # Errors
    /// [`FormError`]: also [`FormError::Misplaced`] where it is of another folder, compartment or author than it is listed
    /// as.
    pub fn read(
        plain: &[u8],
        team: TeamId,
        folder: FolderId,
        part: Compartment,
        dev: DeviceId,
    ) -> Result<(Self, Document), FormError> {
        let read = Document::read::<Self>(plain);
        let (head, document) = read.map_err(|_| FormError::Malformed)?;
        if head.format != FORMAT {
            return Err(FormError::Malformed);
        }
        if head.min_reader > 1 {
            return Err(FormError::Newer);
        }
        let is_the_one = (head.team, head.folder, head.part, head.dev) == (team, folder, part, dev);
        match is_the_one && keyrack_vault::Record::id(&document.folder) == folder {
            true => Ok((head, document)),
            false => Err(FormError::Misplaced),
        }
    }
}

const FORMAT: &str = "keyrack-folder";
