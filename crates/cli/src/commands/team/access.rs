//! `team grant`, `team revoke`.

use clap::{
    Args,
    builder::{PossibleValuesParser, TypedValueParser},
};
use keyrack_app::{GrantRequest, Result, Role};

use super::{
    OfficeOption, date,
    sync_text::{Changed, change},
};
use crate::{context::Context, exit_status::ExitStatus, words::Words};

/// The roles, as they are written.
const ROLES: [(&str, Role); 3] = [
    ("view", Role::View),
    ("edit", Role::Edit),
    ("manage", Role::Manage),
];

/// Let a member at a folder.
#[derive(Debug, Args)]
#[command(after_help = "\
What somebody has seen once cannot be taken back: until the end of a grant, and after it, the codes can be kept. After the end \
no computer of the office sends that member anything new.")]
pub struct Grant {
    /// The folder: id, the start of its id, or name
    folder: String,
    /// The member: id, the start of the id, name or e-mail address
    member: String,
    /// view: use the codes. edit: also change them. manage: also say who else does
    #[arg(value_parser = roles())]
    role: Role,
    /// Include the recovery items
    #[arg(long)]
    recovery: bool,
    /// Until when: a date, of which the whole day counts, or a moment like 2027-01-31T18:00:00+01:00 [default: for ever]
    #[arg(long, value_name = "DATE", value_parser = date::until)]
    until: Option<u64>,
    #[command(flatten)]
    office: OfficeOption,
}

/// Take a folder from a member.
#[derive(Debug, Args)]
pub struct Revoke {
    /// The folder: id, the start of its id, or name
    folder: String,
    /// The member: id, the start of the id, name or e-mail address
    member: String,
    #[command(flatten)]
    office: OfficeOption,
}

impl Grant {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let (office, member) = (self.office.name(), &self.member);
        let grant = GrantRequest {
            folder: self.folder.clone(),
            role: self.role,
            recovery: self.recovery,
            until: self.until,
        };
        change(
            context,
            |session| session.grant(office, member, &grant).map(Changed::from),
            |_, text| {
                let arguments = [
                    ("folder", grant.folder.as_str().into()),
                    ("member", member.as_str().into()),
                    ("role", text.words().word(role_key(grant.role)).into()),
                ];
                text.say("team-granted", &arguments);
            },
        )
    }
}

impl Revoke {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let (office, member, folder) = (self.office.name(), &self.member, &self.folder);
        change(
            context,
            |session| session.revoke(office, member, folder).map(Changed::from),
            |_, text| {
                let arguments = [
                    ("folder", folder.as_str().into()),
                    ("member", member.as_str().into()),
                ];
                text.say("team-revoked", &arguments);
            },
        )
    }
}

/// The role of a name.
pub fn role(name: &str) -> Option<Role> {
    let found = ROLES.iter().find(|(known, _)| *known == name);
    found.map(|(_, role)| *role)
}

/// The words for a role.
pub const fn role_key(role: Role) -> &'static str {
    match role {
        Role::View => "role-view",
        Role::Edit => "role-edit",
        Role::Manage => "role-manage",
    }
}

/// What somebody has of a folder: the role, recovery items, and until when.
pub fn rights(words: &Words, role: &str, recovery: bool, until: Option<u64>) -> String {
    let mut parts = vec![words.word(role)];
    if recovery {
        parts.push(words.word("team-with-recovery"));
    }
    if let Some(until) = until {
        parts.push(words.text("team-until", &[("time", date::shown(until).into())]));
    }
    parts.join(", ")
}

fn roles() -> impl TypedValueParser<Value = Role> {
    let names = ROLES.map(|(name, _)| name);
    PossibleValuesParser::new(names).map(|name| role(&name).unwrap_or(Role::View))
}
