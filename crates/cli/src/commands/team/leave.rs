//! `team remove`, `team promote`, `team demote`, `team settle`, `team leave`.

use clap::Args;
use keyrack_app::{
    Removal, Result,
    view::{LeaverKind, RemovalPlan},
};

use super::{
    OfficeOption,
    removal_text::plan,
    sync_text::{Changed, change},
};
use crate::{context::Context, exit_status::ExitStatus};

/// Take a member out of the office.
#[derive(Debug, Args)]
#[command(after_help = "\
Whatever the member could read has been read: taking somebody out does not change that. `team exposure` lists the secrets to \
replace at the portals. --dry-run tells what would be undone, and changes nothing.")]
pub struct Remove {
    /// The member: id, the start of the id, name or e-mail address
    member: String,
    #[command(flatten)]
    how: How,
}

/// Make a member an owner.
#[derive(Debug, Args)]
pub struct Promote {
    /// The member: id, the start of the id, name or e-mail address
    member: String,
    #[command(flatten)]
    office: OfficeOption,
}

/// Make an owner a member again.
#[derive(Debug, Args)]
pub struct Demote {
    /// The owner: id, the start of the id, name or e-mail address
    member: String,
    #[command(flatten)]
    how: How,
}

/// Decide about a removal that another removal undid.
#[derive(Debug, Args)]
#[command(after_help = "\
Where somebody took a member out, and was taken out for it, nobody sends that member anything new until an owner decides: with \
--stays the member stays, with --removed the member is taken out. Without a member, it is decided about all of them.")]
pub struct Settle {
    /// The member: id, the start of the id, name or e-mail address [default: all that wait]
    member: Option<String>,
    #[command(flatten)]
    decision: Decision,
    #[command(flatten)]
    office: OfficeOption,
}

/// What becomes of the member.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Decision {
    /// The member stays
    #[arg(long)]
    stays: bool,
    /// The member is taken out
    #[arg(long, requires = "member")]
    removed: bool,
}

/// Take this computer out of the office, and the office off this computer.
#[derive(Debug, Args)]
pub struct Leave {
    #[command(flatten)]
    office: OfficeOption,
}

/// How something is taken out.
#[derive(Debug, Args)]
pub(super) struct How {
    /// Let stand what was signed up to this entry: id, or the start of it [default: all that is known]
    #[arg(long, value_name = "ENTRY", num_args = 1..)]
    keep: Vec<String>,
    /// Let people go, too, who are in the office only by whoever is taken out
    #[arg(long)]
    no_take_back: bool,
    /// Do it although something of the office has not arrived
    #[arg(long)]
    incomplete: bool,
    /// Only tell what it would do
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    office: OfficeOption,
}

impl How {
    /// Takes out, or tells what that would do.
    pub(super) fn run(
        self,
        context: &Context<'_>,
        kind: LeaverKind,
        who: String,
    ) -> Result<ExitStatus> {
        let removal = Removal {
            kind,
            who,
            takes_back: !self.no_take_back,
            incomplete: self.incomplete,
            keeps: self.keep,
        };
        let office = self.office.name();
        if self.dry_run {
            return context.with_vault(
                |session| session.removal_plan(office, &removal),
                |told, text| plan(text, told, false),
            );
        }
        change(
            context,
            |session| {
                let removed = session.remove_from_office(office, &removal)?;
                Ok(Changed::from(removed))
            },
            |done: &RemovalPlan, text| plan(text, done, true),
        )
    }
}

impl Remove {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        self.how.run(context, LeaverKind::Member, self.member)
    }
}

impl Demote {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        self.how.run(context, LeaverKind::Owner, self.member)
    }
}

impl Promote {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let member = &self.member;
        change(
            context,
            |session| {
                let sync = session.promote(self.office.name(), member)?;
                Ok(Changed::from(sync))
            },
            |_, text| text.say("team-promoted", &[("member", member.as_str().into())]),
        )
    }
}

impl Settle {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let (member, stays) = (self.member.as_deref(), self.decision.stays);
        change(
            context,
            |session| {
                let sync = session.settle_removal(self.office.name(), member, stays)?;
                Ok(Changed::from(sync))
            },
            |_, text| text.say("team-settled", &[]),
        )
    }
}

impl Leave {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        change(
            context,
            |session| Ok(Changed::from(session.leave_office(self.office.name())?)),
            |_, text| text.say("team-left", &[]),
        )
    }
}
