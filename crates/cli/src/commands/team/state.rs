//! `team status`, `team number`, `team list`.

use clap::Args;
use keyrack_app::{
    Class, Error, ErrorCode, Result, Session,
    view::{AlarmView, OfficeName, OfficeStatus},
};
use serde::Serialize;

use super::{OfficeOption, members::class_key, sync_text};
use crate::{
    context::Context,
    exit_status::ExitStatus,
    text_output::{TextOutput, short},
    words::moment,
};

/// Show how it stands with the office.
#[derive(Debug, Args)]
pub struct Status {
    #[command(flatten)]
    office: OfficeOption,
}

/// Print the office number.
#[derive(Debug, Args)]
pub struct Number {
    #[command(flatten)]
    office: OfficeOption,
}

/// List the offices on this computer.
#[derive(Debug, Args)]
pub struct List {}

/// What is known of an office, grouped as programs read it.
#[derive(Serialize)]
struct State {
    office: OfficeName,
    store: String,
    member: String,
    class: Option<Class>,
    head: Head,
    log: Log,
    synced: Option<u64>,
    silence_days: u64,
    outbox: usize,
    alarms: Vec<AlarmView>,
}

#[derive(Serialize)]
struct Head {
    seq: u64,
}

#[derive(Serialize)]
struct Log {
    entries: usize,
    tips: usize,
}

impl From<OfficeStatus> for State {
    fn from(status: OfficeStatus) -> Self {
        Self {
            office: status.office,
            store: status.store,
            member: status.member,
            class: status.class,
            head: Head { seq: status.head },
            log: Log {
                entries: status.entries,
                tips: status.tips,
            },
            synced: status.synced,
            silence_days: status.silence_days,
            outbox: status.outbox,
            alarms: status.alarms,
        }
    }
}

impl Status {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| one_of(session, self.office.name()).map(State::from),
            |state, text| show(text, state),
        )
    }
}

fn one_of(session: &mut Session, office: Option<&str>) -> Result<OfficeStatus> {
    let mut all = session.office_status(office)?;
    match (all.pop(), all.is_empty()) {
        (Some(one), true) => Ok(one),
        (None, _) => Err(Error::new(ErrorCode::NoOffice)),
        (Some(last), false) => {
            let names = all.iter().chain([&last]).map(|it| it.office.name.as_str());
            let names: Vec<&str> = names.collect();
            Err(Error::new(ErrorCode::Ambiguous)
                .with("query", office.unwrap_or("--office"))
                .with("count", names.len())
                .with("names", names.join(", "))
                .hint("office"))
        }
    }
}

fn show(text: &mut TextOutput<'_>, state: &State) {
    text.strong(&state.office.name);
    text.field("field-id", short(&state.office.id));
    text.field("team-field-store", &state.store);
    let class = state.class.map_or("class-none", class_key);
    let you = format!("{} ({})", state.member, text.words().word(class));
    text.field("team-field-you", &you);
    let synced = state.synced.map(|at| moment(at.saturating_mul(1000)));
    text.field("team-field-synced", &synced.unwrap_or_default());
    if state.silence_days > 0 {
        text.say("team-silence", &[("days", state.silence_days.into())]);
    }
    sync_text::unsent(text, state.outbox);
    sync_text::alarms(text, &state.alarms);
}

impl Number {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| session.office_number(self.office.name()),
            |number, text| {
                text.say(
                    "team-number",
                    &[("name", number.office.name.as_str().into())],
                );
                text.strong(&number.number);
            },
        )
    }
}

impl List {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        context.with_vault(
            |session| Ok(session.offices()),
            |offices, text| {
                if offices.is_empty() {
                    return text.say("team-no-offices", &[]);
                }
                let row =
                    |office: &OfficeName| vec![short(&office.id).to_owned(), office.name.clone()];
                text.table(offices.iter().map(row));
            },
        )
    }
}
