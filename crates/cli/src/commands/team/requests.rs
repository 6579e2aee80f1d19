//! `team requests`, `team approve`.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{
    Error, ErrorCode, Result,
    view::{GrantView, MemberView, RequestView},
};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    OfficeOption,
    access::{rights, role_key},
    members::class_key,
    sync_text::{Changed, change},
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::Words,
};

/// List who asks to join.
#[derive(Debug, Args)]
pub struct Requests {
    #[command(flatten)]
    office: OfficeOption,
}

/// Let somebody in who asks to join.
#[derive(Debug, Args)]
#[command(after_help = "\
Let the colleague read out the digits, best by phone: they prove that the request is that colleague's and nobody else's. \
Without --digits or --digits-file, they are asked for at the terminal.")]
pub struct Approve {
    /// The request: its id, or the start of its id
    id: String,
    /// The twelve digits that the colleague's computer shows
    #[arg(long, conflicts_with = "digits_file")]
    digits: Option<String>,
    /// Read the digits from a file, or from standard input if it is `-`
    #[arg(long, value_name = "FILE")]
    digits_file: Option<PathBuf>,
    #[command(flatten)]
    office: OfficeOption,
}

#[derive(Serialize)]
struct Admitted {
    member: MemberView,
}

impl Requests {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| session.join_requests(self.office.name()),
            |requests, text| list(text, requests),
        )
    }
}

impl Approve {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let digits = self.read_digits(context)?;
        change(
            context,
            |session| {
                let (member, sync) =
                    session.approve_request(self.office.name(), &self.id, &digits)?;
                Ok(Changed::from((Admitted { member }, sync)))
            },
            |admitted, text| {
                let name = admitted.member.name.as_str();
                text.say("team-approved", &[("name", name.into())]);
            },
        )
    }

    fn read_digits(&self, context: &Context<'_>) -> Result<Zeroizing<String>> {
        let digits = match (&self.digits, &self.digits_file) {
            (Some(digits), _) => Zeroizing::new(digits.clone()),
            (None, Some(file)) => context.input.text(file)?,
            (None, None) => {
                let typed = context.input.typed("ask-digits")?;
                let missing = "the digits are missing: give --digits or --digits-file";
                typed
                    .map(Zeroizing::new)
                    .ok_or_else(|| Error::new(ErrorCode::Usage).with("detail", missing))?
            }
        };
        Ok(Zeroizing::new(digits.trim().to_owned()))
    }
}

fn list(text: &mut TextOutput<'_>, requests: &[RequestView]) {
    if requests.is_empty() {
        return text.say("team-no-requests", &[]);
    }
    let words = text.words();
    let row = |request: &RequestView| {
        vec![
            short(&request.id).to_owned(),
            request.name.clone(),
            request.email.clone(),
            words.text(
                "team-invited-as",
                &[("name", request.invited.as_str().into())],
            ),
            words.word(request.class.map_or("team-own-computer", class_key)),
            grants(words, &request.folders),
        ]
    };
    text.table(requests.iter().map(row));
    text.say("team-requests-next", &[]);
}

fn grants(words: &Words, folders: &[GrantView]) -> String {
    let one = |grant: &GrantView| {
        let name = match grant.name.as_str() {
            "" => short(&grant.folder),
            name => name,
        };
        let rights = rights(words, role_key(grant.role), grant.recovery, grant.until);
        format!("{name} ({rights})")
    };
    folders.iter().map(one).collect::<Vec<_>>().join(", ")
}
