//! Taking people and computers out of an office, and the secrets that have to be replaced.

use std::sync::Arc;

use keyrack_app::{
    Removal,
    view::{ExposedPage, LeaverKind, OfficeDetails, RemovalPlan},
};
use keyrack_words::{Language, Words};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::office_id;
use crate::controller::lock_state::Keys;
use crate::controller::paper::Paper;
use crate::controller::{Controller, whole};
use crate::handlers::scan::name;
use crate::request::{Concerns, MAX_ROWS, Reply, RequestGroup, Step, json};
use crate::shell::{Choose, WindowKind};
use crate::views::{Failure, WindowErrorCode};

/// The most secrets of a list on paper.
const MAX_LISTED: usize = 5_000;

/// What the columns of the table are called.
const COLUMNS: [&str; 7] = [
    "paper-exposed-client",
    "paper-exposed-service",
    "paper-exposed-label",
    "paper-exposed-desk",
    "paper-exposed-people",
    "paper-exposed-until",
    "paper-exposed-replaced",
];

/// What a window asks about leaving.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(tag = "ask", rename_all = "snake_case", deny_unknown_fields)]
pub enum LeavingRequest {
    /// Syncs, and tells what taking somebody out would do: [`RemovalPlan`](keyrack_app::view::RemovalPlan).
    PlanRemoval {
        /// The office's id.
        office: String,
        /// What is taken out.
        kind: LeaverKind,
        /// The id of the member or computer.
        who: String,
    },
    /// Takes somebody out. Answers as `plan_removal`, with what was done.
    RemoveFromOffice {
        /// The office's id.
        office: String,
        /// What is taken out.
        kind: LeaverKind,
        /// The id of the member or computer.
        who: String,
        /// Whether people whom the leaver admitted are taken back in the same step.
        takes_back: bool,
        /// Whether it is done although something has not arrived.
        incomplete: bool,
    },
    /// Decides about a member of whom a removal was undone. Answers as `office`.
    Settle {
        /// The office's id.
        office: String,
        /// The member's id.
        member: String,
        /// Whether the member stays.
        stays: bool,
    },
    /// Secrets to replace at the portals: [`ExposedPage`](keyrack_app::view::ExposedPage).
    Exposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
        /// Words that find them; empty for all.
        query: String,
        /// The place of the first.
        from: usize,
        /// How many, at most [`MAX_ROWS`](crate::request::MAX_ROWS).
        count: usize,
    },
    /// Ticks secrets as replaced, or takes the ticks away. Answered with `null`.
    TickExposed {
        /// The office's id.
        office: String,
        /// By what they are ticked.
        ids: Vec<String>,
        /// Whether they are.
        ticked: bool,
    },
    /// Saves the list where the person chooses, without secrets: the name of the file, or `null`.
    SaveExposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
        /// As what.
        form: ListForm,
    },
    /// Shows the list in the paper window, to be printed. Answered with `null`.
    PrintExposed {
        /// The office's id.
        office: String,
        /// Only because of this member; none for all.
        member: Option<String>,
    },
}

/// As what a list is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListForm {
    /// A table for a spreadsheet.
    Csv,
    /// Pages to print.
    Pdf,
}

impl RequestGroup for LeavingRequest {
    fn carry_out(self, controller: &Controller) -> Result<Reply, Failure> {
        match self {
            Self::PlanRemoval { office, kind, who } => {
                json(&controller.plan_removal(&office, kind, &who)?)
            }
            Self::RemoveFromOffice {
                office,
                kind,
                who,
                takes_back,
                incomplete,
            } => {
                let removal = Removal {
                    kind,
                    who,
                    takes_back,
                    incomplete,
                    keeps: Vec::new(),
                };
                json(&controller.remove_from_office(&office, &removal)?)
            }
            Self::Settle {
                office,
                member,
                stays,
            } => json(&controller.settle(&office, &member, stays)?),
            Self::Exposed {
                office,
                member,
                query,
                from,
                count,
            } => json(&controller.exposed(&office, member.as_deref(), &query, from, count)?),
            Self::TickExposed {
                office,
                ids,
                ticked,
            } => json(&controller.tick_exposed(&office, &ids, ticked)?),
            Self::SaveExposed {
                office,
                member,
                form,
            } => json(&controller.save_exposed(&office, member.as_deref(), form)?),
            Self::PrintExposed { office, member } => {
                json(&controller.print_exposed(&office, member.as_deref())?)
            }
        }
    }

    fn shows_secret(&self) -> bool {
        false
    }

    fn step(&self) -> Option<Step> {
        Some(match self {
            Self::RemoveFromOffice { .. } => ("remove_from_office", Concerns::Nobody),
            Self::Settle { .. } => ("settle", Concerns::Nobody),
            Self::TickExposed { .. } => ("tick_exposed", Concerns::Nobody),
            Self::SaveExposed { .. } => ("save_exposed", Concerns::Nobody),
            _ => return None,
        })
    }
}

impl Controller {
    pub(crate) fn plan_removal(
        &self,
        office: &str,
        kind: LeaverKind,
        who: &str,
    ) -> Result<RemovalPlan, Failure> {
        let (office, who) = (office_id(office)?, whole(who)?.to_owned());
        let removal = Removal {
            kind,
            who,
            takes_back: true,
            incomplete: true,
            keeps: Vec::new(),
        };
        self.sync_first(office);
        self.change(|opened| Ok(opened.session.removal_plan(Some(office), &removal)?))
    }

    pub(crate) fn remove_from_office(
        &self,
        office: &str,
        removal: &Removal,
    ) -> Result<RemovalPlan, Failure> {
        let office = office_id(office)?;
        whole(&removal.who)?;
        self.sync_first(office);
        let plan = self.change(|opened| {
            let session = &mut opened.session;
            Ok(session.remove_from_office(Some(office), removal)?.0)
        })?;
        if plan.you {
            self.finish_leaving(office)?;
        }
        Ok(plan)
    }

    /// Tells an office that this computer left it, and takes it off this computer.
    pub(crate) fn finish_leaving(&self, office: &str) -> Result<(), Failure> {
        self.sync_first(office);
        self.change(|opened| Ok(opened.session.finish_leaving(office)?))
    }

    pub(crate) fn settle(
        &self,
        office: &str,
        member: &str,
        stays: bool,
    ) -> Result<OfficeDetails, Failure> {
        let (office, member) = (office_id(office)?, whole(member)?);
        self.sync_first(office);
        self.change(|opened| {
            let session = &mut opened.session;
            session.settle_removal(Some(office), Some(member), stays)?;
            Ok(session.office_details(office)?)
        })
    }

    pub(crate) fn exposed(
        &self,
        office: &str,
        member: Option<&str>,
        query: &str,
        from: usize,
        count: usize,
    ) -> Result<ExposedPage, Failure> {
        let (office, member) = (office_id(office)?, member.map(whole).transpose()?);
        self.with(|opened| {
            let session = &mut opened.session;
            Ok(session.exposed(Some(office), member, query, from, count.min(MAX_ROWS))?)
        })
    }

    pub(crate) fn tick_exposed(
        &self,
        office: &str,
        ids: &[String],
        ticked: bool,
    ) -> Result<(), Failure> {
        let office = office_id(office)?;
        self.change(|opened| {
            let session = &mut opened.session;
            Ok(session.tick_exposed(Some(office), ids, ticked)?)
        })
    }

    pub(crate) fn save_exposed(
        &self,
        office: &str,
        member: Option<&str>,
        form: ListForm,
    ) -> Result<Option<String>, Failure> {
        let (office, member) = (office_id(office)?, member.map(whole).transpose()?);
        let keys = self.vault_lock.keys()?;
        let words = self.words();
        let extension = match form {
            ListForm::Csv => "csv",
            ListForm::Pdf => "pdf",
        };
        let choose = Choose::Save {
            name: format!("keyrack-{}.{extension}", self.computer.clock.today()),
            extension: extension.to_owned(),
        };
        let Some(path) = self.shell.choose(WindowKind::Main, &choose)? else {
            return Ok(None);
        };
        let bytes = match form {
            ListForm::Csv => {
                let heading = COLUMNS.map(|column| words.1.word(column));
                let csv = self.with_keys(&keys, |opened| {
                    let session = &mut opened.session;
                    Ok(session.exposed_csv(Some(office), member, &heading)?)
                })?;
                // Spreadsheets take a table for another character set without it.
                Zeroizing::new(["\u{feff}", &csv].concat().into_bytes())
            }
            ListForm::Pdf => self
                .exposed_paper(&keys, &words, office, member)?
                .pdf()
                .map_err(too_long)?,
        };
        // It may have been locked while the person chose.
        self.with_keys(&keys, |_| Ok(()))?;
        self.write_chosen(&path, &bytes)?;
        Ok(Some(name(&path)))
    }

    pub(crate) fn print_exposed(&self, office: &str, member: Option<&str>) -> Result<(), Failure> {
        let (office, member) = (office_id(office)?, member.map(whole).transpose()?);
        let keys = self.vault_lock.keys()?;
        let paper = self.exposed_paper(&keys, &self.words(), office, member)?;
        self.put_on_paper(paper)
    }

    /// The whole list, as it stands on paper.
    fn exposed_paper(
        &self,
        keys: &Arc<Keys>,
        words: &(Language, Words),
        office: &str,
        member: Option<&str>,
    ) -> Result<Paper, Failure> {
        let (name, rows) = self.with_keys(keys, |opened| {
            let session = &mut opened.session;
            let page = session.exposed(Some(office), member, "", 0, MAX_LISTED)?;
            if page.found > page.rows.len() {
                return Err(too_long(Failure::new(WindowErrorCode::PaperTooLong)));
            }
            Ok((session.office_card(office)?.name, page.rows))
        })?;
        let clock = &self.computer.clock;
        let date = |at: u64| clock.local(at.saturating_mul(1000)).date().to_string();
        Ok(Paper::exposed(words, &name, clock.today(), &rows, date))
    }
}

/// A list has another way out than an account.
fn too_long(mut failure: Failure) -> Failure {
    if failure.code == WindowErrorCode::PaperTooLong.into() {
        failure.hint = Some("list".to_owned());
    }
    failure
}
