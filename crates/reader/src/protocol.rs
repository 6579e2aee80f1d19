//! What the two processes say to each other.

use serde::{Deserialize, Serialize};

use crate::kinds;

/// The most bytes of all files together, and the largest part in which they go.
pub const MAX_FILES: usize = 64 << 20;
pub const PART: usize = 1 << 20;

/// What a reader is told, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ToReader {
    /// What is to be done: a [`BoundedRequest`] as JSON. It holds nothing of a stranger.
    Request = 1,
    /// The password of the files.
    Password = 2,
    /// The name of a file whose parts follow.
    Name = 3,
    /// A part of a file.
    Part = 4,
    /// All is said.
    Begin = 5,
}

/// What a reader tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FromReader {
    /// How far it is, from 0 to 1000, as JSON.
    Progress = 1,
    /// A part of an [`Incoming`](keyrack_app::Incoming).
    Part = 2,
    /// That was all of it. The last message, as those that follow.
    Whole = 3,
    /// Why files cannot be read: a [`Refused`] as JSON.
    Refused = 4,
    /// The text of a code.
    Text = 5,
    /// Everything was seen: a [`ScanTotals`] as JSON.
    Seen = 6,
    /// Why a picture cannot be read: the code of a [`keyrack_qr::Error`].
    Unreadable = 7,
    /// Which walls stand around it: [`WallsReport`] as JSON.
    Walls = 8,
}

kinds!(ToReader {
    Request,
    Password,
    Name,
    Part,
    Begin,
});
kinds!(FromReader {
    Progress,
    Part,
    Whole,
    Refused,
    Text,
    Seen,
    Unreadable,
    Walls,
});

/// What a reader is to do, and what it may use for it.
#[derive(Serialize, Deserialize)]
pub struct BoundedRequest {
    /// Bytes of memory.
    pub memory: u64,
    /// Seconds of the processor's time.
    pub seconds: u64,
    pub request: ReadRequest,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReadRequest {
    /// Read files for an import.
    Files {
        format: Option<String>,
        memory_mib: Option<u32>,
        columns: Vec<(String, String)>,
    },
    /// Find the codes of one picture.
    Picture,
    /// Tell which walls there are.
    Walls,
}

/// Why files cannot be read: what becomes a [`keyrack_app::Error`].
#[derive(Serialize, Deserialize)]
pub struct Refused {
    pub code: String,
    pub args: Vec<(String, String)>,
}

/// What is left to say of what was looked at besides its texts.
#[derive(Default, Serialize, Deserialize)]
pub struct ScanTotals {
    /// As [`ScannedTexts::doubtful`](crate::ScannedTexts::doubtful).
    pub doubtful: u32,
    /// As [`ScannedTexts::pictures`](crate::ScannedTexts::pictures).
    pub pictures: u32,
}

/// What became of [`keyrack_system::Walls`].
#[derive(Serialize, Deserialize)]
pub struct WallsReport {
    pub files: bool,
    pub calls: bool,
}
