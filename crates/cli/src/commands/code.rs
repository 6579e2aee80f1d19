//! `code`.

use clap::Args;
use keyrack_app::{At, Result, view::CodeView};

use crate::{
    call::Call,
    ending::Ending,
    output,
    sheet::{Sheet, title},
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
    pub fn run(self, call: &Call<'_>) -> Result<Ending> {
        let at = At {
            at: self.at,
            all: self.all,
            peek: self.peek,
        };
        let moment = self.at.unwrap_or_else(output::now);
        call.with_vault(
            |session| session.codes(&self.query, &at),
            |codes, sheet| codes.iter().for_each(|code| write(sheet, code, moment)),
        )
    }
}

/// Whose it is, the code on a line of its own, and how long it lives.
fn write(sheet: &mut Sheet<'_>, view: &CodeView, moment: u64) {
    let folder = view
        .account
        .folder
        .as_ref()
        .map_or("", |folder| &folder.name);
    sheet.line(&title(&[
        folder,
        &view.account.issuer,
        &view.account.label,
        &view.factor.label,
    ]));
    sheet.strong(&format!("  {}", view.code));
    let life = match view.valid_until {
        Some(until) => sheet.words(
            "code-seconds",
            &[("seconds", until.saturating_sub(moment).into())],
        ),
        None => sheet.word("code-counts"),
    };
    sheet.line(&format!("  {life}"));
}
