//! A desk: one computer with one vault, in a temporary folder of its own, and the `keyrack` command run at it.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::fs;
use std::io::Write;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;

/// The vault's password. Not ASCII, as passwords in the offices that Keyrack is made for are not.
pub const PASSWORD: &str = "árvíztűrő fúrógép 7";
/// What every password of these tests contains, so that one that leaks is noticed.
pub const PASSWORD_MARK: &str = "fúrógép";
/// What every secret of these tests begins with in Base32, and the same in hex, so that one that leaks is noticed.
const SECRET_MARKS: [&str; 2] = ["KEYRACKT", "5131100953"];
/// A moment at which codes are compared.
pub const MOMENT: u64 = 1_790_000_000;
/// The lowest cost that a vault may be written with: these tests open vaults some thousand times.
const CHEAP: &str = "m=65536,t=3,p=1";
/// A run that takes longer than this hangs.
const PATIENCE: Duration = Duration::from_secs(60);

/// The arguments of a command, from a mix of strings and paths.
macro_rules! args {
    ($($argument:expr),*) => { [$(std::ffi::OsString::from(&$argument)),*] };
}
pub(crate) use args;

/// One computer with one vault. Everything it reads and writes lies in one temporary folder.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// A desk with a new, empty vault.
    pub fn new() -> Self {
        let desk = Self::without_vault();
        desk.init().done();
        desk
    }

    /// A desk with a vault that holds the time-based accounts `1..=count` of [`uri`].
    pub fn with_accounts(count: u32) -> Self {
        let desk = Self::new();
        for n in 1..=count {
            desk.add(&uri(n));
        }
        desk
    }

    /// A desk on which no vault has been made.
    pub fn without_vault() -> Self {
        let folder = tempfile::Builder::new()
            .prefix("keyrack-")
            .tempdir()
            .unwrap();
        fs::write(folder.path().join("password"), PASSWORD).unwrap();
        Self { folder }
    }

    /// Another desk with the same files, down to the computer's own state.
    pub fn duplicate(&self) -> Self {
        let folder = tempfile::Builder::new()
            .prefix("keyrack-")
            .tempdir()
            .unwrap();
        copy_folder(self.folder.path(), folder.path());
        Self { folder }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The vault's folder.
    pub fn vault(&self) -> PathBuf {
        self.path("vault")
    }

    pub fn vault_file(&self) -> PathBuf {
        self.vault().join("vault.age")
    }

    pub fn slots_file(&self) -> PathBuf {
        self.vault().join("slots.json")
    }

    /// Writes a file onto the desk and returns its path.
    pub fn write(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, contents).unwrap();
        path
    }

    /// The command with this desk's vault and state, and no way in.
    pub fn locked<I: IntoIterator<Item: Into<OsString>>>(&self, arguments: I) -> Invocation {
        Invocation {
            wrapper: Vec::new(),
            binary: binary(),
            ways_in: Vec::new(),
            arguments: arguments.into_iter().map(Into::into).collect(),
            environment: vec![
                ("PATH".into(), std::env::var_os("PATH").unwrap_or_default()),
                ("LANG".into(), "C.UTF-8".into()),
                ("HOME".into(), self.folder.path().into()),
                ("KEYRACK_HOME".into(), self.path("home").into()),
                ("KEYRACK_VAULT".into(), self.vault().into()),
                ("KEYRACK_KEYRING".into(), "none".into()),
            ],
            input: Vec::new(),
        }
    }

    /// The command, opening the vault by its password.
    pub fn keyrack<I: IntoIterator<Item: Into<OsString>>>(&self, arguments: I) -> Invocation {
        self.locked(arguments)
            .way_in("--password-file", self.path("password"))
    }

    /// The command, opening the vault by the paper. No key is derived, so this is quick.
    pub fn by_paper<I: IntoIterator<Item: Into<OsString>>>(&self, arguments: I) -> Invocation {
        self.locked(arguments)
            .way_in("--recovery-key-file", self.path("recovery-key.txt"))
    }

    pub fn init(&self) -> Invocation {
        let recovery = self.path("recovery-key.txt").into_os_string();
        self.keyrack([
            "init".into(),
            "--kdf".into(),
            CHEAP.into(),
            "--recovery-file".into(),
            recovery,
        ])
    }

    /// Adds an account from an otpauth URI, given through standard input.
    pub fn add(&self, uri: &str) {
        self.keyrack(["add", "--uri-file", "-"]).input(uri).done();
    }

    /// `list --json`.
    pub fn list(&self) -> Vec<Value> {
        self.by_paper(["list"])
            .json()
            .as_array()
            .expect("list prints an array")
            .clone()
    }

    /// The id of the only account with this label.
    pub fn id_of(&self, label: &str) -> String {
        let matching: Vec<_> = self
            .list()
            .into_iter()
            .filter(|account| account["label"] == label)
            .collect();
        assert_eq!(matching.len(), 1, "accounts with the label {label}");
        text(&matching[0]["id"])
    }

    /// What the vault holds: for each factor `issuer/label/factor: counter, code at [`MOMENT`]`, sorted. A code proves
    /// that the secret is whole. Two vaults with equal states hold the same accounts.
    pub fn state(&self) -> BTreeSet<String> {
        state_from(&self.by_paper(PEEK_AT_ALL).json())
    }
}

/// Prints all codes for one moment and changes nothing.
pub const PEEK_AT_ALL: [&str; 6] = ["code", "", "--all", "--peek", "--at", "1790000000"];

/// [`Desk::state`] from the answer to [`PEEK_AT_ALL`].
pub fn state_from(codes: &Value) -> BTreeSet<String> {
    let codes = codes.as_array().expect("code prints an array");
    let state: BTreeSet<_> = codes
        .iter()
        .map(|code| {
            let (account, factor) = (&code["account"], &code["factor"]);
            format!(
                "{}/{}/{}: {}",
                account["issuer"], account["label"], factor["label"], code["code"]
            )
        })
        .collect();
    assert_eq!(
        state.len(),
        codes.len(),
        "the accounts of these tests differ from one another"
    );
    state
}

/// A time-based account with its own name and secret.
pub fn uri(n: u32) -> String {
    format!(
        "otpauth://totp/Portal:client{n}?secret={}&issuer=Portal",
        secret(n)
    )
}

/// A counting account with its own name and secret.
pub fn counting_uri(n: u32, counter: u64) -> String {
    format!(
        "otpauth://hotp/Bank:token{n}?secret={}&issuer=Bank&counter={counter}",
        secret(n)
    )
}

/// A secret of 80 bits in Base32.
pub fn secret(n: u32) -> String {
    const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let tail = (0..5)
        .rev()
        .map(|place| char::from(BASE32[(n >> (5 * place)) as usize % 32]));
    "KEYRACKTEST".chars().chain(tail).collect()
}

/// The string that a JSON value is.
pub fn text(value: &Value) -> String {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no string"))
        .to_owned()
}

/// Says why a test proves nothing on this machine. It goes past the test runner, which hides what tests print.
pub fn skipped(test: &str, reason: &str) {
    let _ = writeln!(std::io::stderr(), "SKIPPED {test}: {reason}");
}

/// Whether a program can be started on this machine.
pub fn has_program(name: &str) -> bool {
    std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())
        .any(|folder| folder.join(name).is_file())
}

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), &target).unwrap();
        }
    }
}

/// The `keyrack` command that is under test.
pub fn binary() -> PathBuf {
    if let Some(path) = std::env::var_os("KEYRACK_BIN") {
        return path.into();
    }
    // <target>/debug/deps/main-<hash> is this test, <target>/debug/keyrack the command.
    let test = std::env::current_exe().unwrap();
    let path = test
        .parent()
        .and_then(Path::parent)
        .unwrap()
        .join("keyrack");
    assert!(
        path.is_file(),
        "{} is missing: run `cargo build -p keyrack-cli` first, or set KEYRACK_BIN",
        path.display()
    );
    path
}

/// A command line that is about to be run.
#[must_use]
pub struct Invocation {
    wrapper: Vec<OsString>,
    binary: PathBuf,
    ways_in: Vec<OsString>,
    arguments: Vec<OsString>,
    environment: Vec<(OsString, OsString)>,
    input: Vec<u8>,
}

impl Invocation {
    /// Gives the vault's password, PIN or recovery key.
    pub fn way_in(mut self, option: &str, file: impl Into<OsString>) -> Self {
        self.ways_in.extend([option.into(), file.into()]);
        self
    }

    /// What the command reads from its standard input.
    pub fn input(mut self, input: impl AsRef<[u8]>) -> Self {
        self.input = input.as_ref().to_owned();
        self
    }

    pub fn env(mut self, name: &str, value: impl Into<OsString>) -> Self {
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Runs the command under another one, such as `strace`.
    pub fn under<I: IntoIterator<Item: Into<OsString>>>(mut self, wrapper: I) -> Self {
        let outer: Vec<_> = wrapper.into_iter().map(Into::into).collect();
        self.wrapper.splice(0..0, outer);
        self
    }

    /// Runs this copy of the command.
    pub fn binary(mut self, binary: &Path) -> Self {
        self.binary = binary.to_owned();
        self
    }

    /// Runs the command as it stands, and sees that it ends in time, in order and without giving away a secret.
    pub fn run(self) -> Outcome {
        let input = self.input.clone();
        let shown = format!("{:?}", self.arguments);
        let mut child = self
            .command()
            .stdin(Stdio::piped())
            .process_group(0)
            .spawn()
            .expect("the command starts");
        let group = rustix::process::Pid::from_child(&child);
        let mut stdin = child.stdin.take().unwrap();
        // A command that does not read its input closes it; that is its right.
        thread::spawn(move || stdin.write_all(&input));
        let (send, receive) = mpsc::channel();
        thread::spawn(move || send.send(child.wait_with_output()));
        let Ok(output) = receive.recv_timeout(PATIENCE) else {
            let _ = rustix::process::kill_process_group(group, rustix::process::Signal::KILL);
            panic!("keyrack {shown} hangs: it was still running after {PATIENCE:?}");
        };
        let output = output.unwrap();
        let outcome = Outcome {
            shown,
            status: output.status.code(),
            signal: output.status.signal(),
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
        };
        outcome.assert_in_order();
        outcome
    }

    /// Runs the command, which has to be done without complaint.
    pub fn done(self) -> Outcome {
        self.run().assert_status(0)
    }

    /// Runs the command with `--json`, which has to be done, and returns what it prints.
    pub fn json(self) -> Value {
        self.json_output().done().value()
    }

    /// Runs the command with `--json`, which has to end with this status, and returns the error object.
    pub fn refused(self, status: i32) -> Refusal {
        self.json_output().run().assert_status(status).refusal()
    }

    pub fn json_output(mut self) -> Self {
        self.ways_in.push("--json".into());
        self
    }

    /// The process to start, for a test that drives it by itself. Standard output and error are pipes.
    pub fn command(self) -> Command {
        let mut line = self
            .wrapper
            .into_iter()
            .chain([self.binary.into_os_string()]);
        let mut command = Command::new(line.next().unwrap());
        command.args(line).args(self.ways_in).args(self.arguments);
        command.env_clear().envs(self.environment);
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }
}

/// What a finished command left.
#[derive(Debug)]
pub struct Outcome {
    shown: String,
    /// The exit status, unless a signal ended the command.
    pub status: Option<i32>,
    pub signal: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Outcome {
    #[track_caller]
    pub fn assert_status(self, expected: i32) -> Self {
        assert_eq!(
            self.status,
            Some(expected),
            "exit status of keyrack {}; it said: {}",
            self.shown,
            self.stderr
        );
        self
    }

    /// Standard output as JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!(
                "keyrack {} printed no JSON ({error}): {}",
                self.shown, self.stdout
            )
        })
    }

    /// The error object, which is the last line on standard error; notices may go before it.
    #[track_caller]
    pub fn refusal(&self) -> Refusal {
        let last = self.stderr.trim().lines().last().unwrap_or_default();
        let object: Value = serde_json::from_str(last).unwrap_or_else(|error| {
            panic!(
                "keyrack {}: no error object ({error}): {}",
                self.shown, self.stderr
            )
        });
        let error = &object["error"];
        assert!(
            !text(&error["code"]).is_empty() && error.get("args").is_some(),
            "{error} has a code and arguments"
        );
        Refusal {
            code: text(&error["code"]),
            arguments: error["args"].clone(),
            retry_after: error["retry_after_s"].as_u64(),
        }
    }

    /// No panic, no stray signal, no status outside the contract, no secret among the messages.
    fn assert_in_order(&self) {
        if let Some(status) = self.status {
            assert!(
                (0..=8).contains(&status),
                "keyrack {} ended with status {status}: {}",
                self.shown,
                self.stderr
            );
        } else {
            assert_eq!(
                self.signal,
                Some(9),
                "keyrack {} was ended by a signal: {}",
                self.shown,
                self.stderr
            );
        }
        assert!(
            !self.stderr.contains("panicked"),
            "keyrack {} panicked: {}",
            self.shown,
            self.stderr
        );
        let messages = self.stderr.to_uppercase();
        for secret in SECRET_MARKS
            .iter()
            .chain(&[PASSWORD_MARK, "AGE-SECRET-KEY-"])
        {
            assert!(
                !messages.contains(&secret.to_uppercase()),
                "keyrack {}: a secret among the messages",
                self.shown
            );
        }
    }
}

/// Why a command refused to do its work.
#[derive(Debug)]
pub struct Refusal {
    pub code: String,
    /// What the words of the message need.
    pub arguments: Value,
    /// Seconds.
    pub retry_after: Option<u64>,
}
