//! How much an import may hold.

/// The most bytes that the files of one import may have together.
pub const MAX_FILE_BYTES: usize = 64 << 20;

/// The most rows that one import may have.
pub const MAX_ROWS: usize = 100_000;

/// The most bytes that one text of an entry may have, such as a name or a note.
pub const MAX_TEXT_BYTES: usize = 64 << 10;
