//! `code`.

use clap::Args;
use keyrack_app::{At, Result, view::CodeView};

use crate::{
    context::Context,
    exit_status::ExitStatus,
    output,
    text_output::{TextOutput, title},
};

/// Print the code of an account.
#[derive(Debug, Args)]
pub struct Code {
    /// The account: its id, the start of its id, or words that match only this account
    query: String,
    /// The moment, in seconds since 1970 [default: now]
    #[arg(long, value_name = "UNIX_SECONDS")]
    at: Option<u64>,
    /// Print the codes of all accounts that match
    #[arg(long)]
    all: bool,
    /// Do not advance the HOTP counter; the same code comes again
    #[arg(long)]
    peek: bool,
}

impl Code {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let at = At {
            at: self.at,
            all: self.all,
            peek: self.peek,
        };
        let moment = self.at.unwrap_or_else(output::now);
        context.with_vault(
            |session| session.codes(&self.query, &at),
            |codes, text| codes.iter().for_each(|code| write(text, code, moment)),
        )
    }
}

/// Whose it is, the code on a line of its own, and how long it lives.
fn write(text: &mut TextOutput<'_>, view: &CodeView, moment: u64) {
    let folder = view
        .account
        .folder
        .as_ref()
        .map_or("", |folder| &folder.name);
    text.line(&title(&[
        folder,
        &view.account.issuer,
        &view.account.label,
        &view.factor.label,
    ]));
    text.strong(&format!("  {}", view.code));
    let words = text.words();
    let life = match view.valid_until {
        Some(until) => words.text(
            "code-seconds",
            &[("seconds", until.saturating_sub(moment).into())],
        ),
        None => words.word("code-counts"),
    };
    text.line(&format!("  {life}"));
}
