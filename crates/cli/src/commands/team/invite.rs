//! `team invite`, `team cancel`.

use std::path::{Path, PathBuf};

use clap::Args;
use keyrack_app::{GrantRequest, InviteSomebody, Result, Session, TeamPerson, view::InvitedView};
use serde::Serialize;
use zeroize::Zeroizing;

use super::{
    OfficeOption,
    access::role,
    date::{is_until, until},
    sync_text::{Changed, change},
};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    file::{self, Existing},
    output::shown,
    text_output::TextOutput,
    words::moment,
};

/// Invite a colleague.
#[derive(Debug, Args)]
#[command(after_help = "\
A folder is given as FOLDER:ROLE, FOLDER:ROLE:recovery or FOLDER:ROLE:recovery:UNTIL. ROLE is view, edit or manage; with \
`recovery`, recovery items are included; UNTIL is a date like 2027-01-31.\n\n\
Whoever has the code can ask to join, once. Send it to the colleague together with the address of the store, and approve the \
request with the digits that the colleague's computer shows: `team approve`.")]
pub struct Invite {
    /// The colleague's name
    #[arg(long)]
    name: String,
    /// The colleague's e-mail address
    #[arg(long)]
    email: String,
    /// As an owner, who reads every folder and decides about members and folders
    #[arg(long)]
    owner: bool,
    /// A folder of the office that the colleague gets, and as what
    #[arg(long, value_name = "FOLDER:ROLE", num_args = 1.., value_parser = folder)]
    folder: Vec<GrantRequest>,
    /// For how many days the invitation can be answered
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u64).range(1..=30))]
    days: u64,
    /// Write the code of the invitation to this new file; `-` prints it
    #[arg(long, value_name = "FILE")]
    code_file: PathBuf,
    #[command(flatten)]
    office: OfficeOption,
}

/// Take an invitation back.
#[derive(Debug, Args)]
pub struct Cancel {
    /// The invitation: its id, or the start of its id
    id: String,
    #[command(flatten)]
    office: OfficeOption,
}

/// An invitation as it is printed.
#[derive(Serialize)]
struct Invited {
    id: String,
    expires: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_file: Option<String>,
}

impl Invite {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let name = self.name.clone();
        let invite = InviteSomebody {
            person: TeamPerson {
                name: self.name,
                email: self.email,
            },
            owner: self.owner,
            grants: self.folder,
            days: self.days,
        };
        let office = self.office.name();
        hand_out(context, office, &self.code_file, &name, |session| {
            session.invite(office, &invite)
        })
    }
}

/// Makes an invitation, and writes its code to a new file, or prints it where that is `-`. `name` says for whom it is.
pub(super) fn hand_out(
    context: &Context<'_>,
    office: Option<&str>,
    file: &Path,
    name: &str,
    make: impl FnOnce(&mut Session) -> Result<(InvitedView, Zeroizing<String>)>,
) -> Result<ExitStatus> {
    let is_printed = file == Path::new("-");
    if !is_printed {
        file::check(file, Existing::Refuse)?;
        context.keyrack().leave_alone(file)?;
    }
    change(
        context,
        |session| {
            let (view, code) = make(session)?;
            if !is_printed {
                write(session, office, &view.id, file, &code)?;
            }
            let invited = Invited {
                id: view.id,
                expires: view.expires,
                code: is_printed.then(|| code.to_string()),
                code_file: (!is_printed).then(|| shown(file)),
            };
            Ok((invited, view.sync).into())
        },
        |invited, text| say_invited(text, invited, name),
    )
}

/// Says for whom an invitation is, until when, and where its code is.
fn say_invited(text: &mut TextOutput<'_>, invited: &Invited, name: &str) {
    let end = moment(invited.expires.saturating_mul(1000));
    let arguments = [
        ("name", name.into()),
        ("id", invited.id.as_str().into()),
        ("time", end.into()),
        ("path", invited.code_file.clone().unwrap_or_default().into()),
    ];
    match &invited.code {
        Some(code) => {
            text.say("team-invited", &arguments);
            text.strong(code);
        }
        None => text.say("team-invited-file", &arguments),
    }
}

/// Writes the code of an invitation. Where that fails, nobody could answer it, and it is taken back.
fn write(
    session: &mut Session,
    office: Option<&str>,
    id: &str,
    file: &Path,
    code: &str,
) -> Result<()> {
    let line = Zeroizing::new(format!("{code}\n"));
    file::write(file, line.as_bytes(), Existing::Refuse).inspect_err(|_| {
        // If that fails too, it ends by itself.
        let _ = session.cancel_invite(office, id);
    })
}

impl Cancel {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        change(
            context,
            |session| {
                let sync = session.cancel_invite(self.office.name(), &self.id)?;
                Ok(Changed::from(sync))
            },
            |_, text| text.say("team-cancelled", &[]),
        )
    }
}

/// Reads `FOLDER:ROLE[:recovery][:UNTIL]`. A folder's name may have colons, and so may a moment: what is a role, and has
/// nothing but options behind it, is the role.
fn folder(text: &str) -> std::result::Result<GrantRequest, String> {
    let parts = text.rmatch_indices(':').filter_map(|(at, _)| {
        let (name, rest) = (text.get(..at)?, text.get(at + 1..)?);
        let (word, options) = match rest.split_once(':') {
            Some((word, options)) => (word, Some(options)),
            None => (rest, None),
        };
        let found = (name, role(word)?, options_of(options)?);
        (!name.is_empty()).then_some(found)
    });
    let (name, role, (recovery, end)) = { parts }
        .next()
        .ok_or("folders are given as FOLDER:ROLE[:recovery][:UNTIL]")?;
    Ok(GrantRequest {
        folder: name.to_owned(),
        role,
        recovery,
        until: end.map(until).transpose()?,
    })
}

/// Whether recovery items are included, and the end as it is written.
fn options_of(options: Option<&str>) -> Option<(bool, Option<&str>)> {
    let (recovery, end) = match options {
        None => return Some((false, None)),
        Some("recovery") => return Some((true, None)),
        Some(options) => match options.strip_prefix("recovery:") {
            Some(end) => (true, end),
            None => (false, options),
        },
    };
    is_until(end).then_some((recovery, Some(end)))
}

#[cfg(test)]
mod tests {
    use keyrack_app::Role;

    use super::*;

    #[test]
    fn folders_are_read_with_role_recovery_and_end() {
        for (text, name, role, recovery, ends) in [
            ("Szabó Bt.:view", "Szabó Bt.", Role::View, false, false),
            ("A:edit:recovery", "A", Role::Edit, true, false),
            ("A:manage:2099-01-31", "A", Role::Manage, false, true),
            ("A:view:recovery:2099-01-31", "A", Role::View, true, true),
            ("A:view:2099-01-31T10:00:00Z", "A", Role::View, false, true),
            (
                "A:view:recovery:2099-01-31T10:00:00+01:00",
                "A",
                Role::View,
                true,
                true,
            ),
            ("A: B:view", "A: B", Role::View, false, false),
            ("edit:view", "edit", Role::View, false, false),
            ("A:edit:view", "A:edit", Role::View, false, false),
            ("A:edit:edit:recovery", "A:edit", Role::Edit, true, false),
        ] {
            let grant = folder(text).expect(text);
            assert_eq!(
                (
                    grant.folder.as_str(),
                    grant.role,
                    grant.recovery,
                    grant.until.is_some()
                ),
                (name, role, recovery, ends),
                "{text}"
            );
        }
        for wrong in [
            "",
            "A",
            ":view",
            "A:",
            "A:own",
            "A:view:",
            "A:view:soon",
            "A:view:recovery:",
            "A:view:recoveryx",
            "A:view:recovery2099-01-31",
            "A:view:2099-01-31:recovery",
            "A:view:2020-01-31",
            "A:VIEW",
        ] {
            assert!(folder(wrong).is_err(), "{wrong:?} is refused");
        }
    }
}
