//! The options that go with every command.

use std::path::PathBuf;

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};

use crate::words::Language;

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
    #[arg(
        long,
        global = true,
        value_name = "LANGUAGE",
        help = languages(),
        value_parser = language(),
        hide_possible_values = true
    )]
    pub lang: Option<Language>,
}

fn language() -> impl TypedValueParser<Value = Language> {
    PossibleValuesParser::new(Language::ALL.map(Language::as_str)).map(|tag| Language::of_tag(&tag))
}

fn languages() -> String {
    let tags = Language::ALL.map(Language::as_str).join(" or ");
    format!("Language of the output, {tags} [default: the system language, else en]")
}
