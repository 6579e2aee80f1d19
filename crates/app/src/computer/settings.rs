//! What a person has set on this computer. No secret is among it, so that it can be read while the vault is locked.

use std::{collections::BTreeMap, io, path::PathBuf};

use keyrack_vault::disk;
use serde::{Deserialize, Serialize};

use crate::{Computer, Error, ErrorCode, MAX_KEPT, Result};

/// The largest settings file that is read, in bytes.
const MAX: usize = 64 * 1024;

/// The longest tag of a language (RFC 5646, section 4.4.1).
const LONGEST_TAG: usize = 35;

/// What is set on this computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The tag of a language (RFC 5646); none for that of the system.
    pub language: Option<String>,
    /// The colours.
    pub theme: Theme,
    /// The size of everything, in per cent, from 80 to 200.
    pub zoom: u16,
    /// Seconds that a copied code stays on the clipboard, from 5 to 300.
    pub clear_clipboard_s: u16,
    /// Minutes without anybody at work until it locks, from 1 to 60; 0 for never.
    pub idle_minutes: u16,
    /// Whether to ask when a code of another client is copied within ten seconds.
    pub ask_on_client_change: bool,
    /// Whether codes are shown only where the pointer or the choice is.
    pub hide_codes: bool,
    /// Whether pictures of the screen leave out windows with secrets, where the system can.
    pub protect_screen: bool,
    /// Whether closing the window leaves the program in the tray, where there is one.
    pub close_to_tray: bool,
    /// Minutes without a window to see until it locks, from 1 to 60; 0 for never.
    pub hidden_minutes: u16,
    /// Backups, by the id of the vault.
    pub backups: BTreeMap<String, Backups>,
}

/// The colours of the windows.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Dark ink on light paper.
    Light,
    /// Light ink on dark paper.
    Dark,
}

/// Where the backups of one vault go.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Backups {
    /// The folder; none while none is chosen.
    pub folder: Option<PathBuf>,
    /// How many stay in it, from 1 to [`MAX_KEPT`](crate::MAX_KEPT).
    pub kept: u16,
}

impl Default for Backups {
    fn default() -> Self {
        Self {
            folder: None,
            kept: 10,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            language: None,
            theme: Theme::default(),
            zoom: 100,
            clear_clipboard_s: 30,
            idle_minutes: 10,
            ask_on_client_change: true,
            hide_codes: false,
            protect_screen: true,
            close_to_tray: false,
            hidden_minutes: 0,
            backups: BTreeMap::new(),
        }
    }
}

impl Settings {
    /// What is set on `computer`. A file that cannot be read as settings is put aside under the name
    /// `settings.json.bad`, and everything is as on the first day.
    #[must_use]
    pub fn of(computer: &Computer) -> Self {
        let path = path(computer);
        let read = computer.disk.read(&path, MAX);
        let settings = read.and_then(|bytes| Self::parse(&bytes).map_err(io::Error::other));
        settings.unwrap_or_else(|error| {
            if error.kind() != io::ErrorKind::NotFound {
                // It may be worth a look; if even that fails, it stays where it is until something is set.
                _ = computer
                    .disk
                    .rename(&path, &path.with_extension("json.bad"));
            }
            Self::default()
        })
    }

    /// Keeps the settings for the next start.
    ///
    /// # Errors
    /// [`ErrorCode::BadValue`] when one is out of bounds, or why they cannot be written; then the old ones stay.
    pub fn save(&self, computer: &Computer) -> Result<()> {
        self.check()?;
        let path = path(computer);
        let json = serde_json::to_vec_pretty(self)
            .map_err(|error| Error::new(ErrorCode::DiskError).with("detail", error))?;
        let made = computer.disk.make_folder(&computer.home);
        made.and_then(|()| disk::replace(&*computer.disk, &path, &json))
            .map_err(|error| Error::io(&error, &path))
    }

    fn parse(bytes: &[u8]) -> Result<Self> {
        let settings: Self = serde_json::from_slice(bytes)
            .map_err(|error| Error::new(ErrorCode::FileDamaged).with("detail", error))?;
        settings.check()?;
        Ok(settings)
    }

    fn check(&self) -> Result<()> {
        let is_tag = |tag: &String| {
            (1..=LONGEST_TAG).contains(&tag.len())
                && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        };
        for (field, right) in [
            ("language", self.language.as_ref().is_none_or(is_tag)),
            ("zoom", (80..=200).contains(&self.zoom)),
            (
                "clear_clipboard_s",
                (5..=300).contains(&self.clear_clipboard_s),
            ),
            ("idle_minutes", self.idle_minutes <= 60),
            ("hidden_minutes", self.hidden_minutes <= 60),
            (
                "backups_kept",
                self.backups
                    .values()
                    .all(|backups| (1..=MAX_KEPT).contains(&backups.kept)),
            ),
        ] {
            if !right {
                return Err(Error::new(ErrorCode::BadValue).with("field", field));
            }
        }
        Ok(())
    }
}

impl Theme {
    /// The name that [`str::parse`] reads.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl std::str::FromStr for Theme {
    type Err = Error;

    /// # Errors
    /// [`ErrorCode::BadValue`].
    fn from_str(name: &str) -> Result<Self> {
        [Self::System, Self::Light, Self::Dark]
            .into_iter()
            .find(|theme| theme.as_str() == name)
            .ok_or_else(|| Error::new(ErrorCode::BadValue).with("field", "theme"))
    }
}

fn path(computer: &Computer) -> PathBuf {
    computer.home.join("settings.json")
}

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;
    use crate::Computer;

    fn computer() -> (TempDir, Computer) {
        let folder = TempDir::new().unwrap();
        let computer = Computer {
            home: folder.path().join("state"),
            ..Computer::here().unwrap()
        };
        (folder, computer)
    }

    #[test]
    fn what_was_set_is_there_at_the_next_start_and_what_was_not_is_as_on_the_first_day() {
        let (_folder, computer) = computer();
        assert_eq!(Settings::of(&computer), Settings::default());
        let settings = Settings {
            language: Some("hu".into()),
            theme: Theme::Dark,
            idle_minutes: 0,
            ..Settings::default()
        };
        settings.save(&computer).unwrap();
        assert_eq!(Settings::of(&computer), settings);
        fs::write(
            path(&computer),
            br#"{"zoom": 120, "of_a_newer_version": 1}"#,
        )
        .unwrap();
        assert_eq!(
            Settings::of(&computer),
            Settings {
                zoom: 120,
                ..Settings::default()
            }
        );
    }

    #[test]
    fn a_damaged_file_is_put_aside() {
        let (_folder, computer) = computer();
        fs::create_dir_all(&computer.home).unwrap();
        for damaged in [
            &b"{\"zoom\": 1"[..],
            b"\xff",
            br#"{"zoom": 9999}"#,
            &[b' '; MAX + 1],
        ] {
            fs::write(path(&computer), damaged).unwrap();
            assert_eq!(Settings::of(&computer), Settings::default());
            assert_eq!(
                fs::read(computer.home.join("settings.json.bad")).unwrap(),
                damaged
            );
            assert!(!path(&computer).exists());
        }
    }

    #[test]
    fn nothing_out_of_bounds_is_kept() {
        let (_folder, computer) = computer();
        let good = Settings::default();
        for bad in [
            Settings {
                zoom: 79,
                ..good.clone()
            },
            Settings {
                zoom: 201,
                ..good.clone()
            },
            Settings {
                clear_clipboard_s: 4,
                ..good.clone()
            },
            Settings {
                clear_clipboard_s: 301,
                ..good.clone()
            },
            Settings {
                idle_minutes: 61,
                ..good.clone()
            },
            Settings {
                hidden_minutes: 61,
                ..good.clone()
            },
            Settings {
                language: Some(String::new()),
                ..good.clone()
            },
            Settings {
                language: Some("../hu".into()),
                ..good.clone()
            },
            Settings {
                language: Some("x".repeat(36)),
                ..good.clone()
            },
        ] {
            assert_eq!(
                bad.save(&computer).unwrap_err().code,
                ErrorCode::BadValue,
                "{bad:?}"
            );
        }
        assert!(!path(&computer).exists());
    }
}
