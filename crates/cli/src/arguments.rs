//! The command line, and what is said when it is wrong.

use std::ffi::OsString;

use clap::{
    Parser,
    error::{ContextKind, ContextValue, ErrorKind},
};
use keyrack_app::{Error, ErrorCode};

use crate::{commands::Command, exit_status::ExitStatus, options::Options, output::Output};

/// A vault for the codes of two-factor logins.
#[derive(Debug, Parser)]
#[command(name = "keyrack", version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// Reads the command line. If it is wrong, or asks for help, that is printed.
///
/// # Errors
/// How the program has to end then.
pub fn read() -> Result<Arguments, ExitStatus> {
    let line: Vec<OsString> = std::env::args_os().collect();
    Arguments::try_parse_from(&line).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever asked may have gone away, as `head` does.
            let _ = error.print();
            ExitStatus::Done
        }
        _ => {
            let error = without_strange_words(error);
            if line
                .iter()
                .take_while(|word| *word != "--")
                .any(|word| word == "--json")
            {
                Output::json().error(&usage(&error))
            } else {
                let _ = error.print();
                ExitStatus::Usage
            }
        }
    })
}

const AFTER_HELP: &str = "\
Secrets are read from files, standard input or the terminal. `keyrack man` prints the manual; its part on exit \
statuses is for scripts.";

fn usage(error: &clap::Error) -> Error {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    Error::new(ErrorCode::Usage).with("detail", first.trim_start_matches("error: "))
}

/// Takes out what the user typed where no word was expected: it may be a password or a key.
fn without_strange_words(mut error: clap::Error) -> clap::Error {
    for kind in [ContextKind::InvalidArg, ContextKind::InvalidSubcommand] {
        if let Some(ContextValue::String(word)) = error.get(kind) {
            let known = word.starts_with(['-', '<', '['])
                || (word.len() <= 16 && word.bytes().all(|b| b.is_ascii_lowercase()));
            if !known {
                error.insert(kind, ContextValue::String("…".to_owned()));
            }
        }
    }
    error
}
