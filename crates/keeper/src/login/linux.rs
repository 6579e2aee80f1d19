//! Linux: a file in the folder `autostart` by the Desktop Application Autostart Specification, with a command line by the
//! Desktop Entry Specification, "The Exec key".

use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::IN_BACKGROUND;

/// The name of the file.
const NAME: &str = "app.keyrack.Keyrack.desktop";

/// The folder of what the session starts.
pub struct List {
    folder: PathBuf,
}

impl List {
    /// That of this user.
    pub fn here() -> Option<Self> {
        Self::of(&|name| env::var_os(name).map(PathBuf::from))
    }

    fn of(folder: &dyn Fn(&str) -> Option<PathBuf>) -> Option<Self> {
        let absolute = |name| folder(name).filter(|path| path.is_absolute());
        let settings = absolute("XDG_CONFIG_HOME");
        let settings = settings.or_else(|| Some(absolute("HOME")?.join(".config")))?;
        Some(Self {
            folder: settings.join("autostart"),
        })
    }

    /// Whether `program` is started. A file that names another program, or that a desktop has switched off, starts none.
    pub fn has(&self, program: &str) -> bool {
        let Ok(text) = fs::read_to_string(self.file()) else {
            return false;
        };
        let says = |line: &str| text.lines().any(|it| it.trim_end() == line);
        says(&exec(program)) && !says("Hidden=true") && !says("X-GNOME-Autostart-enabled=false")
    }

    /// Puts `program` there.
    pub fn add(&self, program: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        let lines = [
            "[Desktop Entry]",
            "Type=Application",
            "Name=Keyrack",
            &exec(program),
            "Terminal=false",
            "",
        ];
        // As a whole or not at all.
        let new = self.folder.join(format!(".{NAME}.new"));
        fs::write(&new, lines.join("\n"))?;
        fs::rename(&new, self.file())
    }

    /// Leaves no program there.
    pub fn remove(&self) -> io::Result<()> {
        match fs::remove_file(self.file()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn file(&self) -> PathBuf {
        Path::new(&self.folder).join(NAME)
    }
}

/// The line that starts `program`: between double quotes, in which some characters need a backslash, and each backslash
/// another one, for the value is a string with escapes of its own. A percent sign stands twice.
fn exec(program: &str) -> String {
    let mut quoted = String::new();
    for character in program.chars() {
        match character {
            '"' | '`' | '$' => quoted.extend(['\\', '\\', character]),
            '\\' => quoted.push_str(r"\\\\"),
            '%' => quoted.push_str("%%"),
            '\n' => quoted.push_str(r"\n"),
            '\t' => quoted.push_str(r"\t"),
            '\r' => quoted.push_str(r"\r"),
            _ => quoted.push(character),
        }
    }
    format!("Exec=\"{quoted}\" {IN_BACKGROUND}")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use tempfile::TempDir;

    use super::*;

    const PROGRAM: &str = "/usr/bin/keyrack-desktop";

    fn list() -> (TempDir, List) {
        let folder = tempfile::tempdir().unwrap();
        let settings = folder.path().join("settings");
        let list = List::of(&|name| (name == "XDG_CONFIG_HOME").then(|| settings.clone()));
        (folder, list.unwrap())
    }

    #[test]
    fn a_program_is_put_there_once_and_taken_off_again() {
        let (_folder, list) = list();
        assert!(!list.has(PROGRAM));
        list.remove().unwrap();
        for _ in 0..2 {
            list.add(PROGRAM).unwrap();
            assert!(list.has(PROGRAM));
        }
        assert_eq!(fs::read_dir(&list.folder).unwrap().count(), 1);
        list.remove().unwrap();
        assert!(!list.has(PROGRAM));
        assert_eq!(fs::read_dir(&list.folder).unwrap().count(), 0);
    }

    #[test]
    fn what_a_desktop_has_switched_off_or_another_program_is_not_on() {
        let (_folder, list) = list();
        for change in ["Hidden=true", "X-GNOME-Autostart-enabled=false"] {
            list.add(PROGRAM).unwrap();
            let text = fs::read_to_string(list.file()).unwrap();
            fs::write(list.file(), format!("{text}{change}\n")).unwrap();
            assert!(!list.has(PROGRAM), "{change}");
        }
        list.add("/tmp/.mount_old/usr/bin/keyrack-desktop").unwrap();
        assert!(!list.has(PROGRAM));
        list.add(PROGRAM).unwrap();
        assert!(list.has(PROGRAM), "on again");
    }

    #[test]
    fn a_path_is_quoted_as_the_specification_says() {
        assert_eq!(
            exec(r#"/opt/My "Apps"/100% $x\y"#),
            r#"Exec="/opt/My \\"Apps\\"/100%% \\$x\\\\y" --background"#
        );
    }

    #[test]
    fn the_folder_is_that_of_the_user_and_never_a_relative_one() {
        let of = |settings: Option<&str>, home: Option<&str>| {
            let list = List::of(&|name| {
                let value = if name == "HOME" { home } else { settings };
                value.map(PathBuf::from)
            });
            list.map(|list| list.folder)
        };
        assert_eq!(of(Some("/s"), Some("/h")), Some("/s/autostart".into()));
        assert_eq!(
            of(Some("s"), Some("/h")),
            Some("/h/.config/autostart".into())
        );
        assert_eq!(of(None, None), None);
    }

    #[test]
    fn a_folder_that_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("file");
        fs::write(&file, "").unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(0o400)).unwrap();
        let list = List::of(&|_| Some(file.clone())).unwrap();
        assert!(list.add(PROGRAM).is_err());
        assert!(!list.has(PROGRAM));
    }
}
