//! Files of strangers are read in a process of its own: whatever is wrong with a file, or whatever a file does to the
//! code that takes it apart, happens where no key is.
//!
//! [`Reader`] is for the process with the keys. For each question it starts the same program again with [`AS_READER`],
//! hands it the bytes over its standard input, hears the answer over its standard output, and ends it. [`serve`] is what
//! the program does then: it bounds itself, puts [walls](keyrack_system::confine) around itself, and only then takes the
//! first byte of a file. What comes back is bounded and not believed.
//!
//! [`ChildProgram`] is the mechanism, for other questions as well, and [`wire`] what is said over the pipes.

#![forbid(unsafe_code)]

mod child;
mod protocol;
mod reader;
mod serve;
mod task_handle;
pub mod wire;

pub use child::{
    ChildError, ChildProgram, LaunchOptions, MAX_MESSAGES, MAX_TEXT, MAX_TEXTS, ProgressFilter,
    json, pipes, text,
};
pub use protocol::ScanTotals;
pub use reader::{PictureError, Reader, ScannedTexts};
pub use serve::serve;
pub use task_handle::TaskHandle;

/// Makes the program a reader, as its first argument.
pub const AS_READER: &str = "--reader";
