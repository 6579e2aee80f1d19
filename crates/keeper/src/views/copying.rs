//! What is lent to the clipboard.

use keyrack_app::{named, view::FolderTag};
use serde::Serialize;

use super::PaperItemKind;

/// What became of a wish to copy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "copy", rename_all = "snake_case")]
pub enum Copy {
    /// It is on the clipboard.
    Done(Copied),
    /// The client differs from that of the last copy, a moment ago; ask the person, then copy with `sure`.
    Ask {
        /// The client that was copied last.
        before: FolderTag,
        /// The client that was chosen now.
        now: FolderTag,
    },
}

/// What was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Copied {
    /// The client or folder; its name may be empty.
    pub folder: FolderTag,
    /// The service.
    pub service: String,
    /// The user name.
    pub label: String,
    /// The name of the factor, or of what else has one.
    pub factor_label: String,
    /// What it is.
    pub what: CopiedText,
    /// After how many seconds it is taken back.
    pub clears_in_s: u64,
    /// When the code ends, in seconds since 1970.
    pub valid_until: Option<u64>,
    /// The code, where it counts: it is saved that it was used, and the person may need to read it.
    pub code: Option<String>,
}

/// What was put on the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(untagged)]
pub enum CopiedText {
    /// A code.
    Code(CopiedCode),
    /// A field of an account or of its client.
    Field(CopiedField),
    /// A text on the paper.
    Paper(PaperItemKind),
}

named! {
    /// Which code of a factor was copied.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum CopiedCode {
        /// The code of now.
        Now = "code",
        /// The code after it.
        Next = "next",
    }
}

named! {
    /// Which field was copied.
    #[cfg_attr(test, derive(ts_rs::TS))]
    pub enum CopiedField {
        /// The user name.
        Label = "label",
        /// The e-mail address.
        Email = "email",
        /// The address of the login page.
        Url = "url",
        /// The tax number of the client.
        TaxNumber = "tax_number",
    }
}
