//! What the window is told. No type here has a place for a secret, and nothing else crosses the bridge.
//!
//! The same types in TypeScript stand in `ui/src/lib/backend/types.ts`; a test below compares them.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::clipboard::Unavailable;

/// How things stand with the vault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// There is none yet.
    NoVault {
        /// Where the recovery key would be saved, unless another place is named.
        recovery_file: String,
    },
    /// It is there, and its keys are not in memory.
    Locked {
        /// Seconds until a password may be tried again, after too many wrong ones.
        retry_after_s: Option<u64>,
    },
    /// It is open.
    Unlocked {
        /// How many accounts it holds.
        total: usize,
    },
}

/// A part of the accounts that match a search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Page {
    /// How many match in all.
    pub total: usize,
    /// The accounts asked for.
    pub rows: Vec<Row>,
}

/// An account as the list shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Row {
    /// Names the account for good.
    pub id: String,
    /// The client or folder; empty where there is but one folder.
    pub folder: String,
    /// The service.
    pub issuer: String,
    /// The user name.
    pub label: String,
    /// Its ways to a code, the one shown first.
    pub factors: Vec<Factor>,
    /// The code of the first factor now; none if it counts, for then each look would use a code up.
    pub code: Option<String>,
    /// From when the code is right, in seconds since 1970.
    pub valid_from: Option<u64>,
    /// When it ends, in seconds since 1970.
    pub valid_until: Option<u64>,
}

/// One way to a code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Factor {
    /// Names the factor for good.
    pub id: String,
    /// The desk or person it belongs to; may be empty.
    pub label: String,
    /// `totp`, `hotp` or `steam`.
    #[serde(rename = "type")]
    pub kind: String,
}

/// A code that was put on the clipboard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Copied {
    /// Whose code it is: the client, else the service, else the user name.
    pub name: String,
    /// After how many seconds it is taken back.
    pub clears_in_s: u64,
}

/// Why something was not done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct Failure {
    /// Names the case; its words are found under it.
    pub code: &'static str,
    /// What the words need.
    pub args: BTreeMap<&'static str, String>,
    /// Names what to do next, where one code has several ways out.
    pub hint: Option<&'static str>,
    /// Seconds after which it may be tried again.
    pub retry_after_s: Option<u64>,
}

impl Failure {
    /// A failure that needs no arguments.
    pub fn new(code: &'static str) -> Self {
        Self {
            code,
            args: BTreeMap::new(),
            hint: None,
            retry_after_s: None,
        }
    }
}

impl From<Unavailable> for Failure {
    fn from(_: Unavailable) -> Self {
        Self::new("clipboard_unavailable")
    }
}

impl From<keyrack_app::Error> for Failure {
    fn from(error: keyrack_app::Error) -> Self {
        Self {
            code: error.code.as_str(),
            args: error.args,
            hint: error.hint,
            retry_after_s: error.retry_after_s,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{env, fs, path::Path};

    use ts_rs::{Config, TS};

    use super::*;

    #[test]
    fn the_types_of_the_window_are_those_of_the_program() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("ui/src/lib/backend/types.ts");
        let config = Config::new().with_large_int("number");
        let declared = [
            State::decl(&config),
            Page::decl(&config),
            Row::decl(&config),
            Factor::decl(&config),
            Copied::decl(&config),
            Failure::decl(&config),
        ];
        let mut made = String::from(
            "// Made from src-tauri/views.rs by `KEYRACK_WRITE_TYPES=1 cargo test -p keyrack-desktop types`.\n",
        );
        for declaration in declared {
            made.push_str(&format!("\nexport {declaration}\n"));
        }
        if env::var_os("KEYRACK_WRITE_TYPES").is_some() {
            fs::write(&path, &made).unwrap();
        }
        assert_eq!(fs::read_to_string(&path).unwrap(), made);
    }
}
