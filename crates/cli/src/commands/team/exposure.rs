//! `team exposure`.

use std::path::PathBuf;

use clap::Args;
use keyrack_app::{
    EXPOSED_COLUMNS, Result, Session,
    view::{ExposedPage, ExposedSecret},
};

use super::OfficeOption;
use crate::{
    context::Context,
    exit_status::ExitStatus,
    file::{self, Existing},
    text_output::TextOutput,
    words::{Words, moment},
};

/// The words for the columns of the CSV.
const COLUMNS: [&str; EXPOSED_COLUMNS] = [
    "team-exposure-client",
    "team-exposure-service",
    "team-exposure-user",
    "team-exposure-desk",
    "team-exposure-people",
    "team-exposure-until",
    "team-exposure-ticked",
];

/// List the secrets that somebody could read who may not any more
#[derive(Debug, Args)]
#[command(after_help = "\
Whoever could read a secret may have kept it: only a new one at the portal helps. A secret leaves the list once its replacement \
is confirmed (`factor replace`, `factor confirm`), wherever its account has been moved meanwhile.")]
pub struct Exposure {
    /// Only because of this member: id, the start of the id, name or e-mail address; those who left as well
    #[arg(long)]
    member: Option<String>,
    /// Write the list to this file as well, as CSV without secrets
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long, requires = "csv")]
    force: bool,
    /// Tick these as replaced at the portal; the ids are in the first column
    #[arg(long, value_name = "ID", num_args = 1.., conflicts_with = "untick")]
    tick: Vec<String>,
    /// Take these ticks away
    #[arg(long, value_name = "ID", num_args = 1..)]
    untick: Vec<String>,
    #[command(flatten)]
    office: OfficeOption,
}

impl Exposure {
    pub fn run(self, context: &Context<'_>) -> Result<ExitStatus> {
        let existing = Existing::if_forced(self.force);
        if let Some(path) = &self.csv {
            file::check(path, existing)?;
            context.keyrack().leave_alone(path)?;
        }
        context.with_vault(
            |session| {
                let page = self.page(session)?;
                if let Some(path) = &self.csv {
                    let heading = COLUMNS.map(|it| context.output.words().word(it));
                    let member = self.member.as_deref();
                    let csv = session.exposed_csv(self.office.name(), member, &heading)?;
                    file::write(path, csv.as_bytes(), existing)?;
                }
                Ok(page)
            },
            list,
        )
    }

    fn page(&self, session: &mut Session) -> Result<ExposedPage> {
        let office = self.office.name();
        for (ids, ticked) in [(&self.tick, true), (&self.untick, false)] {
            if !ids.is_empty() {
                session.tick_exposed(office, ids, ticked)?;
            }
        }
        session.exposed(office, self.member.as_deref(), "", 0, usize::MAX)
    }
}

fn list(page: &ExposedPage, text: &mut TextOutput<'_>) {
    if page.rows.is_empty() {
        return text.say("team-exposure-none", &[]);
    }
    let words = text.words();
    text.table(page.rows.iter().map(|it| row(words, it)));
    let arguments = [("count", page.total.into()), ("open", page.open.into())];
    text.say("team-exposure-sum", &arguments);
}

fn row(words: &Words, secret: &ExposedSecret) -> Vec<String> {
    let ticked = secret.ticked.map(|at| {
        let time = moment(at.saturating_mul(1000));
        words.text("team-exposure-done", &[("time", time.into())])
    });
    vec![
        secret.id.clone(),
        secret.folder.name.clone(),
        secret.service.clone(),
        secret.label.clone(),
        secret.desk.clone(),
        secret.people.join(", "),
        ticked.unwrap_or_default(),
    ]
}
