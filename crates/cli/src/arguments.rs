//! The command line, and what is said when it is wrong.

use std::{ffi::OsString, path::PathBuf};

use clap::{
    Args, Parser,
    builder::{PossibleValuesParser, TypedValueParser},
    error::{ContextKind, ContextValue, ErrorKind},
};
use keyrack_app::{Error, ErrorCode};

use crate::{commands::Command, ending::Ending, output::Output, words::Language};

/// A vault for the codes of two-factor logins.
#[derive(Debug, Parser)]
#[command(name = "keyrack", version, after_help = AFTER_HELP, disable_help_subcommand = true)]
pub struct Arguments {
    #[command(flatten)]
    pub options: Options,
    #[command(subcommand)]
    pub command: Command,
}

/// What goes with every command.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Options {
    /// The vault folder [default: $KEYRACK_VAULT, else the one the app opens]
    #[arg(long, global = true, value_name = "DIR")]
    pub vault: Option<PathBuf>,
    /// Read the vault's password from a file, or from standard input if it is `-`
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "KEYRACK_PASSWORD_FILE",
        hide_env_values = true
    )]
    pub password_file: Option<PathBuf>,
    /// Open the vault with the PIN in a file instead of the password; works only on this computer
    #[arg(long, global = true, value_name = "FILE")]
    pub pin_file: Option<PathBuf>,
    /// Open the vault with the recovery key in a file instead of the password
    #[arg(long, global = true, value_name = "FILE")]
    pub recovery_key_file: Option<PathBuf>,
    /// Print JSON, and errors as JSON on standard error
    #[arg(long, global = true)]
    pub json: bool,
    /// Language of the output, en or hu [default: the system language, else en]
    #[arg(
        long,
        global = true,
        value_name = "LANGUAGE",
        value_parser = language(),
        hide_possible_values = true
    )]
    pub lang: Option<Language>,
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::as_str)).map(|tag| Language::of_tag(&tag))
}

/// Reads the command line. If it is wrong, or asks for help, that is printed.
///
/// # Errors
/// How the program has to end then.
pub fn read() -> Result<Arguments, Ending> {
    let line: Vec<OsString> = std::env::args_os().collect();
    Arguments::try_parse_from(&line).map_err(|error| match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // Whoever asked may have gone away, as `head` does.
            let _ = error.print();
            Ending::Done
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
                Ending::Usage
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
