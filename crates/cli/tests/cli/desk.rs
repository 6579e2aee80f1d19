//! A desk: one computer with one vault in a temporary folder, and the command run at it.

use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// What every password and secret of these tests contains, so that one that leaks is noticed.
pub const MARKS: [&str; 3] = ["tűkör", "MARKEDSECRET", "AGE-SECRET-KEY-"];
/// Two accounts, one of which counts.
pub const URIS: [&str; 2] = [
    "otpauth://totp/Portal:anna?secret=MARKEDSECRETAAAA&issuer=Portal",
    "otpauth://hotp/Bank:bela?secret=MARKEDSECRETBBBB&issuer=Bank&counter=7",
];

pub struct Desk(TempDir);

/// A command that has ended.
#[derive(Debug)]
pub struct Outcome {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Desk {
    /// A desk without a vault, with a password in a file.
    pub fn empty() -> Self {
        let desk = Self(tempfile::tempdir().unwrap());
        desk.write("password", "titkos tűkör 7\n");
        desk
    }

    /// A desk with a vault that holds [`URIS`].
    pub fn new() -> Self {
        let desk = Self::empty();
        let key = desk.text("key.txt");
        desk.run(
            &[
                "--password-file",
                &desk.text("password"),
                "init",
                "--kdf",
                CHEAP,
                "--recovery-file",
                &key,
            ],
            "",
        )
        .done();
        for uri in URIS {
            desk.open(&["add", "--uri-file", "-"], uri).done();
        }
        desk
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// A path as an argument.
    pub fn text(&self, name: &str) -> String {
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn write(&self, name: &str, content: &str) -> String {
        fs::write(self.path(name), content).unwrap();
        self.text(name)
    }

    /// Runs the command with the password.
    pub fn open(&self, arguments: &[&str], input: &str) -> Outcome {
        let password = self.text("password");
        self.run(
            &[&["--password-file", &password], arguments].concat(),
            input,
        )
    }

    /// Runs the command as it stands.
    pub fn run(&self, arguments: &[&str], input: impl AsRef<[u8]>) -> Outcome {
        let mut child = Command::new(env!("CARGO_BIN_EXE_keyrack"))
            .args(arguments)
            .env_clear()
            .env("HOME", self.0.path())
            .env("KEYRACK_HOME", self.path("home"))
            .env("KEYRACK_VAULT", self.path("vault"))
            .env("KEYRACK_KEYRING", "none")
            .env("LANG", "en_GB.UTF-8")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input closes it; that is its right.
        let _ = child.stdin.take().unwrap().write_all(input.as_ref());
        let output = child.wait_with_output().unwrap();
        let outcome = Outcome {
            status: output.status.code().expect("no signal ends it"),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        };
        for mark in MARKS {
            assert!(
                !outcome.stderr.contains(mark),
                "{arguments:?}: a secret among the messages: {outcome:?}"
            );
        }
        outcome
    }
}

impl Outcome {
    /// Sees that it was done without complaint.
    #[track_caller]
    pub fn done(self) -> Self {
        assert_eq!((self.status, self.stderr.as_str()), (0, ""), "{self:?}");
        self
    }

    /// What it printed, as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }

    /// What it said, as JSON.
    #[track_caller]
    pub fn said(&self) -> Value {
        serde_json::from_str(&self.stderr)
            .unwrap_or_else(|error| panic!("no JSON ({error}): {self:?}"))
    }
}

/// The folder of the command's documents.
pub fn documents() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli")
}

/// The least costs that are accepted.
pub const CHEAP: &str = "m=65536,t=3,p=1";
