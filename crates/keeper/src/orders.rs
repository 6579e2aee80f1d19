//! What the keeper tells a window program to do, and what the program tells back.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

pub use keyrack_app::Theme;

pub use crate::shell::Files;

/// How a window opens. The program gets it as its second argument, as JSON; the first is the kind of the window.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Its colours.
    pub theme: Theme,
    /// The size of everything in it, in per cent; 0 for the usual one.
    pub zoom: u16,
    /// Whether pictures of the screen leave it out, if it shows secrets.
    pub protect: bool,
    /// Where it was before; none for the usual size in the middle of the screen.
    pub placement: Option<Placement>,
}

/// Where a window is on the screens, in pixels of the screen. Wayland lets no program know or choose the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// Of the left edge.
    pub x: i32,
    /// Of the upper edge.
    pub y: i32,
    /// Without the frame.
    pub width: u32,
    /// Without the frame.
    pub height: u32,
    /// Whether it fills the screen.
    pub maximized: bool,
}

/// What the program is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Order {
    /// Let the person choose a file to write.
    Save {
        /// The proposed name.
        name: String,
        /// The ending that the file should have, without the dot.
        extension: String,
    },
    /// Let the person choose a folder.
    Folder,
    /// Let the person choose files to read.
    Files {
        /// Which.
        which: Files,
    },
    /// Let the person choose a file to read.
    Open {
        /// The ending that such files have, without the dot.
        extension: String,
    },
    /// Leave the screen for a moment, and say when it is left.
    Hide,
    /// Come back to the screen, and to the front if it is the main window.
    Show,
    /// Open the print dialog.
    Print,
    /// Show everything at this per cent of its size.
    Zoom {
        /// Per cent.
        percent: u16,
    },
    /// Use these colours.
    Theme {
        /// The colours.
        theme: Theme,
    },
    /// Stay out of pictures of the screen, or not.
    Protect {
        /// Whether to stay out.
        on: bool,
    },
    /// Come to the front.
    Focus,
}

/// What came of an [`Order`] that takes a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// They chose this, or nothing.
    Chosen(Option<PathBuf>),
    /// What they chose cannot be named here: the name is no Unicode.
    Unnameable,
    /// They chose these; `None` is one that cannot be named here.
    Files(Vec<Option<PathBuf>>),
    /// The window has left the screen.
    Hidden,
}
