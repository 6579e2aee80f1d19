//! Starting with the session: the system keeps the list of what it starts when the person signs in, and people change
//! it there as well.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "macos")]
mod macos;
#[cfg(windows)]
mod windows;

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::{env, fs};

#[cfg(target_os = "linux")]
use linux as os;
#[cfg(target_os = "macos")]
use macos as os;
#[cfg(windows)]
use windows as os;

/// Tells the program that the session has started it and nobody waits for its window.
pub const IN_BACKGROUND: &str = "--background";

/// The list of this user.
pub struct Login {
    list: os::List,
    program: String,
}

impl Login {
    /// The list of this user. None where it cannot be found, or the program lies where the list cannot name it.
    #[must_use]
    pub fn here() -> Option<Self> {
        Some(Self {
            list: os::List::here()?,
            program: program(env::var_os("APPIMAGE"))?.to_str()?.to_owned(),
        })
    }

    /// Whether the program is started when the person signs in.
    #[must_use]
    pub fn is_on(&self) -> bool {
        self.list.has(&self.program)
    }

    /// Puts the program on the list, or takes it off.
    ///
    /// # Errors
    /// As the system says.
    pub fn set(&self, on: bool) -> io::Result<()> {
        if on {
            self.list.add(&self.program)
        } else {
            self.list.remove()
        }
    }
}

/// The program that people start: an `AppImage` is another file than the program inside, which is gone after its end.
fn program(app_image: Option<OsString>) -> Option<PathBuf> {
    let app_image = app_image.map(PathBuf::from).filter(|path| path.is_file());
    app_image.or_else(|| fs::canonicalize(env::current_exe().ok()?).ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_is_the_file_that_people_start() {
        let this = fs::canonicalize(env::current_exe().unwrap()).unwrap();
        assert_eq!(program(None), Some(this.clone()));
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("Keyrack.AppImage");
        assert_eq!(program(Some(image.clone().into())), Some(this), "gone");
        fs::write(&image, "").unwrap();
        assert_eq!(program(Some(image.clone().into())), Some(image));
    }
}
