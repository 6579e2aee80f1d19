//! macOS: an agent by launchd.plist(5) in the user's own folder.

use std::path::PathBuf;
use std::{env, fs, io};

use super::IN_BACKGROUND;

/// Names the agent and its file.
const NAME: &str = "app.keyrack.Keyrack";

/// The folder of the user's agents.
pub struct List {
    folder: PathBuf,
}

impl List {
    /// That of this user.
    pub fn here() -> Option<Self> {
        let home = env::var_os("HOME").map(PathBuf::from)?;
        Some(Self {
            folder: home.join("Library/LaunchAgents"),
        })
    }

    /// Whether `program` is started. A file that says anything else than [`List::add`] would write is not ours.
    pub fn has(&self, program: &str) -> bool {
        fs::read_to_string(self.file()).is_ok_and(|text| text == agent(program))
    }

    /// Puts `program` there.
    pub fn add(&self, program: &str) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        // As a whole or not at all.
        let new = self.folder.join(format!(".{NAME}.new"));
        fs::write(&new, agent(program))?;
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
        self.folder.join(format!("{NAME}.plist"))
    }
}

fn agent(program: &str) -> String {
    let program = program
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>Label</key>
	<string>{NAME}</string>
	<key>ProgramArguments</key>
	<array>
		<string>{program}</string>
		<string>{IN_BACKGROUND}</string>
	</array>
	<key>RunAtLoad</key>
	<true/>
</dict>
</plist>
"#
    )
}
