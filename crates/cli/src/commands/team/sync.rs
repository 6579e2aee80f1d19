//! `team sync`.

use clap::Args;
use keyrack_app::{
    Result, SyncOptions,
    view::{OfficeName, SyncView},
};
use serde::Serialize;

use super::sync_text;
use crate::{context::Context, exit_status::ExitStatus, text_output::TextOutput};

/// Bring an office in step with its store.
#[derive(Debug, Args)]
pub struct Sync {
    /// Send folders although something that an owner has done has not arrived yet
    #[arg(long)]
    incomplete: bool,
    /// Put the office into its store again, where it has been deleted
    #[arg(long)]
    seed: bool,
    /// Only this office: id, the start of its id, or name [default: all on this computer]
    #[arg(long)]
    office: Option<String>,
}

/// The sum of all offices, and each.
#[derive(Serialize)]
struct Answer {
    #[serde(flatten)]
    all: SyncView,
    offices: Vec<OneOffice>,
}

#[derive(Serialize)]
struct OneOffice {
    office: OfficeName,
    #[serde(flatten)]
    sync: SyncView,
}

impl Sync {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let options = SyncOptions {
            incomplete: self.incomplete,
            seed: self.seed,
        };
        let mut ending = ExitStatus::Done;
        context.with_vault(
            |session| {
                let answer = answer(session.sync_offices(self.office.as_deref(), options)?);
                ending = sync_text::status(&answer.all);
                Ok(answer)
            },
            |answer, text| answer.offices.iter().for_each(|one| synced(text, one)),
        )?;
        Ok(ending)
    }
}

fn answer(synced: Vec<(OfficeName, SyncView)>) -> Answer {
    let mut all = SyncView::default();
    let mut offices = Vec::new();
    for (office, sync) in synced {
        add(&mut all, &sync);
        offices.push(OneOffice { office, sync });
    }
    Answer { all, offices }
}

fn add(all: &mut SyncView, one: &SyncView) {
    all.published |= one.published;
    all.pulled += one.pulled;
    all.outbox += one.outbox;
    all.set_aside += one.set_aside;
    all.alarms.extend(one.alarms.iter().cloned());
    all.requests.list += one.requests.list;
    all.requests.read += one.requests.read;
    all.requests.create += one.requests.create;
    all.requests.delete += one.requests.delete;
    all.bytes.from += one.bytes.from;
    all.bytes.out += one.bytes.out;
}

fn synced(text: &mut TextOutput<'_>, one: &OneOffice) {
    let arguments = [
        ("name", one.office.name.as_str().into()),
        ("pulled", one.sync.pulled.into()),
        ("published", one.sync.published.to_string().into()),
    ];
    text.say("team-synced", &arguments);
    sync_text::write(text, &one.sync);
}
