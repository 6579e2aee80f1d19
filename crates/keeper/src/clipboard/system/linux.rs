//! X11 and Wayland, where whoever copied a text serves it at each paste for as long as it owns the clipboard.

use std::thread::{self, JoinHandle};
use std::time::Duration;

use arboard::SetExtLinux;
use zeroize::Zeroizing;

use super::{Board, Unavailable};

/// How often, and how many times, to look whether the clipboard has passed from us.
const LOOK: Duration = Duration::from_millis(5);
const LOOKS: u32 = 200;

/// The system's clipboard, opened at first use.
#[derive(Default)]
pub struct System {
    clipboard: Option<arboard::Clipboard>,
    /// Serves what was lent last, and ends when the clipboard is no longer ours. So nothing has to be read in order
    /// to know whether it is.
    service: Option<JoinHandle<()>>,
}

impl System {
    fn clipboard(&mut self) -> Result<&mut arboard::Clipboard, Unavailable> {
        match &mut self.clipboard {
            Some(clipboard) => Ok(clipboard),
            closed => Ok(closed.insert(open()?)),
        }
    }

    fn is_ours(&self) -> bool {
        self.service
            .as_ref()
            .is_some_and(|service| !service.is_finished())
    }
}

impl Board for System {
    fn lend(&mut self, text: Zeroizing<String>) -> Result<(), Unavailable> {
        // The service of an earlier text might begin only after this one is set.
        self.take_back()?;
        let unrecorded = self.clipboard()?.set().exclude_from_history();
        // Only setting without waiting tells whether it worked.
        unrecorded.text(text.as_str()).map_err(|_| Unavailable)?;
        let mut clipboard = open()?;
        self.service = Some(thread::spawn(move || {
            _ = clipboard
                .set()
                .exclude_from_history()
                .wait()
                .text(text.as_str());
        }));
        Ok(())
    }

    fn take_back(&mut self) -> Result<(), Unavailable> {
        for _ in 0..LOOKS {
            if !self.is_ours() {
                self.service = None;
                return Ok(());
            }
            // Comes too early if the service has only just begun, hence again until it has ended.
            self.clipboard()?.clear().map_err(|_| Unavailable)?;
            thread::sleep(LOOK);
        }
        Err(Unavailable)
    }
}

/// Opens the clipboard once more.
pub fn open() -> Result<arboard::Clipboard, Unavailable> {
    arboard::Clipboard::new().map_err(|_| Unavailable)
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::fs;
    use std::io::{BufRead, BufReader, Write};
    use std::os::unix::fs::chown;
    use std::os::unix::process::CommandExt;
    use std::process::{Child, Command, Stdio};

    use rustix::process::{Pid, Signal, kill_process};
    use tempfile::TempDir;

    use crate::clipboard::{Clipboard, Content, SystemClipboard};
    use crate::scanner;
    use crate::scanner::ScanError;

    use super::*;

    /// Tells a test that it runs beside a server, and which.
    const SERVER: &str = "KEYRACK_TEST_SERVER";

    /// A user who owns nothing.
    const NOBODY: u32 = 65_534;

    /// What asks clipboard histories not to keep a text.
    const HINT: &str = "x-kde-passwordManagerHint";

    #[test]
    fn a_loan_is_marked_and_ends_and_leaves_what_others_copied() {
        if env::var_os(SERVER).is_some() {
            return lend_and_take_back();
        }
        beside_each("a_loan_is_marked_and_ends_and_leaves_what_others_copied");
    }

    #[test]
    fn a_program_that_hangs_with_the_clipboard_holds_up_nothing_but_its_reader() {
        if env::var_os(SERVER).is_some() {
            return outlast_a_hung_owner();
        }
        beside_each("a_program_that_hangs_with_the_clipboard_holds_up_nothing_but_its_reader");
    }

    #[test]
    fn pictures_and_files_of_others_are_found() {
        if env::var_os(SERVER).is_some() {
            return find_pictures_and_files();
        }
        beside_each("pictures_and_files_of_others_are_found");
    }

    fn find_pictures_and_files() {
        let clipboard = SystemClipboard::start();
        let text = "otpauth://totp/Bank:anna?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
        let png = keyrack_qr::draw(text).unwrap().png(4);
        let mut other = outside::serve("image/png", &png);
        assert!(clipboard.read() == Ok(Content::Nothing));
        let picture = scanner::picture_on_clipboard().unwrap();
        let page = keyrack_qr::find(&picture, &keyrack_qr::Progress::silent()).unwrap();
        assert_eq!(page.symbols[0].text.as_str(), text);
        other.kill().unwrap();
        other.wait().unwrap();

        let mut other = outside::serve("text/uri-list", b"file:///home/anna/a%20code.png\r\n");
        let file = Some("/home/anna/a code.png".into());
        assert!(clipboard.read() == Ok(Content::Files(vec![file])));
        other.kill().unwrap();
        other.wait().unwrap();

        let mut other = outside::copy("Dear Ms Kovács");
        assert_eq!(
            scanner::picture_on_clipboard().err(),
            Some(ScanError::ClipboardEmpty)
        );
        other.kill().unwrap();
        other.wait().unwrap();
    }

    fn lend_and_take_back() {
        let clipboard = SystemClipboard::start();
        let lend = |seconds| clipboard.lend("123456".to_owned().into(), seconds).unwrap();
        lend(300);
        assert_eq!(outside::text().as_deref(), Some("123456"));
        let kinds = outside::kinds();
        assert!(kinds.iter().any(|kind| kind == HINT), "{kinds:?}");
        assert!(clipboard.read() == Ok(text("123456")));
        clipboard.take_back().unwrap();
        assert_eq!(outside::text(), None);

        lend(1);
        while outside::text().is_some() {
            thread::yield_now();
        }

        lend(300);
        let mut other = outside::copy("Dear Ms Kovács");
        clipboard.take_back().unwrap();
        assert_eq!(outside::text().as_deref(), Some("Dear Ms Kovács"));
        assert!(clipboard.read() == Ok(text("Dear Ms Kovács")));
        other.kill().unwrap();
        other.wait().unwrap();
    }

    fn outlast_a_hung_owner() {
        let clipboard = SystemClipboard::start();
        let mut hung = outside::copy("Dear Ms Kovács");
        kill_process(Pid::from_child(&hung), Signal::STOP).unwrap();
        assert!(clipboard.read() != Ok(text("Dear Ms Kovács")));
        // Codes come and go all the same.
        clipboard.lend("123456".to_owned().into(), 300).unwrap();
        assert_eq!(outside::text().as_deref(), Some("123456"));
        clipboard.take_back().unwrap();
        assert_eq!(outside::text(), None);
        kill_process(Pid::from_child(&hung), Signal::KILL).unwrap();
        hung.wait().unwrap();
    }

    fn text(text: &str) -> Content {
        Content::Text(text.to_owned().into())
    }

    /// Runs a test beside each kind of server, in a process of its own, for the display is found by the environment.
    fn beside_each(test: &str) {
        for (name, server) in [("x11", Server::x11()), ("wayland", Server::wayland())] {
            let Some(server) = server else {
                eprintln!("skipped: {name}: its server or a program for its clipboard is missing");
                continue;
            };
            let status = Command::new(env::current_exe().unwrap())
                .args(["--exact", &format!("clipboard::linux::tests::{test}")])
                .arg("--nocapture")
                .env_remove("DISPLAY")
                .env_remove("WAYLAND_DISPLAY")
                .env(SERVER, name)
                .envs(server.environment.iter().cloned())
                .status()
                .unwrap();
            assert!(status.success(), "{name}");
        }
    }

    /// Another program at the same clipboard.
    mod outside {
        use super::*;

        fn is_wayland() -> bool {
            env::var(SERVER).unwrap() == "wayland"
        }

        /// What a paste finds.
        pub fn text() -> Option<String> {
            if is_wayland() {
                output("wl-paste", &["--no-newline"])
            } else {
                output("xclip", &["-selection", "clipboard", "-o"])
            }
        }

        /// The kinds of what is there.
        pub fn kinds() -> Vec<String> {
            let kinds = if is_wayland() {
                output("wl-paste", &["--list-types"])
            } else {
                output("xclip", &["-selection", "clipboard", "-o", "-t", "TARGETS"])
            };
            kinds
                .unwrap_or_default()
                .lines()
                .map(str::to_owned)
                .collect()
        }

        /// Copies a text, and serves it until it is killed.
        pub fn copy(text: &str) -> Child {
            let (program, arguments) = if is_wayland() {
                ("wl-copy", &["--foreground"][..])
            } else {
                ("xclip", &["-selection", "clipboard", "-quiet", "-i"][..])
            };
            let mut child = Command::new(program)
                .args(arguments)
                .stdin(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            input.write_all(text.as_bytes()).unwrap();
            drop(input);
            while self::text().as_deref() != Some(text) {
                thread::yield_now();
            }
            child
        }

        /// Copies something of another kind than text, and serves it until it is killed.
        pub fn serve(kind: &str, content: &[u8]) -> Child {
            let mut command = if is_wayland() {
                let mut command = Command::new("wl-copy");
                command.args(["--foreground", "--type", kind]);
                command
            } else {
                let mut command = Command::new("xclip");
                command.args(["-selection", "clipboard", "-quiet", "-t", kind, "-i"]);
                command
            };
            let mut child = command
                .stdin(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .unwrap();
            let mut input = child.stdin.take().unwrap();
            input.write_all(content).unwrap();
            drop(input);
            while !kinds().iter().any(|there| there == kind) {
                thread::yield_now();
            }
            child
        }

        /// What a program prints. One that waits for a text which is just being taken back is asked again.
        fn output(program: &str, arguments: &[&str]) -> Option<String> {
            loop {
                let mut command = Command::new("timeout");
                command.args(["2", program]).args(arguments);
                let output = command.stderr(Stdio::null()).output().unwrap();
                if output.status.code() != Some(124) {
                    let text = String::from_utf8(output.stdout).unwrap();
                    return (output.status.success() && !text.is_empty()).then_some(text);
                }
            }
        }
    }

    /// A display of a test's own.
    struct Server {
        child: Child,
        environment: Vec<(&'static str, String)>,
        _folder: TempDir,
    }

    impl Server {
        fn x11() -> Option<Self> {
            is_there("xclip").then_some(())?;
            let mut child = Command::new("Xvfb")
                .args(["-displayfd", "1", "-noreset", "-nolisten", "tcp"])
                .stdout(Stdio::piped())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            let mut number = String::new();
            let output = child.stdout.take()?;
            BufReader::new(output).read_line(&mut number).ok()?;
            Some(Self {
                child,
                environment: vec![("DISPLAY", format!(":{}", number.trim()))],
                _folder: tempfile::tempdir().ok()?,
            })
        }

        /// One that lets programs without a window reach the clipboard.
        fn wayland() -> Option<Self> {
            (is_there("wl-paste") && is_there("wl-copy")).then_some(())?;
            let folder = tempfile::tempdir().ok()?;
            let (ready, configuration) = (folder.path().join("ready"), folder.path().join("sway"));
            let at = ready.display();
            let line = format!("exec echo $WAYLAND_DISPLAY > {at}.new && mv {at}.new {at}\n");
            fs::write(&configuration, line).ok()?;
            let mut command = Command::new("sway");
            if rustix::process::geteuid().is_root() {
                // It refuses to run as that.
                chown(folder.path(), Some(NOBODY), Some(NOBODY)).ok()?;
                command.uid(NOBODY).gid(NOBODY);
            }
            let mut child = command
                .arg("-c")
                .arg(&configuration)
                .env("XDG_RUNTIME_DIR", folder.path())
                .env("WLR_BACKENDS", "headless")
                .env("WLR_LIBINPUT_NO_DEVICES", "1")
                .env("WLR_RENDERER", "pixman")
                .env_remove("WAYLAND_DISPLAY")
                .env_remove("DISPLAY")
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .ok()?;
            while !ready.exists() {
                if child.try_wait().ok()?.is_some() {
                    return None;
                }
                thread::yield_now();
            }
            let display = fs::read_to_string(ready).ok()?.trim().to_owned();
            let folder_name = folder.path().to_str()?.to_owned();
            Some(Self {
                child,
                environment: vec![
                    ("WAYLAND_DISPLAY", display),
                    ("XDG_RUNTIME_DIR", folder_name),
                ],
                _folder: folder,
            })
        }
    }

    impl Drop for Server {
        fn drop(&mut self) {
            _ = self.child.kill();
            _ = self.child.wait();
        }
    }

    fn is_there(program: &str) -> bool {
        let mut command = Command::new("sh");
        command.args(["-c", &format!("command -v {program}")]);
        let command = command.stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}
